import { versionsFrom } from "../../../schema/haproxy/values.ts";
import { message } from "../../finding.ts";
import { type FileModel, type FileProxy, type FileSection, isProxy, type SectionView } from "./file.ts";
import type { FileCheck } from "./file-check.ts";
import type { AnalysedStatement } from "./section.ts";

const code = "haproxy/http-rule-in-tcp-mode";

/** What has no effect outside of HTTP mode, by the keyword. */
export const httpOnlyStatements: ReadonlySet<string> = new Set([
  "http-request",
  "http-response",
  "http-after-response",
  "redirect",
  "cookie",
  "stats enable",
  "stats uri",
  "stats auth",
  "stats realm",
  "stats refresh",
  "stats admin",
  "stats http-request",
  "stats hide-version",
  "option httplog",
  "option forwardfor",
  "option originalto",
  "option http-keep-alive",
  "option http-server-close",
  "option httpclose",
  "option http-buffer-request",
  "option http-ignore-probes",
  "option http-no-delay",
  "option http-pretend-keepalive",
  "option http-use-proxy-header",
  "option checkcache",
  "option accept-invalid-http-request",
  "option accept-invalid-http-response",
]);

/** Options of which haproxy says nothing though they do nothing. */
const silent = new Set(["option http-keep-alive", "option http-server-close", "option httpclose"]);

function isOwnRule({ isConditional, isFaulty }: AnalysedStatement): boolean {
  return !isConditional && !isFaulty;
}

/** A proxy that turns connections into HTTP ones later has HTTP rules for a reason. */
function mayBecomeHttp(proxy: FileProxy): boolean {
  return proxy.chain.some(({ analysis }) => analysis.statements.some(({ action }) => action === "switch-mode"));
}

function checkTcp(file: SectionView, proxy: FileProxy): void {
  const reported = new Set<string>();
  for (const statement of proxy.analysis.statements) {
    const { name, values } = statement;
    if (!httpOnlyStatements.has(name) || silent.has(name) || values[0] === "no" || !isOwnRule(statement)) continue;
    const shown = name.startsWith("stats ") ? "stats" : name;
    // haproxy warns once of all rules of a kind.
    if (reported.has(shown)) continue;
    reported.add(shown);
    const said = message("{keyword} has no effect in mode tcp, and haproxy ignores it. Set mode http, or remove it.", {
      keyword: shown,
    });
    const [first] = statement.statement.words;
    const last = statement.statement.words[statement.fixed.length > 0 ? 0 : Math.max(0, shown.split(" ").length - 1)];
    file.report(code, proxy.section, { start: first?.start ?? 0, end: last?.end ?? 0 }, said);
  }
  checkTcpServers(file, proxy);
  checkAliases(file, proxy);
}

function checkTcpServers(file: SectionView, proxy: FileProxy): void {
  for (const { name, statement, values, fixed, isConditional } of proxy.analysis.statements) {
    if (name !== "server" || isConditional) continue;
    const cookie = fixed.find((at) => values[at] === "cookie");
    const redirect = fixed.find((at) => values[at] === "redir");
    const cookieWord = statement.words[cookie ?? -1];
    const redirectWord = statement.words[redirect ?? -1];
    if (redirectWord !== undefined && !proxy.analysis.isOpen) {
      const said = message("redir needs mode http, and haproxy does not start with it in mode tcp.");
      file.reportLate("haproxy/incompatible-mode", proxy.section, redirectWord, said);
    }
    if (cookieWord !== undefined) {
      const said = message(
        "{keyword} has no effect in mode tcp, and haproxy ignores it. Set mode http, or remove it.",
        { keyword: "cookie" },
      );
      file.report(code, proxy.section, cookieWord, said);
    }
  }
}

const formatNames = new Set(["log-format", "log-format-sd", "error-log-format", "unique-id-format"]);

/** Variables that only HTTP proxies have: older versions refuse them, newer ones leave them empty. */
function checkAliases(file: SectionView, proxy: FileProxy): void {
  if (!proxy.isFrontend) return;
  const isRefused = file.isAlways(versionsFrom("2.4") & ~versionsFrom("3.2"));
  const isTaken = file.isAlways(versionsFrom("3.2"));
  const last = new Map<string, AnalysedStatement>();
  for (const statement of proxy.analysis.statements)
    if (formatNames.has(statement.name)) last.set(statement.name, statement);
  for (const { httpAliases, isConditional } of last.values()) {
    const [alias] = httpAliases;
    if (alias === undefined || isConditional) continue;
    const said = isRefused
      ? message("{name} is for mode http, and haproxy does not start with it in mode tcp.", { name: alias.name })
      : message("{name} is for mode http and stays empty in mode tcp; haproxy before 3.2 does not start with it.", {
          name: alias.name,
        });
    file.reportLate("haproxy/incompatible-mode", proxy.section, alias.place, said, {
      severity: isRefused ? "error" : isTaken ? "information" : "warning",
    });
  }
}

/** What looks at data of its own, by the keyword. */
const conditional = [
  "use_backend",
  "use-server",
  "stick on",
  "stick match",
  "stick store-request",
  "stick store-response",
];

/** Data that is there only while nobody speaks HTTP yet. */
function checkHttp(file: SectionView, proxy: FileProxy): void {
  const { byName } = proxy.analysis;
  if (!conditional.some((name) => byName.has(name))) return;
  for (const { condition, statement, name, isFaulty, isConditional } of proxy.analysis.statements) {
    if (condition === undefined || isFaulty || isConditional) continue;
    if (name !== "use_backend" && name !== "use-server" && !name.startsWith("stick ")) continue;
    const term = condition.groups.flat().find(({ acl }) => acl?.fetches.some(({ layer }) => layer === "L6") === true);
    const word = statement.words[term?.at ?? -1];
    if (term === undefined || word === undefined) continue;
    const said = message(
      "{name} looks at raw bytes, which haproxy ignores in mode http: the condition does not hold.",
      {
        name: term.acl?.fetches.find(({ layer }) => layer === "L6")?.name ?? word.value,
      },
    );
    file.report("haproxy/no-effect", proxy.section, word, said);
  }
}

/** Where a frontend leads to a backend of another mode. */
function checkTargets(file: FileModel, proxy: FileProxy, mode: string): void {
  for (const { kind, name, place, isInSample } of proxy.analysis.references) {
    if (kind !== "backend" || isInSample || !proxy.isFrontend) continue;
    const target = file.backend(name);
    const targetMode = target === undefined ? undefined : file.modeOf(target);
    if (targetMode === undefined || targetMode === mode || (mode === "tcp" && targetMode === "http")) continue;
    if (target !== undefined && file.isDisabled(target)) continue;
    const said = message(
      "{name} is in mode {target} and this section in mode {mode}, and haproxy does not start with that.",
      {
        name,
        target: targetMode,
        mode,
      },
    );
    file.reportLate("haproxy/incompatible-mode", proxy.section, place, said);
  }
}

/** The mode of a proxy that is looked at as a whole. */
function modeOfWhole(owner: FileSection): string | undefined {
  if (!isProxy(owner) || owner.kind === "defaults" || owner.isDisabled || owner.isConditional) return undefined;
  return owner.mode;
}

/** Looks at what fits into the mode of each proxy. */
export const modes: FileCheck = {
  checkSection(view, owner) {
    if (!isProxy(owner)) return;
    const mode = modeOfWhole(owner);
    if (mode === "tcp" && !mayBecomeHttp(owner)) checkTcp(view, owner);
    if (mode === "http") checkHttp(view, owner);
  },
  concerns: (owner) => owner.analysis.references.length > 0 && modeOfWhole(owner) !== undefined,
  checkFile(file, concerned) {
    if (file.isOpen) return;
    for (const owner of concerned) {
      if (isProxy(owner) && owner.mode !== undefined) checkTargets(file, owner, owner.mode);
    }
  },
};

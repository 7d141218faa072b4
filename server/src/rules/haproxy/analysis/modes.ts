import { versionsFrom } from "../../../schema/haproxy/values.ts";
import type { Word } from "../../../syntax/tree.ts";
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

type Side = "frontend" | "backend" | "both";

/** Settings that a proxy may inherit, with the side of a proxy that they concern. */
const inheritable: Readonly<Record<string, Side>> = {
  cookie: "backend",
  "monitor-uri": "frontend",
  "option accept-invalid-http-request": "frontend",
  "option accept-invalid-http-response": "backend",
  "option accept-unsafe-violations-in-http-request": "frontend",
  "option accept-unsafe-violations-in-http-response": "backend",
  "option checkcache": "backend",
  "option forwardfor": "both",
  "option http-buffer-request": "both",
  "option http-ignore-probes": "frontend",
  "option http-no-delay": "both",
  "option http-pretend-keepalive": "backend",
  "option http-use-proxy-header": "frontend",
  "option idle-close-on-response": "frontend",
  "option originalto": "both",
  "option prefer-last-server": "backend",
};

/** What has no effect where it stands, but only in the section itself. */
const ownOnly = new Set(["http-request", "http-response", "http-after-response", "redirect"]);

function hasSide(proxy: FileProxy, side: Side): boolean {
  return side === "both" || (side === "frontend" ? proxy.isFrontend : proxy.isBackend);
}

/** Ways of choosing a server by what only HTTP has. */
const httpBalance = /^(?:uri|url_param|hdr\(.*)$/;
const logFormats = ["log-format", "option httplog", "option httpslog", "option tcplog"];

/** What a line has no effect by, as a reader knows it; undefined where the line does not need HTTP. */
function shownName({ name, values, fixed }: AnalysedStatement): string | undefined {
  if (name.startsWith("stats ")) return "stats";
  if (name === "capture cookie" || name === "capture request header" || name === "capture response header") return name;
  if (name === "balance") return httpBalance.test(values[1] ?? "") ? `balance ${values[1]}` : undefined;
  if (name === "source")
    return fixed.some((at) => /^hdr_ip\(/.test(values[at + 1] ?? "")) ? "usesrc hdr_ip" : undefined;
  if (name === "option httpslog" || name === "option httplog") return name;
  return (httpOnlyStatements.has(name) || Object.hasOwn(inheritable, name)) && !silent.has(name) ? name : undefined;
}

function sideOf({ name }: AnalysedStatement): Side {
  if (name === "balance" || name === "source") return "backend";
  if (logFormats.includes(name) || name.startsWith("capture ")) return "frontend";
  return inheritable[name] ?? "both";
}

/** A line that needs HTTP, with the section that it stands in. */
interface HttpLine {
  readonly owner: FileProxy;
  readonly statement: AnalysedStatement;
  readonly shown: string;
}

/** Settings that replace each other have one key. */
function keyOf(statement: AnalysedStatement): string {
  return logFormats.includes(statement.name) ? "log-format" : (shownName(statement) ?? statement.name);
}

/** Settings of which only the last line of a section counts. */
const replaced = new Set(["log-format", "balance", "source", "cookie", "monitor-uri"]);

/** The lines of one section that hold: all rules, and the last of settings that replace each other. */
function holding(statements: readonly AnalysedStatement[]): readonly AnalysedStatement[] {
  const isLast = (statement: AnalysedStatement): boolean => {
    const key = logFormats.includes(statement.name) ? "log-format" : statement.name;
    if (!replaced.has(key) && !statement.name.startsWith("option ")) return true;
    const isSame = (one: AnalysedStatement): boolean =>
      one.name === statement.name || (key === "log-format" && logFormats.includes(one.name));
    return statements.findLast(isSame) === statement;
  };
  return statements.filter(isLast);
}

/** The lines that need HTTP among those that hold for a proxy, its own first. */
function httpLines(proxy: FileProxy): HttpLine[] {
  const lines: HttpLine[] = [];
  const seen = new Set<string>();
  for (const owner of proxy.chain) {
    const own = holding(owner.analysis.statements);
    for (const statement of own) {
      const shown = shownName(statement);
      const isHidden = owner !== proxy && (seen.has(keyOf(statement)) || ownOnly.has(statement.name));
      if (shown === undefined || isHidden || statement.values[0] === "no" || !isOwnRule(statement)) continue;
      if (hasSide(proxy, sideOf(statement))) lines.push({ owner, statement, shown });
    }
    for (const statement of own) seen.add(keyOf(statement));
  }
  return lines;
}

function checkTcp(file: SectionView, proxy: FileProxy): void {
  const reported = new Set<string>();
  for (const { owner, statement, shown } of httpLines(proxy)) {
    // haproxy warns once of all rules of a kind.
    if (reported.has(shown)) continue;
    reported.add(shown);
    const { words } = statement.statement;
    const last = words[statement.fixed.length > 0 ? 0 : Math.max(0, shown.split(" ").length - 1)];
    const place = { start: words[0]?.start ?? 0, end: last?.end ?? words[0]?.end ?? 0 };
    if (owner === proxy) {
      const said = message(
        "{keyword} has no effect in mode tcp, and haproxy ignores it. Set mode http, or remove it.",
        {
          keyword: shown,
        },
      );
      file.report(code, proxy.section, place, said);
    } else {
      const said = message(
        "{name} inherits {keyword} but is in mode tcp, where it has no effect, and haproxy warns. Move the line to the sections in mode http.",
        { name: proxy.name?.value ?? "", keyword: shown },
      );
      file.reportOnce(code, owner.section, place, said);
    }
  }
  checkTcpServers(file, proxy);
  checkAliases(file, proxy);
}

/** Options of servers that need HTTP, and what haproxy says of each in mode tcp. */
function checkTcpServers(file: SectionView, proxy: FileProxy): void {
  for (const { name, statement, values, fixed, isConditional, isFaulty } of proxy.analysis.statements) {
    if ((name !== "server" && name !== "server-template") || isConditional || isFaulty) continue;
    const find = (option: string, value?: RegExp): Word | undefined => {
      const at = fixed.find((index) => values[index] === option && (value?.test(values[index + 1] ?? "") ?? true));
      return statement.words[at ?? -1];
    };
    for (const [option, word] of [
      ["redir", find("redir")],
      ["observe layer7", find("observe", /^layer7$/)],
      ["proto", find("proto", /^(?:h1|h2|fcgi)$/)],
    ] as const) {
      if (word === undefined || proxy.analysis.isOpen) continue;
      const said = message("{keyword} needs mode http, and haproxy does not start with it in mode tcp.", {
        keyword: option,
      });
      file.reportLate("haproxy/incompatible-mode", proxy.section, word, said);
    }
    for (const [option, word] of [
      ["cookie", find("cookie")],
      ["usesrc hdr_ip", find("usesrc", /^hdr_ip\(/)],
    ] as const) {
      if (word === undefined) continue;
      const said = message(
        "{keyword} has no effect in mode tcp, and haproxy ignores it. Set mode http, or remove it.",
        { keyword: option },
      );
      file.report(code, proxy.section, word, said);
    }
  }
  for (const { statement, values, fixed, isConditional, isFaulty } of proxy.analysis.byName.get("bind") ?? []) {
    const at = fixed.find((index) => values[index] === "proto" && /^h[12]$/.test(values[index + 1] ?? ""));
    const word = statement.words[at ?? -1];
    if (word === undefined || isConditional || isFaulty || proxy.analysis.isOpen) continue;
    const said = message("{keyword} needs mode http, and haproxy does not start with it in mode tcp.", {
      keyword: "proto",
    });
    file.reportLate("haproxy/incompatible-mode", proxy.section, word, said);
  }
}

const formatNames = ["log-format", "log-format-sd", "error-log-format", "unique-id-format"];

/** Variables that only HTTP proxies have: older versions refuse them, newer ones leave them empty. */
function checkAliases(file: SectionView, proxy: FileProxy): void {
  if (!proxy.isFrontend) return;
  const isRefused = file.isAlways(versionsFrom("2.4") & ~versionsFrom("3.2"));
  const isTaken = file.isAlways(versionsFrom("3.2"));
  for (const name of formatNames) {
    const found = lastFormat(proxy, name);
    const [alias] = found?.statement.httpAliases ?? [];
    if (found === undefined || alias === undefined || found.statement.isConditional) continue;
    const said = isRefused
      ? message("{name} is for mode http, and haproxy does not start with it in mode tcp.", { name: alias.name })
      : message("{name} is for mode http and stays empty in mode tcp; haproxy before 3.2 does not start with it.", {
          name: alias.name,
        });
    // An error is the rule's own severity, which files that are missing may change.
    const more = isRefused ? {} : ({ severity: isTaken ? "information" : "warning" } as const);
    if (found.owner === proxy) file.reportLate("haproxy/incompatible-mode", proxy.section, alias.place, said, more);
    else file.reportLateOnce("haproxy/incompatible-mode", found.owner.section, alias.place, said, more);
  }
}

/** The format of some name that holds for a proxy; a word that stands for a format takes its place. */
function lastFormat(
  proxy: FileProxy,
  name: string,
): { readonly owner: FileProxy; readonly statement: AnalysedStatement } | undefined {
  const isOfKind = (one: AnalysedStatement): boolean =>
    one.name === name || (name === "log-format" && logFormats.includes(one.name));
  for (const owner of proxy.chain) {
    const statement = owner.analysis.statements.findLast(isOfKind);
    if (statement !== undefined) return { owner, statement };
  }
  return undefined;
}

/** What looks at data of its own, by the keyword. */
const conditional = [
  "use_backend",
  "use-server",
  "stick on",
  "stick match",
  "stick store-request",
  "stick store-response",
  "tcp-response content",
];

/** Data that is there only while nobody speaks HTTP yet. */
function checkHttp(file: SectionView, proxy: FileProxy): void {
  const { byName } = proxy.analysis;
  if (!conditional.some((name) => byName.has(name))) return;
  for (const { condition, statement, name, isFaulty, isConditional } of proxy.analysis.statements) {
    if (condition === undefined || isFaulty || isConditional) continue;
    if (!conditional.includes(name)) continue;
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

/** Where a frontend leads to a backend of another mode; haproxy names the lines that open the two. */
function checkTargets(file: FileModel, proxy: FileProxy, mode: string): void {
  for (const { kind, name, place, isInSample } of proxy.analysis.references) {
    if (kind !== "backend" || isInSample || !proxy.isFrontend) continue;
    const target = file.backend(name);
    const targetMode = target === undefined ? undefined : file.modeOf(target);
    if (target === undefined || targetMode === undefined || targetMode === mode) continue;
    if ((mode === "tcp" && targetMode === "http") || file.isDisabled(target)) continue;
    const said = message(
      "{name} is in mode {target} and this section in mode {mode}, and haproxy does not start with that.",
      {
        name,
        target: targetMode,
        mode,
      },
    );
    const related = [{ section: proxy.section, place, said: message("{name} here", { name }) }];
    if (target.name !== undefined)
      related.push({ section: target.section, place: target.name, said: message("{name} here", { name }) });
    file.reportLate("haproxy/incompatible-mode", proxy.section, proxy.name ?? place, said, { related });
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

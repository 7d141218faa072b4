import { message } from "../../finding.ts";
import { type FileModel, type FileProxy, isProxy, isWhole, type SectionView } from "./file.ts";
import type { FileCheck } from "./file-check.ts";
import type { Place } from "./problem.ts";
import type { AnalysedStatement } from "./section.ts";

const code = "haproxy/no-effect";

/** Lines that say which kind of health check a proxy's servers get: the last one counts. */
const checkOptions = new Set([
  "option httpchk",
  "option tcp-check",
  "option ldap-check",
  "option mysql-check",
  "option pgsql-check",
  "option redis-check",
  "option smtpchk",
  "option spop-check",
  "option ssl-hello-chk",
  "option external-check",
]);

function kindIn(statements: readonly AnalysedStatement[]): string | undefined {
  const last = statements.findLast(({ name }) => checkOptions.has(name));
  if (last === undefined) return undefined;
  if (last.isConditional) return "";
  if (last.values[0] !== "no") return last.name;
  // haproxy takes a kind back only where it is the one that holds.
  return kindIn(statements.slice(0, statements.indexOf(last)).filter(({ name }) => name !== last.name)) ?? "";
}

/** The kind of health check that a proxy's servers get, as the line that says so; empty where none holds, or that can't be told. */
export function checkKindOf({ chain }: FileProxy): string {
  for (const { analysis } of chain) {
    const kind = kindIn(analysis.statements);
    if (kind !== undefined) return kind;
  }
  return "";
}

const settings = new Set(["http-check disable-on-404", "http-check send-state"]);

/** The steps of a kind of check (`tcp-check`) that hold for a proxy: its own, or else those that it inherits. */
export function stepsOf({ chain }: FileProxy, prefix: string): readonly AnalysedStatement[] {
  for (const { analysis } of chain) {
    const steps = analysis.statements.filter(
      ({ name }) => (name === prefix || name.startsWith(`${prefix} `)) && !settings.has(name),
    );
    if (steps.length > 0) return steps;
  }
  return [];
}

function keywordPlace({ statement }: AnalysedStatement): Place {
  return { start: statement.start, end: statement.words[0]?.end ?? statement.end };
}

/** Steps and settings of a health check that nothing runs. */
function checkUse(file: SectionView, proxy: FileProxy): void {
  if (!proxy.isBackend) return;
  const kind = checkKindOf(proxy);
  for (const [prefix, option] of [
    ["http-check", "option httpchk"],
    ["tcp-check", "option tcp-check"],
  ] as const) {
    const step = stepsOf(proxy, prefix)[0];
    if (kind === option || step === undefined || step.isConditional) continue;
    if (!proxy.analysis.statements.includes(step)) continue;
    const said = message(
      "Without {option} the {prefix} rules of this section have no effect, and haproxy ignores them.",
      { option, prefix },
    );
    file.report(code, proxy.section, keywordPlace(step), said);
  }
  if (kind === "" || kind === "option httpchk" || kind === "option external-check") return;
  for (const name of settings) {
    const setting = proxy.analysis.byName.get(name)?.find(({ isConditional }) => !isConditional);
    if (setting === undefined) continue;
    const said = message(
      "Without {option} the {prefix} rules of this section have no effect, and haproxy ignores them.",
      { option: "option httpchk", prefix: name },
    );
    file.report(code, proxy.section, keywordPlace(setting), said);
  }
}

/** The kind of health check that a proxy inherits: the last line about it in the nearest section that has one. */
function inheritedCheck({ parent }: FileProxy): string | undefined {
  return parent === undefined ? undefined : checkKindOf(parent);
}

/**
 * The steps of an HTTP check come as one request and then what is expected of its answer; with another request must come another
 * connection. The first request may be left out.
 */
function checkRequests(file: SectionView, proxy: FileProxy): void {
  const { byName, statements, isOpen } = proxy.analysis;
  if (!proxy.isBackend || isOpen || !byName.has("http-check send")) return;
  let isAsked = false;
  // haproxy judges a step by the lines above it.
  let kind = inheritedCheck(proxy);
  for (const statement of statements) {
    if (checkOptions.has(statement.name)) kind = statement.name;
    else if (statement.name === "http-check connect") isAsked = false;
    else if (statement.name === "http-check expect") isAsked = true;
    else if (statement.name === "http-check send") {
      if (isAsked && kind === "option httpchk") {
        const said = message(
          "A check sends one request over a connection, and first: haproxy does not start with this one. Move it above, or add http-check connect.",
        );
        file.report("haproxy/conflicting-settings", proxy.section, statement.statement, said);
        return;
      }
      isAsked = true;
    }
  }
}

/** The last line of some name that holds for a proxy, if it is surely read. */
function lineOf(file: SectionView, proxy: FileProxy, name: string): AnalysedStatement | undefined {
  const found = file.effective(proxy, name);
  return found === undefined || found.isConditional || found.isFaulty ? undefined : found;
}

/** Where to say what is wrong about a line that a proxy may inherit. */
function placeIn(proxy: FileProxy, statement: AnalysedStatement): Place {
  if (proxy.analysis.statements.includes(statement)) return keywordPlace(statement);
  return proxy.name ?? proxy.section.header ?? { start: 0, end: 0 };
}

/** Health checks by a program of one's own: what they need in the section itself. */
function checkExternal(file: SectionView, proxy: FileProxy): void {
  if (!proxy.isBackend) return;
  const option = lineOf(file, proxy, "option external-check");
  const command = lineOf(file, proxy, "external-check command");
  const path = lineOf(file, proxy, "external-check path");
  const isUsed = checkKindOf(proxy) === "option external-check";
  if (isUsed && option !== undefined && command === undefined) {
    const said = message(
      "option external-check needs an external-check command to run, and haproxy does not start without one.",
    );
    file.reportLate("haproxy/conflicting-settings", proxy.section, placeIn(proxy, option), said);
  }
  for (const line of isUsed ? [] : [command, path]) {
    if (line === undefined) continue;
    const said = message("Without option external-check this line has no effect for {name}, and haproxy ignores it.", {
      name: proxy.name?.value ?? "",
    });
    file.report(code, proxy.section, placeIn(proxy, line), said);
  }
  const program = command?.values[2] ?? "/";
  if (command === undefined || path !== undefined || program.startsWith("/") || program.includes("$")) return;
  const said = message(
    "Without external-check path the command must begin with a slash, and haproxy does not start with this one.",
  );
  file.reportLate("haproxy/conflicting-settings", proxy.section, placeIn(proxy, command), said);
}

/** Health checks by a program of one's own: what they need in \`global\`. */
function checkPermission(file: FileModel, proxy: FileProxy): void {
  if (file.isOpen || checkKindOf(proxy) !== "option external-check") return;
  const option = lineOf(file, proxy, "option external-check");
  if (option === undefined) return;
  const globals = file.byKind.get("global") ?? [];
  if (globals.some(({ analysis }) => analysis.isOpen)) return;
  const isSet = (name: string): boolean => globals.some(({ analysis }) => analysis.byName.has(name));
  const place = placeIn(proxy, option);
  if (!isSet("external-check")) {
    const said = message(
      "option external-check needs external-check in the global section, and haproxy does not start without it.",
    );
    file.reportLate("haproxy/conflicting-settings", proxy.section, place, said);
  }
  if (isSet("insecure-fork-wanted")) return;
  const said = message(
    "Without insecure-fork-wanted in the global section haproxy can hardly start the program of these checks: all servers go down.",
  );
  file.report(code, proxy.section, place, said);
}

/** Looks at what the health checks of a proxy need and what they leave unused. */
export const healthChecks: FileCheck = {
  checkSection(view, proxy) {
    if (!isWhole(proxy)) return;
    checkRequests(view, proxy);
    if (proxy.chain.some(({ analysis }) => analysis.hasFaults) || view.mayHaveMore(proxy)) return;
    checkExternal(view, proxy);
    if (!view.isOpen) checkUse(view, proxy);
  },
  concerns: (owner) => isWhole(owner) && checkKindOf(owner) === "option external-check",
  checkFile(file, concerned) {
    for (const owner of concerned) if (isProxy(owner)) checkPermission(file, owner);
  },
};

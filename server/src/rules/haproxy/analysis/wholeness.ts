import { canCast, type SampleType, sampleContext } from "../../../schema/haproxy/expressions.ts";
import { message } from "../../finding.ts";
import { type FileModel, type FileProxy, isProxy, isWhole, type SectionView } from "./file.ts";
import type { FileCheck } from "./file-check.ts";
import type { Place } from "./problem.ts";
import type { AnalysedStatement } from "./section.ts";

const code = "haproxy/no-effect";

function headerPlace({ section, name }: FileProxy): Place {
  return name ?? section.header ?? { start: 0, end: 0 };
}

function isKnown({ isConditional, isFaulty }: AnalysedStatement): boolean {
  return !isConditional && !isFaulty;
}

function hasStatement(proxy: FileProxy, name: string): boolean {
  return proxy.chain.some(({ analysis }) => analysis.byName.has(name));
}

function keywordPlace({ statement }: AnalysedStatement): Place {
  return { start: statement.start, end: statement.words[0]?.end ?? statement.end };
}

/** Whether a proxy has servers of its own. */
function hasServers({ analysis }: FileProxy): boolean {
  return analysis.byName.has("server") || analysis.byName.has("server-template");
}

/** A frontend that nobody can reach. */
function checkListeners(file: SectionView, proxy: FileProxy): void {
  if (!proxy.isFrontend || proxy.analysis.isOpen) return;
  if (proxy.section.statements.some(({ words }) => words[0]?.value === "bind")) return;
  const said = message("{name} has no bind line, so that nobody can connect to it.", { name: proxy.name?.value ?? "" });
  file.report(code, proxy.section, headerPlace(proxy), said);
}

const mailSettings = [
  "email-alert mailers",
  "email-alert from",
  "email-alert to",
  "email-alert level",
  "email-alert myhostname",
];

/** Mails that are never sent. */
function checkMails(file: SectionView, proxy: FileProxy): void {
  if (!mailSettings.some((name) => proxy.analysis.byName.has(name))) return;
  const own = proxy.analysis.statements.find(
    (statement) => statement.name.startsWith("email-alert") && isKnown(statement),
  );
  if (own === undefined) return;
  const missing = ["email-alert mailers", "email-alert from", "email-alert to"].find(
    (name) => !hasStatement(proxy, name),
  );
  if (missing === undefined) return;
  const said = message("Without {missing} no mail is sent, and haproxy ignores the other email-alert lines.", {
    missing,
  });
  file.report(code, proxy.section, keywordPlace(own), said);
}

const logFormats = ["log-format", "log-format-sd", "option httplog", "option httpslog", "option tcplog"];

/** A log format that nothing is written in. */
function checkLogFormat(file: SectionView, proxy: FileProxy): void {
  if (!proxy.isFrontend || hasStatement(proxy, "log")) return;
  const isFormat = ({ name }: AnalysedStatement): boolean => logFormats.includes(name);
  const owner = proxy.chain.find(({ analysis }) => analysis.statements.some(isFormat));
  const last = owner?.analysis.statements.findLast(isFormat);
  if (owner === undefined || last === undefined || last.isConditional || last.values[0] === "no") return;
  const said = message("No log line says where to log to, so that this format has no effect.");
  if (owner === proxy) file.report(code, proxy.section, keywordPlace(last), said);
  else file.reportOnce(code, owner.section, keywordPlace(last), said);
}

/** Servers of a listen section that a default backend puts aside. */
function checkDefaultBackend(file: SectionView, proxy: FileProxy): void {
  if (!proxy.isFrontend || !proxy.isBackend) return;
  const target = proxy.analysis.byName.get("default_backend")?.findLast(isKnown);
  if (target === undefined || !hasServers(proxy) || target.values[1] === proxy.name?.value) return;
  const said = message("default_backend goes before the servers of this section, which are never used.");
  file.report(code, proxy.section, target.statement.words[0] ?? target.statement, said);
}

/** Whether a limit holds for a proxy; 0 is none. */
function hasTimeout(file: SectionView, proxy: FileProxy, name: string): boolean {
  const value = file.effective(proxy, name)?.values[2];
  return value !== undefined && !(value.startsWith("0") && /^0+(?:us|ms|s|m|h|d)?$/.test(value));
}

/** Time limits without which connections hang for ever. */
function checkTimeouts(file: SectionView, proxy: FileProxy, mode: string): void {
  const missing: string[] = [];
  if (proxy.isFrontend && !hasTimeout(file, proxy, "timeout client")) missing.push("timeout client");
  if (proxy.isBackend && hasServers(proxy)) {
    if (!hasTimeout(file, proxy, "timeout connect")) missing.push("timeout connect");
    const isLimited =
      hasTimeout(file, proxy, "timeout server") || (mode === "tcp" && hasTimeout(file, proxy, "timeout tunnel"));
    if (!isLimited) missing.push("timeout server");
  }
  if (missing.length === 0) return;
  const said = message("{name} lacks {missing}: a connection that hangs is never given up.", {
    name: proxy.name?.value ?? "",
    missing: missing.join(", "),
  });
  file.report("haproxy/missing-timeout", proxy.section, headerPlace(proxy), said);
}

/** A password of the statistics page beside rules about who may see it. */
function checkStatistics(file: SectionView, proxy: FileProxy): void {
  if (!proxy.analysis.byName.has("stats http-request")) return;
  const own = proxy.analysis.statements.filter(isKnown);
  const rule = own.find(({ name }) => name === "stats http-request");
  const auth = own.find(({ name }) => name === "stats auth" || name === "stats realm");
  if (rule === undefined || auth === undefined) return;
  const said = message("stats http-request can not stand beside {other}, and haproxy does not start with both.", {
    other: auth.name,
  });
  file.reportLate("haproxy/conflicting-settings", proxy.section, keywordPlace(rule), said);
}

/** Content rules of TCP frontends that look at data that has not come yet. */
function checkInspection(file: SectionView, proxy: FileProxy): void {
  if (!proxy.isFrontend || !proxy.analysis.byName.has("tcp-request content")) return;
  if (hasStatement(proxy, "tcp-request inspect-delay")) return;
  const session = sampleContext("fe-tcp-sess");
  for (const statement of proxy.analysis.statements) {
    const { name, action = "", sample } = statement;
    if (name !== "tcp-request content" || !isKnown(statement) || sample === undefined) continue;
    if (!action.startsWith("track-sc") && action !== "capture") continue;
    if (sample.where === -1 || (sample.where & session) !== 0) continue;
    const said = message(
      "This rule looks at data that mostly has not come yet. Add tcp-request inspect-delay, so that haproxy waits for it.",
    );
    file.report(code, proxy.section, keywordPlace(statement), said);
    return;
  }
}

/** What a stick table's keys are, by the word behind `type`. */
const keyTypes: Readonly<Record<string, SampleType>> = {
  ip: "ipv4",
  ipv6: "ipv6",
  integer: "sint",
  string: "str",
  binary: "bin",
};

function keyTypeOf(proxy: FileProxy | undefined): SampleType | undefined {
  const table = proxy?.analysis.statements.find(({ name }) => name === "stick-table");
  const at = table?.values.indexOf("type") ?? -1;
  return at < 0 ? undefined : keyTypes[table?.values[at + 1] ?? ""];
}

/** Whether what a statement fetches is looked up in a stick table. */
function hasKey(statement: AnalysedStatement): boolean {
  const { name, action = "", sample } = statement;
  if (sample?.output === undefined || !isKnown(statement)) return false;
  return name.startsWith("stick ") || action.startsWith("track-sc");
}

/** Keys that do not fit into the table that they are looked up in. */
function checkKeys(file: FileModel, proxy: FileProxy): void {
  for (const statement of proxy.analysis.statements) {
    const { values, sample, statement: line } = statement;
    if (sample?.output === undefined || !hasKey(statement)) continue;
    const at = values.indexOf("table");
    const tableName = at < 0 ? proxy.name?.value : values[at + 1];
    const owner = file.backend(tableName ?? "") ?? file.frontend(tableName ?? "");
    const key = keyTypeOf(owner);
    if (key === undefined || sample.output.some((type) => canCast(type, key))) continue;
    const said = message(
      "What is looked up does not fit into the keys of the stick table {name}, and haproxy does not start with it.",
      {
        name: tableName ?? "",
      },
    );
    file.reportLate("haproxy/stick-type-mismatch", proxy.section, line.words[0] ?? line, said);
  }
}

/** Slots for captured samples that nobody has declared. */
function checkSlots(file: SectionView, proxy: FileProxy): void {
  if (!proxy.isFrontend || !proxy.analysis.actions.has("capture") || file.mayHaveMore(proxy)) return;
  const all = proxy.chain.flatMap(({ analysis }) => analysis.statements);
  const count = (...names: readonly string[]): number => {
    const matching = all.filter(
      ({ name, values, action }) =>
        names.includes(name) ||
        names.includes(`${name} ${values[2]}`) ||
        (action === "capture" && names.includes(`${name} ${action}`) && values.includes("len")),
    );
    return matching.length;
  };
  const slots: Readonly<Record<string, number>> = {
    "http-request": count(
      "capture request header",
      "declare capture request",
      "http-request capture",
      "tcp-request content capture",
    ),
    "http-response": count("capture response header", "declare capture response"),
  };
  for (const statement of proxy.analysis.statements) {
    const known = slots[statement.name];
    const at = statement.values.lastIndexOf("id");
    if (statement.action !== "capture" || known === undefined || at < 0 || !isKnown(statement)) continue;
    const word = statement.statement.words[at + 1];
    if (word === undefined || !/^\d+$/.test(word.value) || Number(word.value) < known) continue;
    const said = message("No slot {id} is declared to capture into, and haproxy does not start without it.", {
      id: word.value,
    });
    file.reportLate("haproxy/undefined-reference", proxy.section, word, said);
  }
}

/** Looks at what the sections of a proxy need of each other. */
export const wholeness: FileCheck = {
  checkSection(view, proxy) {
    if (!isWhole(proxy)) return;
    checkStatistics(view, proxy);
    checkSlots(view, proxy);
    // With a fault in the text haproxy does not come so far as to say these.
    if (proxy.chain.some(({ analysis }) => analysis.hasFaults)) return;
    checkListeners(view, proxy);
    if (view.mayHaveMore(proxy) || view.isOpen) return;
    checkMails(view, proxy);
    checkLogFormat(view, proxy);
    checkDefaultBackend(view, proxy);
    checkInspection(view, proxy);
    const mode = view.modeOf(proxy);
    if (mode === "tcp" || mode === "http") checkTimeouts(view, proxy, mode);
  },
  concerns: (owner) => isWhole(owner) && owner.analysis.statements.some(hasKey),
  checkFile(file, concerned) {
    if (file.isOpen) return;
    for (const proxy of concerned) if (isProxy(proxy)) checkKeys(file, proxy);
  },
};

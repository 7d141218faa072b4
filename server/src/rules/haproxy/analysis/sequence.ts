import { sampleContext } from "../../../schema/haproxy/expressions.ts";
import { versionsFrom } from "../../../schema/haproxy/values.ts";
import { type Message, message } from "../../finding.ts";
import { isDirectiveBetween } from "../../template-directives.ts";
import type { CheckedCondition } from "./conditions.ts";
import type { Place, SectionScope } from "./problem.ts";
import type { AnalysedStatement, SectionAnalysis } from "./section.ts";

type Statements = Pick<SectionAnalysis, "statements" | "byName" | "actions">;

/** Rules in the order in which haproxy runs them, whatever the order of the lines. */
const order: readonly string[] = [
  "tcp-request connection",
  "tcp-request session",
  "tcp-request content",
  "monitor fail",
  "http-request",
  "redirect",
  "use_backend",
  "use-server",
];

/** Actions behind which no further rule of the ruleset runs. */
const finalActions: Readonly<Record<string, readonly string[]>> = {
  "http-request": ["allow", "deny", "tarpit", "auth", "redirect", "return", "use-service"],
  "http-response": ["allow", "deny", "redirect", "return"],
  "http-after-response": ["allow"],
  "tcp-request connection": ["accept", "reject"],
  "tcp-request session": ["accept", "reject"],
  "tcp-request content": ["accept", "reject"],
  // It has no actions: the first one that applies ends the choice.
  use_backend: [""],
};

function keywordPlace({ statement }: AnalysedStatement): Place {
  return { start: statement.start, end: statement.words[0]?.end ?? statement.end };
}

/** Lines that stand in another order than they run in. */
function checkOrder(scope: SectionScope, statements: readonly AnalysedStatement[]): void {
  let latest = -1;
  for (const statement of statements) {
    const at = order.indexOf(statement.name);
    if (at < 0 || statement.isConditional || statement.isFaulty) continue;
    // haproxy says nothing of the two last ones, nor of monitors.
    const speaks = statement.name !== "use_backend" && statement.name !== "use-server";
    if (at < latest && speaks) {
      const said = message(
        "{keyword} runs before the {other} rules, though it stands behind one. Move it above them.",
        {
          keyword: statement.name,
          other: order[latest] ?? "",
        },
      );
      scope.report("haproxy/rule-order", keywordPlace(statement), said);
    }
    latest = Math.max(latest, at);
  }
}

/** Rules behind one that always ends the ruleset. */
function checkReach(scope: SectionScope, statements: readonly AnalysedStatement[]): void {
  let ended: Map<string, AnalysedStatement> | undefined;
  for (const statement of statements) {
    const { name, action = "", condition, isConditional, isFaulty } = statement;
    const finals = finalActions[name];
    if (finals === undefined || isConditional) continue;
    const end = ended?.get(name);
    if (end !== undefined) {
      const said = message("The {action} above has no condition, so that this rule is never reached.", {
        action: end.action ?? end.name,
      });
      scope.report("haproxy/shadowed-rule", keywordPlace(statement), said);
    }
    // haproxy looks at the rule right above, not at earlier ones.
    if (finals.includes(action) && condition === undefined && !isFaulty && hasNoCondition(statement)) {
      ended ??= new Map();
      ended.set(name, statement);
    } else ended?.delete(name);
  }
}

const rulesets = Object.keys(finalActions);

function hasNoCondition({ values }: AnalysedStatement): boolean {
  return !values.includes("if") && !values.includes("unless");
}

/** Settings of which only the last one counts. */
function checkRepeats(scope: SectionScope, byName: Statements["byName"]): void {
  if (scope.place === "resolvers" || scope.place === "ring") return;
  byName.forEach((statements, name) => {
    if (statements.length < 2 || (!name.startsWith("timeout ") && !name.endsWith("inspect-delay"))) return;
    const [first, ...repeats] = statements.filter(({ isConditional }) => !isConditional);
    const { section } = scope;
    for (const statement of repeats) {
      const from = { section, place: (first ?? statement).statement };
      if (isDirectiveBetween([section], from, { section, place: statement.statement })) continue;
      const said = message("{name} is set above already, and only this line counts.", { name });
      scope.report("haproxy/repeated-setting", keywordPlace(statement), said);
    }
  });
}

const connectFirst = new Set(["comment", "set-var", "set-var-fmt", "unset-var"]);

/** In a health check nothing may be done before the connection is there. */
function checkSteps(scope: SectionScope, statements: readonly AnalysedStatement[]): void {
  for (const prefix of ["tcp-check", "http-check"]) {
    const steps = statements.filter(
      ({ name, isConditional }) =>
        (name === prefix || name.startsWith(`${prefix} `)) &&
        !isConditional &&
        name !== "http-check disable-on-404" &&
        name !== "http-check send-state",
    );
    let isOther = false;
    let hasConnect = false;
    for (const { name, action, statement } of steps) {
      const step = action ?? name.slice(prefix.length + 1);
      if (step === "connect" && isOther && !hasConnect) {
        const said = message(
          "A connect step must be the first one of {prefix} if there is any, and haproxy does not start otherwise.",
          { prefix },
        );
        scope.report("haproxy/rule-order", { start: statement.start, end: statement.end }, said, { severity: "error" });
        break;
      }
      if (step === "connect") hasConnect = true;
      // The first of http-check's own steps may stand in front, for it is put behind the connection.
      else if (!connectFirst.has(step)) isOther = true;
    }
  }
}

const contextNames: Readonly<Record<string, string>> = {
  "tcp-request connection": "fe-tcp-conn",
  "tcp-request session": "fe-tcp-sess",
};

/** Where conditions are worked out, by the keyword of their line; rules have theirs by ruleset. */
function conditionContext(statement: AnalysedStatement): number {
  const name = contextNames[statement.name];
  return name === undefined ? statement.where : sampleContext(name);
}

/** Conditions that look at what is not there at their time, so that they never hold. */
function checkConditions(scope: SectionScope, statements: readonly AnalysedStatement[]): void {
  for (const statement of statements) {
    if (statement.condition === undefined || statement.isFaulty || statement.isConditional) continue;
    const where = conditionContext(statement);
    if (where === 0) continue;
    checkConditionAt(scope, statement, statement.condition, where);
  }
}

/** Reports the first part of a condition that looks at what is not there; haproxy says so once a line. */
function checkConditionAt(
  scope: SectionScope,
  { statement, name: keyword }: AnalysedStatement,
  { groups }: CheckedCondition,
  where: number,
): void {
  for (const group of groups) {
    for (const { acl, at, name } of group) {
      const word = statement.words[at];
      const missing = acl?.fetches.find((fetch) => fetch.where !== -1 && (fetch.where & where) === 0);
      if (acl === undefined || word === undefined || missing === undefined || acl.where === -1) continue;
      const said = message(
        "{name} looks at what is not there yet, or no longer, when {keyword} runs, so that it never matches.",
        { name: name ?? missing.name, keyword },
      );
      scope.report("haproxy/fetch-not-available", word, said, { severity: "warning" });
      return;
    }
  }
}

const checkTimes = new Set(["inter", "fastinter", "downinter", "agent-inter"]);

function isSmall(text: string): boolean {
  return /^\d+$/.test(text) && Number(text) > 0 && Number(text) < 100;
}

/** Numbers without a unit that look as if seconds were meant. */
function checkSmallTimes(scope: SectionScope, statements: readonly AnalysedStatement[]): void {
  const severity = scope.isAlways(versionsFrom("3.2")) ? "warning" : undefined;
  if (severity === undefined) return;
  for (const { name, arguments: found, values, statement, isConditional, isFaulty } of statements) {
    if (isConditional || isFaulty || scope.place === "resolvers") continue;
    for (const { type, at, after } of found) {
      const word = statement.words[at];
      const isTimeout = name.startsWith("timeout ");
      const isCheck =
        after !== undefined && checkTimes.has(values[after] ?? "") && (name === "server" || name === "default-server");
      if (type !== "time" || word === undefined || (!isTimeout && !isCheck) || !isSmall(word.value)) continue;
      const said = message(
        "{word} counts in milliseconds, which is hardly meant. Write the unit: {word}s, or {word}ms.",
        { word: word.value },
      );
      scope.report("haproxy/suspicious-value", word, said);
    }
  }
}

/** A value that haproxy takes, with why it hardly does what is meant. */
interface Doubt {
  readonly at: number;
  readonly said: Message;
  readonly severity: "warning" | "information";
}

function doubtOfCookie({ fixed, values }: AnalysedStatement): Doubt | undefined {
  const at = fixed.find((index) => values[index] === "domain" && values[index + 1]?.slice(1).includes(".") === false);
  const word = values[(at ?? -2) + 1];
  if (at === undefined || word === undefined) return undefined;
  const said = message("The cookie domain {word} has no dot, so that browsers may not take it.", { word });
  return { at: at + 1, said, severity: "warning" };
}

function doubtOfServer({ fixed, values }: AnalysedStatement): Doubt | undefined {
  let at = -1;
  for (const index of fixed) {
    if (values[index] !== "weight") continue;
    at = index;
    break;
  }
  const weight = values[at + 1];
  // Without a number it is 0.
  if (at < 0 || (weight !== undefined && !(weight.startsWith("0") && /^0+$/.test(weight)))) return undefined;
  return { at, said: message("A server of weight 0 gets no traffic."), severity: "information" };
}

/** Headers of an answer that haproxy writes itself. */
const ownHeaders = new Set(["content-length", "content-type", "transfer-encoding"]);

function doubtOfReply({ fixed, values }: AnalysedStatement): Doubt | undefined {
  const find = (word: string): number | undefined => fixed.find((index) => values[index] === word);
  const own = fixed.find((index) => values[index] === "hdr" && ownHeaders.has(values[index + 1]?.toLowerCase() ?? ""));
  if (own !== undefined) {
    const said = message("haproxy writes the header {word} of this answer itself, and ignores this one.", {
      word: values[own + 1] ?? "",
    });
    return { at: own + 1, said, severity: "warning" };
  }
  const page = fixed.find((index) => /^(?:errorfiles?|default-errorfiles)$/.test(values[index] ?? ""));
  const unused = page === undefined ? undefined : (find("content-type") ?? find("hdr"));
  if (page !== undefined && unused !== undefined) {
    const said = message("{word} has no effect beside {other}, whose file holds all headers; haproxy ignores it.", {
      word: values[unused] ?? "",
      other: values[page] ?? "",
    });
    return { at: unused, said, severity: "warning" };
  }
  const at = find("content-type");
  const hasPayload = fixed.some((index) => /^(?:lf-)?(?:file|string)$/.test(values[index] ?? ""));
  if (at === undefined || hasPayload) return undefined;
  const said = message("content-type has no effect without a payload, and haproxy ignores it.");
  return { at, said, severity: "warning" };
}

/** Data that a stick table is told to store twice. */
function doubtOfTable({ fixed, values }: AnalysedStatement): Doubt | undefined {
  const seen = new Set<string>();
  for (const index of fixed) {
    if (values[index] !== "store") continue;
    for (const item of (values[index + 1] ?? "").split(/,(?![^(]*\))/)) {
      const name = item.split("(")[0] ?? "";
      if (seen.has(name)) {
        const said = message("{word} is stored already, and haproxy ignores the second one.", { word: name });
        return { at: index + 1, said, severity: "warning" };
      }
      seen.add(name);
    }
  }
  return undefined;
}

function doubtOf(statement: AnalysedStatement): Doubt | undefined {
  const { name, action, values } = statement;
  if (name === "cookie") return doubtOfCookie(statement);
  if (name === "server" || name === "server-template") return doubtOfServer(statement);
  if (name === "http-error" || replies.has(action ?? "")) return doubtOfReply(statement);
  if (name === "stick-table") return doubtOfTable(statement);
  if (name !== "option httpchk" || !/[\r\n]/.test(values[4] ?? "")) return undefined;
  const said = message(
    "Headers behind the version are a trick of old that haproxy refuses from 2.8 on. Use http-check send.",
  );
  return { at: 4, said, severity: "warning" };
}

/** Values that haproxy takes and that hardly do what is meant. */
function checkValues(scope: SectionScope, statements: readonly AnalysedStatement[]): void {
  for (const statement of statements) {
    if (statement.isConditional || statement.isFaulty) continue;
    const doubt = doubtOf(statement);
    const word = statement.statement.words[doubt?.at ?? -1];
    if (doubt === undefined || word === undefined) continue;
    scope.report("haproxy/suspicious-value", word, doubt.said, { severity: doubt.severity });
  }
}

/** Actions that answer a request. */
const replies = new Set(["return", "deny", "tarpit"]);

/** Answers that have no body by their status. */
function checkBodies(scope: SectionScope, statements: readonly AnalysedStatement[]): void {
  for (const { action, name, fixed, values, statement, isConditional, isFaulty } of statements) {
    if (isConditional || isFaulty || !(name === "http-error" || replies.has(action ?? ""))) continue;
    const status = values[(fixed.find((at) => /^(?:deny_)?status$/.test(values[at] ?? "")) ?? -2) + 1] ?? "";
    if (status !== "204" && status !== "304") continue;
    const body = fixed.find((at) => /^(?:lf-)?string$/.test(values[at] ?? ""));
    const word = statement.words[body ?? -1];
    if (word === undefined) continue;
    const said = message("An answer {status} has no body, and haproxy does not start with {word}.", {
      status,
      word: word.value,
    });
    scope.report("haproxy/conflicting-arguments", word, said);
  }
}

/** Words that belong to another ruleset's action of the same name. */
const foreignWords: readonly { readonly ruleset: string; readonly action: string; readonly word: string }[] = [
  { ruleset: "http-response", action: "capture", word: "len" },
  { ruleset: "tcp-request content", action: "capture", word: "id" },
];

function checkForeignWords(scope: SectionScope, statements: readonly AnalysedStatement[]): void {
  for (const { action, name, fixed, values, statement, isConditional, isFaulty } of statements) {
    if (isConditional || isFaulty) continue;
    const foreign = foreignWords.find((one) => one.ruleset === name && one.action === action)?.word;
    const word = statement.words[fixed.find((at) => values[at] === foreign) ?? -1];
    if (foreign === undefined || word === undefined) continue;
    const said = message("{keyword} takes no word {word} here, and haproxy does not start with it.", {
      keyword: `${name} ${action}`,
      word: foreign,
    });
    scope.report("haproxy/unexpected-argument", word, said);
  }
}

/** Actions and words that need one side of a proxy: a listen section is both. */
const capabilities: readonly {
  readonly ruleset?: string;
  readonly action: string;
  readonly words?: readonly string[];
  readonly place: "frontend" | "backend";
}[] = [
  { action: "set-timeout", words: ["server", "tunnel", "connect", "queue"], place: "frontend" },
  { ruleset: "http-request", action: "capture", words: ["len"], place: "backend" },
  { ruleset: "tcp-request content", action: "capture", place: "backend" },
  { ruleset: "tcp-request content", action: "switch-mode", place: "backend" },
];

function checkCapabilities(scope: SectionScope, statements: readonly AnalysedStatement[]): void {
  for (const { name, action, fixed, values, statement, isConditional, isFaulty } of statements) {
    if (action === undefined || isConditional || isFaulty) continue;
    const wrong = capabilities.find(
      (one) =>
        one.action === action &&
        one.place === scope.place &&
        (one.ruleset ?? name) === name &&
        (one.words === undefined || fixed.some((at) => one.words?.includes(values[at] ?? ""))),
    );
    const word = statement.words.find(({ value }) => value === action);
    if (wrong === undefined || word === undefined) continue;
    const said = message("haproxy does not allow {name} in a {section} section and does not start with it.", {
      name: action,
      section: scope.place,
    });
    scope.report("haproxy/wrong-section", word, said);
  }
}

/** A listener for QUIC is always one for TLS. */
function checkQuic(scope: SectionScope, statements: readonly AnalysedStatement[]): void {
  for (const { name, values, fixed, statement, isConditional, isFaulty } of statements) {
    const address = statement.words[1];
    if (name !== "bind" || isConditional || isFaulty || address === undefined || !/^quic[46]@/.test(address.value))
      continue;
    if (fixed.some((at) => values[at] === "ssl") || values.some((value) => value.includes("{{"))) continue;
    scope.report(
      "haproxy/missing-argument",
      address,
      message("A QUIC address needs ssl behind it, and haproxy does not start without it."),
    );
  }
}

/** A peer that can not be reached. */
function checkPeers(scope: SectionScope): void {
  if (scope.place !== "peers") return;
  const isLocal = scope.section.statements.some(
    ({ words }) => words[0]?.value === "bind" || words[0]?.value === "default-bind",
  );
  for (const { words } of scope.section.statements) {
    const [keyword, name, address] = words;
    if (
      (keyword?.value !== "peer" && keyword?.value !== "server") ||
      name === undefined ||
      address !== undefined ||
      isLocal
    )
      continue;
    scope.report(
      "haproxy/suspicious-value",
      name,
      message("{name} has no address, so that haproxy can not reach it.", { name: name.value }),
    );
  }
}

/** Statements whose values are looked at, in this order. */
const doubted = ["server", "server-template", "cookie", "option httpchk", "http-error", "stick-table"];

function hasAny(byName: Statements["byName"], names: readonly string[]): boolean {
  for (const name of names) if (byName.has(name)) return true;
  return false;
}

/** Judges the statements of a section beside each other. */
export function checkSequence(scope: SectionScope, { statements, byName, actions }: Statements): void {
  // Most sections have next to nothing of all this, so that most checks are not begun.
  if (statements.length > 1) {
    if (hasAny(byName, order)) checkOrder(scope, statements);
    if (hasAny(byName, rulesets)) checkReach(scope, statements);
    checkRepeats(scope, byName);
  }
  if (byName.has("tcp-check connect") || byName.has("http-check connect")) checkSteps(scope, statements);
  checkConditions(scope, statements);
  checkSmallTimes(scope, statements);
  for (const name of doubted) {
    const named = byName.get(name);
    if (named !== undefined) checkValues(scope, named);
  }
  if (byName.has("http-error") || [...replies].some((action) => actions.has(action))) {
    const answers = statements.filter(({ action }) => replies.has(action ?? ""));
    checkValues(scope, answers);
    checkBodies(scope, [...answers, ...(byName.get("http-error") ?? [])]);
  }
  if (actions.has("capture")) checkForeignWords(scope, statements);
  if (actions.size > 0 && capabilities.some(({ action }) => actions.has(action))) checkCapabilities(scope, statements);
  checkQuic(scope, byName.get("bind") ?? []);
  checkPeers(scope);
}

import { isPlaceholderWord } from "../../../model/placeholder.ts";
import { sampleContext } from "../../../schema/haproxy/expressions.ts";
import type { HaproxyPlace } from "../../../schema/haproxy/index.ts";
import type { BoundArgument } from "../../../schema/haproxy/signature.ts";
import {
  type FoundSignature,
  findHaproxySignature,
  findHeaderSignature,
} from "../../../schema/haproxy/signatures/index.ts";
import { checkValue } from "../../../schema/haproxy/values.ts";
import type { HaproxySection, HaproxyStatement } from "../../../syntax/haproxy/tree.ts";
import type { Word } from "../../../syntax/tree.ts";
import { message } from "../../finding.ts";
import type { FileContext } from "../../rule.ts";
import { isUnknownWord } from "../../unknown-word.ts";
import { conditionsBehind } from "../conditions.ts";
import { type JudgedSection, type JudgedStatement, judgedSection } from "../judged.ts";
import { type CheckedArguments, checkArgument, checkArguments } from "./arguments.ts";
import {
  type AclFacts,
  type CheckedCondition,
  checkAclExpression,
  checkCondition,
  type KnownAcls,
} from "./conditions.ts";
import { checkFormat, type HttpAlias } from "./formats.ts";
import { type Problem, type Reference, SectionScope, type StatementScope } from "./problem.ts";
import { checkSampleWords, reportVariable, type SampleVerdict } from "./samples.ts";
import { sayValueFault } from "./say.ts";
import { checkSequence } from "./sequence.ts";
import { leadOf, type Settled, type SettledStatements, settledStatements } from "./settled.ts";

/** A statement whose name is right, with what its arguments were found to be. */
export interface AnalysedStatement {
  readonly statement: HaproxyStatement;
  readonly values: readonly string[];
  /** The keyword (`timeout client`), or the ruleset of a rule. */
  readonly name: string;
  readonly action: string | undefined;
  readonly arguments: readonly BoundArgument[];
  /** Indexes of fixed words behind the keyword. */
  readonly fixed: readonly number[];
  readonly isFaulty: boolean;
  readonly condition: CheckedCondition | undefined;
  /** What its formats use that only HTTP proxies have. */
  readonly httpAliases: readonly HttpAlias[];
  /** The sample that it fetches, where it has one. */
  readonly sample: SampleVerdict | undefined;
  /** Contexts (bits) in which its samples are fetched; 0 where that is not known. */
  readonly where: number;
  /** It stands between `.if` and `.endif`, so that it may not be read. */
  readonly isConditional: boolean;
}

/** What a section's statements say and what is wrong with them. */
export interface SectionAnalysis {
  readonly scope: SectionScope;
  readonly place: HaproxyPlace;
  readonly statements: readonly AnalysedStatement[];
  /** The same by their names, for most checks ask for few of them. */
  readonly byName: ReadonlyMap<string, readonly AnalysedStatement[]>;
  /** The actions of its rules. */
  readonly actions: ReadonlySet<string>;
  readonly problems: readonly Problem[];
  readonly references: readonly Reference[];
  /** Something in it is filled in later or hangs on a condition: what is absent may be there. */
  readonly isOpen: boolean;
  /** Lines or names in it are filled in later, so that it may declare what it does not show. */
  readonly hasHole: boolean;
  /** haproxy refuses something in it, so that it never comes to look at the whole. */
  readonly hasFaults: boolean;
}

const isFrontend = (place: HaproxyPlace): boolean => place !== "backend";
const isBackend = (place: HaproxyPlace): boolean => place !== "frontend";

/** A context by the side that a section is: both for `listen` and `defaults`. */
function sideContexts(place: HaproxyPlace, front: string, back: string): number {
  return (isFrontend(place) ? sampleContext(front) : 0) | (isBackend(place) ? sampleContext(back) : 0);
}

/** Actions that fetch their sample without a look at the ruleset that they stand in. */
export const carefreeActions: ReadonlySet<string> = new Set([
  "set-src",
  "set-src-port",
  "set-dst",
  "set-dst-port",
  "set-timeout",
]);

const contextsByPlace = new Map<HaproxyPlace, Map<string, number>>();

/** Where the samples of a statement are fetched; 0 where that is not known. */
export function contextsOf(name: string, place: HaproxyPlace): number {
  const byName = contextsByPlace.get(place) ?? new Map<string, number>();
  contextsByPlace.set(place, byName);
  const known = byName.get(name);
  if (known !== undefined) return known;
  const contexts = findContexts(name, place);
  byName.set(name, contexts);
  return contexts;
}

function findContexts(name: string, place: HaproxyPlace): number {
  switch (name) {
    case "http-request":
    case "redirect":
    case "stats http-request":
    case "stats admin":
      return sideContexts(place, "fe-http-req-hdr", "be-http-req-hdr");
    case "http-response":
    case "http-after-response":
      return sideContexts(place, "fe-http-resp-hdr", "be-http-resp-hdr");
    case "tcp-request connection":
      return sampleContext("fe-tcp-conn");
    case "tcp-request session":
      return sampleContext("fe-tcp-sess");
    case "tcp-request content":
      return sideContexts(place, "fe-tcp-content", "be-tcp-content");
    case "tcp-response content":
      return sampleContext("be-tcp-resp");
    case "use_backend":
      return sampleContext("fe-use-backend");
    case "use-server":
    case "stick on":
    case "stick match":
    case "stick store-request":
      return sampleContext("be-set-server");
    case "stick store-response":
      return sampleContext("be-stick-store");
    case "http-check":
    case "tcp-check":
      return sampleContext("be-check");
    case "log-format":
    case "log-format-sd":
    case "error-log-format":
      // What is inherited may be replaced in every section that inherits it.
      return place === "frontend" || place === "listen" ? sampleContext("logs") : 0;
    case "unique-id-format":
      return place.startsWith("defaults") ? 0 : sideContexts(place, "fe-http-req-hdr", "be-http-req-hdr");
    case "set-var":
    case "set-var-fmt":
      return sampleContext("cfg-parser");
    default:
      return 0;
  }
}

/** Judges what stands in the parentheses of an action. */
function checkParentheses(judged: StatementScope, found: FoundSignature): void {
  const { scope, words, values } = judged;
  const at = found.end - 1;
  const word = words[at];
  const text = values[at] ?? "";
  const types = found.signature.parenthesised;
  const open = text.indexOf("(");
  if (word === undefined) return;
  if (types === undefined) return;
  const name = found.action ?? "";
  // Without parentheses some take the first counter.
  if (open < 0 && types.endsWith("?")) return;
  if (open < 0 || !text.endsWith(")")) {
    if (isPlaceholderWord(text)) return;
    const said = message(
      "{name} needs its argument in parentheses without a blank, and haproxy does not start without it.",
      { name },
    );
    scope.report("haproxy/missing-argument", word, said);
    return;
  }
  const inner = text.slice(open + 1, -1);
  if (isPlaceholderWord(inner) || inner.includes("{{")) return;
  const [first = "", ...rest] = inner.split(",");
  if (types === "variable") {
    reportVariable(judged, word, open + 1, first.trim());
    return;
  }
  if (types === "do-resolve") {
    checkResolution(judged, word, open + 1, inner);
    return;
  }
  if (types.startsWith("int") || types.startsWith("counter")) {
    const wanted = types.split(",");
    const given = [first, ...rest];
    const isWrong = given.some((one) => checkValue("int", "0..", one.trim(), scope.mask) !== undefined);
    if (!isWrong && given.length === wanted.length) return;
    const said = sayValueFault(inner, name, "int", { kind: "form", limit: "" });
    scope.report("haproxy/bad-argument", scope.within(word, open + 1, text.length - 1), said);
  }
}

/** What the parentheses of `do-resolve` hold: a variable, a resolvers section, and a family of addresses. */
function checkResolution(judged: StatementScope, word: Word, start: number, inner: string): void {
  const { scope } = judged;
  const [variable = "", resolvers, family] = inner.split(",");
  if (resolvers === undefined || (family !== undefined && family !== "ipv4" && family !== "ipv6")) {
    const said = message(
      "do-resolve takes a variable, the name of a resolvers section, and ipv4 or ipv6 if one is preferred; haproxy does not start with {word}.",
      { word: word.value },
    );
    scope.report("haproxy/bad-argument", scope.within(word, start, start + inner.length), said);
    return;
  }
  if (isPlaceholderWord(resolvers)) return;
  const at = start + variable.length + 1;
  scope.references.push({
    kind: "resolvers",
    name: resolvers,
    place: scope.within(word, at, at + resolvers.length),
    statement: judged.statement,
    user: "do-resolve",
    isInSample: false,
  });
}

/** The number of the stick counter that an action uses; undefined where it uses none, or where that can't be told. */
export function counterOf(action: string, values: readonly string[]): number | undefined {
  const tracked = /^track-sc(\d+)$/.exec(action)?.[1];
  if (tracked !== undefined) return Number(tracked);
  if (!/^sc-(?:inc|add|set)-/.test(action)) return undefined;
  const word = values.find((value) => value.startsWith(`${action}(`));
  const counter = /(\d+)\)$/.exec(word ?? "")?.[1];
  return counter === undefined ? undefined : Number(counter);
}

/** The highest number of a stick counter, for `track-sc9`. */
function checkCounter(judged: StatementScope, found: FoundSignature): void {
  const { action } = found;
  if (action === undefined) return;
  const word = judged.words[found.end - 1];
  if (/^track-sc\D/.test(action) && word !== undefined && !isPlaceholderWord(word.value)) {
    const said = message(
      "Behind track-sc stands the number of a stick counter, and haproxy does not start with {name}.",
      {
        name: word.value,
      },
    );
    judged.scope.report("haproxy/bad-argument", word, said);
    return;
  }
  const number = counterOf(action, judged.values);
  if (number === undefined || number <= 2 || word === undefined) return;
  // Newer versions can be given more.
  if (judged.scope.isAlways((1 << 2) - 1) || number > 99) {
    const said = message("haproxy has stick counters 0 to 2 here, and does not start with {name}.", {
      name: word.value,
    });
    judged.scope.report("haproxy/bad-argument", word, said);
  }
}

/** Whether haproxy does not come to a statement's arguments: what it ignores in a section it mostly reads all the same. */
function isUnread({ lookup }: JudgedStatement): boolean {
  if (lookup.effect === "refused" || lookup.prefixRefused) return true;
  return lookup.effect === "ignored" && lookup.statement?.words[0] === "stick";
}

/** Keywords whose second word declares a name. */
const defining = new Set(["server", "server-template", "user"]);

const noAliases: readonly HttpAlias[] = [];
const unknownAcl: AclFacts = { where: -1, fetches: [] };
const unread: CheckedArguments = { arguments: [], words: [], isFaulty: false };
const unfit: CheckedArguments = { arguments: [], words: [], isFaulty: true };

/** What the expressions among a statement's arguments came to. */
interface CheckedExpressions {
  readonly sample: SampleVerdict | undefined;
  readonly http: readonly HttpAlias[];
  readonly condition: CheckedCondition | undefined;
}

const noExpressions: CheckedExpressions = { sample: undefined, http: noAliases, condition: undefined };

function joined(first: readonly HttpAlias[], second: readonly HttpAlias[]): readonly HttpAlias[] {
  return second.length === 0 ? first : [...first, ...second];
}

/** The same arguments, but for the end of the condition. */
function withConditionTo(checked: CheckedArguments, end: number): CheckedArguments {
  const isLonger = (argument: BoundArgument): boolean => argument.type === "condition" && argument.end !== end;
  if (!checked.arguments.some(isLonger)) return checked;
  return { ...checked, arguments: checked.arguments.map((one) => (isLonger(one) ? { ...one, end } : one)) };
}

/** Whether a word from one place to another is filled in later. */
function hasUnknownWord(values: readonly string[], from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (isUnknownWord(values[at] ?? "")) return true;
  return false;
}

/** Formats of which only the last one of a section counts, and the words that stand for some. */
const singleFormats: Readonly<Record<string, string>> = {
  "error-log-format": "error-log-format",
  "log-format": "log-format",
  "log-format-sd": "log-format-sd",
  "option httplog": "log-format",
  "option httpslog": "log-format",
  "option tcplog": "log-format",
  "unique-id-format": "unique-id-format",
};

function formatKindOf({ words }: HaproxyStatement): string | undefined {
  const first = words[0]?.value ?? "";
  if (!first.endsWith("-format") && first !== "log-format-sd" && first !== "option") return undefined;
  const name = first === "option" ? `${first} ${words[1]?.value}` : first;
  return Object.hasOwn(singleFormats, name) ? singleFormats[name] : undefined;
}

const none: ReadonlySet<HaproxyStatement> = new Set();

function replacedFormats({ statements }: HaproxySection): ReadonlySet<HaproxyStatement> {
  let last: Map<string, HaproxyStatement> | undefined;
  let replaced: Set<HaproxyStatement> | undefined;
  for (const statement of statements) {
    const kind = formatKindOf(statement);
    if (kind === undefined) continue;
    const before = last?.get(kind);
    if (before !== undefined) {
      replaced ??= new Set();
      replaced.add(before);
    }
    last ??= new Map();
    last.set(kind, statement);
  }
  return replaced ?? none;
}

/** Judges the statements of one section. */
class SectionAnalyst {
  readonly #scope: SectionScope;
  readonly #judged: JudgedSection;
  readonly #openConditions: number;
  readonly #acls: KnownAcls = new Map();
  readonly #statements: AnalysedStatement[] = [];
  readonly #byName = new Map<string, AnalysedStatement[]>();
  readonly #actions = new Set<string>();
  readonly #settled: SettledStatements;
  /** Lines with formats that a later line of the section takes the place of: haproxy never reads them. */
  readonly #replaced: ReadonlySet<HaproxyStatement>;
  readonly #isOpen: boolean;
  #hasHole: boolean;
  #hasUnknownAcl = false;

  constructor(section: HaproxySection, judged: JudgedSection, context: FileContext) {
    this.#scope = new SectionScope(section, judged.place, judged.version, context.sectionText);
    this.#judged = judged;
    this.#settled = settledStatements(judged.place, judged.version);
    this.#openConditions = context.openConditions;
    this.#replaced = replacedFormats(section);
    this.#hasHole = section.holes.length > 0 || isPlaceholderWord(section.header?.words[1]?.value ?? "");
    let isOpen = section.holes.length > 0;
    for (const { words } of section.statements) {
      const first = words[0]?.value ?? "";
      const isUnknown = isUnknownWord(first);
      isOpen ||= isUnknown || first.startsWith(".");
      this.#hasHole ||= isUnknown || (defining.has(first) && isPlaceholderWord(words[1]?.value ?? ""));
    }
    this.#isOpen = isOpen;
  }

  /** Declares an ACL; `facts` are undefined where what it looks at is not known. */
  #declare(name: string, facts: AclFacts | undefined): void {
    if (isUnknownWord(name) || name.includes("{{")) {
      this.#hasUnknownAcl = true;
      return;
    }
    const own = facts ?? unknownAcl;
    const before = this.#acls.get(name);
    this.#acls.set(
      name,
      before === undefined ? own : { where: before.where | own.where, fetches: [...before.fetches, ...own.fetches] },
    );
  }

  /** Judges what an ACL looks at. */
  #acl(judged: StatementScope, checked: CheckedArguments): AclFacts | undefined {
    const name = judged.values[1] ?? "";
    const isUnread = checked.isFaulty || judged.values.length < 3 || isUnknownWord(name) || name.includes("{{");
    const facts = isUnread ? undefined : checkAclExpression(judged, 2, judged.values.length, true);
    this.#declare(name, facts);
    return facts;
  }

  /** Judges arguments that are a number or an expression, by their first character. */
  #numberOrExpression(judged: StatementScope, argument: BoundArgument): SampleVerdict | undefined {
    const text = judged.values[argument.at] ?? "";
    const word: Word | undefined = judged.words[argument.at];
    const isTime = argument.type === "time-or-expression";
    const type = isTime ? "time" : "int";
    if (word === undefined || isUnknownWord(text)) return undefined;
    if (!/^[-+\d]/.test(text)) {
      return checkSampleWords(judged, argument.at, argument.end);
    }
    const wrong = checkValue(type, isTime ? "ms/1.." : "", text, this.#scope.mask);
    if (wrong !== undefined) {
      this.#scope.report("haproxy/bad-argument", word, sayValueFault(text, judged.keyword, type, wrong));
    }
    return undefined;
  }

  #expressions(judged: StatementScope, checked: CheckedArguments): CheckedExpressions {
    let sample: SampleVerdict | undefined;
    let condition: CheckedCondition | undefined;
    let http = noAliases;
    const before = this.#scope.problems.length;
    for (const argument of checked.arguments) {
      if (this.#scope.problems.length > before) break;
      switch (argument.type) {
        case "expression":
          sample = checkSampleWords(judged, argument.at, argument.end);
          break;
        case "port-or-sample":
        case "sni":
          if (!/^\d/.test(judged.values[argument.at] ?? "")) checkSampleWords(judged, argument.at, argument.at + 1);
          break;
        case "int-or-expression":
        case "time-or-expression":
          sample = this.#numberOrExpression(judged, argument);
          break;
        case "format":
          if (this.#replaced.has(judged.statement)) break;
          // The rule of its own writes the text as it stands, the action of the same name fills it in.
          if (judged.keyword !== "redirect") http = joined(http, checkFormat(judged, argument.at));
          break;
        case "backend-or-format":
        case "server-or-format":
          http = joined(http, checkFormat(judged, argument.at));
          break;
        case "condition":
          condition = this.#condition(judged, argument.at);
          break;
        default:
      }
    }
    return { sample, http, condition };
  }

  #condition(judged: StatementScope, at: number): CheckedCondition {
    return checkCondition(judged, at, this.#acls, this.#isOpen || this.#hasUnknownAcl);
  }

  #analyse(statement: HaproxyStatement, isConditional: boolean): void {
    const { words } = statement;
    const values = words.map(({ value }) => value);
    const [first] = values;
    // An empty word ends the line for haproxy, and a line of too many words is reported as such.
    if (first === undefined || values.includes("") || values.length > 64) {
      if (first === "acl") this.#hasUnknownAcl = true;
      return;
    }
    const isPrefixed = first === "no" || first === "default";
    if (isPrefixed && values[1] !== "option") return;
    const start = isPrefixed ? 1 : 0;
    const found = findHaproxySignature(this.#judged.place, values, start);
    if (found === undefined) return;
    const scope = this.#scope;
    const keyword = found.action === undefined ? found.name : `${found.name} ${values[found.end - 1]}`;
    const judged: StatementScope = {
      scope,
      statement,
      words,
      values,
      keyword,
      where: this.#contexts(found),
    };
    if (isConditional) {
      if (found.name === "acl") this.#declare(values[1] ?? "", undefined);
      this.#add(judged, found, unread, noExpressions, true);
      return;
    }
    const from = found.end + leadOf(found.signature);
    const isPlain = !isPrefixed && !hasUnknownWord(values, found.end, from);
    const settled = isPlain ? this.#settled.find(keyword, values, from) : undefined;
    if (settled === undefined) this.#judge(judged, found, isPlain ? from : undefined);
    else this.#repeat(judged, found, settled, from);
  }

  /** Judges a statement from the beginning; with `from`, keeps what comes out if nothing is wrong behind that word. */
  #judge(judged: StatementScope, found: FoundSignature, from: number | undefined): void {
    const { problems, references } = this.#scope;
    const before = problems.length;
    const referencesBefore = references.length;
    checkParentheses(judged, found);
    checkCounter(judged, found);
    const checked = problems.length > before ? unfit : checkArguments(judged, found);
    const acl = found.name === "acl" ? this.#acl(judged, checked) : undefined;
    const inArguments = problems.length;
    const expressions = checked.isFaulty ? noExpressions : this.#expressions(judged, checked);
    const isFaulty = checked.isFaulty || problems.length > inArguments;
    this.#add(judged, found, isFaulty ? { ...checked, isFaulty } : checked, expressions, false);
    if (found.name === "balance") this.#atHeader(inArguments);
    // What is wrong, and what hangs on places or is looked up elsewhere, is found out for each line anew.
    if (from === undefined || problems.length > before || expressions.http.length > 0) return;
    const tail = judged.words[from]?.start ?? judged.statement.end;
    for (let at = referencesBefore; at < references.length; at++) {
      if ((references[at]?.place.start ?? 0) >= tail) return;
    }
    const conditionAt = checked.arguments.find(({ type }) => type === "condition")?.at;
    const { sample } = expressions;
    this.#settled.keep(judged.keyword, from, { values: judged.values, checked, sample, conditionAt, acl });
  }

  /** Judges the first `count` arguments of a statement, up to the first that is wrong. */
  #checkLead(judged: StatementScope, { checked }: Settled, count: number): void {
    const { problems } = this.#scope;
    const before = problems.length;
    for (let at = 0; at < count && problems.length === before; at++) {
      const argument = checked.arguments[at];
      if (argument !== undefined) checkArgument(judged, argument);
    }
  }

  /** Takes over what a statement of the same words came to; the arguments at its beginning may be others. */
  #repeat(judged: StatementScope, found: FoundSignature, settled: Settled, from: number): void {
    const { problems } = this.#scope;
    const { checked, conditionAt } = settled;
    const before = problems.length;
    this.#checkLead(judged, settled, from - found.end);
    const isUnfit = problems.length > before;
    if (found.name === "acl") this.#declare(judged.values[1] ?? "", isUnfit ? undefined : settled.acl);
    let expressions = noExpressions;
    if (!isUnfit && (settled.sample !== undefined || conditionAt !== undefined)) {
      const condition = conditionAt === undefined ? undefined : this.#condition(judged, conditionAt);
      expressions = { sample: settled.sample, http: noAliases, condition };
    }
    const isFaulty = problems.length > before;
    const own = conditionAt === undefined ? checked : withConditionTo(checked, judged.values.length);
    this.#add(judged, found, isFaulty ? { ...own, isFaulty } : own, expressions, false);
  }

  /** haproxy looks at some expressions only when the section is complete, and names the section's own line. */
  #atHeader(from: number): void {
    const { section, problems } = this.#scope;
    const place = section.header?.words[1] ?? section.header;
    if (place === undefined) return;
    for (let at = from; at < problems.length; at++) {
      const problem = problems[at];
      if (problem !== undefined) problems[at] = { ...problem, place, suggestion: undefined };
    }
  }

  #add(
    judged: StatementScope,
    found: FoundSignature,
    checked: CheckedArguments,
    { sample, http, condition }: CheckedExpressions,
    isConditional: boolean,
  ): void {
    const analysed: AnalysedStatement = {
      statement: judged.statement,
      values: judged.values,
      name: found.name,
      action: found.action,
      arguments: checked.arguments,
      fixed: checked.words,
      isFaulty: checked.isFaulty,
      condition,
      httpAliases: http,
      sample,
      where: judged.where,
      isConditional,
    };
    this.#statements.push(analysed);
    const ofName = this.#byName.get(found.name);
    if (ofName === undefined) this.#byName.set(found.name, [analysed]);
    else ofName.push(analysed);
    if (found.action !== undefined) this.#actions.add(found.action);
  }

  /** Where the samples of a statement are fetched: the same for all of a name, but for a few actions. */
  #contexts(found: FoundSignature): number {
    if (found.action !== undefined && carefreeActions.has(found.action)) return 0;
    return contextsOf(found.name, this.#judged.place);
  }

  /** Judges the line that opens the section. */
  #header(): void {
    const { header } = this.#scope.section;
    const values = header?.words.map(({ value }) => value) ?? [];
    const [keyword] = values;
    const signature = keyword === undefined ? undefined : findHeaderSignature(keyword);
    if (header === undefined || keyword === undefined || signature === undefined || values.includes("")) return;
    if (this.#openConditions > 0) return;
    const judged: StatementScope = {
      scope: this.#scope,
      statement: header,
      words: header.words,
      values,
      keyword,
      where: 0,
    };
    const from = 1 + leadOf(signature);
    const isPlain = !hasUnknownWord(values, 1, from);
    const key = `[${keyword}]`;
    const settled = isPlain ? this.#settled.find(key, values, from) : undefined;
    if (settled !== undefined) {
      this.#checkLead(judged, settled, from - 1);
      return;
    }
    const checked = checkArguments(judged, { signature, end: 1 });
    if (!isPlain || checked.isFaulty || this.#scope.references.length > 0) return;
    this.#settled.keep(key, from, { values, checked, sample: undefined, conditionAt: undefined, acl: undefined });
  }

  run(): SectionAnalysis {
    const { section, problems } = this.#scope;
    this.#header();
    const hasFaultyHeader = problems.length > 0;
    const skipped = this.#judged.statements.filter(isUnread);
    // Nearly always there is none.
    const wrong = skipped.length === 0 ? undefined : new Set(skipped.map(({ statement }) => statement));
    let open = this.#openConditions;
    for (const statement of section.statements) {
      const first = statement.words[0]?.value ?? "";
      if (first.startsWith(".")) {
        open = conditionsBehind(first, open);
        continue;
      }
      if (wrong?.has(statement) !== true) this.#analyse(statement, open > 0);
    }
    checkSequence(this.#scope, { statements: this.#statements, byName: this.#byName, actions: this.#actions });
    return {
      scope: this.#scope,
      place: this.#judged.place,
      statements: this.#statements,
      byName: this.#byName,
      actions: this.#actions,
      problems: this.#scope.problems,
      references: this.#scope.references,
      isOpen: this.#isOpen,
      hasHole: this.#hasHole,
      hasFaults: wrong !== undefined || hasFaultyHeader || this.#statements.some(({ isFaulty }) => isFaulty),
    };
  }
}

interface Kept {
  readonly version: string;
  readonly openConditions: number;
  readonly analysis: SectionAnalysis | undefined;
}

const kept = new WeakMap<HaproxySection, Kept>();

/**
 * Judges the arguments of a section's statements once for all rules.
 *
 * @returns undefined for the lines in front of the first section, and for sections that the version does not have
 */
export function analysedSection(section: HaproxySection, context: FileContext): SectionAnalysis | undefined {
  const known = kept.get(section);
  if (
    known !== undefined &&
    known.version === context.haproxyVersion &&
    known.openConditions === context.openConditions
  ) {
    return known.analysis;
  }
  const judged = judgedSection(section, context);
  const isForeign = judged === undefined || judged.foreignSection !== undefined;
  const analysis = isForeign ? undefined : new SectionAnalyst(section, judged, context).run();
  kept.set(section, { version: context.haproxyVersion, openConditions: context.openConditions, analysis });
  return analysis;
}

import { experimentalActions } from "../rules/haproxy/analysis/globals.ts";
import { httpOnlyStatements } from "../rules/haproxy/analysis/modes.ts";
import { expressionEnd } from "../rules/haproxy/analysis/samples.ts";
import { carefreeActions, contextsOf } from "../rules/haproxy/analysis/section.ts";
import { isUnknownWord } from "../rules/unknown-word.ts";
import { explainHaproxyKeyword, explainHaproxyTerm, findHaproxyTerm, haproxyTerms } from "../schema/haproxy/explain.ts";
import {
  type HaproxyKeyword,
  haproxyNextWords,
  haproxySectionKinds,
  lookupHaproxyStatement,
} from "../schema/haproxy/index.ts";
import type { Expectation, Requirement } from "../schema/haproxy/signature.ts";
import { followSignature } from "../schema/haproxy/signature.ts";
import { type FoundSignature, findHaproxySignature } from "../schema/haproxy/signatures/index.ts";
import { haproxyUsage } from "../schema/haproxy/usage.ts";
import type { HaproxySection, HaproxyTree } from "../syntax/haproxy/tree.ts";
import type { CompletionProposal } from "./completion.ts";
import {
  addActionParentheses,
  addArgument,
  addDocumentedValues,
  addReferences,
} from "./haproxy-argument-completion.ts";
import { type HaproxyCursor, haproxyCursorAt } from "./haproxy-cursor.ts";
import { addCondition, addTest, type ExpressionPlace } from "./haproxy-expression-completion.ts";
import { modeOf, sectionNames } from "./haproxy-known-names.ts";
import { optionLineOf } from "./haproxy-option-lines.ts";
import { snippetOf } from "./haproxy-writing.ts";
import { aboutHaproxy } from "./proposal-description.ts";
import { Proposals } from "./proposals.ts";
import { sectionAt, type VersionSettings } from "./source.ts";

/**
 * What may stand at an offset of a haproxy.cfg, the best first.
 *
 * @param trees those of all files that haproxy reads as one with it, itself among them: it may use their names
 */
export function haproxyCompletions(
  settings: VersionSettings,
  tree: HaproxyTree,
  text: string,
  offset: number,
  trees: readonly HaproxyTree[] = [tree],
): readonly CompletionProposal[] {
  const cursor = haproxyCursorAt(settings, tree, text, offset, trees);
  if (cursor === undefined) return [];
  const proposals = new Proposals(cursor.whole);
  if (cursor.before.length > 0 && cursor.isHeader) addHeaderWords(cursor, proposals);
  else if (cursor.before.length > 0) addFurtherWords(cursor, proposals);
  else if (!cursor.isQuoted) addLineStart(cursor, proposals);
  const found = proposals.sorted();
  // A word in quotes is replaced in part only.
  return cursor.isQuoted ? found.filter(({ replace }) => replace !== cursor.whole) : found;
}

/** What a cursor at the first word of a line is in: a word that is typed may still be taken for a section's. */
function placeAround(cursor: HaproxyCursor): Pick<HaproxyCursor, "section" | "place"> {
  const { tree, section, isHeader } = cursor;
  if (!isHeader || section === undefined) return cursor;
  const above = section.origin.offset === 0 ? undefined : sectionAt(tree.sections, section.origin.offset - 1);
  return above === section ? { section: undefined, place: undefined } : { section: above, place: placeOf(above) };
}

function placeOf(section: HaproxySection | undefined): HaproxyCursor["place"] {
  const [kind, name] = section?.header?.words.map(({ value }) => value) ?? [];
  if (kind === "defaults" && name !== undefined && name !== "from") return "defaults-named";
  return kind as HaproxyCursor["place"];
}

/** Keywords that a section has many of. */
const repeated: ReadonlySet<string> = new Set([
  "acl",
  "bind",
  "capture",
  "compression",
  "cookie",
  "errorfile",
  "filter",
  "group",
  "hold",
  "http-after-response",
  "http-check",
  "http-error",
  "http-request",
  "http-response",
  "log",
  "lua-load",
  "mailer",
  "nameserver",
  "option",
  "peer",
  "redirect",
  "server",
  "server-template",
  "set-var",
  "setenv",
  "stats",
  "stick",
  "table",
  "tcp-check",
  "tcp-request",
  "tcp-response",
  "timeout",
  "use-server",
  "use_backend",
  "user",
]);

function addLineStart(cursor: HaproxyCursor, proposals: Proposals): void {
  const { section, place } = placeAround(cursor);
  const around: HaproxyCursor = { ...cursor, section, place };
  const given = new Set(section?.statements.map(({ words }) => words[0]?.value ?? ""));
  if (place !== undefined) addNextWords(around, proposals, given);
  addDirectives(cursor, proposals);
  // A section's word may also be a keyword; sections come behind the keywords of the section that is open.
  const order = haproxyUsage("sections");
  for (const kind of haproxySectionKinds(cursor.version)) {
    const rank = order.indexOf(kind);
    const place = String(rank < 0 ? order.length : rank).padStart(2, "0");
    const snippet = snippetOf("section", kind);
    proposals.add("section", kind, {
      detail: "section",
      sortText: `${section === undefined ? "" : "~"}${place}${kind}`,
      ...(snippet === undefined ? {} : { snippet }),
    });
  }
}

/** The lines that say which lines are read. */
function addDirectives({ tree, whole, version, typed }: HaproxyCursor, proposals: Proposals): void {
  let open = 0;
  for (const { origin, statements } of tree.sections) {
    for (const { words, start } of statements) {
      if (origin.offset + start >= whole.start) break;
      if (words[0]?.value === ".if") open++;
      else if (words[0]?.value === ".endif") open--;
    }
  }
  for (const { name } of haproxyTerms("directive", version)) {
    if (open <= 0 && /^\.(?:elif|else|endif)$/.test(name)) continue;
    proposals.add("keyword", name, { detail: "directive", sortText: `${typed.startsWith(".") ? "0" : "~~"}${name}` });
  }
}

/** How a keyword is shown and written. */
function writtenKeyword(
  cursor: HaproxyCursor,
  word: string,
  statement: HaproxyKeyword | undefined,
): Omit<Partial<CompletionProposal>, "kind" | "label" | "replace"> {
  const [line = ""] = statement === undefined ? [] : explainHaproxyKeyword(statement, cursor.version).signatures;
  const detail = line === word ? "" : line;
  const isGlued = statement?.parenthesised === true;
  const path = [...cursor.before, word].join(" ");
  const snippet = isGlued ? `${word}($1)` : snippetOf(cursor.place ?? "", path);
  return {
    ...(detail === "" ? {} : { detail }),
    ...(statement === undefined ? {} : { about: aboutHaproxy(statement) }),
    ...(isGlued ? { insertText: `${word}(` } : {}),
    ...(snippet === undefined ? {} : { snippet }),
  };
}

/** Adds the fixed words of keywords; those that the section has already come behind the others. */
function addNextWords(cursor: HaproxyCursor, proposals: Proposals, given: ReadonlySet<string>): void {
  const { place, before, version } = cursor;
  if (place === undefined) return;
  const bare = before[0] === "no" || before[0] === "default" ? before.slice(1) : before;
  const from = bare.length > 0 ? bare.join(" ") : place === "defaults-named" ? "defaults" : place;
  const order = haproxyUsage(from);
  const isTcp = modeOf(cursor.sections, cursor.section) === "tcp" && cursor.section?.statements.some(saysMode) === true;
  proposals.orderBy(order);
  for (const { word, statement, effect, deprecated } of haproxyNextWords(place, before, version)) {
    if (effect === "ignored" || (statement !== undefined && isWithheld(cursor, statement))) continue;
    const isGiven = given.has(word) && !repeated.has(word);
    const isIdle = isTcp && httpOnlyStatements.has([...bare, word].join(" "));
    proposals.add("keyword", word, {
      ...writtenKeyword(cursor, word, statement),
      ...(isGiven || isIdle || word === "no" || word === "default" ? { sortText: `8${word}` } : {}),
      ...(deprecated ? { isDeprecated: true, sortText: `~${word}` } : {}),
    });
  }
}

/** Whether haproxy takes a keyword only from those who have said that they want to try what may change. */
function isWithheld({ trees, mask }: HaproxyCursor, { name, known, experimental }: HaproxyKeyword): boolean {
  if (!experimentalActions.has(name) && (experimental === 0 || (known & mask & ~experimental) !== 0)) return false;
  return !trees.some(({ text }) => text.includes("expose-experimental-directives"));
}

function saysMode({ words }: HaproxySection["statements"][number]): boolean {
  return words[0]?.value === "mode";
}

/** The second words of statements that begin as this one. */
function givenBehind({ section, before, line }: HaproxyCursor): ReadonlySet<string> {
  const [first] = before;
  const given = new Set<string>();
  if (before.length !== 1 || (first !== "option" && first !== "timeout" && first !== "stats")) return given;
  for (const { words, start } of section?.statements ?? []) {
    const second = words[1]?.value;
    if (words[0]?.value === first && second !== undefined && start < line) given.add(second);
  }
  return given;
}

const proxySections: ReadonlySet<string> = new Set(["frontend", "backend", "listen", "defaults"]);

function addHeaderWords({ before, sections, section }: HaproxyCursor, proposals: Proposals): void {
  const [kind = ""] = before;
  if (!proxySections.has(kind)) return;
  if (before[before.length - 1] === "from") {
    // haproxy looks among those that it has read by then.
    const above = sections.slice(0, Math.max(0, section === undefined ? 0 : sections.indexOf(section)));
    proposals.addAll("reference", sectionNames(above, ["defaults"]), { detail: "defaults" });
  } else if (before.length === 2 || (kind === "defaults" && before.length === 1)) {
    proposals.add("keyword", "from", { detail: "from <defaults section>" });
  }
}

function addPredicates({ before, version, typed, written, value }: HaproxyCursor, proposals: Proposals): void {
  if (before.length !== 1 || !/^\.(?:if|elif)$/.test(before[0] ?? "") || typed.includes("(")) return;
  const from = /^!*/.exec(typed)?.[0].length ?? 0;
  const replace = written(from, Math.max(from, value.length));
  for (const { name, facts } of haproxyTerms("cond-predicate", version)) {
    const hasNone = facts["args"] === 0;
    proposals.add("value", name, {
      replace,
      detail: "predicate",
      ...(hasNone ? {} : { insertText: `${name}(`, snippet: `${name}($1)` }),
    });
  }
}

function addFurtherWords(cursor: HaproxyCursor, proposals: Proposals): void {
  const { place, before, version, typed } = cursor;
  if (before[0]?.startsWith(".") === true) {
    addPredicates(cursor, proposals);
    return;
  }
  if (place === undefined) return;
  const start = before[0] === "no" || before[0] === "default" ? 1 : 0;
  if (before.length > start) {
    const { status, effect, prefixRefused } = lookupHaproxyStatement(place, before, version);
    if (prefixRefused || effect === "refused" || (status !== "known" && status !== "unsure")) {
      // A word that is to come may make it right: `timeout` alone is none.
      if (haproxyNextWords(place, before, version).length === 0) return;
    }
  }
  const found = findHaproxySignature(place, before, start);
  if (!typed.includes("(")) addNextWords(cursor, proposals, givenBehind(cursor));
  else if (found !== undefined && addActionParentheses(cursor, proposals, found)) return;
  if (start === 1) return;
  if (found === undefined) {
    addReferences(cursor, proposals);
    addDocumentedValues(cursor, proposals);
  } else addBehindKeyword(cursor, proposals, found);
}

/** Words that may stand several times in one statement. */
const repeatable: ReadonlySet<string> = new Set([
  "hdr",
  "attr",
  "domain",
  "crt",
  "crt-list",
  "!",
  "lf-file",
  "comment",
]);

/** Whether the requirements of a statement leave room for a fixed word beside those that it has. */
function isLeft(word: string, given: readonly string[], requirements: readonly Requirement[]): boolean {
  if (given.includes(word) && !repeatable.has(word)) return false;
  return requirements.every(({ kind, words }) => {
    if (kind === "alone") return given.length === 0 || ![word, ...given].some((one) => words.includes(one));
    if (kind !== "most" && kind !== "one") return true;
    return !words.includes(word) || !given.some((one) => words.includes(one));
  });
}

/** The order of the words behind a keyword: by the word in front, or for the whole statement. */
function orderBehind(cursor: HaproxyCursor, { name, action }: FoundSignature): readonly string[] {
  const last = cursor.before[cursor.before.length - 1] ?? "";
  const orders = [`${name} ${action ?? ""}`, last, optionLineOf(name)?.usage ?? "", action ?? "", name];
  return orders.map(haproxyUsage).find((order) => order.length > 0) ?? [];
}

function addBehindKeyword(cursor: HaproxyCursor, proposals: Proposals, found: FoundSignature): void {
  const { before, mask, place } = cursor;
  const { match, expected } = followSignature(found.signature, before, found.end, mask, {
    endOf: (type, at) => {
      if (type === "expression") return expressionEnd(before, at);
      return type === "acl" ? before.length : undefined;
    },
    isUnknown: (at) => isUnknownWord(before[at] ?? ""),
  });
  const isCarefree = found.action !== undefined && carefreeActions.has(found.action);
  const where = place === undefined || isCarefree ? 0 : contextsOf(found.name, place);
  const expression: ExpressionPlace = { cursor, proposals, where };
  const last = match.arguments[match.arguments.length - 1];
  if (last?.type === "condition") {
    addCondition(expression, before.slice(last.at + 1));
    return;
  }
  if (last?.type === "acl") {
    addTest(expression, before.slice(last.at));
    return;
  }
  if (match.fault?.kind === "unexpected") return;
  const given = match.words.map((at) => before[at] ?? "");
  const offered = expected.filter(
    (one) => one.kind !== "word" || isLeft(one.word, given, found.signature.requirements),
  );
  for (const one of offered) addExpected(expression, found, one);
  const isOpen = expected.some(({ kind }) => kind === "open") || (expected.length === 0 && !match.isComplete);
  if (isOpen) {
    addReferences(cursor, proposals);
    addDocumentedValues(cursor, proposals);
  }
}

function addExpected(expression: ExpressionPlace, found: FoundSignature, expected: Expectation): void {
  const { cursor, proposals } = expression;
  switch (expected.kind) {
    case "word":
      proposals.orderBy(orderBehind(cursor, found));
      addFixedWord(expression, found, expected.word, expected.behind.length > 0);
      return;
    case "condition":
      proposals.add("keyword", "if", { detail: "condition", sortText: "3if" });
      proposals.add("keyword", "unless", { detail: "condition", sortText: "3unless" });
      return;
    case "argument":
      addArgument(expression, found, expected);
      return;
    case "open":
  }
}

function addFixedWord(
  { cursor, proposals }: ExpressionPlace,
  found: FoundSignature,
  word: string,
  hasMore: boolean,
): void {
  const isGlued = word.endsWith("(");
  const label = isGlued ? word.slice(0, -1) : word;
  const kind = optionLineOf(found.name)?.kind;
  // haproxy does not start with a server that redirects what is no HTTP.
  if (kind === "server-option" && label === "redir" && modeOf(cursor.sections, cursor.section) === "tcp") return;
  const term = kind === undefined ? undefined : findHaproxyTerm(kind, label);
  const line = term === undefined ? undefined : explainHaproxyTerm(term, cursor.version).signatures[0];
  const isOld = term !== undefined && term.deprecated !== 0 && (term.known & cursor.mask & ~term.deprecated) === 0;
  const snippet = isGlued ? `${label}($1)` : snippetOf(kind ?? "", label);
  proposals.add(hasMore || kind !== undefined ? "keyword" : "value", label, {
    ...(line === undefined || line === label ? {} : { detail: line }),
    ...(term === undefined ? {} : { about: aboutHaproxy(term) }),
    ...(isGlued ? { insertText: word } : {}),
    ...(snippet === undefined ? {} : { snippet }),
    ...(isOld ? { isDeprecated: true } : {}),
  });
}

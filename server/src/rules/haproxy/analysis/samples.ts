import { parseIpAddress } from "../../../model/address.ts";
import { isPlaceholderWord } from "../../../model/placeholder.ts";
import {
  type ConverterFacts,
  canCast,
  expressionNames,
  type FetchFacts,
  findConverter,
  findFetch,
  type SampleType,
} from "../../../schema/haproxy/expressions.ts";
import { checkValue } from "../../../schema/haproxy/values.ts";
import { closest } from "../../../schema/suggest.ts";
import { parseSample } from "../../../syntax/expression/sample.ts";
import type { Part, SampleCall, SampleExpression } from "../../../syntax/expression/tree.ts";
import type { Word } from "../../../syntax/tree.ts";
import { type Message, message } from "../../finding.ts";
import type { ReferenceKind, StatementScope } from "./problem.ts";
import { neededValue, wantedValue } from "./sample-values.ts";

const code = "haproxy/bad-expression";

/** Types whose empty argument stands for something, or is read as a text. */
const textLike = new Set(["s", "t", "v", "b", "f", "u", "r"]);

const referenceKinds: Readonly<Record<string, ReferenceKind>> = {
  t: "table",
  v: "server",
  b: "backend",
  f: "frontend",
  u: "userlist",
};

interface ArgumentFault {
  readonly said: Message;
  readonly part: Part | undefined;
}

const parameterNames: Readonly<Record<string, Message>> = {
  s: message("a text"),
  i: message("a whole number"),
  t: message("a stick table"),
  v: message("a server"),
  b: message("a backend"),
  f: message("a frontend"),
  u: message("a userlist"),
  r: message("a regular expression"),
  p: message("a field number"),
  a: message("an IPv4 address"),
  e: message("an IPv6 address"),
  m: message("an IPv4 mask"),
  k: message("an IPv6 mask"),
  d: message("a time such as 30s or 500ms"),
  z: message("a size such as 16k"),
};

function parameterName(letter: string): Message {
  return parameterNames[letter] ?? message("a text");
}

function isFit(letter: string, text: string): boolean {
  switch (letter) {
    case "i":
      return /^[-+]?\d+$/.test(text);
    case "a":
      return parseIpAddress(text)?.family === 4;
    case "e":
      return parseIpAddress(text)?.family === 6;
    case "d":
      return checkValue("time", "", text, 0) === undefined;
    case "z":
      return checkValue("size", "", text, 0) === undefined;
    case "r":
      return checkValue("regex", "", text, 0) === undefined;
    case "m":
      return /^\d{1,2}$/.test(text) ? Number(text) <= 32 : parseIpAddress(text)?.family === 4;
    case "k":
      return /^\d{1,3}$/.test(text) ? Number(text) <= 128 : parseIpAddress(text)?.family === 6;
    default:
      return true;
  }
}

/** What is wrong with one argument; \`isLast\` says that nothing follows, \`isNeeded\` that it must be there. */
function faultOfArgument(
  name: string,
  letter: string,
  arg: Part,
  place: { readonly isLast: boolean; readonly isNeeded: boolean },
): ArgumentFault | undefined {
  if (arg.text === "") {
    // An empty argument ends the list: nothing may follow it.
    if (textLike.has(letter) || (place.isLast && !place.isNeeded)) return undefined;
    return {
      said: message("{name} lacks an argument here: {what}.", { name, what: parameterName(letter) }),
      part: arg,
    };
  }
  if (isPlaceholderWord(arg.text) || isFit(letter, arg.text)) return undefined;
  const said = message("{word} is not {what}, which {name} takes here; haproxy does not start with it.", {
    word: arg.text,
    what: parameterName(letter),
    name,
  });
  return { said, part: arg };
}

/** What is wrong with the arguments of a call that takes none. */
function faultOfNone(name: string, args: readonly Part[]): ArgumentFault | undefined {
  const [first] = args;
  // Empty parentheses are fine.
  if (first === undefined || (args.length === 1 && first.text === "" && first.end === first.start)) return undefined;
  return { said: message("{name} takes no arguments, and haproxy does not start with any.", { name }), part: first };
}

/** What is wrong with the arguments of a call that takes some parameters. */
function argumentFault(call: SampleCall, parameters: string): ArgumentFault | undefined {
  const args = call.args ?? [];
  const name = call.name.text;
  const letters = [...parameters];
  if (letters.length === 0) return faultOfNone(name, args);
  const least = letters.filter((letter) => letter === letter.toLowerCase()).length;
  for (const [index, arg] of args.entries()) {
    const letter = letters[index]?.toLowerCase();
    if (letter === undefined) {
      const said = message("{name} takes {count} arguments at most, and haproxy does not start with more.", {
        name,
        count: letters.length,
      });
      return { said, part: arg };
    }
    const place = { isLast: index === args.length - 1, isNeeded: index < least };
    const fault = faultOfArgument(name, letter, arg, place);
    if (fault !== undefined) return fault;
  }
  // Without parentheses, one argument of a kind that may be empty is there and empty.
  const isImplied = call.args === undefined && least > 0 && textLike.has((letters[0] ?? "").toLowerCase());
  const given = isImplied ? 1 : args.length;
  if (given >= least) return undefined;
  const said = message("{name} lacks an argument, and haproxy does not start without it: {what}.", {
    name,
    what: parameterName((letters[given] ?? "s").toLowerCase()),
  });
  return { said, part: undefined };
}

/** What is wrong with an argument that is of its type, but none of the values that the fetch or converter takes. */
function valueFaultOf(call: SampleCall, mask: number): ArgumentFault | undefined {
  const name = call.name.text;
  for (const [index, part] of (call.args ?? []).entries()) {
    const what =
      part.text === "" || isPlaceholderWord(part.text) ? undefined : wantedValue(name, index, part.text, mask);
    if (what === undefined) continue;
    const said = message("{word} is not {what}, which {name} takes here; haproxy does not start with it.", {
      word: part.text,
      what,
      name,
    });
    return { said, part };
  }
  const what = neededValue(name, call.args?.length);
  if (what === undefined) return undefined;
  const said = message("{name} lacks an argument, and haproxy does not start without it: {what}.", { name, what });
  return { said, part: undefined };
}

/** Converters and fetches that take a variable's name first. */
const variableUsers = new Set(["var", "set-var", "unset-var", "secure_memcmp"]);

/** Converters that take a number, or a variable that holds one. */
const arithmetic = new Set(["add", "sub", "mul", "div", "mod", "and", "or", "xor"]);

function checkVariable(judged: StatementScope, word: Word, offset: number, call: SampleCall): void {
  const variable = call.args?.[0];
  const { scope } = judged;
  if (variable === undefined || variable.text === "") {
    const said = message("{name} lacks the name of a variable, and haproxy does not start without it.", {
      name: call.name.text,
    });
    scope.report(code, scope.within(word, offset + call.start, offset + call.end), said);
    return;
  }
  reportVariable(judged, word, offset + variable.start, variable.text);
}

/** Judges the name of a variable (`txn.user`) that begins at an offset of a word's value. */
export function reportVariable(judged: StatementScope, word: Word, start: number, text: string): void {
  const { scope } = judged;
  if (isPlaceholderWord(text) || text.includes("{{")) return;
  const fault = checkValue("variable", "", text, scope.mask);
  if (fault === undefined) return;
  const args = { word: text, limit: fault.limit };
  let said = message(
    "{word} is no variable: its name needs a scope in front, as in txn.name. haproxy does not start with it.",
    args,
  );
  if (fault.kind === "choice") {
    said = message("{word} is no variable: its scope must be one of {limit}. haproxy does not start with it.", args);
  } else if (fault.kind === "character") {
    said = message(
      "The character {limit} may not stand in a variable's name, and haproxy does not start with it.",
      args,
    );
  }
  scope.report(code, scope.within(word, start, start + text.length), said);
}

function collectReferences(
  judged: StatementScope,
  word: Word,
  offset: number,
  call: SampleCall,
  parameters: string,
): void {
  [...parameters].forEach((letter, index) => {
    const kind = referenceKinds[letter.toLowerCase()];
    const arg = call.args?.[index];
    // What is not named is the proxy's own.
    const isOwn = arg === undefined ? letter === letter.toLowerCase() : arg.text === "";
    if (kind === undefined || (arg === undefined && !isOwn) || isPlaceholderWord(arg?.text ?? "")) return;
    const { start, end } = arg === undefined || isOwn ? call : arg;
    judged.scope.references.push({
      kind,
      name: arg?.text ?? "",
      place: judged.scope.within(word, offset + start, offset + end),
      statement: judged.statement,
      user: call.name.text,
      isInSample: true,
    });
  });
}

/** A fetch or a converter with the facts that hold for the versions that are judged by. */
interface Known<Facts> {
  readonly variants: readonly Facts[];
}

function inVersions<Facts extends { readonly versions: number }>(
  entry: { readonly versions: number; readonly variants: readonly Facts[] } | undefined,
  mask: number,
): Known<Facts> | "unknown" | "other-version" {
  if (entry === undefined) return "unknown";
  if ((entry.versions & mask) === 0) return "other-version";
  return { variants: entry.variants.filter(({ versions }) => (versions & mask) !== 0) };
}

/** What is known of a sample after some of its calls. */
export interface SampleVerdict {
  /** The types that it may have; undefined where that can't be told. */
  readonly output: readonly SampleType[] | undefined;
  /** Contexts in which its fetch works in some version; -1 where that can't be told. */
  readonly where: number;
  /** The layer of its fetch: `L4` to `L7`. */
  readonly layer: string;
  readonly isFaulty: boolean;
}

const untold: SampleVerdict = { output: undefined, where: -1, layer: "", isFaulty: false };
const faulty: SampleVerdict = { ...untold, isFaulty: true };

/** Judges the arguments of one call; true where something was wrong. */
function checkCall(
  judged: StatementScope,
  word: Word,
  offset: number,
  call: SampleCall,
  variants: readonly { readonly parameters: string; readonly isUnsure: boolean }[],
): boolean {
  const { scope } = judged;
  if (!call.isClosed) {
    const said = message("The parenthesis behind {name} is not closed, and haproxy does not start with it.", {
      name: call.name.text,
    });
    scope.report(code, scope.within(word, offset + call.name.end, offset + call.end), said);
    return true;
  }
  const [first] = variants;
  if (first === undefined || variants.some(({ isUnsure }) => isUnsure)) return false;
  collectReferences(judged, word, offset, call, first.parameters);
  const operand = arithmetic.has(call.name.text) ? call.args?.[0] : undefined;
  if (operand !== undefined && operand.text !== "" && !/^[-+]?\d+$/.test(operand.text)) {
    const before = scope.problems.length;
    reportVariable(judged, word, offset + operand.start, operand.text);
    if (scope.problems.length > before) return true;
  }
  if (variableUsers.has(call.name.text)) {
    const before = scope.problems.length;
    checkVariable(judged, word, offset, call);
    if (scope.problems.length > before) return true;
  }
  // A fetch and a converter may share a name.
  const valueFault = first.parameters === "" ? undefined : valueFaultOf(call, scope.mask);
  const faults = variants.map(({ parameters }) => argumentFault(call, parameters));
  const fault = faults.includes(undefined) ? valueFault : faults[0];
  if (fault === undefined) return false;
  const { start, end } = fault.part ?? call;
  scope.report(code, scope.within(word, offset + start, offset + end), fault.said);
  return true;
}

function reportUnknown(
  judged: StatementScope,
  word: Word,
  offset: number,
  call: SampleCall,
  kind: "fetch" | "converter",
  isOther: boolean,
): void {
  const { scope } = judged;
  const name = call.name.text;
  const candidates = [...expressionNames(kind)].filter(([, versions]) => (versions & scope.mask) !== 0);
  const suggestion = isOther
    ? undefined
    : closest(
        name,
        candidates.map(([candidate]) => candidate),
      );
  const args = { name, version: scope.version, suggestion: suggestion ?? "" };
  let said: Message;
  if (isOther) {
    said = message("haproxy {version} does not know {name} here and does not start with it.", args);
  } else if (suggestion !== undefined) {
    said =
      kind === "fetch"
        ? message("haproxy knows no fetch {name} and does not start with it. Did you mean {suggestion}?", args)
        : message("haproxy knows no converter {name} and does not start with it. Did you mean {suggestion}?", args);
  } else {
    said =
      kind === "fetch"
        ? message("haproxy knows no fetch {name} and does not start with it.", args)
        : message("haproxy knows no converter {name} and does not start with it.", args);
  }
  const place = scope.within(word, offset + call.name.start, offset + call.name.end);
  scope.report(code, place, said, { suggestion });
}

/** Names that a Lua script brings, and those that are filled in later. */
function isForeign(name: string): boolean {
  return name.startsWith("lua.") || isPlaceholderWord(name);
}

/** Judges the converters behind a sample of some types; returns the types that come out. */
export function checkConverters(
  judged: StatementScope,
  word: Word,
  offset: number,
  calls: readonly SampleCall[],
  input: readonly SampleType[] | undefined,
): { readonly output: readonly SampleType[] | undefined; readonly isFaulty: boolean } {
  const { scope } = judged;
  let types = input;
  for (const call of calls) {
    if (isForeign(call.name.text)) {
      types = undefined;
      continue;
    }
    const known = inVersions<ConverterFacts>(findConverter(call.name.text), scope.mask);
    if (known === "unknown" || known === "other-version") {
      reportUnknown(judged, word, offset, call, "converter", known === "other-version");
      return { output: undefined, isFaulty: true };
    }
    const { variants } = known;
    const isUnsure = variants.length === 0 || variants.some((variant) => variant.isUnsure);
    if (types !== undefined && !isUnsure) {
      const from = types;
      if (!variants.some((variant) => from.some((type) => canCast(type, variant.input)))) {
        const said = message(
          "{name} can not be applied here: what stands in front gives {from}, and haproxy can not turn that into {to}.",
          { name: call.name.text, from: typeName(from[0]), to: typeName(variants[0]?.input) },
        );
        scope.report(code, scope.within(word, offset + call.name.start, offset + call.name.end), said);
        return { output: undefined, isFaulty: true };
      }
    }
    if (checkCall(judged, word, offset, call, variants)) return { output: undefined, isFaulty: true };
    const passes = variants.some(({ output }) => output === "same" || output === "any");
    types = isUnsure || passes ? undefined : variants.map(({ output }) => output);
  }
  return { output: types, isFaulty: false };
}

const typeNames: Readonly<Record<SampleType, Message>> = {
  any: message("anything"),
  same: message("anything"),
  bool: message("a yes or no"),
  sint: message("a number"),
  addr: message("an address"),
  ipv4: message("an IPv4 address"),
  ipv6: message("an IPv6 address"),
  str: message("a text"),
  bin: message("bytes"),
  meth: message("an HTTP method"),
};

/** A type of sample as people call it. */
export function typeName(type: SampleType | undefined): Message {
  return typeNames[type ?? "any"];
}

/** Expressions in which nothing is wrong and nothing is looked up, with the versions (bits) that they were judged by. */
const settled = new WeakMap<SampleExpression, { readonly mask: number; readonly verdict: SampleVerdict }>();

/** Judges an expression that `parseSample` has given, which gives the same one for the same text as a rule. */
export function checkParsed(judged: StatementScope, word: Word, expression: SampleExpression): SampleVerdict {
  const { problems, references, mask } = judged.scope;
  const known = settled.get(expression);
  if (known?.mask === mask) return known.verdict;
  const problemsBefore = problems.length;
  const referencesBefore = references.length;
  const verdict = checkExpression(judged, word, 0, expression);
  if (problems.length === problemsBefore && references.length === referencesBefore)
    settled.set(expression, { mask, verdict });
  return verdict;
}

/**
 * Judges an expression that has been parsed.
 *
 * @param offset where the text that was parsed begins in the word's value
 */
export function checkExpression(
  judged: StatementScope,
  word: Word,
  offset: number,
  expression: SampleExpression,
): SampleVerdict {
  const { scope } = judged;
  const [fetch, ...converters] = expression.calls;
  if (fetch === undefined) {
    const from = offset + expression.end;
    const said = message(
      "An expression must begin with the name of a fetch, and haproxy does not start with this one.",
    );
    scope.report(code, scope.within(word, from, Math.max(from + 1, word.value.length)), said);
    return faulty;
  }
  if (isForeign(fetch.name.text)) {
    const rest = checkConverters(judged, word, offset, converters, undefined);
    return rest.isFaulty ? faulty : untold;
  }
  const known = inVersions<FetchFacts>(findFetch(fetch.name.text), scope.mask);
  if (known === "unknown" || known === "other-version") {
    reportUnknown(judged, word, offset, fetch, "fetch", known === "other-version");
    return faulty;
  }
  const { variants } = known;
  if (checkCall(judged, word, offset, fetch, variants)) return faulty;
  const isUnsure = variants.length === 0 || variants.some((variant) => variant.isUnsure);
  const output = isUnsure ? undefined : variants.map((variant) => variant.output);
  const rest = checkConverters(judged, word, offset, converters, output);
  if (rest.isFaulty) return faulty;
  return {
    output: rest.output,
    where: isUnsure ? -1 : variants.reduce((mask, variant) => mask | variant.where, 0),
    layer: variants[variants.length - 1]?.layer ?? "",
    isFaulty: false,
  };
}

/** Whether a word may be a converter of its own behind an expression: haproxy looks at the next word, too. */
export function isConverterWord(text: string): boolean {
  const name = /^[A-Za-z0-9._+:-]+/.exec(text)?.[0];
  return name !== undefined && (findConverter(name) !== undefined || name.startsWith("lua."));
}

/** Where an expression that begins at a word ends: converters may stand in words of their own behind it. */
export function expressionEnd(values: readonly string[], at: number): number {
  let end = at + 1;
  while (end < values.length && isConverterWord(values[end] ?? "")) end++;
  return end;
}

/** Judges an expression that stands in words of its own, with where its data is to be had. */
export function checkSampleWords(judged: StatementScope, at: number, end: number): SampleVerdict {
  const { scope, words, values } = judged;
  const word = words[at];
  const text = values[at];
  if (word === undefined || text === undefined || text.includes("{{") || text.includes("${")) return untold;
  const expression = parseSample(text);
  const verdict = checkParsed(judged, word, expression);
  if (verdict.isFaulty) return verdict;
  if (expression.end < text.length) {
    if (isPlaceholderWord(text)) return untold;
    const said = message(
      "haproxy does not understand the expression from here on, and does not start with it. Converters are parted by commas.",
    );
    scope.report(code, scope.within(word, expression.end, text.length), said);
    return faulty;
  }
  let output = verdict.output;
  for (let next = at + 1; next < end; next++) {
    const nextWord = words[next];
    const nextText = values[next];
    if (nextWord === undefined || nextText === undefined) continue;
    const rest = parseSample(nextText);
    const result = checkConverters(judged, nextWord, 0, rest.calls, output);
    if (result.isFaulty) return faulty;
    output = result.output;
  }
  reportUnavailable(judged, word, 0, expression, verdict);
  return { ...verdict, output };
}

/** Says so where a fetch's data is not to be had in the place of its statement. */
export function reportUnavailable(
  judged: StatementScope,
  word: Word,
  offset: number,
  expression: SampleExpression,
  verdict: SampleVerdict,
): void {
  const { scope, where } = judged;
  const fetch = expression.calls[0];
  if (fetch === undefined || where === 0 || (verdict.where & where) !== 0) return;
  const said = message(
    "What {name} looks at is not there yet, or no longer, when {keyword} runs; haproxy does not start with it.",
    {
      name: fetch.name.text,
      keyword: judged.keyword,
    },
  );
  scope.report(
    "haproxy/fetch-not-available",
    scope.within(word, offset + fetch.name.start, offset + fetch.name.end),
    said,
  );
}

import { message } from "../rules/finding.ts";
import { predefinedAcls } from "../rules/haproxy/analysis/conditions.ts";
import { findHaproxyTerm } from "../schema/haproxy/explain.ts";
import {
  canCast,
  expressionNames,
  findAclKeyword,
  findConverter,
  findFetch,
  findLogAlias,
  type SampleType,
} from "../schema/haproxy/expressions.ts";
import type { HaproxyNameKind } from "../schema/haproxy/naming.ts";
import { haproxyUsage } from "../schema/haproxy/usage.ts";
import { parseLogFormat } from "../syntax/expression/log-format.ts";
import { parseSample } from "../syntax/expression/sample.ts";
import type { CompletionProposal } from "./completion.ts";
import type { HaproxyCursor, Stretch } from "./haproxy-cursor.ts";
import { declaredNames, knownNames, modeOf, variableNames } from "./haproxy-known-names.ts";
import { aboutHaproxy } from "./proposal-description.ts";
import type { Proposals } from "./proposals.ts";

/** Where an expression stands and what is known of it there. */
export interface ExpressionPlace {
  readonly cursor: HaproxyCursor;
  readonly proposals: Proposals;
  /** Contexts (bits) in which it is worked out; 0 where that is not known. */
  readonly where: number;
}

/** The place in an expression that is begun: in a call's name, or in its parentheses. */
interface SamplePlace {
  /** The calls that are complete, as a text. */
  readonly done: string;
  /** Where the name or the argument at the cursor begins. */
  readonly start: number;
  /** The call in whose parentheses the cursor is, and the number of the argument there. */
  readonly inside: { readonly name: string; readonly index: number } | undefined;
}

/** Finds the end of an expression that is still being written: all of `text` stands in front of the cursor. */
function readOpenSample(text: string): SamplePlace {
  let done = 0;
  let start = 0;
  let inside: { name: string; index: number } | undefined;
  let quote = "";
  for (let at = 0; at < text.length; at++) {
    const sign = text[at] ?? "";
    if (quote !== "") {
      if (sign === quote) quote = "";
    } else if (inside === undefined) {
      if (sign === ",") {
        done = at;
        start = at + 1;
      } else if (sign === "(") {
        inside = { name: text.slice(start, at), index: 0 };
        start = at + 1;
      }
    } else if (sign === '"' || sign === "'") quote = sign;
    else if (sign === "\\") at++;
    else if (sign === ",") {
      inside.index++;
      start = at + 1;
    } else if (sign === ")") {
      inside = undefined;
      start = at + 1;
    }
  }
  return { done: text.slice(0, done), start, inside };
}

/** The types that an expression may give; undefined where that can't be told. */
function outputOf(text: string, mask: number): readonly SampleType[] | undefined {
  const [fetch, ...converters] = parseSample(text).calls;
  const name = fetch?.name.text ?? "";
  const entry = findFetch(name) ?? findFetch(findAclKeyword(name)?.variants[0]?.fetch ?? "");
  const first = entry?.variants.filter(({ versions, isUnsure }) => (versions & mask) !== 0 && !isUnsure) ?? [];
  let types: readonly SampleType[] | undefined = first.length === 0 ? undefined : first.map(({ output }) => output);
  for (const { name: called } of converters) {
    const found = findConverter(called.text)?.variants.filter(({ versions }) => (versions & mask) !== 0) ?? [];
    if (found.length === 0) return undefined;
    // What comes out of such a one is what goes in, or hangs on its arguments.
    if (!found.some(({ output }) => output === "same")) types = found.map(({ output }) => output);
    if (types?.includes("any") === true) types = undefined;
  }
  return types;
}

/** How a name with arguments is written: the parenthesis comes with it where an argument has to. */
function called(name: string, parameters: string, next: string): Pick<CompletionProposal, "insertText" | "snippet"> {
  const needs = /[a-z]/.test(parameters);
  if (!needs || next === "(") return { insertText: name };
  return { insertText: `${name}(`, snippet: `${name}($1)` };
}

function addAclKeywords({ cursor: { mask }, proposals, where }: ExpressionPlace, replace: Stretch, next: string): void {
  for (const [name, versions] of expressionNames("acl")) {
    const keyword = findAclKeyword(name)?.variants.find((one) => (one.versions & mask) !== 0);
    const fetch = findFetch(keyword?.fetch ?? "")?.variants.find((one) => (one.versions & mask) !== 0);
    if ((versions & mask) === 0 || keyword === undefined || fetch === undefined) continue;
    if (where !== 0 && (fetch.where & where) === 0) continue;
    const detail = `${keyword.fetch} -m ${keyword.match}`;
    proposals.add("value", name, { ...called(name, fetch.parameters, next), replace, detail });
  }
}

function addFetches({ cursor: { mask }, proposals, where }: ExpressionPlace, replace: Stretch, next: string): void {
  for (const [name, versions] of expressionNames("fetch")) {
    const variants = findFetch(name)?.variants.filter((one) => (one.versions & mask) !== 0) ?? [];
    const [fetch] = variants;
    // Of some names in the manual no version tells anything.
    if ((versions & mask) === 0 || fetch === undefined || String(fetch.output) === "") continue;
    const isThere = where === 0 || fetch.isUnsure || variants.some((one) => (one.where & where) !== 0);
    if (!isThere) continue;
    const term = findHaproxyTerm("fetch", name);
    const isOld = term !== undefined && (term.known & mask & ~term.deprecated) === 0 && term.deprecated !== 0;
    proposals.add("value", name, {
      ...called(name, fetch.parameters, next),
      replace,
      detail: fetch.output,
      about: aboutHaproxy({ kind: "fetch", owner: "", name }),
      // They show what haproxy does inside, for those who work on it.
      ...(name.startsWith("internal.") ? { sortText: `6${name}` } : {}),
      ...(isOld ? { isDeprecated: true } : {}),
    });
  }
}

function addConverters(
  { cursor, proposals }: ExpressionPlace,
  input: readonly SampleType[] | undefined,
  replace: Stretch,
  next: string,
): void {
  proposals.orderBy(haproxyUsage("converter"));
  for (const [name, versions] of expressionNames("converter")) {
    if ((versions & cursor.mask) === 0) continue;
    const variants = findConverter(name)?.variants.filter((one) => (one.versions & cursor.mask) !== 0) ?? [];
    const [converter] = variants;
    if (converter === undefined) continue;
    const isFit =
      input === undefined || variants.some((one) => one.isUnsure || input.some((type) => canCast(type, one.input)));
    if (!isFit) continue;
    const detail = `${converter.input} → ${converter.output}`;
    const about = aboutHaproxy({ kind: "converter", owner: "", name });
    proposals.add("value", name, { ...called(name, converter.parameters, next), replace, detail, about });
  }
}

const namedParameters: Readonly<Record<string, HaproxyNameKind>> = {
  t: "table",
  v: "server",
  b: "backend",
  f: "frontend",
  u: "userlist",
};

/** Fetches and converters whose first argument is a variable. */
const variableUsers = new Set(["var", "set-var", "unset-var", "secure_memcmp", "add", "sub", "mul", "div", "mod"]);

/** Names of headers that are asked for most. */
const headers = ["host", "user-agent", "x-forwarded-for", "x-forwarded-proto", "referer", "content-type", "cookie"];
const headerFetch = /^(?:(?:req\.|res\.|s)?f?hdr(?:_\w+)?|(?:req|res)\.hdr\w*)$/;

/** Arguments that are one of some words, by the call and the number of the argument. */
const choices: Readonly<Record<string, readonly string[]>> = {
  "date 1": ["s", "ms", "us"],
  "date_us 1": ["s", "ms", "us"],
  "json 0": ["utf8", "ascii", "utf8s", "utf8p", "utf8ps"],
  "digest 0": ["sha1", "sha256", "sha384", "sha512", "md5"],
  "hmac 0": ["sha1", "sha256", "sha384", "sha512"],
  "sha2 0": ["224", "256", "384", "512"],
  "jwt_verify 0": ["RS256", "ES256", "HS256", "RS384", "RS512", "ES384", "ES512", "HS384", "HS512", "PS256"],
  "http_date 1": ["s", "ms", "us"],
  "set-var 1": ["ifexists", "ifnotexists", "ifempty", "ifnotempty", "ifset", "ifnotset", "ifgt", "iflt"],
};

/** Proposes what may stand in the parentheses of a fetch or converter. */
function addInside(
  { cursor, proposals }: ExpressionPlace,
  { name, index }: { readonly name: string; readonly index: number },
  isFetch: boolean,
  replace: Stretch,
): void {
  const fetch = findFetch(name) ?? findFetch(findAclKeyword(name)?.variants[0]?.fetch ?? "");
  const variants = (isFetch ? fetch : findConverter(name))?.variants ?? [];
  const letter = variants.find(({ versions }) => (versions & cursor.mask) !== 0)?.parameters[index]?.toLowerCase();
  const kind = letter === undefined ? undefined : namedParameters[letter];
  if (kind !== undefined) {
    proposals.addAll("reference", knownNames(cursor.sections, cursor.section, kind), { replace, detail: kind });
  }
  if (index === 0 && variableUsers.has(name)) addVariables(cursor, proposals, replace);
  if (index === 0 && isFetch && headerFetch.test(name)) {
    proposals.orderBy(headers);
    proposals.addAll("value", headers, { replace, detail: message("header") });
  }
  const known = choices[`${name} ${index}`];
  if (known !== undefined && variants.length > 0) {
    proposals.orderBy(known);
    proposals.addAll("value", known, { replace });
  }
}

const scopes = ["txn.", "req.", "res.", "sess.", "proc."];

/** The variables that the files know, then the scopes that a name of one begins with. */
export function addVariables({ trees }: HaproxyCursor, proposals: Proposals, replace: Stretch): void {
  const known = [...new Set(trees.flatMap(variableNames))];
  proposals.orderBy(known);
  proposals.addAll("reference", known, { replace, detail: message("variable") });
  proposals.orderBy(scopes);
  proposals.addAll("value", scopes, { replace, detail: message("scope") });
}

/** How much of a text from an offset on belongs to the name or argument that stands there. */
function lengthOfPart(text: string, from: number, isInside: boolean): number {
  const pattern = isInside ? /[^,)"'\\]*/y : /[A-Za-z0-9._+:-]*/y;
  pattern.lastIndex = from;
  return pattern.exec(text)?.[0].length ?? 0;
}

/**
 * Proposes what may stand at the cursor in an expression that begins in its word.
 *
 * @param from where the expression begins in the word's value
 * @param isTest it is the first word of a test, where keywords of ACLs may stand for fetches
 */
export function addSample(place: ExpressionPlace, from: number, isTest: boolean): void {
  const { cursor, proposals } = place;
  const { done, start, inside } = readOpenSample(cursor.typed.slice(from));
  const at = from + start;
  const end = at + lengthOfPart(cursor.value, at, inside !== undefined);
  const replace = cursor.written(at, Math.max(end, cursor.typed.length));
  const isFetch = done === "";
  if (inside !== undefined) {
    addInside(place, inside, isFetch, replace);
    return;
  }
  // Behind a closed parenthesis nothing may stand but a comma.
  if (cursor.typed.slice(from).endsWith(")")) return;
  const next = cursor.value[Math.max(end, cursor.typed.length)] ?? "";
  if (cursor.value.slice(from, at).trim() === "" && isFetch && start === 0) {
    proposals.orderBy(haproxyUsage(isTest ? "test" : "fetch"));
    if (isTest) addAclKeywords(place, replace, next);
    addFetches(place, replace, next);
  } else if (cursor.typed[at - 1] === "," || start > 0) {
    const before = cursor.typed.slice(from, at - 1);
    addConverters(place, outputOf(before, cursor.mask), replace, next);
  }
}

const formatFlags = ["+Q", "-Q", "+E", "-E", "+X", "-X", "+M", "-M", "+json", "+cbor", "+bin"];

/** Proposes what may stand at the cursor in a log format: nothing in its text. */
export function addFormat(place: ExpressionPlace): void {
  const { cursor, proposals } = place;
  const last = parseLogFormat(cursor.typed).parts.findLast(({ end }) => end === cursor.typed.length);
  if (last === undefined) return;
  if (last.kind === "sample") {
    if (!last.isClosed) addSample(place, cursor.typed.indexOf("[", last.start) + 1, false);
    return;
  }
  const text = cursor.typed.slice(last.start);
  const flags = /^%\{[^}]*$/.test(text);
  if (flags) {
    const from = last.start + Math.max(text.lastIndexOf(","), text.lastIndexOf("{")) + 1;
    const replace = cursor.written(from, cursor.typed.length);
    proposals.orderBy(formatFlags);
    proposals.addAll("value", formatFlags, { replace, detail: message("flag") });
    return;
  }
  const shown = /^(%(?:\{[^}]*\})?)[A-Za-z0-9]*$/.exec(text)?.[1];
  if (shown === undefined) return;
  const isBare = shown === "%";
  const from = last.start + (isBare ? 0 : shown.length);
  const end = last.start + shown.length;
  const rest = /^[A-Za-z0-9]*/.exec(cursor.value.slice(end))?.[0].length ?? 0;
  const replace = cursor.written(from, end + rest);
  const isTcp = modeOf(cursor.sections, cursor.section) === "tcp" && cursor.place !== "defaults";
  proposals.orderBy(haproxyUsage("alias").map((name) => (isBare ? name : name.slice(1))));
  const opening = isBare ? "%[" : "[";
  proposals.add("value", opening, { replace, detail: message("expression"), snippet: `${opening}$1]`, sortText: "0" });
  for (const [name, versions] of expressionNames("log-alias")) {
    const isHttp = findLogAlias(name)?.variants.every((one) => one.isHttp) === true;
    if ((versions & cursor.mask) === 0 || (isHttp && isTcp)) continue;
    const about = aboutHaproxy({ kind: "log-alias", owner: "", name });
    proposals.add("value", isBare ? name : name.slice(1), { replace, about, ...(isHttp ? { detail: "HTTP" } : {}) });
  }
}

const methods = ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "CONNECT", "TRACE"];
const operators = ["eq", "ge", "gt", "le", "lt", "ne"];
const flags = ["-i", "-m", "-f", "-n", "-M", "-u", "--"];
const matchMethods = ["beg", "end", "sub", "str", "reg", "dom", "dir", "len", "found", "bool", "int", "ip", "bin"];
const flagWithArgument = /^-[fum]$/;

/** Flags in front of the patterns, from which only those that nobody has given yet are offered. */
function addFlags({ proposals }: ExpressionPlace, given: readonly string[]): void {
  proposals.orderBy(flags);
  for (const flag of flags) {
    // haproxy reads the way of matching before it reads a file.
    const isLate = flag === "-m" && given.includes("-f");
    if (!isLate && (!given.includes(flag) || flag === "-f"))
      proposals.add("keyword", flag, { detail: message("flag") });
  }
}

/**
 * Proposes what may stand in a test: what to look at, then flags and patterns.
 *
 * @param words its words in front of the cursor
 */
export function addTest(place: ExpressionPlace, words: readonly string[]): void {
  const { proposals } = place;
  const [criterion, ...rest] = words;
  if (criterion === undefined) {
    addSample(place, 0, true);
    return;
  }
  const last = rest[rest.length - 1] ?? "";
  if (last === "-m") {
    proposals.orderBy(matchMethods);
    proposals.addAll("value", matchMethods, { detail: message("way of matching") });
    return;
  }
  if (flagWithArgument.test(last)) return;
  const firstPattern = rest.findIndex(
    (word, index) => !word.startsWith("-") && !flagWithArgument.test(rest[index - 1] ?? ""),
  );
  const isBehindFlags = firstPattern >= 0 || rest.includes("--");
  if (!isBehindFlags) addFlags(place, rest);
  // What a way of matching or a file says is not looked at here.
  if (!rest.includes("-m")) addPatterns(place, criterion, firstPattern < 0 ? [] : rest.slice(firstPattern));
}

/** Patterns that a fetch can be compared with, where there are only some. */
function addPatterns({ cursor, proposals }: ExpressionPlace, criterion: string, given: readonly string[]): void {
  const call = parseSample(criterion).calls;
  const name = call[0]?.name.text ?? "";
  if (call.length === 1 && /^(?:method|METH)$/.test(name)) {
    const open = methods.filter((method) => !given.includes(method));
    proposals.orderBy(methods);
    proposals.addAll("value", open, { detail: message("HTTP method") });
    return;
  }
  const types = outputOf(criterion, cursor.mask);
  const match = findAclKeyword(name)?.variants[0]?.match;
  const isNumber = match === undefined ? types?.every((type) => type === "sint") === true : match === "int";
  if (isNumber && !operators.includes(given[given.length - 1] ?? "")) {
    proposals.orderBy(operators);
    proposals.addAll("keyword", operators, { detail: message("comparison") });
  }
}

/**
 * Proposes what may stand in a condition.
 *
 * @param words its words behind `if` or `unless`, in front of the cursor
 */
export function addCondition(place: ExpressionPlace, words: readonly string[]): void {
  const { cursor, proposals } = place;
  let open: number | undefined;
  words.forEach((word, index) => {
    if (open === undefined && /^!*\{$/.test(word)) open = index;
    else if (word === "}") open = undefined;
  });
  if (open !== undefined) {
    const inner = words.slice(open + 1);
    addTest(place, inner);
    if (inner.length > 0) proposals.add("keyword", "}", { detail: message("end of the test"), sortText: "4}" });
    return;
  }
  const bangs = /^!*/.exec(cursor.typed)?.[0].length ?? 0;
  const replace = bangs === 0 ? cursor.whole : cursor.written(bangs, cursor.value.length);
  const last = words[words.length - 1];
  const isBehindTerm = last !== undefined && last !== "or" && last !== "||" && !/^!+$/.test(last);
  const declared = declaredNames(cursor.section, "acl", cursor.line);
  proposals.orderBy([...new Set(declared)]);
  proposals.addAll("reference", declared, { replace, detail: "acl" });
  proposals.orderBy([]);
  if (isBehindTerm && bangs === 0) {
    proposals.add("keyword", "or", { detail: message("or"), sortText: "2or" });
    proposals.add("keyword", "||", { detail: message("or"), sortText: "2||" });
  }
  proposals.add("keyword", "{", { replace, detail: message("test"), snippet: "{ $1 }", sortText: "3{" });
  if (bangs === 0) proposals.add("keyword", "!", { detail: message("not"), sortText: "3~" });
  proposals.addAll("value", predefinedAcls(cursor.mask), { replace, detail: message("acl of haproxy") });
}

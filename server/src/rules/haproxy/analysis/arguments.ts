import { parseIpAddress } from "../../../model/address.ts";
import { isPlaceholderWord } from "../../../model/placeholder.ts";
import { type AddressNeeds, checkAddress } from "../../../schema/haproxy/address.ts";
import { findStickData } from "../../../schema/haproxy/expressions.ts";
import {
  type BoundArgument,
  matchSignature,
  type Requirement,
  type SignatureFault,
} from "../../../schema/haproxy/signature.ts";
import type { FoundSignature } from "../../../schema/haproxy/signatures/index.ts";
import { checkValue, type ValueFault, versionsFrom } from "../../../schema/haproxy/values.ts";
import { closest } from "../../../schema/suggest.ts";
import type { Word } from "../../../syntax/tree.ts";
import { type Message, message } from "../../finding.ts";
import { isUnknownWord } from "../../unknown-word.ts";
import type { ReferenceKind, StatementScope } from "./problem.ts";
import { expressionEnd, reportVariable } from "./samples.ts";
import { sayAddressFault, sayValueFault, typeNameOf } from "./say.ts";

const stream = { sockets: "stream", files: true, names: true } as const;

/** What the places for addresses take, by the word behind `address:` in a signature. */
const addressNeeds: Readonly<Record<string, AddressNeeds>> = {
  server: { ...stream, port: "optional", range: false, offset: true, sockets: "both" },
  dispatch: { ...stream, port: "required", range: false, offset: false },
  "proxy-source": { ...stream, port: "optional", range: false, offset: false },
  source: { ...stream, port: "optional", range: true, offset: false },
  check: { ...stream, port: "optional", range: false, offset: false },
  socks: { ...stream, port: "required", range: false, offset: false },
  mailer: { ...stream, port: "required", range: false, offset: false },
  nameserver: { ...stream, port: "optional", range: false, offset: false, sockets: "both" },
  "optional-port": { ...stream, port: "optional", range: false, offset: false },
};

const bindNeeds: AddressNeeds = { ...stream, port: "required", range: true, offset: false };
const logNeeds: AddressNeeds = { ...stream, port: "optional", range: false, offset: false, sockets: "both" };

/** Argument types that are names of other things in the file. */
const references: Readonly<Record<string, ReferenceKind>> = {
  backend: "backend",
  table: "table",
  peers: "peers",
  resolvers: "resolvers",
  mailers: "mailers",
  cache: "cache",
  "http-errors": "http-errors",
  "fcgi-app": "fcgi-app",
  "backend-or-format": "backend",
  "server-or-format": "server",
  "tracked-server": "tracked-server",
  defaults: "defaults",
};

/** Types of argument that are judged elsewhere, as expressions, or not at all. */
const judgedElsewhere = new Set(["expression", "format", "condition", "acl", "word", "file"]);

function fault(kind: ValueFault["kind"], limit = ""): ValueFault {
  return { kind, limit };
}

function checkCookieDomain(text: string): ValueFault | undefined {
  const bad = [...text].find((character) => !/[A-Za-z0-9.-]/.test(character));
  return bad === undefined ? undefined : fault("character", bad);
}

/** The items of a list whose commas may stand in parentheses, too. */
function storeItems(text: string): string[] {
  return text.split(/,(?![^(]*\))/);
}

/** Whether one item of `store` is none, or has other arguments than it takes. */
function isWrongStore(item: string, mask: number): boolean {
  const match = /^([^(]*)(?:\((.*)\))?$/.exec(item);
  const entry = findStickData(match?.[1] ?? item);
  const variant = entry?.variants.find(({ versions }) => (versions & mask) !== 0);
  if (variant === undefined) return true;
  const given = match?.[2] === undefined || match[2] === "" ? [] : match[2].split(",");
  if (given.length !== Number(variant.isArray) + Number(variant.hasPeriod)) return true;
  const isWrongPeriod = variant.hasPeriod && checkValue("time", "ms/1..", given.at(-1) ?? "", mask) !== undefined;
  return isWrongPeriod || (variant.isArray && checkValue("int", "1..100", given[0] ?? "", mask) !== undefined);
}

function checkStore(text: string, mask: number): ValueFault | undefined {
  const items = storeItems(text);
  if (items.some((item) => !isPlaceholderWord(item) && isWrongStore(item, mask))) return fault("form");
  const names = items.map((item) => item.split("(")[0] ?? "");
  for (const [array, ...others] of arrays) {
    if (names.includes(array) && others.some((other) => names.includes(other))) return fault("form");
  }
  return undefined;
}

/** Arrays with what can not be stored beside each. */
const arrays: readonly (readonly [string, ...string[]])[] = [
  ["gpc", "gpc0", "gpc1"],
  ["gpc_rate", "gpc0_rate", "gpc1_rate"],
  ["gpt", "gpt0"],
];

/** Values that some statements have a form of their own for. */
function checkSpecial(type: string, text: string, mask: number): ValueFault | undefined {
  switch (type) {
    case "weight":
      return checkValue("leading-number", "0..256", text, mask);
    case "leading-integer":
      return /^\s*[-+]?\d/.test(text) ? undefined : fault("form");
    case "log-level":
      return checkValue("one-of", "emerg,alert,crit,err,warning,notice,info,debug", text, mask);
    case "cpu-set":
      return /\d|^(?:all|odd|even)$|auto:/.test(text) ? undefined : fault("form");
    case "cache-number":
      return checkValue("int", "0..", text, mask);
    case "balance":
      return checkBalance(text);
    case "cookie-domain":
      return checkCookieDomain(text);
    case "error-code":
      // What stands behind the number does not count.
      return checkValue("one-of", errorCodes(mask), /^\d+/.exec(text)?.[0] ?? text, mask);
    case "deny-status":
      return checkValue("leading-number", "200..599", text, mask);
    case "redirect-code":
      return checkValue("one-of", "301,302,303,307,308", String(Number.parseInt(text, 10)), mask);
    case "tls-version":
      return checkValue("one-of", "SSLv3,TLSv1.0,TLSv1.1,TLSv1.2,TLSv1.3", text, mask);
    case "store":
      return checkStore(text, mask);
    case "thread-set":
      return checkThreadSet(text);
    case "server-count":
      return /^\d/.test(text) ? undefined : fault("form");
    case "nbthread":
      return checkValue("int", "1..4096", text, mask);
    case "time-or-infinite":
      return text === "infinite" ? undefined : checkValue("time", "", text, mask);
    case "ring-size":
      return checkValue("size", "", text, mask);
    case "ring-length":
      return checkValue("leading-number", "1..", text, mask);
    case "mux:bind":
      return /^(?:h1|h2|quic|qmux|h3|none)$/.test(text) ? undefined : fault("form");
    case "mux":
      return /^(?:h1|h2|fcgi|spop|quic|none|qmux|h3|peers|pt|PASS)$/.test(text) ? undefined : fault("form");
    case "named-header":
      if ((mask & ~versionsFrom("3.4")) !== 0) return undefined;
      return /^(?:host|content-length|transfer-encoding|connection)$/i.test(text) ? fault("form") : undefined;
    case "http-version":
      // Headers behind the version were a trick of old.
      return (mask & ~versionsFrom("2.8")) === 0 && /[\r\n]/.test(text) ? fault("form") : undefined;
    case "hash-balance-factor":
      // What is no number is read as 0, which turns it off.
      return (Number.parseInt(text, 10) || 0) === 0 ? undefined : checkValue("leading-number", "100..", text, mask);
    case "init-addr":
      return checkInitAddress(text);
    default:
      return undefined;
  }
}

function checkBalance(text: string): ValueFault | undefined {
  return /^(?:hdr\(|rdp-cookie|random)/.test(text) ? undefined : fault("form");
}

function checkInitAddress(text: string): ValueFault | undefined {
  for (const item of text.split(",")) {
    if (item !== "last" && item !== "libc" && item !== "none" && parseIpAddress(item) === undefined)
      return fault("form");
  }
  return undefined;
}

function errorCodes(mask: number): string {
  const codes = "200,400,401,403,404,405,407,408,410,413,421,422,425,429,500,501,502,503,504";
  return (mask & versionsFrom("3.2")) === 0 ? codes : `${codes},414,431`;
}

function checkThreadSet(text: string): ValueFault | undefined {
  const [group, set] = text.includes("/")
    ? [text.slice(0, text.indexOf("/")), text.slice(text.indexOf("/") + 1)]
    : [undefined, text];
  if (group !== undefined && (!/^\d+$/.test(group) || Number(group) < 1)) return fault("form");
  return /^(?:all|odd|even|(?:\d+(?:-\d*)?,?)+)$/.test(set) ? undefined : fault("form");
}

function addressText(text: string): boolean {
  return !isPlaceholderWord(text) && !text.includes("{{");
}

function reportAddress(judged: StatementScope, word: Word, from: number, text: string, needs: AddressNeeds): void {
  if (!addressText(text)) return;
  const wrong = checkAddress(text, needs, judged.scope.mask);
  if (wrong === undefined) return;
  const place = judged.scope.within(word, from + wrong.start, from + wrong.end);
  judged.scope.report("haproxy/bad-address", place, sayAddressFault(text, judged.keyword, wrong));
}

/** Judges the addresses of a `bind` line: several may stand in one word. */
function checkBindAddresses(judged: StatementScope, word: Word): void {
  if (!addressText(word.value)) return;
  let at = 0;
  for (const item of word.value.split(",")) {
    const before = judged.scope.problems.length;
    reportAddress(judged, word, at, item, bindNeeds);
    if (judged.scope.problems.length > before) return;
    at += item.length + 1;
  }
}

function checkLogTarget(judged: StatementScope, word: Word): void {
  const text = word.value;
  if (/^(?:stdout|stderr|ring@|backend@|fd@)/.test(text) || text === "global") return;
  reportAddress(judged, word, 0, text, logNeeds);
}

function checkAddressArgument(judged: StatementScope, argument: BoundArgument, word: Word): boolean {
  switch (argument.type) {
    case "address": {
      const needs = addressNeeds[argument.limits];
      if (needs !== undefined) reportAddress(judged, word, 0, word.value, needs);
      return true;
    }
    case "bind-addresses":
      checkBindAddresses(judged, word);
      return true;
    case "socket-address":
      reportAddress(judged, word, 0, word.value, bindNeeds);
      return true;
    case "log-target":
      checkLogTarget(judged, word);
      return true;
    default:
      return false;
  }
}

function keywordOf(judged: StatementScope, argument: { readonly after: number | undefined }): string {
  return argument.after === undefined ? judged.keyword : (judged.values[argument.after] ?? judged.keyword);
}

function checkName(judged: StatementScope, word: Word): void {
  const wrong = checkValue("name", "", word.value, judged.scope.mask);
  if (wrong === undefined) return;
  const args = { name: word.value, character: wrong.limit };
  const at = word.value.indexOf(wrong.limit);
  const place = judged.scope.within(word, at, at + wrong.limit.length);
  judged.scope.report(
    "haproxy/bad-name",
    place,
    message("The character {character} may not stand in the name {name}, and haproxy does not start with it.", args),
  );
}

function addReference(judged: StatementScope, argument: BoundArgument, word: Word): void {
  const kind = references[argument.type];
  if (kind === undefined) return;
  const isFormat = argument.type.endsWith("-or-format") && word.value.includes("%");
  if (isFormat || isUnknownWord(word.value)) return;
  judged.scope.references.push({
    kind,
    name: word.value,
    place: { start: word.start, end: word.end },
    statement: judged.statement,
    user: keywordOf(judged, argument),
    isInSample: false,
  });
}

/** Judges one argument that stands for itself. */
export function checkArgument(judged: StatementScope, argument: BoundArgument): void {
  const { scope } = judged;
  const word = judged.words[argument.at];
  if (word === undefined || judgedElsewhere.has(argument.type)) return;
  if (checkAddressArgument(judged, argument, word)) return;
  addReference(judged, argument, word);
  const text = word.value;
  if (isUnknownWord(text) || text.includes("{{")) return;
  if (
    argument.type === "name" ||
    argument.type === "server-name" ||
    argument.type === "acl-name" ||
    argument.type === "server-prefix"
  ) {
    checkName(judged, word);
    return;
  }
  if (argument.type === "variable") {
    reportVariable(judged, word, 0, text);
    return;
  }
  const wrong =
    checkValue(argument.type, argument.limits, text, scope.mask) ??
    checkSpecial(argument.limits === "bind" ? "mux:bind" : argument.type, text, scope.mask);
  if (wrong === undefined) return;
  const suggestion = wrong.kind === "choice" ? closest(text, wrong.limit.split(", ")) : undefined;
  scope.report("haproxy/bad-argument", word, sayValueFault(text, keywordOf(judged, argument), argument.type, wrong), {
    // haproxy only warns of what it does not understand in a cache.
    ...(scope.place === "cache" ? { severity: "warning" } : {}),
    suggestion,
  });
}

function candidateText(candidates: readonly string[]): string {
  const most = 8;
  return [...new Set(candidates)].slice(0, most).join(", ");
}

/** Sections that once took their addresses on the header line. */
const listening = new Set(["frontend", "listen"]);

function reportFault(judged: StatementScope, wrong: SignatureFault): void {
  const { scope, words, values } = judged;
  const word = words[wrong.at];
  if (word === undefined) return;
  const keyword = keywordOf(judged, wrong);
  const candidates = [...new Set(wrong.candidates)];
  if (wrong.kind === "missing") {
    const args = {
      keyword,
      what: wrong.type === undefined ? "" : typeNameOf(wrong.type),
      known: candidateText(candidates),
    };
    const said =
      wrong.type === undefined && candidates.length > 0
        ? message("{keyword} lacks a word, and haproxy does not start without it: {known}.", args)
        : message("{keyword} lacks an argument, and haproxy does not start without it: {what}.", {
            keyword,
            what: typeNameOf(wrong.type ?? ""),
          });
    scope.report("haproxy/missing-argument", word, said);
    return;
  }
  const text = values[wrong.at] ?? "";
  if (words[0]?.value === judged.keyword && wrong.at === 2 && listening.has(judged.keyword)) {
    const said = message(
      "A {keyword} line takes no address, and haproxy does not start with {word}. Put it into a bind line below.",
      { keyword: judged.keyword, word: text },
    );
    scope.report("haproxy/unexpected-argument", word, said);
    return;
  }
  const suggestion = closest(text, candidates);
  const args = { word: text, keyword: judged.keyword, suggestion: suggestion ?? "", known: candidateText(candidates) };
  let said = message("{keyword} takes no word {word} here, and haproxy does not start with it.", args);
  if (suggestion !== undefined) {
    said = message(
      "{keyword} takes no word {word} here, and haproxy does not start with it. Did you mean {suggestion}?",
      args,
    );
  } else if (candidates.length > 0 && candidates.length <= 8) {
    said = message("{keyword} takes no word {word} here, and haproxy does not start with it. It takes {known}.", args);
  }
  scope.report("haproxy/unexpected-argument", word, said, { suggestion });
}

/** Says which requirement a statement's fixed words do not meet, and at which word. */
function unmetRequirement(
  judged: StatementScope,
  requirement: Requirement,
  fixed: readonly number[],
): { readonly code: string; readonly at: number | undefined; readonly said: Message } | undefined {
  const { keyword, values } = judged;
  const wordAt = (at: number | undefined): string => values[at ?? -1] ?? "";
  const places = fixed.filter((at) => requirement.words.includes(wordAt(at)));
  const [first] = places;
  const known = requirement.words.join(", ");
  const missing = "haproxy/missing-argument";
  const conflict = "haproxy/conflicting-arguments";
  const both = (at: number): Message =>
    message("{keyword} takes one of {first} and {second}, and haproxy does not start with both.", {
      keyword,
      first: wordAt(first),
      second: wordAt(at),
    });
  switch (requirement.kind) {
    case "all": {
      const lacking = requirement.words.find((word) => !places.some((at) => wordAt(at) === word));
      if (lacking === undefined) return undefined;
      const said = message("{keyword} lacks {missing}, and haproxy does not start without it.", {
        keyword,
        missing: lacking,
      });
      return { code: missing, at: undefined, said };
    }
    case "any":
    case "one": {
      const second = requirement.kind === "one" ? places[1] : undefined;
      if (second !== undefined) return { code: conflict, at: second, said: both(second) };
      if (first !== undefined) return undefined;
      const said = message("{keyword} lacks a word, and haproxy does not start without it: {known}.", {
        keyword,
        known,
      });
      return { code: missing, at: undefined, said };
    }
    case "alone": {
      if (first === undefined || fixed.length < 2) return undefined;
      const said = message(
        "{word} must stand alone behind {keyword}, and haproxy does not start with other words beside it.",
        { keyword, word: wordAt(first) },
      );
      return { code: conflict, at: first, said };
    }
    case "most": {
      const other = places.find((at) => wordAt(at) !== wordAt(first));
      return other === undefined ? undefined : { code: conflict, at: other, said: both(other) };
    }
    case "needs":
      return unmetNeed(requirement, places, wordAt);
  }
}

function unmetNeed(
  { words }: Requirement,
  places: readonly number[],
  wordAt: (at: number) => string,
): { readonly code: string; readonly at: number; readonly said: Message } | undefined {
  const [needing = "", ...needed] = words;
  const at = places.find((place) => wordAt(place) === needing);
  if (at === undefined || places.some((place) => needed.includes(wordAt(place)))) return undefined;
  const said = message("{needing} needs one of these beside it, and haproxy does not start without: {known}.", {
    needing,
    known: needed.join(", "),
  });
  return { code: "haproxy/missing-argument", at, said };
}

function checkRequirement(judged: StatementScope, requirement: Requirement, fixed: readonly number[]): void {
  const { scope, words, statement } = judged;
  const unmet = unmetRequirement(judged, requirement, fixed);
  if (unmet === undefined) return;
  scope.report(unmet.code, words[unmet.at ?? words.length - 1] ?? statement, unmet.said);
}

/** What a statement's arguments were found to be. */
export interface CheckedArguments {
  readonly arguments: readonly BoundArgument[];
  /** Indexes of fixed words. */
  readonly words: readonly number[];
  readonly isFaulty: boolean;
}

/** Judges the order, number and kind of a statement's arguments; expressions among them are left to others. */
export function checkArguments(
  judged: StatementScope,
  found: Pick<FoundSignature, "signature" | "end">,
): CheckedArguments {
  const { scope, values } = judged;
  const before = scope.problems.length;
  const match = matchSignature(found.signature, values, found.end, scope.mask, {
    endOf: (type, at) => {
      if (type === "expression") return expressionEnd(values, at);
      return type === "acl" ? values.length : undefined;
    },
    isUnknown: (at) => isUnknownWord(values[at] ?? ""),
  });
  for (const argument of match.arguments) {
    checkArgument(judged, argument);
    // haproxy stops at the first fault of a line.
    if (scope.problems.length > before) break;
  }
  if (scope.problems.length === before && match.fault !== undefined) reportFault(judged, match.fault);
  if (scope.problems.length === before && match.isComplete) {
    for (const requirement of found.signature.requirements) checkRequirement(judged, requirement, match.words);
  }
  return { arguments: match.arguments, words: match.words, isFaulty: scope.problems.length > before };
}

import { isPlaceholderWord } from "../../../model/placeholder.ts";
import { type AddressFault, type AddressNeeds, checkAddress, impossibleHost } from "../../../schema/haproxy/address.ts";
import {
  type BoundArgument,
  matchSignature,
  type Requirement,
  type SignatureFault,
} from "../../../schema/haproxy/signature.ts";
import type { FoundSignature } from "../../../schema/haproxy/signatures/index.ts";
import { checkValue, versionsFrom } from "../../../schema/haproxy/values.ts";
import { closest } from "../../../schema/suggest.ts";
import type { Word } from "../../../syntax/tree.ts";
import { type Message, message } from "../../finding.ts";
import { isUnknownWord } from "../../unknown-word.ts";
import type { ReferenceKind, StatementScope } from "./problem.ts";
import { expressionEnd, reportVariable } from "./samples.ts";
import { sayAddressFault, sayValueFault, typeNameOf } from "./say.ts";
import { checkSpecialValue } from "./special-values.ts";

const stream = { sockets: "stream", files: true, names: true } as const;

/** What the places for addresses take, by the word behind `address:` in a signature. */
const addressNeeds: Readonly<Record<string, AddressNeeds>> = {
  server: { ...stream, port: "optional", range: false, offset: true, files: false },
  "log-server": { ...stream, port: "optional", range: false, offset: true, files: false, sockets: "both" },
  dispatch: { ...stream, port: "required", range: false, offset: false },
  "proxy-source": { ...stream, port: "optional", range: false, offset: false },
  source: { ...stream, port: "optional", range: true, offset: false },
  check: { ...stream, port: "optional", range: false, offset: false },
  socks: { ...stream, port: "required", range: false, offset: false },
  mailer: { ...stream, port: "required", range: false, offset: false },
  peer: { ...stream, port: "optional", range: false, offset: false, files: false },
  nameserver: { ...stream, port: "required", range: false, offset: false, sockets: "both" },
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

function addressText(text: string): boolean {
  return !isPlaceholderWord(text) && !text.includes("{{");
}

/** A machine that can not be looked up; a server's may stay unknown, which the look at the whole decides. */
function badHost(text: string, needs: AddressNeeds): AddressFault | undefined {
  const isServer = needs === addressNeeds["server"] || needs === addressNeeds["log-server"];
  const host = isServer ? undefined : impossibleHost(text);
  return host === undefined ? undefined : { kind: "bad-host", ...host };
}

function reportAddress(judged: StatementScope, word: Word, from: number, text: string, needs: AddressNeeds): void {
  if (!addressText(text)) return;
  const wrong = checkAddress(text, needs, judged.scope.mask) ?? badHost(text, needs);
  if (wrong === undefined) return;
  const place = judged.scope.within(word, from + wrong.start, from + wrong.end);
  judged.scope.report("haproxy/bad-address", place, sayAddressFault(text, judged.keyword, wrong));
}

/** Judges the addresses of a `bind` line: several may stand in one word. */
function checkBindAddresses(judged: StatementScope, word: Word): void {
  if (!addressText(word.value)) return;
  let at = 0;
  // Nothing behind the last comma is nothing.
  for (const item of word.value.replace(/,$/, "").split(",")) {
    const before = judged.scope.problems.length;
    reportAddress(judged, word, at, item, bindNeeds);
    if (judged.scope.problems.length > before) return;
    at += item.length + 1;
  }
}

function checkLogTarget(judged: StatementScope, word: Word): void {
  const text = word.value;
  if (/^(?:stdout|stderr|ring@|backend@)/.test(text) || text === "global") return;
  reportAddress(judged, word, 0, text, logNeeds);
}

/** Servers that take log lines may be reached by datagrams, in newer versions. */
function addressKind({ scope }: StatementScope, kind: string): string {
  const mayLog = (scope.mask & versionsFrom("3.0")) !== 0;
  return kind === "server" && mayLog ? "log-server" : kind;
}

function checkAddressArgument(judged: StatementScope, argument: BoundArgument, word: Word): boolean {
  switch (argument.type) {
    case "address": {
      const needs = addressNeeds[addressKind(judged, argument.limits)];
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
    checkSpecialValue(
      argument.type === "mux" && argument.limits !== "" ? `mux:${argument.limits}` : argument.type,
      text,
      scope.mask,
    );
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
    case "once": {
      const second = places[1];
      return second === undefined ? undefined : { code: conflict, at: second, said: both(second) };
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

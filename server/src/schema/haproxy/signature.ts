import type { HaproxyVersion } from "./versions.ts";
import { allHaproxyVersions, haproxyVersionMask, haproxyVersions } from "./versions.ts";

/**
 * What may stand behind a keyword, as a small grammar over words. Signatures are written as text:
 *
 * - `<type>` or `<type:limits>`: one argument of that type (see `values.ts`); some types take several words
 * - a bare word: that word; `word@2.8` since a version, `word@-3.2` up to one, `word@2.8-3.2` from one to another
 * - `[ … ]`: may be absent
 * - `{ a … | b … }`: one of several; `}*` any number of them in any order, `}+` at least one
 * - `if?` and `if!`: a condition with its `if` or `unless`, which may or must be there
 * - `...`: whatever follows is not judged
 * - `&all:a,b`: all of these fixed words must stand somewhere; `&one:a,b` exactly one, `&any:a,b` at least one of them;
 *   `&most:a,b` at most one, which may be repeated; `&once:a,b` at most one, and that once; `&needs:a>b,c`: where a stands, b or c must too;
 *   `&alone:a`: where a stands, no other fixed word may
 *
 * It is deterministic: what comes next is decided by the next word alone.
 */
export type SignatureItem =
  | { readonly kind: "argument"; readonly type: string; readonly limits: string }
  | { readonly kind: "word"; readonly word: string; readonly versions: number }
  | { readonly kind: "optional"; readonly items: Sequence }
  | {
      readonly kind: "choice";
      readonly alternatives: readonly Sequence[];
      readonly times: "once" | "any" | "some";
      /** Given where the alternatives are so many that each is better read when it is first met. */
      readonly index?: ChoiceIndex;
    }
  | { readonly kind: "condition"; readonly isRequired: boolean }
  | { readonly kind: "open" };

export type Sequence = readonly SignatureItem[];

/** What must hold of the fixed words of a statement as a whole. */
export interface Requirement {
  readonly kind: "all" | "one" | "any" | "most" | "once" | "needs" | "alone";
  /** With `needs`, the word that needs one of the others is the first. */
  readonly words: readonly string[];
}

/** The grammar of one statement's arguments. */
export interface Signature {
  readonly requirements: readonly Requirement[];
  /** The types of the arguments in parentheses glued to the keyword's last word; undefined where it has none. */
  readonly parenthesised: string | undefined;
  readonly items: Sequence;
}

function versionsIn(range: string): number {
  const position = (version: string): number => haproxyVersions.indexOf(version as HaproxyVersion);
  const [since = "", until] = range.split("-");
  const from = since === "" ? 0 : position(since);
  const to = until === undefined || until === "" ? haproxyVersions.length - 1 : position(until);
  if (from < 0 || to < 0) throw new Error(`no such versions: ${range}`);
  let mask = 0;
  for (const version of haproxyVersions.slice(from, to + 1)) mask |= haproxyVersionMask(version);
  return mask;
}

function readItem(token: string): SignatureItem {
  if (token === "if?" || token === "if!") return { kind: "condition", isRequired: token === "if!" };
  if (token === "...") return { kind: "open" };
  if (token.startsWith("<") && token.endsWith(">")) {
    const [type = "", limits = ""] = token.slice(1, -1).split(":");
    return { kind: "argument", type, limits };
  }
  const at = token.indexOf("@");
  if (at <= 0) return { kind: "word", word: token, versions: allHaproxyVersions };
  return { kind: "word", word: token.slice(0, at), versions: versionsIn(token.slice(at + 1)) };
}

function readRequirement(token: string): Requirement {
  const [kind = "", words = ""] = token.slice(1).split(":");
  return { kind: kind as Requirement["kind"], words: words.split(/[,>]/) };
}

/** Reads the items of a signature from its tokens. */
class SignatureReader {
  readonly #tokens: readonly string[];
  at = 0;

  constructor(tokens: readonly string[]) {
    this.#tokens = tokens;
  }

  sequence(): SignatureItem[] {
    const items: SignatureItem[] = [];
    for (; this.at < this.#tokens.length; this.at++) {
      const token = this.#tokens[this.at] ?? "";
      if (token === "]" || token === "|" || token.startsWith("}")) break;
      if (token === "[") {
        this.at++;
        items.push({ kind: "optional", items: this.sequence() });
      } else items.push(token === "{" ? this.#choice() : readItem(token));
    }
    return items;
  }

  #choice(): SignatureItem {
    const alternatives: Sequence[] = [];
    do {
      this.at++;
      alternatives.push(this.sequence());
    } while (this.#tokens[this.at] === "|");
    const close = this.#tokens[this.at];
    return { kind: "choice", alternatives, times: close === "}*" ? "any" : close === "}+" ? "some" : "once" };
  }
}

/** Reads a signature from its text; a text that is none is a fault of the table that it stands in. */
export function readSignature(text: string): Signature {
  const all = text.split(" ").filter((token) => token !== "");
  const tokens = all.filter((token) => !token.startsWith("&"));
  const requirements = all.filter((token) => token.startsWith("&")).map(readRequirement);
  let parenthesised: string | undefined;
  if (tokens[0]?.startsWith("(") === true) parenthesised = tokens.shift()?.slice(1, -1);
  const reader = new SignatureReader(tokens);
  const items = reader.sequence();
  if (reader.at < tokens.length) throw new Error(`signature with a stray ${tokens[reader.at]}: ${text}`);
  return { parenthesised, items, requirements };
}

/** An argument that a signature has found. */
export interface BoundArgument {
  readonly type: string;
  readonly limits: string;
  /** The index of its first word, and of the first one behind it. */
  readonly at: number;
  readonly end: number;
  /** The fixed word in front of it (`inter`), or undefined where it follows the keyword or another argument. */
  readonly after: number | undefined;
}

/** What is wrong with the order or number of the words. */
export interface SignatureFault {
  readonly kind: "missing" | "unexpected";
  /** The index of the word that does not fit; with `missing`, of the last word that is there. */
  readonly at: number;
  /** The type that is missing, if it is no fixed word. */
  readonly type: string | undefined;
  readonly limits: string;
  /** The fixed words that might stand there. */
  readonly candidates: readonly string[];
  /** The fixed word that the missing argument belongs to. */
  readonly after: number | undefined;
}

export interface SignatureMatch {
  readonly arguments: readonly BoundArgument[];
  /** The indexes of fixed words, in order. */
  readonly words: readonly number[];
  readonly fault: SignatureFault | undefined;
  /** Every word was looked at: none is filled in later, and nothing is left unjudged. */
  readonly isComplete: boolean;
}

/** What a match is told about words. */
export interface WordReader {
  /** Where the argument that begins at a word ends, for types that take several words; undefined: behind that word. */
  endOf(type: string, at: number): number | undefined;
  /** The word is filled in later, so that nothing can be said about it and what follows. */
  isUnknown(at: number): boolean;
}

/** What may stand behind the last word of a statement that is not complete yet. */
export type Expectation =
  | {
      readonly kind: "word";
      readonly word: string;
      /** What comes behind it where it is chosen. */
      readonly behind: Sequence;
    }
  | { readonly kind: "argument"; readonly type: string; readonly limits: string; readonly after: number | undefined }
  | { readonly kind: "condition" }
  | { readonly kind: "open" };

type Choice = SignatureItem & { readonly kind: "choice" };

/** The alternatives of a choice by the word that they begin with, made when the choice is first met: some have a hundred. */
export interface ChoiceIndex {
  readonly byWord: { get(word: string): Sequence | undefined };
  /** Alternatives whose word carries its argument in parentheses, and those that begin with something else than a word. */
  readonly others: readonly Sequence[];
}

const choiceIndexes = new WeakMap<Choice, ChoiceIndex>();

function indexOf(choice: Choice): ChoiceIndex {
  const known = choice.index ?? choiceIndexes.get(choice);
  if (known !== undefined) return known;
  const byWord = new Map<string, Sequence>();
  const others: Sequence[] = [];
  for (const alternative of choice.alternatives) {
    const [first] = alternative;
    if (first?.kind === "word" && !first.word.endsWith("(")) byWord.set(first.word, alternative);
    else others.push(alternative);
  }
  const index = { byWord, others };
  choiceIndexes.set(choice, index);
  return index;
}

class Matcher {
  readonly arguments: BoundArgument[] = [];
  readonly fixed: number[] = [];
  fault: SignatureFault | undefined;
  isOpen = false;
  at: number;
  /** What might have stood at the word where the reading is. */
  #tried: SignatureItem[] = [];
  #triedAt = -1;
  #lastFixed: number | undefined;
  readonly #words: readonly string[];
  readonly #mask: number;
  readonly #reader: WordReader;
  /** Collects what may follow the last word, where somebody asks for it. */
  readonly #expected: Expectation[] | undefined;
  /** An argument may come next that takes whatever word there is, so that what follows it further out has no turn. */
  #isSwallowed = false;

  constructor(
    words: readonly string[],
    start: number,
    mask: number,
    reader: WordReader,
    expected: Expectation[] | undefined,
  ) {
    this.#words = words;
    this.at = start;
    this.#mask = mask;
    this.#reader = reader;
    this.#expected = expected;
  }

  get #isDone(): boolean {
    return this.fault !== undefined || this.isOpen;
  }

  #try(item: SignatureItem): void {
    if (this.#triedAt !== this.at) {
      this.#tried = [];
      this.#triedAt = this.at;
    }
    this.#tried.push(item);
  }

  /** The fixed words that an item may begin with. */
  #firstWords(item: SignatureItem | undefined): string[] {
    switch (item?.kind) {
      case "word":
        return (item.versions & this.#mask) === 0 ? [] : [item.word];
      case "condition":
        return ["if", "unless"];
      case "optional":
        return this.#firstWords(item.items[0]);
      case "choice":
        return item.alternatives.flatMap(([first]) => this.#firstWords(first));
      default:
        return [];
    }
  }

  /** Notes what an item may begin with, if there is no word any more; returns whether what follows it may stand there, too. */
  #expect(item: SignatureItem, behind: Sequence): boolean {
    if (this.#expected === undefined || this.#isSwallowed || this.at < this.#words.length) return false;
    switch (item.kind) {
      case "word":
        if ((item.versions & this.#mask) !== 0) this.#expected.push({ kind: "word", word: item.word, behind });
        return false;
      case "argument":
        this.#expected.push({ kind: "argument", type: item.type, limits: item.limits, after: this.#lastFixed });
        return false;
      case "optional":
        this.#expectSequence(item.items);
        return true;
      case "choice":
        for (const alternative of item.alternatives) this.#expectSequence(alternative);
        return item.times === "any";
      case "condition":
        this.#expected.push({ kind: "condition" });
        return !item.isRequired;
      case "open":
        this.#expected.push({ kind: "open" });
        return false;
    }
  }

  #expectSequence(items: Sequence): void {
    for (const [index, item] of items.entries()) if (!this.#expect(item, items.slice(index + 1))) return;
  }

  #fail(kind: SignatureFault["kind"], type?: string, limits = ""): void {
    const tried = this.#triedAt === this.at ? this.#tried : [];
    const candidates = tried.flatMap((item) => this.#firstWords(item));
    const at = kind === "missing" ? this.#words.length - 1 : this.at;
    this.fault = { kind, at, type, limits, candidates, after: this.#lastFixed };
  }

  #isWord(item: SignatureItem & { readonly kind: "word" }, word: string): boolean {
    if ((item.versions & this.#mask) === 0) return false;
    // Some carry their first argument in parentheses.
    return word === item.word || (item.word.endsWith("(") && word.startsWith(item.word));
  }

  /** Whether an item can begin with the next word: by a fixed word, or, as a fallback, with an argument. */
  #canBegin(item: SignatureItem | undefined, isFallback: boolean): boolean {
    const word = this.#words[this.at];
    if (item === undefined || word === undefined) return false;
    switch (item.kind) {
      case "word":
        return this.#isWord(item, word);
      case "argument":
        return isFallback;
      case "condition":
        return word === "if" || word === "unless";
      case "optional":
        return this.#canBegin(item.items[0], isFallback);
      case "choice":
        return this.#alternative(item, isFallback) !== undefined;
      case "open":
        return true;
    }
  }

  /** The alternative that the next word chooses. */
  #alternative(choice: Choice, isFallback: boolean): Sequence | undefined {
    const { byWord, others } = indexOf(choice);
    const named = byWord.get(this.#words[this.at] ?? "");
    if (named !== undefined && this.#canBegin(named[0], false)) return named;
    return others.find(([first]) => this.#canBegin(first, isFallback));
  }

  /** Reads a sequence within another one. */
  #inner(items: Sequence): void {
    this.#sequence(items);
    if (this.#expected?.some(({ kind }) => kind === "argument") === true) this.#isSwallowed = true;
  }

  #sequence(items: Sequence): void {
    for (let index = 0; index < items.length && !this.#isDone; index++) {
      const item = items[index];
      if (item !== undefined) this.#item(item, items, index + 1);
    }
  }

  #item(item: SignatureItem, items: Sequence, next: number): void {
    // A choice is asked for again behind each of its rounds, and notes it then.
    if (this.#expected !== undefined && item.kind !== "choice") this.#expect(item, items.slice(next));
    switch (item.kind) {
      case "open":
        this.isOpen = true;
        return;
      case "argument":
        this.#argument(item.type, item.limits);
        return;
      case "word":
        this.#word(item);
        return;
      case "optional":
        this.#optional(item.items, items, next);
        return;
      case "choice":
        this.#choice(item);
        return;
      case "condition":
        this.#condition(item);
    }
  }

  #argument(type: string, limits: string): void {
    const word = this.#words[this.at];
    if (word === undefined) {
      this.#fail("missing", type, limits);
      return;
    }
    const end = this.#reader.endOf(type, this.at) ?? this.at + 1;
    this.arguments.push({ type, limits, at: this.at, end, after: this.#lastFixed });
    // A variable of the environment is one word; what a template fills in may be several.
    if (this.#reader.isUnknown(this.at) && !word.startsWith("$")) this.isOpen = true;
    this.at = end;
  }

  #word(item: SignatureItem & { readonly kind: "word" }): void {
    const word = this.#words[this.at];
    if (word !== undefined && this.#isWord(item, word)) {
      this.#take();
      return;
    }
    if (word !== undefined && this.#reader.isUnknown(this.at)) {
      this.isOpen = true;
      return;
    }
    this.#try(item);
    this.#fail(word === undefined ? "missing" : "unexpected");
  }

  #optional(inner: Sequence, items: Sequence, next: number): void {
    const [first] = inner;
    if (first === undefined || this.#words[this.at] === undefined) return;
    if (this.#canBegin(first, false)) this.#inner(inner);
    else if (this.#reader.isUnknown(this.at)) this.isOpen = true;
    else if (this.#canBegin(first, true) && !this.#isAhead(items, next)) this.#inner(inner);
    else this.#try(first);
  }

  #condition(item: SignatureItem & { readonly kind: "condition" }): void {
    const word = this.#words[this.at];
    if (word === "if" || word === "unless") {
      const end = this.#words.length;
      this.arguments.push({ type: "condition", limits: "", at: this.at, end, after: this.#lastFixed });
      this.at = end;
      return;
    }
    if (word !== undefined && this.#reader.isUnknown(this.at)) {
      this.isOpen = true;
      return;
    }
    this.#try(item);
    if (item.isRequired) this.#fail(word === undefined ? "missing" : "unexpected");
  }

  /** Whether the next word is a fixed one of what follows. */
  #isAhead(items: Sequence, from: number): boolean {
    for (let index = from; index < items.length; index++) {
      const item = items[index];
      if (item === undefined || item.kind === "open") return false;
      if (this.#canBegin(item, false)) return true;
      if (item.kind === "argument" || item.kind === "word") return false;
    }
    return false;
  }

  #missingChoice(item: Choice): void {
    const typed = item.alternatives.find(([first]) => first?.kind === "argument")?.[0];
    this.#try(item);
    if (typed?.kind === "argument") this.#fail("missing", typed.type, typed.limits);
    else this.#fail("missing");
  }

  #choice(item: Choice): void {
    for (let round = 0; !this.#isDone; round++) {
      const isEnough = item.times === "any" || (item.times === "some" && round > 0);
      if (this.#words[this.at] === undefined) {
        this.#expect(item, []);
        if (!isEnough) this.#missingChoice(item);
        return;
      }
      const fixed = this.#alternative(item, false);
      if (fixed === undefined && this.#reader.isUnknown(this.at)) {
        this.isOpen = true;
        return;
      }
      const chosen = fixed ?? this.#alternative(item, true);
      if (chosen === undefined) {
        this.#try(item);
        if (!isEnough) this.#fail("unexpected");
        return;
      }
      this.#inner(chosen);
      if (item.times === "once") return;
    }
  }

  #take(): void {
    this.fixed.push(this.at);
    this.#lastFixed = this.at;
    this.at++;
  }

  run(items: Sequence): SignatureMatch {
    this.#sequence(items);
    if (!this.#isDone && this.at < this.#words.length && !this.#reader.isUnknown(this.at)) this.#fail("unexpected");
    const isComplete = !this.isOpen && this.at >= this.#words.length;
    return { arguments: this.arguments, words: this.fixed, fault: this.fault, isComplete };
  }
}

/**
 * Follows a signature through a statement's words.
 *
 * @param words all words of the statement
 * @param start the index of the first one behind the keyword
 * @param mask the versions (bits) to judge by: a fixed word of any of them fits
 */
export function matchSignature(
  signature: Signature,
  words: readonly string[],
  start: number,
  mask: number,
  reader: WordReader,
): SignatureMatch {
  return new Matcher(words, start, mask, reader, undefined).run(signature.items);
}

/** What a statement that is still being written has come to. */
export interface OpenMatch {
  readonly match: SignatureMatch;
  /** What may stand behind the last word, by the order of words alone; requirements are not looked at. */
  readonly expected: readonly Expectation[];
}

/** Follows a signature as `matchSignature` does, and says what may come behind the last word. */
export function followSignature(
  signature: Signature,
  words: readonly string[],
  start: number,
  mask: number,
  reader: WordReader,
): OpenMatch {
  const expected: Expectation[] = [];
  const match = new Matcher(words, start, mask, reader, expected).run(signature.items);
  return { match, expected };
}

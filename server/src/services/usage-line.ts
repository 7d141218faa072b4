/** A word or value of a usage line such as `deny [{status | deny_status} <code>]`; offsets of the line. */
export interface UsagePart {
  readonly start: number;
  readonly end: number;
  /** The fixed words that may stand in its place; empty where it is a value. */
  readonly words: readonly string[];
  /** A value that may be written any number of times. */
  readonly repeats: boolean;
  /** It stands in parentheses that are glued to the name in front. */
  readonly isInParentheses: boolean;
  /** The offsets of the brackets around it, outermost first. */
  readonly brackets: readonly number[];
}

const tokenPattern = /<[^>]*>|\.\.\.|[[\]{}()|*,:/]|-(?=<)|(?:(?!\.\.\.)[^\s[\]{}()|*,:<>])+/g;

/** Bare words of usage lines that stand for something else. */
const bareValues: Readonly<Record<string, RegExp>> = {
  flags: /^-/,
  operator: /^(?:eq|g[et]|l[et])$/,
  options: /./,
  param: /./,
  arguments: /./,
  args: /./,
};

const openers = new Set(["[", "{", "("]);
const closers = new Set(["]", "}", ")"]);
/** Signs that tie two values to one word: `<address> [: [port]]`. */
const ties = new Set([":", ",", "/", "-"]);

interface Token {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

type Writable = { -readonly [Key in keyof UsagePart]: UsagePart[Key] };

/** Whether a bar stands between two single words or values, and not between longer alternatives. */
function joinsSingles(tokens: readonly Token[], bar: number): boolean {
  const before = tokens[bar - 2]?.text ?? "";
  const behind = tokens[bar + 2]?.text ?? "";
  return (openers.has(before) || before === "|") && (closers.has(behind) || behind === "|");
}

/** Widens a stretch so that no bracket of it lacks its partner. */
function balanced(line: string, part: Writable): void {
  let depth = 0;
  for (const sign of line.slice(part.start, part.end)) {
    if (openers.has(sign)) depth++;
    else if (closers.has(sign) && depth > 0) depth--;
    else if (closers.has(sign)) part.start = Math.max(0, line.lastIndexOf("[", part.start - 1));
  }
  for (; depth > 0 && part.end < line.length; depth--) part.end++;
}

class UsageReader {
  readonly parts: Writable[] = [];
  readonly #brackets: Token[] = [];
  #isTied = false;

  read(tokens: readonly Token[]): void {
    tokens.forEach((token, index) => {
      const { text } = token;
      if (openers.has(text)) this.#brackets.push(token);
      else if (closers.has(text)) this.#brackets.pop();
      else if (text === "|") {
        this.#isTied = joinsSingles(tokens, index);
      } else if (text === "..." || text === "*") this.#repeat(token);
      else if (ties.has(text) && !this.#isInParentheses) this.#tie(token);
      else if (!ties.has(text)) this.#add(token);
    });
  }

  get #isInParentheses(): boolean {
    return this.#brackets.some(({ text }) => text === "(");
  }

  /** Behind a comma it stands for more of one word, else for more words. */
  #repeat(token: Token): void {
    const last = this.parts[this.parts.length - 1];
    if (last === undefined) return;
    const isGlued = token.start === last.end;
    if (!this.#isTied) last.repeats = true;
    if (this.#isTied || isGlued) this.#extend(token);
  }

  #extend({ end }: Token): void {
    const last = this.parts[this.parts.length - 1];
    if (last !== undefined) last.end = end;
    this.#isTied = false;
  }

  /** Behind a value the sign belongs to it; in front of the first one it begins one. */
  #tie(token: Token): void {
    const last = this.parts[this.parts.length - 1];
    if (last !== undefined && last.words.length === 0) this.#extend(token);
    else this.#push(token, []);
    this.#isTied = true;
  }

  #push({ start, end }: Token, words: readonly string[]): void {
    const brackets = this.#brackets.map((bracket) => bracket.start);
    this.parts.push({ start, end, words, repeats: false, isInParentheses: this.#isInParentheses, brackets });
  }

  #add(token: Token): void {
    const isValue = token.text.startsWith("<") || Object.hasOwn(bareValues, token.text) || this.#isInParentheses;
    const last = this.parts[this.parts.length - 1];
    if (!this.#isTied || last === undefined) {
      this.#push(token, isValue ? [] : [token.text]);
    } else {
      if (last.words.length > 0) last.words = isValue ? [] : [...last.words, token.text];
      this.#extend(token);
    }
    this.#isTied = false;
  }
}

/**
 * Reads a usage line.
 *
 * @param line the whole line
 * @param from the offset behind the words that the line is about
 * @returns its words and values in their order
 */
export function readUsage(line: string, from: number): readonly UsagePart[] {
  const pattern = new RegExp(tokenPattern);
  pattern.lastIndex = from;
  const tokens: Token[] = [];
  for (let match = pattern.exec(line); match !== null; match = pattern.exec(line)) {
    const [text] = match;
    tokens.push({ text, start: match.index, end: match.index + text.length });
  }
  const reader = new UsageReader();
  reader.read(tokens);
  for (const part of reader.parts) {
    balanced(line, part);
    if (line.slice(part.start, part.end) === "<condition>") part.repeats = true;
  }
  return reader.parts;
}

/** Whether a value belongs to the fixed word in front of it (`[table <table>]`), so that it comes only with it. */
function belongsToFormer(parts: readonly UsagePart[], at: number): boolean {
  const part = parts[at];
  const former = parts[at - 1];
  if (part === undefined || former === undefined || part.words.length > 0 || part.brackets.length === 0) return false;
  const isWithin = part.brackets.every((bracket, depth) => former.brackets[depth] === bracket);
  return isWithin && (former.words.length > 0 || belongsToFormer(parts, at - 1));
}

function accepts(line: string, { start, end }: UsagePart, word: string): boolean {
  const name = line.slice(start, end);
  const pattern = Object.hasOwn(bareValues, name) ? bareValues[name] : undefined;
  return pattern === undefined || pattern.test(word);
}

/** The part that a word still to come would be, if it is none of those that look like nothing else. */
function plainPartFrom(line: string, parts: readonly UsagePart[], from: number): number | undefined {
  const at = parts.findIndex((part, index) => index >= from && accepts(line, part, "x"));
  return at < 0 ? undefined : at;
}

/** The value that a word, which is none of the fixed ones, is at a place of the line or behind it. */
function valueFrom(line: string, parts: readonly UsagePart[], from: number, word: string): number | undefined {
  for (let at = from; at < parts.length; at++) {
    const part = parts[at];
    if (part === undefined) return undefined;
    const isSkipped = at > from && belongsToFormer(parts, at);
    if (part.words.length === 0 && !isSkipped && accepts(line, part, word)) return at;
    if (part.words.length > 0 && part.brackets.length === 0) return undefined;
  }
  return undefined;
}

/**
 * Which part of a usage line the last one of some words is. Fixed words are found wherever the line has them, because most programs take
 * options in any order.
 *
 * @param line the usage line
 * @param parts its parts
 * @param words the words behind those that the line is about; the last one may be begun only, or empty where it is still to come
 * @returns undefined where the line has no such part
 */
export function partOfLastWord(
  line: string,
  parts: readonly UsagePart[],
  words: readonly string[],
): UsagePart | undefined {
  const open = parts.filter(({ isInParentheses }) => !isInParentheses);
  let next = 0;
  let found: number | undefined;
  let isLost = false;
  words.forEach((word, index) => {
    const isLast = index === words.length - 1;
    const named = (fits: (fixed: string) => boolean): number => {
      const ahead = open.findIndex((part, at) => at >= next && part.words.some(fits));
      return ahead >= 0 ? ahead : open.findIndex((part) => part.words.some(fits));
    };
    const exact = named((fixed) => fixed === word);
    found = exact >= 0 ? exact : valueFrom(line, open, next, word);
    if (isLast && word === "") found = isLost ? undefined : plainPartFrom(line, open, next);
    else if (found === undefined && isLast) {
      const begun = named((fixed) => fixed.startsWith(word));
      found = begun >= 0 ? begun : undefined;
    }
    // What comes behind a word that the line does not have can only be told by a fixed word.
    isLost = found === undefined;
    if (found !== undefined) next = open[found]?.repeats === true ? found : found + 1;
  });
  return found === undefined ? undefined : open[found];
}

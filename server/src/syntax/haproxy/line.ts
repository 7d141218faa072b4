import { mayOpenHole, templateHoleEnd } from "../holes.ts";
import type { Comment, SyntaxProblem, Word } from "../tree.ts";

/** What one line holds; offsets count from the start of the text that was given. */
export interface HaproxyLine {
  readonly words: Word[];
  readonly comment: Comment | undefined;
  /** At most one: haproxy gives a line up at its first fault, so what comes behind it is not said as well. */
  readonly problems: readonly SyntaxProblem[];
  /** The offset of the line end, or the text's length. */
  readonly end: number;
}

const tab = 9;
const lineFeed = 10;
const carriageReturn = 13;
const blank = 32;
const doubleQuote = 34;
const hash = 35;
const singleQuote = 39;
const lessThan = 60;
const openBrace = 123;
const backslash = 92;

/** haproxy takes at most this many words on a line (seen with 2.6 and 3.5). */
const maximumWords = 64;

/** Nearly every line is without one, so that all share this list. */
const noProblems: readonly SyntaxProblem[] = [];

const simpleEscapes: Readonly<Record<string, string>> = {
  " ": " ",
  "#": "#",
  "\\": "\\",
  '"': '"',
  "'": "'",
  n: "\n",
  r: "\r",
  t: "\t",
};

function isBlank(code: number): boolean {
  // Form feed and vertical tab are blanks for haproxy; NBSP and the byte order mark are not.
  return code === blank || (code >= tab && code <= 12 && code !== lineFeed);
}

interface Piece {
  readonly value: string;
  readonly end: number;
  readonly problem?: SyntaxProblem;
}

/** Reads what a backslash at `at` stands for. */
function readEscape(text: string, at: number, inDoubleQuotes: boolean): Piece {
  const next = text[at + 1] ?? "";
  const simple = simpleEscapes[next];
  if (simple !== undefined) return { value: simple, end: at + 2 };
  if (next === "$" && inDoubleQuotes) return { value: "$", end: at + 2 };
  if (next === "x") {
    const digits = text.slice(at + 2, at + 4);
    if (/^[0-9a-fA-F]{2}$/.test(digits))
      return { value: String.fromCharCode(Number.parseInt(digits, 16)), end: at + 4 };
    return { value: "\\x", end: at + 2, problem: { kind: "bad-escape", start: at, end: at + 2 } };
  }
  return { value: "\\", end: at + 1 };
}

/** Reads a quoted piece whose opening quote stands at `at`; an unclosed one reaches to the line's end. */
function readQuoted(text: string, at: number): Piece {
  const quote = text.charCodeAt(at);
  let value = "";
  let from = at + 1;
  let problem: SyntaxProblem | undefined;
  for (let i = at + 1; ; ) {
    const code = text.charCodeAt(i);
    if (Number.isNaN(code) || code === lineFeed || code === carriageReturn || code === 0) {
      return {
        value: value + text.slice(from, i),
        end: i,
        problem: problem ?? { kind: "unterminated-quote", start: at, end: i },
      };
    }
    if (code === quote) {
      const whole = { value: value + text.slice(from, i), end: i + 1 };
      return problem === undefined ? whole : { ...whole, problem };
    }
    if (code === backslash && quote === doubleQuote) {
      const escape = readEscape(text, i, true);
      value += text.slice(from, i) + escape.value;
      problem ??= escape.problem;
      i = escape.end;
      from = i;
      continue;
    }
    i++;
  }
}

/** Reads the rest of a word that has quotes, escapes or template holes in it, from `at`, after `prefix`. */
function readMixedWord(text: string, at: number, prefix: string): Piece {
  let value = prefix;
  let problem: SyntaxProblem | undefined;
  let from = at;
  let i = at;
  for (;;) {
    const code = text.charCodeAt(i);
    if (
      Number.isNaN(code) ||
      isBlank(code) ||
      code === lineFeed ||
      code === carriageReturn ||
      code === hash ||
      code === 0
    ) {
      const whole = { value: value + text.slice(from, i), end: i };
      return problem === undefined ? whole : { ...whole, problem };
    }
    let piece: Piece | undefined;
    if (code === doubleQuote || code === singleQuote) piece = readQuoted(text, i);
    else if (code === backslash) piece = readEscape(text, i, false);
    else if (mayOpenHole(code, text.charCodeAt(i + 1))) {
      const end = templateHoleEnd(text, i);
      if (end > 0) piece = { value: text.slice(i, end), end };
    }
    if (piece === undefined) {
      i++;
      continue;
    }
    value += text.slice(from, i) + piece.value;
    problem ??= piece.problem;
    i = piece.end;
    from = i;
  }
}

/**
 * Splits one line into words by haproxy's own rules: quotes, escapes, `#` in mid-word, no continuation of lines.
 * Environment variables stay as they are written, because their values are not known here.
 *
 * @param text the text that the line is in
 * @param start the offset of the line's first character
 */
export function readHaproxyLine(text: string, start: number): HaproxyLine {
  const words: Word[] = [];
  let problem: SyntaxProblem | undefined;
  let comment: Comment | undefined;
  let i = start;
  for (;;) {
    let code = text.charCodeAt(i);
    // In front of the first word a CR is a blank; behind it, it ends the line.
    while (isBlank(code) || (code === carriageReturn && words.length === 0)) code = text.charCodeAt(++i);
    if (Number.isNaN(code) || code === lineFeed) break;
    if (code === carriageReturn || code === 0) {
      // Both end the line for haproxy, but only the NUL is complained of.
      if (code === 0) problem ??= { kind: "nul-character", start: i, end: i + 1 };
      i = text.indexOf("\n", i);
      if (i < 0) i = text.length;
      break;
    }
    if (code === hash) {
      let end = text.indexOf("\n", i);
      if (end < 0) end = text.length;
      comment = { start: i, end: end > i && text.charCodeAt(end - 1) === carriageReturn ? end - 1 : end };
      i = end;
      break;
    }
    const wordStart = i;
    let word: Word | undefined;
    for (;;) {
      if (
        code === doubleQuote ||
        code === singleQuote ||
        code === backslash ||
        ((code === openBrace || code === lessThan) && mayOpenHole(code, text.charCodeAt(i + 1)))
      ) {
        const piece = readMixedWord(text, i, text.slice(wordStart, i));
        problem ??= piece.problem;
        word = { value: piece.value, start: wordStart, end: piece.end };
        i = piece.end;
        break;
      }
      code = text.charCodeAt(++i);
      if (
        Number.isNaN(code) ||
        isBlank(code) ||
        code === lineFeed ||
        code === carriageReturn ||
        code === hash ||
        code === 0
      ) {
        word = { value: text.slice(wordStart, i), start: wordStart, end: i };
        break;
      }
    }
    words.push(word);
  }
  const surplus = words[maximumWords];
  const last = words[words.length - 1];
  if (surplus !== undefined && last !== undefined) {
    problem ??= { kind: "too-many-words", start: surplus.start, end: last.end };
  }
  return { words, comment, problems: problem === undefined ? noProblems : [problem], end: i };
}

/**
 * Where each character of a word's value is written. A value is shorter than its word where quotes and escapes stood.
 *
 * @param raw the word as it is written
 * @returns for each character of the value its offset in `raw`, and at last the length of `raw`
 */
export function valueOffsets(raw: string): readonly number[] {
  const offsets: number[] = [];
  let quote = 0;
  for (let at = 0; at < raw.length; ) {
    const code = raw.charCodeAt(at);
    if (quote === 0 && mayOpenHole(code, raw.charCodeAt(at + 1))) {
      const end = templateHoleEnd(raw, at);
      for (; at < end; at++) offsets.push(at);
      if (end > 0) continue;
    }
    const isQuote = code === singleQuote || code === doubleQuote;
    if (isQuote && (quote === 0 || quote === code)) {
      quote = quote === 0 ? code : 0;
      at++;
    } else if (code === backslash && quote !== singleQuote) {
      const { value, end } = readEscape(raw, at, quote === doubleQuote);
      for (let i = 0; i < value.length; i++) offsets.push(Math.min(at + i, end - 1));
      at = end;
    } else {
      offsets.push(at);
      at++;
    }
  }
  offsets.push(raw.length);
  return offsets;
}

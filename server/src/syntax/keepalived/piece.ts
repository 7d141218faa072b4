import { findHoleEnd, templateHoleEnd } from "../holes.ts";
import type { Comment, SyntaxProblem, Word } from "../tree.ts";

/** The words of one line up to its end or the next brace. */
export interface Piece {
  readonly words: Word[];
  readonly problems: readonly SyntaxProblem[];
  /** The offset of the brace, comment or line end behind the piece. */
  readonly end: number;
}

const lineFeed = 10;
const carriageReturn = 13;
const exclamationMark = 33;
const doubleQuote = 34;
const hash = 35;
const dollar = 36;
const backslash = 92;
const lessThan = 60;
const openBrace = 123;
const closeBrace = 125;

/** Nearly every piece is without one, so that all share this list. */
const noProblems: readonly SyntaxProblem[] = [];

/** `include` reads the rest of its line as it is: braces are part of its pattern. */
const includeKeyword = /^include[rmwba]?$/;

/** A carriage return is a blank like any other, in mid-line too. */
function isBlank(code: number): boolean {
  return code === 32 || (code >= 9 && code <= carriageReturn && code !== lineFeed);
}

function endsLine(code: number): boolean {
  return Number.isNaN(code) || code === lineFeed || code === 0;
}

function lineEndFrom(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end;
}

/**
 * Where a stretch that is filled in later ends, if one begins at `at`: `${NAME}`, `{$NAME}` and a template's holes (`{{ … }}`)
 * keep their braces to themselves. Returns -1 where there is none.
 */
export function placeholderEnd(text: string, at: number): number {
  const code = text.charCodeAt(at);
  const next = text.charCodeAt(at + 1);
  const isVariable = (code === dollar && next === openBrace) || (code === openBrace && next === dollar);
  return isVariable ? findHoleEnd(text, at + 2, "}") : templateHoleEnd(text, at);
}

/** The end of the comment that begins at `at`, its line end not counted. */
export function commentEnd(text: string, at: number): number {
  const end = lineEndFrom(text, at);
  return end > at && text.charCodeAt(end - 1) === carriageReturn ? end - 1 : end;
}

/** Whether a comment begins at `at`; a backslash before the sign takes its meaning away. */
export function beginsComment(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return (code === hash || code === exclamationMark) && text.charCodeAt(at - 1) !== backslash;
}

/** The comment on the line of `at`, if one begins before the line ends; quotes protect its sign. */
export function findComment(text: string, at: number): Comment | undefined {
  let inQuotes = false;
  for (let i = at; !endsLine(text.charCodeAt(i)); i++) {
    if (text.charCodeAt(i) === doubleQuote) inQuotes = !inQuotes;
    else if (!inQuotes && beginsComment(text, i)) return { start: i, end: commentEnd(text, i) };
  }
  return undefined;
}

/** Reads the word whose opening quote stands at `at`; an unclosed one reaches to the line's end. */
function readQuoted(text: string, at: number): { readonly word: Word; readonly isClosed: boolean } {
  let end = at + 1;
  while (text.charCodeAt(end) !== doubleQuote && !endsLine(text.charCodeAt(end))) end++;
  const isClosed = text.charCodeAt(end) === doubleQuote;
  if (!isClosed && text.charCodeAt(end - 1) === carriageReturn) end--;
  return { word: { value: text.slice(at + 1, end), start: at, end: isClosed ? end + 1 : end }, isClosed };
}

/**
 * Reads words up to the end of the line, a brace or a comment, by keepalived's own rules: only double quotes protect, a quote
 * ends the word before it, braces split even inside a word.
 *
 * @param text the text
 * @param start where the piece begins, blanks allowed
 */
export function readPiece(text: string, start: number): Piece {
  const words: Word[] = [];
  let problems = noProblems;
  let i = start;
  for (;;) {
    let code = text.charCodeAt(i);
    while (isBlank(code)) code = text.charCodeAt(++i);
    if (endsLine(code) || beginsComment(text, i)) break;
    if (code === doubleQuote) {
      const quoted = readQuoted(text, i);
      if (!quoted.isClosed) problems = [...problems, { kind: "unterminated-quote", start: i, end: quoted.word.end }];
      words.push(quoted.word);
      i = quoted.word.end;
      continue;
    }
    const wordStart = i;
    let hasEscape = false;
    while (!endsLine(code) && !isBlank(code) && code !== doubleQuote) {
      if (code === dollar || code === openBrace || code === lessThan) {
        const end = placeholderEnd(text, i);
        if (end > 0) {
          i = end;
          code = text.charCodeAt(i);
          continue;
        }
      }
      if ((code === openBrace || code === closeBrace) && !includeKeyword.test(words[0]?.value ?? "")) break;
      if (code === hash || code === exclamationMark) {
        if (text.charCodeAt(i - 1) !== backslash) break;
        hasEscape = true;
      }
      code = text.charCodeAt(++i);
    }
    if (i === wordStart) break;
    const raw = text.slice(wordStart, i);
    words.push({ value: hasEscape ? raw.replace(/\\([#!])/g, "$1") : raw, start: wordStart, end: i });
  }
  return { words, problems, end: i };
}

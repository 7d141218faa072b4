import type { Word } from "../../server/src/syntax/tree.ts";

/** What a line or a piece of it holds; the least that any reader has to make. */
export interface HandStatement {
  readonly words: readonly Word[];
  readonly start: number;
  readonly end: number;
}

const tab = 9;
const lineFeed = 10;
const blank = 32;
const exclamationMark = 33;
const doubleQuote = 34;
const hash = 35;
const openBrace = 123;
const closeBrace = 125;

function finish(words: Word[], statements: HandStatement[]): void {
  const first = words[0];
  const last = words[words.length - 1];
  if (first !== undefined && last !== undefined) statements.push({ words, start: first.start, end: last.end });
}

/**
 * Splits a generated haproxy.cfg into lines of words and does nothing else: the yardstick for the parser. It knows blanks,
 * comments and simple double quotes, and so reads generated texts right, not any text.
 */
export function splitHaproxy(text: string): HandStatement[] {
  const statements: HandStatement[] = [];
  let words: Word[] = [];
  let at = 0;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === blank || code === tab) at++;
    else if (code === lineFeed) {
      finish(words, statements);
      if (words.length > 0) words = [];
      at++;
    } else if (code === hash) {
      const end = text.indexOf("\n", at);
      at = end < 0 ? text.length : end;
    } else if (code === doubleQuote) {
      const close = text.indexOf('"', at + 1);
      words.push({ value: text.slice(at + 1, close), start: at, end: close + 1 });
      at = close + 1;
    } else {
      const start = at;
      for (let next = code; next !== blank && next !== lineFeed && next !== tab && at < text.length; ) {
        next = text.charCodeAt(++at);
      }
      words.push({ value: text.slice(start, at), start, end: at });
    }
  }
  finish(words, statements);
  return statements;
}

/** Splits a generated keepalived.conf into pieces of words between lines and braces; see `splitHaproxy`. */
export function splitKeepalived(text: string): HandStatement[] {
  const statements: HandStatement[] = [];
  let words: Word[] = [];
  let at = 0;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === blank || code === tab) at++;
    else if (code === lineFeed || code === openBrace || code === closeBrace) {
      finish(words, statements);
      if (words.length > 0) words = [];
      at++;
    } else if (code === hash || code === exclamationMark) {
      const end = text.indexOf("\n", at);
      at = end < 0 ? text.length : end;
    } else {
      const start = at;
      for (let next = code; next !== blank && next !== lineFeed && next !== tab && at < text.length; ) {
        next = text.charCodeAt(++at);
      }
      words.push({ value: text.slice(start, at), start, end: at });
    }
  }
  finish(words, statements);
  return statements;
}

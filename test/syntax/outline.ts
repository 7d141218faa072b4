import type { HaproxyTree } from "../../server/src/syntax/haproxy/tree.ts";
import type { KeepalivedBlock, KeepalivedStatement, KeepalivedTree } from "../../server/src/syntax/keepalived/tree.ts";
import type { Word } from "../../server/src/syntax/tree.ts";

interface Place {
  readonly start: number;
  readonly end: number;
}

/** A word as the program reads it and its absolute place: `bind@10-14`; a generated one has a `*` behind. */
function sayWord(word: Word, origin: number): string {
  return `${word.value.replace(/\n/g, "\\n").replace(/\r/g, "\\r")}@${origin + word.start}-${origin + word.end}${word.generated ? "*" : ""}`;
}

function sayWords(words: readonly Word[], origin: number): string {
  return words.map((word) => sayWord(word, origin)).join(" ");
}

function sayPlaces(sign: string, places: readonly Place[], origin: number): string[] {
  const ordered = [...places].sort((a, b) => a.start - b.start);
  return ordered.map(({ start, end }) => `${sign} ${origin + start}-${origin + end}`);
}

/**
 * A tree of a haproxy.cfg in lines: `[0-20] header words`, each statement indented below it, then what was set aside: comments
 * `# 3-9`, template lines `% 3-9`, problems `! kind 3-9`. All places count from the start of the file.
 */
export function outlineHaproxy({ sections }: HaproxyTree): string[] {
  return sections.flatMap(({ origin: { offset }, length, header, statements, comments, holes, problems }) => [
    `[${offset}-${offset + length}]${header === undefined ? "" : ` ${sayWords(header.words, offset)}`}`,
    ...statements.map(({ words }) => `  ${sayWords(words, offset)}`),
    ...sayPlaces("#", comments, offset),
    ...sayPlaces("%", holes, offset),
    ...problems.map(({ kind, start, end }) => `! ${kind} ${offset + start}-${offset + end}`),
  ]);
}

function sayBlock({ open, close, statements }: KeepalivedBlock, origin: number, indent: string): string[] {
  const end = close === undefined ? "?" : String(origin + close);
  return [
    `${indent}{${origin + open}-${end}`,
    ...statements.flatMap((inner) => sayStatement(inner, origin, `${indent}  `)),
  ];
}

function sayStatement({ words, block }: KeepalivedStatement, origin: number, indent: string): string[] {
  const line = `${indent}${sayWords(words, origin)}`;
  return block === undefined ? [line] : [line, ...sayBlock(block, origin, indent)];
}

/** A tree of a keepalived.conf in lines, as `outlineHaproxy` does it; a block is `{open-close` with its lines indented below. */
export function outlineKeepalived({ sections }: KeepalivedTree): string[] {
  return sections.flatMap(({ origin: { offset }, length, statements, comments, holes, definitions, problems }) => [
    `[${offset}-${offset + length}]`,
    ...definitions.map(({ name, start, end }) => `$${name} ${offset + start}-${offset + end}`),
    ...statements.flatMap((statement) => sayStatement(statement, offset, "  ")),
    ...sayPlaces("#", comments, offset),
    ...sayPlaces("%", holes, offset),
    ...problems.map(({ kind, start, end }) => `! ${kind} ${offset + start}-${offset + end}`),
  ]);
}

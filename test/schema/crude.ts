import type { HaproxyPlace } from "../../server/src/schema/haproxy/index.ts";
import { haproxyPlaceOf } from "../../server/src/schema/haproxy/index.ts";

// Splitters good enough to feed the schema with real statements, independent of the parsers that have tests of their own.

/** The words of a line, crudely: quotes and escapes joined, comments cut. */
function crudeWords(line: string): string[] {
  const words: string[] = [];
  const pieces = line.matchAll(/(?:\\.|"(?:\\.|[^"\\])*"?|'[^']*'?|[^\s#"'\\])+|#.*/g);
  for (const [piece] of pieces) {
    if (piece.startsWith("#")) break;
    words.push(piece.replaceAll(/\\(.)|["']/g, "$1"));
  }
  return words;
}

export interface CrudeHaproxyStatement {
  readonly number: number;
  readonly place: HaproxyPlace;
  readonly words: readonly string[];
}

export function crudeHaproxyStatements(text: string): CrudeHaproxyStatement[] {
  const lines: CrudeHaproxyStatement[] = [];
  let place: HaproxyPlace | undefined;
  text.split("\n").forEach((line, at) => {
    const words = crudeWords(line);
    if (words.length === 0) return;
    const opened = haproxyPlaceOf(words);
    if (opened) place = opened;
    else if (place) lines.push({ number: at + 1, place, words });
  });
  return lines;
}

export interface CrudeKeepalivedStatement {
  readonly line: number;
  readonly path: readonly string[];
  readonly word: string;
}

/** Statements with the keywords of the blocks around them, crudely: a brace splits the line, a comment cuts it. */
export function crudeKeepalivedStatements(text: string): CrudeKeepalivedStatement[] {
  const statements: CrudeKeepalivedStatement[] = [];
  const stack: string[] = [];
  let last = "";
  text.split("\n").forEach((line, at) => {
    const code = line.replaceAll(/"[^"]*"|[#!].*/g, (part) =>
      part.startsWith('"') ? part.replaceAll(/[{}]/g, "") : "",
    );
    for (const piece of code.split(/([{}])/)) {
      const word = piece.trim().split(/\s+/)[0] ?? "";
      if (word === "{") stack.push(last);
      else if (word === "}") stack.pop();
      else if (word !== "") {
        last = word;
        statements.push({ line: at + 1, path: [...stack], word });
      }
    }
  });
  return statements;
}

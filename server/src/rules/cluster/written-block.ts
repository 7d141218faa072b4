import type { KeepalivedStatement } from "../../syntax/keepalived/tree.ts";

/** A word as keepalived reads it back: quoted where blanks, comment signs or braces stand in it. */
function writeWord(value: string): string | undefined {
  if (/["\\\n]/.test(value)) return undefined;
  return value === "" || /[\s#!{}]/.test(value) ? `"${value}"` : value;
}

/**
 * Writes a statement with its block anew, to be put into another file, with four blanks a step.
 *
 * @returns undefined where words come out of a definition or can't be written plainly
 */
export function writeStatement({ words, block }: KeepalivedStatement, indent = ""): string | undefined {
  const texts = words.map((word) => (word.generated === true ? undefined : writeWord(word.value)));
  if (texts.includes(undefined)) return undefined;
  const head = `${indent}${texts.join(" ")}`;
  if (block === undefined) return head;
  const lines = block.statements.map((statement) => writeStatement(statement, `${indent}    `));
  return lines.includes(undefined) ? undefined : [`${head} {`, ...lines, `${indent}}`].join("\n");
}

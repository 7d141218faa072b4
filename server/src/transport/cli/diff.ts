import type { Span } from "../../text/span.ts";
import { diffLines, type LineChange, splitLines } from "../line-diff.ts";
import type { Palette } from "./color.ts";
import { printable } from "./printable.ts";
import { maskSecrets } from "./secrets.ts";

/** A text, and what of it must not be shown. */
export interface DiffSide {
  readonly text: string;
  readonly secrets: readonly Span[];
}

/** Unchanged lines that are shown around a change. */
const context = 3;

/** Changes that stand so near to each other that their contexts meet. */
function groupChanges(changes: readonly LineChange[]): LineChange[][] {
  const groups: LineChange[][] = [];
  for (const change of changes) {
    const last = groups.at(-1)?.at(-1);
    if (last !== undefined && change.oldStart - last.oldEnd <= 2 * context) groups.at(-1)?.push(change);
    else groups.push([change]);
  }
  return groups;
}

/** The line numbers of a hunk's header: an empty stretch is named by the line before it. */
function rangeOf(start: number, length: number): string {
  if (length === 0) return `${start},0`;
  return length === 1 ? `${start + 1}` : `${start + 1},${length}`;
}

function writeLine(sign: string, line: string): string {
  const bare = line.replace(/\n$/, "");
  // The carriage return of a line end belongs to the line; any other control character could steer the terminal.
  const text = bare.endsWith("\r") ? `${printableLine(bare.slice(0, -1))}\r` : printableLine(bare);
  return line.endsWith("\n") ? `${sign}${text}\n` : `${sign}${text}\n\\ No newline at end of file\n`;
}

/** Tabs stay, so that the diff is as good as the text. */
function printableLine(line: string): string {
  return line.split("\t").map(printable).join("\t");
}

/** The lines of a text, and how each is shown. */
class Side {
  readonly lines: readonly string[];
  readonly #side: DiffSide;
  readonly #starts: number[] = [0];

  constructor(side: DiffSide) {
    this.#side = side;
    this.lines = splitLines(side.text);
    for (const line of this.lines) this.#starts.push((this.#starts.at(-1) ?? 0) + line.length);
  }

  /** Lines `start` up to `end`, one below the other, each behind a sign. */
  write(sign: string, start: number, end: number, paint: (text: string) => string = (text) => text): string {
    let text = "";
    for (let line = start; line < end; line++) {
      const span = { start: this.#starts[line] ?? 0, end: this.#starts[line + 1] ?? 0 };
      text += paint(writeLine(sign, maskSecrets(this.#side.text, this.#side.secrets, span)));
    }
    return text;
  }
}

/**
 * The unified diff of two texts.
 *
 * @param path the file's path as it is shown
 * @returns empty where the texts are equal
 */
export function unifiedDiff(path: string, before: DiffSide, after: DiffSide, palette: Palette): string {
  const oldSide = new Side(before);
  const newSide = new Side(after);
  const groups = groupChanges(diffLines(oldSide.lines, newSide.lines));
  if (groups.length === 0) return "";
  const shown = printable(path);
  let diff = `${palette.bold(`--- a/${shown}`)}\n${palette.bold(`+++ b/${shown}`)}\n`;
  for (const group of groups) {
    const first = group[0];
    const last = group.at(-1);
    if (first === undefined || last === undefined) continue;
    const oldStart = Math.max(0, first.oldStart - context);
    const oldEnd = Math.min(oldSide.lines.length, last.oldEnd + context);
    const newStart = first.newStart - (first.oldStart - oldStart);
    const newEnd = last.newEnd + (oldEnd - last.oldEnd);
    const header = `@@ -${rangeOf(oldStart, oldEnd - oldStart)} +${rangeOf(newStart, newEnd - newStart)} @@`;
    diff += `${palette.place(header)}\n`;
    let at = oldStart;
    for (const change of group) {
      diff += oldSide.write(" ", at, change.oldStart);
      diff += oldSide.write("-", change.oldStart, change.oldEnd, palette.removed);
      diff += newSide.write("+", change.newStart, change.newEnd, palette.added);
      at = change.oldEnd;
    }
    diff += oldSide.write(" ", at, oldEnd);
  }
  return diff;
}

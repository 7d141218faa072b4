import type { TextEdit } from "../text/span.ts";

/** Lines `oldStart` up to `oldEnd` of the old text stand as lines `newStart` up to `newEnd` in the new one; ends excluded. */
export interface LineChange {
  readonly oldStart: number;
  readonly oldEnd: number;
  readonly newStart: number;
  readonly newEnd: number;
}

/** How many changed lines are told apart one by one; texts that differ by more are shown as one change. */
const mostSteps = 500;

/** The lines of a text with their line ends; an empty text has none. */
export function splitLines(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** The furthest points of Myers' search, step by step, or undefined where the texts differ by more than `mostSteps`. */
function searchSteps(a: readonly string[], b: readonly string[]): Map<number, number>[] | undefined {
  const steps: Map<number, number>[] = [];
  let furthest = new Map<number, number>([[1, 0]]);
  for (let distance = 0; distance <= Math.min(a.length + b.length, mostSteps); distance++) {
    steps.push(furthest);
    const next = new Map(furthest);
    for (let diagonal = -distance; diagonal <= distance; diagonal += 2) {
      const below = furthest.get(diagonal - 1) ?? -1;
      const above = furthest.get(diagonal + 1) ?? -1;
      let x = diagonal === -distance || (diagonal !== distance && below < above) ? above : below + 1;
      while (x < a.length && x - diagonal < b.length && a[x] === b[x - diagonal]) x++;
      next.set(diagonal, x);
      if (x >= a.length && x - diagonal >= b.length) {
        steps.push(next);
        return steps;
      }
    }
    furthest = next;
  }
  return undefined;
}

/** Walks the search back from its end and gathers single insertions and deletions, last first. */
function walkBack(steps: readonly Map<number, number>[], a: readonly string[], b: readonly string[]): LineChange[] {
  const changes: LineChange[] = [];
  let x = a.length;
  let y = b.length;
  for (let distance = steps.length - 2; distance > 0; distance--) {
    const furthest = steps[distance] ?? new Map<number, number>();
    const diagonal = x - y;
    const below = furthest.get(diagonal - 1) ?? -1;
    const above = furthest.get(diagonal + 1) ?? -1;
    const inserts = diagonal === -distance || (diagonal !== distance && below < above);
    const fromX = inserts ? above : below;
    const fromY = fromX - (inserts ? diagonal + 1 : diagonal - 1);
    changes.push(
      inserts
        ? { oldStart: fromX, oldEnd: fromX, newStart: fromY, newEnd: fromY + 1 }
        : { oldStart: fromX, oldEnd: fromX + 1, newStart: fromY, newEnd: fromY },
    );
    x = fromX;
    y = fromY;
  }
  return changes;
}

/**
 * Compares two texts by lines.
 *
 * @returns the changes in order, neighbouring ones joined; none where the lines are equal
 */
export function diffLines(oldLines: readonly string[], newLines: readonly string[]): LineChange[] {
  let prefix = 0;
  while (prefix < oldLines.length && prefix < newLines.length && oldLines[prefix] === newLines[prefix]) prefix++;
  let oldEnd = oldLines.length;
  let newEnd = newLines.length;
  while (oldEnd > prefix && newEnd > prefix && oldLines[oldEnd - 1] === newLines[newEnd - 1]) {
    oldEnd--;
    newEnd--;
  }
  if (oldEnd === prefix && newEnd === prefix) return [];
  const a = oldLines.slice(prefix, oldEnd);
  const b = newLines.slice(prefix, newEnd);
  const steps = searchSteps(a, b);
  const single =
    steps === undefined
      ? [{ oldStart: 0, oldEnd: a.length, newStart: 0, newEnd: b.length }]
      : walkBack(steps, a, b).reverse();
  const joined: LineChange[] = [];
  for (const change of single) {
    const moved = {
      oldStart: change.oldStart + prefix,
      oldEnd: change.oldEnd + prefix,
      newStart: change.newStart + prefix,
      newEnd: change.newEnd + prefix,
    };
    const last = joined.at(-1);
    if (last !== undefined && last.oldEnd === moved.oldStart && last.newEnd === moved.newStart) {
      joined[joined.length - 1] = { ...last, oldEnd: moved.oldEnd, newEnd: moved.newEnd };
    } else joined.push(moved);
  }
  return joined;
}

/** The edits, line by line, that turn one text into the other, as offsets of the first. */
export function editsBetween(oldText: string, newText: string): TextEdit[] {
  const oldLines = splitLines(oldText);
  const newLines = splitLines(newText);
  const starts = [0];
  for (const line of oldLines) starts.push((starts.at(-1) ?? 0) + line.length);
  return diffLines(oldLines, newLines).map((change) => ({
    start: starts[change.oldStart] ?? oldText.length,
    end: starts[change.oldEnd] ?? oldText.length,
    newText: newLines.slice(change.newStart, change.newEnd).join(""),
  }));
}

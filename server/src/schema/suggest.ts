/**
 * The number of single edits (insert, drop, replace a character, swap two neighbours) between two words, in UTF-16
 * units, or `limit + 1` as soon as it is sure to exceed `limit`.
 */
export function editDistance(left: string, right: string, limit: number): number {
  if (Math.abs(left.length - right.length) > limit) return limit + 1;
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: right.length + 1 }, (_, column) => column);
  for (let row = 1; row <= left.length; row += 1) {
    const current = [row];
    let smallest = row;
    for (let column = 1; column <= right.length; column += 1) {
      const same = left[row - 1] === right[column - 1];
      let cost = Math.min(
        (previous[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (previous[column - 1] ?? 0) + (same ? 0 : 1),
      );
      if (!same && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1]) {
        cost = Math.min(cost, (beforePrevious[column - 2] ?? limit) + 1);
      }
      current.push(cost);
      smallest = Math.min(smallest, cost);
    }
    if (smallest > limit) return limit + 1;
    beforePrevious = previous;
    previous = current;
  }
  return previous[right.length] ?? limit + 1;
}

/** How many edits still make a likely slip for a word of this length. */
function allowedEdits(length: number): number {
  if (length <= 2) return 0;
  if (length <= 4) return 1;
  if (length <= 8) return 2;
  return 3;
}

/** Whether two words differ only by two neighbouring characters that changed places. */
function isTransposition(left: string, right: string): boolean {
  if (left.length !== right.length) return false;
  let at = 0;
  while (at < left.length && left[at] === right[at]) at += 1;
  return (
    left[at] === right[at + 1] &&
    left[at + 1] === right[at] &&
    left.slice(at + 2) === right.slice(at + 2) &&
    at < left.length
  );
}

/**
 * The candidate that `name` is most likely a slip of, or `undefined` where none is near. Among equally near ones a
 * swap of two characters, then the same first letter, then the alphabet decides, so the answer never hangs on the order.
 */
export function closest(name: string, candidates: Iterable<string>): string | undefined {
  const limit = allowedEdits(name.length);
  let best: { readonly candidate: string; readonly rank: number } | undefined;
  for (const candidate of candidates) {
    if (candidate === name) continue;
    const distance =
      candidate.toLowerCase() === name.toLowerCase()
        ? 0
        : editDistance(name, candidate, Math.min(limit, allowedEdits(candidate.length)));
    if (distance > Math.min(limit, allowedEdits(candidate.length)) && distance !== 0) continue;
    const rank = distance * 4 - (isTransposition(name, candidate) ? 2 : 0) - (candidate[0] === name[0] ? 1 : 0);
    if (!best || rank < best.rank || (rank === best.rank && candidate < best.candidate)) best = { candidate, rank };
  }
  return best?.candidate;
}

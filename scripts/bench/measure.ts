/** Times of several runs of one thing, in milliseconds. */
export type Times = readonly number[];

/** The value below which a share of the times lies. */
export function quantile(times: Times, share: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

export function median(times: Times): number {
  const sorted = [...times].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** Runs something and returns how long it took. */
export function timed(run: () => void): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}

/**
 * Runs several things in turns, so that what else the machine does hits all of them alike.
 *
 * @param rounds how often each is run and measured
 * @param warmUps how often each is run before, unmeasured
 * @returns the times of each
 */
export function inTurns<Name extends string>(
  runs: Readonly<Record<Name, () => void>>,
  rounds: number,
  warmUps: number,
): Record<Name, number[]> {
  const entries: [Name, () => void][] = [];
  for (const name in runs) entries.push([name, runs[name]]);
  const times = Object.fromEntries(entries.map(([name]) => [name, []])) as unknown as Record<Name, number[]>;
  for (let round = -warmUps; round < rounds; round++) {
    for (const [name, run] of entries) {
      const time = timed(run);
      if (round >= 0) times[name].push(time);
    }
  }
  return times;
}

/** A line of the result: what was measured, and against what. */
export interface Line {
  readonly what: string;
  readonly times: Times;
  /** What the ratio is to, and its times. */
  readonly against?: { readonly name: string; readonly times: Times };
  /** Said behind the line: a rate, a count. */
  readonly note?: string;
}

function milliseconds(time: number): string {
  return time >= 100 ? time.toFixed(0) : time >= 10 ? time.toFixed(1) : time.toFixed(2);
}

/** Prints lines as a table: medians, the spread from the tenth to the ninetieth of a hundred runs, ratios of medians. */
export function printTable(title: string, lines: readonly Line[]): void {
  const rows = lines.map(({ what, times, against, note }) => [
    what,
    milliseconds(median(times)),
    `${milliseconds(quantile(times, 0.1))}–${milliseconds(quantile(times, 0.9))}`,
    String(times.length),
    against === undefined ? "" : `${(median(times) / median(against.times)).toFixed(2)} × ${against.name}`,
    note ?? "",
  ]);
  const table = [["what", "median ms", "p10–p90", "runs", "ratio", "note"], ...rows];
  const widths = table[0]?.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0))) ?? [];
  const format = (row: readonly string[]): string =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`;
  console.log(`\n${title}\n`);
  console.log(format(table[0] ?? []));
  console.log(`|${widths.map((width) => "-".repeat(width + 2)).join("|")}|`);
  for (const row of rows) console.log(format(row));
}

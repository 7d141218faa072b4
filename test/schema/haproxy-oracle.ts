import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What the real haproxy says of one statement: its messages for that line, alerts and warnings apart. */
export interface LineVerdict {
  readonly alerts: readonly string[];
  readonly warnings: readonly string[];
}

/** The version of the haproxy on this machine (`2.6.12`), or `undefined` where there is none. */
export function installedHaproxy(): string | undefined {
  const run = spawnSync("haproxy", ["-v"], { encoding: "utf8" });
  return /version (\d+\.\d+[^\s]*)/.exec(run.stdout ?? "")?.[1];
}

/** haproxy stops at 50 fatal errors; a line can have two, but few have. */
const linesPerRun = 44;
const sentinel = "zz-end-of-run";

function runOnce(header: string, lines: readonly string[]): { verdicts: LineVerdict[]; finished: boolean } {
  const text = `${[header, ...lines, sentinel].join("\n")}\n`;
  const folder = mkdtempSync(join(tmpdir(), "haconf-haproxy-"));
  const file = join(folder, "haproxy.cfg");
  writeFileSync(file, text);
  const run = spawnSync("haproxy", ["-c", "-f", file], { cwd: folder, encoding: "utf8", timeout: 10_000 });
  rmSync(folder, { recursive: true });
  const verdicts = lines.map(() => ({ alerts: [] as string[], warnings: [] as string[] }));
  let finished = false;
  // A message can hold stray bytes, even the next message without a line's end in between.
  for (const message of run.stderr.split(/\n|(?<=.)(?=\[ALERT\]|\[WARNING\])/)) {
    // A place inside another one is the true one.
    const match = /^\[(ALERT|WARNING)\].*? : config : (?:(?:parsing )?\[[^\]]*:(\d+)\]\s*:\s*)+(.*)$/.exec(message);
    if (!match) continue;
    const at = Number(match[2]) - 2;
    if (match[3]?.startsWith("too many fatal errors") === true) break;
    if (at === lines.length) finished = true;
    const verdict = verdicts[at];
    if (!verdict) continue;
    (match[1] === "ALERT" ? verdict.alerts : verdict.warnings).push(match[3] ?? "");
  }
  return { verdicts, finished };
}

/**
 * Lets the real haproxy judge statements of one section, many at a run; `undefined` for one that crashes it. A
 * statement after which haproxy gives up is the last one of its run that has messages; the rest goes into another run.
 */
export function judgeWithHaproxy(header: string, lines: readonly string[]): readonly (LineVerdict | undefined)[] {
  const verdicts: (LineVerdict | undefined)[] = [];
  let size = linesPerRun;
  while (verdicts.length < lines.length) {
    const batch = lines.slice(verdicts.length, verdicts.length + size);
    const { verdicts: found, finished } = runOnce(header, batch);
    const last = found.findLastIndex((verdict) => verdict.alerts.length > 0);
    if (finished) verdicts.push(...found);
    else if (last >= 0) verdicts.push(...found.slice(0, last + 1));
    else if (batch.length === 1) verdicts.push(undefined);
    const hasProgress = finished || last >= 0 || batch.length === 1;
    size = hasProgress ? linesPerRun : Math.ceil(batch.length / 2);
  }
  return verdicts;
}

import { afterAll, describe, expect, test } from "vitest";
import { defaultSettings } from "../../server/src/workspace/types.ts";
import { Workspace } from "../../server/src/workspace/workspace.ts";
import { judgedVersion, KeepalivedJudge, whatIsMissing } from "./keepalived-judge.ts";
import { Dice, reachOf, rightText, withSlip } from "./keepalived-texts.ts";

const missing = whatIsMissing();
if (missing.length > 0) console.log(`skipped: no ${missing.join(", ")}, so no generated config is compared`);

/** `HACONF_GENERATED` sets how many configs are made, `HACONF_SEED` where they begin. */
const count = Number(process.env["HACONF_GENERATED"] ?? 150);
const firstSeed = Number(process.env["HACONF_SEED"] ?? 1);

function errorsIn(text: string): string[] {
  const workspace = new Workspace({ ...defaultSettings, keepalivedVersion: judgedVersion, isClusterEnabled: false });
  workspace.setFile("keepalived.conf", text, "keepalived");
  return workspace.findingsOf("keepalived.conf").flatMap(({ severity, code, start }) => {
    const line = (workspace.lineIndexOf("keepalived.conf")?.position(start).line ?? 0) + 1;
    return severity === "error" ? [`${line} ${code}`] : [];
  });
}

const judge = new KeepalivedJudge();
afterAll(() => judge.close());

interface Counts {
  accepted: number;
  falselyRefused: number;
  refused: number;
  missed: number;
  /** Of the refused ones those that were meant to be right. */
  refusedRight: number;
}

/** Compares the verdicts on a text; returns how they differ. */
function compare(text: string, right: string, counts: Counts): string | undefined {
  const verdict = judge.judge(text, ["eth0", "eth1", "eth2"]);
  const isRefused = verdict.errors.length > 0 || verdict.hasStopped;
  const ours = errorsIn(text);
  // An interface that is not there hides the checks that come after the reading.
  if (/Non-existent interface/.test(verdict.output) && !isRefused && ours.length > 0) return undefined;
  counts[isRefused ? "refused" : "accepted"]++;
  if (isRefused && text === right) counts.refusedRight++;
  if (isRefused === ours.length > 0) return undefined;
  counts[isRefused ? "missed" : "falselyRefused"]++;
  const slip = text.split("\n").find((line, at) => line !== right.split("\n")[at]);
  const said = isRefused ? (verdict.errors[0]?.text ?? verdict.output) : ours.join("; ");
  return `${isRefused ? "missed" : "false"}: ${slip ?? "the right text"} | ${said}`;
}

describe.runIf(missing.length === 0)("generated configurations against the real keepalived", () => {
  test("right ones and such with one slip are judged alike", () => {
    const counts: Counts = { accepted: 0, falselyRefused: 0, refused: 0, missed: 0, refusedRight: 0 };
    const differences: string[] = [];
    const made: string[] = [];
    for (let index = 0; index < count; index++) {
      const dice = new Dice(firstSeed + index);
      const right = rightText(dice);
      made.push(right);
      const texts = [right, ...Array.from({ length: 4 }, () => withSlip(right, dice))];
      differences.push(...texts.flatMap((text) => compare(text, right, counts) ?? []));
    }
    const { reached, all, left } = reachOf(made);
    console.log(`generated configs: ${JSON.stringify(counts)}; ${reached} of ${all} schema paths reached`);
    if (process.env["HACONF_GENERATED"] !== undefined) console.log(`not reached: ${left.join(" ")}`);
    for (const difference of differences.slice(0, 40)) console.log(difference);
    expect(counts.falselyRefused).toBeLessThanOrEqual(counts.accepted / 100);
    expect(counts.missed).toBeLessThanOrEqual(counts.refused / 20);
  }, 600_000);
});

import { afterAll, describe, expect, test } from "vitest";
import { defaultSettings } from "../../server/src/workspace/types.ts";
import { Workspace } from "../../server/src/workspace/workspace.ts";
import { dressed, withSlipOfPen } from "./keepalived-dress.ts";
import { KeepalivedJudge, whatIsMissing } from "./keepalived-judge.ts";
import { Dice, rightText } from "./keepalived-texts.ts";

const missing = whatIsMissing();
if (missing.length > 0) console.log(`skipped: no ${missing.join(", ")}, so no dressed config is compared`);

/** `HACONF_GENERATED` sets how many configs are made, `HACONF_SEED` where they begin. */
const count = Number(process.env["HACONF_GENERATED"] ?? 60);
const firstSeed = Number(process.env["HACONF_SEED"] ?? 1);

const judge = new KeepalivedJudge();
afterAll(() => judge.close());

function errorsIn(text: string): string[] {
  const workspace = new Workspace({ ...defaultSettings, keepalivedVersion: "2.2", isClusterEnabled: false });
  // The folder bears the name of the host that the real one is run as.
  const file = "hosts/node1/keepalived.conf";
  workspace.setFile(file, text, "keepalived");
  return workspace.findingsOf(file).flatMap(({ severity, code, start }) => {
    const line = (workspace.lineIndexOf(file)?.position(start).line ?? 0) + 1;
    return severity === "error" ? [`${line} ${code}`] : [];
  });
}

/** A name that no definition gives is no error where a template may fill it in. */
const undefinedName = /\$/;

const counts = { accepted: 0, falselyRefused: 0, refused: 0, missed: 0, refusedRight: 0 };

/** Compares the verdicts on a text; returns how they differ. */
function compare(text: string, right: string): string | undefined {
  const verdict = judge.judge(text, ["eth0", "eth1", "eth2"]);
  const isRefused = verdict.errors.length > 0 || verdict.hasStopped;
  const ours = errorsIn(text);
  if (/Non-existent interface/.test(verdict.output) && !isRefused && ours.length > 0) return undefined;
  if (isRefused && verdict.errors.every((error) => undefinedName.test(error.text))) return undefined;
  counts[isRefused ? "refused" : "accepted"]++;
  if (isRefused && text === right) counts.refusedRight++;
  if (isRefused === ours.length > 0) return undefined;
  counts[isRefused ? "missed" : "falselyRefused"]++;
  const slip = text.split("\n").find((line, at) => line !== right.split("\n")[at]);
  const said = isRefused ? (verdict.errors[0]?.text ?? verdict.output) : ours.join("; ");
  return `${isRefused ? "missed" : "false"}: ${slip ?? "the right text"} | ${said}`;
}

describe.runIf(missing.length === 0)("texts in all clothes against the real keepalived 2.2", () => {
  test("right ones and such with a slip of the pen are judged alike", () => {
    const differences: string[] = [];
    for (let seed = firstSeed; seed < firstSeed + count; seed++) {
      const dice = new Dice(seed);
      const right = dressed(rightText(dice), dice);
      const texts = [right, ...Array.from({ length: 4 }, () => withSlipOfPen(right, dice))];
      differences.push(...texts.flatMap((text) => compare(text, right) ?? []).map((one) => `${seed} ${one}`));
    }
    console.log(`texts in all clothes: ${JSON.stringify(counts)}`);
    for (const difference of differences.slice(0, 40)) console.log(difference);
    expect(counts.falselyRefused).toBeLessThanOrEqual(counts.accepted / 100);
    expect(counts.missed).toBeLessThanOrEqual(counts.refused / 20);
  }, 600_000);
});

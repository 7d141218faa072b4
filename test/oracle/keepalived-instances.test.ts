import { afterAll, describe, expect, test } from "vitest";
import { defaultSettings } from "../../server/src/workspace/types.ts";
import { Workspace } from "../../server/src/workspace/workspace.ts";
import { instanceText } from "./keepalived-instance-texts.ts";
import { KeepalivedJudge, whatIsMissing } from "./keepalived-judge.ts";
import { Dice } from "./keepalived-texts.ts";

const missing = whatIsMissing();
if (missing.length > 0) console.log(`skipped: no ${missing.join(", ")}, so no generated instances are compared`);

/** `HACONF_GENERATED` sets how many texts are made, `HACONF_SEED` where they begin. */
const count = Number(process.env["HACONF_GENERATED"] ?? 80);
const firstSeed = Number(process.env["HACONF_SEED"] ?? 1);

/** What keepalived says of a block when it comes to its end, whose finding stands where the block or the line at fault does. */
const atTheEnd =
  /requires vmac_xmit_base|No script set|disabling instance|max_hops exceeds|duplicate (?:source\/)?neighbor|any delay set|no members|empty (?:group|garp_group)|Cannot use (?:unicast_ttl|VMAC)|Unknown keyword '}'|garp_group already|missing a parameter/;
/** What is said of a whole block instead, where keepalived ignores it. */
const saidOfBlock = /^Truncating auth_pass/;
/** What keepalived stops at, so that it says nothing of what else there is, or what makes it skip a whole block. */
const endsEarly =
  /already defined|missing a parameter|Unknown interface|at least one is required|both use VRID|must have a name|Non-existent|garp_group already/;

/** Lines with a finding of haconf's, and whether one of them is an error. */
function findingsIn(text: string): ReadonlyMap<number, boolean> {
  const workspace = new Workspace({ ...defaultSettings, keepalivedVersion: "2.2", isClusterEnabled: false });
  workspace.setFile("keepalived.conf", text, "keepalived");
  const found = new Map<number, boolean>();
  for (const { severity, start } of workspace.findingsOf("keepalived.conf")) {
    const line = (workspace.lineIndexOf("keepalived.conf")?.position(start).line ?? 0) + 1;
    found.set(line, found.get(line) === true || severity === "error");
  }
  return found;
}

const judge = new KeepalivedJudge();
afterAll(() => judge.close());

interface Compared {
  /** Lines that keepalived complains of, and those of them without a finding. */
  complaints: number;
  readonly missed: string[];
  /** Lines with an error, and those of them that keepalived takes. */
  errors: number;
  readonly falselyRefused: string[];
}

function compare(seed: number, compared: Compared): void {
  const text = instanceText(new Dice(seed));
  const verdict = judge.judge(text, ["eth0", "eth1", "eth2", "eth3"]);
  const said = [...verdict.errors, ...verdict.remarks];
  const found = findingsIn(text);
  for (const { line, text: complaint } of said) {
    if (line === undefined || atTheEnd.test(complaint) || saidOfBlock.test(complaint)) continue;
    compared.complaints++;
    if (!found.has(line)) compared.missed.push(`seed ${seed}, line ${line}: ${complaint}`);
  }
  if (verdict.hasStopped || endsEarly.test(verdict.output)) return;
  for (const [line, isError] of found) {
    if (!isError) continue;
    compared.errors++;
    const isSaid = said.some((one) => one.line === line || one.line === undefined || atTheEnd.test(one.text));
    if (!isSaid) compared.falselyRefused.push(`seed ${seed}, line ${line}: ${text.split("\n")[line - 1]}`);
  }
}

describe.runIf(missing.length === 0)("generated instances against the real keepalived 2.2", () => {
  test("what does not go together is judged alike, line by line", () => {
    const compared: Compared = { complaints: 0, missed: [], errors: 0, falselyRefused: [] };
    for (let index = 0; index < count; index++) compare(firstSeed + index, compared);
    const { complaints, missed, errors, falselyRefused } = compared;
    console.log(
      `instances: ${missed.length} of ${complaints} lines missed, ${falselyRefused.length} of ${errors} errors false`,
    );
    for (const one of [...falselyRefused, ...missed].slice(0, 40)) console.log(one);
    expect(falselyRefused.length).toBeLessThanOrEqual(errors / 100);
    expect(missed.length).toBeLessThanOrEqual(complaints / 50);
    expect(complaints).toBeGreaterThan(count);
  }, 600_000);
});

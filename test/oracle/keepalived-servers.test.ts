import { afterAll, describe, expect, test } from "vitest";
import { defaultSettings } from "../../server/src/workspace/types.ts";
import { Workspace } from "../../server/src/workspace/workspace.ts";
import { KeepalivedJudge, whatIsMissing } from "./keepalived-judge.ts";
import { serverText } from "./keepalived-server-texts.ts";
import { Dice } from "./keepalived-texts.ts";

const missing = whatIsMissing();
if (missing.length > 0)
  console.log(`skipped: no ${missing.join(", ")}, so no virtual server is compared with keepalived`);

const seed = Number(process.env["HACONF_SEED"] ?? 1);
const count = Number(process.env["HACONF_GENERATED"] ?? 150);

const judge = new KeepalivedJudge();
afterAll(() => judge.close());

interface Found {
  readonly errors: readonly string[];
  /** The lines of the errors, from 1. */
  readonly lines: ReadonlySet<number>;
  readonly warnings: readonly string[];
}

function found(text: string, version: string): Found {
  const workspace = new Workspace({ ...defaultSettings, keepalivedVersion: version, isClusterEnabled: false });
  workspace.setFile("keepalived.conf", text, "keepalived");
  const all = workspace.findingsOf("keepalived.conf");
  const said = (severity: string): string[] =>
    all.filter((one) => one.severity === severity).map(({ code, message }) => `${code}: ${message}`);
  const lineOf = (start: number): number => (workspace.lineIndexOf("keepalived.conf")?.position(start).line ?? 0) + 1;
  const lines = new Set(all.filter(({ severity }) => severity === "error").map(({ start }) => lineOf(start)));
  return { errors: said("error"), lines, warnings: said("warning") };
}

/** What haconf says of texts and keepalived does not, and the other way round. */
function compare(texts: readonly string[]): { readonly differences: string[]; readonly refused: number } {
  const differences: string[] = [];
  let refused = 0;
  for (const text of texts) {
    const { errors, remarks, hasStopped } = judge.judge(text);
    const ours = found(text, "2.2");
    const isRefused = errors.length > 0 || hasStopped;
    if (isRefused) refused++;
    const heard = [...errors, ...remarks].map((one) => one.text).join(" | ");
    if (ours.errors.length > 0 && !isRefused) differences.push(`false: ${ours.errors.join("; ")}\n${heard}\n${text}`);
    if (ours.errors.length === 0 && isRefused) differences.push(`missed: ${heard}\n${text}`);
    // What keepalived says at the end of a block stands at the block's line that is wrong.
    const isEnd = (line: number): boolean => text.split("\n")[line - 1]?.trim() === "}";
    const missedLines = errors.filter(({ line }) => line !== undefined && !isEnd(line) && !ours.lines.has(line));
    if (missedLines.length > 0)
      differences.push(`missed at: ${missedLines.map((one) => one.text).join(" | ")}\n${text}`);
    const isRemarked = remarks.length > 0 && !isRefused;
    if (isRemarked && ours.warnings.length === 0) differences.push(`missed remark: ${heard}\n${text}`);
    // Whatever one release takes is right where any may be meant.
    const inAll = found(text, "auto").errors;
    if (inAll.length > 0 && !isRefused) differences.push(`false in auto: ${inAll.join("; ")}\n${text}`);
  }
  return { differences, refused };
}

describe.runIf(missing.length === 0)("virtual servers against the real keepalived 2.2", () => {
  test("lines that may be at odds are judged alike", () => {
    const dice = new Dice(seed);
    const texts = Array.from({ length: count }, () => serverText(dice));
    const { differences, refused } = compare(texts);
    console.log(
      `virtual servers: ${count} compared with keepalived, ${refused} refused, ${differences.length} differences`,
    );
    expect(differences).toEqual([]);
    expect(refused).toBeGreaterThan(count / 5);
  }, 300_000);
});

import type { PlacedFinding, PlacedFix } from "../../../server/src/workspace/types.ts";
import type { Workspace } from "../../../server/src/workspace/workspace.ts";
import { type InstanceOptions, instance } from "../../support/configs.ts";
import { applyFix, openWorkspace } from "../../support/fixture.ts";

export type Texts = Readonly<Record<string, string>>;

/** A node's keepalived.conf: its instance, or whole text, by `lb1`, `lb2` and so on. */
export function nodes(...texts: readonly (InstanceOptions | string)[]): Record<string, string> {
  return Object.fromEntries(
    texts.map((text, index) => [
      `lb${index + 1}/keepalived.conf`,
      typeof text === "string" ? text : instance({ priority: 200 - index, ...text }),
    ]),
  );
}

function short(file: string): string {
  return file.replace("/keepalived.conf", "");
}

/** A finding in a line: `lb2:4 error 52`, its file (the node for a keepalived.conf), line, severity and marked text. */
function say(workspace: Workspace, { file, start, end, severity }: PlacedFinding): string {
  const line = (workspace.lineIndexOf(file)?.position(start).line ?? 0) + 1;
  const marked = workspace.textOf(file)?.slice(start, end).split("\n")[0] ?? "";
  return `${short(file)}:${line} ${severity} ${marked}`;
}

function open(texts: Texts): Workspace {
  return openWorkspace(new Map(Object.entries(texts)));
}

/** The findings of one rule. */
export function found(code: string, texts: Texts): string[] {
  const workspace = open(texts);
  const findings = workspace.allFindings().filter((finding) => finding.code === code);
  return findings.map((finding) => say(workspace, finding));
}

/** The findings of one rule as they are, for what they say. */
export function findingsOf(code: string, texts: Texts): PlacedFinding[] {
  return open(texts)
    .allFindings()
    .filter((finding) => finding.code === code);
}

/** The fixes that a rule offers, in order: `lb2: title`, a `*` in front of the preferred one. */
export function fixesOf(code: string, texts: Texts): string[] {
  return findingsOf(code, texts).flatMap(({ file, fixes }) =>
    fixes.map(({ title, isPreferred }) => `${isPreferred ? "*" : ""}${short(file)}: ${title}`),
  );
}

/** What many cases have because they show only what they are about: a script, a group or nopreempt on one node alone. */
const ownMatters: ReadonlySet<string> = new Set([
  "cluster/preempt-mismatch",
  "cluster/sync-group-mismatch",
  "cluster/track-mismatch",
]);

const isGrave = ({ severity }: PlacedFinding): boolean => severity === "error" || severity === "warning";

/**
 * Applies fixes of a rule until it has nothing to say, ten times at most.
 *
 * @param choose picks the fix of a finding; without one the preferred is taken
 * @returns the lines that are new, `lb2:4 virtual_router_id 51`, then with a `!` whatever is found at warning or above and is
 *   not about something else that was there before
 */
export function mended(
  code: string,
  texts: Texts,
  choose: (fixes: readonly PlacedFix[]) => PlacedFix | undefined = (fixes) => fixes.find((fix) => fix.isPreferred),
): string[] {
  const workspace = open(texts);
  const places = ({ file, code: other }: PlacedFinding): string => `${file} ${other}`;
  const others = new Set(
    workspace
      .allFindings()
      .filter((finding) => finding.code !== code)
      .map(places),
  );
  for (let round = 0; round < 10; round++) {
    const fixes = workspace.allFindings().flatMap((finding) => (finding.code === code ? [choose(finding.fixes)] : []));
    const [fix] = fixes.filter((candidate) => candidate !== undefined);
    if (fix === undefined) break;
    applyFix(workspace, fix);
  }
  const changed = Object.entries(texts).flatMap(([file, before]) => {
    const known = new Set(before.split("\n"));
    const lines = (workspace.textOf(file) ?? "").split("\n");
    const fresh = lines.flatMap((text, index) =>
      known.has(text) ? [] : [`${short(file)}:${index + 1} ${text.trim()}`],
    );
    const isShorter = lines.length < before.split("\n").length;
    return isShorter ? [...fresh, `${short(file)} -${before.split("\n").length - lines.length}`] : fresh;
  });
  // What was there before is not of the fix's making.
  const isElse = (finding: PlacedFinding): boolean =>
    (/^(?:keepalived|haproxy)\/|^cluster\/(?:haproxy-not-tracked|vip-bind-needs-nonlocal)$/.test(finding.code) &&
      others.has(places(finding))) ||
    (finding.code !== code && ownMatters.has(finding.code));
  const left = workspace.allFindings().filter((finding) => isGrave(finding) && !isElse(finding));
  return [...changed, ...left.map((finding) => `! ${say(workspace, finding)} ${finding.code}`)];
}

import { applyEdits, type TextEdit } from "../text/span.ts";
import type { PlacedFinding, PlacedFix } from "../workspace/types.ts";
import type { Workspace } from "../workspace/workspace.ts";

/** A fix can uncover the next finding; what is still not quiet after so many rounds never will be. */
const mostRounds = 10;

/** Which fixes are applied, and where. */
export interface FixPolicy {
  /** Whether fixes that deserve a look may be applied too. */
  readonly allowsUnsafe: boolean;
  /** Only the findings of these rules; undefined: of all. */
  readonly codes: ReadonlySet<string> | undefined;
  /** Whether a file may be changed. A fix that needs another one is left out as a whole. */
  mayEdit(file: string): boolean;
}

/** A fix that was applied, with the finding as it was placed then. */
export interface AppliedFix {
  readonly finding: PlacedFinding;
  readonly fix: PlacedFix;
  /** The line of the finding at that time, from zero. */
  readonly line: number;
  readonly character: number;
}

/** Whether two edits touch; insertions at one place would depend on their order, so they touch too. */
function touches(a: TextEdit, b: TextEdit): boolean {
  if (a.start === a.end || b.start === b.end) return a.start <= b.end && b.start <= a.end;
  return a.start < b.end && b.start < a.end;
}

/** The line end that a text uses. */
function lineEndOf(text: string): "\r\n" | "\n" {
  const first = text.indexOf("\n");
  return first > 0 && text[first - 1] === "\r" ? "\r\n" : "\n";
}

/** The fix that is applied to a finding, if any; see `FixPolicy`. */
export function chosenFix(finding: PlacedFinding, policy: FixPolicy): PlacedFix | undefined {
  if (policy.codes !== undefined && !policy.codes.has(finding.code)) return undefined;
  return finding.fixes.find(
    (fix) =>
      fix.isPreferred &&
      (fix.isSafe || policy.allowsUnsafe) &&
      fix.edits.length > 0 &&
      fix.edits.every(({ file }) => policy.mayEdit(file)),
  );
}

/** One round: of fixes whose edits touch each other the first is taken, the next round takes the other. */
function applyRound(workspace: Workspace, findings: readonly PlacedFinding[], policy: FixPolicy): AppliedFix[] {
  const edits = new Map<string, TextEdit[]>();
  const applied: AppliedFix[] = [];
  for (const finding of findings) {
    const fix = chosenFix(finding, policy);
    if (fix === undefined) continue;
    if (fix.edits.some(({ file, edit }) => edits.get(file)?.some((taken) => touches(taken, edit)))) continue;
    for (const { file, edit } of fix.edits) {
      const ofFile = edits.get(file) ?? [];
      ofFile.push(edit);
      edits.set(file, ofFile);
    }
    const place = workspace.lineIndexOf(finding.file)?.position(finding.start) ?? { line: 0, character: 0 };
    applied.push({ finding, fix, ...place });
  }
  for (const [file, ofFile] of edits) {
    const text = workspace.textOf(file) ?? "";
    const lineEnd = lineEndOf(text);
    const ownLineEnds = ofFile.map((edit) => ({ ...edit, newText: edit.newText.replace(/\r?\n/g, lineEnd) }));
    workspace.setFile(file, applyEdits(text, ownLineEnds), workspace.languageOf(file));
  }
  workspace.update();
  return applied;
}

/**
 * Applies the preferred fixes to the workspace's texts, again until nothing changes or ten rounds are over.
 *
 * @param workspace its files are changed, nothing on disk is
 * @param findings gives the findings that are to be fixed, at the time of each round
 * @returns what was applied, in order
 */
export function applyFixes(
  workspace: Workspace,
  findings: () => readonly PlacedFinding[],
  policy: FixPolicy,
): AppliedFix[] {
  const applied: AppliedFix[] = [];
  for (let round = 0; round < mostRounds; round++) {
    const ofRound = applyRound(workspace, findings(), policy);
    if (ofRound.length === 0) break;
    applied.push(...ofRound);
  }
  return applied;
}

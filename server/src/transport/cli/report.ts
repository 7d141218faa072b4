import type { Severity } from "../../rules/finding.ts";
import type { LineIndex } from "../../text/line-index.ts";
import type { PlacedFinding } from "../../workspace/types.ts";
import type { Workspace } from "../../workspace/workspace.ts";

/** Everything that a format writes down. */
export interface Report {
  readonly workspace: Workspace;
  /** Sorted by the files' shown paths, then by position and code. */
  readonly findings: readonly PlacedFinding[];
  /** A file's path as it is shown: relative to the current folder, with `/`. */
  pathOf(file: string): string;
}

export const severities: readonly Severity[] = ["error", "warning", "information", "hint"];

/** How many findings there are of each severity. */
export function countSeverities(findings: readonly PlacedFinding[]): Record<Severity, number> {
  const counts: Record<Severity, number> = { error: 0, warning: 0, information: 0, hint: 0 };
  for (const finding of findings) counts[finding.severity]++;
  return counts;
}

/** Whether a severity is as grave as another, or graver. */
export function isAtLeast(severity: Severity, threshold: Severity): boolean {
  return severities.indexOf(severity) <= severities.indexOf(threshold);
}

/** Orders texts by their UTF-16 units, which is the same in every locale. */
export function compareTexts(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** The report of a workspace as it is now. */
export function createReport(
  workspace: Workspace,
  findings: readonly PlacedFinding[],
  pathOf: (file: string) => string,
): Report {
  const sorted = findings
    .map((finding) => ({ finding, path: pathOf(finding.file) }))
    .sort(
      (a, b) =>
        compareTexts(a.path, b.path) ||
        a.finding.start - b.finding.start ||
        a.finding.end - b.finding.end ||
        compareTexts(a.finding.code, b.finding.code) ||
        compareTexts(a.finding.message, b.finding.message),
    );
  return { workspace, findings: sorted.map(({ finding }) => finding), pathOf };
}

/** The line index of a file that a finding names. */
export function linesOf(report: Report, file: string): LineIndex {
  const lines = report.workspace.lineIndexOf(file);
  if (lines === undefined) throw new Error(`a finding names ${file}, which is not in the workspace`);
  return lines;
}

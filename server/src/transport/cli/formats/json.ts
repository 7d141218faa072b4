import type { Position } from "../../../text/line-index.ts";
import type { PlacedFinding } from "../../../workspace/types.ts";
import { compareTexts, countSeverities, linesOf, type Report } from "../report.ts";

interface Range {
  readonly start: Position;
  readonly end: Position;
}

function rangeOf(report: Report, file: string, span: { readonly start: number; readonly end: number }): Range {
  const lines = linesOf(report, file);
  return { start: lines.position(span.start), end: lines.position(span.end) };
}

function findingOf(report: Report, finding: PlacedFinding): object {
  return {
    file: report.pathOf(finding.file),
    range: rangeOf(report, finding.file, finding),
    severity: finding.severity,
    code: finding.code,
    message: finding.message,
    related: finding.related.map((place) => ({
      file: report.pathOf(place.file),
      range: rangeOf(report, place.file, place),
      message: place.message,
    })),
    fixes: finding.fixes.map((fix) => ({
      title: fix.title,
      preferred: fix.isPreferred,
      safe: fix.isSafe,
      edits: fix.edits.map(({ file, edit }) => ({
        file: report.pathOf(file),
        range: rangeOf(report, file, edit),
        newText: edit.newText,
      })),
    })),
  };
}

/** The findings as JSON for programs: zero-based lines and characters in UTF-16 units, as in LSP. */
export function writeJson(report: Report): string {
  const files = report.workspace.memberships().map((membership) => ({
    file: report.pathOf(membership.file),
    language: membership.language,
    clusters: membership.clusters,
    nodes: membership.nodes,
  }));
  const clusters = report.workspace.clusters().map((cluster) => ({
    name: cluster.name,
    vips: cluster.vips,
    nodes: cluster.nodes,
    endpoint: cluster.endpoint ?? null,
  }));
  const result = {
    version: 1,
    files: files.sort((a, b) => compareTexts(a.file, b.file)),
    clusters,
    findings: report.findings.map((finding) => findingOf(report, finding)),
    summary: countSeverities(report.findings),
  };
  return `${JSON.stringify(result, undefined, 2)}\n`;
}

import { type Message, message, type Severity } from "../../../rules/finding.ts";
import type { PlacedFinding } from "../../../workspace/types.ts";
import type { Palette } from "../color.ts";
import { printable } from "../printable.ts";
import { countSeverities, linesOf, type Report, severities } from "../report.ts";
import { countOf, type Say } from "../say.ts";
import { findSecrets } from "../secrets.ts";
import { layOutLine } from "../source-line.ts";

export interface TextOptions {
  readonly palette: Palette;
  /** Columns of a line. */
  readonly width: number;
}

/** The source line with its underline, as two lines of output. */
function writeSource(report: Report, finding: PlacedFinding, options: TextOptions): string {
  const { palette, width } = options;
  const lines = linesOf(report, finding.file);
  const { line } = lines.position(finding.start);
  const start = lines.lineStart(line);
  const end = lines.lineEnd(line);
  const secrets = findSecrets(lines.text, report.workspace.treeOf(finding.file), { start, end });
  const shown = layOutLine(
    lines.lineText(line),
    { start: finding.start - start, end: finding.end - start },
    secrets.map((secret) => ({ start: secret.start - start, end: secret.end - start })),
    Math.max(20, width - 10),
  );
  const gutter = String(line + 1).padStart(6);
  const below = " ".repeat(gutter.length);
  const underline = palette.severity[finding.severity]("^".repeat(shown.length));
  return `${palette.dim(`${gutter} |`)} ${shown.text}\n${palette.dim(`${below} |`)} ${" ".repeat(shown.indent)}${underline}\n`;
}

function writeFinding(report: Report, finding: PlacedFinding, options: TextOptions): string {
  const { palette } = options;
  const { line, character } = linesOf(report, finding.file).position(finding.start);
  const place = palette.place(`${line + 1}:${character + 1}`);
  const severity = palette.severity[finding.severity](finding.severity);
  let text = `  ${place} ${severity} ${printable(finding.message)} ${palette.dim(finding.code)}\n`;
  text += writeSource(report, finding, options);
  for (const related of finding.related) {
    const { line, character } = linesOf(report, related.file).position(related.start);
    const where = palette.place(`${printable(report.pathOf(related.file))}:${line + 1}:${character + 1}`);
    text += `      ${where} ${printable(related.message)}\n`;
  }
  return text;
}

/** The findings for a reader, grouped by file; empty where there are none. */
export function writeText(report: Report, options: TextOptions): string {
  let text = "";
  let file: string | undefined;
  for (const finding of report.findings) {
    if (finding.file !== file) {
      file = finding.file;
      text += `${text === "" ? "" : "\n"}${options.palette.bold(options.palette.underline(printable(report.pathOf(file))))}\n`;
    }
    text += writeFinding(report, finding, options);
  }
  return text;
}

const names: Readonly<Record<Severity, readonly [string, string]>> = {
  error: ["1 error", "{count} errors"],
  warning: ["1 warning", "{count} warnings"],
  information: ["1 note", "{count} notes"],
  hint: ["1 hint", "{count} hints"],
};

/** `2 errors, 1 warning`, graver ones first; only the severities that there are. */
export function countFindings(findings: readonly PlacedFinding[], palette: Palette, say: Say): string {
  const counts = countSeverities(findings);
  const parts = severities
    .filter((severity) => counts[severity] > 0)
    .map((severity) => palette.severity[severity](say(countOf(counts[severity], ...names[severity]))));
  return parts.reduceRight((rest, first) => say(message("{first}, {rest}", { first, rest })));
}

/** Whether `haconf fix` would mend a finding by itself. */
export function isFixable(finding: PlacedFinding): boolean {
  return finding.fixes.some((fix) => fix.isPreferred && fix.isSafe);
}

const countFiles = (count: number): Message => countOf(count, "1 file", "{count} files");

/** The last line of `check`: what was found in how many files. */
export function writeSummary(report: Report, checkedFiles: number, palette: Palette, say: Say): string {
  const { findings } = report;
  if (checkedFiles === 0) return `${say(message("No configuration files found."))}\n`;
  const checked = countFiles(checkedFiles);
  if (findings.length === 0) return `${say(message("No findings, {checked} checked.", { checked }))}\n`;
  const summary = message("{findings} in {files}, {checked} checked.", {
    findings: countFindings(findings, palette, say),
    files: countFiles(new Set(findings.map((finding) => finding.file)).size),
    checked,
  });
  const count = findings.filter(isFixable).length;
  if (count === 0) return `\n${say(summary)}\n`;
  const hint = message('{count} can be fixed by "haconf fix".', { count });
  return `\n${say(message("{summary} {hint}", { summary, hint }))}\n`;
}

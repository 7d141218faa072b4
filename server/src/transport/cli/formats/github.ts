import type { Severity } from "../../../rules/finding.ts";
import { linesOf, type Report } from "../report.ts";

const commands: Readonly<Record<Severity, string>> = {
  error: "error",
  warning: "warning",
  information: "notice",
  hint: "notice",
};

function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}

/** The findings as workflow commands, which GitHub shows at their lines; lines and columns count from 1. */
export function writeGithub(report: Report): string {
  const lines = report.findings.map((finding) => {
    const index = linesOf(report, finding.file);
    const start = index.position(finding.start);
    const end = index.position(finding.end);
    const properties = {
      file: report.pathOf(finding.file),
      line: start.line + 1,
      endLine: end.line + 1,
      col: start.character + 1,
      endColumn: end.character + 1,
      title: finding.code,
    };
    const related = finding.related.map((place) => {
      const { line, character } = linesOf(report, place.file).position(place.start);
      return `${report.pathOf(place.file)}:${line + 1}:${character + 1}: ${place.message}`;
    });
    const list = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
    return `::${commands[finding.severity]} ${list.join(",")}::${escapeData([finding.message, ...related].join("\n"))}\n`;
  });
  return lines.join("");
}

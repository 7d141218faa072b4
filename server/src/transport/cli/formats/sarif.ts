import type { Severity } from "../../../rules/finding.ts";
import { rules } from "../../../rules/registry.ts";
import type { Rule } from "../../../rules/rule.ts";
import type { PlacedFinding } from "../../../workspace/types.ts";
import { rulePageAddress } from "../../rule-page.ts";
import { version } from "../../version.ts";
import { type ExampleFile, joinExample } from "../example.ts";
import { linesOf, type Report } from "../report.ts";
import { findSecrets, maskSecrets } from "../secrets.ts";

const levels: Readonly<Record<Severity, string>> = {
  error: "error",
  warning: "warning",
  information: "note",
  hint: "note",
};

const plainFile = ({ file, text }: ExampleFile): string => `${file}:\n\n${text.trimEnd()}`;
const markdownFile = ({ file, text }: ExampleFile): string => `\`${file}\`\n\n\`\`\`\n${text.trimEnd()}\n\`\`\``;

function ruleOf(rule: Rule): object {
  const { docs } = rule;
  const { bad, good } = docs.example;
  const page = rulePageAddress(rule.code);
  return {
    id: rule.code,
    shortDescription: { text: docs.summary },
    fullDescription: { text: docs.why },
    help: {
      text: `${docs.why}\n\nWrong:\n\n${joinExample(bad, plainFile)}\n\nRight:\n\n${joinExample(good, plainFile)}\n\n${page}`,
      markdown: `${docs.why}\n\nWrong:\n\n${joinExample(bad, markdownFile)}\n\nRight:\n\n${joinExample(good, markdownFile)}\n`,
    },
    helpUri: page,
    defaultConfiguration: { level: levels[rule.severity] },
    properties: { tags: [rule.code.split("/")[0]] },
  };
}

function addressOf(path: string): string {
  return path.split("/").map(encodeURIComponent).join("/");
}

function locationOf(report: Report, place: { file: string; start: number; end: number }): object {
  const lines = linesOf(report, place.file);
  const start = lines.position(place.start);
  const end = lines.position(place.end);
  return {
    artifactLocation: { uri: addressOf(report.pathOf(place.file)) },
    region: {
      startLine: start.line + 1,
      startColumn: start.character + 1,
      endLine: end.line + 1,
      endColumn: end.character + 1,
    },
  };
}

/** What a finding is known by when lines move: its rule, its file and the text of its line, secrets masked. */
function identityOf(report: Report, finding: PlacedFinding): string {
  const lines = linesOf(report, finding.file);
  const { line } = lines.position(finding.start);
  const span = { start: lines.lineStart(line), end: lines.lineEnd(line) };
  const secrets = findSecrets(lines.text, report.workspace.treeOf(finding.file), span);
  return [finding.code, report.pathOf(finding.file), maskSecrets(lines.text, secrets, span).trim()].join("\n");
}

/** The findings as SARIF 2.1.0; lines and columns count from 1, columns in UTF-16 units. It holds no fixes, which may hold secrets. */
export async function writeSarif(report: Report): Promise<string> {
  // It takes milliseconds to load, and no other format needs it.
  const { createHash } = await import("node:crypto");
  const seen = new Map<string, number>();
  const results = report.findings.map((finding) => {
    const identity = identityOf(report, finding);
    const occurrence = seen.get(identity) ?? 0;
    seen.set(identity, occurrence + 1);
    const ruleIndex = rules.findIndex((rule) => rule.code === finding.code);
    return {
      ruleId: finding.code,
      ...(ruleIndex < 0 ? {} : { ruleIndex }),
      level: levels[finding.severity],
      message: { text: finding.message },
      locations: [{ physicalLocation: locationOf(report, finding) }],
      ...(finding.related.length === 0
        ? {}
        : {
            relatedLocations: finding.related.map((place, id) => ({
              id,
              physicalLocation: locationOf(report, place),
              message: { text: place.message },
            })),
          }),
      partialFingerprints: {
        "haconfFinding/v1": createHash("sha256").update(`${identity}\n${occurrence}`).digest("hex").slice(0, 32),
      },
    };
  });
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "haconf",
            version,
            informationUri: "https://github.com/haconf/haconf",
            rules: rules.map(ruleOf),
          },
        },
        columnKind: "utf16CodeUnits",
        results,
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

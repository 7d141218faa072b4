import { loadTranslations } from "../translations.ts";
import { type CommandUsage, choiceOf, helpOf, type ParsedArguments, parseArguments, valueOf } from "./arguments.ts";
import { createPalette, wantsColor } from "./color.ts";
import { judgingFlags, localeFor, readSettings } from "./common-flags.ts";
import { isOutputTerminal, outputWidth, print, printError } from "./console.ts";
import { readInputs, standardInput } from "./files.ts";
import { writeGithub } from "./formats/github.ts";
import { writeJson } from "./formats/json.ts";
import { writeSarif } from "./formats/sarif.ts";
import { writeSummary, writeText } from "./formats/text.ts";
import { loadWorkspace } from "./load.ts";
import { Progress } from "./progress.ts";
import { createReport, isAtLeast, type Report, severities } from "./report.ts";
import { loadSay } from "./say.ts";
import { describeClusters, Stopwatch } from "./stats.ts";
import { UsageError } from "./usage-error.ts";

const formats = ["text", "json", "sarif", "github"] as const;

export const checkUsage: CommandUsage = {
  name: "check",
  operands: "[PATH…]",
  summary: "Checks files and whole folders; all files of a cluster are compared with each other.",
  flags: [
    { name: "format", value: "FORMAT", help: `${formats.join(", ")} (default: text)` },
    ...judgingFlags,
    { name: "stdin-name", value: "NAME", help: "the name of the file that standard input holds" },
    {
      name: "stats",
      help: "say on standard error how much was read, how long it took, and which clusters and nodes the files make up",
    },
  ],
  notes: [
    "PATH is a file, a folder (default: the current one) or - for standard input.",
    "Exit status: 0 nothing from --fail-on on, 1 findings, 2 wrong usage or a path that can't be read.",
  ],
};

async function write(
  report: Report,
  format: (typeof formats)[number],
  checkedFiles: number,
  isQuiet: boolean,
  locale: string | undefined,
): Promise<string> {
  switch (format) {
    case "json":
      return writeJson(report);
    case "sarif":
      return writeSarif(report);
    case "github":
      return writeGithub(report);
    case "text": {
      const palette = createPalette(wantsColor(isOutputTerminal, process.env));
      const findings = writeText(report, { palette, width: outputWidth() });
      if (isQuiet) return findings;
      return findings + writeSummary(report, checkedFiles, palette, await loadSay(locale));
    }
  }
}

/** English for programs unless it is asked for otherwise; the reader's own language for text. */
function messageLocale(parsed: ParsedArguments, format: (typeof formats)[number]): string | undefined {
  return format === "text" ? localeFor(parsed) : valueOf(parsed, "locale");
}

/**
 * `haconf check`.
 *
 * @param args what stands behind the command's name
 * @returns the exit status
 * @throws UsageError for what the user can mend
 */
export async function check(args: readonly string[]): Promise<number> {
  const stopwatch = new Stopwatch();
  const parsed = parseArguments(checkUsage, args);
  if (parsed.switches.has("help")) {
    print(helpOf(checkUsage));
    return 0;
  }
  const format = choiceOf(parsed, "format", formats) ?? "text";
  const failOn = choiceOf(parsed, "fail-on", severities) ?? "warning";
  const stdinName = valueOf(parsed, "stdin-name");
  const hasStandardInput = parsed.operands.includes(standardInput);
  if (stdinName !== undefined && !hasStandardInput) throw new UsageError("--stdin-name needs - among the paths");
  const settings = await readSettings(parsed);
  const isQuiet = parsed.switches.has("quiet");
  const progress = new Progress(!isQuiet);
  const inputs = await readInputs({ paths: parsed.operands, stdinName, manifest: valueOf(parsed, "config") }, progress);
  stopwatch.lap("reading");
  const workspace = await loadWorkspace(inputs, settings, progress);
  const locale = messageLocale(parsed, format);
  const translations = await loadTranslations(locale);
  workspace.update();
  const findings = workspace.allFindings(translations);
  stopwatch.lap("checking");
  progress.end();
  const report = createReport(workspace, findings, inputs.pathOf);
  const grave = report.findings.filter((finding) => isAtLeast(finding.severity, failOn));
  const taken = inputs.files.filter(({ file }) => workspace.hasFile(file));
  const isReduced = isQuiet && (format === "text" || format === "github");
  print(await write(isReduced ? { ...report, findings: grave } : report, format, taken.length, isQuiet, locale));
  stopwatch.lap("writing");
  if (parsed.switches.has("stats")) {
    const bytes = taken.reduce((sum, file) => sum + file.size, 0);
    printError(`haconf: ${taken.length} of ${inputs.files.length} files taken, ${bytes} bytes; ${stopwatch}\n`);
    printError(describeClusters(workspace.clusters(), workspace.memberships(), inputs.pathOf));
  }
  for (const problem of inputs.problems) printError(`haconf: ${problem}\n`);
  if (inputs.problems.length > 0) return 2;
  return grave.length > 0 ? 1 : 0;
}

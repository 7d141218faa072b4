import { realpathSync } from "node:fs";
import { resolve, sep } from "node:path";
import { type Message, message } from "../../rules/finding.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { type AppliedFix, applyFixes, chosenFix, type FixPolicy } from "../fixing.ts";
import { loadTranslations } from "../translations.ts";
import { type CommandUsage, choiceOf, helpOf, type ParsedArguments, parseArguments, valueOf } from "./arguments.ts";
import { createPalette, type Palette, wantsColor } from "./color.ts";
import { judgingFlags, localeFor, readSettings, requireRule } from "./common-flags.ts";
import { isOutputTerminal, outputWidth, print, printError } from "./console.ts";
import { type DiffSide, unifiedDiff } from "./diff.ts";
import { type Inputs, readInputs, reasonOf, type SourceFile, standardInput } from "./files.ts";
import { countFindings, writeText } from "./formats/text.ts";
import { loadWorkspace } from "./load.ts";
import { printable } from "./printable.ts";
import { Progress } from "./progress.ts";
import { createReport, isAtLeast, type Report, severities } from "./report.ts";
import { countOf, loadSay, type Say } from "./say.ts";
import { findSecrets } from "./secrets.ts";
import { UsageError } from "./usage-error.ts";
import { replaceFile } from "./write-file.ts";

const fixUsage: CommandUsage = {
  name: "fix",
  operands: "[PATH…]",
  summary: "Applies the fixes that are certain and safe, again until nothing changes.",
  flags: [
    { name: "dry-run", help: "write nothing, print what would change as a unified diff with secrets masked" },
    { name: "code", value: "CODE", isRepeatable: true, help: "fix only what this rule finds" },
    { name: "unsafe", help: "apply certain fixes too that deserve a look afterwards" },
    ...judgingFlags,
  ],
  notes: [
    "PATH is a file or a folder (default: the current one); only files below the paths are changed.",
    "Exit status: 0 nothing is left from --fail-on on, 1 findings are left, 2 wrong usage or a path that can't be read or written.",
  ],
};

/** A file that `fix` may change. */
interface EditableFile {
  readonly source: SourceFile;
  /** Where its bytes lie, links followed. */
  readonly path: string;
}

interface FilesToFix {
  readonly editable: ReadonlyMap<string, EditableFile>;
  /** What is left alone because it is a link that leads out of the given paths. */
  readonly leadingOut: ReadonlySet<string>;
}

/** Which files may be changed. */
function filesToFix(inputs: Inputs, operands: readonly string[]): FilesToFix {
  const given = (operands.length === 0 ? ["."] : operands).map((operand) => resolve(operand));
  // A path that is a link itself is taken by its own name: what it leads to lies elsewhere.
  const roots = given.map((path) => {
    const parts = path.split(sep);
    const name = parts.pop() ?? "";
    return resolve(realpathSync(parts.join(sep) || sep), name);
  });
  const editable = new Map<string, EditableFile>();
  const leadingOut = new Set<string>();
  for (const source of inputs.files) {
    if (source.path === undefined || source.origin === "manifest" || source.origin === "sibling") continue;
    const path = realpathSync(source.path);
    const isInside = roots.some((root) => path === root || path.startsWith(root.endsWith(sep) ? root : root + sep));
    if (isInside) editable.set(source.file, { source, path });
    else leadingOut.add(source.file);
  }
  return { editable, leadingOut };
}

/** Names the files that a fix would change if they were not links that lead out of the given paths. */
function writeLeftAlone(left: Report, leadingOut: ReadonlySet<string>, policy: FixPolicy, say: Say): string {
  const wishes: FixPolicy = { ...policy, mayEdit: (file) => leadingOut.has(file) || policy.mayEdit(file) };
  const files = left.findings.flatMap((finding) => chosenFix(finding, wishes)?.edits.map(({ file }) => file) ?? []);
  return [...new Set(files)]
    .filter((file) => leadingOut.has(file))
    .map((file) => {
      const why = message("{file} was left alone: it is a link that leads out of the given paths", {
        file: printable(left.pathOf(file)),
      });
      return `haconf: ${say(why)}\n`;
    })
    .join("");
}

/** The bytes of a file's new text. In a Latin-1 file, characters that it can't hold are written as their UTF-8 bytes. */
function encode(text: string, source: SourceFile): Buffer {
  if (source.encoding === "utf8") return Buffer.from(text, "utf8");
  const bytes = text.replace(/[^\u0000-\u00ff]+/g, (part) => Buffer.from(part, "utf8").toString("latin1"));
  return Buffer.from(bytes, "latin1");
}

/** What of a file as it is now must not be shown in a diff. */
function diffSideOf(workspace: Workspace, file: string): DiffSide {
  const text = workspace.textOf(file) ?? "";
  return { text, secrets: findSecrets(text, workspace.treeOf(file), { start: 0, end: text.length }) };
}

/** A file with its text before and after. */
interface ChangedFile extends EditableFile {
  readonly newText: string;
}

/** Writes the files; says what could not be written and returns those files. */
function writeFiles(changed: readonly ChangedFile[], inputs: Inputs): SourceFile[] {
  const failed: SourceFile[] = [];
  for (const { source, path, newText } of changed) {
    const shown = inputs.pathOf(source.file);
    try {
      if (replaceFile(path, encode(source.text, source), encode(newText, source))) continue;
      printError(`haconf: ${shown} has been changed by somebody else meanwhile, so it was left alone\n`);
    } catch (error) {
      printError(`haconf: can't write ${shown}: ${reasonOf(error)}\n`);
    }
    failed.push(source);
  }
  return failed;
}

function writeApplied(applied: readonly AppliedFix[], inputs: Inputs, palette: Palette, say: Say): string {
  return applied
    .map(({ finding, fix, line, character }) => {
      const place = palette.place(`${printable(inputs.pathOf(finding.file))}:${line + 1}:${character + 1}`);
      return `${palette.added(say(message("fixed")))} ${place} ${printable(fix.title)} ${palette.dim(finding.code)}\n`;
    })
    .join("");
}

async function readPolicy(parsed: ParsedArguments, editable: ReadonlyMap<string, EditableFile>): Promise<FixPolicy> {
  const codes = parsed.values.get("code");
  for (const code of codes ?? []) await requireRule(code);
  return {
    allowsUnsafe: parsed.switches.has("unsafe"),
    codes: codes === undefined ? undefined : new Set(codes),
    mayEdit: (file) => editable.has(file),
  };
}

function summaryOf(left: Report, findings: Message, isDryRun: boolean, palette: Palette, say: Say): Message {
  if (left.findings.length === 0) {
    return message(isDryRun ? "{findings} would be fixed, nothing is left." : "{findings} fixed, nothing is left.", {
      findings,
    });
  }
  return message(isDryRun ? "{findings} would be fixed, left: {left}." : "{findings} fixed, left: {left}.", {
    findings,
    left: countFindings(left.findings, palette, say),
  });
}

function writeLeft(left: Report, fixed: number, isDryRun: boolean, palette: Palette, say: Say): string {
  const text = writeText(left, { palette, width: outputWidth() });
  const summary = say(summaryOf(left, countOf(fixed, "1 finding", "{count} findings"), isDryRun, palette, say));
  return `${text}${text === "" ? "" : "\n"}${summary}\n`;
}

/** `haconf fix`; see `check` for what goes in and out. */
export async function fix(args: readonly string[]): Promise<number> {
  const parsed = parseArguments(fixUsage, args);
  if (parsed.switches.has("help")) {
    print(helpOf(fixUsage));
    return 0;
  }
  if (parsed.operands.includes(standardInput)) throw new UsageError("fix changes files; it can't read standard input");
  const failOn = choiceOf(parsed, "fail-on", severities) ?? "warning";
  const settings = await readSettings(parsed);
  const isQuiet = parsed.switches.has("quiet");
  const isDryRun = parsed.switches.has("dry-run");
  const progress = new Progress(!isQuiet);
  const inputs = await readInputs(
    { paths: parsed.operands, stdinName: undefined, manifest: valueOf(parsed, "config") },
    progress,
  );
  const { editable, leadingOut } = filesToFix(inputs, parsed.operands);
  const policy = await readPolicy(parsed, editable);
  const workspace = await loadWorkspace(inputs, settings, progress);
  const locale = localeFor(parsed);
  const translations = await loadTranslations(locale);
  const say = await loadSay(locale);
  workspace.update();
  const before = isDryRun ? Array.from(editable.keys(), (file) => ({ file, side: diffSideOf(workspace, file) })) : [];
  let applied = applyFixes(workspace, () => workspace.allFindings(translations), policy);
  progress.end();
  const changed = Array.from(editable.values(), (one) => ({
    ...one,
    newText: workspace.textOf(one.source.file) ?? one.source.text,
  })).filter(({ source, newText }) => source.text !== newText);
  const palette = createPalette(wantsColor(isOutputTerminal, process.env));
  let isDone = inputs.problems.length === 0;
  if (isDryRun) {
    for (const { file, side } of before) {
      print(unifiedDiff(inputs.pathOf(file), side, diffSideOf(workspace, file), palette));
    }
  } else {
    const failed = writeFiles(changed, inputs);
    for (const { file, text } of failed) workspace.setFile(file, text, workspace.languageOf(file));
    const unwritten = new Set(failed.map(({ file }) => file));
    applied = applied.filter(({ fix }) => !fix.edits.some(({ file }) => unwritten.has(file)));
    isDone &&= failed.length === 0;
    if (!isQuiet) print(writeApplied(applied, inputs, palette, say));
  }
  const all = createReport(workspace, workspace.allFindings(translations), inputs.pathOf);
  const grave = all.findings.filter((finding) => isAtLeast(finding.severity, failOn));
  // What is left goes to standard error where standard output is the diff.
  const show = isDryRun ? printError : print;
  if (isQuiet) show(writeText({ ...all, findings: grave }, { palette, width: outputWidth() }));
  else show(writeLeft(all, applied.length, isDryRun, palette, say));
  printError(writeLeftAlone(all, leadingOut, policy, say));
  for (const problem of inputs.problems) printError(`haconf: ${problem}\n`);
  if (!isDone) return 2;
  return grave.length > 0 ? 1 : 0;
}

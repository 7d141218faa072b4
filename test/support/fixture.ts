import { loadYamlReader } from "../../server/src/model/kubernetes/yaml-reader.ts";
import { applyEdits, type TextEdit } from "../../server/src/text/span.ts";
import type { PlacedFinding, PlacedFix, Settings } from "../../server/src/workspace/types.ts";
import { Workspace } from "../../server/src/workspace/workspace.ts";

const yamlReader = await loadYamlReader();

/**
 * Several files in one text, each below a line `//- path/name`.
 *
 * @returns the files' texts by their names
 */
export function readFixture(text: string): Map<string, string> {
  const files = new Map<string, string>();
  const parts = text.split(/^\/\/- (\S+)[ \t]*\n/m);
  for (let index = 1; index < parts.length; index += 2) files.set(parts[index] ?? "", parts[index + 1] ?? "");
  return files;
}

/** A workspace that holds the given files, and no others are on the disk. */
export function openWorkspace(files: ReadonlyMap<string, string> | string, settings?: Settings): Workspace {
  const workspace = new Workspace(settings);
  workspace.setYamlReader(yamlReader);
  for (const [file, text] of typeof files === "string" ? readFixture(files) : files) workspace.setFile(file, text);
  if (workspace.fileNames().some((file) => workspace.languageOf(file) === "manifest")) {
    workspace.update();
    for (const path of workspace.openPaths()) workspace.answerPath(path, false);
  }
  return workspace;
}

/** All findings of the given files. */
export function check(files: ReadonlyMap<string, string> | string, settings?: Settings): PlacedFinding[] {
  return openWorkspace(files, settings).allFindings();
}

/** A finding in one line, `dev6/keepalived.conf:9:23 error cluster/… 34`: its place, severity, code and marked text. */
export function describeFinding(workspace: Workspace, finding: PlacedFinding): string {
  const position = workspace.lineIndexOf(finding.file)?.position(finding.start);
  const marked = workspace.textOf(finding.file)?.slice(finding.start, finding.end) ?? "";
  const place = `${finding.file}:${(position?.line ?? 0) + 1}:${(position?.character ?? 0) + 1}`;
  return `${place} ${finding.severity} ${finding.code} ${marked.split("\n")[0]}`;
}

/** All findings of the given files, each in one line. */
export function describeFindings(files: ReadonlyMap<string, string> | string, settings?: Settings): string[] {
  const workspace = openWorkspace(files, settings);
  return workspace.allFindings().map((finding) => describeFinding(workspace, finding));
}

/** Applies a fix to the files of a workspace. */
export function applyFix(workspace: Workspace, fix: PlacedFix): void {
  const byFile = new Map<string, TextEdit[]>();
  for (const { file, edit } of fix.edits) byFile.set(file, [...(byFile.get(file) ?? []), edit]);
  for (const [file, edits] of byFile) workspace.setFile(file, applyEdits(workspace.textOf(file) ?? "", edits));
}

import { splitPath } from "../documents/path.ts";
import { isPlaceholder } from "../model/value.ts";
import type { KeepalivedStatement, KeepalivedTree } from "../syntax/keepalived/tree.ts";
import { globMatcher } from "../text/glob.ts";
import type { NavigationSource } from "./source.ts";

const includeKeyword = /^include[rmwba]?$/;
/** Where keepalived.conf lies on its machine, if nothing else is said. */
const usualFolder = ["etc", "keepalived"];

const patternsByTree = new WeakMap<KeepalivedTree, readonly string[]>();

/** The patterns of a text's `include` lines, at any depth. */
function includePatterns(tree: KeepalivedTree): readonly string[] {
  const known = patternsByTree.get(tree);
  if (known !== undefined) return known;
  const patterns: string[] = [];
  const visit = (statements: readonly KeepalivedStatement[]): void => {
    for (const { words, block } of statements) {
      const pattern = words[1]?.value;
      if (pattern !== undefined && includeKeyword.test(words[0]?.value ?? "")) patterns.push(pattern);
      if (block !== undefined) visit(block.statements);
    }
  };
  if (tree.text.includes("include")) for (const { statements } of tree.sections) visit(statements);
  patternsByTree.set(tree, patterns);
  return patterns;
}

/** The folders and the name of a pattern, seen from a folder, without `.` and `..`; undefined where it leads out of the root. */
function resolvePath(folders: readonly string[], path: string): string[] | undefined {
  const parts = [...folders];
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts;
}

function endsWith(parts: readonly string[], end: readonly string[]): boolean {
  return end.length > 0 && end.every((part, index) => parts[parts.length - end.length + index] === part);
}

/**
 * The paths that a pattern may mean. An absolute one is that of the machine, whose folders the workspace may mirror below the
 * folder of a node (`lb1/etc/keepalived/`), or whose keepalived.conf lies there with what belongs to it.
 */
function candidatePaths(file: string, pattern: string): string[][] {
  const { folders, name } = splitPath(file);
  if (!pattern.startsWith("/")) return [resolvePath(folders, pattern) ?? []];
  const absolute = resolvePath([], pattern) ?? [];
  const candidates = [file.startsWith("/") ? ["", ...absolute] : absolute];
  for (let count = absolute.length - 1; count >= 2; count--) {
    const mirrored = absolute.slice(0, count);
    if (endsWith(folders, mirrored)) candidates.push([...folders, ...absolute.slice(count)]);
  }
  const isUsual = usualFolder.every((part, index) => absolute[index] === part);
  if (isUsual && name === "keepalived.conf") candidates.push([...folders, ...absolute.slice(usualFolder.length)]);
  return candidates;
}

/** No path is longer; and a pattern with more signs than these is not matched, because that could take for ever. */
const longestPattern = 1000;
const mostSigns = 6;

/** The files that a pattern brings in, of the workspace's own. */
function filesOfPattern(names: readonly string[], file: string, pattern: string): string[] {
  if (pattern.length > longestPattern || (pattern.match(/[*?[{(]/g)?.length ?? 0) > mostSigns) return [];
  for (const parts of candidatePaths(file, pattern)) {
    if (parts.length === 0) continue;
    const path = parts.join("/");
    const isWanted = /[*?[{]/.test(path) ? globMatcher([`./${path.replace(/^\//, "")}`]) : undefined;
    const found = names.filter((name) => {
      if (name === file) return false;
      if (isWanted === undefined) return name === path;
      return name.split("/").length === parts.length && isWanted(name.replace(/^\//, ""));
    });
    if (found.length > 0) return found;
  }
  return [];
}

/** The files that read each other by `include`. */
export interface IncludeUnit {
  /** Sorted; the file itself among them. */
  readonly files: readonly string[];
  /** Every `include` line of them leads to files of the workspace. */
  readonly isWhole: boolean;
}

/**
 * The keepalived files that one program reads together with a file: those that bring it in, directly or not, and all that these
 * bring in.
 *
 * @param file the key of a keepalived.conf
 */
export function includeUnitOf(source: NavigationSource, file: string): IncludeUnit {
  const names = source.fileNames().filter((name) => source.languageOf(name) === "keepalived");
  const patterns = new Map<string, readonly string[]>();
  for (const name of names) {
    const found = source
      .readingsOf(name)
      .flatMap((tree) => (tree.language === "keepalived" ? includePatterns(tree) : []));
    if (found.length > 0) patterns.set(name, [...new Set(found)]);
  }
  if (patterns.size === 0) return { files: [file], isWhole: true };
  const includes = new Map<string, string[]>();
  const includers = new Map<string, string[]>();
  const open = new Set<string>();
  for (const [name, ofFile] of patterns) {
    for (const pattern of ofFile) {
      const found = isPlaceholder(pattern) ? [] : filesOfPattern(names, name, pattern);
      if (found.length === 0) open.add(name);
      for (const other of found) {
        includes.set(name, [...(includes.get(name) ?? []), other]);
        includers.set(other, [...(includers.get(other) ?? []), name]);
      }
    }
  }
  const above = reach([file], includers);
  const unit = reach(above, includes);
  return { files: [...unit].sort(), isWhole: ![...unit].some((name) => open.has(name)) };
}

/** All that can be reached from some files, themselves among it. */
function reach(from: Iterable<string>, next: ReadonlyMap<string, readonly string[]>): Set<string> {
  const found = new Set(from);
  for (const file of found) for (const other of next.get(file) ?? []) found.add(other);
  return found;
}

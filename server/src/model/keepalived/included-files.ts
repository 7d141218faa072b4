import { mayBeConfig } from "../../documents/detect.ts";
import { isTemplateName, splitPath, withoutTemplateEnding } from "../../documents/path.ts";
import type { FoundFiles, IncludedFiles } from "../../syntax/keepalived/tree.ts";
import { globMatcher } from "../../text/glob.ts";
import { isPlaceholder } from "../value.ts";

/** Where keepalived.conf lies on its machine, if nothing else is said. */
const usualFolder = ["etc", "keepalived"];

/** No path is longer; and a pattern with more signs than these is not matched, because that could take for ever. */
const longestPattern = 1000;
const mostSigns = 6;
const globSign = /[*?[{]/;

const nothing: FoundFiles = { files: [], isWhole: false, isMissing: false };

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

/**
 * The paths that a pattern of a machine may have in the workspace. The workspace may show the machine's folders as they are, at its
 * root or below the folder of a node (`lb1/etc/keepalived/`), or the folder of the main file stands for `/etc/keepalived`, or for the
 * folder that the pattern's own folder lies in.
 */
function machinePaths(main: string, from: string, pattern: string): string[][] {
  const absolute = resolvePath([], pattern) ?? [];
  const [top] = absolute;
  if (top === undefined) return [];
  const candidates = [main.startsWith("/") ? ["", ...absolute] : absolute];
  const home = splitPath(main).folders;
  for (const folders of [splitPath(from).folders, home]) {
    const at = folders.lastIndexOf(top);
    if (at >= 0) candidates.push([...folders.slice(0, at), ...absolute]);
  }
  const isUsual = usualFolder.every((part, index) => absolute[index] === part);
  if (isUsual) candidates.push([...home, ...absolute.slice(usualFolder.length)]);
  if (absolute.length > 2) candidates.push([...home, ...absolute.slice(-2)]);
  return candidates;
}

/** How many files a path with one list of names (`{a,b}.conf`) and no other sign stands for; 0 for other paths. */
function namesOfList(path: string): number {
  const list = /^[^*?[{}]*\{([^*?[{}]*)\}[^*?[{}]*$/.exec(path)?.[1];
  return list === undefined ? 0 : list.split(",").length;
}

/**
 * Finds the files of a workspace that `include` lines bring in. keepalived looks for a relative path in the folder of the file that the
 * line stands in, takes globs with braces, and reads what it finds in the order of the names.
 */
export class WorkspaceIncludes implements IncludedFiles {
  /** The names in each folder, in order. */
  readonly #byFolder = new Map<string, string[]>();
  readonly #others: ReadonlySet<string>;
  readonly #textOf: (file: string) => string | undefined;

  /**
   * @param names the files that an include may bring in
   * @param others files that are there, but are surely no parts of a keepalived.conf
   * @param textOf gives the text of each
   */
  constructor(names: Iterable<string>, others: ReadonlySet<string>, textOf: (file: string) => string | undefined) {
    this.#others = others;
    this.#textOf = textOf;
    for (const file of [...new Set(names)].sort()) {
      const folder = splitPath(file).folders.join("/");
      const same = this.#byFolder.get(folder);
      if (same === undefined) this.#byFolder.set(folder, [file]);
      else same.push(file);
    }
  }

  textOf(file: string): string | undefined {
    return this.#textOf(file);
  }

  find(pattern: string, from: string, reading: readonly string[]): FoundFiles {
    const main = reading[0] ?? from;
    const signs = pattern.match(/[*?[{(]/g)?.length ?? 0;
    // keepalived takes quotes for a part of the name.
    if (isPlaceholder(pattern) || pattern.includes('"') || pattern.length > longestPattern || signs > mostSigns) {
      return nothing;
    }
    const relative = (): string[][] => {
      const parts = resolvePath(splitPath(from).folders, pattern);
      return parts === undefined ? [] : [parts];
    };
    const paths = pattern.startsWith("/") ? machinePaths(main, from, pattern) : relative();
    for (const parts of paths) {
      const found = this.#match(parts, main);
      if (found !== undefined) return found;
    }
    return { ...nothing, isMissing: paths.some((parts) => this.#lacks(parts, main)) };
  }

  /** Whether a folder of the workspace, other than the main file's own, holds parts but none at the path, whatever it is. */
  #lacks(parts: readonly string[], main: string): boolean {
    const path = parts.join("/");
    const folder = parts.slice(0, -1).join("/");
    if (folder === splitPath(main).folders.join("/") || !this.#byFolder.has(folder)) return false;
    if (!globSign.test(path)) return mayBeConfig(path) !== "no" && !this.#others.has(path);
    const isWanted = globMatcher([`./${path.replace(/^\//, "")}`]);
    return (
      mayBeConfig(path.replace(/[*?[\]{},]/g, "")) !== "no" &&
      ![...this.#others].some((file) => isWanted(file.replace(/^\//, "")))
    );
  }

  /** The files at a path; undefined where there are none. */
  #match(parts: readonly string[], main: string): FoundFiles | undefined {
    const path = parts.join("/");
    const folder = parts.slice(0, -1).join("/");
    const isGlob = globSign.test(path);
    const isWanted = isGlob
      ? globMatcher([`./${path.replace(/^\//, "")}`])
      : (name: string) => `/${name}` === `/${path}`;
    const candidates = globSign.test(folder) ? [...this.#byFolder.values()].flat() : (this.#byFolder.get(folder) ?? []);
    // A sign at the start of a name stands for no dot.
    const showsHidden = parts[parts.length - 1]?.startsWith(".") === true;
    const isMatch = (file: string): boolean => {
      const { name } = splitPath(file);
      if (isGlob && (file.split("/").length !== parts.length || (name.startsWith(".") && !showsHidden))) return false;
      return isWanted(isGlob ? file.replace(/^\//, "") : file);
    };
    const plain = candidates.filter(isMatch);
    const templates = candidates.filter((file) => isTemplateName(file) && isMatch(withoutTemplateEnding(file)));
    if (plain.length + templates.length === 0) return undefined;
    const open = templates.filter((file) => !plain.includes(withoutTemplateEnding(file)));
    const isMissing = open.length === 0 && plain.length < namesOfList(path) && this.#lacks(parts, main);
    if (open.length === 0) return { files: plain, isWhole: true, isMissing };
    // What a template becomes is read by what the main file becomes; beside a real file nobody can tell.
    return isTemplateName(main)
      ? { files: [...plain, ...open].sort(), isWhole: true, isMissing: false }
      : { files: plain, isWhole: false, isMissing: false };
  }
}

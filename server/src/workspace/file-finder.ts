import { isWithin } from "../cluster/layout.ts";
import { cutGlob, globMatcher } from "../text/glob.ts";

/** The path of a file below a folder; undefined where it lies elsewhere. */
export function pathBelow(folder: string, file: string): string | undefined {
  if (!isWithin(file, folder)) return undefined;
  return folder === "" ? file : file.slice(folder.length + 1);
}

/** A path or glob of a manifest with the folder that it is relative to. */
export interface PlacedGlob {
  /** A folder's key. */
  readonly folder: string;
  readonly glob: string;
}

/**
 * Makes a path of a manifest a glob that is anchored at a folder, its `.` and `..` worked out: `../shared/*.cfg` of `sites/a` is
 * `./shared/*.cfg` of `sites`. A bare name is a file or folder beside the manifest, not one at any depth.
 *
 * @returns undefined where it leads out of all that there is
 */
export function placeGlob(folder: string, glob: string): PlacedGlob | undefined {
  const folders = folder === "" ? [] : folder.split("/");
  const parts: string[] = [];
  for (const part of glob.split("/")) {
    if (part === ".." && parts.pop() === undefined && folders.pop() === undefined) return undefined;
    if (part !== ".." && part !== ".") parts.push(part);
  }
  const path = parts.filter((part) => part !== "").join("/");
  return { folder: folders.join("/"), glob: path === "" ? "**" : `./${path}` };
}

/** Finds files by globs among a given set, quickly where a glob says in which folder they lie. */
export class FileFinder {
  /** In the order of their names. */
  readonly files: readonly string[];
  readonly #found = new Map<string, readonly string[]>();

  constructor(files: Iterable<string>) {
    this.files = [...files].sort();
  }

  /** The files that a glob matches, in the order of their names. */
  find({ folder, glob }: PlacedGlob): readonly string[] {
    const key = `${folder}\n${glob}`;
    const known = this.#found.get(key);
    if (known !== undefined) return known;
    const { fixed } = cutGlob(glob);
    const isMatch = globMatcher([glob]);
    const start = [folder, fixed].filter((part) => part !== "").join("/");
    const found: string[] = [];
    for (let index = this.#firstFrom(start); index < this.files.length; index++) {
      const file = this.files[index] ?? "";
      if (!file.startsWith(start)) break;
      const path = pathBelow(folder, file);
      if (path !== undefined && isMatch(path)) found.push(file);
    }
    this.#found.set(key, found);
    return found;
  }

  #firstFrom(start: string): number {
    let low = 0;
    let high = this.files.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.files[middle] ?? "") < start) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

import type { Dirent, Stats } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { cutGlob, globMatcher } from "../text/glob.ts";
import { isSkippedFolder } from "./text-file.ts";

/** So many entries of folders are looked at for one path; who has more is told nothing of it. */
const mostEntries = 100_000;

/** Asks the system for something; undefined where there is none, rethrown what is no answer of the system. */
async function orAbsent<T>(ask: () => Promise<T>): Promise<T | "absent" | "refused"> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof Error && "code" in error)) throw error;
    return error.code === "ENOENT" || error.code === "ENOTDIR" ? "absent" : "refused";
  }
}

async function isFolder(path: string): Promise<boolean> {
  const stats = await orAbsent<Stats>(() => stat(path));
  return typeof stats === "object" && stats.isDirectory();
}

/**
 * Looks through a folder until something in it matches.
 *
 * @param fixed the folder's path as `isMatch` knows it
 */
async function searchFolder(
  start: string,
  fixed: string,
  isMatch: (path: string) => boolean,
): Promise<boolean | undefined> {
  const waiting = [{ path: start, below: fixed }];
  let looked = 0;
  let isWhole = true;
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { path, below } = next;
    const entries = await orAbsent<Dirent[]>(() => readdir(path, { withFileTypes: true }));
    if (typeof entries === "string") {
      isWhole &&= entries === "absent";
      continue;
    }
    looked += entries.length;
    if (looked > mostEntries) return undefined;
    for (const entry of entries) {
      const name = below === "" ? entry.name : `${below}/${entry.name}`;
      if (isMatch(name)) return true;
      const inner = join(path, entry.name);
      if (entry.isDirectory() && !isSkippedFolder(inner)) waiting.push({ path: inner, below: name });
      // A link to a folder is not followed, because it may lead in a circle; what lies behind it can't be told.
      if (entry.isSymbolicLink()) isWhole &&= !(await isFolder(inner));
    }
  }
  return isWhole ? false : undefined;
}

/**
 * Whether anything on disk matches a glob, whatever kind of file it is.
 *
 * @param folder the absolute path of the folder that the glob belongs to
 * @param glob a glob with `/` between folders
 * @returns undefined where it can't be told: a folder may not be read, holds too much, or links lead out of it
 */
export async function isOnDisk(folder: string, glob: string): Promise<boolean | undefined> {
  const { fixed, rest } = cutGlob(glob);
  const start = join(folder, ...fixed.split("/"));
  const stats = await orAbsent<Stats>(() => stat(start));
  if (stats === "absent") return false;
  if (stats === "refused") return undefined;
  return rest === "" ? true : searchFolder(start, fixed, globMatcher([glob]));
}

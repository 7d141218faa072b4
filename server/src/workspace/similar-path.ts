import { editDistance } from "../schema/suggest.ts";
import { cutGlob, globMatcher } from "../text/glob.ts";
import { pathBelow } from "./file-finder.ts";

/** More slips than this make another name of it. */
const mostSlips = 2;

/** The only one of some texts, or undefined where there are none or several. */
function onlyOne(texts: readonly string[]): string | undefined {
  return texts.length === 1 ? texts[0] : undefined;
}

/** The folders above a path. */
function foldersAbove(path: string): string[] {
  const parts = path.split("/").slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join("/"));
}

/**
 * Finds what a path or glob that matches nothing was probably meant to be: the one file or folder whose path ends as it does, or
 * that differs by a slip or two.
 *
 * @param glob the path or glob as it is written
 * @param folder the manifest's folder
 * @param files files that the manifest does not name yet
 * @returns the path to write instead; undefined where none is near, or several are
 */
export function findSimilarPath(glob: string, folder: string, files: readonly string[]): string | undefined {
  const slashed = glob.replaceAll("\\", "/");
  const { fixed, rest } = cutGlob(slashed.startsWith(".") ? slashed : `./${slashed}`);
  if (fixed === "") return undefined;
  const paths = files.flatMap((file) => pathBelow(folder, file) ?? []);
  const folders = paths.flatMap(foldersAbove);
  const candidates = [...new Set(rest === "" ? [...paths, ...folders] : folders)];
  const write = (path: string | undefined): string | undefined => {
    if (path === undefined) return undefined;
    const written = [path, rest].filter((part) => part !== "").join("/");
    return paths.some(globMatcher([`./${written}`])) ? written : undefined;
  };
  if (slashed !== glob && candidates.includes(fixed)) return write(fixed);
  const deeper = candidates.filter((path) => path.endsWith(`/${fixed}`));
  if (deeper.length > 0) return write(onlyOne(deeper));
  const byDistance = new Map<number, string[]>();
  for (const path of candidates) {
    const slips = path.toLowerCase() === fixed.toLowerCase() ? 0 : editDistance(fixed, path, mostSlips);
    if (slips <= mostSlips) byDistance.set(slips, [...(byDistance.get(slips) ?? []), path]);
  }
  const [nearest] = [...byDistance].sort(([a], [b]) => a - b);
  return nearest === undefined ? undefined : write(onlyOne(nearest[1]));
}

import picomatch from "picomatch";

/**
 * Makes a test for paths out of globs as editors know them: `*`, `?`, `**`, `[a-z]`, `{a,b}`. A glob without `/` matches a file
 * or folder of that name at any depth, and what matches a folder matches everything below it.
 *
 * @param globs the globs; none match nothing
 * @returns takes a path relative to the folder that the globs belong to, with `/` between folders
 */
export function globMatcher(globs: readonly string[]): (path: string) => boolean {
  if (globs.length === 0) return () => false;
  const patterns = globs.flatMap((glob) => {
    // Shells negate a class by `!`, the library by `^`.
    const bare = glob
      .replaceAll("[!", "[^")
      .replace(/^\.?\//, "")
      .replace(/\/+$/, "");
    const isAnchored = bare.includes("/") || bare !== glob.replace(/\/+$/, "");
    const anchored = isAnchored ? bare : `**/${bare}`;
    return [anchored, `${anchored}/**`];
  });
  return picomatch(patterns, { dot: true });
}

import picomatch from "picomatch";

/** A glob without the signs that only say where it begins and ends. */
function bareGlob(glob: string): string {
  return glob.replace(/^\.?\//, "").replace(/\/+$/, "");
}

/** Whether a glob says where its matches lie: by a `/` in it or in front of it. */
function isAnchored(glob: string): boolean {
  return bareGlob(glob).includes("/") || /^\.?\//.test(glob);
}

/** The signs with which a part of a glob stands for more than one name, or for another than it is written. */
const globSigns = /[*?[\]{}()!+@\\]/;

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
    const bare = bareGlob(glob).replaceAll("[!", "[^");
    const anchored = isAnchored(glob) ? bare : `**/${bare}`;
    return [anchored, `${anchored}/**`];
  });
  return picomatch(patterns, { dot: true });
}

/** A glob cut in two: the path that all of its matches begin with, and what is left of it. */
export interface CutGlob {
  /** Empty where they may lie anywhere. */
  readonly fixed: string;
  /** Empty where the glob is a plain path. */
  readonly rest: string;
}

/** Cuts the leading parts off a glob that stand for nothing but themselves: `hosts/lb01/*.cfg` → `hosts/lb01`, `*.cfg`. */
export function cutGlob(glob: string): CutGlob {
  const bare = bareGlob(glob);
  if (!isAnchored(glob)) return { fixed: "", rest: bare };
  const parts = bare.split("/");
  const signs = parts.findIndex((part) => globSigns.test(part));
  if (signs < 0) return { fixed: bare, rest: "" };
  return { fixed: parts.slice(0, signs).join("/"), rest: parts.slice(signs).join("/") };
}

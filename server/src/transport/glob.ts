/** Turns the inside of braces into alternatives; a brace without its partner stands for itself. */
function bracesOf(glob: string, open: number): { alternatives: string[]; end: number } | undefined {
  let depth = 0;
  let start = open + 1;
  const alternatives: string[] = [];
  for (let at = open; at < glob.length; at++) {
    const character = glob[at];
    if (character === "{") depth++;
    if (character === "}") depth--;
    if (depth === 0 || (depth === 1 && character === ",")) {
      alternatives.push(glob.slice(start, at));
      start = at + 1;
    }
    if (depth === 0) return { alternatives, end: at + 1 };
  }
  return undefined;
}

/** A class of characters such as `[0-9]`, `[!a]`, as a pattern; undefined where no bracket closes it. */
function classOf(glob: string, open: number): { pattern: string; end: number } | undefined {
  const close = glob.indexOf("]", open + 2);
  if (close < 0) return undefined;
  const inside = glob.slice(open + 1, close).replace(/[\\[\]^]/g, "\\$&");
  const pattern =
    inside.startsWith("!") || inside.startsWith("\\^") ? `[^/${inside.replace(/^!|^\\\^/, "")}]` : `[${inside}]`;
  return { pattern, end: close + 1 };
}

function patternOf(glob: string): string {
  let pattern = "";
  let at = 0;
  while (at < glob.length) {
    const rest = glob.slice(at);
    const character = glob[at] ?? "";
    if (rest.startsWith("**/")) {
      pattern += "(?:[^/]+/)*";
      at += 3;
      continue;
    }
    if (rest.startsWith("**")) {
      pattern += ".*";
      at += 2;
      continue;
    }
    if (character === "{") {
      const braces = bracesOf(glob, at);
      if (braces !== undefined) {
        pattern += `(?:${braces.alternatives.map(patternOf).join("|")})`;
        at = braces.end;
        continue;
      }
    }
    if (character === "[") {
      const found = classOf(glob, at);
      if (found !== undefined && isPattern(found.pattern)) {
        pattern += found.pattern;
        at = found.end;
        continue;
      }
    }
    if (character === "*") pattern += "[^/]*";
    else if (character === "?") pattern += "[^/]";
    else pattern += character.replace(/[.+^${}()|[\]\\]/, "\\$&");
    at++;
  }
  return pattern;
}

/** Whether a class can be compiled: `[z-a]` can't, and then stands for its own characters. */
function isPattern(pattern: string): boolean {
  const range = /([^\\])-([^\]])/.exec(pattern);
  return range === null || (range[1] ?? "") <= (range[2] ?? "");
}

/**
 * Makes a test for paths out of globs as editors know them: `*`, `?`, `**`, `[a-z]`, `{a,b}`. A glob without `/` matches a
 * file or folder of that name at any depth, and what matches a folder matches everything below it.
 *
 * @param globs the globs; none match nothing
 * @returns takes a path relative to the folder that the globs belong to, with `/` between folders
 */
export function globMatcher(globs: readonly string[]): (path: string) => boolean {
  const patterns = globs.map((glob) => {
    const bare = glob.replace(/^\.?\//, "").replace(/\/+$/, "");
    const anchored = bare.includes("/") || bare !== glob.replace(/\/+$/, "") ? bare : `**/${bare}`;
    return new RegExp(`^${patternOf(anchored)}(?:/.*)?$`);
  });
  return (path) => patterns.some((pattern) => pattern.test(path));
}

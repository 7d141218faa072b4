import { isPlaceholder } from "../value.ts";

/** The last part of a path. */
function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** Whether a word is haproxy's program. */
export function isHaproxyProgram(word: string): boolean {
  return /^haproxy(?:-systemd-wrapper)?$/.test(baseName(word));
}

/** Whether a word is the name of an image with haproxy in it: `haproxy:3.0-alpine`, `docker.io/library/haproxy`. */
export function isHaproxyImage(word: string): boolean {
  return /^haproxy(?:[-\w]*)?(?:[:@]\S*)?$/.test(baseName(word.replace(/@.*$/, "").replace(/:[^/]*$/, "")));
}

/**
 * The configuration files that haproxy's own arguments name.
 *
 * @param words what stands behind the program's name
 * @returns undefined where none is named, or one of them is filled in later
 */
export function configPaths(words: readonly string[]): readonly string[] | undefined {
  const paths: string[] = [];
  for (let at = 0; at < words.length; at++) {
    if (words[at] === "--") {
      paths.push(...words.slice(at + 1));
      break;
    }
    if (words[at] === "-f") paths.push(words[++at] ?? "");
  }
  const isKnown = (path: string): boolean => path !== "" && !isPlaceholder(path) && !/[%*?`]/.test(path);
  return paths.length > 0 && paths.every(isKnown) ? paths : undefined;
}

/**
 * Splits a line into words as systemd and Docker do: at blanks, quotes of both kinds keep them together.
 */
export function wordsOf(line: string): string[] {
  const words: string[] = [];
  for (const [word] of line.matchAll(/(?:[^\s"'\\]|\\.|"(?:[^"\\]|\\.)*"|'[^']*'|["'\\])+/g)) {
    const plain = word.replace(
      /"((?:[^"\\]|\\.)*)"|'([^']*)'|\\(.)/g,
      (_, double?: string, single?: string, escaped?: string) =>
        double?.replace(/\\(.)/g, "$1") ?? single ?? escaped ?? "",
    );
    words.push(plain);
  }
  return words;
}

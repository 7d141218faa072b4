import { configPaths, isHaproxyProgram, wordsOf } from "./command.ts";
import type { HaproxyLaunch, Mount } from "./facts.ts";

/** What stands behind an instruction: a list in the form of JSON, else words. */
function argumentsOf(text: string): string[] {
  const list = /^\[(.*)\]$/s.exec(text.trim())?.[1];
  if (list === undefined) return wordsOf(text);
  return Array.from(list.matchAll(/"((?:[^"\\]|\\.)*)"/g), ([, word = ""]) => word.replace(/\\(.)/g, "$1"));
}

/** What a `COPY` brings into the image; of what it copies a file goes under its own name, a folder's contents without it. */
function copied(words: readonly string[]): Mount[] {
  const named = words.filter((word) => !word.startsWith("--"));
  const to = named.at(-1);
  if (to === undefined || named.length < 2 || !to.startsWith("/") || words.some((word) => word.startsWith("--from="))) {
    return [];
  }
  const folder = to.replace(/\/+$/, "");
  return named.slice(0, -1).flatMap((from) => [
    { from, to: `${folder}/${from.replace(/\/+$/, "").replace(/^.*\//, "")}` },
    { from, to: folder },
  ]);
}

/** How the containers of an image start haproxy, by the recipe that it is built from. */
export function launchesOfImage(text: string): HaproxyLaunch[] {
  let entry: string[] = [];
  let command: string[] = [];
  let mounts: Mount[] = [];
  for (const line of text.replace(/\\\r?\n/g, " ").split(/\r?\n/)) {
    const [, instruction = "", rest = ""] = /^\s*(\w+)\s+(.*?)\s*$/.exec(line) ?? [];
    switch (instruction.toUpperCase()) {
      case "FROM":
        [entry, command, mounts] = [[], [], []];
        break;
      case "COPY":
      case "ADD":
        mounts.push(...copied(argumentsOf(rest)));
        break;
      case "ENTRYPOINT":
        entry = argumentsOf(rest);
        break;
      case "CMD":
        command = argumentsOf(rest);
        break;
      default:
    }
  }
  const words = [...entry, ...command];
  const program = words.findIndex(isHaproxyProgram);
  // The image's own entry puts the program before arguments that come without it.
  const isBare = program < 0 && entry.length === 0 && words[0]?.startsWith("-") === true;
  const paths = program >= 0 || isBare ? configPaths(words.slice(program + 1)) : undefined;
  return paths === undefined ? [] : [{ paths, mounts }];
}

import { readShellScript } from "../shell/words.ts";
import { configPaths, isHaproxyImage, isHaproxyProgram } from "./command.ts";
import type { HaproxyLaunch, Mount } from "./facts.ts";

/** The folder that the script is run in, as scripts write it. */
const currentFolder = /^(?:\$\(pwd\)|\$\{?PWD\}?|`pwd`)(?=\/|$)/;

function mountsOf(words: readonly string[]): Mount[] {
  return words.flatMap((word, at) => {
    const value = word === "-v" || word === "--volume" ? words[at + 1] : /^--volume=(.*)$/.exec(word)?.[1];
    const [from, to] = value?.split(":") ?? [];
    return from === undefined || to === undefined || !to.startsWith("/")
      ? []
      : [{ from: from.replace(currentFolder, "."), to }];
  });
}

function launchOf(words: readonly string[]): HaproxyLaunch | undefined {
  const isContainer = words.includes("run") && words.some((word) => /^(?:docker|podman|nerdctl)$/.test(word));
  const image = isContainer ? words.findIndex(isHaproxyImage) : -1;
  const program = words.findIndex((word, at) => at > image && isHaproxyProgram(word));
  const start = program < 0 ? image : program;
  if (start < 0 || (isContainer && image < 0)) return undefined;
  const paths = configPaths(words.slice(start + 1).map((word) => word.replace(currentFolder, ".")));
  return paths === undefined ? undefined : { paths, mounts: isContainer ? mountsOf(words.slice(0, image)) : [] };
}

/** How a shell script starts haproxy, or has it check configurations. */
export function launchesOfScript(text: string): HaproxyLaunch[] {
  return readShellScript(text, 0, text.length).commands.flatMap(({ words }) => {
    const values = words.map(({ value }) => value);
    return values.some((value) => value.includes("haproxy")) ? (launchOf(values) ?? []) : [];
  });
}

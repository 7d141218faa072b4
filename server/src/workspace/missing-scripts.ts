import { scriptPathOf } from "../cluster/check-scripts.ts";
import type { ScopePart } from "../cluster/draft.ts";
import type { MissingScripts } from "../cluster/model.ts";
import { bareName, splitPath } from "../documents/path.ts";
import { folderOf } from "./part-index.ts";

/** Scripts that the workspace is told of whatever stands in them; of others it may know nothing. */
const shellScript = /\.(?:sh|bash)$/i;

/** Whether a file is a shell script by its name. */
export function isShellScript(file: string): boolean {
  return shellScript.test(bareName(splitPath(file).name));
}

/** The names of the files of a workspace, for the question whether a script is among them. */
export class KnownScripts {
  readonly #names = new Set<string>();
  readonly #folders = new Set<string>();

  /** @param files every file that the workspace was told of */
  constructor(files: Iterable<string>) {
    for (const file of files) {
      const name = bareName(splitPath(file).name);
      if (!shellScript.test(name)) continue;
      this.#names.add(name);
      this.#folders.add(folderOf(file));
    }
  }

  /** Whether some file has the name, wherever it lies. */
  has(name: string): boolean {
    return this.#names.has(name);
  }

  /** Whether a folder holds scripts. */
  holdsScripts(folder: string): boolean {
    return this.#folders.has(folder);
  }
}

/**
 * Finds the shell scripts that keepalived runs by a path and that should be among the files: another script of the same folder is
 * there, or the config lies in a folder like that on the machine which holds scripts. One of that name anywhere is enough for silence.
 */
export function missingScriptsOf(part: ScopePart, known: KnownScripts): MissingScripts {
  const missing = new Map<string, Set<string>>();
  for (const { members } of part.routers) {
    for (const { file, keepalived } of members) {
      const commands = keepalived.scripts.flatMap(({ command }) => {
        const path = command?.value === undefined ? undefined : scriptPathOf(command.value);
        const isScript = path?.startsWith("/") === true && shellScript.test(path);
        return command?.value === undefined || path === undefined || !isScript
          ? []
          : [{ command: command.value, path }];
      });
      const folder = folderOf(file);
      const there = new Set(
        commands.flatMap(({ path }) => (known.has(splitPath(path).name) ? [splitPath(path).folders.join("/")] : [])),
      );
      for (const { command, path } of commands) {
        const { folders, name } = splitPath(path);
        const home = folders.join("/");
        const isMirrored = `/${folder}`.endsWith(home) && known.holdsScripts(folder);
        if (known.has(name) || !(there.has(home) || isMirrored)) continue;
        missing.set(file, (missing.get(file) ?? new Set()).add(command));
      }
    }
  }
  return missing;
}

/** Whether the same scripts are missing. */
export function sameMissing(a: MissingScripts, b: MissingScripts): boolean {
  return (
    a.size === b.size &&
    [...a].every(([file, commands]) => {
      const others = b.get(file);
      return others?.size === commands.size && [...commands].every((command) => others.has(command));
    })
  );
}

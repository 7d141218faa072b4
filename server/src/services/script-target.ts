import { splitPath } from "../documents/path.ts";
import type { DefinitionTarget } from "./definition.ts";
import { type FilePlace, type NavigationSource, placeOfAnchor } from "./source.ts";

/** How many folders at the end of two paths are the same, the file's name not counted. */
function commonEnd(one: readonly string[], other: readonly string[]): number {
  let count = 0;
  while (count < one.length && one.at(-1 - count) === other.at(-1 - count)) count++;
  return count;
}

/** How many folders two files have in common from the root on. */
function commonStart(one: readonly string[], other: readonly string[]): number {
  const differs = one.findIndex((name, index) => other[index] !== name);
  return differs < 0 ? one.length : differs;
}

/** The workspace's file that a path on a node means: nearest to the config, and by the most folders of its path; none where two are alike. */
function fileOfPath(source: NavigationSource, config: string, path: string): string | undefined {
  const wanted = splitPath(path);
  const here = splitPath(config).folders;
  const ranked = source
    .fileNames()
    .filter((name) => name !== config && splitPath(name).name === wanted.name)
    .map((name) => {
      const { folders } = splitPath(name);
      return { name, near: commonStart(here, folders), alike: commonEnd(folders, wanted.folders) };
    })
    .sort((a, b) => b.near - a.near || b.alike - a.alike);
  const [best, next] = ranked;
  return next !== undefined && next.near === best?.near && next.alike === best.alike ? undefined : best?.name;
}

/** Where the script that a `vrrp_script` or a change of state runs lies in the workspace, asked at its path; undefined where that can't be told. */
export function targetOfScript(
  source: NavigationSource,
  file: string,
  offset: number,
): { readonly origin: FilePlace; readonly targets: readonly DefinitionTarget[] } | undefined {
  for (const facts of source.factsOf(file)) {
    if (facts.kind !== "keepalived") continue;
    const commands = [
      ...facts.scripts.map(({ command }) => command),
      ...[...facts.instances, ...facts.syncGroups].flatMap(({ notifyCommands }) => notifyCommands),
    ];
    for (const command of commands) {
      if (command?.value === undefined) continue;
      const place = placeOfAnchor(file, command.at);
      if (place.file !== file || offset < place.start || offset > place.end) continue;
      // A command may begin with the shell that runs the script.
      const path = command.value
        .split(/\s+/)
        .find((word) => /\/[^/]+$/.test(word) && !/^\/(?:usr\/)?s?bin\//.test(word));
      const target = path === undefined ? undefined : fileOfPath(source, file, path);
      if (target === undefined) return undefined;
      const end = source.textOf(target)?.length ?? 0;
      return { origin: place, targets: [{ file: target, start: 0, end: 0, wholeStart: 0, wholeEnd: end }] };
    }
  }
  return undefined;
}

import type { Scope } from "../cluster/layout.ts";
import type { FileAround, InFile } from "../cluster/model.ts";
import { folderOf } from "./part-index.ts";

/**
 * Tells for each scope the files around it that say something of its machines: those below its folder, those of the folders above it,
 * those that lie in no scope's folder, and for what a text shows that text.
 *
 * @param scopes all scopes of the workspace
 * @param files those that may say something
 * @param factsOf what a file says
 */
export function filesAround<T>(
  scopes: readonly Scope[],
  files: readonly string[],
  factsOf: (file: string) => T | undefined,
): (scope: Scope) => readonly FileAround<T>[] {
  const all = files.flatMap((file): InFile<T>[] => {
    const facts = factsOf(file);
    return facts === undefined ? [] : [{ file, facts }];
  });
  if (all.length === 0) return () => [];
  const reaches = new Set(scopes.flatMap(({ isDocument, reach }) => (isDocument ? [] : [reach])));
  const byFolder = new Map<string | undefined, InFile<T>[]>();
  for (const one of all) {
    let folder = folderOf(one.file);
    while (folder !== "" && !reaches.has(folder)) folder = folderOf(folder);
    const innermost = reaches.has(folder) ? folder : undefined;
    const same = byFolder.get(innermost);
    if (same === undefined) byFolder.set(innermost, [one]);
    else same.push(one);
  }
  const told = (folder: string | undefined, isNear: boolean): FileAround<T>[] =>
    (byFolder.get(folder) ?? []).map((one) => ({ ...one, isNear }));
  return ({ reach, host }) => {
    if (host !== undefined) return all.flatMap((one) => (one.file === host.file ? { ...one, isNear: true } : []));
    const own = [...told(undefined, reaches.size === 1), ...told(reach, true)];
    for (let folder = reach; folder !== ""; ) {
      folder = folderOf(folder);
      own.push(...told(folder, false));
    }
    return own;
  };
}

/** Whether the same files say the same. */
export function sameAround<T>(a: readonly FileAround<T>[], b: readonly FileAround<T>[]): boolean {
  return (
    a.length === b.length &&
    a.every(
      ({ file, facts, isNear }, index) =>
        file === b[index]?.file && facts === b[index].facts && isNear === b[index].isNear,
    )
  );
}

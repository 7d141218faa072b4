import type { Scope } from "../cluster/layout.ts";
import type { Cluster, InFile } from "../cluster/model.ts";
import type { FirewallFacts } from "../model/firewall/facts.ts";
import { folderOf } from "./part-index.ts";

type Firewalls = Cluster["firewalls"];

/**
 * Tells for each scope the files that say something of its machines' firewalls: those below its folder, those that lie in no
 * scope's folder, and for what a text shows that text.
 *
 * @param scopes all scopes of the workspace
 * @param files those that may say something
 * @param factsOf what a file says
 */
export function firewallsOf(
  scopes: readonly Scope[],
  files: readonly string[],
  factsOf: (file: string) => FirewallFacts | undefined,
): (scope: Scope) => Firewalls {
  const all = files.flatMap((file): InFile<FirewallFacts>[] => {
    const facts = factsOf(file);
    return facts === undefined ? [] : [{ file, facts }];
  });
  if (all.length === 0) return () => [];
  const reaches = new Set(scopes.flatMap(({ isDocument, reach }) => (isDocument ? [] : [reach])));
  const byFolder = new Map<string | undefined, InFile<FirewallFacts>[]>();
  for (const one of all) {
    let folder = folderOf(one.file);
    while (folder !== "" && !reaches.has(folder)) folder = folderOf(folder);
    const innermost = reaches.has(folder) ? folder : undefined;
    byFolder.set(innermost, [...(byFolder.get(innermost) ?? []), one]);
  }
  const told = (folder: string | undefined, isNear: boolean): Firewalls =>
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
export function sameFirewalls(a: Firewalls, b: Firewalls): boolean {
  return (
    a.length === b.length &&
    a.every(
      ({ file, facts, isNear }, index) =>
        file === b[index]?.file && facts === b[index].facts && isNear === b[index].isNear,
    )
  );
}

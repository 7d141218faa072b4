import type { ScopeCore, ScopePart } from "./build.ts";
import type { VirtualRouter } from "./model.ts";

/** The ids that a virtual router's members state, each once. */
function idsOf(router: VirtualRouter): Set<number> {
  return new Set(router.members.flatMap(({ instance }) => instance.virtualRouterId?.value ?? []));
}

const neighboursByCore = new WeakMap<ScopeCore, ReadonlyMap<ScopePart, readonly VirtualRouter[]>>();

/**
 * The virtual routers of a scope's other parts, for each part that has an id which comes up a second time in the scope. The others
 * get none: nothing that they are told hangs on their neighbours, so that a change there need not be looked at here.
 */
export function neighboursOf(core: ScopeCore): ReadonlyMap<ScopePart, readonly VirtualRouter[]> {
  const known = neighboursByCore.get(core);
  if (known !== undefined) return known;
  const uses = new Map<number, number>();
  for (const { routers } of core.parts) {
    for (const router of routers) for (const id of idsOf(router)) uses.set(id, (uses.get(id) ?? 0) + 1);
  }
  const neighbours = new Map<ScopePart, readonly VirtualRouter[]>();
  for (const part of core.parts) {
    if (!part.routers.some((router) => [...idsOf(router)].some((id) => (uses.get(id) ?? 0) > 1))) continue;
    neighbours.set(
      part,
      core.parts.flatMap((other) => (other === part ? [] : other.routers)),
    );
  }
  neighboursByCore.set(core, neighbours);
  return neighbours;
}

/** Whether nothing changed in the texts of a part's neighbours. */
export function sameNeighbours(a: readonly VirtualRouter[], b: readonly VirtualRouter[]): boolean {
  if (a === b) return true;
  return (
    a.length === b.length &&
    a.every((router, index) => {
      const other = b[index];
      return (
        other !== undefined &&
        router.members.length === other.members.length &&
        router.members.every((member, at) => {
          const same = other.members[at];
          return member.instance === same?.instance && member.keepalived === same.keepalived;
        }) &&
        router.alternatives.size + other.alternatives.size === 0
      );
    })
  );
}

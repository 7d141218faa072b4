import type { ScopeCore } from "./build.ts";
import type { ScopePart } from "./draft.ts";
import type { Neighbourhood, VirtualRouter } from "./model.ts";
import { nameSetOf } from "./units.ts";

/** What a cluster has around it that is alone in its scope. */
export const noNeighbours: Neighbourhood = {
  routers: [],
  ids: new Set(),
  hasOtherNodes: false,
  hasNamesakes: false,
  hasCommonAddress: false,
};

/** The ids that a virtual router's members state, each once. */
function idsOf(router: VirtualRouter): Set<number> {
  return new Set(router.members.flatMap(({ instance }) => instance.virtualRouterId?.value ?? []));
}

interface Use {
  readonly part: ScopePart;
  readonly router: VirtualRouter;
}

/** Who uses each id of some scopes. */
function usesOfIds(cores: readonly ScopeCore[]): Map<number, Use[]> {
  const uses = new Map<number, Use[]>();
  for (const part of cores.flatMap(({ parts }) => parts)) {
    for (const router of part.routers) {
      for (const id of idsOf(router)) {
        const known = uses.get(id);
        if (known === undefined) uses.set(id, [{ part, router }]);
        else known.push({ part, router });
      }
    }
  }
  return uses;
}

/** How many nodes run keepalived, of each set of names and altogether. */
function countNodes(parts: readonly ScopePart[]): { all: number; ofSet: Map<string, number> } {
  const ofSet = new Map<string, number>();
  let all = 0;
  for (const { nodes } of parts) {
    for (const { name, keepalived } of nodes) {
      if (keepalived === undefined || keepalived.facts.instances.length === 0) continue;
      all++;
      const set = nameSetOf(name);
      if (set !== undefined) ofSet.set(set, (ofSet.get(set) ?? 0) + 1);
    }
  }
  return { all, ofSet };
}

/** The VIPs that several parts list. */
function commonAddresses(parts: readonly ScopePart[]): Set<string> {
  const seen = new Set<string>();
  const common = new Set<string>();
  for (const { virtualAddresses } of parts) {
    for (const { text } of virtualAddresses) {
      if (seen.has(text)) common.add(text);
      else seen.add(text);
    }
  }
  return common;
}

/**
 * The scopes whose machines stand beside each other: files of one folder that are named after machines (`lb1.conf`, `db1.conf`) are
 * as near to each other as folders of these names would be, though they form a scope for each word. All others stand for themselves.
 */
export function groupsBeside(cores: readonly ScopeCore[]): ScopeCore[][] {
  const groups: ScopeCore[][] = [];
  const byFolder = new Map<string, ScopeCore[]>();
  for (const core of cores) {
    const { machinesIn } = core.scope;
    const known = machinesIn === undefined ? undefined : byFolder.get(machinesIn);
    if (known !== undefined) {
      known.push(core);
      continue;
    }
    const group = [core];
    groups.push(group);
    if (machinesIn !== undefined) byFolder.set(machinesIn, group);
  }
  return groups;
}

/** For each part that has an id which comes up a second time, the virtual routers of the others that have it. */
function routersOfOthers(uses: ReadonlyMap<number, readonly Use[]>): Map<ScopePart, Set<VirtualRouter>> {
  const routersOf = new Map<ScopePart, Set<VirtualRouter>>();
  for (const same of uses.values()) {
    if (same.length < 2) continue;
    for (const { part } of same) {
      const routers = routersOf.get(part) ?? new Set();
      routersOf.set(part, routers);
      for (const other of same) if (other.part !== part) routers.add(other.router);
    }
  }
  return routersOf;
}

interface KnownNeighbours {
  readonly group: readonly ScopeCore[];
  readonly neighbours: ReadonlyMap<ScopePart, Neighbourhood>;
}

const neighboursByCore = new WeakMap<ScopeCore, KnownNeighbours>();

/**
 * What is around each part of scopes that stand beside each other, if it is not alone there. The ids and routers are only those of
 * parts which have an id that comes up a second time: nothing that the others are told hangs on them, so that a change there need not be
 * looked at for these.
 */
export function neighboursOf(group: readonly ScopeCore[]): ReadonlyMap<ScopePart, Neighbourhood> {
  const [first] = group;
  if (first === undefined) return new Map();
  const known = neighboursByCore.get(first);
  if (known?.group.length === group.length && known.group.every((core, index) => core === group[index])) {
    return known.neighbours;
  }
  const uses = usesOfIds(group);
  const ids: ReadonlySet<number> = new Set(uses.keys());
  const routersOf = routersOfOthers(uses);
  const common = commonAddresses(group.flatMap(({ parts }) => parts));
  const neighbours = new Map<ScopePart, Neighbourhood>();
  for (const { parts } of group) {
    const count = countNodes(parts);
    for (const part of parts) {
      const routers = routersOf.get(part);
      const own = countNodes([part]);
      const hasOtherNodes = own.all < count.all;
      if (routers === undefined && !hasOtherNodes) continue;
      neighbours.set(part, {
        routers: [...(routers ?? [])],
        ids: routers === undefined ? noNeighbours.ids : ids,
        hasOtherNodes,
        hasNamesakes: [...own.ofSet].some(([set, nodes]) => nodes < (count.ofSet.get(set) ?? 0)),
        hasCommonAddress: part.virtualAddresses.some(({ text }) => common.has(text)),
      });
    }
  }
  neighboursByCore.set(first, { group, neighbours });
  return neighbours;
}

/** Whether a virtual router's texts are what they were. */
function isUnchanged(router: VirtualRouter, other: VirtualRouter | undefined): boolean {
  return (
    other !== undefined &&
    router.members.length === other.members.length &&
    router.members.every((member, index) => {
      const same = other.members[index];
      return member.instance === same?.instance && member.keepalived === same.keepalived;
    }) &&
    router.alternatives.size + other.alternatives.size === 0
  );
}

/** Whether nothing changed around a part that it could be told of. */
export function sameNeighbours(a: Neighbourhood, b: Neighbourhood): boolean {
  if (a === b) return true;
  return (
    a.routers.length === b.routers.length &&
    a.ids.size === b.ids.size &&
    a.hasOtherNodes === b.hasOtherNodes &&
    a.hasNamesakes === b.hasNamesakes &&
    a.hasCommonAddress === b.hasCommonAddress &&
    [...a.ids].every((id) => b.ids.has(id)) &&
    a.routers.every((router, index) => isUnchanged(router, b.routers[index]))
  );
}

import type { KeepalivedFacts, VrrpSyncGroup } from "../model/keepalived/facts.ts";
import type { Cluster, ClusterNode, VirtualRouter, VirtualRouterMember } from "./model.ts";

/** How a node holds virtual routers together. */
export interface NodeGrouping {
  readonly node: ClusterNode;
  readonly file: string;
  readonly keepalived: KeepalivedFacts;
  /** Its instances of the virtual routers that are compared. */
  readonly members: ReadonlyMap<VirtualRouter, VirtualRouterMember>;
  /** The sync group that each of them is in, if any. */
  readonly groups: ReadonlyMap<VirtualRouter, VrrpSyncGroup>;
}

/** Virtual routers that some node holds together, with all nodes that have an instance of each. */
export interface SyncedRouters {
  readonly routers: readonly VirtualRouter[];
  readonly groupings: readonly NodeGrouping[];
}

/** The sync group of each instance's name; undefined where a part of them is unknown, or names no instance. */
function groupsByName({ syncGroups, instances, isOpen }: KeepalivedFacts): Map<string, VrrpSyncGroup> | undefined {
  const names = new Set(instances.map(({ name }) => name.text));
  const groups = new Map<string, VrrpSyncGroup>();
  if (isOpen || instances.some(({ name }) => name.value === undefined)) return undefined;
  for (const group of syncGroups) {
    if (group.isOpen) return undefined;
    for (const { value } of group.members) {
      if (value === undefined || !names.has(value)) return undefined;
      // In two groups an instance can't be: the first one has it.
      if (!groups.has(value)) groups.set(value, group);
    }
  }
  return groups;
}

function groupingsOf({ virtualRouters }: Cluster): NodeGrouping[] {
  const ofNode = new Map<ClusterNode, Map<VirtualRouter, VirtualRouterMember>>();
  for (const router of virtualRouters) {
    for (const member of router.members) {
      const members = ofNode.get(member.node) ?? new Map<VirtualRouter, VirtualRouterMember>();
      ofNode.set(member.node, members.set(router, member));
    }
  }
  return [...ofNode].flatMap(([node, members]): NodeGrouping[] => {
    const [first] = members.values();
    const known = first === undefined ? undefined : groupsByName(first.keepalived);
    if (first === undefined || known === undefined) return [];
    const groups = new Map<VirtualRouter, VrrpSyncGroup>();
    for (const [router, { instance }] of members) {
      const group = known.get(instance.name.text);
      if (group !== undefined) groups.set(router, group);
    }
    return [{ node, file: first.file, keepalived: first.keepalived, members, groups }];
  });
}

/** Puts virtual routers together that any node holds together. */
class Togetherness {
  readonly #parent = new Map<VirtualRouter, VirtualRouter>();

  rootOf(router: VirtualRouter): VirtualRouter {
    let root = router;
    for (let next = this.#parent.get(root); next !== undefined && next !== root; next = this.#parent.get(root))
      root = next;
    this.#parent.set(router, root);
    return root;
  }

  join(a: VirtualRouter, b: VirtualRouter): void {
    this.#parent.set(this.rootOf(a), this.rootOf(b));
  }
}

/**
 * Reads which virtual routers of a cluster are held together by sync groups. A node of whose groups a part is unknown, and one that
 * has not all of the virtual routers, takes no part.
 */
export function syncedRouters(cluster: Cluster): SyncedRouters[] {
  const groupings = groupingsOf(cluster);
  const together = new Togetherness();
  for (const { groups } of groupings) {
    const firstOf = new Map<VrrpSyncGroup, VirtualRouter>();
    for (const [router, group] of groups) {
      const first = firstOf.get(group);
      if (first === undefined) firstOf.set(group, router);
      else together.join(first, router);
    }
  }
  const sets = new Map<VirtualRouter, VirtualRouter[]>();
  for (const router of cluster.virtualRouters) {
    const root = together.rootOf(router);
    const set = sets.get(root);
    if (set === undefined) sets.set(root, [router]);
    else set.push(router);
  }
  return [...sets.values()].flatMap((routers): SyncedRouters[] => {
    if (routers.length < 2) return [];
    const whole = groupings.filter(({ members }) => routers.every((router) => members.has(router)));
    return whole.length < 2 ? [] : [{ routers, groupings: whole }];
  });
}

/** The virtual routers that a node holds together, at least two in each. */
export function classesOf(
  { groups }: NodeGrouping,
  routers: readonly VirtualRouter[],
): Map<VrrpSyncGroup, VirtualRouter[]> {
  const classes = new Map<VrrpSyncGroup, VirtualRouter[]>();
  for (const router of routers) {
    const group = groups.get(router);
    if (group === undefined) continue;
    const same = classes.get(group);
    if (same === undefined) classes.set(group, [router]);
    else same.push(router);
  }
  for (const [group, same] of classes) if (same.length < 2) classes.delete(group);
  return classes;
}

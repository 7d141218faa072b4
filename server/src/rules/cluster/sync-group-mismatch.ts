import { priorityWithAllUp } from "../../cluster/election.ts";
import type { ClusterNode, VirtualRouter, VirtualRouterMember } from "../../cluster/model.ts";
import { classesOf, type NodeGrouping, type SyncedRouters, syncedRouters } from "../../cluster/sync-groups.ts";
import type { Anchor } from "../../syntax/tree.ts";
import { type Finding, type Fix, type FixEdit, type Message, message, type RelatedPlace } from "../finding.ts";
import { divide } from "../majority.ts";
import type { ClusterRule } from "../rule.ts";
import { exampleKeepalived } from "./example-files.ts";
import { relatedMembers, routerName } from "./members.ts";
import { groupedLike, prioritiesInOrder } from "./sync-group-fix.ts";

/** Which of the virtual routers a node holds together, in a form to compare. */
function keyOf(grouping: NodeGrouping, routers: readonly VirtualRouter[]): string {
  const classes = [...classesOf(grouping, routers).values()];
  return routers.map((router) => classes.findIndex((same) => same.includes(router))).join(" ");
}

/** `VI_1 + VI_2`, as the node's own file names them. */
function said(grouping: NodeGrouping, routers: readonly VirtualRouter[]): string | Message {
  const classes = [...classesOf(grouping, routers).values()];
  const names = classes.map((same) =>
    same.map((router) => grouping.members.get(router)?.instance.name.text ?? "").join(" + "),
  );
  return names.length === 0 ? message("nothing") : names.join(", ");
}

function placeOf(grouping: NodeGrouping, routers: readonly VirtualRouter[]): Anchor | undefined {
  const group = routers.map((router) => grouping.groups.get(router)).find((one) => one !== undefined);
  const [first] = routers;
  return group?.name.at ?? (first === undefined ? undefined : grouping.members.get(first)?.instance.name.at);
}

function namesOf(groupings: readonly NodeGrouping[]): string {
  return groupings.map(({ node }) => node.name).join(", ");
}

/** Virtual routers of one group whose nodes do not stand in one order, by the order of each. */
function orderOf(router: VirtualRouter, groupings: readonly NodeGrouping[]): ClusterNode[] | undefined {
  const standings = groupings.map(({ node, members }) => {
    const member = members.get(router);
    return { node, priority: member === undefined ? undefined : priorityWithAllUp(member.instance, member.keepalived) };
  });
  const known = new Set(standings.map(({ priority }) => priority));
  // In a tie nobody is the one that holds it.
  if (known.has(undefined) || known.size < standings.length) return undefined;
  return standings.sort((a, b) => (b.priority ?? 0) - (a.priority ?? 0)).map(({ node }) => node);
}

function isCrossed(routers: readonly VirtualRouter[], groupings: readonly NodeGrouping[]): boolean {
  return divide(routers, (router) => orderKey(router, groupings)) !== undefined;
}

function orderKey(router: VirtualRouter, groupings: readonly NodeGrouping[]): string | undefined {
  return orderOf(router, groupings)
    ?.map((node) => groupings.findIndex((one) => one.node === node))
    .join(" ");
}

function groupingFixes({ routers, groupings }: SyncedRouters, odd: NodeGrouping): Fix[] {
  const division = divide(groupings, (grouping) => keyOf(grouping, routers));
  if (division === undefined) return [];
  const { majority, groups } = division;
  return (majority === undefined ? groups : [majority]).flatMap(({ value, members: [model] }): Fix[] => {
    if (model === undefined) return [];
    const crossed = [...classesOf(model, routers).values()].some((same) => isCrossed(same, groupings));
    const others = majority === undefined ? groupings.filter((one) => keyOf(one, routers) !== value) : [odd];
    const edits: FixEdit[] = [];
    for (const other of others) {
      const own = crossed ? undefined : groupedLike(other, model, routers);
      if (own === undefined) return [];
      edits.push(...own);
    }
    const title = message("Group the instances of {nodes} as on {node}", {
      nodes: namesOf(others),
      node: model.node.name,
    });
    return [{ title, isPreferred: majority !== undefined, isSafe: true, edits }];
  });
}

function* groupingFindings(synced: SyncedRouters): Iterable<Finding> {
  const { routers, groupings } = synced;
  const division = divide(groupings, (grouping) => keyOf(grouping, routers));
  for (const odd of division?.odd ?? []) {
    const at = placeOf(odd, routers);
    if (at === undefined) continue;
    const others = groupings.filter((one) => one !== odd);
    const different = others.filter((one) => keyOf(one, routers) !== keyOf(odd, routers));
    const [first] = different;
    yield {
      code: syncGroupMismatch.code,
      severity: syncGroupMismatch.severity,
      file: odd.file,
      at,
      message: message(
        "vrrp_sync_group holds {own} together on {node}, but {theirs} on {nodes}. After a failure {routers} move together on one node and apart on the other, so they may end up on different machines.",
        {
          own: said(odd, routers),
          node: odd.node.name,
          theirs: first === undefined ? "" : said(first, routers),
          nodes: namesOf(different),
          routers: routers.map(routerName).join(", "),
        },
      ),
      related: others.flatMap((other): RelatedPlace[] => {
        const place = placeOf(other, routers);
        const args = { names: said(other, routers), node: other.node.name };
        return place === undefined
          ? []
          : [{ file: other.file, at: place, message: message("{names} together on {node}", args) }];
      }),
      fixes: groupingFixes(synced, odd),
      about: [...odd.members.values()],
    };
  }
}

function orderFixes(routers: readonly VirtualRouter[], groupings: readonly NodeGrouping[]): Fix[] {
  const division = divide(routers, (router) => orderKey(router, groupings));
  if (division === undefined) return [];
  const { majority, groups } = division;
  return (majority === undefined ? groups : [majority]).flatMap(({ value, members: [model] }): Fix[] => {
    const order = model === undefined ? undefined : orderOf(model, groupings);
    if (model === undefined || order === undefined) return [];
    const edits: FixEdit[] = [];
    for (const router of routers) {
      if (orderKey(router, groupings) === value) continue;
      const own = prioritiesInOrder(router, order);
      if (own === undefined) return [];
      edits.push(...own);
    }
    const title = message("Let {node} be highest for all of the group, as for {router}", {
      node: order[0]?.name ?? "",
      router: routerName(model),
    });
    return [{ title, isPreferred: majority !== undefined, isSafe: true, edits }];
  });
}

function* orderFindings({ routers, groupings }: SyncedRouters): Iterable<Finding> {
  const [first] = groupings;
  if (first === undefined || divide(groupings, (grouping) => keyOf(grouping, routers)) !== undefined) return;
  for (const same of classesOf(first, routers).values()) {
    const division = divide(same, (router) => orderKey(router, groupings));
    const odd = division?.groups.at(-1)?.members[0];
    const model = division?.groups[0]?.members[0];
    const [top] = odd === undefined ? [] : (orderOf(odd, groupings) ?? []);
    const [modelTop] = model === undefined ? [] : (orderOf(model, groupings) ?? []);
    const member = odd?.members.find(({ node }) => node === top);
    if (odd === undefined || model === undefined || member === undefined) continue;
    const priorities = (members: readonly VirtualRouterMember[]): RelatedPlace[] =>
      relatedMembers(
        members,
        ({ instance }) => instance.priority?.at ?? instance.name.at,
        (one) => ({
          template: "priority {priority} of {instance} on {node}",
          args: {
            priority: priorityWithAllUp(one.instance, one.keepalived) ?? "",
            instance: one.instance.name.text,
            node: one.node.name,
          },
        }),
      );
    yield {
      code: syncGroupMismatch.code,
      severity: syncGroupMismatch.severity,
      file: member.file,
      at: member.instance.priority?.at ?? member.instance.name.at,
      message:
        top === modelTop
          ? message(
              "{router} and {other} are in one sync group, but their nodes do not stand in the same order. The group moves as a whole, so when {node} fails no node is highest for all of it, and the addresses stick or flap.",
              { router: routerName(odd), other: routerName(model), node: top?.name ?? "" },
            )
          : message(
              "{router} and {other} are in one sync group, but {node} has the highest priority for the one and {top} for the other. The group moves as a whole, so one node keeps both against a higher priority, or the addresses flap.",
              { router: routerName(odd), other: routerName(model), node: top?.name ?? "", top: modelTop?.name ?? "" },
            ),
      related: priorities([...odd.members.filter((one) => one !== member), ...model.members]),
      fixes: orderFixes(same, groupings),
      about: odd.members,
    };
  }
}

export const syncGroupMismatch: ClusterRule = {
  code: "cluster/sync-group-mismatch",
  scope: "cluster",
  severity: "warning",
  fix: "safe",
  since: "0.1.0",
  docs: {
    summary: "Nodes group their instances differently, or the priorities within a sync group are crossed.",
    why: "The instances of a `vrrp_sync_group` move together: if one fails, all of them go to the other node. Where the other node does not group them the same way, they part there, and traffic that comes in by one address and leaves by the other is cut.\n\nA group can only move as a whole. If one node has the highest priority for one of its instances and another node for the next, keepalived 2.2 lets one node keep both against the higher priority, and later versions let the addresses flap. Give one node the highest priority in all instances of a group.",
    example: {
      bad: [150, 120, 100].map((priority, index) => exampleNode(`lb${index + 1}`, priority, index < 2)).join(""),
      good: [150, 120, 100].map((priority, index) => exampleNode(`lb${index + 1}`, priority, true)).join(""),
    },
  },
  *check(cluster): Iterable<Finding> {
    if (!cluster.nodes.some(({ keepalived }) => (keepalived?.facts.syncGroups.length ?? 0) > 0)) return;
    for (const synced of syncedRouters(cluster)) {
      yield* groupingFindings(synced);
      yield* orderFindings(synced);
    }
  },
};

function exampleNode(node: string, priority: number, isGrouped: boolean): string {
  const [name = "", ...outside] = exampleKeepalived(node, { priority }).split("\n");
  const inside = exampleKeepalived(node, { priority, virtualRouterId: 52, virtualAddresses: ["192.168.0.1/24"] })
    .replace(/^.*\n/, "")
    .replace("VI_1", "VI_2")
    .replace("eth0", "eth1");
  const group = isGrouped ? ["vrrp_sync_group G1 {", "    group {", "        VI_1", "        VI_2", "    }", "}"] : [];
  return [name, ...group, ...outside].join("\n") + inside;
}

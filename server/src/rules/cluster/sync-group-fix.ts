import { addedWeight, priorityWithAllUp } from "../../cluster/election.ts";
import type { ClusterNode, VirtualRouter, VirtualRouterMember } from "../../cluster/model.ts";
import { classesOf, type NodeGrouping } from "../../cluster/sync-groups.ts";
import { countingTrackers } from "../../cluster/tracking.ts";
import { ownerPriority } from "../../model/keepalived/effective.ts";
import type { VrrpSyncGroup } from "../../model/keepalived/facts.ts";
import type { FixEdit } from "../finding.ts";
import { isMaster, withoutRepeats, writtenValue } from "./members.ts";
import { hasNoPreempt } from "./states.ts";

/** Whether an instance tracks a script with a weight, which keepalived would ignore in a group. */
function tracksWithWeight({ instance, keepalived }: VirtualRouterMember): boolean {
  return instance.trackers.some(({ kind, name, weight }) => {
    const stated = weight ?? keepalived.scripts.find((script) => script.name.text === name.text)?.weight;
    return kind === "script" && stated !== undefined && stated.value !== 0;
  });
}

function nameOn(grouping: NodeGrouping, router: VirtualRouter): string {
  return grouping.members.get(router)?.instance.name.text ?? "";
}

/** The edits that take names out of a group, or the group away where nothing is left in it. */
function taken(file: string, group: VrrpSyncGroup, names: ReadonlySet<string>): FixEdit[] {
  const isEmpty = group.members.every(({ text }) => names.has(text));
  if (isEmpty) return [{ file, at: group.at, form: "remove-line", newText: "" }];
  return group.members.flatMap(({ text, at }): FixEdit[] =>
    names.has(text) ? [{ file, at, form: "remove-line", newText: "" }] : [],
  );
}

/** The edit that adds names behind a group's last one. */
function put(file: string, group: VrrpSyncGroup, names: readonly string[]): FixEdit[] {
  const last = group.members[group.members.length - 1];
  if (last === undefined || names.length === 0) return [];
  const { origin, end } = last.at;
  return [
    { file, at: { origin, start: end, end }, form: "in-place", newText: names.map((name) => ` ${name}`).join("") },
  ];
}

/** The edit that writes a new group in front of the file's first instance. */
function newGroup({ file, keepalived }: NodeGrouping, name: string, names: readonly string[]): FixEdit[] | undefined {
  const [first] = keepalived.instances;
  if (first === undefined || keepalived.syncGroups.some((group) => group.name.text === name)) return undefined;
  const lines = [
    `vrrp_sync_group ${name} {`,
    "    group {",
    ...names.map((one) => `        ${one}`),
    "    }",
    "}",
    "",
    "",
  ];
  const { origin, start } = first.at;
  return [{ file, at: { origin, start, end: start }, form: "in-place", newText: lines.join("\n") }];
}

/**
 * The edits by which a node groups its instances like another one.
 *
 * @returns undefined where a definition makes a text, or a script's weight would be ignored from then on
 */
export function groupedLike(
  grouping: NodeGrouping,
  model: NodeGrouping,
  routers: readonly VirtualRouter[],
): FixEdit[] | undefined {
  const { file, keepalived, groups, members } = grouping;
  const isGenerated = keepalived.syncGroups.some(({ members: names, name }) =>
    [name, ...names].some((one) => one.isGenerated),
  );
  if (keepalived.configId !== undefined || isGenerated || keepalived.instances.some(({ name }) => name.isGenerated)) {
    return undefined;
  }
  const free = new Set(routers.flatMap((router) => groups.get(router) ?? []));
  const edits: FixEdit[] = [];
  for (const [group, wanted] of classesOf(model, routers)) {
    const overlap = (own: VrrpSyncGroup): number => wanted.filter((router) => groups.get(router) === own).length;
    const [own] = [...free].sort((a, b) => overlap(b) - overlap(a));
    const added = wanted.filter((router) => own === undefined || groups.get(router) !== own);
    const isIgnored = added.some((router) => {
      const member = members.get(router);
      return member !== undefined && own?.hasTrackingWeight !== true && tracksWithWeight(member);
    });
    if (isIgnored) return undefined;
    const names = added.map((router) => nameOn(grouping, router));
    if (own === undefined || overlap(own) === 0) {
      const written = newGroup(
        grouping,
        group.name.text,
        wanted.map((router) => nameOn(grouping, router)),
      );
      if (written === undefined) return undefined;
      edits.push(...written);
      continue;
    }
    free.delete(own);
    const surplus = routers.filter((router) => groups.get(router) === own && !wanted.includes(router));
    edits.push(...taken(file, own, new Set(surplus.map((router) => nameOn(grouping, router)))));
    edits.push(...put(file, own, names));
  }
  for (const group of free) {
    const names = routers.flatMap((router) => (groups.get(router) === group ? [nameOn(grouping, router)] : []));
    if (names.length > 1) edits.push(...taken(file, group, new Set(names)));
    else if (classesOf(model, routers).size > 0) edits.push(...taken(file, group, new Set(names)));
  }
  return withoutRepeats(edits);
}

/**
 * The edits that give a virtual router's priorities, and the words MASTER and BACKUP with them, to its nodes in another order.
 *
 * @param order the nodes, the one that is to be highest first
 * @returns undefined where more would change: something is tracked with a weight, a priority is not written, `nopreempt` is
 */
export function prioritiesInOrder(router: VirtualRouter, order: readonly ClusterNode[]): FixEdit[] | undefined {
  const members = router.members.filter(({ node }) => order.includes(node));
  const isFixed = members.some((member) => {
    const { priority } = member.instance;
    const trackers = countingTrackers(member.instance, member.keepalived);
    const isPlain =
      trackers !== undefined && addedWeight(trackers) === 0 && trackers.every(({ weight }) => weight === 0);
    return priority?.value === undefined || priority.value === ownerPriority || !isPlain || hasNoPreempt(member);
  });
  if (isFixed || members.length < router.members.length) return undefined;
  const standing = (member: VirtualRouterMember): number => priorityWithAllUp(member.instance, member.keepalived) ?? 0;
  const ranks = [...members].sort((a, b) => standing(b) - standing(a));
  const edits: FixEdit[] = [];
  for (const [rank, node] of order.entries()) {
    const member = members.find((one) => one.node === node);
    const model = ranks[rank];
    if (member === undefined || model === undefined) return undefined;
    if (member === model) continue;
    const priority = writtenValue(member, member.instance.priority, "priority", model.instance.priority?.text ?? "");
    if (priority === undefined) return undefined;
    edits.push(priority);
    if (isMaster(member) === isMaster(model)) continue;
    const state = writtenValue(member, member.instance.state, "state", isMaster(model) ? "MASTER" : "BACKUP");
    if (state === undefined) return undefined;
    edits.push(state);
  }
  return withoutRepeats(edits);
}

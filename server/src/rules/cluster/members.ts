import { priorityWithAllUp } from "../../cluster/election.ts";
import type { Cluster, ClusterNode, VirtualRouter, VirtualRouterMember } from "../../cluster/model.ts";
import type { Tracker, VrrpInstance } from "../../model/keepalived/facts.ts";
import type { Stated } from "../../model/value.ts";
import { type Anchor, spanOf } from "../../syntax/tree.ts";
import type { FixEdit, Message, RelatedPlace } from "../finding.ts";

/** The name of a virtual router as people speak of it: by the VIP that most members list, and how many more they share. */
export function routerName(router: VirtualRouter): string {
  const counts = new Map<string, number>();
  for (const { instance } of router.members) {
    for (const { value } of instance.virtualAddresses) {
      if (value !== undefined) counts.set(value.text, (counts.get(value.text) ?? 0) + 1);
    }
  }
  const most = Math.max(0, ...counts.values());
  const [first, ...rest] = [...counts].filter(([, count]) => count === most).map(([text]) => text);
  if (first === undefined) return router.members[0]?.instance.name.text ?? "";
  return rest.length === 0 ? first : `${first} (+${rest.length})`;
}

/** The places of other members, each with what stands there. */
export function relatedMembers(
  others: readonly VirtualRouterMember[],
  placeOf: (member: VirtualRouterMember) => Anchor,
  textOf: (member: VirtualRouterMember) => Message,
): RelatedPlace[] {
  return others.map((member) => ({ file: member.file, at: placeOf(member), message: textOf(member) }));
}

/** The nodes' names, for a sentence. */
export function nodeNames(members: readonly VirtualRouterMember[]): string {
  return members.map((member) => member.node.name).join(", ");
}

/** Whether a member's `state` is MASTER; any other word, and none, counts as BACKUP. */
export function isMaster(member: VirtualRouterMember): boolean {
  return member.instance.state?.value === "MASTER";
}

/** All that a member tracks, whether it counts in the election or not: its own trackers and its sync group's. */
export function trackersOf({ instance, keepalived }: VirtualRouterMember): readonly Tracker[] {
  const groups = keepalived.syncGroups.filter(({ members }) => members.some(({ text }) => text === instance.name.text));
  return [...instance.trackers, ...groups.flatMap(({ trackers }) => trackers)];
}

/** The priority with all up; undefined also where a tracked file adds to it what nobody can read here. */
export function knownPriority(member: VirtualRouterMember): number | undefined {
  const mayAdd = trackersOf(member).some(({ kind, weight }) => kind === "file" && weight?.value !== 0);
  return mayAdd ? undefined : priorityWithAllUp(member.instance, member.keepalived);
}

/** Where a new first line of a member's instance goes: the stretch up to behind its opening brace. */
export function openingOf({ at, inside }: VrrpInstance): Anchor {
  return { origin: at.origin, start: at.start, end: inside.start };
}

/**
 * The edit that gives a member a line which its instance lacks.
 *
 * @returns undefined where a definition makes the instance, or several hosts read it
 */
export function addedLine(member: VirtualRouterMember, line: string): FixEdit | undefined {
  const { file, instance, keepalived } = member;
  if (instance.name.isGenerated || keepalived.configId !== undefined) return undefined;
  return { file, at: openingOf(instance), form: "line-inside", newText: line };
}

/**
 * The edit that writes a value of a member: over the stated one, or as a new line.
 *
 * @param stated what the member states now
 * @returns undefined where a definition makes the text
 */
export function writtenValue(
  member: VirtualRouterMember,
  stated: Stated<unknown> | undefined,
  keyword: string,
  value: string,
): FixEdit | undefined {
  if (stated === undefined) return addedLine(member, `${keyword} ${value}`);
  return stated.isGenerated ? undefined : { file: member.file, at: stated.at, form: "in-place", newText: value };
}

/**
 * Whether a value that a file states for all its instances may become another one: no other instance that takes it from there may
 * agree with fewer members of its virtual router than it does now.
 *
 * @param member the member whose file is to be edited
 * @param keyOf what has to agree
 * @param takesFromFile whether an instance takes the value from the file
 * @param wanted the key that the value comes to
 */
export function mayChangeFile(
  member: VirtualRouterMember,
  cluster: Cluster,
  keyOf: (member: VirtualRouterMember) => string | undefined,
  takesFromFile: (instance: VrrpInstance) => boolean,
  wanted: string,
): boolean {
  if (member.keepalived.configId !== undefined) return false;
  return cluster.virtualRouters.every(({ members }) => {
    const own = members.find(({ keepalived }) => keepalived === member.keepalived);
    if (own === undefined || own.instance === member.instance || !takesFromFile(own.instance)) return true;
    const others = members.filter((other) => other !== own).map(keyOf);
    const count = (key: string | undefined): number => others.filter((other) => other === key).length;
    return count(wanted) >= count(keyOf(own));
  });
}

/** A member with its virtual router. */
export interface RouterMember {
  readonly router: VirtualRouter;
  readonly member: VirtualRouterMember;
}

/** In the order in which they stand in the files. */
export function byPlace(a: VirtualRouterMember, b: VirtualRouterMember): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return spanOf(a.instance.at).start - spanOf(b.instance.at).start;
}

/** The instances of each node with their virtual routers, as they stand in its file. */
export function membersOfNodes({ virtualRouters }: Cluster): RouterMember[][] {
  const ofNode = new Map<ClusterNode, RouterMember[]>();
  for (const router of virtualRouters) {
    for (const member of router.members) {
      const same = ofNode.get(member.node);
      if (same === undefined) ofNode.set(member.node, [{ router, member }]);
      else same.push({ router, member });
    }
  }
  return [...ofNode.values()].map((instances) => instances.sort((a, b) => byPlace(a.member, b.member)));
}

/** Leaves out edits that stand there twice: one file that several hosts read has each place once a host. */
export function withoutRepeats(edits: readonly FixEdit[]): FixEdit[] {
  const seen = new Set<string>();
  return edits.filter(({ file, at, newText }) => {
    const { start, end } = spanOf(at);
    const key = `${file}\n${start}\n${end}\n${newText}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

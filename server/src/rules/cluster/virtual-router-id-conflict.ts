import type { Cluster, VirtualRouter, VirtualRouterMember } from "../../cluster/model.ts";
import { addressFamily, effectiveMulticastGroup, usesMulticast } from "../../model/keepalived/effective.ts";
import { type Finding, type Fix, type FixEdit, message, type RelatedPlace } from "../finding.ts";
import { divide } from "../majority.ts";
import type { ClusterRule } from "../rule.ts";
import { exampleKeepalived } from "./example-files.ts";
import { areRelated, isSameNetwork, linkOf } from "./links.ts";
import { byPlace, membersOfNodes, nodeNames, type RouterMember, routerName, withoutRepeats } from "./members.ts";

function idOf({ instance }: VirtualRouterMember): number | undefined {
  return instance.virtualRouterId?.value;
}

/**
 * What a member's advertisements are told by: id, address family and multicast group. Undefined where one of them is unknown, and
 * for unicast, which reaches nobody else.
 */
function channelOf(member: VirtualRouterMember): string | undefined {
  const { instance, keepalived } = member;
  const id = idOf(member);
  const group = effectiveMulticastGroup(instance, keepalived);
  if (id === undefined || group === undefined || usesMulticast(instance) !== true) return undefined;
  return `${id} ${addressFamily(instance)} ${group}`;
}

/** The ids of a scope, to which those that fixes choose are added. */
class IdPool {
  readonly #taken: Set<number>;

  constructor({ virtualRouters, neighbours }: Cluster) {
    const own = virtualRouters.flatMap(({ members }) => members.flatMap((member) => idOf(member) ?? []));
    this.#taken = new Set([...own, ...neighbours.ids]);
  }

  /** The first id behind another one that nobody has; undefined where all are taken. */
  takeBehind(id: number): number | undefined {
    for (let step = 1; step <= 255; step++) {
      const candidate = ((id - 1 + step) % 255) + 1;
      if (this.#taken.has(candidate)) continue;
      this.#taken.add(candidate);
      return candidate;
    }
    return undefined;
  }
}

/** The fix: the next free id in all members of a virtual router. */
function fixesFor(router: VirtualRouter, id: number, pool: IdPool): Fix[] {
  const places = router.members.flatMap(({ file, instance: { virtualRouterId: stated } }) =>
    stated?.value === undefined || stated.isGenerated ? [] : [{ file, at: stated.at }],
  );
  if (places.length < router.members.length) return [];
  const free = pool.takeBehind(id);
  if (free === undefined) return [];
  const edits = places.map((place): FixEdit => ({ ...place, form: "in-place", newText: String(free) }));
  const title = message("Set virtual_router_id to {value} on all nodes of {router}", {
    value: String(free),
    router: routerName(router),
  });
  return [{ title, isPreferred: true, isSafe: true, edits: withoutRepeats(edits) }];
}

function relatedIds(members: readonly VirtualRouterMember[]): RelatedPlace[] {
  return members.map((member) => ({
    file: member.file,
    at: member.instance.virtualRouterId?.at ?? member.instance.name.at,
    message: message("virtual_router_id {value} of {instance} on {node}", {
      value: idOf(member) ?? "",
      instance: member.instance.name.text,
      node: member.node.name,
    }),
  }));
}

/** Two virtual routers that meet on nodes, with their instances there. */
interface Clash {
  readonly first: VirtualRouter;
  readonly second: VirtualRouter;
  readonly places: { readonly first: VirtualRouterMember; readonly second: VirtualRouterMember }[];
}

/** What keepalived allows an interface only once; undefined where a part of it is unknown (seen with 2.2.7). */
function slotOf(member: VirtualRouterMember): string | undefined {
  const channel = channelOf(member);
  const link = member.instance.interface?.value;
  // Of two blocks between a template's lines perhaps only one is there.
  return channel === undefined || link === undefined || member.keepalived.isOpen ? undefined : `${channel} ${link}`;
}

/** Notes that two instances of a node clash; on another node the same two virtual routers may stand the other way round. */
function noteClash(clashes: Clash[], first: RouterMember, second: RouterMember): void {
  for (const clash of clashes) {
    if (clash.second === second.router) {
      clash.places.push({ first: first.member, second: second.member });
      return;
    }
    if (clash.second === first.router && clash.first === second.router) {
      clash.places.push({ first: second.member, second: first.member });
      return;
    }
  }
  const places = [{ first: first.member, second: second.member }];
  clashes.push({ first: first.router, second: second.router, places });
}

/** The clashes within nodes, one for each virtual router that is to give way. */
function clashesOnNodes(cluster: Cluster): Clash[] {
  const clashes: Clash[] = [];
  for (const instances of membersOfNodes(cluster)) {
    const firstInSlot = new Map<string, RouterMember>();
    for (const instance of instances) {
      const slot = slotOf(instance.member);
      if (slot === undefined) continue;
      const first = firstInSlot.get(slot);
      if (first === undefined) firstInSlot.set(slot, instance);
      else noteClash(clashes, first, instance);
    }
  }
  return clashes;
}

/** Whether a member's id is at odds with its own virtual router: then that is the fault, and mending it ends the clash. */
function isOdd(member: VirtualRouterMember, router: VirtualRouter): boolean {
  return divide(router.members, (one) => idOf(one)?.toString())?.odd.includes(member) ?? false;
}

function* findingsOnNodes(cluster: Cluster, pool: IdPool): Iterable<Finding> {
  for (const { first, second, places } of clashesOnNodes(cluster)) {
    const [place] = places;
    const id = place === undefined ? undefined : idOf(place.second);
    const stated = place?.second.instance.virtualRouterId;
    if (place === undefined || id === undefined || stated === undefined) continue;
    yield {
      code: virtualRouterIdConflict.code,
      severity: virtualRouterIdConflict.severity,
      file: place.second.file,
      at: stated.at,
      message: message(
        "{first} and {second} both have virtual_router_id {value} on {interface} of {nodes}. keepalived refuses to start there, so these nodes hold none of their addresses; give one of the instances its own id.",
        {
          first: place.first.instance.name.text,
          second: place.second.instance.name.text,
          value: id,
          interface: place.second.instance.interface?.text ?? "",
          nodes: nodeNames(places.map((one) => one.second)),
        },
      ),
      related: relatedIds(places.flatMap((one) => (one === place ? [one.first] : [one.first, one.second]))),
      fixes: fixesFor(second, id, pool),
      about: [isOdd(place.first, first) ? place.first : place.second],
    };
  }
}

/** Whether the manifest names the node, so that it needs no second member to be part of a real cluster. */
function isDeclared({ node }: VirtualRouterMember): boolean {
  return node.knownBy === "manifest";
}

const channels = new WeakMap<VirtualRouter, string>();

/**
 * What all members of a virtual router, and the other states of their texts, are told by on the wire. Undefined where they differ
 * or one is unknown, and for a single text, which may be anything.
 */
function channelOfRouter(router: VirtualRouter): string | undefined {
  const known = channels.get(router) ?? readChannel(router) ?? "none";
  channels.set(router, known);
  return known === "none" ? undefined : known;
}

function readChannel({ members, alternatives }: VirtualRouter): string | undefined {
  if (members.length < 2 && !members.every(isDeclared)) return undefined;
  const texts = [...members, ...[...alternatives.values()].flat()];
  const all = new Set(texts.map(channelOf));
  const [channel] = all;
  return all.size === 1 ? channel : undefined;
}

/** The virtual router in front of another one, in the files' order, whose advertisements reach its nodes and bear its id. */
function rivalOf(router: VirtualRouter, channel: string, cluster: Cluster): VirtualRouter | undefined {
  const [first] = router.members;
  if (first === undefined) return undefined;
  const link = linkOf(router, cluster);
  return [...cluster.virtualRouters, ...cluster.neighbours.routers].find((other) => {
    const [otherFirst] = other.members;
    if (otherFirst === undefined || other === router || byPlace(otherFirst, first) >= 0) return false;
    if (channelOfRouter(other) !== channel) return false;
    const otherLink = linkOf(other, cluster);
    return isSameNetwork(link, otherLink) && !areRelated(link, otherLink);
  });
}

function* findingsInNetwork(cluster: Cluster, pool: IdPool): Iterable<Finding> {
  for (const router of cluster.virtualRouters) {
    const channel = channelOfRouter(router);
    const rival = channel === undefined ? undefined : rivalOf(router, channel, cluster);
    const [member, ...rest] = router.members;
    const id = member === undefined ? undefined : idOf(member);
    const stated = member?.instance.virtualRouterId;
    if (rival === undefined || member === undefined || id === undefined || stated === undefined) continue;
    yield {
      code: virtualRouterIdConflict.code,
      severity: "warning",
      file: member.file,
      at: stated.at,
      message: message(
        "virtual_router_id {value} serves {router} on {nodes} and {other} on {others}, in one network. They disturb each other: backups take the address for moments, or one of the addresses never comes up; give one virtual router its own id.",
        {
          value: id,
          router: routerName(router),
          nodes: nodeNames(router.members),
          other: routerName(rival),
          others: nodeNames(rival.members),
        },
      ),
      related: relatedIds([...rest, ...rival.members]),
      fixes: fixesFor(router, id, pool),
      about: router.members,
    };
  }
}

export const virtualRouterIdConflict: ClusterRule = {
  code: "cluster/virtual-router-id-conflict",
  scope: "cluster",
  severity: "error",
  fix: "safe",
  since: "0.1.0",
  docs: {
    summary: "Two virtual routers use one `virtual_router_id` where their advertisements meet.",
    why: "The id tells virtual routers apart on the wire. keepalived refuses to start with two instances of one id, address family and interface, unless they use unicast or another multicast group. IPv4 and IPv6 may share an id, and so may two interfaces.\n\nTwo clusters with one id in one network are a warning: the nodes of one hear those of the other, so that backups take the VIP for moments, or all of them elect one holder and the other VIP never comes up. Different passwords do not help. That it is one network must be known: a written prefix of one cluster takes in an address of the other.",
    example: {
      bad: [
        exampleKeepalived("lb1", { priority: 150 }),
        exampleKeepalived("lb2", { priority: 100 }),
        exampleKeepalived("web1", { priority: 150, virtualAddresses: ["10.0.0.200/24"] }),
        exampleKeepalived("web2", { priority: 100, virtualAddresses: ["10.0.0.200/24"] }),
      ].join(""),
      good: [
        exampleKeepalived("lb1", { priority: 150 }),
        exampleKeepalived("lb2", { priority: 100 }),
        exampleKeepalived("web1", { priority: 150, virtualRouterId: 52, virtualAddresses: ["10.0.0.200/24"] }),
        exampleKeepalived("web2", { priority: 100, virtualRouterId: 52, virtualAddresses: ["10.0.0.200/24"] }),
      ].join(""),
    },
  },
  *check(cluster): Iterable<Finding> {
    const pool = new IdPool(cluster);
    yield* findingsOnNodes(cluster, pool);
    yield* findingsInNetwork(cluster, pool);
  },
};

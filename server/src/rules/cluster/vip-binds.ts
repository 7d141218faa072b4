import type { Balancer, Cluster, ClusterNode, VirtualRouterMember } from "../../cluster/model.ts";
import type { Bind } from "../../model/haproxy/facts.ts";
import type { Stated } from "../../model/value.ts";
import { type Anchor, spanOf } from "../../syntax/tree.ts";
import type { FixEdit } from "../finding.ts";

/** Every bind of a haproxy, in the order of the file. */
export function bindsOf({ facts }: Balancer): Bind[] {
  return facts.proxies.flatMap((proxy) => proxy.facts.binds);
}

/** The instances of some nodes that belong to a virtual router, in the order of the routers. */
export function membersOn(cluster: Cluster, nodes: readonly ClusterNode[]): VirtualRouterMember[] {
  return cluster.virtualRouters.flatMap(({ members }) => members.filter(({ node }) => nodes.includes(node)));
}

/** Where a member lists an address that moves with it; undefined where it does not. */
export function placeOfVip({ instance }: VirtualRouterMember, text: string): Anchor | undefined {
  const entries = [...instance.virtualAddresses, ...instance.excludedAddresses];
  return entries.find(({ value }) => value?.text === text)?.at;
}

/** Whether haproxy asks the kernel to bind an address that the machine need not hold, or binds it somewhere else altogether. */
export function isBoundAnyway({ options }: Bind): boolean {
  return options.includes("transparent") || options.includes("namespace");
}

/** What only tells somebody of the change, or moves addresses and routes. */
const harmlessCommand =
  /^(?:\S*\/)?(?:echo|printf|logger|mailx?|sendmail|curl|wget|touch|ip|arping|iptables|nft|ipvsadm|conntrackd|sysctl|true)(?:\s|$)/;
const harmlessName = /mail|alert|slack|wechat|ding|sms|telegram|(?:^|[/_-])log/i;
const serviceCommand = /^(?:\S*\/)?(?:systemctl\s+\S+|service)\s+\S/;

/** Whether a command that runs at a change of state may start haproxy; a script may do anything. */
function mayStartHaproxy({ value }: Stated<string>): boolean {
  if (value === undefined || /haproxy/i.test(value)) return true;
  return !harmlessCommand.test(value) && !harmlessName.test(value) && !serviceCommand.test(value);
}

/** Whether keepalived may start haproxy on a node when it takes the VIP, so that the address is there first. */
export function mayBeStartedByKeepalived({ keepalived, instance }: VirtualRouterMember): boolean {
  const groups = keepalived.syncGroups.filter(({ members }) => members.some(({ text }) => text === instance.name.text));
  return [instance, ...groups].some(({ notifyCommands }) => notifyCommands.some(mayStartHaproxy));
}

/**
 * The edits that add `transparent` to the lines of binds.
 *
 * @returns undefined where one of them stands in a header, which takes no options
 */
export function transparentEdits(balancer: Balancer, binds: readonly Bind[]): FixEdit[] | undefined {
  const headers = new Set(balancer.facts.proxies.map(({ facts }) => spanOf(facts.header).start));
  const lines = new Map(binds.map(({ line }) => [spanOf(line).start, line]));
  if ([...lines.keys()].some((start) => headers.has(start))) return undefined;
  return [...lines.values()].map(({ origin, end }) => ({
    file: balancer.file,
    at: { origin, start: end, end },
    form: "in-place",
    newText: " transparent",
  }));
}

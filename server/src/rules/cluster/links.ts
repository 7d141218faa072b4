import type { Cluster, ClusterNode, VirtualRouter, VirtualRouterMember } from "../../cluster/model.ts";
import { type IpAddress, isLinkLocal, sameSubnet } from "../../model/address.ts";
import { addressFamily } from "../../model/keepalived/effective.ts";

/** What is known of the network in which a virtual router's advertisements go. */
export interface Link {
  readonly nodes: readonly ClusterNode[];
  /** The VIPs there and the nodes' own addresses. */
  readonly addresses: readonly IpAddress[];
  /** Those of them whose written prefix tells the network. */
  readonly networks: readonly IpAddress[];
}

/** Whether an address's written prefix takes in others. */
function tellsNetwork({ family, prefix }: IpAddress): boolean {
  return prefix !== undefined && prefix > 0 && prefix < (family === 4 ? 31 : 127);
}

/**
 * Reads what is known of a virtual router's network. VIPs of another device are left out, because advertisements go over the
 * instance's interface; so are link-local addresses, which every network has.
 */
function readLink(router: VirtualRouter, ownAddresses: (member: VirtualRouterMember) => readonly IpAddress[]): Link {
  const addresses = router.members.flatMap((member): IpAddress[] => {
    const { instance } = member;
    const family = addressFamily(instance);
    const vips = instance.virtualAddresses.flatMap(({ value, device }) =>
      value !== undefined && (device === undefined || device === instance.interface?.value) ? [value] : [],
    );
    const all = [...vips, ...ownAddresses(member)];
    return all.filter((address) => address.family === family && !isLinkLocal(address));
  });
  return { nodes: router.members.map(({ node }) => node), addresses, networks: addresses.filter(tellsNetwork) };
}

const linksOfNeighbours = new WeakMap<VirtualRouter, Link>();

/** Of a neighbour's node only what its keepalived.conf says may be read (see `Neighbourhood`), which does not change. */
function linkOfNeighbour(router: VirtualRouter): Link {
  const known = linksOfNeighbours.get(router);
  if (known !== undefined) return known;
  const link = readLink(router, ({ instance }) => {
    const source = instance.sourceAddress?.value;
    return source === undefined ? [] : [source];
  });
  linksOfNeighbours.set(router, link);
  return link;
}

/** The link of a virtual router of the cluster or of one of its neighbours. */
export function linkOf(router: VirtualRouter, cluster: Cluster): Link {
  const isOwn = cluster.virtualRouters.includes(router);
  return isOwn ? readLink(router, ({ node }) => node.addresses) : linkOfNeighbour(router);
}

/** Whether two links are known to be one network: a written prefix of the one takes in an address of the other. */
export function isSameNetwork(a: Link, b: Link): boolean {
  const takesIn = ({ networks }: Link, { addresses }: Link): boolean =>
    networks.some((network) => addresses.some((address) => sameSubnet(network, address, network.prefix ?? 0)));
  return takesIn(a, b) || takesIn(b, a);
}

/** Whether two virtual routers may be two states of one: they have a node, a VIP or a node's own address in common. */
export function areRelated(a: Link, b: Link): boolean {
  const texts = new Set(b.addresses.map(({ text }) => text));
  return a.nodes.some((node) => b.nodes.includes(node)) || a.addresses.some(({ text }) => texts.has(text));
}

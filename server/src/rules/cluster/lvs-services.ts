import type { Cluster, ClusterNode, VirtualRouterMember } from "../../cluster/model.ts";
import { type IpAddress, isLoopback } from "../../model/address.ts";
import type { RealServer, VirtualServer } from "../../model/keepalived/facts.ts";

/** What a virtual server is called in a sentence: `10.0.0.100 80`, `fwmark 1`, `group web`. */
export function serviceName({ address, port, firewallMark, group }: VirtualServer): string {
  if (firewallMark !== undefined) return `fwmark ${firewallMark.text}`;
  if (group !== undefined) return `group ${group.text}`;
  return port === undefined ? (address?.text ?? "") : `${address?.text ?? ""} ${port.text}`;
}

/** What a virtual server is for, to find it again in another file; undefined where a part of that is unknown. */
export function serviceKey({ address, port, firewallMark, group }: VirtualServer): string | undefined {
  if (firewallMark !== undefined) return firewallMark.value === undefined ? undefined : `fwmark ${firewallMark.value}`;
  if (group !== undefined) return group.value === undefined ? undefined : `group ${group.value}`;
  if (address?.value === undefined || (port !== undefined && port.value === undefined)) return undefined;
  return `${address.value.text} ${port?.value ?? 0}`;
}

/** The node of the cluster that has an address of its own. */
export function nodeAt(cluster: Cluster, { text }: IpAddress): ClusterNode | undefined {
  return cluster.nodes.find(({ addresses }) => addresses.some((own) => own.text === text));
}

/**
 * Where a real server is, so that two directors say the same of it: 127.0.0.1 on a director is that node's own address on another.
 *
 * @returns undefined where that can't be told
 */
export function realServerKey(cluster: Cluster, member: VirtualRouterMember, server: RealServer): string | undefined {
  const { address, port } = server;
  if (address.value === undefined || (port !== undefined && port.value === undefined)) return undefined;
  const isOwn = isLoopback(address.value);
  if (isOwn && member.node.addresses.length === 0) return undefined;
  const node = isOwn ? member.node : nodeAt(cluster, address.value);
  return `${node === undefined ? address.value.text : `node ${node.name}`} ${port?.value ?? 0}`;
}

import { addressOfServer } from "../../cluster/hosts.ts";
import type { Cluster, ClusterNode, NodeAddress, VirtualRouter, VirtualRouterMember } from "../../cluster/model.ts";
import type { VirtualAddress } from "../../model/keepalived/facts.ts";
import { type Finding, type Message, message, type RelatedPlace } from "../finding.ts";
import type { ClusterRule } from "../rule.ts";
import { ownAddresses } from "./advertise-address-is-vip.ts";
import { exampleKeepalived, exampleManifest } from "./example-files.ts";
import { nodeNames } from "./members.ts";

/** A member with an address that it lists. */
interface Holder {
  readonly member: VirtualRouterMember;
  readonly entry: VirtualAddress;
}

/** The addresses that a virtual router's members list, by their texts without prefix. */
function heldBy({ members }: VirtualRouter): Map<string, Holder[]> {
  const held = new Map<string, Holder[]>();
  for (const member of members) {
    for (const entry of [...member.instance.virtualAddresses, ...member.instance.excludedAddresses]) {
      const text = entry.value?.text;
      if (text === undefined) continue;
      const same = held.get(text);
      if (same === undefined) held.set(text, [{ member, entry }]);
      else same.push({ member, entry });
    }
  }
  return held;
}

const evidenceTemplates = {
  manifest: "haconf.yaml says so",
  source: "its instances send from it",
  hosts: "a hosts file says so",
};

/**
 * How an address is known to be a node's own. A haproxy `server` and an `advertiseAddress` do not count: people write the VIP there.
 * Nor does a hosts file that gives no other node an address, or whose name is that of the endpoint.
 */
function evidenceOf(
  node: ClusterNode,
  { evidence }: NodeAddress,
  cluster: Cluster,
): keyof typeof evidenceTemplates | undefined {
  if (evidence.has("manifest")) return "manifest";
  if (evidence.has("source address")) return "source";
  const isTold = cluster.nodes.some(
    (other) => other !== node && other.addresses.some((address) => address.evidence.has("hosts")),
  );
  const isEndpoint = cluster.endpoint?.replace(/:\d+$/, "").toLowerCase() === node.name.toLowerCase();
  return evidence.has("hosts") && isTold && !isEndpoint ? "hosts" : undefined;
}

/** A node whose own address is a VIP. */
interface Victim {
  readonly node: ClusterNode;
  readonly how: keyof typeof evidenceTemplates;
}

/** The nodes that have each address as their own. */
function ownersIn(cluster: Cluster): Map<string, Victim[]> {
  const owners = new Map<string, Victim[]>();
  for (const node of cluster.nodes) {
    for (const address of [...node.disputedAddresses, ...node.addresses]) {
      const how = evidenceOf(node, address, cluster);
      if (how === undefined) continue;
      const same = owners.get(address.text);
      if (same === undefined) owners.set(address.text, [{ node, how }]);
      else same.push({ node, how });
    }
  }
  return owners;
}

/** The lines by which nodes say that an address is their own. */
function sourcePlaces(address: string, victims: readonly Victim[]): RelatedPlace[] {
  return victims.flatMap(({ node }) => {
    const { keepalived } = node;
    const instance = keepalived?.facts.instances.find(({ sourceAddress }) => sourceAddress?.value?.text === address);
    if (keepalived === undefined || instance?.sourceAddress === undefined) return [];
    const args = { keyword: instance.sourceKeyword ?? "", address, node: node.name };
    const said = message("{keyword} {address} on {node}", args);
    return [{ file: keepalived.file, at: instance.sourceAddress.at, message: said }];
  });
}

/** Where else the address stands as if it were one node's: as a server, or as what a node advertises. */
function usesOf(cluster: Cluster, address: string): object[] {
  const servers = cluster.balancers.flatMap(({ facts }) =>
    facts.proxies.flatMap((proxy) =>
      proxy.facts.servers.filter((server) => addressOfServer(server, cluster.hosts)?.text === address),
    ),
  );
  return [
    ...servers,
    ...ownAddresses(cluster).flatMap(({ stated, saidBy }) => (stated.value?.text === address ? [saidBy] : [])),
  ];
}

function messageOf(address: string, victims: readonly Victim[], holders: readonly Holder[]): Message {
  const how = victims[0]?.how ?? "source";
  const args = {
    address,
    node: victims.map(({ node }) => node.name).join(", "),
    how: message(evidenceTemplates[how]),
    nodes: nodeNames(holders.map(({ member }) => member)),
  };
  return holders.some(({ member }) => victims.some(({ node }) => node === member.node))
    ? message(
        "{address} is a VIP on {nodes} and the own address of {node} ({how}). keepalived takes it off the interface when it starts, so {node} loses its address and stays in FAULT; a VIP is an address that no machine has.",
        args,
      )
    : message(
        "{address} is a VIP on {nodes}, but the own address of {node} ({how}). Two machines answer for it whenever one of {nodes} holds the VIP; a VIP is an address that no machine has.",
        args,
      );
}

export const vipIsNodeAddress: ClusterRule = {
  code: "cluster/vip-is-node-address",
  scope: "cluster",
  severity: "error",
  fix: "none",
  since: "0.1.0",
  docs: {
    summary: "A VIP is the own address of a node.",
    why: "keepalived removes all its VIPs from the interfaces when it starts, the machine's own address among them: the instance goes to FAULT because its interface has no address, with priority 255 as well, and the machine can't be reached any more. If another machine has the address, two answer for it.\n\nWhose address it is is known from `mcast_src_ip` and `unicast_src_ip`, from `haconf.yaml` or from a hosts file.",
    example: {
      bad: [
        exampleManifest,
        exampleKeepalived("lb1", { priority: 150, virtualAddresses: ["10.0.0.11/24"] }),
        exampleKeepalived("lb2", { priority: 100, virtualAddresses: ["10.0.0.11/24"] }),
      ].join(""),
      good: [
        exampleManifest,
        exampleKeepalived("lb1", { priority: 150 }),
        exampleKeepalived("lb2", { priority: 100 }),
      ].join(""),
    },
  },
  *check(cluster): Iterable<Finding> {
    const owners = ownersIn(cluster);
    if (owners.size === 0) return;
    for (const router of cluster.virtualRouters) {
      for (const [address, holders] of heldBy(router)) {
        const victims = owners.get(address) ?? [];
        const own = holders.find(({ member }) => victims.some(({ node }) => node === member.node)) ?? holders[0];
        if (own === undefined || victims.length === 0) continue;
        const rest = holders.filter((holder) => holder !== own);
        yield {
          code: this.code,
          severity: this.severity,
          file: own.member.file,
          at: own.entry.entry,
          message: messageOf(address, victims, holders),
          related: [
            ...sourcePlaces(address, victims),
            ...rest.map(({ member, entry }) => ({
              file: member.file,
              at: entry.entry,
              message: message("{list} on {node}", { list: entry.text, node: member.node.name }),
            })),
          ],
          fixes: [],
          about: [...router.members, ...usesOf(cluster, address)],
        };
      }
    }
  },
};

import type { Cluster, ClusterNode, VirtualRouter, VirtualRouterMember } from "../../cluster/model.ts";
import { type IpAddress, isLoopback, isWildcard, sameSubnet } from "../../model/address.ts";
import type { KeepalivedFacts, VirtualAddress, VirtualServer } from "../../model/keepalived/facts.ts";
import { type Finding, type Fix, type FixEdit, message, type RelatedPlace } from "../finding.ts";
import type { ClusterRule } from "../rule.ts";
import { exampleKeepalived } from "./example-files.ts";
import { nodeNames, withoutRepeats } from "./members.ts";
import { usualPrefix } from "./own-address.ts";

/** Every entry that a node holds at times or for good. */
function heldEntries({ instances, staticAddresses }: KeepalivedFacts): VirtualAddress[] {
  return [...instances.flatMap((one) => [...one.virtualAddresses, ...one.excludedAddresses]), ...staticAddresses];
}

/** Whether a node may hold addresses that can't be read here. */
function mayHoldMore(facts: KeepalivedFacts): boolean {
  return (
    facts.isOpen ||
    facts.hasInclude ||
    facts.instances.some(({ isOpen }) => isOpen) ||
    heldEntries(facts).some(({ value }) => value === undefined)
  );
}

/** Whether a command of a change of state may bring the address up. */
function mayBeBroughtUp({ instances, syncGroups }: KeepalivedFacts, { text }: IpAddress): boolean {
  const commands = [...instances, ...syncGroups].flatMap(({ notifyCommands }) => notifyCommands);
  return commands.some(({ value }) => value === undefined || value.includes(text));
}

/** The members of one virtual router to which an address fits best: where their VIPs lie in its network, else the only ones. */
function routerFor(cluster: Cluster, node: ClusterNode, address: IpAddress): VirtualRouter | undefined {
  const routers = cluster.virtualRouters.filter(({ members }) => members.some((member) => member.node === node));
  const near = routers.filter(({ members }) =>
    members.some(({ instance }) =>
      instance.virtualAddresses.some(
        ({ value }) => value !== undefined && sameSubnet(value, address, value.prefix ?? usualPrefix(address)),
      ),
    ),
  );
  const fitting = near.length > 0 ? near : routers;
  const isFamily = fitting.every(({ members }) =>
    members.every(({ instance }) => instance.virtualAddresses.every(({ value }) => value?.family === address.family)),
  );
  return fitting.length === 1 && isFamily ? fitting[0] : undefined;
}

/** The edit that adds an address to the VIPs of a member, with the prefix length that its others have. */
function addedVip({ file, instance, keepalived }: VirtualRouterMember, address: IpAddress): FixEdit | undefined {
  const entries = instance.virtualAddresses;
  const last = entries[entries.length - 1];
  if (last === undefined || last.isGenerated || keepalived.configId !== undefined) return undefined;
  const like = entries.find(({ value }) => value !== undefined && sameSubnet(value, address, usualPrefix(address)));
  const slash = like?.text.indexOf("/") ?? -1;
  const prefix = like === undefined || slash < 0 ? "" : like.text.slice(slash);
  const device = like?.device === undefined ? "" : ` dev ${like.device}`;
  const newText = `${address.text}${prefix === "" ? (address.family === 4 ? "/32" : "/128") : prefix}${device}`;
  return { file, at: last.entry, form: "line-below", newText };
}

function fixFor(cluster: Cluster, node: ClusterNode, address: IpAddress): Fix[] {
  const router = routerFor(cluster, node, address);
  if (router === undefined) return [];
  const lacking = router.members.filter(
    ({ keepalived }) => !heldEntries(keepalived).some(({ value }) => value?.text === address.text),
  );
  const edits = lacking.map((member) => addedVip(member, address));
  if (edits.includes(undefined)) return [];
  return [
    {
      title: message("Add {address} to the VIPs of {nodes}", { address: address.text, nodes: nodeNames(lacking) }),
      isPreferred: true,
      isSafe: false,
      edits: withoutRepeats(edits.flatMap((edit) => edit ?? [])),
    },
  ];
}

/** The virtual servers of a node on addresses that it never holds, by address. */
function unheldServers(cluster: Cluster, node: ClusterNode): Map<string, VirtualServer[]> {
  const found = new Map<string, VirtualServer[]>();
  const facts = node.keepalived?.facts;
  if (facts === undefined || facts.virtualServers.length === 0) return found;
  if (facts.instances.length === 0 || mayHoldMore(facts)) return found;
  // A node with many instances is a member as many times.
  const files = new Set(cluster.virtualRouters.flatMap(({ members }) => members.map(({ keepalived }) => keepalived)));
  // What its peers list belongs to the rule that compares their lists.
  const held = new Set([
    ...heldEntries(facts).map(({ value }) => value?.text),
    ...[...files].flatMap((keepalived) => heldEntries(keepalived).map(({ value }) => value?.text)),
    ...node.addresses.map(({ text }) => text),
  ]);
  for (const server of facts.virtualServers) {
    const address = server.address?.value;
    if (address === undefined || server.hasQuorumCommand || server.isOpen) continue;
    if (held.has(address.text) || isLoopback(address) || isWildcard(address) || mayBeBroughtUp(facts, address))
      continue;
    found.set(address.text, [...(found.get(address.text) ?? []), server]);
  }
  return found;
}

/** A node with its virtual servers on one address that it never holds. */
interface Director {
  readonly node: ClusterNode;
  readonly file: string;
  readonly servers: readonly VirtualServer[];
}

/** The nodes of one virtual router that lack one address have it from one cause. */
function directorsTogether(cluster: Cluster, directors: readonly Director[]): readonly Director[][] {
  const together: Director[][] = [];
  for (const director of directors) {
    const routers = cluster.virtualRouters.filter(({ members }) => members.some(({ node }) => node === director.node));
    const same = together.find((group) =>
      group.some(({ node }) => routers.some(({ members }) => members.some((member) => member.node === node))),
    );
    if (same === undefined) together.push([director]);
    else same.push(director);
  }
  return together;
}

function directorsByAddress(cluster: Cluster): Map<string, Director[]> {
  const found = new Map<string, Director[]>();
  for (const node of cluster.nodes) {
    const file = node.keepalived?.file;
    if (file === undefined) continue;
    for (const [text, servers] of unheldServers(cluster, node))
      found.set(text, [...(found.get(text) ?? []), { node, file, servers }]);
  }
  return found;
}

function* relatedTo(text: string, directors: readonly Director[], first: VirtualServer): Iterable<RelatedPlace> {
  // Nodes that are filled into one template have their lines at the same places.
  const own = directors.filter(({ file }, index) => directors.findIndex((other) => other.file === file) === index);
  for (const { node, file, servers } of own) {
    for (const server of servers) {
      if (server === first) continue;
      const at = server.address?.at ?? server.at;
      yield { file, at, message: message("another virtual_server on {address}", { address: text }) };
    }
    for (const { name, virtualAddresses } of node.keepalived?.facts.instances ?? []) {
      const list = virtualAddresses.map((entry) => entry.text).join(", ") || "none";
      const at = virtualAddresses[0]?.at ?? name.at;
      yield { file, at, message: message("{instance} holds {list}", { instance: name.text, list }) };
    }
  }
}

const exampleLvs = `virtual_server 10.0.0.200 80 {
    lb_algo rr
    lb_kind NAT
    protocol TCP
    real_server 10.0.0.11 80 {
        TCP_CHECK {
            connect_timeout 3
        }
    }
}
`;

function exampleDirector(addresses: readonly string[]): string {
  return exampleKeepalived("lb1", { priority: 150, virtualAddresses: addresses }) + exampleLvs;
}

export const lvsVipNotHeld: ClusterRule = {
  code: "cluster/lvs-vip-not-held",
  scope: "cluster",
  severity: "warning",
  fix: "unsafe",
  since: "0.1.0",
  docs: {
    summary: "A virtual_server is on an address that its node never holds.",
    why: "keepalived sets up the LVS service in the kernel whether the address is there or not. If no `virtual_ipaddress`, `virtual_ipaddress_excluded` or `static_ipaddress` has it, nobody answers for the address, and clients never get to the director. Often one of the two was changed and the other forgotten. Virtual servers by `fwmark` or `group` are left out, and such with `quorum_up`, because commands may bring the address up.",
    example: {
      bad: exampleDirector(["10.0.0.100/24"]),
      good: exampleDirector(["10.0.0.100/24", "10.0.0.200/24"]),
    },
  },
  *check(cluster): Iterable<Finding> {
    for (const [text, all] of directorsByAddress(cluster)) {
      for (const directors of directorsTogether(cluster, all)) {
        const [director] = directors;
        const first = director?.servers[0];
        const address = first?.address;
        if (director === undefined || first === undefined || address?.value === undefined) continue;
        yield {
          code: this.code,
          severity: this.severity,
          file: director.file,
          at: address.at,
          message: message(
            "The virtual_server is on {address}, but no VIP or static address of {node} is. Nobody answers for {address} unless something else brings it up, so clients never come to the director.",
            { address: text, node: directors.map(({ node }) => node.name).join(", ") },
          ),
          related: [...relatedTo(text, directors, first)],
          fixes: fixFor(cluster, director.node, address.value),
          about: directors.flatMap(({ servers }) => servers),
        };
      }
    }
  },
};

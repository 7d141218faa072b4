import { type IpAddress, parseIpAddress } from "../model/address.ts";
import type { HaproxyFacts } from "../model/haproxy/facts.ts";
import { isClientOfAddress } from "./balancers.ts";
import type { DraftBalancer, DraftNode, FactsOf, ScopePart, SharedHaproxy } from "./draft.ts";
import type { Scope } from "./layout.ts";
import type { Balancer, ClusterNode, InFile, VirtualRouter } from "./model.ts";
import { learnAddresses } from "./node-addresses.ts";
import { looseHaproxies, membersOf, nodesOfScope } from "./nodes.ts";
import { groupVirtualRouters } from "./routers.ts";

/** What a scope's own files (keepalived, haproxy) show, before Kubernetes files are tied to it. */
export interface ScopeCore {
  readonly scope: Scope;
  readonly parts: readonly ScopePart[];
}

/** Which nodes hang together through virtual routers; a node without one stands alone. */
function components(nodes: readonly DraftNode[], routers: readonly VirtualRouter[]): DraftNode[][] {
  const parent = new Map<ClusterNode, ClusterNode>(nodes.map((node) => [node, node]));
  const find = (node: ClusterNode): ClusterNode => {
    let root = node;
    while (parent.get(root) !== root) root = parent.get(root) ?? root;
    parent.set(node, root);
    return root;
  };
  for (const router of routers) {
    const first = router.members[0];
    for (const member of router.members) if (first !== undefined) parent.set(find(member.node), find(first.node));
  }
  const groups = new Map<ClusterNode, DraftNode[]>();
  for (const node of nodes) {
    const root = find(node);
    const group = groups.get(root);
    if (group === undefined) groups.set(root, [node]);
    else group.push(node);
  }
  return [...groups.values()];
}

function addressesOfRouters(routers: readonly VirtualRouter[]): IpAddress[] {
  const addresses = new Map<string, IpAddress>();
  for (const router of routers) {
    for (const { instance } of router.members) {
      for (const { value } of instance.virtualAddresses) {
        if (value !== undefined) addresses.set(value.text, { ...value, prefix: undefined });
      }
    }
  }
  return [...addresses.values()];
}

function withManifestAddresses(addresses: readonly IpAddress[], scope: Scope): IpAddress[] {
  const all = [...addresses];
  for (const text of scope.manifestAddresses) {
    const address = parseIpAddress(text);
    if (address !== undefined && !all.some((known) => known.text === address.text)) all.push(address);
  }
  return all;
}

function bindsAddress(facts: HaproxyFacts, addresses: readonly IpAddress[]): boolean {
  const texts = new Set(addresses.map((address) => address.text));
  return facts.proxies.some((proxy) =>
    proxy.facts.binds.some((bind) => bind.address !== undefined && texts.has(bind.address.text)),
  );
}

function tiesOf(nodes: readonly DraftNode[], balancers: readonly DraftBalancer[]): Set<string> {
  const ties = new Set(nodes.flatMap((node) => node.addresses.map((address) => address.text)));
  for (const balancer of balancers) {
    for (const proxy of balancer.facts.proxies) {
      for (const server of proxy.facts.servers) if (server.address !== undefined) ties.add(server.address.text);
    }
  }
  return ties;
}

/** An earlier state of a scope, and the files that changed since. */
export interface EarlierCore {
  readonly core: ScopeCore;
  readonly changed: ReadonlySet<string>;
}

/** Whether two groupings have the same instances in the same virtual routers. */
function sameRouters(a: readonly VirtualRouter[], b: readonly VirtualRouter[]): boolean {
  return (
    a.length === b.length &&
    a.every((router, index) => {
      const other = b[index];
      return (
        other !== undefined &&
        router.members.length === other.members.length &&
        router.members.every((member, at) => member.instance === other.members[at]?.instance) &&
        router.alternatives.size + other.alternatives.size === 0
      );
    })
  );
}

/** The files that a group of nodes and its shared haproxies are made from. */
function filesOf(nodes: readonly DraftNode[], shared: readonly InFile<HaproxyFacts>[]): string[] {
  const own = nodes.flatMap(({ keepalived, alternatives, haproxy }) => [
    keepalived?.file ?? "",
    ...alternatives.map(({ file }) => file),
    haproxy?.file ?? "",
  ]);
  return [...own, ...shared.map(({ file }) => file)];
}

/** Finds parts of an earlier state that no change touched, so that their clusters need not be judged again. */
class EarlierParts {
  readonly #parts = new Map<string, ScopePart>();
  readonly #changed: ReadonlySet<string>;

  constructor(earlier: EarlierCore | undefined) {
    this.#changed = earlier?.changed ?? new Set();
    for (const part of earlier?.core.parts ?? []) this.#parts.set(part.files.join("\n"), part);
  }

  find(files: readonly string[], routers: readonly VirtualRouter[]): ScopePart | undefined {
    const part = this.#parts.get(files.join("\n"));
    if (part === undefined || files.some((file) => this.#changed.has(file))) return undefined;
    return sameRouters(part.routers, routers) ? part : undefined;
  }
}

/** The virtual routers of each group of nodes. */
function routersOfGroups(
  groups: readonly (readonly DraftNode[])[],
  routers: readonly VirtualRouter[],
): Map<readonly DraftNode[], VirtualRouter[]> {
  const groupOf = new Map<ClusterNode, readonly DraftNode[]>();
  for (const group of groups) for (const node of group) groupOf.set(node, group);
  const found = new Map<readonly DraftNode[], VirtualRouter[]>(groups.map((group) => [group, []]));
  for (const router of routers) {
    const [first] = router.members;
    const group = first === undefined ? undefined : groupOf.get(first.node);
    if (group !== undefined) found.get(group)?.push(router);
  }
  return found;
}

/**
 * Reads what a scope's own files show.
 *
 * @param factsOf gives the facts of a file
 * @param earlier the scope's last state: parts of it that no change touched are taken over as they are
 */
export function buildScopeCore(scope: Scope, factsOf: FactsOf, earlier?: EarlierCore): ScopeCore {
  const nodes = nodesOfScope(scope, factsOf);
  const members = nodes.flatMap((node) => (node.keepalived === undefined ? [] : membersOf(node, node.keepalived)));
  const others = nodes.flatMap((node) => node.alternatives.flatMap((one) => membersOf(node, one)));
  const routers = groupVirtualRouters(members, others);
  const loose = looseHaproxies(scope, factsOf);
  // A manifest names one cluster, whatever its nodes share.
  const groups = scope.manifestName === undefined ? components(nodes, routers) : [nodes];
  const withRouters = groups.filter((group) =>
    group.some((node) => (node.keepalived?.facts.instances.length ?? 0) > 0),
  );
  const ownHaproxies = nodes.filter((node) => node.haproxy !== undefined).length;
  const claimed = new Set<InFile<HaproxyFacts>>();
  const routersOf = routersOfGroups(groups, routers);
  const earlierParts = new EarlierParts(earlier);
  const parts = groups.map((group): ScopePart => {
    const own = routersOf.get(group) ?? [];
    const vips = withManifestAddresses(addressesOfRouters(own), scope);
    const shared = loose.flatMap((haproxy): SharedHaproxy[] => {
      if (scope.manifestName !== undefined) {
        claimed.add(haproxy);
        return [{ ...haproxy, knownBy: "manifest" }];
      }
      if (isClientOfAddress(haproxy.facts, vips)) return [];
      const isOnly = loose.length === 1 && ownHaproxies === 0 && withRouters.length === 1 && withRouters[0] === group;
      const isBinding = bindsAddress(haproxy.facts, vips);
      if (!isOnly && !isBinding) return [];
      claimed.add(haproxy);
      return [{ ...haproxy, knownBy: isBinding ? "bind" : "only-one" }];
    });
    const files = filesOf(group, shared);
    return earlierParts.find(files, own) ?? finishPart(group, own, vips, shared, files);
  });
  const alone = loose
    .filter((haproxy) => !claimed.has(haproxy))
    .map((haproxy) => {
      const files = filesOf([], [haproxy]);
      return earlierParts.find(files, []) ?? finishPart([], [], [], [{ ...haproxy, knownBy: "only-one" }], files);
    });
  return { scope, parts: [...parts, ...alone] };
}

function finishPart(
  nodes: readonly DraftNode[],
  routers: readonly VirtualRouter[],
  vips: readonly IpAddress[],
  shared: readonly SharedHaproxy[],
  files: readonly string[],
): ScopePart {
  // One file that nodes read with values of their own is as many haproxies.
  const byFacts = new Map<
    HaproxyFacts,
    { file: string; facts: HaproxyFacts; nodes: DraftNode[]; knownBy: Balancer["knownBy"] }
  >();
  for (const haproxy of shared) byFacts.set(haproxy.facts, { ...haproxy, nodes: [...nodes] });
  for (const node of nodes) {
    if (node.haproxy === undefined) {
      node.haproxy = shared[0];
      continue;
    }
    // A haproxy in front of the VIP is somebody else's: it sends to the VIP as a client.
    if (isClientOfAddress(node.haproxy.facts, vips)) continue;
    const known = byFacts.get(node.haproxy.facts);
    if (known !== undefined) known.nodes.push(node);
    else {
      const knownBy = node.knownBy === "manifest" ? "manifest" : "node";
      byFacts.set(node.haproxy.facts, { ...node.haproxy, nodes: [node], knownBy });
    }
  }
  const balancers = [...byFacts.values()];
  learnAddresses(nodes, balancers, vips);
  const ownAddresses = (node: DraftNode): void => {
    // An address that is a VIP too was written in the wrong place; it says nothing about the node.
    const isVip = ({ text }: IpAddress): boolean => vips.some((vip) => vip.text === text);
    const kept = node.addresses.filter((address) => !isVip(address));
    node.knownDisputed = node.addresses.filter(isVip);
    node.disputedAddresses = node.knownDisputed;
    node.addresses.splice(0, node.addresses.length, ...kept);
    node.knownAddresses = kept;
  };
  nodes.forEach(ownAddresses);
  // Only Kubernetes files ask for them, and a haproxy.cfg may have thousands of servers.
  let known: ReadonlySet<string> | undefined;
  const ties = (): ReadonlySet<string> => {
    known ??= tiesOf(nodes, balancers);
    return known;
  };
  return { nodes, routers, balancers, virtualAddresses: vips, files, ties };
}

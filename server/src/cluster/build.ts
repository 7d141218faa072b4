import { type IpAddress, parseIpAddress } from "../model/address.ts";
import type { FileFacts } from "../model/facts.ts";
import type { HaproxyFacts, ProxyFacts } from "../model/haproxy/facts.ts";
import type { KeepalivedFacts } from "../model/keepalived/facts.ts";
import type { KubernetesFacts } from "../model/kubernetes/facts.ts";
import type { Variables } from "../model/variables.ts";
import { apiServerProxies, isClientOfAddress, knownApiServers } from "./balancers.ts";
import { shownConfigs } from "./host.ts";
import { addressOfServer, type HostNames } from "./hosts.ts";
import { type Host, isWithin, type NodeSlot, type Scope } from "./layout.ts";
import type {
  AddressEvidence,
  Balancer,
  Cluster,
  ClusterNode,
  InFile,
  Neighbourhood,
  NodeAddress,
  VirtualRouter,
  VirtualRouterMember,
} from "./model.ts";
import { groupVirtualRouters } from "./routers.ts";

/** What a scope's own files (keepalived, haproxy) show, before Kubernetes files are tied to it. */
export interface ScopeCore {
  readonly scope: Scope;
  readonly parts: readonly ScopePart[];
}

/** Nodes of a scope that share virtual routers, with their haproxies: one cluster to be. */
export interface ScopePart {
  readonly nodes: readonly DraftNode[];
  readonly routers: readonly VirtualRouter[];
  readonly balancers: readonly DraftBalancer[];
  readonly virtualAddresses: readonly IpAddress[];
  /** The files that it was made from. */
  readonly files: readonly string[];
  /** Gives the texts of all addresses that tie a Kubernetes file to this part: nodes' own and servers'. */
  ties(): ReadonlySet<string>;
}

interface DraftNode {
  readonly name: string;
  readonly knownBy: ClusterNode["knownBy"];
  readonly folder: string | undefined;
  readonly addresses: NodeAddress[];
  readonly keepalived: InFile<KeepalivedFacts> | undefined;
  /** Other states of its keepalived.conf. */
  readonly alternatives: readonly InFile<KeepalivedFacts>[];
  haproxy: InFile<HaproxyFacts> | undefined;
  /** What its own files and haproxy tell of its addresses; Kubernetes files may add to it. */
  knownAddresses: readonly NodeAddress[];
  /** The manifest gives it the role. */
  readonly isNamedControlPlane: boolean;
  isControlPlane: boolean;
}

interface DraftBalancer {
  readonly file: string;
  readonly facts: HaproxyFacts;
  readonly nodes: readonly DraftNode[];
  readonly knownBy: Balancer["knownBy"];
}

/** A haproxy that belongs to no node alone, and why it is a cluster's. */
interface SharedHaproxy extends InFile<HaproxyFacts> {
  readonly knownBy: Balancer["knownBy"];
}

/**
 * Gives the facts of a file: for a keepalived.conf with `@host` lines one reading for each host, else one. With a node's values of
 * placeholders, it gives the file as that node reads it.
 */
export type FactsOf = (file: string, variables?: Variables) => readonly FileFacts[];

function keepalivedReadings(file: string | undefined, factsOf: FactsOf, variables?: Variables): KeepalivedFacts[] {
  return file === undefined ? [] : factsOf(file, variables).filter((facts) => facts.kind === "keepalived");
}

function haproxyFactsOf(
  file: string | undefined,
  factsOf: FactsOf,
  variables?: Variables,
): InFile<HaproxyFacts> | undefined {
  if (file === undefined) return undefined;
  const facts = factsOf(file, variables).find((candidate) => candidate.kind === "haproxy");
  return facts === undefined ? undefined : { file, facts };
}

/** Adds an address to those of a node, or how it is known to one that is there already. */
function addAddress(addresses: NodeAddress[], address: IpAddress | undefined, evidence: AddressEvidence): void {
  if (address === undefined) return;
  const index = addresses.findIndex((known) => known.text === address.text);
  const known = addresses[index];
  if (known === undefined) addresses.push({ ...address, evidence: new Set([evidence]) });
  else addresses[index] = { ...known, evidence: new Set([...known.evidence, evidence]) };
}

/** The other states of a node's keepalived.conf; beside one that includes others nobody can tell them from its parts. */
function alternativesOf(slot: NodeSlot, main: KeepalivedFacts, factsOf: FactsOf): InFile<KeepalivedFacts>[] {
  if (main.hasInclude || main.configId !== undefined) return [];
  return slot.alternatives.flatMap((file) => {
    const [facts, second] = keepalivedReadings(file, factsOf, slot.variables);
    return facts === undefined || second !== undefined ? [] : [{ file, facts }];
  });
}

function membersOf(node: DraftNode, { file, facts }: InFile<KeepalivedFacts>): VirtualRouterMember[] {
  return facts.instances.map((instance) => ({ node, file, instance, keepalived: facts }));
}

function nodesOfSlot(slot: NodeSlot, scope: Scope, factsOf: FactsOf): DraftNode[] {
  const readings = keepalivedReadings(slot.keepalived, factsOf, slot.variables);
  const haproxy = haproxyFactsOf(slot.haproxy, factsOf, slot.variables);
  const make = (name: string, facts: KeepalivedFacts | undefined): DraftNode => {
    const addresses: NodeAddress[] = [];
    for (const text of slot.addresses) addAddress(addresses, parseIpAddress(text), "manifest");
    // A folder or file may be named after the machine's address.
    addAddress(addresses, parseIpAddress(slot.name), "name");
    for (const { sourceAddress } of facts?.instances ?? []) {
      addAddress(addresses, sourceAddress?.value, "source address");
    }
    return {
      name,
      knownBy: facts?.configId === undefined ? slot.knownBy : "config-id",
      // The folder of a whole scope holds everybody's files.
      folder: slot.folder === scope.reach ? undefined : slot.folder,
      addresses,
      knownAddresses: [],
      keepalived: facts === undefined || slot.keepalived === undefined ? undefined : { file: slot.keepalived, facts },
      alternatives: facts === undefined ? [] : alternativesOf(slot, facts, factsOf),
      haproxy,
      isNamedControlPlane: slot.isControlPlane,
      isControlPlane: slot.isControlPlane,
    };
  };
  const named = readings.filter((facts) => facts.configId !== undefined);
  if (named.length === 0) return [make(slot.name, readings[0])];
  const own = named.find((facts) => facts.configId?.toLowerCase() === slot.name.toLowerCase());
  if (own !== undefined) return [make(slot.name, own)];
  // One file for all hosts: each config id is a node. Beside other nodes nobody can tell which id this one has.
  return scope.nodes.length === 1
    ? named.map((facts) => make(facts.configId ?? slot.name, facts))
    : [make(slot.name, undefined)];
}

/** What a text says of the machine that it is for: its own address, or its `router_id`. */
function identityOf({ keepalived }: DraftNode): string | undefined {
  if (keepalived === undefined) return undefined;
  const { instances, routerId } = keepalived.facts;
  return instances.find((one) => one.sourceAddress?.value !== undefined)?.sourceAddress?.value?.text ?? routerId?.value;
}

/** The machines whose configs a text shows. */
function nodesOfHost(host: Host, factsOf: FactsOf): DraftNode[] {
  return shownConfigs(factsOf(host.file), host.kind).keepalived.map(({ name, facts }): DraftNode => {
    const addresses: NodeAddress[] = [];
    for (const { sourceAddress } of facts.instances) addAddress(addresses, sourceAddress?.value, "source address");
    return {
      name,
      knownBy: "block",
      folder: undefined,
      addresses,
      knownAddresses: [],
      keepalived: { file: host.file, facts },
      alternatives: [],
      haproxy: undefined,
      isNamedControlPlane: false,
      isControlPlane: false,
    };
  });
}

/** The haproxies of a scope that belong to no node alone. */
function looseHaproxies(scope: Scope, factsOf: FactsOf): InFile<HaproxyFacts>[] {
  if (scope.host === undefined) return scope.looseHaproxies.flatMap((file) => haproxyFactsOf(file, factsOf) ?? []);
  const { haproxy } = shownConfigs(factsOf(scope.host.file), scope.host.kind);
  return haproxy === undefined ? [] : [{ file: scope.host.file, facts: haproxy }];
}

/** The nodes of a scope; of files that only their texts can tell apart, those that do. */
function nodesOfScope(scope: Scope, factsOf: FactsOf): DraftNode[] {
  if (scope.host !== undefined) return nodesOfHost(scope.host, factsOf);
  const identities = new Set<string>();
  return scope.nodes.flatMap((slot) => {
    const nodes = nodesOfSlot(slot, scope, factsOf);
    if (slot.knownBy !== "content") return nodes;
    return nodes.filter((node) => {
      const identity = identityOf(node);
      if (identity === undefined || identities.has(identity)) return false;
      identities.add(identity);
      return true;
    });
  });
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

/** Names of roles and bare numbers (`master`, `1`) are too common to tell a machine by. */
function isTellingName(name: string): boolean {
  return /[a-z]\d|-|\d{2}/i.test(name);
}

/** The nodes of whose addresses only source lines tell, and tell what another node's do as well: one of the two is wrong. */
function disputedNodes(nodes: readonly DraftNode[]): DraftNode[] {
  const claims = new Map<string, number>();
  for (const { addresses } of nodes) {
    for (const { text } of addresses) claims.set(text, (claims.get(text) ?? 0) + 1);
  }
  const isDoubtful = ({ text, evidence }: NodeAddress): boolean =>
    evidence.size === 1 && evidence.has("source address") && (claims.get(text) ?? 0) > 1;
  return nodes.filter(({ addresses }) => addresses.length > 0 && addresses.every(isDoubtful));
}

/**
 * A node's address is also known by the `server` line that bears its name, where nothing better tells it; a VIP is never a node's
 * own address.
 */
function learnAddresses(
  nodes: readonly DraftNode[],
  balancers: readonly DraftBalancer[],
  vips: readonly IpAddress[],
): void {
  const learn = (wanting: readonly DraftNode[]): void => {
    const missing = new Set(wanting.filter((node) => isTellingName(node.name)));
    for (const proxy of missing.size === 0 ? [] : balancers.flatMap(({ facts }) => facts.proxies)) {
      const addresses = addressesByName(proxy.facts);
      for (const node of missing) {
        const address = addresses.get(node.name.toLowerCase());
        if (address === undefined || vips.some((vip) => vip.text === address.text)) continue;
        addAddress(node.addresses, address, "server");
        missing.delete(node);
      }
    }
  };
  learn(nodes.filter(({ addresses }) => addresses.length === 0));
  // What was learned now may dispute what another node says of itself.
  learn(disputedNodes(nodes));
}

const addressesByFacts = new WeakMap<ProxyFacts, ReadonlyMap<string, IpAddress>>();

/** The addresses of a proxy's servers by their names in lower case; kept for as long as the section's facts are. */
function addressesByName(facts: ProxyFacts): ReadonlyMap<string, IpAddress> {
  const known = addressesByFacts.get(facts);
  if (known !== undefined) return known;
  const addresses = new Map<string, IpAddress>();
  for (const { name, address } of facts.servers) {
    if (address !== undefined) addresses.set(name.text.toLowerCase(), address);
  }
  addressesByFacts.set(facts, addresses);
  return addresses;
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
    const kept = node.addresses.filter((address) => !vips.some((vip) => vip.text === address.text));
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

/** A Kubernetes file that was tied to a part. */
export interface KubernetesFile extends InFile<KubernetesFacts> {
  /** The names of the nodes whose file it is, as the manifest says; undefined where it gives the file to none. */
  readonly nodes: readonly string[] | undefined;
}

/** Whether a Kubernetes file speaks of one node alone: the manifest gives it to that one, or it lies in the node's folder. */
function isOwnFile({ file, nodes }: KubernetesFile, node: DraftNode): boolean {
  if (nodes !== undefined) return nodes.length === 1 && nodes[0] === node.name;
  return node.folder !== undefined && isWithin(file, node.folder);
}

/** A Kubernetes file in a node's own folder is the node's, and gives its address; a hosts file does by the node's name. */
function takeOwnFiles(
  node: DraftNode,
  own: readonly KubernetesFile[],
  vips: readonly IpAddress[],
  hosts: HostNames,
): void {
  node.addresses.splice(0, node.addresses.length, ...node.knownAddresses);
  const named = addressByHosts(node, hosts);
  if (!vips.some((vip) => vip.text === named?.text)) addAddress(node.addresses, named, "hosts");
  for (const { facts } of own) {
    for (const { advertiseAddress } of [...facts.nodes, ...facts.apiServers, ...facts.clusters]) {
      const address = advertiseAddress?.value;
      if (address === undefined || vips.some((vip) => vip.text === address.text)) continue;
      addAddress(node.addresses, address, "kubernetes");
    }
  }
}

/** The address that the hosts files give to a node's name. */
export function addressByHosts({ name }: { readonly name: string }, hosts: HostNames): IpAddress | undefined {
  return isTellingName(name) ? hosts.addressOfMachine(name) : undefined;
}

/**
 * Finishes a part as a cluster, together with the Kubernetes files and the hosts files that belong to it, beside its neighbours in
 * the scope.
 */
export function buildCluster(
  scope: Scope,
  part: ScopePart,
  kubernetes: readonly KubernetesFile[],
  hosts: HostNames,
  neighbours: Neighbourhood,
): Cluster {
  const kubeadmClusters = kubernetes.flatMap(({ file, facts }) => facts.clusters.map((one) => ({ file, facts: one })));
  const kubeadmNodes = kubernetes.flatMap(({ file, facts }) => facts.nodes.map((one) => ({ file, facts: one })));
  const apiServers = kubernetes.flatMap(({ file, facts }) => facts.apiServers.map((one) => ({ file, facts: one })));
  const said = { kubeadmClusters, kubeadmNodes, apiServers, hosts, virtualAddresses: part.virtualAddresses };
  const balancers = part.balancers.map(
    (balancer): Balancer => ({ ...balancer, apiServerProxies: apiServerProxies(balancer.facts, said) }),
  );
  const known = new Set(knownApiServers(said).map(({ address }) => address.text));
  const targets = new Set(
    balancers.flatMap((balancer) =>
      balancer.apiServerProxies.flatMap(({ backend }) =>
        backend.facts.servers.flatMap((server) => addressOfServer(server, hosts)?.text ?? []),
      ),
    ),
  );
  const joined = new Set(
    kubeadmNodes.flatMap(({ facts }) => (facts.isControlPlane ? (facts.nodeName?.value ?? []) : [])),
  );
  for (const node of part.nodes) {
    const own = kubernetes.filter((one) => isOwnFile(one, node));
    takeOwnFiles(node, own, part.virtualAddresses, hosts);
    node.isControlPlane =
      node.isNamedControlPlane ||
      own.some(({ facts }) => facts.apiServers.length > 0 || facts.nodes.some((one) => one.isControlPlane)) ||
      joined.has(node.name) ||
      node.addresses.some((address) => known.has(address.text) || targets.has(address.text));
  }
  const vips = [...part.virtualAddresses].sort((a, b) => (a.text < b.text ? -1 : 1));
  const endpoints = kubeadmClusters
    .flatMap(({ facts }) => facts.endpoint ?? [])
    .filter(({ value }) => value !== undefined && !value.isHostUnknown);
  // Where documents disagree, a cluster is known by its VIP.
  const stated = endpoints.find(({ value }) => vips.some((vip) => vip.text === value?.address?.text)) ?? endpoints[0];
  return {
    name: scope.manifestName ?? stated?.value?.host ?? lowestAddress(vips)?.text ?? scope.folderName,
    nodes: part.nodes,
    virtualRouters: part.routers,
    neighbours,
    balancers,
    kubeadmClusters,
    kubeadmNodes,
    apiServers,
    hosts,
    endpoint: stated?.text ?? scope.manifestEndpoint,
    virtualAddresses: vips,
  };
}

function lowestAddress(addresses: readonly IpAddress[]): IpAddress | undefined {
  const key = (address: IpAddress): string =>
    address.family === 4
      ? `4${address.text
          .split(".")
          .map((byte) => byte.padStart(3, "0"))
          .join("")}`
      : `6${address.text}`;
  return [...addresses].sort((a, b) => (key(a) < key(b) ? -1 : 1))[0];
}

import type { IpAddress } from "../model/address.ts";
import type { KubernetesFacts } from "../model/kubernetes/facts.ts";
import { apiServerProxies, knownApiServers } from "./balancers.ts";
import type { DraftNode, ScopePart } from "./draft.ts";
import { addressOfServer, type HostNames } from "./hosts.ts";
import { kubeVipAddresses } from "./kube-vip.ts";
import { isWithin, type Scope } from "./layout.ts";
import type { Balancer, Cluster, EtcdCluster, InFile, Neighbourhood } from "./model.ts";
import { addAddress, addressByHosts } from "./node-addresses.ts";

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
  const disputed = [...node.knownDisputed];
  addAddress(vips.some((vip) => vip.text === named?.text) ? disputed : node.addresses, named, "hosts");
  node.disputedAddresses = disputed;
  for (const { facts } of own) {
    for (const { advertiseAddress } of [...facts.nodes, ...facts.apiServers, ...facts.clusters]) {
      const address = advertiseAddress?.value;
      if (address === undefined || vips.some((vip) => vip.text === address.text)) continue;
      addAddress(node.addresses, address, "kubernetes");
    }
  }
}

function lowestAddress(addresses: readonly IpAddress[]): IpAddress | undefined {
  const keyOf = (address: IpAddress): string =>
    address.family === 4
      ? `4${address.text
          .split(".")
          .map((byte) => byte.padStart(3, "0"))
          .join("")}`
      : `6${address.text}`;
  let lowest: { readonly address: IpAddress; readonly key: string } | undefined;
  for (const address of addresses) {
    const key = keyOf(address);
    if (lowest === undefined || key < lowest.key) lowest = { address, key };
  }
  return lowest?.address;
}

/** What lies around a part beside its Kubernetes files. */
export interface Surroundings {
  readonly hosts: HostNames;
  readonly neighbours: Neighbourhood;
  readonly nonlocalBind: Cluster["nonlocalBind"];
  readonly etcdClusters: readonly EtcdCluster[];
  readonly checkScripts: Cluster["checkScripts"];
  readonly missingScripts: Cluster["missingScripts"];
  readonly firewalls: Cluster["firewalls"];
  readonly syslogs: Cluster["syslogs"];
  readonly inventories: Cluster["inventories"];
}

/**
 * Finishes a part as a cluster, together with the Kubernetes files and the hosts files that belong to it, beside its neighbours in
 * the scope.
 */
export function buildCluster(
  scope: Scope,
  part: ScopePart,
  kubernetes: readonly KubernetesFile[],
  {
    hosts,
    neighbours,
    nonlocalBind,
    etcdClusters,
    checkScripts,
    missingScripts,
    firewalls,
    syslogs,
    inventories,
  }: Surroundings,
): Cluster {
  const kubeadmClusters = kubernetes.flatMap(({ file, facts }) => facts.clusters.map((one) => ({ file, facts: one })));
  const kubeadmNodes = kubernetes.flatMap(({ file, facts }) => facts.nodes.map((one) => ({ file, facts: one })));
  const apiServers = kubernetes.flatMap(({ file, facts }) => facts.apiServers.map((one) => ({ file, facts: one })));
  const pods = kubernetes.flatMap(({ file, facts }) => facts.pods.map((one) => ({ file, facts: one })));
  const kubeVips = kubernetes.flatMap(({ file, facts }) => facts.kubeVips.map((one) => ({ file, facts: one })));
  const kubeconfigs = kubernetes.flatMap(({ file, facts }) => facts.kubeconfigs.map((one) => ({ file, facts: one })));
  const virtualAddresses = [...part.virtualAddresses];
  for (const address of kubeVipAddresses(kubeVips.map(({ facts }) => facts))) {
    if (!virtualAddresses.some(({ text }) => text === address.text)) virtualAddresses.push(address);
  }
  const said = { kubeadmClusters, kubeadmNodes, apiServers, hosts, virtualAddresses };
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
    takeOwnFiles(node, own, virtualAddresses, hosts);
    node.isControlPlane =
      node.isNamedControlPlane ||
      own.some(({ facts }) => facts.apiServers.length > 0 || facts.nodes.some((one) => one.isControlPlane)) ||
      joined.has(node.name) ||
      node.addresses.some((address) => known.has(address.text) || targets.has(address.text));
  }
  const vips = virtualAddresses.sort((a, b) => (a.text < b.text ? -1 : 1));
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
    pods,
    kubeVips,
    kubeconfigs,
    etcdClusters,
    hosts,
    nonlocalBind,
    checkScripts,
    missingScripts,
    firewalls,
    syslogs,
    inventories,
    endpoint: stated?.text ?? scope.manifestEndpoint,
    virtualAddresses: vips,
  };
}

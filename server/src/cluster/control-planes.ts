import { type IpAddress, isLoopback, isWildcard } from "../model/address.ts";
import type { Stated } from "../model/value.ts";
import type { Anchor } from "../syntax/tree.ts";
import { commonApiServerPort, defaultApiServerPort, listedAddresses, nodeApiServerPort } from "./balancers.ts";
import { isWithin } from "./layout.ts";
import type { Cluster, ClusterNode } from "./model.ts";
import { heldAddresses } from "./vips.ts";

/** A machine that is known to run an apiserver, by more than a `server` line of haproxy. */
export interface ControlPlane {
  readonly name: string | undefined;
  /** Its own addresses, at least one and never a VIP; the first is the one that its files state. */
  readonly addresses: readonly IpAddress[];
  /** The port of its apiserver; undefined where that can't be told. */
  readonly port: number | undefined;
  /** The place that shows it; undefined where the manifest gives it the role. */
  readonly source: { readonly file: string; readonly at: Anchor } | undefined;
}

/** What `kubeadm config print init-defaults` writes for an address that is to be filled in. */
const exampleAddress = "1.2.3.4";

/** Puts together what several files say of one machine. */
class ControlPlanes {
  readonly #cluster: Cluster;
  readonly #held: ReadonlySet<string>;
  readonly #byAddress = new Map<string, ControlPlane>();
  readonly #nodeByAddress = new Map<string, ClusterNode>();

  constructor(cluster: Cluster) {
    this.#cluster = cluster;
    this.#held = new Set(heldAddresses(cluster.virtualRouters, cluster.virtualAddresses).map(({ text }) => text));
    for (const node of cluster.nodes) for (const { text } of node.addresses) this.#nodeByAddress.set(text, node);
  }

  get all(): ControlPlane[] {
    return [...new Set(this.#byAddress.values())];
  }

  #isOwn(address: IpAddress): boolean {
    return (
      address.text !== exampleAddress && !isLoopback(address) && !isWildcard(address) && !this.#held.has(address.text)
    );
  }

  /** Takes in a machine by an address, or as the node that it is. */
  add(
    stated: IpAddress | undefined,
    node: ClusterNode | undefined,
    more: Pick<ControlPlane, "name" | "port" | "source">,
  ): void {
    const own = stated === undefined ? node : (this.#nodeByAddress.get(stated.text) ?? node);
    const addresses = new Map<string, IpAddress>();
    for (const address of [...(stated === undefined ? [] : [stated]), ...(own?.addresses ?? [])]) {
      if (this.#isOwn(address)) addresses.set(address.text, address);
    }
    if (addresses.size === 0) return;
    const known = [...addresses.keys()].map((text) => this.#byAddress.get(text)).find((one) => one !== undefined);
    if (known !== undefined) return;
    const found: ControlPlane = {
      name: own?.name ?? more.name,
      addresses: [...addresses.values()],
      port: more.port,
      source: more.source,
    };
    for (const text of addresses.keys()) this.#byAddress.set(text, found);
  }

  /** The node whose own file it is, by its folder or its name. */
  nodeOf(file: string, name: string | undefined): ClusterNode | undefined {
    return this.#cluster.nodes.find(
      (node) => node.name === name || (node.folder !== undefined && isWithin(file, node.folder)),
    );
  }
}

/**
 * The control planes of a cluster that its Kubernetes files or its manifest name: by what they advertise, as a node's own file, as
 * the manifest's role, or as an address that is a certificate's name and an etcd endpoint at once. What only haproxy says does not
 * count.
 */
export function knownControlPlanes(cluster: Cluster): ControlPlane[] {
  const found = new ControlPlanes(cluster);
  for (const source of cluster.kubeadmNodes) {
    const { file, facts } = source;
    if (!facts.isControlPlane) continue;
    const name = facts.nodeName?.value;
    // An address that is filled in later is none, whatever a hosts file says.
    const stated = facts.advertiseAddress;
    const address = stated === undefined && name !== undefined ? cluster.hosts.addressOfMachine(name) : stated?.value;
    if (stated !== undefined && address === undefined) continue;
    found.add(address, found.nodeOf(file, name), {
      name,
      port: nodeApiServerPort(source, cluster),
      source: { file, at: stated?.at ?? facts.nodeName?.at ?? facts.source.at },
    });
  }
  for (const { file, facts } of cluster.apiServers) {
    const port = facts.securePort === undefined ? defaultApiServerPort : facts.securePort.value;
    const at = facts.advertiseAddress?.at ?? facts.at;
    found.add(facts.advertiseAddress?.value, found.nodeOf(file, undefined), {
      name: undefined,
      port,
      source: { file, at },
    });
  }
  const common = commonApiServerPort(cluster);
  for (const { file, facts } of stackedLists(cluster)) {
    for (const { address, at } of facts) {
      found.add(address, undefined, { name: undefined, port: common, source: { file, at } });
    }
  }
  for (const node of cluster.nodes) {
    if (node.isNamedControlPlane) found.add(undefined, node, { name: node.name, port: common, source: undefined });
  }
  return found.all;
}

/** The etcd endpoints of each configuration whose addresses are names of its certificates as well. */
function stackedLists(cluster: Cluster): { file: string; facts: { address: IpAddress; at: Anchor }[] }[] {
  return cluster.kubeadmClusters.map(({ file, facts }) => {
    const { etcd, certificates } = listedAddresses(facts, cluster.hosts);
    const named = new Set(certificates.map(({ text }) => text));
    const at = facts.etcdEndpoints[0]?.at ?? facts.source.at;
    return { file, facts: etcd.filter(({ text }) => named.has(text)).map((address) => ({ address, at })) };
  });
}

/** A list that gives all control planes of a cluster. */
export interface WholeList {
  readonly addresses: ReadonlySet<string>;
  /** Undefined for the manifest. */
  readonly source: { readonly file: string; readonly at: Anchor } | undefined;
}

/**
 * The one list that gives all control planes: the manifest's roles, or the etcd endpoints of a configuration where every one of
 * them is a certificate's name too.
 *
 * @returns undefined where no list is known to be whole
 */
export function wholeControlPlaneList(cluster: Cluster): WholeList | undefined {
  const named = cluster.nodes.filter((node) => node.isNamedControlPlane);
  if (named.length > 0) {
    const isKnown = named.every((node) => node.addresses.length > 0);
    const addresses = new Set(named.flatMap((node) => node.addresses.map(({ text }) => text)));
    return isKnown ? { addresses, source: undefined } : undefined;
  }
  for (const { file, facts } of cluster.kubeadmClusters) {
    const { etcd, certificates } = listedAddresses(facts, cluster.hosts);
    const isRead = (stated: Stated<string>): boolean => stated.value !== undefined;
    const names = new Set(certificates.map(({ text }) => text));
    if (etcd.length < 2 || etcd.length !== facts.etcdEndpoints.length || facts.source.isOpen) continue;
    if (!facts.certificateNames.every(isRead) || !etcd.every(({ text }) => names.has(text))) continue;
    const first = facts.etcdEndpoints[0];
    // Other names of the certificates may be those of control planes without etcd.
    const addresses = new Set([...etcd, ...certificates].map(({ text }) => text));
    return { addresses, source: { file, at: first?.at ?? facts.source.at } };
  }
  return undefined;
}

import { type IpAddress, isLoopback, sameSubnet } from "../model/address.ts";
import type { Endpoint, KubernetesFacts } from "../model/kubernetes/facts.ts";
import type { AddressRole, AttachmentReason } from "./attachment.ts";
import {
  apiServerProxies,
  bindsPort,
  commonApiServerPort,
  defaultApiServerPort,
  listedAddresses,
} from "./balancers.ts";
import type { ScopePart } from "./draft.ts";
import { addressOfServer, type HostNames } from "./hosts.ts";
import { kubeVipAddresses } from "./kube-vip.ts";
import type { ClusterNode, VirtualRouter } from "./model.ts";
import { addressByHosts } from "./node-addresses.ts";
import { heldAddresses } from "./vips.ts";

/** The addresses by which other files are tied to a part, with what they are to it. */
export class PartAddresses {
  readonly part: ScopePart;
  readonly hosts: HostNames;
  readonly #roles = new Map<string, AddressRole>();

  /** @param hosts what the hosts files of the part say: they give addresses to its nodes' and servers' names */
  constructor(part: ScopePart, hosts: HostNames) {
    this.part = part;
    this.hosts = hosts;
    for (const text of part.ties()) this.#roles.set(text, "server");
    for (const { facts } of part.balancers) {
      for (const proxy of facts.proxies) {
        for (const server of proxy.facts.servers) {
          if (server.hostName === undefined) continue;
          const address = addressOfServer(server, hosts);
          if (address !== undefined) this.#roles.set(address.text, "server");
        }
      }
    }
    for (const node of part.nodes) {
      const named = addressByHosts(node, hosts);
      for (const { text } of named === undefined ? node.knownAddresses : [...node.knownAddresses, named]) {
        this.#roles.set(text, "node");
      }
    }
    for (const { text } of heldAddresses(part.routers, part.virtualAddresses)) this.#roles.set(text, "vip");
  }

  get texts(): Iterable<string> {
    return this.#roles.keys();
  }

  roleOf(address: IpAddress | undefined): AddressRole | undefined {
    return address === undefined ? undefined : this.#roles.get(address.text);
  }
}

/** The address of an endpoint: what stands there, or what the hosts files say of the name. */
export function endpointAddress(endpoint: Endpoint | undefined, hosts: HostNames): IpAddress | undefined {
  if (endpoint === undefined || endpoint.isHostUnknown) return undefined;
  return endpoint.address ?? hosts.addressOf(endpoint.host);
}

interface NamedAddress {
  readonly kind:
    | "endpoint"
    | "join"
    | "virtual-address"
    | "advertise-address"
    | "certificate-name"
    | "etcd-endpoint"
    | "kubeconfig";
  readonly address: IpAddress;
}

/** Every address that a Kubernetes file names and that may be one of a cluster's, the most telling first. */
export function namedAddresses(facts: KubernetesFacts, hosts: HostNames): NamedAddress[] {
  const found: NamedAddress[] = [];
  const add = (kind: NamedAddress["kind"], address: IpAddress | undefined): void => {
    if (address !== undefined && !isLoopback(address)) found.push({ kind, address });
  };
  for (const { endpoint } of facts.clusters) add("endpoint", endpointAddress(endpoint?.value, hosts));
  for (const { joinEndpoint } of facts.nodes) add("join", endpointAddress(joinEndpoint?.value, hosts));
  for (const address of kubeVipAddresses(facts.kubeVips)) add("virtual-address", address);
  for (const { advertiseAddress } of [...facts.nodes, ...facts.apiServers, ...facts.clusters]) {
    add("advertise-address", advertiseAddress?.value);
  }
  for (const cluster of facts.clusters) {
    const { certificates, etcd } = listedAddresses(cluster, hosts);
    for (const address of certificates) add("certificate-name", address);
    for (const address of etcd) add("etcd-endpoint", address);
  }
  for (const { server } of facts.kubeconfigs) add("kubeconfig", endpointAddress(server.value, hosts));
  return found;
}

/** What ties a Kubernetes file to a part by its own words: the first of its addresses that is one of the part's, a VIP first. */
export function tieByAddress(facts: KubernetesFacts, addresses: PartAddresses): AttachmentReason | undefined {
  const named = namedAddresses(facts, addresses.hosts);
  const tie = (wanted: (role: AddressRole, kind: NamedAddress["kind"]) => boolean): AttachmentReason | undefined => {
    for (const { kind, address } of named) {
      const is = addresses.roleOf(address);
      if (is !== undefined && wanted(is, kind)) return { kind, address: address.text, is };
    }
    return undefined;
  };
  return tie((role, kind) => role === "vip" && (kind === "endpoint" || kind === "join")) ?? tie(() => true);
}

/** Whether a tie leaves no doubt: the file's endpoint, or the way that its joins go, is a VIP. */
export function goesToVirtualAddress(tie: AttachmentReason): boolean {
  return (tie.kind === "endpoint" || tie.kind === "join") && tie.is === "vip";
}

/**
 * The endpoints of a file that are no VIP of a part that has some: it is another cluster's file, or it is wrong. A loopback
 * address is each node's own way to the apiservers.
 */
export function foreignEndpoints(facts: KubernetesFacts, addresses: PartAddresses): Endpoint[] {
  if (addresses.part.virtualAddresses.length === 0) return [];
  return facts.clusters.flatMap(({ endpoint }) => {
    const address = endpointAddress(endpoint?.value, addresses.hosts);
    const isForeign = address !== undefined && !isLoopback(address) && addresses.roleOf(address) !== "vip";
    return isForeign && endpoint?.value !== undefined ? [endpoint.value] : [];
  });
}

/**
 * Whether a kubeconfig that only lies beside a part is about it: it names one cluster, by a name that no file here gives an address,
 * at a port on which haproxy takes connections for the apiservers and that two clusters hardly have in common by chance.
 */
export function isKubeconfigMeantForPart({ kubeconfigs }: KubernetesFacts, addresses: PartAddresses): boolean {
  const [only, other] = kubeconfigs;
  const server = only?.server.value;
  if (server === undefined || other !== undefined || server.isHostUnknown) return false;
  if (endpointAddress(server, addresses.hosts) !== undefined) return false;
  const { port } = server;
  if (port === undefined || port === defaultApiServerPort) return false;
  const kubernetes = { ...nothingSaid, hosts: addresses.hosts, virtualAddresses: addresses.part.virtualAddresses };
  return addresses.part.balancers.some((balancer) =>
    apiServerProxies(balancer.facts, kubernetes).some(({ entry }) =>
      entry.facts.binds.some((bind) => bindsPort(bind, port) === true),
    ),
  );
}

const nothingSaid = { kubeadmClusters: [], kubeadmNodes: [], apiServers: [] } as const;

/** Prefixes within which addresses are taken for neighbours where no VIP has one: a usual LAN. */
const usualPrefix = { 4: 24, 6: 64 } as const;

/** What has VIPs and nodes: a part, or the cluster that becomes of it. */
interface Neighbourhood {
  readonly routers: readonly VirtualRouter[];
  readonly virtualAddresses: readonly IpAddress[];
  readonly nodes: readonly Pick<ClusterNode, "addresses">[];
}

/** Whether an address lies in the subnet of a VIP or a node. */
export function isNeighbour(address: IpAddress, { routers, virtualAddresses, nodes }: Neighbourhood): boolean {
  const prefixes = routers.flatMap(({ members }) =>
    members.flatMap(({ instance }) =>
      instance.virtualAddresses.flatMap(({ value }) =>
        value?.family === address.family && value.prefix !== undefined && value.prefix < usualPrefix[value.family]
          ? [value.prefix]
          : [],
      ),
    ),
  );
  const prefix = Math.min(usualPrefix[address.family], ...prefixes);
  const own = [...virtualAddresses, ...nodes.flatMap((node) => node.addresses)];
  return own.some((one) => sameSubnet(one, address, prefix));
}

/**
 * Whether a file that only lies beside a part, and whose endpoint is none of its VIPs, is about the part all the same. Its
 * endpoint's port must be one on which haproxy takes connections for the apiservers, or its address a neighbour's. Where it names
 * nodes and they are strangers from elsewhere, only a port counts that two clusters hardly have in common by chance.
 */
export function isMeantForPart(
  facts: KubernetesFacts,
  foreign: readonly Endpoint[],
  addresses: PartAddresses,
): boolean {
  const kubernetes = {
    kubeadmClusters: facts.clusters.map((one) => ({ file: "", facts: one })),
    kubeadmNodes: facts.nodes.map((one) => ({ file: "", facts: one })),
    apiServers: facts.apiServers.map((one) => ({ file: "", facts: one })),
    hosts: addresses.hosts,
    virtualAddresses: addresses.part.virtualAddresses,
  };
  const binds = addresses.part.balancers.flatMap((balancer) =>
    apiServerProxies(balancer.facts, kubernetes).flatMap(({ entry }) => entry.facts.binds),
  );
  const nodes = namedAddresses(facts, addresses.hosts).filter(({ kind }) => kind === "advertise-address");
  const isFromElsewhere = nodes.length > 0 && !nodes.some(({ address }) => isNeighbour(address, addresses.part));
  return foreign.every((endpoint) => {
    const port = endpoint.port ?? commonApiServerPort(kubernetes);
    const isBound = port !== undefined && binds.some((bind) => bindsPort(bind, port) === true);
    if (isFromElsewhere) return isBound && port !== defaultApiServerPort;
    const address = endpointAddress(endpoint, addresses.hosts);
    return isBound || (address !== undefined && isNeighbour(address, addresses.part));
  });
}

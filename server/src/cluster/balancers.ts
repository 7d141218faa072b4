import { type IpAddress, isLoopback, parseIpAddress } from "../model/address.ts";
import type { Bind, HaproxyFacts, Proxy, ProxyFacts, Server } from "../model/haproxy/facts.ts";
import type { ApiServerManifest, KubeadmCluster, KubeadmNode } from "../model/kubernetes/facts.ts";
import type { Stated } from "../model/value.ts";
import { addressOfServer, type HostNames } from "./hosts.ts";
import type { ApiServerProxy, InFile } from "./model.ts";

/** The port that an apiserver listens on where nothing else is said. */
export const defaultApiServerPort = 6443;

/** What the Kubernetes files of a cluster say, with what is needed to understand their names and addresses. */
export interface KubernetesOfCluster {
  readonly kubeadmClusters: readonly InFile<KubeadmCluster>[];
  readonly kubeadmNodes: readonly InFile<KubeadmNode>[];
  readonly apiServers: readonly InFile<ApiServerManifest>[];
  readonly hosts: HostNames;
  readonly virtualAddresses: readonly IpAddress[];
}

const apiServerName =
  /kube-?api|api-?server|k8s-?api|k8s-?master|kube-?master|kubernetes-?master|control-?plane|^kube(?:rnetes)?$|^k8s$/i;
const otherKubernetesName =
  /ingress|dashboard|node-?port|worker|etcd|registry|metrics|grafana|prometheus|supervisor|konnectivity|stats|http(?!s?-?api)/i;

const kubernetesName = /kube|k8s/i;
const usualApiServerPorts: ReadonlySet<number> = new Set([6443, 5443, 7443, 8443, 9443, 16443, 26443]);

/** Whether apiservers are often reached by a port. */
export function isUsualApiServerPort(port: number): boolean {
  return usualApiServerPorts.has(port);
}

/** Whether a bind takes connections to a port; undefined where it can't be told. */
export function bindsPort(bind: Bind, port: number): boolean | undefined {
  if (bind.isPortUnknown) return undefined;
  if (bind.firstPort === undefined || bind.lastPort === undefined) return false;
  return bind.protocol === "tcp" && port >= bind.firstPort && port <= bind.lastPort;
}

/** Whether a document or command line may say more than can be read here: then what it does not say is unknown. */
function isOpen({ facts }: InFile<KubeadmCluster | KubeadmNode>): boolean {
  return facts.source.isOpen;
}

/** The port that the apiservers of a cluster listen on by its common settings; undefined where it can't be told. */
export function commonApiServerPort(kubernetes: KubernetesOfCluster): number | undefined {
  const sources = [
    ...kubernetes.kubeadmNodes.filter(({ facts }) => facts.action === "init"),
    ...kubernetes.kubeadmClusters,
  ];
  const stated = sources.flatMap(({ facts }) => facts.bindPort ?? []);
  if (stated[0] !== undefined) return stated[0].value;
  return sources.some(isOpen) ? undefined : defaultApiServerPort;
}

/** The port of the apiserver that a join or init brings up; undefined where it can't be told. */
export function nodeApiServerPort(node: InFile<KubeadmNode>, kubernetes: KubernetesOfCluster): number | undefined {
  const { bindPort, action } = node.facts;
  if (bindPort !== undefined) return bindPort.value;
  if (action === "init") return commonApiServerPort(kubernetes);
  // A join without a port of its own listens on kubeadm's default: `kubeadm init` does not hand its port on.
  return isOpen(node) ? undefined : defaultApiServerPort;
}

/** A known apiserver: where it runs and the port it listens on, undefined where that is a placeholder. */
export interface KnownApiServer {
  readonly address: IpAddress;
  readonly port: number | undefined;
}

/** The address behind `https://10.0.0.1:2379`, or of a bare address or name. */
function addressInUrl(text: string, hosts: HostNames): IpAddress | undefined {
  const host = /^(?:\w+:\/\/)?(\[[^\]]*\]|[^:/]*)(?::\d+)?\/?$/.exec(text)?.[1] ?? text;
  return parseIpAddress(host) ?? hosts.addressOf(host);
}

/** The addresses of a cluster's etcd endpoints, and those for which its certificates are valid; loopback is everybody's. */
export function listedAddresses(
  { etcdEndpoints, certificateNames }: KubeadmCluster,
  hosts: HostNames,
): { etcd: IpAddress[]; certificates: IpAddress[] } {
  const addresses = (texts: readonly Stated<string>[]): IpAddress[] =>
    texts.flatMap(({ value }) => {
      const address = value === undefined ? undefined : addressInUrl(value, hosts);
      return address === undefined || isLoopback(address) ? [] : [address];
    });
  return { etcd: addresses(etcdEndpoints), certificates: addresses(certificateNames) };
}

/** Nodes that run etcd and whose address the certificates name run an apiserver; a VIP is no node. */
function stackedAddresses({ kubeadmClusters, hosts, virtualAddresses }: KubernetesOfCluster): IpAddress[] {
  return kubeadmClusters.flatMap(({ facts }) => {
    const { etcd, certificates } = listedAddresses(facts, hosts);
    const named = new Set(certificates.map(({ text }) => text));
    return etcd.filter(({ text }) => named.has(text) && !virtualAddresses.some((vip) => vip.text === text));
  });
}

/** The apiservers whose addresses the Kubernetes files state. */
export function knownApiServers(kubernetes: KubernetesOfCluster): KnownApiServer[] {
  const common = commonApiServerPort(kubernetes);
  const known: KnownApiServer[] = [];
  for (const node of kubernetes.kubeadmNodes) {
    if (!node.facts.isControlPlane) continue;
    const name = node.facts.nodeName?.value;
    const address =
      node.facts.advertiseAddress === undefined && name !== undefined
        ? kubernetes.hosts.addressOfMachine(name)
        : node.facts.advertiseAddress?.value;
    if (address !== undefined) known.push({ address, port: nodeApiServerPort(node, kubernetes) });
  }
  for (const { facts } of kubernetes.kubeadmClusters) {
    const address = facts.advertiseAddress?.value;
    if (address !== undefined)
      known.push({ address, port: facts.bindPort === undefined ? common : facts.bindPort.value });
  }
  for (const { facts } of kubernetes.apiServers) {
    const address = facts.advertiseAddress?.value;
    if (address === undefined) continue;
    known.push({ address, port: facts.securePort === undefined ? defaultApiServerPort : facts.securePort.value });
  }
  const stated = new Set(known.map(({ address }) => address.text));
  for (const address of stackedAddresses(kubernetes)) {
    if (!stated.has(address.text)) known.push({ address, port: common });
  }
  return known;
}

function mayBeApiServer(server: Server, apiServers: readonly KnownApiServer[], hosts: HostNames): boolean {
  const address = addressOfServer(server, hosts)?.text;
  return apiServers.some(
    (apiServer) =>
      apiServer.address.text === address &&
      (apiServer.port === undefined || server.port?.value === undefined || apiServer.port === server.port.value),
  );
}

/** What a proxy's own lines tell about apiservers, whatever else is known. */
interface ApiServerTraits {
  /** Its name says so, or names Kubernetes while its servers have a port that apiservers usually have. */
  readonly isNamedSo: boolean;
  /** The one port that all its servers have. */
  readonly serverPort: number | undefined;
}

const traitsByFacts = new WeakMap<ProxyFacts, ApiServerTraits>();

function traitsOf(facts: ProxyFacts): ApiServerTraits {
  const known = traitsByFacts.get(facts);
  if (known !== undefined) return known;
  const text = facts.name?.text ?? "";
  const port = facts.servers[0]?.port?.value;
  const serverPort = facts.servers.every((server) => server.port?.value === port) ? port : undefined;
  const isLikely = kubernetesName.test(text) && serverPort !== undefined && usualApiServerPorts.has(serverPort);
  const traits = {
    isNamedSo: (apiServerName.test(text) || isLikely) && !otherKubernetesName.test(text),
    serverPort,
  };
  traitsByFacts.set(facts, traits);
  return traits;
}

/**
 * Whether a backend or listen section leads to apiservers: its servers are known ones by address and port; or its name says so;
 * or, where no file tells addresses, all its servers are on the apiservers' port.
 */
function leadsToApiServers(
  proxy: Proxy,
  kubernetes: KubernetesOfCluster,
  apiServers: readonly KnownApiServer[],
): boolean {
  const { servers } = proxy.facts;
  if (servers.length === 0) return false;
  const traits = traitsOf(proxy.facts);
  if (traits.isNamedSo) return true;
  if (apiServers.length > 0 && servers.some((server) => mayBeApiServer(server, apiServers, kubernetes.hosts)))
    return true;
  if (apiServers.length > 0 || traits.serverPort === undefined) return false;
  return traits.serverPort === commonApiServerPort(kubernetes);
}

/** The proxies through which the apiservers are reached. */
export function apiServerProxies(facts: HaproxyFacts, kubernetes: KubernetesOfCluster): ApiServerProxy[] {
  const apiServers = knownApiServers(kubernetes);
  const backends = new Map<string, Proxy>();
  const found: ApiServerProxy[] = [];
  for (const proxy of facts.proxies) {
    const { kind, name } = proxy.facts;
    if ((kind !== "backend" && kind !== "listen") || name?.value === undefined) continue;
    if (!leadsToApiServers(proxy, kubernetes, apiServers)) continue;
    backends.set(name.value, proxy);
    if (kind === "listen") found.push({ entry: proxy, backend: proxy });
  }
  if (backends.size === 0) return found;
  for (const proxy of facts.proxies) {
    const { kind, defaultBackend, useBackends } = proxy.facts;
    if (kind !== "frontend" && kind !== "listen") continue;
    for (const target of new Set([defaultBackend?.value, ...useBackends.map((use) => use.value)])) {
      const backend = target === undefined ? undefined : backends.get(target);
      if (backend !== undefined && backend !== proxy) found.push({ entry: proxy, backend });
    }
  }
  return found;
}

/**
 * Whether a haproxy stands in front of the virtual addresses as a client: it sends to one of them on a port that it does not
 * bind itself, outside a backend for apiservers (there the VIP is a mistake, not a client's way).
 */
export function isClientOfAddress(facts: HaproxyFacts, virtualAddresses: readonly IpAddress[]): boolean {
  if (virtualAddresses.length === 0) return false;
  const vips = new Set(virtualAddresses.map(({ text }) => text));
  const isBound = (port: number): boolean =>
    facts.proxies.some((proxy) => proxy.facts.binds.some((bind) => bindsPort(bind, port) !== false));
  for (const { facts: proxy } of facts.proxies) {
    for (const [address, ports] of serverPorts(proxy)) {
      if (!vips.has(address)) continue;
      for (const port of ports) {
        const isApiServer = port === defaultApiServerPort || apiServerName.test(proxy.name?.text ?? "");
        if (!isApiServer && !isBound(port)) return true;
      }
    }
  }
  return false;
}

const namesHost = new WeakMap<ProxyFacts, boolean>();

/** Whether a server of a proxy may have one of some addresses, by itself or by a name that stands for it. */
export function mayLeadTo(facts: ProxyFacts, addresses: ReadonlySet<string>): boolean {
  let hasName = namesHost.get(facts);
  if (hasName === undefined) {
    hasName = facts.servers.some(({ hostName }) => hostName !== undefined);
    namesHost.set(facts, hasName);
  }
  return hasName || facts.servers.some(({ address }) => address !== undefined && addresses.has(address.text));
}

const portsByFacts = new WeakMap<ProxyFacts, ReadonlyMap<string, ReadonlySet<number>>>();

/** The ports of a proxy's servers by their addresses, as far as both are known; kept for as long as the section's facts are. */
function serverPorts(facts: ProxyFacts): ReadonlyMap<string, ReadonlySet<number>> {
  const known = portsByFacts.get(facts);
  if (known !== undefined) return known;
  const ports = new Map<string, Set<number>>();
  for (const { address, port } of facts.servers) {
    if (address === undefined || port?.value === undefined) continue;
    const same = ports.get(address.text);
    if (same === undefined) ports.set(address.text, new Set([port.value]));
    else same.add(port.value);
  }
  portsByFacts.set(facts, ports);
  return ports;
}

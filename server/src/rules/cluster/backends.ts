import { bindsPort, isUsualApiServerPort } from "../../cluster/balancers.ts";
import { type ControlPlane, knownControlPlanes } from "../../cluster/control-planes.ts";
import { addressOfServer } from "../../cluster/hosts.ts";
import type { Balancer, Cluster } from "../../cluster/model.ts";
import { heldAddresses } from "../../cluster/vips.ts";
import { type IpAddress, isLoopback, sameSubnet } from "../../model/address.ts";
import type { Proxy, Server } from "../../model/haproxy/facts.ts";
import type { HaproxyStatement } from "../../syntax/haproxy/tree.ts";
import { type Fix, message } from "../finding.ts";
import { endpointPort, endpointStatements } from "./endpoints.ts";

/** A backend or listen section of a haproxy that leads to the apiservers, once. */
export interface ApiServerBackend {
  readonly balancer: Balancer;
  readonly backend: Proxy;
  /** The sections by which clients come to it; a listen section is its own. */
  readonly entries: readonly Proxy[];
}

/** Every backend for the apiservers that some entry leads to. */
export function apiServerBackends(cluster: Cluster): ApiServerBackend[] {
  return cluster.balancers.flatMap((balancer) => {
    const entries = new Map<Proxy, Proxy[]>();
    for (const { entry, backend } of balancer.apiServerProxies) {
      const known = entries.get(backend);
      if (known === undefined) entries.set(backend, [entry]);
      else known.push(entry);
    }
    return [...entries].map(([backend, own]) => ({ balancer, backend, entries: own }));
  });
}

/**
 * Whether the endpoint leads to a backend, or could lead to no other. A haproxy may serve several Kubernetes clusters, each with a
 * backend of its own: where the endpoints lead to more than one, it can't be told whose control planes are whose.
 */
export function belongsToEndpoint(cluster: Cluster, { apiServerProxies }: Balancer, backend: Proxy): boolean {
  const backends = new Set(apiServerProxies.map((proxy) => proxy.backend));
  if (backends.size < 2) return true;
  const ports = endpointStatements(cluster).flatMap(({ role, stated }) =>
    role === "endpoint" && stated.value !== undefined ? (endpointPort(cluster, stated.value) ?? []) : [],
  );
  const entries = apiServerProxies.filter(({ entry }) =>
    entry.facts.binds.some((bind) => ports.some((port) => bindsPort(bind, port) === true)),
  );
  return entries.length > 0 && entries.every((proxy) => proxy.backend === backend);
}

/** A server with the address that it leads to. */
export interface KnownServer {
  readonly server: Server;
  readonly address: IpAddress;
}

/** All servers of a backend with their addresses; undefined where one of them can't be told, or there may be more. */
export function allServers(cluster: Cluster, { facts }: Proxy): KnownServer[] | undefined {
  if (facts.isOpen || facts.hasServerTemplate) return undefined;
  const servers: KnownServer[] = [];
  for (const server of facts.servers) {
    const address = addressOfServer(server, cluster.hosts);
    if (address === undefined) return undefined;
    servers.push({ server, address });
  }
  return servers;
}

/** The prefixes within which two addresses are taken for one network's where nothing tells it. */
const usualPrefix = { 4: 24, 6: 64 } as const;

/** Whether an address lies in one usual subnet with some of others. */
export function isNear(address: IpAddress, others: readonly IpAddress[]): boolean {
  return others.some((other) => sameSubnet(address, other, usualPrefix[address.family]));
}

/** The VIPs of a cluster as texts. */
export function vipTexts(cluster: Cluster): ReadonlySet<string> {
  return new Set(heldAddresses(cluster.virtualRouters, cluster.virtualAddresses).map(({ text }) => text));
}

/** The control planes that no server of a backend leads to, a loopback server being the balancer's own node. */
export function controlPlanesWithout(
  balancer: Balancer,
  servers: readonly KnownServer[],
  controlPlanes: readonly ControlPlane[],
): ControlPlane[] {
  const covered = new Set(servers.map(({ address }) => address.text));
  if (servers.some(({ address }) => isLoopback(address))) {
    for (const node of balancer.nodes) for (const { text } of node.addresses) covered.add(text);
  }
  return controlPlanes.filter(({ addresses }) => !addresses.some(({ text }) => covered.has(text)));
}

/** Whether two names are one machine's: the same, or the same with a domain. */
function isSameName(a: string | undefined, b: string): boolean {
  const label = (name: string): string => name.toLowerCase().split(".")[0] ?? name;
  return a !== undefined && label(a) === label(b);
}

/** The addresses to which the haproxies of other nodes send from a backend of the same name, and this one does not. */
export function addressesOfPeers(
  cluster: Cluster,
  { balancer, backend }: ApiServerBackend,
  except: Server,
): IpAddress[] {
  const { kind, name } = backend.facts;
  const known = new Set(
    backend.facts.servers.flatMap((server) =>
      server === except ? [] : (addressOfServer(server, cluster.hosts)?.text ?? []),
    ),
  );
  const found = new Map<string, IpAddress>();
  for (const { facts } of cluster.balancers.filter((other) => other !== balancer)) {
    for (const peer of facts.proxies) {
      if (peer.facts.kind !== kind || name?.value === undefined || peer.facts.name?.value !== name.value) continue;
      for (const server of peer.facts.servers) {
        const address = addressOfServer(server, cluster.hosts);
        if (address !== undefined && !isLoopback(address) && !known.has(address.text)) found.set(address.text, address);
      }
    }
  }
  return [...found.values()];
}

/**
 * The address that was meant where a server of a backend has a wrong one: that of the machine that the server is named after, else
 * of the only control plane that the backend lacks, or of the only server that it has on other nodes and not here.
 */
export function meantAddress(cluster: Cluster, own: ApiServerBackend, server: Server): IpAddress | undefined {
  const { balancer, backend } = own;
  const held = vipTexts(cluster);
  const isFree = ({ text }: IpAddress): boolean =>
    !held.has(text) &&
    backend.facts.servers.every((other) => other === server || addressOfServer(other, cluster.hosts)?.text !== text);
  const { value: name } = server.name;
  const node = name === undefined ? undefined : cluster.nodes.find((one) => isSameName(one.name, name));
  const controlPlanes = knownControlPlanes(cluster);
  const named = name === undefined ? undefined : controlPlanes.find((one) => isSameName(one.name, name));
  const hosted = name === undefined ? undefined : cluster.hosts.addressOfMachine(name);
  const byName = [named?.addresses[0], hosted, node?.addresses.length === 1 ? node.addresses[0] : undefined];
  const byOwnName = byName.find((address) => address !== undefined);
  if (byOwnName !== undefined) return isFree(byOwnName) ? byOwnName : undefined;
  const others = backend.facts.servers.filter((other) => other !== server);
  const known = others.flatMap((other): KnownServer[] => {
    const address = addressOfServer(other, cluster.hosts);
    return address === undefined ? [] : [{ server: other, address }];
  });
  if (known.length < others.length) return undefined;
  const [missing, another] = controlPlanesWithout(balancer, known, controlPlanes);
  const [theirs, more] = missing === undefined ? addressesOfPeers(cluster, own, server) : [];
  const address = missing === undefined ? theirs : missing.addresses[0];
  const isOnly = another === undefined && more === undefined;
  return isOnly && address !== undefined && isFree(address) ? address : undefined;
}

/** `10.0.0.1:6443` as haproxy reads it. */
export function writeTarget(address: IpAddress, port: number | undefined): string {
  const host = address.family === 6 && port !== undefined ? `[${address.text}]` : address.text;
  return port === undefined ? host : `${host}:${port}`;
}

/** The fix that gives a server another address, and another port where one is given. */
export function addressFix(
  { balancer }: ApiServerBackend,
  server: Server,
  address: IpAddress,
  port: number | undefined = server.port?.value,
): Fix[] {
  const { target } = server;
  if (target.isGenerated || target.at.end - target.at.start !== target.text.length) return [];
  if (server.isPortUnknown || (server.port !== undefined && server.port.value === undefined)) return [];
  const newText = writeTarget(address, port);
  return [
    {
      title: message("Send {server} to {target}", { server: server.name.text, target: newText }),
      isPreferred: true,
      isSafe: true,
      edits: [{ file: balancer.file, at: target.at, form: "in-place", newText }],
    },
  ];
}

/** The statements of the section that a proxy is, for what its facts leave out. */
export function statementsOf({ facts }: Balancer, proxy: Proxy): readonly HaproxyStatement[] {
  const { origin } = proxy.facts.header;
  return facts.sections.find((section) => section.origin === origin)?.statements ?? [];
}

/**
 * Whether a server is surely asked by TLS because an apiserver is behind it: a known one by its address and port, or by a port that
 * apiservers have and nothing else has.
 */
export function isSurelyApiServer(cluster: Cluster, server: Server, controlPlanes: readonly ControlPlane[]): boolean {
  const port = server.port?.value;
  if (port === undefined) return false;
  const address = addressOfServer(server, cluster.hosts);
  const known = controlPlanes.find(({ addresses }) => addresses.some(({ text }) => text === address?.text));
  return known?.port === port || isUsualApiServerPort(port);
}

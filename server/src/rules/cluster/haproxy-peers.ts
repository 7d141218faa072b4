import { addressOfServer } from "../../cluster/hosts.ts";
import type { Balancer, Cluster, ClusterNode } from "../../cluster/model.ts";
import { isLoopback, isWildcard } from "../../model/address.ts";
import type { Bind, Proxy, Server } from "../../model/haproxy/facts.ts";
import { isHaproxy } from "./programs.ts";
import { bindsOf } from "./vip-binds.ts";

/** A proxy of one name in the haproxies of several nodes that stand in for each other. */
export interface PeerProxy {
  readonly balancer: Balancer;
  readonly proxy: Proxy;
}

/** What is wrong with a haproxy for a reason of its own, and so no difference between peers. */
export interface OwnFaults {
  /** The right ports of servers that have a wrong one. */
  readonly serverPorts: ReadonlyMap<Server, number>;
  /** Binds that must move. */
  readonly binds: ReadonlySet<Bind>;
  /** Proxies that are to leave `mode http`. */
  readonly modes: ReadonlySet<Proxy>;
  /** Backends with servers too few, too many or in the wrong place. */
  readonly servers: ReadonlySet<Proxy>;
}

/** What is compared within: the haproxies of nodes of one virtual router. */
export interface PeerGroup {
  readonly cluster: Cluster;
  readonly balancers: readonly Balancer[];
  readonly faults: OwnFaults;
}

/** A name of a kind: a frontend and a backend may share one. */
function proxyKey({ facts }: Proxy): string | undefined {
  return facts.name?.value === undefined ? undefined : `${facts.kind} ${facts.name.value}`;
}

/** The proxies of a haproxy by their names, such as the file has once. */
function proxiesByName({ facts }: Balancer): Map<string, Proxy | undefined> {
  const found = new Map<string, Proxy | undefined>();
  for (const proxy of facts.proxies) {
    const key = proxy.facts.kind === "defaults" ? undefined : proxyKey(proxy);
    if (key !== undefined) found.set(key, found.has(key) ? undefined : proxy);
  }
  return found;
}

/**
 * The haproxies that stand in for each other, in the order of the virtual routers; none twice.
 *
 * @param faultsOf asked only where there are any
 */
export function peerGroups(cluster: Cluster, faultsOf: () => OwnFaults): PeerGroup[] {
  const groups = new Map<string, PeerGroup>();
  const indexOf = new Map(cluster.balancers.map((balancer, index) => [balancer, index]));
  const balancerOf = new Map<ClusterNode, Balancer>();
  let faults: OwnFaults | undefined;
  for (const balancer of cluster.balancers) {
    if (isHaproxy(balancer)) for (const node of balancer.nodes) balancerOf.set(node, balancer);
  }
  for (const { members } of cluster.virtualRouters) {
    // What one file says to several nodes differs only in their own values.
    const byFile = new Map<string, Balancer>();
    for (const { node } of members) {
      const balancer = balancerOf.get(node);
      if (balancer !== undefined && !byFile.has(balancer.file)) byFile.set(balancer.file, balancer);
    }
    const balancers = [...byFile.values()];
    const key = balancers.map((balancer) => indexOf.get(balancer)).join(" ");
    if (balancers.length < 2 || groups.has(key)) continue;
    faults ??= faultsOf();
    groups.set(key, { cluster, balancers, faults });
  }
  return [...groups.values()];
}

/** The proxies that at least two of the haproxies have under one name. */
export function proxiesOfPeers({ balancers }: PeerGroup): PeerProxy[][] {
  const byName = new Map<string, PeerProxy[]>();
  for (const balancer of balancers) {
    for (const [key, proxy] of proxiesByName(balancer)) {
      if (proxy === undefined) continue;
      const same = byName.get(key);
      if (same === undefined) byName.set(key, [{ balancer, proxy }]);
      else same.push({ balancer, proxy });
    }
  }
  return [...byName.values()].filter((peers) => peers.length > 1);
}

/**
 * Where a server leads, so that two haproxies say the same of it: 127.0.0.1 on a node is its own address on the others.
 *
 * @returns undefined where that can't be told
 */
export function serverKey({ cluster, faults }: PeerGroup, { balancer }: PeerProxy, server: Server): string | undefined {
  const port = faults.serverPorts.get(server) ?? server.port?.value;
  const address = addressOfServer(server, cluster.hosts);
  if (server.isUnknown || server.isPortUnknown) return undefined;
  if (address === undefined) return server.hostName === undefined ? undefined : `${server.hostName} ${port ?? 0}`;
  const [node, second] = balancer.nodes;
  const isOwn = isLoopback(address);
  if (isOwn && (node === undefined || second !== undefined || node.addresses.length === 0)) return undefined;
  const owner = isOwn
    ? node
    : cluster.nodes.find(({ addresses }) => addresses.some(({ text }) => text === address.text));
  return `${owner === undefined ? address.text : `node ${owner.name}`} ${port ?? 0}`;
}

/** Whether a server's key says that it is the haproxy's own node. */
export function isOwnServer({ balancer }: PeerProxy, key: string): boolean {
  return balancer.nodes.some(({ name }) => key.startsWith(`node ${name} `));
}

/** What a bind is to clients: every address, a VIP, the node's own, or the node only for itself. */
function bindKey({ cluster }: PeerGroup, { balancer }: PeerProxy, bind: Bind): string | undefined {
  if (bind.isUnknown || bind.isPortUnknown || bind.firstPort === undefined) return undefined;
  const ports = `${bind.protocol} ${bind.firstPort}-${bind.lastPort ?? bind.firstPort}`;
  const { address } = bind;
  if (bind.isWildcard || address === undefined || isWildcard(address)) return `* ${ports}`;
  if (isLoopback(address)) return `loopback ${ports}`;
  const isVip = cluster.virtualAddresses.some(({ text }) => text === address.text);
  if (isVip) return `${address.text} ${ports}`;
  // Where the nodes' addresses are known and it is none of them, it is a matter of its own.
  const isForeign = balancer.nodes.some(
    ({ addresses }) => addresses.length > 0 && !addresses.some(({ text }) => text === address.text),
  );
  return isForeign ? undefined : `own ${ports}`;
}

/** The binds of a proxy by what they are to clients; undefined where one can't be told. Sockets in the file system are nobody's. */
export function bindKeys(group: PeerGroup, peer: PeerProxy): Map<string, Bind> | undefined {
  const { proxy } = peer;
  const found = new Map<string, Bind>();
  if (proxy.facts.isOpen) return undefined;
  for (const bind of proxy.facts.binds) {
    if (group.faults.binds.has(bind)) return undefined;
    if (bind.isUnknown && !bind.isPortUnknown && bind.firstPort === undefined) continue;
    const key = bindKey(group, peer, bind);
    if (key === undefined) return undefined;
    found.set(key, bind);
  }
  return found;
}

/** The names of all sockets of a haproxy on a port, so that a fix opens none twice. */
export function hasBindOnPort(balancer: Balancer, port: number, except: Bind): boolean {
  return bindsOf(balancer).some(
    (bind) =>
      bind !== except &&
      (bind.isPortUnknown ||
        (bind.firstPort !== undefined &&
          bind.lastPort !== undefined &&
          bind.firstPort <= port &&
          bind.lastPort >= port)),
  );
}

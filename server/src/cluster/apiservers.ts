import { isWildcard } from "../model/address.ts";
import type { Anchor } from "../syntax/tree.ts";
import { commonApiServerPort, defaultApiServerPort, nodeApiServerPort } from "./balancers.ts";
import { isWithin } from "./layout.ts";
import type { Balancer, Cluster, ClusterNode } from "./model.ts";

/** The apiserver of a node: the port it listens on and where that is said. */
export interface ApiServerOfNode {
  readonly port: number;
  /** The text of the one address that it listens on; undefined: all of them. */
  readonly onlyAddress: string | undefined;
  /** Only a `server` line of haproxy tells of it: it may listen on its own address alone. */
  readonly isInferred: boolean;
  /** The place that tells it, if one does. */
  readonly source: { readonly file: string; readonly at: Anchor } | undefined;
}

/** What a source says about the port of an apiserver. */
interface PortSource {
  /** Undefined where it can't be told. */
  readonly port: number | undefined;
  readonly file: string;
  readonly at: Anchor;
  /** The port is written there; else it is kubeadm's default. */
  readonly isStated: boolean;
  /** It is not the apiserver's own file that says so, but haproxy's. */
  readonly isInferred?: true;
}

function isOwn(node: ClusterNode, address: string | undefined): boolean {
  return address !== undefined && node.addresses.some((own) => own.text === address);
}

/** Whether a file lies in the node's own folder. */
function isInFolder(node: ClusterNode, file: string): boolean {
  return node.folder !== undefined && isWithin(file, node.folder);
}

/** What a manifest or a kubeadm file with the node's own name, address or folder says. */
function portByNode(cluster: Cluster, node: ClusterNode): PortSource | undefined {
  for (const { file, facts } of cluster.apiServers) {
    if (!isInFolder(node, file) && !isOwn(node, facts.advertiseAddress?.value?.text)) continue;
    const port = facts.securePort === undefined ? defaultApiServerPort : facts.securePort.value;
    // The manifest is what runs: what it does not say is the apiserver's own default.
    return { port, file, at: facts.securePort?.at ?? facts.at, isStated: true };
  }
  for (const source of cluster.kubeadmNodes) {
    const { file, facts } = source;
    const isNamed =
      isInFolder(node, file) || (facts.nodeName?.value !== undefined && facts.nodeName.value === node.name);
    if (!facts.isControlPlane || (!isNamed && !isOwn(node, facts.advertiseAddress?.value?.text))) continue;
    const at = facts.bindPort?.at ?? facts.source.at;
    return { port: nodeApiServerPort(source, cluster), file, at, isStated: facts.bindPort !== undefined };
  }
  return undefined;
}

/** What init and all joins agree on; undefined where they differ, because then nobody knows which node is which. */
function portByAll(cluster: Cluster): PortSource | undefined {
  const [first] = cluster.kubeadmClusters;
  if (first === undefined) return undefined;
  const port = commonApiServerPort(cluster);
  const joins = cluster.kubeadmNodes.filter(({ facts }) => facts.isControlPlane && facts.action === "join");
  if (!joins.every((join) => nodeApiServerPort(join, cluster) === port)) return undefined;
  const inits = cluster.kubeadmNodes.filter(({ facts }) => facts.action === "init");
  const stating = [...cluster.kubeadmClusters, ...inits].find(({ facts }) => facts.bindPort !== undefined);
  const { file, facts } = stating ?? first;
  const fallback = first.facts.endpoint?.at ?? first.facts.source.at;
  return { port, file, at: facts.bindPort?.at ?? fallback, isStated: stating !== undefined };
}

/** The `server` line of an apiserver backend that points to the node itself. */
function portByServer(balancers: readonly Balancer[], node: ClusterNode): PortSource | undefined {
  for (const balancer of balancers) {
    for (const { backend } of balancer.apiServerProxies) {
      for (const server of backend.facts.servers) {
        if (isOwn(node, server.address?.text) && server.port?.value !== undefined) {
          const { port, target } = server;
          return { port: port.value, file: balancer.file, at: target.at, isStated: true, isInferred: true };
        }
      }
    }
  }
  return undefined;
}

function portSource(cluster: Cluster, node: ClusterNode): PortSource | undefined {
  const byServer = portByServer(cluster.balancers, node);
  const hasKubernetesFiles =
    cluster.kubeadmClusters.length + cluster.kubeadmNodes.length + cluster.apiServers.length > 0;
  if (!hasKubernetesFiles) return byServer;
  const byFiles = portByNode(cluster, node) ?? portByAll(cluster);
  // A port that nobody states is kubeadm's default only as long as haproxy does not know better.
  const isOverruled = byFiles?.isStated === false && byServer !== undefined && byServer.port !== byFiles.port;
  return isOverruled ? byServer : byFiles;
}

/**
 * The apiserver that runs on a node.
 *
 * @returns undefined where the node is no known control plane, or its port can't be told
 */
export function apiServerOf(cluster: Cluster, node: ClusterNode): ApiServerOfNode | undefined {
  if (!node.isControlPlane) return undefined;
  const source = portSource(cluster, node);
  if (source?.port === undefined) return undefined;
  const bindAddresses = [...cluster.apiServers, ...cluster.kubeadmClusters].flatMap(
    ({ facts }) => facts.bindAddress ?? [],
  );
  // What the cluster's common configuration says holds for every node, even where the address is another node's.
  const bound = bindAddresses.find((address) => isOwn(node, address.value?.text)) ?? bindAddresses[0];
  // A listening address that is a placeholder may be any, so nothing is known about the port alone.
  if (bound !== undefined && bound.value === undefined) return undefined;
  const onlyAddress = bound?.value === undefined || isWildcard(bound.value) ? undefined : bound.value.text;
  const { port, file, at } = source;
  return { port, onlyAddress, isInferred: source.isInferred === true, source: { file, at } };
}

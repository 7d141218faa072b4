import { isWildcard } from "../model/address.ts";
import type { Anchor } from "../syntax/tree.ts";
import { commonApiServerPort, defaultApiServerPort, nodeApiServerPort } from "./balancers.ts";
import type { Balancer, Cluster, ClusterNode } from "./model.ts";

/** The apiserver of a node: the port it listens on and where that is said. */
export interface ApiServerOfNode {
  readonly port: number;
  /** The text of the one address that it listens on; undefined: all of them. */
  readonly onlyAddress: string | undefined;
  /** The place that tells it, if one does. */
  readonly source: { readonly file: string; readonly at: Anchor } | undefined;
}

function isOwn(node: ClusterNode, address: string | undefined): boolean {
  return address !== undefined && node.addresses.some((own) => own.text === address);
}

/** What a manifest or a kubeadm file with the node's own name or address says. */
function statedForNode(
  cluster: Cluster,
  node: ClusterNode,
): { port: number | undefined; file: string; at: Anchor } | undefined {
  for (const { file, facts } of cluster.apiServers) {
    if (!isOwn(node, facts.advertiseAddress?.value?.text)) continue;
    const port = facts.securePort === undefined ? defaultApiServerPort : facts.securePort.value;
    return { port, file, at: facts.securePort?.at ?? facts.at };
  }
  for (const source of cluster.kubeadmNodes) {
    const { file, facts } = source;
    const isNamed = facts.nodeName?.value !== undefined && facts.nodeName.value === node.name;
    if (!facts.isControlPlane || (!isNamed && !isOwn(node, facts.advertiseAddress?.value?.text))) continue;
    return { port: nodeApiServerPort(source, cluster), file, at: facts.bindPort?.at ?? facts.source.at };
  }
  return undefined;
}

/** What init and all joins agree on; undefined where they differ, because then nobody knows which node is which. */
function statedForAll(cluster: Cluster): { port: number | undefined; file: string; at: Anchor } | undefined {
  const [first] = cluster.kubeadmClusters;
  if (first === undefined) return undefined;
  const port = commonApiServerPort(cluster);
  const joins = cluster.kubeadmNodes.filter(({ facts }) => facts.isControlPlane && facts.action === "join");
  if (!joins.every((join) => nodeApiServerPort(join, cluster) === port)) return undefined;
  return { port, file: first.file, at: first.facts.bindPort?.at ?? first.facts.endpoint?.at ?? first.facts.source.at };
}

/** The `server` line of an apiserver backend that points to the node itself. */
function statedByServer(
  balancers: readonly Balancer[],
  node: ClusterNode,
): { port: number; file: string; at: Anchor } | undefined {
  for (const balancer of balancers) {
    for (const { backend } of balancer.apiServerProxies) {
      for (const server of backend.facts.servers) {
        if (isOwn(node, server.address?.text) && server.port?.value !== undefined) {
          return { port: server.port.value, file: balancer.file, at: server.target.at };
        }
      }
    }
  }
  return undefined;
}

/**
 * The apiserver that runs on a node.
 *
 * @returns undefined where the node is no known control plane, or its port can't be told
 */
export function apiServerOf(cluster: Cluster, node: ClusterNode): ApiServerOfNode | undefined {
  if (!node.isControlPlane) return undefined;
  const hasKubernetesFiles =
    cluster.kubeadmClusters.length + cluster.kubeadmNodes.length + cluster.apiServers.length > 0;
  const stated =
    statedForNode(cluster, node) ??
    (hasKubernetesFiles ? statedForAll(cluster) : statedByServer(cluster.balancers, node));
  if (stated?.port === undefined) return undefined;
  const bindAddresses = [...cluster.apiServers, ...cluster.kubeadmClusters].flatMap(
    ({ facts }) => facts.bindAddress ?? [],
  );
  const bound = bindAddresses.find((address) => address.value === undefined || isOwn(node, address.value.text));
  // A listening address that is a placeholder may be any, so nothing is known about the port alone.
  if (bound !== undefined && bound.value === undefined) return undefined;
  const onlyAddress = bound?.value === undefined || isWildcard(bound.value) ? undefined : bound.value.text;
  return { port: stated.port, onlyAddress, source: { file: stated.file, at: stated.at } };
}

import type { Cluster, ClusterNode } from "../cluster/model.ts";
import type { ClusterInWorkspace } from "../services/explain-cluster.ts";
import type { ClusterFiles, ClusterSummary } from "./types.ts";

/** A cluster in a few words. */
export function summaryOf({ cluster, attached }: ClusterInWorkspace): ClusterSummary {
  return {
    name: cluster.name,
    vips: cluster.virtualAddresses.map((address) => address.text),
    nodes: nodeNames(cluster),
    endpoint: cluster.endpoint,
    virtualRouters: cluster.virtualRouters.length,
    balancers: cluster.balancers.length,
    kubernetesFiles: attached.length,
  };
}

/** The names of a cluster's nodes; of one that is nothing but etcd those of its members. */
function nodeNames({ nodes, etcdClusters }: Cluster): string[] {
  if (nodes.length > 0) return nodes.map((node) => node.name).sort();
  const members = etcdClusters.flatMap((etcd) => etcd.members.flatMap(({ facts }) => facts.name?.value ?? []));
  return [...new Set(members)].sort();
}

/** The files that say something of a cluster's etcd. */
function etcdFilesOf({ etcdClusters }: Cluster): { readonly file: string; readonly member: string | undefined }[] {
  return etcdClusters.flatMap(({ members, clients }) => [
    ...members.map(({ file, facts }) => ({ file, member: facts.name?.value })),
    ...clients.map(({ file }) => ({ file, member: undefined })),
  ]);
}

/** The files of a cluster by name, each with the nodes that it configures. */
export function filesOf({ cluster, attached, hostsFiles }: ClusterInWorkspace): ClusterFiles["files"] {
  const nodesOf = new Map<string, Set<string>>([...attached, ...hostsFiles].map(({ file }) => [file, new Set()]));
  const add = (file: string, nodes: readonly ClusterNode[]): void => {
    const names = nodesOf.get(file) ?? new Set();
    for (const { name } of nodes) names.add(name);
    nodesOf.set(file, names);
  };
  for (const { file, member } of etcdFilesOf(cluster)) {
    const isOnly = cluster.nodes.length === 0 && member !== undefined;
    const known = nodesOf.get(file) ?? new Set();
    nodesOf.set(file, isOnly ? known.add(member) : known);
  }
  for (const balancer of cluster.balancers) add(balancer.file, balancer.nodes);
  for (const node of cluster.nodes) if (node.keepalived !== undefined) add(node.keepalived.file, [node]);
  return Array.from(nodesOf, ([file, nodes]) => ({ file, nodes: [...nodes].sort() })).sort((a, b) =>
    a.file < b.file ? -1 : 1,
  );
}

/** Whether a file is one that a cluster is made from. */
export function takesPartIn(file: string, { cluster, attached, hostsFiles }: ClusterInWorkspace): boolean {
  const { nodes, balancers } = cluster;
  return (
    [...attached, ...hostsFiles].some((one) => one.file === file) ||
    balancers.some((balancer) => balancer.file === file) ||
    etcdFilesOf(cluster).some((one) => one.file === file) ||
    nodes.some(({ keepalived, haproxy }) => keepalived?.file === file || haproxy?.file === file)
  );
}

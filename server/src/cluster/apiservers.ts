import { type IpAddress, isWildcard } from "../model/address.ts";
import type { ApiServerManifest } from "../model/kubernetes/facts.ts";
import type { Stated } from "../model/value.ts";
import type { Anchor } from "../syntax/tree.ts";
import { commonApiServerPort, defaultApiServerPort, knownApiServers, nodeApiServerPort } from "./balancers.ts";
import { addressOfServer } from "./hosts.ts";
import { isWithin } from "./layout.ts";
import type { Cluster, ClusterNode, InFile } from "./model.ts";

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

/** What a file says of the machine that it is for. */
interface MachineOfFile {
  readonly file: string;
  readonly address: string | undefined;
  readonly name: string | undefined;
}

/** What the manifest or kubeadm file of one machine says. */
function portByFiles(cluster: Cluster, isMachine: (machine: MachineOfFile) => boolean): PortSource | undefined {
  for (const { file, facts } of cluster.apiServers) {
    if (!isMachine({ file, address: facts.advertiseAddress?.value?.text, name: undefined })) continue;
    const port = facts.securePort === undefined ? defaultApiServerPort : facts.securePort.value;
    // The manifest is what runs: what it does not say is the apiserver's own default.
    return { port, file, at: facts.securePort?.at ?? facts.at, isStated: true };
  }
  for (const source of cluster.kubeadmNodes) {
    const { file, facts } = source;
    const machine = { file, address: facts.advertiseAddress?.value?.text, name: facts.nodeName?.value };
    if (!facts.isControlPlane || !isMachine(machine)) continue;
    const at = facts.bindPort?.at ?? facts.source.at;
    return { port: nodeApiServerPort(source, cluster), file, at, isStated: facts.bindPort !== undefined };
  }
  return undefined;
}

/** What a manifest or a kubeadm file with the node's own name, address or folder says. */
function portByNode(cluster: Cluster, node: ClusterNode): PortSource | undefined {
  return portByFiles(
    cluster,
    ({ file, address, name }) => isInFolder(node, file) || name === node.name || isOwn(node, address),
  );
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
function portByServer({ balancers, hosts }: Cluster, node: ClusterNode): PortSource | undefined {
  for (const balancer of balancers) {
    for (const { backend } of balancer.apiServerProxies) {
      for (const server of backend.facts.servers) {
        if (isOwn(node, addressOfServer(server, hosts)?.text) && server.port?.value !== undefined) {
          const { port, target } = server;
          return { port: port.value, file: balancer.file, at: target.at, isStated: true, isInferred: true };
        }
      }
    }
  }
  return undefined;
}

function portSource(cluster: Cluster, node: ClusterNode): PortSource | undefined {
  const byServer = portByServer(cluster, node);
  const hasKubernetesFiles =
    cluster.kubeadmClusters.length + cluster.kubeadmNodes.length + cluster.apiServers.length > 0;
  if (!hasKubernetesFiles) return byServer;
  const byFiles = portByNode(cluster, node) ?? portByAll(cluster);
  if (byFiles === undefined || byFiles.isStated || byServer === undefined) return byFiles;
  // A port that nobody states is kubeadm's default only as long as haproxy does not know better: no server has the default.
  return isPortOfServer(cluster, byFiles.port) ? byFiles : byServer;
}

/** Whether a server of some apiserver backend has a port. */
function isPortOfServer(cluster: Cluster, port: number | undefined): boolean {
  return cluster.balancers.some(({ apiServerProxies }) =>
    apiServerProxies.some(({ backend }) => backend.facts.servers.some((server) => server.port?.value === port)),
  );
}

/** Whether an apiserver is known at an address: by the Kubernetes files, or as a server behind a balancer. */
export function isApiServerAddress(cluster: Cluster, address: IpAddress): boolean {
  if (knownApiServers(cluster).some((known) => known.address.text === address.text)) return true;
  return cluster.balancers.some(({ apiServerProxies }) =>
    apiServerProxies.some(({ backend }) =>
      backend.facts.servers.some((server) => addressOfServer(server, cluster.hosts)?.text === address.text),
    ),
  );
}

/** What the Kubernetes files say of the port of an apiserver. */
export interface StatedApiServerPort {
  readonly port: number;
  /** The files say it of this machine; else they say it of all that they set up. */
  readonly isOfMachine: boolean;
  /** The port is written; else it is the default of what is set up. */
  readonly isStated: boolean;
  readonly source: { readonly file: string; readonly at: Anchor };
}

/**
 * The port on which the Kubernetes files let the apiserver at an address listen; what haproxy says of it does not count.
 *
 * @returns undefined where no file says it, or where they disagree
 */
export function statedApiServerPort(cluster: Cluster, address: IpAddress): StatedApiServerPort | undefined {
  const node = cluster.nodes.find((candidate) => isOwn(candidate, address.text));
  const own =
    portByFiles(cluster, (machine) => {
      const named = machine.address === undefined && machine.name !== undefined ? machine.name : undefined;
      const byName = named === undefined ? undefined : cluster.hosts.addressOfMachine(named);
      return machine.address === address.text || byName?.text === address.text;
    }) ?? (node === undefined ? undefined : portByNode(cluster, node));
  const found = own ?? portByAll(cluster);
  if (found?.port === undefined) return undefined;
  const { port, isStated, file, at } = found;
  return { port, isOfMachine: own !== undefined, isStated, source: { file, at } };
}

/**
 * The address that a node's apiserver is told to listen on: by its own manifest, which is what runs, or else by the cluster's common
 * configuration, which holds for every node even where the address is another node's.
 */
function boundAddress(cluster: Cluster, node: ClusterNode): Stated<IpAddress> | undefined {
  const isOwnManifest = ({ file, facts }: InFile<ApiServerManifest>): boolean =>
    isInFolder(node, file) || isOwn(node, facts.advertiseAddress?.value?.text);
  const own = cluster.apiServers.find(isOwnManifest);
  if (own !== undefined) return own.facts.bindAddress;
  // A manifest that is for no known node may be this one's.
  const isOfOther = (manifest: InFile<ApiServerManifest>): boolean =>
    cluster.nodes.some(
      (other) =>
        other !== node &&
        (isInFolder(other, manifest.file) || isOwn(other, manifest.facts.advertiseAddress?.value?.text)),
    );
  const others = cluster.apiServers.filter((manifest) => !isOfOther(manifest));
  const stated = [...others, ...cluster.kubeadmClusters].flatMap(({ facts }) => facts.bindAddress ?? []);
  return stated.find((address) => isOwn(node, address.value?.text)) ?? stated[0];
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
  const bound = boundAddress(cluster, node);
  // A listening address that is a placeholder may be any, so nothing is known about the port alone.
  if (bound !== undefined && bound.value === undefined) return undefined;
  const onlyAddress = bound?.value === undefined || isWildcard(bound.value) ? undefined : bound.value.text;
  const { port, file, at } = source;
  return { port, onlyAddress, isInferred: source.isInferred === true, source: { file, at } };
}

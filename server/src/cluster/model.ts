import type { IpAddress } from "../model/address.ts";
import type { HaproxyFacts, Proxy } from "../model/haproxy/facts.ts";
import type { KeepalivedFacts, VrrpInstance } from "../model/keepalived/facts.ts";
import type { ApiServerManifest, KubeadmCluster, KubeadmNode } from "../model/kubernetes/facts.ts";

/** A value together with the file that states it. */
export interface InFile<T> {
  readonly file: string;
  readonly facts: T;
}

/** One machine. */
export interface ClusterNode {
  readonly name: string;
  /** The manifest names it. */
  readonly isDeclared: boolean;
  /** The folder that is the node's own; undefined where nodes are told apart by file names. */
  readonly folder: string | undefined;
  /** Its own addresses, each with how it is known; never a VIP. */
  readonly addresses: readonly IpAddress[];
  readonly keepalived: InFile<KeepalivedFacts> | undefined;
  /** The haproxy that runs on this node; a shared file belongs to several nodes. */
  readonly haproxy: InFile<HaproxyFacts> | undefined;
  /** Known to run an apiserver. */
  readonly isControlPlane: boolean;
}

/** An instance of a virtual router on one node. */
export interface VirtualRouterMember {
  readonly node: ClusterNode;
  readonly file: string;
  readonly instance: VrrpInstance;
  readonly keepalived: KeepalivedFacts;
}

/** The instances of different nodes that share a VIP. */
export interface VirtualRouter {
  /** In order of the files' names; never two of one node. */
  readonly members: readonly VirtualRouterMember[];
}

/** Nodes that share virtual routers, with the balancers and Kubernetes files that belong to them. */
export interface Cluster {
  readonly name: string;
  readonly nodes: readonly ClusterNode[];
  readonly virtualRouters: readonly VirtualRouter[];
  /** Every haproxy of the cluster once, with the nodes that run it. */
  readonly balancers: readonly Balancer[];
  readonly kubeadmClusters: readonly InFile<KubeadmCluster>[];
  readonly kubeadmNodes: readonly InFile<KubeadmNode>[];
  readonly apiServers: readonly InFile<ApiServerManifest>[];
  /** Where clients reach the apiservers, as kubeadm's files or else the manifest say it. */
  readonly endpoint: string | undefined;
  /** All VIPs, each once, in canonical form without prefix. */
  readonly virtualAddresses: readonly IpAddress[];
}

/** A haproxy that leads to the cluster's services. */
export interface Balancer {
  readonly file: string;
  readonly facts: HaproxyFacts;
  readonly nodes: readonly ClusterNode[];
  /** The proxies through which the apiservers are reached: their binds are the candidates for the endpoint. */
  readonly apiServerProxies: readonly ApiServerProxy[];
}

/** A frontend or listen section that leads to apiservers. */
export interface ApiServerProxy {
  readonly entry: Proxy;
  /** The backend or listen section with the servers. */
  readonly backend: Proxy;
}

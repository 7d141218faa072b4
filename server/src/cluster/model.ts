import type { IpAddress } from "../model/address.ts";
import type { AnsibleInventory } from "../model/ansible/facts.ts";
import type { CheckScript } from "../model/checks/facts.ts";
import type { EtcdClient, EtcdMember } from "../model/etcd/facts.ts";
import type { FirewallFacts } from "../model/firewall/facts.ts";
import type { HaproxyFacts, Proxy } from "../model/haproxy/facts.ts";
import type { KeepalivedFacts, VrrpInstance } from "../model/keepalived/facts.ts";
import type { ApiServerManifest, KubeadmCluster, KubeadmNode, KubeconfigServer } from "../model/kubernetes/facts.ts";
import type { BalancerPod, KubeVip } from "../model/kubernetes/pod-facts.ts";
import type { SyslogFacts } from "../model/syslog/facts.ts";
import type { HostNames } from "./hosts.ts";

/** A value together with the file that states it. */
export interface InFile<T> {
  readonly file: string;
  readonly facts: T;
}

/**
 * How a node's address is known: the manifest or an inventory gives it, the node is named after it, an instance of it sends from it
 * (`mcast_src_ip`, `unicast_src_ip`), a haproxy `server` bears the node's name, or a Kubernetes file of the node advertises it.
 */
export type AddressEvidence = "manifest" | "inventory" | "name" | "source address" | "server" | "hosts" | "kubernetes";

/** An address of a node's own. */
export interface NodeAddress extends IpAddress {
  readonly evidence: ReadonlySet<AddressEvidence>;
}

/** One machine. */
export interface ClusterNode {
  readonly name: string;
  /** What makes it a node: the manifest, an inventory, its folder, its file's name, `@id` lines of a file for all hosts, a block in a text, or its text alone. */
  readonly knownBy: "manifest" | "inventory" | "folder" | "file-name" | "config-id" | "block" | "content";
  /** The folder that is the node's own; undefined where nodes are told apart by file names. */
  readonly folder: string | undefined;
  /** Its own addresses, each with how it is known; never a VIP. */
  readonly addresses: readonly NodeAddress[];
  /** What is told of as its own address though virtual routers list it as a VIP: one of the two is wrong. */
  readonly disputedAddresses: readonly NodeAddress[];
  readonly keepalived: InFile<KeepalivedFacts> | undefined;
  /** The haproxy that runs on this node; a shared file belongs to several nodes. */
  readonly haproxy: InFile<HaproxyFacts> | undefined;
  /** The manifest says that it is a control plane. */
  readonly isNamedControlPlane: boolean;
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

/** Why a member belongs to its virtual router, told from the members that were there before it. */
export type MemberTie =
  /** It shares VIPs with them, and something shows that it is another machine of the same set. */
  | { readonly kind: "address"; readonly addresses: readonly string[]; readonly machines: MachineEvidence }
  /** It shares no VIP, but the id and the instance's name or password. */
  | { readonly kind: "id"; readonly and: "name" | "password" | "name and password" };

/** What shows that two texts with one VIP are of two machines that belong together, not two states of one. */
export type MachineEvidence =
  | "declared"
  | "source addresses"
  | "router ids"
  | "states"
  | "names"
  | "priorities"
  | "set of names";

/** The instances of different nodes that share a VIP. */
export interface VirtualRouter {
  /** In order of the files' names; never two of one node. */
  readonly members: readonly VirtualRouterMember[];
  /** Why each member but the first one found belongs to it. */
  readonly ties: ReadonlyMap<VirtualRouterMember, MemberTie>;
  /**
   * Other texts of a member's node, of which the program reads only one: what is said of the member must hold for each of them.
   */
  readonly alternatives: ReadonlyMap<VirtualRouterMember, readonly VirtualRouterMember[]>;
}

/** What a cluster has around it in its scope. */
export interface Neighbourhood {
  /**
   * The virtual routers of other clusters that use an id of this one. What other files than their own say of their nodes is not to
   * be read here: it changes without a word to this cluster.
   */
  readonly routers: readonly VirtualRouter[];
  /** All ids of the scope; empty where none of this cluster comes up a second time. */
  readonly ids: ReadonlySet<number>;
  /** Other nodes of the scope run keepalived. */
  readonly hasOtherNodes: boolean;
  /** One of these is named like a machine of one set with a node of this cluster. */
  readonly hasNamesakes: boolean;
  /** One of this cluster's VIPs is another cluster's in the scope as well: they may be versions of one. */
  readonly hasCommonAddress: boolean;
}

/** A configured member of an etcd cluster. */
export interface EtcdClusterMember extends InFile<EtcdMember> {
  /** Another file of the same machine configures it in another way, and nobody can tell which one counts. */
  readonly isDoubtful: boolean;
}

/** The members of one etcd cluster, as far as files configure them, and who asks it. */
export interface EtcdCluster {
  /** In the order of files and places. */
  readonly members: readonly EtcdClusterMember[];
  readonly clients: readonly InFile<EtcdClient>[];
  /** A text for people shows it, which may show what is wrong on purpose. */
  readonly isDocument: boolean;
}

/** Nodes that share virtual routers, with the balancers and Kubernetes files that belong to them. */
export interface Cluster {
  readonly name: string;
  readonly nodes: readonly ClusterNode[];
  readonly virtualRouters: readonly VirtualRouter[];
  readonly neighbours: Neighbourhood;
  /** Every haproxy of the cluster once, with the nodes that run it. */
  readonly balancers: readonly Balancer[];
  readonly kubeadmClusters: readonly InFile<KubeadmCluster>[];
  readonly kubeadmNodes: readonly InFile<KubeadmNode>[];
  readonly apiServers: readonly InFile<ApiServerManifest>[];
  /** The pods that run haproxy or keepalived on its nodes. */
  readonly pods: readonly InFile<BalancerPod>[];
  /** What writes or is the pod of a kube-vip, which holds VIPs on the control planes. */
  readonly kubeVips: readonly InFile<KubeVip>[];
  /** Where kubeconfigs that lie around it say that its apiservers are. */
  readonly kubeconfigs: readonly InFile<KubeconfigServer>[];
  /** The etcd clusters of its machines; one that stands alone is a cluster of its own. */
  readonly etcdClusters: readonly EtcdCluster[];
  /** What its hosts files say of names. */
  readonly hosts: HostNames;
  /** The families for which some file around it sets `ip_nonlocal_bind`, on all its nodes as far as anybody can tell. */
  readonly nonlocalBind: ReadonlySet<4 | 6>;
  /** The scripts that its nodes' keepalived runs, as far as the workspace shows them; see `cluster/check-scripts.ts`. */
  readonly checkScripts: CheckScripts;
  /** The scripts that its nodes' keepalived runs and that the workspace should have beside others, but lacks. */
  readonly missingScripts: MissingScripts;
  /** What files around it do with its machines' firewalls. */
  readonly firewalls: readonly FileAround<FirewallFacts>[];
  /** The Ansible inventories around it. */
  readonly inventories: readonly FileAround<AnsibleInventory>[];
  /** What files around it say of its machines' rsyslog. */
  readonly syslogs: readonly FileAround<SyslogFacts>[];
  /** Where clients reach the apiservers, as kubeadm's files or else the manifest say it. */
  readonly endpoint: string | undefined;
  /** All VIPs, each once, in canonical form without prefix. */
  readonly virtualAddresses: readonly IpAddress[];
}

/** A file around a scope that says something of its machines. */
export interface FileAround<T> extends InFile<T> {
  /** It lies in the folder of the scope, and not only somewhere around it. */
  readonly isNear: boolean;
}

/** Commands by the keepalived.conf that runs them. */
export type MissingScripts = ReadonlyMap<string, ReadonlySet<string>>;

/** The scripts that keepalived runs, by the keepalived.conf that names them and the command's text. */
export type CheckScripts = ReadonlyMap<string, ReadonlyMap<string, InFile<CheckScript>>>;

/** A haproxy that leads to the cluster's services. */
export interface Balancer {
  readonly file: string;
  readonly facts: HaproxyFacts;
  readonly nodes: readonly ClusterNode[];
  /** Why it belongs to the cluster: it is a node's own, the manifest says so, it binds a VIP, or there is no other in the scope. */
  readonly knownBy: "node" | "manifest" | "bind" | "only-one";
  /** The proxies through which the apiservers are reached: their binds are the candidates for the endpoint. */
  readonly apiServerProxies: readonly ApiServerProxy[];
}

/** A frontend or listen section that leads to apiservers. */
export interface ApiServerProxy {
  readonly entry: Proxy;
  /** The backend or listen section with the servers. */
  readonly backend: Proxy;
}

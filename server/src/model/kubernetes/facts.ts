import type { Anchor } from "../../syntax/tree.ts";
import type { IpAddress } from "../address.ts";
import type { Stated } from "../value.ts";
import type { BalancerPod, KubeVip } from "./pod-facts.ts";

/** `host:port` as kubeadm takes it; the port may be absent. */
export interface Endpoint {
  /** The address or name without brackets. */
  readonly host: string;
  readonly address: IpAddress | undefined;
  readonly port: number | undefined;
  /** A placeholder stands where the host stands, so that it may be any; the port may be known all the same. */
  readonly isHostUnknown: boolean;
  /** A port is written but it is a placeholder or can't be read. */
  readonly isPortUnknown: boolean;
  /** The place of the host without brackets; undefined where it is put together from what stands elsewhere. */
  readonly hostAt: Anchor | undefined;
  /** The place of the port's digits; undefined where there is none, so that one can be appended at the value's end. */
  readonly portAt: Anchor | undefined;
}

/** Where a fact comes from: a YAML document, or a `kubeadm` command line in a script. */
export interface KubeadmSource {
  readonly form: "yaml" | "command";
  /** The `kind: …` entry of a YAML document, so that a missing one can be added behind it; or the command from `kubeadm` to its last word. */
  readonly at: Anchor;
  /**
   * A template line, or words that a script fills in, stand in it, or its version says things in other words: what is absent may
   * be there.
   */
  readonly isOpen: boolean;
  /** `kubeadm.k8s.io/v1beta3`, for YAML. */
  readonly apiVersion: string | undefined;
}

/** A ClusterConfiguration, or a `kubeadm init` line or a MasterConfiguration; the latter are a `KubeadmNode` as well. */
export interface KubeadmCluster {
  readonly source: KubeadmSource;
  /** `controlPlaneEndpoint` or `--control-plane-endpoint`. */
  readonly endpoint: Stated<Endpoint> | undefined;
  /** `--apiserver-bind-port`, or `apiServer.extraArgs.secure-port`. */
  readonly bindPort: Stated<number> | undefined;
  /** `apiServer.extraArgs.bind-address`. */
  readonly bindAddress: Stated<IpAddress> | undefined;
  readonly advertiseAddress: Stated<IpAddress> | undefined;
  /** `apiServer.certSANs` or `--apiserver-cert-extra-sans`. */
  readonly certificateNames: readonly Stated<string>[];
  /**
   * Where a further certificate name goes: behind the last one of a comma-separated list or of a YAML list with a line for each;
   * undefined where there is none yet, or where it can't be told.
   */
  readonly certificateNamesEnd: ListEnd | undefined;
  readonly etcdEndpoints: readonly Stated<string>[];
  /** Whether kubeadm runs etcd on the control-plane nodes, or uses one that runs elsewhere. */
  readonly etcd: "stacked" | "external";
  /** The addresses in the peer URLs that `etcd.local.extraArgs` gives to every member. */
  readonly etcdPeerAddresses: readonly Stated<IpAddress>[];
  /** `networking.podSubnet` or `--pod-network-cidr`: each of them with its prefix length. */
  readonly podSubnets: readonly Stated<IpAddress>[];
  /** `networking.serviceSubnet` or `--service-cidr`; empty: kubeadm's default. */
  readonly serviceSubnets: readonly Stated<IpAddress>[];
}

/** The last entry of a list, behind which another one can be put. */
export interface ListEnd {
  readonly at: Anchor;
  /** `commas`: the next follows a comma; `lines`: it stands in a line of its own, behind a dash. */
  readonly form: "commas" | "lines";
}

/** An InitConfiguration or a JoinConfiguration, or a `kubeadm init` or `kubeadm join` line. */
export interface KubeadmNode {
  readonly source: KubeadmSource;
  readonly action: "init" | "join";
  /** A worker's join has no apiserver. */
  readonly isControlPlane: boolean;
  readonly nodeName: Stated<string> | undefined;
  readonly advertiseAddress: Stated<IpAddress> | undefined;
  readonly bindPort: Stated<number> | undefined;
  /** The `advertiseAddress: …` value, where a `bindPort: …` line can be put below it. */
  readonly bindPortBelow: Anchor | undefined;
  /** Where a join goes: `discovery.bootstrapToken.apiServerEndpoint`, or the address of `kubeadm join`. */
  readonly joinEndpoint: Stated<Endpoint> | undefined;
}

/** A kube-apiserver static pod manifest. */
export interface ApiServerManifest {
  /** Its `kind: …` entry. */
  readonly at: Anchor;
  readonly advertiseAddress: Stated<IpAddress> | undefined;
  readonly bindAddress: Stated<IpAddress> | undefined;
  readonly securePort: Stated<number> | undefined;
}

/** An entry of a YAML mapping, for what the schema knows of it. */
export interface YamlEntry {
  readonly name: string;
  /** The place of the name. */
  readonly at: Anchor;
  /** An alias, a template's hole or a merged mapping is none of these: nothing is known of it. */
  readonly shape: "scalar" | "mapping" | "list" | "unknown";
  /** The entries of a mapping, or of each mapping in a list. */
  readonly entries: readonly (readonly YamlEntry[])[];
}

/** A document of kubeadm's API with all that it says. */
export interface KubeadmDocument {
  /** `kubeadm.k8s.io/v1beta3`. */
  readonly apiVersion: Stated<string>;
  readonly kind: string;
  readonly kubernetesVersion: Stated<string> | undefined;
  readonly entries: readonly YamlEntry[];
}

/** Where a kubeconfig says that the apiservers are. */
export interface KubeconfigServer {
  /** `clusters[].cluster.server` without its scheme and path. */
  readonly server: Stated<Endpoint>;
  /** The answer's certificate is looked at, by the server's own name: neither `insecure-skip-tls-verify` nor `tls-server-name`. */
  readonly isVerified: boolean;
}

/** A ConfigMap whose data holds a config of haproxy or keepalived. */
export interface ConfigMapOfConfigs {
  readonly name: string;
  /** Undefined where the command that applies it says. */
  readonly namespace: string | undefined;
}

export interface KubernetesFacts {
  readonly kind: "kubernetes";
  /** The documents of kubeadm's API, of any kind. */
  readonly documents: readonly KubeadmDocument[];
  readonly clusters: readonly KubeadmCluster[];
  readonly nodes: readonly KubeadmNode[];
  readonly apiServers: readonly ApiServerManifest[];
  /** Pods that run haproxy or keepalived. */
  readonly pods: readonly BalancerPod[];
  readonly kubeVips: readonly KubeVip[];
  readonly configMaps: readonly ConfigMapOfConfigs[];
  readonly kubeconfigs: readonly KubeconfigServer[];
}

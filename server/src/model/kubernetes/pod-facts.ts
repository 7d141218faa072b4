import type { Anchor } from "../../syntax/tree.ts";
import type { IpAddress } from "../address.ts";
import type { Stated } from "../value.ts";
import type { ListEnd } from "./facts.ts";

/** Where an entry can be put into a mapping: in front of one that begins a line of its own. */
export interface EntryPlace {
  /** Without extent, where that entry's name begins. */
  readonly at: Anchor;
  /** What stands before it on its line: blanks only. */
  readonly indent: string;
}

/** A probe of a container that asks a port. */
export interface PodProbe {
  readonly kind: "livenessProbe" | "readinessProbe" | "startupProbe";
  readonly form: "httpGet" | "tcpSocket";
  /** What it asks, `localhost` or an address; undefined: the pod's own address. */
  readonly host: Stated<string> | undefined;
  /** The port, a name of one resolved; its `value` is undefined where it is filled in or not known. */
  readonly port: Stated<number>;
  /** `HTTPS`, as only an apiserver or a bind with `ssl` answers it. */
  readonly isTls: boolean;
}

/** A mount of a container. */
export interface PodMount {
  /** Where the container sees it. */
  readonly mountPath: Stated<string>;
  /** The path of the node that is mounted there; undefined: it is no `hostPath` (a ConfigMap, an empty folder), or only a part of one. */
  readonly hostPath: Stated<string> | undefined;
}

/** What a container may do beyond what the runtime gives to all. */
export interface PodCapabilities {
  /** `privileged: true`: everything; undefined where it is filled in. */
  readonly isPrivileged: boolean | undefined;
  /** Without `CAP_`, in capitals; undefined where one is filled in. */
  readonly added: readonly string[] | undefined;
  readonly dropped: readonly string[] | undefined;
  /** The place to mark where one is missing: the list's first entry, else what names the container. */
  readonly at: Anchor;
  /** Where a further one goes in a list that is there. */
  readonly end: ListEnd | undefined;
  /** Where the list goes, with what has to stand around it, if there is none. */
  readonly place: (EntryPlace & { readonly missing: readonly string[] }) | undefined;
}

/** A container that runs haproxy or keepalived. */
export interface BalancerContainer {
  readonly program: "haproxy" | "keepalived";
  readonly image: Stated<string> | undefined;
  /** The image, else the program's word in the command. */
  readonly at: Anchor;
  readonly capabilities: PodCapabilities;
  readonly mounts: readonly PodMount[];
  /** What the program is told to read: `-f path`, each; undefined where the words are a script, or filled in. */
  readonly configPaths: readonly Stated<string>[] | undefined;
  /** Its words replace the image's own command. */
  readonly hasCommand: boolean;
  readonly probes: readonly PodProbe[];
}

/** A pod that runs haproxy or keepalived, for itself or as what a DaemonSet, Deployment or StatefulSet makes. */
export interface BalancerPod {
  readonly kind: string;
  /** Its `kind: …` entry. */
  readonly at: Anchor;
  readonly namespace: string | undefined;
  /** A template's line stands in it: what is absent may be there. */
  readonly isOpen: boolean;
  readonly hostNetwork: Stated<boolean> | undefined;
  /** Where `hostNetwork` goes, if it is not there. */
  readonly hostNetworkPlace: EntryPlace | undefined;
  /** A container's port is one of the node's as well (`hostPort`). */
  readonly hasHostPort: boolean;
  /** An annotation gives it another network beside the cluster's (`k8s.v1.cni.cncf.io/networks`). */
  readonly hasOtherNetwork: boolean;
  /** It mounts what only the API knows (a ConfigMap, a Secret), as no pod of the kubelet's own folder can. */
  readonly needsApi: boolean;
  /** The names of the ConfigMaps among its volumes. */
  readonly configMaps: readonly string[];
  readonly containers: readonly BalancerContainer[];
}

/** kube-vip, as a pod or as the command line that writes one: it holds VIPs on the control-plane nodes. */
export interface KubeVip {
  readonly form: "pod" | "command";
  /** The `kind: …` entry, or the command from its name to its last word. */
  readonly at: Anchor;
  readonly isOpen: boolean;
  /** `address`, `vip_address`, `--address`: the VIPs; names have no value. */
  readonly addresses: readonly Stated<IpAddress>[];
  /** The apiservers' port (`port`, `--port`); undefined: 6443. */
  readonly port: Stated<number> | undefined;
  /** `lb_port`, `--lbPort`: the port at the VIP that it spreads over the apiservers, where `isBalancing`; undefined: 6443. */
  readonly balancedPort: Stated<number> | undefined;
  /** `lb_enable`, `--enableLoadBalancer`. */
  readonly isBalancing: boolean | undefined;
  /** `cp_enable`, `--controlplane`: the VIPs are the apiservers'; undefined where it is filled in. */
  readonly isControlPlane: boolean | undefined;
  /** `vip_interface`, `--interface`. */
  readonly interface: Stated<string> | undefined;
}

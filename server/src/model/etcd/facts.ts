import type { Anchor } from "../../syntax/tree.ts";
import type { IpAddress } from "../address.ts";
import type { Stated } from "../value.ts";

/** A URL as etcd takes it: `https://10.0.0.1:2380`. */
export interface EtcdUrl {
  readonly scheme: string;
  /** The address or name without brackets, in lower case. */
  readonly host: string;
  readonly address: IpAddress | undefined;
  readonly port: number;
  /** One text for equal URLs. */
  readonly text: string;
}

/** A comma-separated list of URLs. */
export interface EtcdUrls {
  readonly list: Stated<string>;
  readonly urls: readonly Stated<EtcdUrl>[];
  /** Every URL of it is known. */
  readonly isComplete: boolean;
}

/** One `name=URL` of an initial cluster. */
export interface EtcdPeer {
  readonly name: Stated<string>;
  readonly url: Stated<EtcdUrl>;
  readonly at: Anchor;
}

/** The members that one member is told of: `initial-cluster`. */
export interface EtcdPeers {
  readonly list: Stated<string>;
  readonly peers: readonly EtcdPeer[];
  /** All names and URLs are known. */
  readonly isComplete: boolean;
  /** How many names there are, known or not; undefined where a placeholder may stand for several members. */
  readonly size: number | undefined;
}

/** In what form a member is configured. */
export type EtcdForm = "environment" | "yaml" | "command";

/** What configures one member of an etcd cluster. */
export interface EtcdMember {
  readonly form: EtcdForm;
  /** The place that stands for the whole: its name, its command, or the first of its settings. */
  readonly at: Anchor;
  /** More may be set elsewhere: what is absent may be there. */
  readonly isOpen: boolean;
  readonly name: Stated<string> | undefined;
  readonly initialCluster: EtcdPeers | undefined;
  /** `initial-advertise-peer-urls`: how the other members reach it. */
  readonly peerUrls: EtcdUrls | undefined;
  readonly listenPeerUrls: EtcdUrls | undefined;
  /** `advertise-client-urls`: what it tells its clients. */
  readonly clientUrls: EtcdUrls | undefined;
  readonly listenClientUrls: EtcdUrls | undefined;
  /** `new` or `existing`, as it is written; undefined where it is not set and so is `new`. */
  readonly state: Stated<string> | undefined;
  readonly token: Stated<string> | undefined;
  /** A line of the file below which another setting can be added; absent where it takes more than a line. */
  readonly lastLine?: Anchor;
}

/** Who asks an etcd cluster: an apiserver's `--etcd-servers`, or what kubeadm tells all of them. */
export interface EtcdClient {
  readonly kind: "apiserver" | "kubeadm";
  readonly at: Anchor;
  readonly urls: EtcdUrls;
  /** The apiserver's own address, where it says one. */
  readonly ownAddress: IpAddress | undefined;
  /** The line of the last URL, where each has a line of its own and more can be added below. */
  readonly lastLine?: Anchor;
}

/** What is wrong with how a value is written, whatever it says. */
export interface EtcdSlip {
  readonly kind: "foreign-quotes" | "blank-in-list";
  readonly at: Anchor;
  /** The setting, as it is written there: `ETCD_NAME`, `--initial-cluster`, `initial-cluster`. */
  readonly setting: string;
  /** What to write in its place; undefined where the text comes from elsewhere. */
  readonly replacement: string | undefined;
}

/** What a file says of etcd. */
export interface EtcdFacts {
  readonly kind: "etcd";
  readonly members: readonly EtcdMember[];
  readonly clients: readonly EtcdClient[];
  readonly slips: readonly EtcdSlip[];
}

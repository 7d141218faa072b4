import type { IpAddress } from "../model/address.ts";
import type { FileFacts } from "../model/facts.ts";
import type { HaproxyFacts } from "../model/haproxy/facts.ts";
import type { KeepalivedFacts } from "../model/keepalived/facts.ts";
import type { NodeValues } from "../model/node-values.ts";
import type { Balancer, ClusterNode, InFile, NodeAddress, VirtualRouter } from "./model.ts";

/** A node while its scope is being read: Kubernetes files may still add to it. */
export interface DraftNode {
  readonly name: string;
  readonly knownBy: ClusterNode["knownBy"];
  readonly folder: string | undefined;
  readonly addresses: NodeAddress[];
  readonly keepalived: InFile<KeepalivedFacts> | undefined;
  /** Other states of its keepalived.conf. */
  readonly alternatives: readonly InFile<KeepalivedFacts>[];
  haproxy: InFile<HaproxyFacts> | undefined;
  /** What its own files and haproxy tell of its addresses; Kubernetes files may add to it. */
  knownAddresses: readonly NodeAddress[];
  /** What they tell of that is a VIP. */
  knownDisputed: readonly NodeAddress[];
  disputedAddresses: readonly NodeAddress[];
  /** The manifest gives it the role. */
  readonly isNamedControlPlane: boolean;
  isControlPlane: boolean;
}

/** A haproxy of a part, before it is known which of its proxies lead to apiservers. */
export interface DraftBalancer {
  readonly file: string;
  readonly facts: HaproxyFacts;
  readonly nodes: readonly DraftNode[];
  readonly knownBy: Balancer["knownBy"];
}

/** A haproxy that belongs to no node alone, and why it is a cluster's. */
export interface SharedHaproxy extends InFile<HaproxyFacts> {
  readonly knownBy: Balancer["knownBy"];
}

/**
 * Gives the facts of a file: for a keepalived.conf with `@host` lines one reading for each host, else one. With a node's values of
 * placeholders, it gives the file as that node reads it.
 */
export type FactsOf = (file: string, values?: NodeValues) => readonly FileFacts[];

/** Nodes of a scope that share virtual routers, with their haproxies: one cluster to be. */
export interface ScopePart {
  readonly nodes: readonly DraftNode[];
  readonly routers: readonly VirtualRouter[];
  readonly balancers: readonly DraftBalancer[];
  readonly virtualAddresses: readonly IpAddress[];
  /** The files that it was made from. */
  readonly files: readonly string[];
  /** Gives the texts of all addresses that tie a Kubernetes file to this part: nodes' own and servers'. */
  ties(): ReadonlySet<string>;
}

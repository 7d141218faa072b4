import type { Anchor } from "../../syntax/tree.ts";

/** A line that lets connections to a port of the machine through. */
export interface OpenedPort {
  readonly tool: "firewalld" | "ufw" | "iptables" | "nftables";
  readonly port: number;
  /** The port. */
  readonly at: Anchor;
  /** What would let VRRP through in the same way; undefined where it is said in no plain way. */
  readonly forVrrp: OpeningForVrrp | undefined;
}

/** A line below the one that opens a port, or a task in front of it, that lets VRRP through. */
export interface OpeningForVrrp {
  readonly at: Anchor;
  readonly form: "line-below" | "in-place";
  readonly text: string;
  /** It lets through what is sent to 224.0.0.18: no unicast, no IPv6 and no other group. */
  readonly isForGroup: boolean;
}

/** What a script, a playbook or a text does with the machine's firewall. */
export interface FirewallFacts {
  readonly kind: "firewall";
  readonly opened: readonly OpenedPort[];
  /** It lets VRRP (protocol 112) through, or AH (51), in which VRRP is wrapped where `auth_type` is AH. */
  readonly allowsVrrp: boolean;
  readonly allowsAh: boolean;
  /** The firewall is switched off or has no rule against anything, or whole networks are trusted: it may hold nothing back. */
  readonly isPermissive: boolean;
  /** It speaks of keepalived or haproxy. */
  readonly isOfBalancer: boolean;
}

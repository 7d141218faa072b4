import type { Anchor } from "../../syntax/tree.ts";

/** A line that lets connections to a port of the machine through. */
export interface OpenedPort {
  readonly tool: "firewalld" | "ufw" | "iptables" | "nftables";
  readonly port: number;
  /** The port, and the whole line. */
  readonly at: Anchor;
  readonly line: Anchor;
  /** The line that would let VRRP through in the same way; undefined where the line is no plain command. */
  readonly forVrrp: string | undefined;
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

import type { KeepalivedSection } from "../../syntax/keepalived/tree.ts";
import type { Anchor } from "../../syntax/tree.ts";
import type { IpAddress } from "../address.ts";
import type { Stated } from "../value.ts";

/** An entry of `virtual_ipaddress`, `virtual_ipaddress_excluded` or `static_ipaddress`. */
export interface VirtualAddress extends Stated<IpAddress> {
  /** The whole entry's place (`10.0.0.1/24 dev eth0`), for taking it out. */
  readonly entry: Anchor;
  readonly entryText: string;
  readonly device: string | undefined;
}

/** A block of addresses, so that entries can be added to it. */
export interface AddressBlock {
  /** Between the braces; an insertion goes in front of `end`. */
  readonly inside: Anchor;
  readonly isGenerated: boolean;
}

/** An entry of `track_script`, `track_interface`, `track_file`, `track_process` or `track_bfd`. */
export interface Tracker {
  readonly kind: "script" | "interface" | "file" | "process" | "bfd";
  readonly name: Stated<string>;
  /** The weight on the track line; undefined where the line has none. */
  readonly weight: Stated<number> | undefined;
  readonly isReversed: boolean;
  readonly at: Anchor;
}

export type VrrpState = "MASTER" | "BACKUP";

export interface VrrpInstance {
  readonly name: Stated<string>;
  /** From the keyword to behind the closing brace. */
  readonly at: Anchor;
  /** Between the braces: an insertion goes in front of `end`. */
  readonly inside: Anchor;
  readonly state: Stated<VrrpState> | undefined;
  readonly interface: Stated<string> | undefined;
  readonly virtualRouterId: Stated<number> | undefined;
  readonly priority: Stated<number> | undefined;
  /** Seconds, as written; VRRPv2 rounds it (see `effectiveAdvertInterval`). */
  readonly advertInterval: Stated<number> | undefined;
  readonly version: Stated<number> | undefined;
  readonly authType: Stated<"PASS" | "AH"> | undefined;
  readonly authPass: Stated<string> | undefined;
  /** Every `authentication { … }` of the instance. */
  readonly authenticationBlocks: readonly Anchor[];
  readonly sourceAddress: Stated<IpAddress> | undefined;
  /** Which keyword gave the source address. */
  readonly sourceKeyword: "mcast_src_ip" | "unicast_src_ip" | undefined;
  readonly unicastPeers: readonly Stated<IpAddress>[];
  /** A `unicast_peer` block stands there, be it empty. */
  readonly hasUnicastPeerBlock: boolean;
  readonly virtualAddresses: readonly VirtualAddress[];
  readonly virtualAddressBlock: AddressBlock | undefined;
  readonly excludedAddresses: readonly VirtualAddress[];
  readonly excludedAddressBlock: AddressBlock | undefined;
  readonly noPreempt: Anchor | undefined;
  readonly trackers: readonly Tracker[];
  /** A part of the instance stands elsewhere (`include`) or is filled in by a template: what is absent here may be there. */
  readonly isOpen: boolean;
}

export interface VrrpScript {
  readonly name: Stated<string>;
  readonly at: Anchor;
  readonly command: Stated<string> | undefined;
  readonly weight: Stated<number> | undefined;
  /** Seconds. */
  readonly interval: Stated<number> | undefined;
  readonly fall: Stated<number> | undefined;
  readonly rise: Stated<number> | undefined;
}

export interface VrrpSyncGroup {
  readonly name: Stated<string>;
  readonly members: readonly Stated<string>[];
  readonly trackers: readonly Tracker[];
  readonly hasTrackingWeight: boolean;
}

export interface VirtualServer {
  readonly address: Stated<IpAddress> | undefined;
  readonly port: Stated<number> | undefined;
  readonly at: Anchor;
}

/** What one section of a keepalived.conf says. */
export interface KeepalivedSectionFacts {
  readonly routerId: Stated<string> | undefined;
  readonly globalVersion: Stated<number> | undefined;
  readonly multicastGroup4: Stated<IpAddress> | undefined;
  readonly instances: readonly VrrpInstance[];
  readonly scripts: readonly VrrpScript[];
  readonly syncGroups: readonly VrrpSyncGroup[];
  readonly virtualServers: readonly VirtualServer[];
  readonly staticAddresses: readonly VirtualAddress[];
  readonly hasInclude: boolean;
}

/** What one host reads in a keepalived.conf. */
export interface KeepalivedFacts extends KeepalivedSectionFacts {
  readonly kind: "keepalived";
  /** The config id that the file was read for (`@id` lines); undefined: the only reading, or the one of an unnamed host. */
  readonly configId: string | undefined;
  /** The sections that the facts are from, for rules that look at every keyword. */
  readonly sections: readonly KeepalivedSection[];
}

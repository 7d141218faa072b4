import type { KeepalivedSection, KeepalivedStatement } from "../../syntax/keepalived/tree.ts";
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

/** An entry of `unicast_peer`. */
export interface UnicastPeer extends Stated<IpAddress> {
  /** The whole entry's place (`10.0.0.2 min_ttl 10`), for taking it out. */
  readonly entry: Anchor;
}

/** A `unicast_peer` block, be it empty. */
export interface UnicastPeerBlock extends AddressBlock {
  readonly keyword: Anchor;
  /** From the keyword to behind the closing brace. */
  readonly at: Anchor;
}

/** What a tracked thing adds to the priority. */
export interface TrackWeight extends Stated<number> {
  /** `reverse` stands behind it: what it adds is turned round. */
  readonly isReversed: boolean;
}

/** An entry of `track_script`, `track_interface`, `track_file`, `track_process` or `track_bfd`. */
export interface Tracker {
  readonly kind: "script" | "interface" | "file" | "process" | "bfd";
  readonly name: Stated<string>;
  /** The weight on the track line; undefined where the line has none. */
  readonly weight: TrackWeight | undefined;
  readonly at: Anchor;
}

/** A block that trackers name: `vrrp_script`, `vrrp_track_process` or `bfd_instance`. */
export interface TrackDefinition {
  readonly kind: "script" | "process" | "bfd";
  readonly name: Stated<string>;
  readonly at: Anchor;
  readonly weight: TrackWeight | undefined;
  /** A part of it stands elsewhere or is filled in by a template. */
  readonly isOpen: boolean;
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
  /** The place of that keyword; undefined where a definition writes it. */
  readonly sourceKeywordAt: Anchor | undefined;
  readonly unicastPeers: readonly UnicastPeer[];
  readonly unicastPeerBlocks: readonly UnicastPeerBlock[];
  /** `check_unicast_src`: advertisements of unlisted senders are dropped. */
  readonly checksUnicastSource: boolean;
  /** `mcast_dst_ip`: the group that this instance sends to instead of the file's. */
  readonly multicastDestination: Stated<IpAddress> | undefined;
  readonly virtualAddresses: readonly VirtualAddress[];
  readonly virtualAddressBlock: AddressBlock | undefined;
  readonly excludedAddresses: readonly VirtualAddress[];
  readonly excludedAddressBlock: AddressBlock | undefined;
  readonly noPreempt: (Anchor & { readonly isGenerated: boolean }) | undefined;
  /** A script runs when it becomes master (`notify`, `notify_master`), which may start what the node serves only then. */
  readonly hasTakeoverScript: boolean;
  /** `preempt` or `preempt_delay` stands there: it is meant to take the address from a lower one. */
  readonly isMeantToPreempt: boolean;
  readonly trackers: readonly Tracker[];
  /** The commands that keepalived runs when the state changes: those of `notify`, `notify_master` and so on. */
  readonly notifyCommands: readonly Stated<string>[];
  /** A part of the instance stands elsewhere (`include`) or is filled in by a template: what is absent here may be there. */
  readonly isOpen: boolean;
}

export interface VrrpScript extends TrackDefinition {
  readonly kind: "script";
  readonly command: Stated<string> | undefined;
  /** Seconds. */
  readonly interval: Stated<number> | undefined;
  readonly fall: Stated<number> | undefined;
  readonly rise: Stated<number> | undefined;
  /** The block's lines as they can be written elsewhere; undefined where a definition or a template makes a part of it. */
  readonly copy: readonly string[] | undefined;
}

/** A `vrrp_track_process`. */
export interface VrrpTrackProcess extends TrackDefinition {
  readonly kind: "process";
  /** The process that must run, by its name or path. */
  readonly process: Stated<string> | undefined;
}

export interface VrrpSyncGroup {
  readonly name: Stated<string>;
  /** From the keyword to behind the closing brace. */
  readonly at: Anchor;
  readonly members: readonly Stated<string>[];
  readonly trackers: readonly Tracker[];
  /** As in an instance. */
  readonly notifyCommands: readonly Stated<string>[];
  readonly hasTrackingWeight: boolean;
  /** A part of it stands elsewhere or is filled in by a template. */
  readonly isOpen: boolean;
}

/** A `real_server` of a `virtual_server`. */
export interface RealServer {
  readonly address: Stated<IpAddress>;
  /** Undefined: none is written. */
  readonly port: Stated<number> | undefined;
  /** From the keyword to behind the closing brace. */
  readonly at: Anchor;
  /** The tree that it is read from, so that another director can be given the same. */
  readonly statement: KeepalivedStatement;
}

/** What LVS spreads over real servers. Of `address`, `firewallMark` and `group` one is there. */
export interface VirtualServer {
  readonly address: Stated<IpAddress> | undefined;
  readonly port: Stated<number> | undefined;
  readonly firewallMark: Stated<number> | undefined;
  /** The name of a `virtual_server_group`. */
  readonly group: Stated<string> | undefined;
  readonly at: Anchor;
  /** Up to behind the opening brace, so that lines can be added; undefined where a definition writes it. */
  readonly opening: Anchor | undefined;
  /** `lb_algo`, or `lvs_sched`. */
  readonly scheduler: Stated<string> | undefined;
  /** `lb_kind`, or `lvs_method`. */
  readonly forwarding: Stated<string> | undefined;
  /** Seconds; 360 where the keyword stands alone, undefined where it is absent: then nothing persists. */
  readonly persistenceTimeout: (Stated<number> & { readonly entry: Anchor }) | undefined;
  readonly protocol: Stated<string> | undefined;
  readonly realServers: readonly RealServer[];
  /** `quorum_up` runs something, which may bring the address up. */
  readonly hasQuorumCommand: boolean;
  /** A part of it stands elsewhere or is filled in by a template. */
  readonly isOpen: boolean;
}

/** A `virtual_server_group`: addresses and marks that several virtual servers name together. */
export interface VirtualServerGroup {
  readonly name: Stated<string>;
  /** Each entry's words, parted by one blank; undefined where one is a placeholder or stands elsewhere. */
  readonly entries: readonly string[] | undefined;
  readonly at: Anchor;
}

/** What one section of a keepalived.conf says. */
export interface KeepalivedSectionFacts {
  readonly routerId: Stated<string> | undefined;
  readonly globalVersion: Stated<number> | undefined;
  readonly multicastGroup4: Stated<IpAddress> | undefined;
  /** `vrrp_check_unicast_src`: as `check_unicast_src` in every instance. */
  readonly checksUnicastSource: boolean;
  readonly multicastGroup6: Stated<IpAddress> | undefined;
  /** `script_user` or `enable_script_security`: it is said by whom scripts are run. */
  readonly hasScriptUser: boolean;
  /** The first `global_defs {`, up to behind its brace, so that lines can be added to it. */
  readonly globalDefs: Anchor | undefined;
  readonly instances: readonly VrrpInstance[];
  readonly scripts: readonly VrrpScript[];
  /** Every `vrrp_track_process` and `bfd_instance`. */
  readonly otherTrackDefinitions: readonly (TrackDefinition | VrrpTrackProcess)[];
  readonly syncGroups: readonly VrrpSyncGroup[];
  readonly virtualServers: readonly VirtualServer[];
  readonly virtualServerGroups: readonly VirtualServerGroup[];
  readonly staticAddresses: readonly VirtualAddress[];
  readonly hasInclude: boolean;
  /**
   * Blocks or global values stand elsewhere (`include`), or a template's lines decide about them: what is absent here may be
   * there, and of two blocks perhaps only one.
   */
  readonly isOpen: boolean;
}

/** What one host reads in a keepalived.conf. */
export interface KeepalivedFacts extends KeepalivedSectionFacts {
  readonly kind: "keepalived";
  /** The config id that the file was read for (`@id` lines); undefined: the only reading, or the one of an unnamed host. */
  readonly configId: string | undefined;
  /** The zero-based line of a host document (Markdown, a script) on which the config begins; absent in a file of its own. */
  readonly hostLine?: number;
  /** The sections that the facts are from, for rules that look at every keyword. */
  readonly sections: readonly KeepalivedSection[];
}

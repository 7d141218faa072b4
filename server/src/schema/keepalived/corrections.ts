import type { KeepalivedArgument } from "./types.ts";
import type { KeepalivedVersionChoice } from "./versions.ts";

/** What the recorded facts lack or get wrong about a keyword's line, found by trying it. `older`: before 2.3. */
export interface LineCorrection {
  readonly args?: readonly KeepalivedArgument[];
  readonly olderArgs?: readonly KeepalivedArgument[];
  /** How releases before a certain one read the words, the oldest first. */
  readonly earlier?: readonly {
    readonly before: KeepalivedVersionChoice;
    readonly args: readonly KeepalivedArgument[];
  }[];
  /** The program complains of words behind the arguments. */
  readonly surplus?: "reported";
  /** No word is ever complained of. */
  readonly isUnchecked?: true;
  /** `accepted`: no argument is none too few. */
  readonly none?: "accepted" | "reported" | "fatal";
}

const realTimePriority: LineCorrection = {
  args: [{ type: "int", min: -2_147_483_648, max: 2_147_483_647, adjust_below: 1, adjust_above: 99 }],
};
const processName: LineCorrection = { args: [{ type: "string", max_length: 15, cut: true }] };
const repeatCount: LineCorrection = {
  args: [{ type: "uint", min: 0, max_is_type_limit: true, adjust_below: 1 }],
};
const oneWordOnly: LineCorrection = { surplus: "reported" };
const seconds: LineCorrection = {
  args: [{ type: "decimal", decimals: 3, unit: "s", min: 0, max: 4294, adjust_below: 0.001, adjust_to: 1 }],
  olderArgs: [{ type: "uint", unit: "s", min: 0, max: 4294, adjust_below: 1 }],
};

// The file that distributions with a 1.x brought along says 0.
const gratuitousInterval: LineCorrection = {
  earlier: [{ before: "2.0.7", args: [{ type: "decimal", decimals: 6, min: 0, max: 4294.967295, unit: "s" }] }],
};
const wholeMilliseconds = (min: number): LineCorrection => ({
  earlier: [{ before: "2.2.0", args: [{ type: "uint", unit: "ms", min, max: 4_294_967 }] }],
});
const weightOfServer = (min: number): LineCorrection => ({
  earlier: [{ before: "2.1.0", args: [{ type: "uint", min, max: 65_535 }] }],
});
const scheduler: LineCorrection = {
  earlier: [
    {
      before: "2.2.5",
      args: [
        {
          type: "enum",
          values: ["rr", "wrr", "lc", "wlc", "lblc", "sh", "mh", "dh", "fo", "ovf", "lblcr", "sed", "nq"],
        },
      ],
    },
  ],
};

// keepalived logs what is wrong with these, but counts it as no fault of the config.
const loggedOnly: LineCorrection = { isUnchecked: true };
const urlCorrections = Object.fromEntries(
  ["HTTP_GET", "SSL_GET"].flatMap((checker) =>
    ["regex_max_offset", "regex_min_offset", "regex_options", "regex_stack"].map((name) => [
      `virtual_server/real_server/${checker}/url/${name}`,
      loggedOnly,
    ]),
  ),
);

/** By path with name. */
export const lineCorrections: Readonly<Record<string, LineCorrection>> = {
  "bfd_instance/idle_tx": wholeMilliseconds(1000),
  "bfd_instance/min_rx": wholeMilliseconds(1),
  "bfd_instance/min_tx": wholeMilliseconds(1),
  "global_defs/bfd_process_name": processName,
  "global_defs/bfd_rt_priority": realTimePriority,
  "global_defs/checker_process_name": processName,
  "global_defs/checker_rt_priority": realTimePriority,
  "global_defs/lvs_process_name": processName,
  "global_defs/process_name": processName,
  "global_defs/reload_time_file": oneWordOnly,
  "global_defs/smtp_connect_timeout": { args: [{ type: "uint", unit: "s", min: 0, max: 4294, adjust_below: 1 }] },
  "global_defs/snmp_socket": oneWordOnly,
  "global_defs/vrrp_garp_interval": gratuitousInterval,
  "global_defs/vrrp_garp_master_refresh_repeat": repeatCount,
  "global_defs/vrrp_garp_master_repeat": repeatCount,
  "global_defs/vrrp_gna_interval": gratuitousInterval,
  "global_defs/vrrp_mcast_group4": { args: [{ type: "ip4 group" }] },
  "global_defs/vrrp_mcast_group6": { args: [{ type: "ip6 group" }] },
  "global_defs/vrrp_process_name": processName,
  "global_defs/vrrp_rt_priority": realTimePriority,
  "global_defs/vrrp_rx_bufs_multiplier": oneWordOnly,
  "virtual_server/lb_algo": scheduler,
  "virtual_server/lvs_sched": scheduler,
  "virtual_server/persistence_engine": { args: [{ type: "string", max_length: 15, cut: true }] },
  ...urlCorrections,
  "virtual_server/real_server/DNS_CHECK/type": {
    args: [
      {
        type: "enum",
        values: ["A", "NS", "CNAME", "SOA", "MX", "TXT", "AAAA", "RRSIG", "DNSKEY"],
        case_insensitive: true,
      },
    ],
  },
  "virtual_server/real_server/snmp_name": oneWordOnly,
  "virtual_server/snmp_name": oneWordOnly,
  "virtual_server/protocol": {
    earlier: [{ before: "2.0.0", args: [{ type: "enum", values: ["TCP", "UDP", "SCTP"] }] }],
  },
  "virtual_server/weight": weightOfServer(1),
  "virtual_server/real_server/weight": weightOfServer(0),
  // A longer password is cut, of which a rule of its own speaks.
  "vrrp_instance/authentication/auth_pass": { args: [{ type: "secret" }] },
  "vrrp_instance/garp_master_refresh_repeat": repeatCount,
  "vrrp_instance/garp_master_repeat": repeatCount,
  "vrrp_instance/kernel_rx_buf_size": oneWordOnly,
  "vrrp_instance/version": { args: [{ type: "int", min: 2, max: 3 }] },
  "vrrp_script/interval": seconds,
  "vrrp_script/timeout": seconds,
};

import type { KeepalivedArgument } from "./types.ts";

/** What the recorded facts lack or get wrong about a keyword's line, found by trying it. */
export interface LineCorrection {
  readonly args?: readonly KeepalivedArgument[];
  /** Whether the program complains of words behind the arguments. */
  readonly surplus?: "reported" | "silent";
  /** No word is ever complained of. */
  readonly isUnchecked?: true;
  /** `accepted`: no argument is none too few. */
  readonly none?: "accepted" | "reported" | "fatal";
  /** What becomes of the keyword a second time. */
  readonly repeat?: "first wins, reported" | "not diagnosed";
  /** What is different before 2.3. */
  readonly older?: LineCorrection;
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
  older: { args: [{ type: "uint", unit: "s", min: 0, max: 4294, adjust_below: 1 }] },
};
const firstCounts: LineCorrection = { repeat: "first wins, reported" };
const onePath: LineCorrection = { args: [{ type: "path", min_length: 1 }], surplus: "reported" };
/** A table of nftables; without a name it is keepalived's own. */
const firewallTable: LineCorrection = {
  args: [{ type: "string", min_length: 1, max_length: 254, optional: true }],
  none: "accepted",
  older: { args: [{ type: "string", max_length: 255, optional: true }] },
};
/** Chains of iptables; the older releases that distributions build for nftables take any. */
const firewallChains: LineCorrection = {
  args: [
    { type: "string", min_length: 1, max_length: 27, optional: true },
    { type: "string", min_length: 1, max_length: 27, optional: true },
  ],
  none: "accepted",
  older: { args: [{ type: "string", optional: true, repeat: true }], repeat: "not diagnosed" },
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
  bfd_instance: { args: [{ type: "string", max_length: 31 }] },
  "global_defs/bfd_process_name": processName,
  "global_defs/bfd_rt_priority": realTimePriority,
  "global_defs/checker_process_name": processName,
  "global_defs/checker_rt_priority": realTimePriority,
  "global_defs/include_check": { repeat: "not diagnosed" },
  "global_defs/iproute_etc_dir": oneWordOnly,
  "global_defs/iproute_usr_dir": oneWordOnly,
  "global_defs/json_dump_file": onePath,
  "global_defs/lvs_notify_fifo": firstCounts,
  "global_defs/lvs_notify_fifo_script": firstCounts,
  "global_defs/lvs_process_name": processName,
  "global_defs/nftables": firewallTable,
  "global_defs/nftables_ipvs": firewallTable,
  "global_defs/notify_fifo": firstCounts,
  "global_defs/notify_fifo_script": firstCounts,
  "global_defs/process_name": processName,
  "global_defs/reload_time_file": oneWordOnly,
  "global_defs/shutdown_script": firstCounts,
  "global_defs/smtp_connect_timeout": { args: [{ type: "uint", unit: "s", min: 0, max: 4294, adjust_below: 1 }] },
  "global_defs/smtp_server": { args: [{ type: "ip or host" }, { type: "uint", min: 1, max: 65_535, optional: true }] },
  "global_defs/snmp_socket": oneWordOnly,
  "global_defs/startup_script": firstCounts,
  "global_defs/state_dump_file": onePath,
  "global_defs/stats_dump_file": onePath,
  // The newer releases know flags of three bits too.
  "global_defs/umask": { older: {} },
  "global_defs/vrrp_garp_master_refresh_repeat": repeatCount,
  "global_defs/vrrp_garp_master_repeat": repeatCount,
  "global_defs/vrrp_iptables": firewallChains,
  "global_defs/vrrp_mcast_group4": { args: [{ type: "ip4 group" }] },
  "global_defs/vrrp_notify_fifo": firstCounts,
  "global_defs/vrrp_notify_fifo_script": firstCounts,
  "global_defs/vrrp_process_name": processName,
  "global_defs/vrrp_rt_priority": realTimePriority,
  "global_defs/vrrp_rx_bufs_multiplier": oneWordOnly,
  track_group: oneWordOnly,
  instance: firstCounts,
  net_namespace: firstCounts,
  net_namespace_ipvs: { none: "accepted", repeat: "first wins, reported" },
  "virtual_server/persistence_engine": { args: [{ type: "string", max_length: 15, cut: true }] },
  ...urlCorrections,
  "virtual_server/real_server/HTTP_GET/url/regex": { surplus: "reported", older: { surplus: "silent" } },
  "virtual_server/real_server/SSL_GET/url/regex": { surplus: "reported", older: { surplus: "silent" } },
  "virtual_server/real_server/BFD_CHECK/name": oneWordOnly,
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
  vrrp_instance: oneWordOnly,
  // A longer password is cut, of which a rule of its own speaks.
  "vrrp_instance/authentication/auth_pass": { args: [{ type: "secret" }] },
  "vrrp_instance/garp_master_refresh_repeat": repeatCount,
  "vrrp_instance/garp_master_repeat": repeatCount,
  "vrrp_instance/kernel_rx_buf_size": oneWordOnly,
  "vrrp_instance/version": { args: [{ type: "int", min: 2, max: 3 }] },
  "vrrp_script/interval": seconds,
  "vrrp_script/script": { args: [{ type: "command_line", min_length: 1 }] },
  "vrrp_script/timeout": seconds,
  vrrp_sync_group: oneWordOnly,
};

/**
 * Facts written by hand: what names stand for, and which entries and arguments use them. The generated lists know a value block's
 * syntax by name (`track_script`), and so it is asked for here.
 */

/**
 * What a name of a keepalived.conf stands for: a top-level block by its keyword, a network interface, a `$NAME=` line, or a host as
 * `@` lines name it.
 */
export type KeepalivedNameKind =
  | "bfd_instance"
  | "definition"
  | "host"
  | "interface"
  | "track_file"
  | "track_group"
  | "virtual_server_group"
  | "vrrp_instance"
  | "vrrp_script"
  | "vrrp_sync_group"
  | "vrrp_track_process";

/** Top-level blocks that give the name behind their keyword. */
export const namingBlocks: Readonly<Record<string, KeepalivedNameKind>> = {
  bfd_instance: "bfd_instance",
  track_file: "track_file",
  track_group: "track_group",
  virtual_server_group: "virtual_server_group",
  vrrp_instance: "vrrp_instance",
  vrrp_script: "vrrp_script",
  vrrp_sync_group: "vrrp_sync_group",
  vrrp_track_file: "track_file",
  vrrp_track_process: "vrrp_track_process",
};

/** What the entries of a value block name. */
export interface EntryNaming {
  /** What the first word of an entry, or every word, names. */
  readonly kind?: KeepalivedNameKind;
  /** Every word of the block is a name, however they are spread over lines. */
  readonly isEvery?: true;
  /** What the word behind an option names. */
  readonly options?: Readonly<Record<string, KeepalivedNameKind>>;
}

/** By the value block's syntax. */
export const entryNaming: Readonly<Record<string, EntryNaming>> = {
  interfaces: { kind: "interface", isEvery: true },
  ipaddress: { options: { dev: "interface", track_group: "track_group" } },
  linkbeat_interface: { kind: "interface" },
  "refs vrrp_instance": { kind: "vrrp_instance", isEvery: true },
  route: { options: { dev: "interface", oif: "interface", track_group: "track_group" } },
  rule: { options: { dev: "interface", iif: "interface", oif: "interface", track_group: "track_group" } },
  track_bfd: { kind: "bfd_instance" },
  track_file: { kind: "track_file" },
  track_interface: { kind: "interface" },
  track_process: { kind: "vrrp_track_process" },
  track_script: { kind: "vrrp_script" },
  up_down_delay: { kind: "interface" },
};

const interfaceBehind: Readonly<Record<string, KeepalivedNameKind>> = { "": "interface" };
const checkers = [
  "DNS_CHECK",
  "HTTP_GET",
  "PING_CHECK",
  "SMTP_CHECK",
  "SMTP_CHECK/host",
  "SSL_GET",
  "TCP_CHECK",
  "UDP_CHECK",
];

/** What an argument names: the word behind the keyword (key ""), or behind another word of the statement. */
export const argumentNaming: Readonly<Record<string, Readonly<Record<string, KeepalivedNameKind>>>> = {
  "garp_group/interface": interfaceBehind,
  "global_defs/default_interface": interfaceBehind,
  "global_defs/lvs_sync_daemon": { "": "interface", inst: "vrrp_instance" },
  virtual_server: { group: "virtual_server_group" },
  "virtual_server/real_server/BFD_CHECK/name": { "": "bfd_instance" },
  "virtual_server/real_server/FILE_CHECK/track_file": { "": "track_file" },
  "vrrp_instance/interface": interfaceBehind,
  "vrrp_instance/lvs_sync_daemon_interface": interfaceBehind,
  "vrrp_instance/vrf": interfaceBehind,
  ...Object.fromEntries(checkers.map((name) => [`virtual_server/real_server/${name}/bind_if`, interfaceBehind])),
};

/**
 * What the word behind the first argument names without a word in front of it, as old configs have it; `words` are those that name
 * a value there.
 */
export const bareNaming: Readonly<
  Record<string, { readonly kind: KeepalivedNameKind; readonly words: readonly string[] }>
> = {
  "global_defs/lvs_sync_daemon": { kind: "vrrp_instance", words: ["inst", "id", "maxlen", "port", "ttl", "group"] },
};

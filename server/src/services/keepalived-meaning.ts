import { type Message, message } from "../rules/finding.ts";
import { isOlderProbe } from "../schema/keepalived/arguments.ts";
import type { KeepalivedArgument } from "../schema/keepalived/index.ts";
import { namingBlocks } from "../schema/keepalived/naming.ts";
import type { KeepalivedVersionChoice } from "../schema/keepalived/versions.ts";
import { isEntryFlag } from "./keepalived-entry-completion.ts";
import { meaningOfRouteWord } from "./keepalived-route-words.ts";
import { meaningOfBoolean, meaningOfOption, meaningOfWord } from "./keepalived-words.ts";

const address = message("an IPv4 or IPv6 address");
const group = message("the multicast group that adverts go to");
const source = message("this node's own address, which adverts come from");
const fifo = message("the path of a named pipe");
const checkSource = message("this machine's own address, which checks come from");
const checkTarget = message("the address that is checked in place of the real server's");
const mark = message("the number of a firewall mark");

/** What the argument of some keywords is, where its type does not tell. */
const ownArguments: Readonly<Record<string, Message>> = {
  unicast_src_ip: source,
  mcast_src_ip: source,
  mcast_dst_ip: group,
  vrrp_mcast_group4: group,
  vrrp_mcast_group6: group,
  neighbor_ip: message("the address of the other end of the BFD session"),
  neighbour_ip: message("the address of the other end of the BFD session"),
  source_ip: message("this machine's own address in the BFD session"),
  bindto: checkSource,
  connect_ip: checkTarget,
  smtp_server: message("the mail server, by address or name"),
  sorry_server: message("the server that answers while the others are down"),
  notification_email_from: message("the sender of alerts"),
  router_id: message("a name for this machine"),
  virtual_router_id: message("the number by which nodes of one virtual router find each other"),
  priority: message("the rank in the election: the highest becomes master"),
  advert_int: message("a time between two adverts"),
  interval: message("a time between two runs"),
  fall: message("so many failures in a row"),
  rise: message("so many successes in a row"),
  version: message("the version of the protocol"),
  vrrp_version: message("the version of the protocol"),
  auth_pass: message("a password"),
  password: message("a password"),
  key: message("a file in PEM form"),
  certificate: message("a file in PEM form"),
  ca: message("a file in PEM form"),
  file: message("a file on the machine"),
  path: message("the path of the request, such as `/healthz`"),
  http_protocol: message("a version of HTTP, such as `HTTP/1.1`"),
  virtualhost: message("a host name, as in the `Host` header"),
  notify_fifo: fifo,
  vrrp_notify_fifo: fifo,
  lvs_notify_fifo: fifo,
  fwmark: mark,
  misc_path: message("a program with its arguments"),
};

const repeated = message("seconds between two repetitions");

/** What the words of some keywords are, which are told apart by their form and not by their place. */
const anyWords: Readonly<Record<string, Message>> = {
  garp_extra_if: repeated,
  vmac_garp_intvl: repeated,
  vrrp_garp_extra_if: repeated,
  vrrp_vmac_garp_intvl: repeated,
  use_vmac: message("the name of the macvlan interface, or its MAC"),
  use_ipvlan: message("the name of the ipvlan interface, or its address"),
};

/** What an argument of a type is. */
const types: Readonly<Record<string, Message>> = {
  uint: message("a whole number"),
  int: message("a whole number, which may be negative"),
  decimal: message("a number, which may have decimals"),
  string: message("a text"),
  ip: address,
  "ip4 group": group,
  "ip6 group": group,
  "multicast ip": group,
  "ip or host": message("a name or an address"),
  interface: message("a network interface such as `eth0`"),
  command_line: message("a program with its arguments"),
  user: message("the user that the program runs as"),
  group: message("the group that the program runs as"),
  path: message("a path"),
  port: message("a port from 1 to 65535"),
  email: message("a mail address"),
  md5: message("an MD5 digest of 32 hex digits"),
  "pcre2 pattern": message("a regular expression"),
  "int or range": message("a status code, or a range such as `200-299`"),
  "dns name": message("a domain"),
  "hex string (spaces allowed)": message("bytes as hex digits"),
  "hex string, x = wildcard nibble": message("bytes as hex digits, in which `x` stands for any digit"),
  "IPv4 netmask or IPv6 prefix length 1..128": message("a netmask such as `255.255.255.0`, or an IPv6 prefix length"),
  "path or process name": message("the name or path of a program"),
  secret: message("a password"),
  "octal or |-joined flags": message("permission bits that new files don't get"),
  "enum or size": message("a size in bytes, or what it is derived from"),
};

const units: Readonly<Record<string, Message>> = {
  s: message("seconds"),
  ms: message("milliseconds"),
  us: message("microseconds"),
  µs: message("microseconds"),
};

/** Keywords that no value switches off: some releases don't look at it. */
const deafAlways: ReadonlySet<string> = new Set(["skip_check_adv_addr"]);
const deafOnce: ReadonlySet<string> = new Set(["vrrp_strict", "vrrp_skip_check_adv_addr"]);

function meaningOfSwitch(keyword: string, word: string, version: KeepalivedVersionChoice): Message | undefined {
  const isOff = /^(?:off|false|no)$/.test(word);
  if (isOff && (deafAlways.has(keyword) || (deafOnce.has(keyword) && isOlderProbe(version))))
    return message("switches it on all the same: keepalived does not look at the value");
  if (isOff && deafOnce.has(keyword) && version === "auto")
    return message("switches it off; keepalived 2.2 does not look at the value and switches it on");
  return meaningOfBoolean(word);
}

/** Says what a word is, and whether it is one of the fixed words of its line. */
export interface WordMeaning {
  readonly said: Message | undefined;
  readonly isFixed: boolean;
}

const fixed = (said: Message | undefined): WordMeaning => ({ said, isFixed: true });
const free = (said: Message | undefined): WordMeaning => ({ said, isFixed: false });

function meaningOfServerWord(words: readonly string[]): WordMeaning {
  const [keyword = "", first = "", second] = words;
  const isNamed = keyword === "virtual_server" && (first === "fwmark" || first === "group");
  if (words.length === 2) {
    if (isNamed) return fixed(meaningOfWord(keyword, first));
    return free(
      keyword === "virtual_server"
        ? message("the address that clients connect to")
        : message("the address of one of the servers that share the load"),
    );
  }
  if (words.length > 3 || second === undefined) return free(undefined);
  if (isNamed)
    return free(first === "fwmark" ? mark : message("the name of a {kind}", { kind: "virtual_server_group" }));
  return free(
    keyword === "virtual_server"
      ? message("the port that clients connect to; 0 means all ports, for persistent services")
      : message("the port on which the server is reached"),
  );
}

/** Of a permission flag such as `IRWXG` its bits in octal. */
function bitsOf(flag: string): string | undefined {
  const [, rights = "", whose = ""] = /^I(R|W|X|RWX)(USR|GRP|OTH|U|G|O)$/.exec(flag) ?? [];
  const digit = { R: 4, W: 2, X: 1, RWX: 7 }[rights];
  const place = { U: 2, G: 1, O: 0 }[whose.charAt(0)];
  return digit === undefined || place === undefined ? undefined : `0${digit}${"0".repeat(place)}`;
}

/** What a fixed word of an argument means; undefined where it is none. */
function meaningOfFixed(
  keyword: string,
  word: string,
  { type, values = [] }: KeepalivedArgument,
  version: KeepalivedVersionChoice,
): WordMeaning | undefined {
  if (keyword === "umask" && /^I[RWX]/.test(word)) {
    const flags = word.split("|").map((flag) => bitsOf(flag.trim()) ?? flag);
    return fixed(message("permission bits that new files don't get: {bits}", { bits: flags.join(" | ") }));
  }
  if (type === "bool") return fixed(meaningOfSwitch(keyword, word, version));
  if (values.includes(word) && keyword === "regex_options")
    return fixed(message("the option {name} of PCRE2", { name: `\`PCRE2_${word.toUpperCase()}\`` }));
  const own = meaningOfWord(keyword, word);
  return own === undefined ? undefined : fixed(own);
}

/** What the first argument of a keyword is, where its type does not tell. */
function meaningOfFirst(keyword: string, type: string): Message | undefined {
  if (type === "name" && Object.hasOwn(namingBlocks, keyword))
    return message("the name by which other blocks mean this one");
  if (keyword === "weight")
    return type === "int"
      ? message("the weight; its sign says whether it adds or takes away")
      : message("a number that says how much of the load it gets");
  return Object.hasOwn(ownArguments, keyword) ? ownArguments[keyword] : undefined;
}

/**
 * What a word behind a keyword means.
 *
 * @param words the keyword and what follows, the word asked for last
 * @param argument the argument that it is; undefined where the line has no place for it
 */
export function meaningOfArgument(
  words: readonly string[],
  argument: KeepalivedArgument | undefined,
  version: KeepalivedVersionChoice,
): WordMeaning {
  const [keyword = "", ...given] = words;
  if (keyword === "virtual_server" || keyword === "real_server") return meaningOfServerWord(words);
  if (argument === undefined) return free(undefined);
  const { type = "", keys, unit, to } = argument;
  const known = given.length === 0 ? undefined : meaningOfFixed(keyword, given.at(-1) ?? "", argument, version);
  if (known !== undefined) return known;
  const before = given.at(-2) ?? "";
  if (keys !== undefined && Object.hasOwn(keys, before)) return free(meaningOfWord(keyword, before));
  const first = given.length === 1 ? meaningOfFirst(keyword, type) : undefined;
  if (first !== undefined) return free(first);
  if (Object.hasOwn(anyWords, keyword)) return free(anyWords[keyword]);
  if (to !== undefined) return free(message("the name of a {kind}", { kind: to }));
  // Of old the instance had no word in front of it.
  if (keyword === "lvs_sync_daemon" && given.length === 2) return free(meaningOfWord(keyword, "inst"));
  if (unit !== undefined) return free(message("a time in {unit}", { unit: units[unit] ?? unit }));
  return free(Object.hasOwn(types, type) ? types[type] : undefined);
}

/** What the first word of an entry is, by the keyword of its block. */
const firstWords: Readonly<Record<string, Message>> = {
  virtual_ipaddress: message("a virtual address: only the master has it, and its adverts list it"),
  virtual_ipaddress_excluded: message("a virtual address: only the master has it, but no advert lists it"),
  static_ipaddress: message("an address that keepalived sets whatever the state of VRRP"),
  unicast_peer: message("another node of this virtual router, which the adverts are sent to"),
  virtual_routes: message("where the route leads, a route that only the master has"),
  static_routes: message("where the route leads"),
  track_script: message(
    "a vrrp_script; when it fails, the priority changes by its weight, or the instance is in FAULT",
  ),
  track_interface: message(
    "an interface; when it is down, the priority changes by its weight, or the instance is in FAULT",
  ),
  track_file: message("a track_file, whose number times weight is added to the priority"),
  track_process: message(
    "a vrrp_track_process; when it does not run, the priority changes by its weight, or the instance is in FAULT",
  ),
  track_bfd: message(
    "a bfd_instance; when its neighbour is lost, the priority changes by its weight, or the instance is in FAULT",
  ),
  notification_email: message("somebody who gets the alerts"),
  group: message("an instance that belongs to the group"),
  interfaces: message("an interface that belongs to the group"),
  linkbeat_interfaces: message("an interface whose link is polled"),
  interface_up_down_delays: message("the interface"),
  virtual_server_group: message("an address, a range of addresses or a network, which is served by the group"),
};

/**
 * What a word of an entry means.
 *
 * @param keyword the keyword of the block
 * @param syntax the syntax of its entries, as the schema calls it
 * @param words the entry, the word asked for last
 */
export function meaningOfEntryWord(keyword: string, syntax: string, words: readonly string[]): WordMeaning {
  const word = words.at(-1) ?? "";
  const before = words.at(-2) ?? "";
  const isFirst = words.length === 1;
  const part = syntax === "route" ? meaningOfRouteWord(words, (option) => meaningOfOption(syntax, option)) : undefined;
  if (part !== undefined) return part;
  if (keyword === "notification_email" || keyword === "group" || keyword === "interfaces")
    return free(firstWords[keyword]);
  if (keyword === "interface_up_down_delays" && !isFirst)
    return free(
      words.length === 2
        ? message("seconds that the link must be down before VRRP reacts")
        : message("seconds that the link must be up before VRRP reacts"),
    );
  // What stands behind an option is its value, be it a word that is an option elsewhere.
  const isBehindOption = words.length > 2 || syntax === "rule" || syntax === "virtual_server_group_entry";
  const isType = syntax === "route" && words.length === 2;
  const isAlone = isEntryFlag(before) || before === "default";
  const named = isBehindOption && !isType && !isAlone ? meaningOfOption(syntax, before) : undefined;
  if (named !== undefined) return free(named);
  const option =
    isFirst && !/^(?:route|rule|virtual_server_group_entry)$/.test(syntax) ? undefined : meaningOfOption(syntax, word);
  if (option !== undefined) return fixed(option);
  if (syntax === "virtual_server_group_entry" && !isFirst) return free(message("the port that clients connect to"));
  return free((isFirst || isType) && Object.hasOwn(firstWords, keyword) ? firstWords[keyword] : undefined);
}

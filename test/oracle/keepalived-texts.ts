import { keepalivedLines } from "../../server/src/schema/keepalived/arguments.ts";
import { keepalivedBlock } from "../../server/src/schema/keepalived/index.ts";
import type { KeepalivedArgument, KeepalivedKeyword } from "../../server/src/schema/keepalived/types.ts";
import { parseKeepalived } from "../../server/src/syntax/keepalived/parser.ts";
import type { KeepalivedStatement } from "../../server/src/syntax/keepalived/tree.ts";

/** Numbers without end that are the same for the same seed. */
export class Dice {
  #state: number;

  constructor(seed: number) {
    // Seeds that lie side by side would begin alike.
    this.#state = Math.imul(seed, 0x9e37_79b1) >>> 0;
  }

  /** A whole number from 0, below `end`. */
  below(end: number): number {
    this.#state = (Math.imul(this.#state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((this.#state / 2 ** 32) * end);
  }

  pick<T>(items: readonly T[]): T {
    const item = items[this.below(items.length)];
    if (item === undefined) throw new Error("nothing to pick from");
    return item;
  }

  /** Whether one of `outOf` cases is met. */
  isOneIn(outOf: number): boolean {
    return this.below(outOf) === 0;
  }
}

/** Keywords whose effect is outside of the text, or on all that follows, or that a block has by itself. */
const left =
  /^(?:config_save_dir|tmp_config_directory|.*_cpu_affinity|startup_script|shutdown_script|script_user|use_ipvlan|use_vmac|vrf|native_ipv6|vrrp_ipsets|vrrp_iptables|version|vrrp_version|vrrp_strict|strict_mode|interface|interfaces|virtual_router_id|script|mcast_.*|unicast_src_ip|auth_type|auth_pass|neighbou?r_ip|path|url|lb_algo|lb_kind|lvs_sched|ip_family|timer_expired_backup|checker|default_interface|process|full_command|track_file|misc_path|name|file|quorum_max|min_reply_length|max_reply_length|include_check|.*rlimit_rtime|instance|net_namespace.*|namespace_with_ipsets|use_pid_dir|child_wait_time|bfd_rlimit.*|lvs_process_name)$/;

/** Lines of keywords whose words the schema does not tell, or of which only some go together. */
const known: Readonly<Record<string, readonly string[]>> = {
  bindto: ["bindto 10.9.0.9"],
  connect_ip: ["connect_ip 10.9.0.60"],
  bind_if: ["bind_if eth0"],
  user: ["user root", "user root root"],
  notify_fifo: ["notify_fifo /tmp/fifo"],
  lvs_notify_fifo: ["lvs_notify_fifo /tmp/lvs_fifo"],
  vrrp_notify_fifo: ["vrrp_notify_fifo /tmp/vrrp_fifo"],
  lvs_sync_daemon: [
    "lvs_sync_daemon eth0 VI_1",
    "lvs_sync_daemon eth0 VI_1 id 7",
    "lvs_sync_daemon eth0 VI_1 id 7 maxlen 1400 port 8848",
  ],
  lvs_timeouts: ["lvs_timeouts tcp 60", "lvs_timeouts tcp 60 tcpfin 30 udp 20"],
  smtp_server: ["smtp_server 10.9.0.9", "smtp_server 10.9.0.9 25"],
  vrrp_rx_bufs_policy: ["vrrp_rx_bufs_policy MTU", "vrrp_rx_bufs_policy ADVERT", "vrrp_rx_bufs_policy 4096"],
  random_seed: ["random_seed 7"],
  umask: ["umask 022", "umask IRUSR | IWUSR"],
  persistence_granularity: ["persistence_granularity 255.255.255.0"],
  sorry_server_lvs_method: ["sorry_server_lvs_method NAT"],
  regex: ["regex ^ok$"],
  payload: ["payload 0a0b0c"],
  garp_extra_if: [],
  lvs_method: ["lvs_method NAT"],
  track_bfd: [],
};

function valueFor(argument: KeepalivedArgument, dice: Dice): string | undefined {
  const min = Math.max(argument.min ?? 0, argument.adjust_below ?? Number.NEGATIVE_INFINITY, 0);
  const max = Math.min(argument.max ?? 1000, argument.adjust_above ?? 1000, 1000);
  switch (argument.type) {
    case "uint":
    case "int":
      return String(Math.ceil(min) + dice.below(Math.max(1, Math.floor(max) - Math.ceil(min) + 1)));
    case "decimal":
      return dice.isOneIn(2) ? String(Math.max(1, Math.ceil(min))) : (Math.max(1, Math.ceil(min)) + 0.5).toFixed(1);
    case "bool":
    case "enum":
      return dice.pick(argument.values ?? ["on"]);
    case "ip":
      return `10.9.1.${1 + dice.below(200)}`;
    case "ip4 group":
      return `224.0.0.${20 + dice.below(100)}`;
    case "ip6 group":
      return "ff02::99";
    case "port":
      return String(1 + dice.below(65_535));
    case "email":
    case "string":
      return dice.pick(["lb1", "node-a", "x.example"]);
    case "md5":
      return "0123456789abcdef0123456789abcdef";
    case "int or range":
      return dice.pick(["200", "200-299", "404"]);
    case "dns name":
      return "example.org";
    case "command_line":
      return "/bin/true";
    default:
      return undefined;
  }
}

/** A line of a keyword with values that its arguments take; undefined where the schema does not say enough. */
function lineOf(path: readonly string[], name: string, dice: Dice): string | undefined {
  const written = known[name];
  if (written !== undefined) return written.length === 0 ? undefined : dice.pick(written);
  const [line] = keepalivedLines([...path, name].join("/"), "2.2.7");
  const words = [name];
  for (const argument of line?.args ?? []) {
    if (argument.optional === true && dice.isOneIn(2)) break;
    const value = valueFor(argument, dice);
    if (value === undefined) return argument.optional === true ? words.join(" ") : undefined;
    words.push(value);
  }
  return words.join(" ");
}

/** Some of the plain keywords of a block, each at most once. */
function someLines(path: readonly string[], dice: Dice, most: number): string[] {
  const keywords = (keepalivedBlock(path, "2.2.7")?.keywords ?? []).filter(
    ({ name, block, deprecated }) => block === "none" && !deprecated && !left.test(name),
  );
  if (keywords.length === 0) return [];
  const names = new Set(Array.from({ length: dice.below(most + 1) }, () => dice.pick(keywords).name));
  return [...names].flatMap((name) => lineOf(path, name, dice) ?? []);
}

function block(head: string, lines: readonly string[]): string[] {
  return [`${head} {`, ...lines.map((line) => `    ${line}`), "}"];
}

/** Some options of an entry, each kind at most once; a kind is the words up to the value. */
function someOptions(options: readonly string[], dice: Dice, most: number): string[] {
  const chosen = new Map<string, string>();
  for (let left = dice.below(most + 1); left > 0; left--) {
    const option = dice.pick(options);
    chosen.set(option.split(" ")[0] ?? "", option);
  }
  return [...chosen.values()];
}

function addressEntry(number: number, dice: Dice): string {
  const options = [
    "dev eth0",
    "scope link",
    "scope 253",
    "brd +",
    "brd -",
    "brd 10.9.0.255",
    `label eth0:${number}`,
    "home",
    "-nodad",
    "mngtmpaddr",
    "autojoin",
    "no_track",
    "noprefixroute",
    "preferred_lft 60",
    "preferred_lft forever",
  ];
  const chosen = someOptions(options, dice, 3);
  if (dice.isOneIn(8)) return `10.9.0.${number} peer 10.9.7.${number} dev eth0`;
  return [`10.9.0.${number}/24`, ...chosen].join(" ");
}

const routeOptions = [
  "dev eth0",
  "metric 10",
  "mtu 1400",
  "mtu lock 1400",
  "table 100",
  "table main",
  "scope link",
  "scope 0xfd",
  "onlink",
  "advmss lock 1300",
  "hoplimit 64",
  "rtt 300ms",
  "rttvar lock 1.5s",
  "rto_min 250ms",
  "reordering 3",
  "window 50000",
  "cwnd lock 10",
  "ssthresh 7",
  "initcwnd 10",
  "initrwnd 20",
  "features ecn",
  "quickack 1",
  "fastopen_no_cookie 0",
  "congctl lock cubic",
  "ttl-propagate enabled",
  "tos 0x10",
  "realms 5/6",
  "src 10.9.0.1",
  "encap ip id 5 dst 10.9.0.77 ttl 9",
  "encap mpls 100/200",
  "encap ila 1:2:3:4",
  "protocol static",
  "no_track",
  "append",
];

function routeEntry(dice: Dice): string {
  const more = someOptions(routeOptions, dice, 4);
  const destination = `10.${20 + dice.below(50)}.0.0/16`;
  switch (dice.below(6)) {
    case 0:
      return [
        "fd01::/64",
        "via fd00::254",
        ...someOptions(["dev eth0", "pref low", "expires 60", "src fd00::1"], dice, 3),
      ].join(" ");
    case 1:
      return [dice.pick(["blackhole", "unreachable", "prohibit", "throw"]), destination, "no_track"].join(" ");
    case 2:
      return [destination, ...more, "nexthop via 10.9.0.1 weight 2", "nexthop via 10.9.0.2 dev eth0 onlink"].join(" ");
    case 3:
      return ["default", "via 10.9.0.254", ...more].join(" ");
    default:
      return [destination, "via 10.9.0.254", ...more].join(" ");
  }
}

function ruleEntry(dice: Dice): string {
  const preference = 1 + dice.below(1000);
  const selectors = [
    "from 10.9.0.0/24",
    "to 10.8.0.0/16",
    "iif eth0",
    "oif eth1",
    "fwmark 7/0xff",
    "fwmark 0x10",
    "tos 0x10",
    "uidrange 1000-1999",
    "ipproto 6",
    "sport 80-90",
    "dport 443-443",
    "tunnel-id 5",
    "not",
    "no_track",
    "protocol 18",
  ];
  const actions = [
    "table 100",
    "lookup 200 suppress_prefixlength 0",
    "table main realms 3",
    "l3mdev",
    "blackhole",
    "type prohibit",
    "unreachable",
    "nop",
    `goto ${preference + 1}`,
  ];
  const rank = `${dice.pick(["priority", "preference", "order"])} ${preference}`;
  return [...someOptions(selectors, dice, 3), dice.pick(actions), rank].join(" ");
}

/** What a real server is checked by; `files` and `sessions` are the names of what the text defines above. */
function checker(dice: Dice, files: readonly string[], sessions: readonly string[]): string[] {
  const names = [
    "TCP_CHECK",
    "HTTP_GET",
    "SSL_GET",
    "DNS_CHECK",
    "PING_CHECK",
    "UDP_CHECK",
    "SMTP_CHECK",
    "MISC_CHECK",
  ];
  const name = dice.pick([
    ...names,
    ...(files.length > 0 ? ["FILE_CHECK"] : []),
    ...(sessions.length > 0 ? ["BFD_CHECK"] : []),
  ]);
  const path = ["virtual_server", "real_server", name];
  const lines = someLines(path, dice, 5);
  switch (name) {
    case "HTTP_GET":
    case "SSL_GET":
      return block(name, [...block("url", ["path /health", ...someLines([...path, "url"], dice, 2)]), ...lines]);
    case "MISC_CHECK":
      return block(name, ["misc_path /bin/true", ...lines]);
    case "FILE_CHECK":
      return block(name, [`track_file ${dice.pick(files)}`, ...lines]);
    case "BFD_CHECK":
      return block(name, [`name ${dice.pick(sessions)}`, ...lines]);
    case "SMTP_CHECK":
      return block(name, [...lines, ...(dice.isOneIn(2) ? block("host", someLines([...path, "host"], dice, 4)) : [])]);
    default:
      return block(name, lines);
  }
}

/** Names of what can be tracked, by the keyword of the block that tracks it. */
interface Trackable {
  readonly script: readonly string[];
  readonly file: readonly string[];
  readonly process: readonly string[];
  readonly bfd: readonly string[];
}

function trackers(dice: Dice, { script, file, process, bfd }: Trackable): string[] {
  const weight = (): string =>
    dice.isOneIn(2) ? ` weight ${dice.below(100) - 50}${dice.isOneIn(3) ? " reverse" : ""}` : "";
  const one = (keyword: string, names: readonly string[]): string[] =>
    names.length > 0 && dice.isOneIn(2) ? block(keyword, [`${dice.pick(names)}${weight()}`]) : [];
  return [
    ...one("track_script", script),
    ...one("track_file", file),
    ...one("track_process", process),
    ...one("track_bfd", bfd),
    ...(dice.isOneIn(3) ? block("track_interface", [`eth2${weight()}`]) : []),
  ];
}

function instance(number: number, dice: Dice, trackable: Trackable): string[] {
  const lines = [
    ...(dice.isOneIn(2) ? ["state BACKUP"] : []),
    `interface ${dice.pick(["eth0", "eth1"])}`,
    `virtual_router_id ${10 * number + dice.below(10)}`,
    `priority ${1 + dice.below(254)}`,
    ...(dice.isOneIn(2) ? [`advert_int ${1 + dice.below(5)}`] : []),
    ...someLines(["vrrp_instance"], dice, 5),
    ...(dice.isOneIn(2) ? block("authentication", ["auth_type PASS", "auth_pass secret"]) : []),
    ...(dice.isOneIn(3)
      ? ["unicast_src_ip 10.9.0.1", ...block("unicast_peer", ["10.9.0.2", "10.9.0.3 min_ttl 1 max_ttl 64"])]
      : []),
    ...(dice.isOneIn(6) ? ["mcast_src_ip 10.9.0.1", "mcast_dst_ip 224.0.0.19"] : []),
    ...block("virtual_ipaddress", [
      addressEntry(100 + number, dice),
      ...(dice.isOneIn(2) ? [addressEntry(110 + number, dice)] : []),
    ]),
    ...(dice.isOneIn(4) ? block("virtual_ipaddress_excluded", [addressEntry(120 + number, dice), "fd00::7/64"]) : []),
    ...(dice.isOneIn(4) ? block("virtual_routes", [routeEntry(dice)]) : []),
    ...(dice.isOneIn(4) ? block("virtual_rules", [ruleEntry(dice)]) : []),
    ...trackers(dice, trackable),
  ];
  return block(`vrrp_instance VI_${number}`, lines);
}

/** Names of as many things as the dice say. */
function names(prefix: string, below: number, dice: Dice): string[] {
  return Array.from({ length: dice.below(below) }, (_, index) => `${prefix}_${index}`);
}

function definitions({ script, file, process, bfd }: Trackable, dice: Dice): string[] {
  return [
    ...script.flatMap((name) =>
      block(`vrrp_script ${name}`, ["script /bin/true", "interval 2", ...someLines(["vrrp_script"], dice, 3)]),
    ),
    ...file.flatMap((name, index) =>
      block(`${index === 0 ? "track_file" : "vrrp_track_file"} ${name}`, [
        "file /tmp/state",
        ...someLines(["track_file"], dice, 2).filter((line) => !line.startsWith("init_file")),
      ]),
    ),
    ...process.flatMap((name) =>
      block(`vrrp_track_process ${name}`, ["process haproxy", ...someLines(["vrrp_track_process"], dice, 3)]),
    ),
    ...bfd.flatMap((name, index) =>
      block(`bfd_instance ${name}`, [`neighbor_ip 10.9.0.${2 + index}`, ...someLines(["bfd_instance"], dice, 4)]),
    ),
  ];
}

/** Blocks that stand beside the instances. */
function otherBlocks(dice: Dice): string[] {
  return [
    ...(dice.isOneIn(4) ? block("static_ipaddress", [addressEntry(130, dice)]) : []),
    ...(dice.isOneIn(4) ? block("static_routes", [routeEntry(dice)]) : []),
    ...(dice.isOneIn(4) ? block("static_rules", [ruleEntry(dice)]) : []),
    ...(dice.isOneIn(6)
      ? block("garp_group", ["garp_interval 0.5", "gna_interval 0.5", ...block("interfaces", ["eth0", "eth1"])])
      : []),
    ...(dice.isOneIn(6) ? block("interface_up_down_delays", ["eth0 2 3"]) : []),
    ...(dice.isOneIn(6) ? block("linkbeat_interfaces", ["eth2"]) : []),
    ...(dice.isOneIn(8)
      ? block("SSL", ["password secret", "ca /tmp/ca.pem", "certificate /tmp/c.pem", "key /tmp/k.pem"])
      : []),
  ];
}

function syncGroup(dice: Dice, trackable: Trackable): string[] {
  return block("vrrp_sync_group G1", [
    ...block("group", ["VI_1", "VI_2"]),
    "sync_group_tracking_weight",
    ...someLines(["vrrp_sync_group"], dice, 3).filter((line) => line !== "global_tracking"),
    ...trackers(dice, trackable),
  ]);
}

function virtualServer(index: number, dice: Dice, { file, bfd }: Trackable): string[] {
  const hasSorry = dice.isOneIn(3);
  const lines = someLines(["virtual_server"], dice, 4).filter(
    (line) => !/^(?:sorry_server|persistence_)/.test(line) && !(line === "ops" || line.startsWith("quorum ")),
  );
  return block(
    dice.isOneIn(4)
      ? "virtual_server group GROUP"
      : dice.isOneIn(5)
        ? `virtual_server fwmark ${index + 7}`
        : `virtual_server 10.9.0.${50 + index} 80`,
    [
      `lb_algo ${dice.pick(["rr", "wrr", "lc", "wlc", "sh", "mh"])}`,
      "lb_kind NAT",
      "protocol TCP",
      ...lines,
      ...(dice.isOneIn(3)
        ? ["persistence_timeout 50", ...(dice.isOneIn(2) ? ["persistence_granularity 255.255.255.0"] : [])]
        : []),
      ...(hasSorry ? ["sorry_server 10.9.0.90 80", ...(dice.isOneIn(2) ? ["sorry_server_inhibit"] : [])] : []),
      ...block(`real_server 10.9.0.${60 + index} 8080`, [
        "weight 1",
        ...someLines(["virtual_server", "real_server"], dice, 3),
        ...checker(dice, file, bfd),
      ]),
    ],
  );
}

/** A keepalived.conf that keepalived takes, written from what the schema says; indented, one statement a line. */
export function rightText(dice: Dice): string {
  const trackable: Trackable = {
    script: names("chk", 3, dice),
    file: names("file", 3, dice),
    process: names("proc", 2, dice),
    bfd: names("bfd", 2, dice),
  };
  const instances = 1 + dice.below(3);
  const servers = Array.from({ length: dice.below(3) }, (_, index) => virtualServer(index, dice, trackable)).flat();
  const needsGroup = servers.some((line) => line.includes("group GROUP"));
  return `${[
    ...block("global_defs", [
      "script_user root",
      "enable_script_security",
      ...someLines(["global_defs"], dice, 6),
      ...(dice.isOneIn(5) ? block("notification_email", ["admin@example.org"]) : []),
    ]),
    ...definitions(trackable, dice),
    ...otherBlocks(dice),
    ...Array.from({ length: instances }, (_, index) => instance(index + 1, dice, trackable)).flat(),
    ...(instances > 1 && dice.isOneIn(3) ? syncGroup(dice, trackable) : []),
    ...(needsGroup ? block("virtual_server_group GROUP", ["10.9.0.40 80", "10.9.0.41-43 80", "fwmark 9"]) : []),
    ...servers,
  ].join("\n")}\n`;
}

/** The schema paths that some texts reach, and all that there are. */
export function reachOf(texts: Iterable<string>): {
  readonly reached: number;
  readonly all: number;
  readonly left: readonly string[];
} {
  const all = new Map<string, KeepalivedKeyword>();
  const collect = (path: readonly string[]): void => {
    for (const keyword of keepalivedBlock(path, "2.2.7")?.keywords ?? []) {
      const own = [...path, keyword.name];
      if (all.has(own.join("/"))) continue;
      all.set(own.join("/"), keyword);
      if (keyword.block === "keywords") collect(own);
    }
  };
  collect([]);
  const reached = new Set<string>();
  const walk = (statements: readonly KeepalivedStatement[], path: readonly string[]): void => {
    for (const { words, block: inner } of statements) {
      const own = [...path, words[0]?.value ?? ""];
      const keyword = all.get(own.join("/"));
      if (keyword === undefined) continue;
      reached.add(own.join("/"));
      if (inner !== undefined && keyword.block === "keywords") walk(inner.statements, own);
    }
  };
  for (const text of texts) for (const { statements } of parseKeepalived(text).sections) walk(statements, []);
  return { reached: reached.size, all: all.size, left: [...all.keys()].filter((path) => !reached.has(path)) };
}

const replacements = ["abc", "-1", "0", "70000", "1.5", "10.9.0.300", "maybe", "on", "fd00::1", "eth0"];

function changed(word: string, dice: Dice): string {
  const at = dice.below(word.length);
  return dice.isOneIn(2) ? word.slice(0, at) + word.slice(at + 1) : `${word.slice(0, at)}q${word.slice(at)}`;
}

/** The text with one slip: a word dropped, swapped with the next one, misspelt or replaced. */
export function withSlip(text: string, dice: Dice): string {
  const lines = text.split("\n");
  const candidates = lines.flatMap((line, index) => (/\w/.test(line) ? [index] : []));
  const index = dice.pick(candidates);
  const indent = /^ */.exec(lines[index] ?? "")?.[0] ?? "";
  const words = (lines[index] ?? "").trim().split(" ");
  const at = dice.below(words.length);
  const word = words[at] ?? "";
  switch (dice.below(4)) {
    case 0:
      words.splice(at, 1);
      break;
    case 1: {
      const next = words[at + 1];
      if (next !== undefined) words.splice(at, 2, next, word);
      break;
    }
    case 2:
      if (/\w/.test(word)) words[at] = changed(word, dice);
      break;
    default:
      if (/\w/.test(word)) words[at] = dice.pick(replacements);
  }
  lines[index] = indent + words.join(" ");
  return lines.join("\n");
}

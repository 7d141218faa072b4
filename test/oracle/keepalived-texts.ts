import { keepalivedLines } from "../../server/src/schema/keepalived/arguments.ts";
import { keepalivedBlock } from "../../server/src/schema/keepalived/index.ts";
import type { KeepalivedArgument } from "../../server/src/schema/keepalived/types.ts";

/** Numbers without end that are the same for the same seed. */
export class Dice {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
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

/** Keywords whose effect is outside of the text, or on all that follows. */
const left =
  /^(?:config_save_dir|tmp_config_directory|.*_cpu_affinity|startup_script|shutdown_script|script_user|user|.*notify_fifo(?:_script)?|use_ipvlan|use_vmac|vrf|native_ipv6|umask|include_check|vrrp_ipsets|vrrp_iptables|lvs_sync_daemon(?:_interface)?|disable_local_igmp|random_seed|version|vrrp_version|vrrp_strict|strict_mode|interface|interfaces|virtual_router_id|script|file|misc_path|mcast_.*|unicast_.*|auth_type|auth_pass|neighbou?r_ip|source_ip|path|url|track_file|sorry_server_.*|lvs_sched|lb_algo|lb_kind|ip_family|persistence_granularity|timer_expired_backup|min_reply_length|max_reply_length|bindto|connect_ip|default_interface|dynamic_interfaces|checker|unicast_ttl|idle_tx|min_rx|min_tx|max_hops|hoplimit|ttl|smtp_server|bind_if|quorum_max)$/;

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

function addressEntry(number: number, dice: Dice): string {
  const options = [
    "dev eth0",
    "scope link",
    "brd +",
    "brd 10.9.0.255",
    `label eth0:${number}`,
    "no_track",
    "noprefixroute",
    "preferred_lft 60",
    "preferred_lft forever",
  ];
  const chosen = new Set(Array.from({ length: dice.below(3) }, () => dice.pick(options)));
  const kinds = [...chosen].map((option) => option.split(" ")[0]);
  return [`10.9.0.${number}/24`, ...(new Set(kinds).size < kinds.length ? [] : chosen)].join(" ");
}

function routeEntry(dice: Dice): string {
  const options = [
    "dev eth0",
    "metric 10",
    "mtu 1400",
    "mtu lock 1400",
    "table 100",
    "scope link",
    "onlink",
    "advmss 1300",
  ];
  const more = new Set(Array.from({ length: dice.below(3) }, () => dice.pick(options)));
  return [`10.${20 + dice.below(50)}.0.0/16`, "via 10.9.0.254", ...more].join(" ");
}

function ruleEntry(dice: Dice): string {
  const action = dice.pick(["table 100", "lookup 200", "blackhole", "prohibit", "unreachable"]);
  const from = dice.pick(["from 10.9.0.0/24", "to 10.8.0.0/16", "iif eth0", "fwmark 7/0xff"]);
  return `${from} ${action} priority ${1 + dice.below(1000)}`;
}

function checker(dice: Dice): string[] {
  const name = dice.pick(["TCP_CHECK", "HTTP_GET", "SSL_GET", "DNS_CHECK", "PING_CHECK", "UDP_CHECK", "SMTP_CHECK"]);
  const path = ["virtual_server", "real_server", name];
  const url = block("url", ["path /health", ...someLines([...path, "url"], dice, 2)]);
  const lines = someLines(path, dice, 4);
  return block(name, name.endsWith("_GET") ? [...url, ...lines] : lines);
}

function instance(number: number, dice: Dice, scripts: readonly string[]): string[] {
  const lines = [
    ...(dice.isOneIn(2) ? ["state BACKUP"] : []),
    `interface ${dice.pick(["eth0", "eth1"])}`,
    `virtual_router_id ${10 * number + dice.below(10)}`,
    `priority ${1 + dice.below(254)}`,
    ...(dice.isOneIn(2) ? [`advert_int ${1 + dice.below(5)}`] : []),
    ...someLines(["vrrp_instance"], dice, 4),
    ...(dice.isOneIn(2) ? block("authentication", ["auth_type PASS", "auth_pass secret"]) : []),
    ...(dice.isOneIn(3)
      ? ["unicast_src_ip 10.9.0.1", ...block("unicast_peer", ["10.9.0.2", "10.9.0.3 min_ttl 1 max_ttl 64"])]
      : []),
    ...block("virtual_ipaddress", [
      addressEntry(100 + number, dice),
      ...(dice.isOneIn(2) ? [addressEntry(110 + number, dice)] : []),
    ]),
    ...(dice.isOneIn(4) ? block("virtual_routes", [routeEntry(dice)]) : []),
    ...(dice.isOneIn(4) ? block("virtual_rules", [ruleEntry(dice)]) : []),
    ...(dice.isOneIn(3) ? block("track_interface", [`eth2${dice.isOneIn(2) ? " weight -20" : ""}`]) : []),
    ...(scripts.length > 0
      ? block("track_script", [`${dice.pick(scripts)}${dice.isOneIn(2) ? " weight 10 reverse" : ""}`])
      : []),
  ];
  return block(`vrrp_instance VI_${number}`, lines);
}

/** A keepalived.conf that keepalived takes, written from what the schema says; indented, one statement a line. */
export function rightText(dice: Dice): string {
  const scripts = Array.from({ length: dice.below(3) }, (_, index) => `chk_${index}`);
  const instances = 1 + dice.below(3);
  const servers = dice.below(3);
  return `${[
    ...block("global_defs", ["script_user root", "enable_script_security", ...someLines(["global_defs"], dice, 6)]),
    ...scripts.flatMap((name) =>
      block(`vrrp_script ${name}`, ["script /bin/true", "interval 2", ...someLines(["vrrp_script"], dice, 3)]),
    ),
    ...(dice.isOneIn(3)
      ? block("bfd_instance B1", ["neighbor_ip 10.9.0.2", ...someLines(["bfd_instance"], dice, 3)])
      : []),
    ...Array.from({ length: instances }, (_, index) => instance(index + 1, dice, scripts)).flat(),
    ...(instances > 1 && dice.isOneIn(3)
      ? block("vrrp_sync_group G1", [...block("group", ["VI_1", "VI_2"]), "sync_group_tracking_weight"])
      : []),
    ...Array.from({ length: servers }, (_, index) =>
      block(`virtual_server 10.9.0.${50 + index} 80`, [
        "lb_algo rr",
        "lb_kind NAT",
        "protocol TCP",
        ...someLines(["virtual_server"], dice, 3),
        ...block(`real_server 10.9.0.${60 + index} 8080`, [
          "weight 1",
          ...someLines(["virtual_server", "real_server"], dice, 3),
          ...checker(dice),
        ]),
      ]),
    ).flat(),
  ].join("\n")}\n`;
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

import { message } from "../rules/finding.ts";
import { familyOf } from "../schema/keepalived/addresses.ts";
import { tunnelOptions } from "../schema/keepalived/encapsulation.ts";
import { entryFaults } from "../schema/keepalived/entries.ts";
import { keepalivedValueSyntax } from "../schema/keepalived/explain.ts";
import { entryNaming } from "../schema/keepalived/naming.ts";
import { knowsOption } from "../schema/keepalived/releases.ts";
import { type KeepalivedPlace, knownKeepalivedNames } from "./keepalived-names.ts";
import { meaningOfOption } from "./keepalived-words.ts";

/** Words of entries that stand alone. */
const flags: ReadonlySet<string> = new Set([
  "home",
  "-nodad",
  "mngtmpaddr",
  "noprefixroute",
  "autojoin",
  "no_track",
  "use_vmac",
  "onlink",
  "inet",
  "inet6",
  "not",
  "l3mdev",
  "nop",
  "blackhole",
  "prohibit",
  "unreachable",
  "add",
  "prepend",
  "append",
  "nexthop",
  "type",
  "reverse",
  "noreverse",
]);

/** Whether an option of an entry stands alone; a value stands behind each other one. */
export function isEntryFlag(option: string): boolean {
  return flags.has(option);
}

const scopes = ["global", "link", "host", "site", "nowhere"];
const tables = ["main", "local", "default"];
const lockable = ["lock"];

/** What may stand behind an option of an entry, by the option. */
const values: Readonly<Record<string, readonly string[]>> = {
  scope: scopes,
  brd: ["+", "-"],
  broadcast: ["+", "-"],
  preferred_lft: ["forever"],
  table: tables,
  lookup: tables,
  pref: ["low", "medium", "high"],
  "ttl-propagate": ["enabled", "disabled"],
  encap: ["ip", "ip6", "mpls", "ila"],
  features: ["ecn"],
  quickack: ["0", "1"],
  fastopen_no_cookie: ["0", "1"],
  mtu: lockable,
  advmss: lockable,
  rtt: lockable,
  rttvar: lockable,
  reordering: lockable,
  cwnd: lockable,
  ssthresh: lockable,
  rto_min: lockable,
  congctl: ["lock", "cubic", "bbr", "reno"],
  ipproto: ["tcp", "udp", "icmp", "ipv6-icmp", "sctp"],
  suppress_ifgroup: ["default"],
  sup_group: ["default"],
};

/** Options that mean the same. */
const synonyms: Readonly<Record<string, string>> = {
  broadcast: "brd",
  oif: "dev",
  iif: "dev",
  dsfield: "tos",
  metric: "priority",
  preference: "priority",
  order: "priority",
  lookup: "table",
  sup_pl: "suppress_prefixlength",
  sup_group: "suppress_ifgroup",
};

const order: Readonly<Record<string, readonly string[]>> = {
  ipaddress: ["dev", "label", "scope", "brd", "peer", "noprefixroute", "no_track"],
  route: ["via", "dev", "src", "table", "metric", "scope", "no_track"],
  rule: ["from", "to", "table", "priority", "iif", "fwmark", "no_track"],
};

/** The actions of a rule, of which it has one. */
const actions = ["table", "lookup", "goto", "nop", "l3mdev", "blackhole", "prohibit", "unreachable"];

/** Proposes what may stand in an entry of a block of values. */
export function addEntryWords(place: KeepalivedPlace, syntax: string): void {
  const { before, proposals } = place;
  const { kind, isEvery, options } = (Object.hasOwn(entryNaming, syntax) ? entryNaming[syntax] : undefined) ?? {};
  if (kind !== undefined && (before.length === 0 || isEvery === true)) {
    const given = givenEntries(place, isEvery === true);
    const names = knownKeepalivedNames(place, kind).filter((name) => !given.has(name));
    proposals.orderBy(names);
    proposals.addAll("reference", names, { detail: kind });
    return;
  }
  const last = before[before.length - 1] ?? "";
  const isBehindOption = before.length > 1 || syntax === "rule";
  const named = isBehindOption ? options?.[last] : undefined;
  if (named !== undefined) {
    proposals.addAll("reference", knownKeepalivedNames(place, named), { detail: named });
    return;
  }
  if (isBehindOption && Object.hasOwn(values, last)) {
    const known = values[last] ?? [];
    proposals.orderBy(known);
    proposals.addAll("value", known);
    return;
  }
  addOptions(place, syntax);
}

/** The entries that the block has already, the one at the cursor aside. */
function givenEntries({ statements, current }: KeepalivedPlace, isEvery: boolean): ReadonlySet<string> {
  const given = new Set<string>();
  for (const { words } of statements) {
    for (const { value, start } of isEvery ? words : words.slice(0, 1)) if (start !== current) given.add(value);
  }
  return given;
}

/** The words that the options of an entry begin with. */
function optionWords(syntax: string): readonly string[] {
  const line = keepalivedValueSyntax(syntax);
  const options = line?.["options"];
  if (Array.isArray(options)) return options.filter((word): word is string => typeof word === "string");
  if (typeof options === "object" && options !== null) return Object.keys(options).flatMap((names) => names.split("|"));
  const text = line?.["line"];
  // `<name> [weight <-253..253> [reverse]]` has two.
  return typeof text === "string" && text.includes("<")
    ? (text.replace(/<[^>]*>/g, " ").match(/[a-zA-Z_]{3,}/g) ?? [])
    : [];
}

/** Blocks whose entries are free texts. */
const freeEntries: ReadonlySet<string> = new Set([
  "words",
  "interfaces",
  "email addresses",
  "virtual_server_group_entry",
]);

/** The words of which each stands at most once: behind `nexthop` all that it has count anew. */
function ownOptions({ before }: KeepalivedPlace, syntax: string): readonly string[] {
  if (syntax === "rule") return before;
  // The first word is what the options belong to; a rule has none.
  return before.slice(syntax === "route" ? Math.max(1, before.lastIndexOf("nexthop") + 1) : 1);
}

/** The options of a tunnel, where one is being written. */
function wordsOfTunnel(before: readonly string[]): readonly string[] {
  const type = before[before.lastIndexOf("encap") + 1];
  if (!before.includes("encap") || (type !== "ip" && type !== "ip6")) return [];
  return tunnelOptions[type === "ip" ? 4 : 6];
}

function addOptions(place: KeepalivedPlace, syntax: string): void {
  const { before, proposals } = place;
  if (before.length === 0) addFirstWord(place, syntax);
  if (syntax === "virtual_server_group_entry" && before.length === 2 && before[0] === "fwmark")
    proposals.addAll("value", ["inet", "inet6"]);
  if (freeEntries.has(syntax) || (before.length === 0 && syntax !== "rule")) return;
  const ofTunnel = syntax === "route" ? wordsOfTunnel(before) : [];
  const more = syntax === "rule" ? actions : ofTunnel;
  const words = [...new Set([...optionWords(syntax), ...more])].filter((word) =>
    knowsOption(syntax, word, place.version),
  );
  const last = before[before.length - 1] ?? "";
  const options = ownOptions(place, syntax);
  if (options.length > 0 && (last === "lock" || (words.includes(last) && !flags.has(last)))) return;
  const given = new Set(options.flatMap((word) => [word, synonyms[word] ?? word]));
  proposals.orderBy([...new Set([...ofTunnel, ...(order[syntax] ?? words)])]);
  for (const word of words) {
    if (given.has(synonyms[word] ?? word) || word === last) continue;
    if (!optionFits(place, syntax, word, given) || !isTaken(place, syntax, word)) continue;
    const detail = meaningOfOption(syntax, word);
    proposals.add("keyword", word, detail === undefined ? {} : { detail });
  }
}

/** Whether keepalived has nothing more to say of an entry for a word behind those that it has, whatever follows. */
function isTaken({ path, before, version }: KeepalivedPlace, syntax: string, word: string): boolean {
  const faultsOf = (words: readonly string[]): number =>
    entryFaults(path[path.length - 1] ?? "", syntax, [...words, undefined, undefined], version).length;
  return faultsOf([...before, word]) <= faultsOf(before);
}

function addFirstWord({ proposals }: KeepalivedPlace, syntax: string): void {
  if (syntax === "virtual_server_group_entry") proposals.add("keyword", "fwmark", { detail: "fwmark <mark>" });
  if (syntax !== "route") return;
  proposals.add("value", "default", { detail: message("all addresses"), sortText: "0" });
  const types = keepalivedValueSyntax(syntax)?.["types"];
  for (const type of Array.isArray(types) ? types.map(String) : []) {
    const detail = meaningOfOption(syntax, type);
    proposals.add("keyword", type, detail === undefined ? {} : { detail });
  }
}

/** Whether an option may stand beside those that an entry has. */
function optionFits(
  { path, before }: KeepalivedPlace,
  syntax: string,
  word: string,
  given: ReadonlySet<string>,
): boolean {
  const isStatic = path[0]?.startsWith("static_") === true;
  // The destination stands there already; only one of IPv6 has a source.
  if (syntax === "route" && word === "to") return false;
  if (syntax === "route" && word === "from") return before.some((one) => one.includes(":"));
  if (syntax === "rule") return ruleOptionFits(word, given, isStatic);
  if (word === "track_group") return isStatic;
  if (word === "use_vmac") return !isStatic && given.has("dev");
  if (syntax === "ipaddress") return addressOptionFits(word, before[0] ?? "");
  return !syntax.startsWith("track_") || trackerWordFits(word, before);
}

/** Options of a rule that work with a table only, and the actions that lead to one. */
const forTables = ["realms", "suppress_prefixlength", "sup_pl", "suppress_ifgroup", "sup_group"];
const tableActions = ["table", "lookup", "l3mdev"];

/** Whether an option of a rule goes with those that it has: there is one action, and some options are for tables only. */
function ruleOptionFits(word: string, given: ReadonlySet<string>, isStatic: boolean): boolean {
  const action = actions.find((one) => given.has(one));
  if (forTables.includes(word)) return action === undefined || tableActions.includes(action);
  if (word === "track_group") return isStatic;
  if (word !== "type" && !actions.includes(word)) return true;
  const needsTable = forTables.some((option) => given.has(option));
  return action === undefined && (!needsTable || tableActions.includes(word));
}

/** The second word of a tracker's line is its weight; only behind that comes the direction. */
function trackerWordFits(word: string, before: readonly string[]): boolean {
  if (word === "weight") return before.length === 1;
  return before.length === 3 && before[1] === "weight";
}

const forIpv4 = ["brd", "broadcast", "label", "scope"];
const forIpv6 = ["home", "-nodad", "mngtmpaddr"];

/** Whether an option is for an address of this family and prefix length. */
function addressOptionFits(word: string, address: string): boolean {
  const isHost = !address.includes("/") || /\/(?:32|128)$/.test(address);
  if (word === "peer") return isHost;
  return familyOf(address) === 6 ? !forIpv4.includes(word) : !forIpv6.includes(word);
}

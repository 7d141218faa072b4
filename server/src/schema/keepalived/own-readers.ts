import { familyOf, isAddress, isMulticast, withoutRange } from "./addresses.ts";
import type { KeepalivedLine } from "./arguments.ts";
import { type KeepalivedFault, type KeepalivedWords, refused, tolerated } from "./faults.ts";
import { type NumberRange, numberFault } from "./numbers.ts";

/** Reads the words of one line as the releases do for which `line` stands. */
type LineReader = (words: KeepalivedWords, line: Pick<KeepalivedLine, "isOlder">) => readonly KeepalivedFault[];

const badAddress = { kind: "address", family: undefined, isMulticast: false } as const;

function checkNumberAt(words: KeepalivedWords, at: number, range: NumberRange): KeepalivedFault[] {
  if (at >= words.length) return [refused(at, { kind: "missing", stops: false })];
  const text = words[at];
  const fault = text === undefined ? undefined : numberFault(text, range);
  return fault === undefined ? [] : [refused(at, fault)];
}

/** A port; one of nothing but zeros is none. */
export function checkPortAt(words: KeepalivedWords, at: number): KeepalivedFault[] {
  const text = words[at];
  if (text === undefined || /^0+$/.test(text)) return [];
  return checkNumberAt(words, at, { type: "uint", min: 1, max: 65_535 });
}

/** Pairs of a name and a number. */
function numberPairs(ranges: Readonly<Record<string, NumberRange>>): LineReader {
  return (words) => {
    const faults: KeepalivedFault[] = [];
    if (words.length < 3) return [refused(words.length, { kind: "missing", stops: false })];
    for (let at = 1; at < words.length; at++) {
      const name = words[at];
      if (name === undefined) return faults;
      const range = Object.hasOwn(ranges, name) ? ranges[name] : undefined;
      if (range === undefined) {
        faults.push(refused(at, { kind: "choice", values: Object.keys(ranges) }));
        continue;
      }
      faults.push(...checkNumberAt(words, at + 1, range));
      at++;
    }
    return faults;
  };
}

const syncDaemonNumbers: Readonly<Record<string, NumberRange>> = {
  id: { type: "uint", max: 255 },
  maxlen: { type: "uint", min: 1, max: 65_507 },
  port: { type: "uint", min: 1, max: 65_535 },
  ttl: { type: "uint", min: 1, max: 255 },
};

/** Reads the option at a word of `lvs_sync_daemon`; returns its faults and how many words it takes. */
function readSyncOption(words: KeepalivedWords, at: number, name: string): readonly [KeepalivedFault[], number] {
  const range = Object.hasOwn(syncDaemonNumbers, name) ? syncDaemonNumbers[name] : undefined;
  if (range !== undefined) return [checkNumberAt(words, at + 1, range), 2];
  if (name === "inst" || name === "group") {
    const value = words[at + 1];
    if (at + 1 >= words.length) return [[refused(at + 1, { kind: "missing", stops: true })], 2];
    const isGroup = value === undefined || (isAddress(withoutRange(value)) && isMulticast(value));
    return [name === "inst" || isGroup ? [] : [refused(at + 1, { ...badAddress, isMulticast: true })], 2];
  }
  // The oldest form: interface, instance, id.
  if (at === 2) return [[], 1];
  if (at > 3) return [[refused(at, { kind: "option", isFatal: false })], 1];
  const wrong = checkNumberAt(words, at, { type: "uint", max: 255 });
  const old = tolerated(at, { kind: "conflict", reason: "deprecated", isFatal: false });
  return [wrong.length > 0 ? wrong : [old], 1];
}

function readSyncDaemon(words: KeepalivedWords): KeepalivedFault[] {
  if (words.length < 2) return [refused(1, { kind: "missing", stops: false })];
  if ((words[1]?.length ?? 0) > 15) return [refused(1, { kind: "too-long", max: 15, isCut: false })];
  const faults: KeepalivedFault[] = [];
  let hasInstance = false;
  for (let at = 2; at < words.length; ) {
    const name = words[at];
    if (name === undefined) return faults;
    const [found, used] = readSyncOption(words, at, name);
    faults.push(...found);
    // The oldest form has the instance's name alone, in the second place.
    const isName = name === "inst" ? at + 1 < words.length : at === 2 && used === 1;
    if (isName && hasInstance) faults.push(refused(at, { kind: "conflict", reason: "repeated", isFatal: false }));
    hasInstance ||= isName;
    at += used;
  }
  return faults;
}

const forwardingMethods = ["NAT", "DR", "TUN"];
const tunnelTypes = ["ipip", "gue", "gre"];

interface Tunnel {
  readonly type: string;
  readonly hasPort: boolean;
  /** Where the last word of the checksum stands, with the word; undefined where none does. */
  readonly checksum: { readonly at: number; readonly name: string } | undefined;
}

/** What the options of a tunnel say; a fault where one of them is wrong, undefined where one is filled in later. */
function readTunnel(words: KeepalivedWords): Tunnel | KeepalivedFault | undefined {
  let type = "ipip";
  let hasPort = false;
  let checksum: Tunnel["checksum"];
  for (let at = 2; at < words.length; at++) {
    const name = words[at];
    if (name === undefined) return undefined;
    if (["csum", "nocsum", "remcsum"].includes(name)) {
      checksum = { at, name };
      continue;
    }
    if (name !== "type" && name !== "port") return refused(at, { kind: "option", isFatal: false });
    if (at + 1 >= words.length) return refused(at + 1, { kind: "missing", stops: false });
    const value = words[++at];
    if (value === undefined) return undefined;
    if (name === "type") {
      if (!tunnelTypes.includes(value)) return refused(at, { kind: "choice", values: tunnelTypes });
      type = value;
      continue;
    }
    const [wrong] = checkNumberAt(words, at, { type: "uint", min: 1, max: 65_535 });
    if (wrong !== undefined) return wrong;
    hasPort = true;
  }
  return { type, hasPort, checksum };
}

/** The checksums that a type of tunnel does not have. */
const noChecksum: Readonly<Record<string, readonly string[]>> = { ipip: ["csum", "remcsum"], gre: ["remcsum"] };

function readForwarding(words: KeepalivedWords): KeepalivedFault[] {
  if (words.length < 2) return [refused(1, { kind: "missing", stops: true })];
  const [, method] = words;
  if (method === undefined) return [];
  if (!forwardingMethods.includes(method)) return [refused(1, { kind: "choice", values: forwardingMethods })];
  const tunnel = readTunnel(words);
  if (tunnel === undefined) return [];
  if ("severity" in tunnel) return [tunnel];
  const { type, hasPort, checksum } = tunnel;
  if ((type === "gue") !== hasPort) return [refused(1, { kind: "conflict", reason: "port-of-tunnel", isFatal: false })];
  const isRight = checksum === undefined || noChecksum[type]?.includes(checksum.name) !== true;
  return isRight ? [] : [refused(checksum.at, { kind: "conflict", reason: "checksum-of-tunnel", isFatal: false })];
}

const umaskFlags = /^I(?:[RWX](?:USR|GRP|OTH)|RWX[UGO])/;
const olderUmaskFlags = /^I[RWX](?:USR|GRP|OTH)/;

/** The flags of a umask, joined by `|`, in one word or several. */
function readUmaskFlags(words: KeepalivedWords, flags: RegExp): KeepalivedFault[] {
  let isComplete = false;
  for (let at = 1; at < words.length; at++) {
    const bad = [refused(at, { kind: "form", form: "umask" } as const)];
    for (let rest = words[at] ?? ""; rest !== ""; ) {
      const length = isComplete ? (rest.startsWith("|") ? 1 : 0) : (flags.exec(rest)?.[0].length ?? 0);
      if (length === 0) return bad;
      isComplete = !isComplete;
      rest = rest.slice(length);
    }
  }
  return isComplete ? [] : [refused(words.length - 1, { kind: "form", form: "umask" })];
}

/** A number as the C library reads it: decimal, or octal behind a 0, or hexadecimal behind 0x. */
function readAnyBase(text: string): number {
  if (/^0x[\da-f]+$/i.test(text) || /^[1-9]\d*$/.test(text)) return Number(text);
  return /^0[0-7]*$/.test(text) ? Number.parseInt(text, 8) : Number.NaN;
}

function readUmask(words: KeepalivedWords, { isOlder }: Pick<KeepalivedLine, "isOlder">): KeepalivedFault[] {
  if (words.length < 2) return [refused(1, { kind: "missing", stops: true })];
  const [, first] = words;
  if (first === undefined || words.includes(undefined)) return [];
  if (!/^\d/.test(first)) return readUmaskFlags(words, isOlder ? olderUmaskFlags : umaskFlags);
  if (words.length > 2) return [refused(2, { kind: "surplus", isSilent: false })];
  const value = readAnyBase(first);
  return value >= 0 && value <= 0o777 ? [] : [refused(1, { kind: "form", form: "umask" })];
}

/** The command of a script: one without a word is none. */
function readScript(words: KeepalivedWords): KeepalivedFault[] {
  const isEmpty = words.slice(1).every((word) => word !== undefined && /^\s*(?:'')?\s*$/.test(word));
  return isEmpty ? [refused(1, { kind: "missing", stops: false })] : [];
}

/** `all` and a number of seconds, in any order. */
function readGarpInterfaces(min: number): LineReader {
  return (words) => {
    let hasTime = false;
    for (let at = 1; at < words.length; at++) {
      const text = words[at];
      if (text === "all") continue;
      hasTime = true;
      const wrong = checkNumberAt(words, at, { type: "uint", min, max: 86_400, unit: "s" });
      if (wrong.length > 0) return wrong;
    }
    return hasTime ? [] : [refused(words.length, { kind: "missing", stops: false })];
  };
}

/** Five bytes, the last one being the router's id, or six; what stands behind a sixth one and its colon is not read. */
const macAddress = /^[0-9a-fA-F]{1,2}(?::[0-9a-fA-F]{1,2}){4}(?::?$|:[0-9a-fA-F]{1,2}(?:$|:[0-9a-fA-F:]*$))/;
/** The addresses that VRRP itself gives to virtual routers. */
const reservedMac = /^0?0:0?0:5e:0?0:0?[12](?::|$)/i;

function macFault(at: number, text: string): KeepalivedFault | undefined {
  if (!macAddress.test(text)) return refused(at, { kind: "form", form: "mac" });
  if (Number.parseInt(text, 16) % 2 === 1) return refused(at, { kind: "form", form: "mac-multicast" });
  return reservedMac.test(text) ? refused(at, { kind: "form", form: "mac-reserved" }) : undefined;
}

/** What is wrong with the name of an interface that keepalived is to make. */
function newInterfaceFault(at: number, name: string): KeepalivedFault | undefined {
  if (name.length > 15) return refused(at, { kind: "too-long", max: 15, isCut: false });
  return /^\.{1,2}$|[/:\s]/.test(name) ? refused(at, { kind: "form", form: "interface-name" }) : undefined;
}

const second = { kind: "conflict", reason: "second", isFatal: false } as const;

/** What stands before a word of its own in the releases from 2.3 on; to older ones these are names of interfaces. */
const namedOptions = new Set(["name", "group"]);

/** The words of `use_vmac` and `use_ipvlan` that are no named options; a fault where the word of such an option is missing. */
function* virtualWords(
  words: KeepalivedWords,
  end: number,
  isOlder: boolean,
): Iterable<{ readonly at: number; readonly text: string; readonly isName: boolean } | KeepalivedFault> {
  for (let at = 1; at < Math.min(words.length, end); at++) {
    const text = words[at];
    if (text === undefined) return;
    if (isOlder || !namedOptions.has(text)) {
      yield { at, text, isName: false };
      continue;
    }
    at++;
    const value = words[at];
    if (at >= words.length) yield refused(at, { kind: "missing", stops: true });
    else if (text === "name" && value !== undefined) yield { at, text: value, isName: true };
  }
}

function readVmac(words: KeepalivedWords, { isOlder }: Pick<KeepalivedLine, "isOlder">): KeepalivedFault[] {
  const faults: KeepalivedFault[] = [];
  let hasName = false;
  let hasAddress = false;
  // The older releases read two words.
  for (const one of virtualWords(words, isOlder ? 3 : words.length, isOlder)) {
    if ("severity" in one) {
      faults.push(one);
      continue;
    }
    const { at, text } = one;
    if (text === "netlink_notify_msg" && !isOlder) continue;
    const isAddressOfCard = text.includes(":") && !one.isName;
    const wasGiven = isAddressOfCard ? hasAddress : hasName;
    const fault = isAddressOfCard ? macFault(at, text) : newInterfaceFault(at, text);
    if (wasGiven) faults.push(refused(at, second));
    else if (fault !== undefined) faults.push(fault);
    else if (isAddressOfCard) hasAddress = true;
    else hasName = true;
  }
  return faults;
}

const ipvlanTypes = new Set(["bridge", "private", "vepa"]);

function readIpvlan(words: KeepalivedWords, { isOlder }: Pick<KeepalivedLine, "isOlder">): KeepalivedFault[] {
  const faults: KeepalivedFault[] = [];
  const given = new Set<"type" | "address" | "name">();
  for (const one of virtualWords(words, words.length, isOlder)) {
    if ("severity" in one) {
      faults.push(one);
      continue;
    }
    const { at, text, isName } = one;
    const isPlainAddress = !isName && isAddress(withoutRange(text));
    const what = !isName && ipvlanTypes.has(text) ? "type" : isPlainAddress ? "address" : "name";
    if (given.has(what)) faults.push(refused(at, second));
    else if (what === "name" && text.length > 15) faults.push(refused(at, { kind: "too-long", max: 15, isCut: false }));
    else given.add(what);
  }
  return faults;
}

/** How many bytes a key of `auth_hmac` may have. */
const keyBytes = { min: 32, max: 64 };

function keyFault(text: string): boolean {
  // What a file holds is not known here.
  if (text.startsWith("file:")) return false;
  const digits = text.startsWith("hex:") ? text.slice(4).replace(/ /g, "") : undefined;
  if (digits !== undefined && !/^[\da-f]*$/i.test(digits)) return true;
  const count = digits === undefined ? new TextEncoder().encode(text).length : Math.ceil(digits.length / 2);
  return count < keyBytes.min || count > keyBytes.max;
}

function readHmacKey(words: KeepalivedWords): KeepalivedFault[] {
  if (words.length < 3) return [refused(words.length, { kind: "missing", stops: false })];
  const faults = checkNumberAt(words, 1, { type: "uint", min: 1, max: 255 });
  const [, , key] = words;
  if (faults.length === 0 && key !== undefined && keyFault(key))
    faults.push(refused(2, { kind: "form", form: "hmac-key" }));
  return faults;
}

function readHex(digits: RegExp, isOptional: boolean): LineReader {
  return (words) => {
    if (words.length < 2) return isOptional ? [] : [refused(1, { kind: "missing", stops: false })];
    const wrong = words.findIndex((word, at) => at > 0 && word !== undefined && !digits.test(word));
    return wrong < 0 ? [] : [refused(wrong, { kind: "form", form: "hex" })];
  };
}

function readInitFile(words: KeepalivedWords): KeepalivedFault[] {
  return words.flatMap((text, at) => {
    if (at === 0 || text === undefined || text === "overwrite") return [];
    if (!/^\s*[-\d]/.test(text)) return [refused(at, { kind: "choice", values: ["overwrite"] })];
    const fault = numberFault(text, { type: "int" });
    if (fault !== undefined) return [refused(at, fault)];
    const value = Number(text);
    return Math.abs(value) > 254 ? [tolerated(at, { kind: "adjusted", to: value })] : [];
  });
}

/** A size in bytes, or a policy; of a size and a policy, or of both policies, only the first counts. */
function readBuffersPolicy(words: KeepalivedWords): KeepalivedFault[] {
  if (words.length < 2) return [refused(1, { kind: "missing", stops: false })];
  if (words.includes(undefined)) return [];
  const policies = words.map((word) => (/^(?:mtu|advert)$/i.test(word ?? "") ? word?.toLowerCase() : undefined));
  const [, size = ""] = words;
  const fault = numberFault(size, { type: "uint" });
  // Where a size is read, it is the first word, wherever it was to stand.
  const bad = policies.findIndex((policy, at) => at > 0 && policy === undefined && fault !== undefined);
  if (bad > 0) return [refused(bad, { kind: "choice", values: ["MTU", "ADVERT"] })];
  const policy = policies.findIndex((one) => one !== undefined);
  if (fault === undefined)
    return policy < 0 ? [] : [refused(policy, { kind: "conflict", reason: "buffer-size-and-policy", isFatal: false })];
  if (!policies.includes("mtu") || !policies.includes("advert")) return [];
  const advert = policies.indexOf("advert");
  return [refused(advert, { kind: "conflict", reason: "two-buffer-policies", isFatal: false })];
}

/** Words behind the last one that is read of the head of a block, and a range or a prefix length, are passed over in silence. */
function unreadParts(words: KeepalivedWords, end: number): KeepalivedFault[] {
  const [, address] = words;
  const isRange = address !== undefined && withoutRange(address) !== address && isAddress(withoutRange(address));
  const unread = { kind: "conflict", reason: "range-unread", isFatal: false } as const;
  return [
    ...(isRange ? [tolerated(1, unread)] : []),
    ...(words[end] === undefined ? [] : [tolerated(end, { kind: "surplus", isSilent: true })]),
  ];
}

function readVirtualServer(words: KeepalivedWords): KeepalivedFault[] {
  if (words.length < 2) return [refused(1, { kind: "missing", stops: true })];
  const [, address] = words;
  if (address === undefined) return [];
  if (address === "group")
    return words.length < 3 ? [refused(2, { kind: "missing", stops: true })] : unreadParts(words, 3);
  if (address === "fwmark") return [...checkNumberAt(words, 2, { type: "uint" }), ...unreadParts(words, 3)];
  return readServerAddress(words);
}

function readRealServer(words: KeepalivedWords): KeepalivedFault[] {
  return words.length < 2 ? [refused(1, { kind: "missing", stops: true })] : readServerAddress(words);
}

/** An address and a port, which may be absent. */
function readServerAddress(words: KeepalivedWords): KeepalivedFault[] {
  const [, address] = words;
  const wrong = checkPortAt(words, 2);
  if (address !== undefined && !isAddress(withoutRange(address))) return [refused(1, badAddress), ...wrong];
  return [...wrong, ...unreadParts(words, 3)];
}

function readIncludeCheck(words: KeepalivedWords): KeepalivedFault[] {
  const values = ["read", "match", "wildcard_match", "brace_match"];
  return words.flatMap((text, at) => {
    if (at === 0 || text === undefined) return [];
    const isSigned = /^[+-]/.test(text);
    // Only the first word sets what is checked, all others add to it or take from it.
    if (at > 1 && !isSigned) return [refused(at, { kind: "conflict", reason: "needs-sign", isFatal: false })];
    return values.includes(isSigned ? text.slice(1) : text) ? [] : [refused(at, { kind: "choice", values })];
  });
}

function readMulticastGroup6(words: KeepalivedWords): KeepalivedFault[] {
  if (words.length < 2) return [refused(1, { kind: "missing", stops: true })];
  const [, text] = words;
  if (text === undefined) return [];
  const address = withoutRange(text);
  if (!isAddress(address) || familyOf(address) !== 6 || !isMulticast(address))
    return [refused(1, { kind: "address", family: 6, isMulticast: true })];
  const surplus = words[2] === undefined ? [] : [tolerated(2, { kind: "surplus", isSilent: true })];
  const isLinkLocal = /^ff[\da-f]2:/i.test(address);
  return isLinkLocal
    ? surplus
    : [tolerated(1, { kind: "conflict", reason: "not-link-local", isFatal: false }), ...surplus];
}

const timeout: NumberRange = { type: "uint", max: 2_678_400, unit: "s" };

/** Keywords whose words the two probed releases read in different ways, by path with name. */
export const readByAge: ReadonlySet<string> = new Set(["vrrp_instance/use_ipvlan", "vrrp_instance/use_vmac"]);

/** Keywords whose words are no list of single arguments, by path with name. */
export const ownReaders: Readonly<Record<string, LineReader>> = {
  "global_defs/include_check": readIncludeCheck,
  "global_defs/lvs_sync_daemon": readSyncDaemon,
  "global_defs/lvs_timeouts": numberPairs({ tcp: timeout, tcpfin: timeout, udp: timeout }),
  "global_defs/umask": readUmask,
  "global_defs/vrrp_garp_extra_if": readGarpInterfaces(1),
  "global_defs/vrrp_mcast_group6": readMulticastGroup6,
  "global_defs/vrrp_rx_bufs_policy": readBuffersPolicy,
  "global_defs/vrrp_vmac_garp_intvl": readGarpInterfaces(1),
  "track_file/init_file": readInitFile,
  virtual_server: readVirtualServer,
  "virtual_server/lb_kind": readForwarding,
  "virtual_server/lvs_method": readForwarding,
  "virtual_server/real_server": readRealServer,
  "virtual_server/real_server/UDP_CHECK/payload": readHex(/^[0-9a-fA-F]*$/, false),
  "virtual_server/real_server/UDP_CHECK/require_reply": readHex(/^[0-9a-fA-FxX]*$/, true),
  "virtual_server/real_server/lvs_method": readForwarding,
  "virtual_server/sorry_server_lvs_method": readForwarding,
  "vrrp_instance/auth_hmac/key": readHmacKey,
  "vrrp_instance/garp_extra_if": readGarpInterfaces(0),
  "vrrp_instance/use_ipvlan": readIpvlan,
  "vrrp_instance/use_vmac": readVmac,
  "vrrp_instance/vmac_garp_intvl": readGarpInterfaces(0),
  "vrrp_script/script": readScript,
  "vrrp_track_file/init_file": readInitFile,
};

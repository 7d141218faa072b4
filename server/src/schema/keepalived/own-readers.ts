import { isAddress, isMulticast, withoutRange } from "./addresses.ts";
import { type KeepalivedFault, type KeepalivedWords, refused, tolerated } from "./faults.ts";
import { type NumberRange, numberFault } from "./numbers.ts";

/** Reads the words of one line. */
type LineReader = (words: KeepalivedWords) => readonly KeepalivedFault[];

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
  for (let at = 2; at < words.length; ) {
    const name = words[at];
    if (name === undefined) return faults;
    const [found, used] = readSyncOption(words, at, name);
    faults.push(...found);
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

const umaskFlags = /^(?:I[RWX](?:USR|GRP|OTH))(?:\|(?:I[RWX](?:USR|GRP|OTH)))*$/;

function readUmask(words: KeepalivedWords): KeepalivedFault[] {
  if (words.length < 2) return [refused(1, { kind: "missing", stops: true })];
  const rest = words.slice(1);
  if (rest.includes(undefined)) return [];
  const [first = ""] = rest;
  const bad = [refused(1, { kind: "form", form: "umask" } as const)];
  if (/^\d/.test(first)) {
    if (rest.length > 1) return [refused(2, { kind: "surplus", isSilent: false })];
    const value = /^0x[0-9a-f]+$/i.test(first)
      ? Number(first)
      : /^0[0-7]*$/.test(first)
        ? Number.parseInt(first, 8)
        : Number(first);
    return value >= 0 && value <= 0o777 ? [] : bad;
  }
  // The newer releases know flags of three bits too.
  return umaskFlags.test(rest.join("").replace(/IRWX([UGO])/g, "IR$1")) || /^I[RWX]+/.test(first) ? [] : bad;
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

const macAddress = /^[0-9a-fA-F]{1,2}(?::[0-9a-fA-F]{1,2}){4,5}:?$/;

function readVmac(words: KeepalivedWords): KeepalivedFault[] {
  const faults: KeepalivedFault[] = [];
  let hasName = false;
  for (let at = 1; at < words.length && at <= 2; at++) {
    const text = words[at];
    if (text === undefined) return faults;
    if (text.includes(":")) {
      if (!macAddress.test(text)) faults.push(refused(at, { kind: "form", form: "mac" }));
      continue;
    }
    // The newer releases know options by name.
    if (["name", "group", "netlink_notify_msg"].includes(text)) return faults;
    if (hasName) faults.push(refused(at, { kind: "conflict", reason: "repeated", isFatal: false }));
    else if (text.length > 15) faults.push(refused(at, { kind: "too-long", max: 15, isCut: false }));
    hasName = true;
  }
  return faults;
}

function readIpvlan(words: KeepalivedWords): KeepalivedFault[] {
  const long = words.findIndex(
    (word, at) => at > 0 && word !== undefined && word.length > 15 && !isAddress(withoutRange(word)),
  );
  return long < 0 ? [] : [refused(long, { kind: "too-long", max: 15, isCut: false })];
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

function readBuffersPolicy(words: KeepalivedWords): KeepalivedFault[] {
  if (words.length < 2) return [refused(1, { kind: "missing", stops: false })];
  const [, first] = words;
  if (first === undefined || words.slice(1).every((word) => word !== undefined && /^(?:mtu|advert)$/i.test(word)))
    return [];
  const fault = numberFault(first, { type: "uint" });
  return fault === undefined ? [] : [refused(1, { kind: "choice", values: ["MTU", "ADVERT"] })];
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
    if (at === 0 || text === undefined || values.includes(text.replace(/^[+-]/, ""))) return [];
    return [refused(at, { kind: "choice", values })];
  });
}

const timeout: NumberRange = { type: "uint", max: 2_678_400, unit: "s" };

/** Keywords whose words are no list of single arguments, by path with name. */
export const ownReaders: Readonly<Record<string, LineReader>> = {
  "global_defs/include_check": readIncludeCheck,
  "global_defs/lvs_sync_daemon": readSyncDaemon,
  "global_defs/lvs_timeouts": numberPairs({ tcp: timeout, tcpfin: timeout, udp: timeout }),
  "global_defs/umask": readUmask,
  "global_defs/vrrp_garp_extra_if": readGarpInterfaces(1),
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
  "vrrp_instance/garp_extra_if": readGarpInterfaces(0),
  "vrrp_instance/use_ipvlan": readIpvlan,
  "vrrp_instance/use_vmac": readVmac,
  "vrrp_instance/vmac_garp_intvl": readGarpInterfaces(0),
  "vrrp_track_file/init_file": readInitFile,
};

import { familyOf, isAddress, isIpv4, withoutRange } from "./addresses.ts";
import { machineNumber } from "./c-numbers.ts";
import { type KeepalivedFault, type KeepalivedWords, refused, tolerated } from "./faults.ts";
import { groupEntryFaults } from "./group-entries.ts";
import { type NumberRange, numberFault, readNumber } from "./numbers.ts";
import { ruleFaults } from "./policy-rules.ts";
import { prefixedAddressFaults } from "./prefixed.ts";
import { routeFaults } from "./routes.ts";
import { scopes } from "./scopes.ts";
import type { KeepalivedVersionChoice } from "./versions.ts";

const badAddress = { kind: "address", family: undefined, isMulticast: false } as const;

/** The prefix length of an address; the longest where none is written. */
function prefixOf(text: string): number {
  const slash = text.indexOf("/");
  if (slash < 0) return familyOf(text) === 6 ? 128 : 32;
  return readNumber(text.slice(slash + 1));
}

/** The number of a scope, undefined where neither keepalived nor the kernel has such a one. */
function scopeNumber(text: string): number | undefined {
  const value = machineNumber(text) ?? (Object.hasOwn(scopes, text) ? scopes[text] : undefined);
  return value !== undefined && value <= 255 ? value : undefined;
}

class AddressEntry {
  readonly faults: KeepalivedFault[] = [];
  readonly #words: KeepalivedWords;
  readonly #isStatic: boolean;
  readonly #family: 4 | 6;
  #prefix: number;
  #hasDevice = false;
  #hasPeer = false;
  #broadcast: { readonly at: number; readonly isDerived: boolean } | undefined;
  #scope: number | undefined;
  #label: number | undefined;
  #group: number | undefined;
  #isTracked = true;

  constructor(words: KeepalivedWords, address: string, isStatic: boolean) {
    this.#words = words;
    this.#isStatic = isStatic;
    this.#family = familyOf(address);
    this.#prefix = prefixOf(address);
  }

  /** Reads the options behind the address; false where the entry is dropped before its end. */
  read(): void {
    for (let at = 1; at < this.#words.length; ) {
      const name = this.#words[at];
      if (name === undefined) return;
      const used = this.#option(at, name);
      if (used === 0) return;
      at += used;
    }
    this.#finish();
  }

  #drop(fault: KeepalivedFault): 0 {
    this.faults.push(fault);
    return 0;
  }

  /** Reads the option at a word; returns how many words it takes, 0 where nothing more is read of the entry. */
  #option(at: number, name: string): number {
    switch (name) {
      case "home":
      case "-nodad":
      case "mngtmpaddr":
      case "noprefixroute":
      case "autojoin":
        return 1;
      case "no_track":
        this.#isTracked = false;
        return 1;
      case "use_vmac":
        if (!this.#isStatic) return 1;
        break;
      case "track_group":
        if (this.#isStatic)
          return this.#value(at, () => {
            if (this.#group !== undefined)
              return this.#drop(refused(at, { kind: "conflict", reason: "repeated", isFatal: false }));
            this.#group = at;
            return 2;
          });
        break;
      case "dev":
        return this.#value(at, () => {
          if (this.#hasDevice) return this.#drop(refused(at, { kind: "conflict", reason: "repeated", isFatal: true }));
          this.#hasDevice = true;
          return 2;
        });
      case "scope":
        return this.#value(at, (value) => {
          const scope = scopeNumber(value);
          if (scope !== undefined) this.#scope = scope === 0 ? undefined : at;
          else
            this.faults.push({ ...tolerated(at + 1, { kind: "choice", values: Object.keys(scopes) }), option: name });
          return 2;
        });
      case "broadcast":
      case "brd":
        return this.#value(at, (value) => this.#readBroadcast(at, value));
      case "label":
        return this.#value(at, (value) => {
          if (new TextEncoder().encode(value).length > 15)
            return this.#drop(refused(at + 1, { kind: "too-long", max: 15, isCut: false }));
          this.#label ??= at;
          return 2;
        });
      case "peer":
        return this.#value(at, (value) => this.#readPeer(at, value));
      case "preferred_lft":
        return this.#value(at, (value) => {
          const fault = value === "forever" ? undefined : numberFault(value, { type: "uint", unit: "s" });
          if (fault !== undefined) this.faults.push({ ...refused(at + 1, fault), option: name });
          return 2;
        });
    }
    // A second address on the line is lost, and with it what the line was for.
    const isAddressToo = isAddress(name.replace(/\/\d+$/, ""));
    this.faults.push((isAddressToo ? refused : tolerated)(at, { kind: "option", isFatal: false }));
    return 1;
  }

  #value(at: number, read: (value: string) => number): number {
    if (at + 1 >= this.#words.length) return this.#drop(refused(at + 1, { kind: "missing", stops: false }));
    const value = this.#words[at + 1];
    return value === undefined ? 2 : read(value);
  }

  #readBroadcast(at: number, value: string): number {
    if (this.#family === 6) return this.#drop(refused(at, { kind: "conflict", reason: "ipv4-only", isFatal: true }));
    if (value !== "-" && value !== "+" && !isIpv4(value))
      return this.#drop(refused(at + 1, { kind: "address", family: 4, isMulticast: false }));
    this.#broadcast = { at, isDerived: value === "-" || value === "+" };
    return 2;
  }

  #readPeer(at: number, value: string): number {
    if (this.#hasPeer) {
      this.faults.push(refused(at, { kind: "conflict", reason: "repeated", isFatal: false }));
      return 2;
    }
    if (!isAddress(value)) this.faults.push(refused(at + 1, badAddress));
    else if (familyOf(value) !== this.#family) this.faults.push(refused(at + 1, { kind: "family" }));
    else {
      const longest = this.#family === 6 ? 128 : 32;
      if (this.#prefix !== longest)
        this.faults.push(tolerated(0, { kind: "conflict", reason: "prefix-with-peer", isFatal: false }));
      this.#hasPeer = true;
      this.#prefix = longest;
    }
    return 2;
  }

  #finish(): void {
    if (this.#broadcast !== undefined && this.#hasPeer)
      this.faults.push(
        tolerated(this.#broadcast.at, { kind: "conflict", reason: "broadcast-with-peer", isFatal: false }),
      );
    else if (this.#broadcast?.isDerived === true && this.#prefix > 30)
      this.faults.push(
        tolerated(this.#broadcast.at, { kind: "conflict", reason: "broadcast-without-room", isFatal: false }),
      );
    if (this.#group !== undefined && !this.#isTracked)
      this.faults.push(tolerated(this.#group, { kind: "conflict", reason: "group-untracked", isFatal: false }));
    if (this.#family !== 6) return;
    for (const at of [this.#scope, this.#label])
      if (at !== undefined) this.faults.push(tolerated(at, { kind: "conflict", reason: "ipv4-only", isFatal: false }));
  }
}

function addressFaults(words: KeepalivedWords, isStatic: boolean): readonly KeepalivedFault[] {
  const [address] = words;
  if (address === undefined) return [];
  const wrong = prefixedAddressFaults(0, address);
  if (wrong.some(({ detail }) => detail.kind === "address")) return wrong;
  const entry = new AddressEntry(words, address, isStatic);
  entry.read();
  return [...wrong, ...entry.faults];
}

function peerFaults(words: KeepalivedWords): readonly KeepalivedFault[] {
  const [address] = words;
  if (address === undefined) return [];
  if (!isAddress(withoutRange(address))) return [refused(0, badAddress)];
  const faults: KeepalivedFault[] = [];
  let min = 0;
  let max = 255;
  for (let at = 1; at < words.length; at += 2) {
    const name = words[at];
    if (name === undefined) return faults;
    if (at + 1 >= words.length) return [...faults, refused(at + 1, { kind: "missing", stops: false })];
    const value = words[at + 1];
    if (value === undefined) return faults;
    const fault = numberFault(value, { type: "uint", max: 255 });
    if (fault !== undefined) faults.push(refused(at + 1, fault));
    else if (name === "min_ttl") min = readNumber(value);
    else if (name === "max_ttl") max = readNumber(value);
    else return [...faults, refused(at, { kind: "option", isFatal: false })];
  }
  if (min > max) faults.push(tolerated(0, { kind: "conflict", reason: "ttl-backwards", isFatal: false }));
  return faults;
}

/** How the weight behind a tracked name is read. */
interface WeightSyntax {
  /** The largest number that is taken. */
  readonly most: number;
  /** A larger one than this is taken, with a complaint, as this one. */
  readonly largestUsed: number;
  readonly orders: readonly string[];
}

function trackerFaults({
  most,
  largestUsed,
  orders,
}: WeightSyntax): (words: KeepalivedWords) => readonly KeepalivedFault[] {
  const range: NumberRange = { type: "int", min: -most, max: most };
  return (words) => {
    const [, option, weight, order] = words;
    if (words.length < 2 || option === undefined) return [];
    if (option !== "weight") return [refused(1, { kind: "option", isFatal: true })];
    if (words.length < 3) return [refused(2, { kind: "missing", stops: false })];
    const faults: KeepalivedFault[] = [];
    const fault = weight === undefined ? undefined : numberFault(weight, range);
    if (fault !== undefined) faults.push(refused(2, fault));
    else if (weight !== undefined && Math.abs(readNumber(weight)) > largestUsed)
      faults.push(tolerated(2, { kind: "adjusted", to: Math.sign(readNumber(weight)) * largestUsed }));
    if (order !== undefined && !orders.includes(order)) faults.push(refused(3, { kind: "choice", values: orders }));
    return faults;
  };
}

function linkbeatFaults(words: KeepalivedWords): readonly KeepalivedFault[] {
  const [, type] = words;
  if (type === undefined) return [];
  const values = ["MII", "ETHTOOL", "IOCTL"];
  if (!values.includes(type)) return [refused(1, { kind: "choice", values })];
  return words[2] === undefined ? [] : [refused(2, { kind: "surplus", isSilent: false })];
}

/** How long an interface has to be down, and up, before it counts. */
function delayFaults(words: KeepalivedWords): readonly KeepalivedFault[] {
  // Both are said in the log only.
  if (words.length < 2) return [tolerated(1, { kind: "missing", stops: false })];
  if (words.length > 3) return [tolerated(3, { kind: "surplus", isSilent: true })];
  return words.slice(1, 3).flatMap((word, index) => {
    const fault = word === undefined ? undefined : numberFault(word, { type: "decimal", max: 255, unit: "s" });
    return fault === undefined ? [] : [refused(index + 1, fault)];
  });
}

const scriptWeights: WeightSyntax = { most: 254, largestUsed: 253, orders: ["reverse", "noreverse"] };
const fileWeights: WeightSyntax = { most: 254, largestUsed: 254, orders: ["reverse", "noreverse"] };

type EntryReader = (words: KeepalivedWords, version: KeepalivedVersionChoice) => readonly KeepalivedFault[];

const readers: Readonly<Record<string, EntryReader>> = {
  ipaddress: (words) => addressFaults(words, false),
  static_ipaddress: (words) => addressFaults(words, true),
  route: (words, version) => routeFaults(words, false, version),
  static_routes: (words, version) => routeFaults(words, true, version),
  rule: (words, version) => ruleFaults(words, false, version),
  static_rules: (words, version) => ruleFaults(words, true, version),
  track_interface: trackerFaults({ most: 254, largestUsed: 253, orders: ["reverse"] }),
  track_script: trackerFaults(scriptWeights),
  track_file: trackerFaults(fileWeights),
  track_process: trackerFaults(fileWeights),
  track_bfd: trackerFaults({ most: 253, largestUsed: 253, orders: ["reverse", "noreverse"] }),
  unicast_peer: peerFaults,
  linkbeat_interface: linkbeatFaults,
  up_down_delay: delayFaults,
  virtual_server_group_entry: groupEntryFaults,
};

/**
 * Checks an entry of a block of values.
 *
 * @param block the block's keyword
 * @param syntax the name of its entries' syntax
 * @param words the entry's words
 * @param version what is judged by
 */
export function entryFaults(
  block: string,
  syntax: string,
  words: KeepalivedWords,
  version: KeepalivedVersionChoice,
): readonly KeepalivedFault[] {
  const read = readers[block] ?? readers[syntax];
  return read === undefined ? [] : read(words, version);
}

import { familyOf } from "./addresses.ts";
import { cNumber, machineNumber } from "./c-numbers.ts";
import { readEncapsulation } from "./encapsulation.ts";
import type { KeepalivedFault, KeepalivedWords } from "./faults.ts";
import { type NumberRange, numberFault } from "./numbers.ts";
import { namedFamily, type OptionReader, readEntry } from "./option-reader.ts";
import { readRouteTime } from "./route-times.ts";
import type { KeepalivedVersionChoice } from "./versions.ts";

/** The protocol by which the kernel marks what keepalived has set. */
const ownProtocol = 18;
const largestTable = 4_294_967_295;

/** Kinds of routes that may stand before the destination, or their numbers. */
const types = [
  "unicast",
  "local",
  "broadcast",
  "brd",
  "anycast",
  "multicast",
  "blackhole",
  "unreachable",
  "prohibit",
  "throw",
  "nat",
  "xresolve",
];

/** Whether keepalived reads a word as a kind of route. */
export function isRouteType(text: string): boolean {
  const value = /^\s*-/.test(text) ? undefined : cNumber(text);
  return value === undefined ? types.includes(text) : value <= 255;
}

const numbers: Readonly<Record<string, NumberRange>> = {
  metric: { type: "uint" },
  priority: { type: "uint" },
  preference: { type: "uint" },
  hoplimit: { type: "uint", max: 255 },
  window: { type: "uint" },
  initcwnd: { type: "uint" },
  initrwnd: { type: "uint" },
  quickack: { type: "uint", max: 1 },
  fastopen_no_cookie: { type: "uint", max: 1 },
};

const lockableNumbers = ["mtu", "advmss", "reordering", "cwnd", "ssthresh"];
const times = ["rtt", "rttvar", "rto_min"];
const flags = ["onlink", "no_track", "add", "prepend", "append"];
const scopes = ["global", "link", "host", "site", "nowhere"];

function readVia(reader: OptionReader): void {
  let text = reader.value();
  const family = namedFamily(text);
  if (family !== undefined) {
    reader.agree(family);
    text = reader.value();
  }
  reader.ownAddress(text);
}

function readNextHops(reader: OptionReader): void {
  while (!reader.isAtEnd && reader.word() === "nexthop") {
    reader.at++;
    while (!reader.isAtEnd && readHopOption(reader)) reader.at++;
  }
  if (!reader.isAtEnd) reader.drop({ kind: "option", isFatal: true });
}

function readHopOption(reader: OptionReader): boolean {
  const name = reader.word();
  reader.option = name;
  switch (name) {
    case "via":
      readVia(reader);
      return true;
    case "dev":
      reader.value();
      return true;
    case "realms":
      reader.realms();
      if (reader.family === 6) reader.conflict("ipv4-only", reader.at - 1);
      reader.family = 4;
      return true;
    case "weight":
      reader.number({ type: "uint", min: 1, max: 256 });
      return true;
    case "onlink":
      return true;
    case "encap":
      readEncapsulation(reader);
      return true;
    default:
      return false;
  }
}

function readScope(reader: OptionReader): void {
  const text = reader.named(255);
  if (text === undefined || scopes.includes(text) || machineNumber(text) !== undefined) return;
  reader.drop({ kind: "choice", values: scopes });
}

function readPreference(reader: OptionReader): void {
  const text = reader.value();
  if (text === undefined || ["low", "medium", "high"].includes(text)) return;
  if (numberFault(text, { type: "uint", max: 255 }) !== undefined)
    reader.drop({ kind: "choice", values: ["low", "medium", "high"] });
}

class RouteReader {
  readonly #reader: OptionReader;
  readonly #isStatic: boolean;
  #hasDestination = false;
  #hasDevice = false;
  #hasOr = false;
  #isTracked = true;
  #group: number | undefined;
  #protocol: number | undefined;

  constructor(reader: OptionReader, isStatic: boolean) {
    this.#reader = reader;
    this.#isStatic = isStatic;
  }

  read(): void {
    const reader = this.#reader;
    for (; !reader.isAtEnd; reader.at++) {
      const name = reader.word();
      reader.option = name;
      const family = namedFamily(name);
      if (family !== undefined) {
        reader.familyWord(family);
        continue;
      }
      if (name === "nexthop") {
        if (this.#hasOr) reader.conflict("repeated");
        readNextHops(reader);
        break;
      }
      this.#option(name);
    }
    this.#finish();
  }

  #finish(): void {
    const reader = this.#reader;
    if (!this.#hasDestination) reader.conflict("no-destination", 0);
    if (this.#isTracked && this.#protocol !== undefined) reader.remark("own-protocol", this.#protocol);
    // From 2.3.2 on keepalived tracks such a route as well.
    const isOlder = reader.version !== "auto" && !reader.isSince("2.3.2") && reader.isSince("2.0.1");
    if (this.#isTracked && !this.#hasDevice && isOlder) reader.remark("untracked-route", 0);
    if (this.#group === undefined) return;
    if (!this.#hasDevice) reader.remark("group-without-device", this.#group);
    else if (!this.#isTracked) reader.remark("group-untracked", this.#group);
  }

  #option(name: string): void {
    const reader = this.#reader;
    const range = Object.hasOwn(numbers, name) ? numbers[name] : undefined;
    if (flags.includes(name)) this.#isTracked &&= name !== "no_track";
    else if (range !== undefined) reader.number(range);
    else if (lockableNumbers.includes(name)) reader.number({ type: "uint" }, true);
    else if (times.includes(name)) readRouteTime(reader, name);
    else if (!this.#machineOption(name)) this.#otherOption(name);
  }

  /** Reads an option whose value is a name of the machine: an interface, a table, a realm, a type of service. */
  #machineOption(name: string): boolean {
    const reader = this.#reader;
    switch (name) {
      case "dev":
      case "oif":
        reader.value();
        this.#hasDevice = true;
        return true;
      case "vrf":
        reader.value();
        return true;
      case "table":
        reader.named(largestTable);
        return true;
      case "tos":
      case "dsfield":
        reader.named(255);
        return true;
      case "realms":
        reader.realms();
        if (reader.family === 6) reader.conflict("ipv4-only", reader.at - 1);
        reader.family = 4;
        return true;
      case "protocol":
        this.#readProtocol();
        return true;
      case "scope":
        readScope(reader);
        return true;
      default:
        return false;
    }
  }

  #readProtocol(): void {
    const reader = this.#reader;
    this.#protocol = reader.at;
    const text = reader.named(255);
    if (text === undefined || text === "keepalived" || machineNumber(text) === ownProtocol) this.#protocol = undefined;
  }

  #otherOption(name: string): void {
    const reader = this.#reader;
    switch (name) {
      case "src":
        reader.ownAddress(reader.value());
        return;
      case "gw":
        reader.remark("deprecated", reader.at);
        readVia(reader);
        return;
      case "via":
        readVia(reader);
        return;
      case "or":
        this.#readOr();
        return;
      case "from": {
        const text = reader.value();
        if (text !== undefined && familyOf(text) === 4 && text !== "default6") reader.conflict("not-ipv4");
        reader.prefix(text);
        return;
      }
      case "encap":
        readEncapsulation(reader);
        return;
      case "expires":
        this.#beIpv6();
        reader.number({ type: "uint", unit: "s" });
        return;
      case "features":
        reader.choice(["ecn"]);
        return;
      case "congctl":
        if (reader.value() === "lock") reader.value();
        return;
      case "pref":
        this.#beIpv6();
        readPreference(reader);
        return;
      case "ttl-propagate":
        reader.choice(["enabled", "disabled"]);
        return;
      case "as":
        reader.complain({ kind: "option", isFatal: false });
        if (reader.value() === "to") reader.value();
        return;
      case "track_group":
        if (this.#isStatic) {
          if (this.#group !== undefined) reader.conflict("repeated");
          this.#group = reader.at;
          reader.value();
          return;
        }
    }
    this.#destination(name);
  }

  #beIpv6(): void {
    if (this.#reader.family === 4) this.#reader.conflict("not-ipv4");
    this.#reader.family = 6;
  }

  #readOr(): void {
    const reader = this.#reader;
    reader.remark("deprecated", reader.at);
    if (this.#hasOr) {
      reader.complain({ kind: "conflict", reason: "repeated", isFatal: false });
      reader.at++;
      return;
    }
    this.#hasOr = true;
    reader.address(undefined, reader.value());
  }

  #destination(name: string): void {
    const reader = this.#reader;
    reader.option = undefined;
    let text: string | undefined = name;
    if (text === "to" || isRouteType(text)) text = reader.value();
    if (text !== undefined && !/^[\da-fA-F]*[.:]|^(?:default6?|any|all)$/.test(text)) {
      // A word in the destination's place that is none was meant as an option.
      reader.drop(
        this.#hasDestination
          ? { kind: "option", isFatal: true }
          : { kind: "address", family: undefined, isMulticast: false },
      );
    }
    reader.prefix(text);
    this.#hasDestination = true;
  }
}

/** Checks an entry of `virtual_routes` or `static_routes`, which reads like `ip route add`. */
export function routeFaults(
  words: KeepalivedWords,
  isStatic: boolean,
  version: KeepalivedVersionChoice,
): readonly KeepalivedFault[] {
  return readEntry(words, version, (reader) => new RouteReader(reader, isStatic).read());
}

import { familyOf } from "./addresses.ts";
import type { KeepalivedFault, KeepalivedWords } from "./faults.ts";
import type { NumberRange } from "./numbers.ts";
import { type OptionReader, readEntry } from "./option-reader.ts";

/** Kinds of routes that may stand before the destination. */
const types = [
  "unspec",
  "unicast",
  "local",
  "broadcast",
  "anycast",
  "multicast",
  "blackhole",
  "unreachable",
  "prohibit",
  "throw",
  "nat",
  "xresolve",
];

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

/** Options whose value is a name of the machine: an interface, a table, a realm, a type of service. */
const machineNames = ["tos", "dsfield", "table", "realms", "dev", "oif", "vrf"];
const flags = ["onlink", "no_track", "add", "prepend", "append"];
const scopes = ["global", "universe", "link", "host", "site", "nowhere"];

const time = /^\s*\d+(?:\.\d*)?(?:\s*m?s(?:ecs?)?)?$/i;

function readVia(reader: OptionReader): void {
  let text = reader.value();
  if (text === "inet" || text === "inet6") text = reader.value();
  reader.ownAddress(text);
}

/** The options of an encapsulation over IP; each takes a value, and any other word ends them. */
function readTunnel(reader: OptionReader, family: 4 | 6): void {
  const first = reader.at;
  let hasTarget = false;
  for (;;) {
    const name = reader.peek();
    if (name === undefined && !reader.isAtEnd) return;
    const isOption = name !== undefined && ["id", "dst", "src", "tos", "tc", "ttl", "hoplimit", "flags"].includes(name);
    if (!isOption) break;
    switch (name) {
      case "id":
        reader.number({ type: "uint", max: Number.POSITIVE_INFINITY });
        hasTarget = true;
        break;
      case "dst":
      case "src":
        reader.address(family, reader.value());
        hasTarget ||= name === "dst";
        break;
      case "ttl":
      case "hoplimit":
        reader.number({ type: "uint", max: 255 });
        break;
      case "flags":
        reader.number({ type: "uint", max: 65_535 });
        break;
      default:
        reader.value();
    }
    reader.at++;
  }
  if (!hasTarget) reader.conflict("no-encapsulation-target", first - 1);
  reader.at--;
}

function readEncapsulation(reader: OptionReader): void {
  const type = reader.value();
  switch (type) {
    case undefined:
      return;
    case "ip":
    case "ip6":
      reader.at++;
      readTunnel(reader, type === "ip" ? 4 : 6);
      return;
    case "mpls":
    case "ila":
      reader.value();
      return;
    default:
      reader.drop({ kind: "choice", values: ["ip", "ip6", "mpls", "ila"] });
  }
}

function readNextHops(reader: OptionReader): void {
  while (!reader.isAtEnd && reader.word() === "nexthop") {
    reader.at++;
    while (!reader.isAtEnd && readHopOption(reader)) reader.at++;
  }
  if (!reader.isAtEnd) reader.drop({ kind: "option", isFatal: true });
}

function readHopOption(reader: OptionReader): boolean {
  switch (reader.word()) {
    case "via":
      readVia(reader);
      return true;
    case "dev":
    case "realms":
      reader.value();
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
  const text = reader.value();
  if (text === undefined || scopes.includes(text) || (/^\d+$/.test(text) && Number(text) <= 255)) return;
  reader.drop({ kind: "choice", values: scopes });
}

function readPreference(reader: OptionReader): void {
  const text = reader.value();
  if (text !== undefined && ["low", "medium", "high"].includes(text)) return;
  if (text !== undefined && /^\d{1,3}$/.test(text) && Number(text) <= 255) return;
  if (text !== undefined) reader.drop({ kind: "choice", values: ["low", "medium", "high"] });
}

function readTime(reader: OptionReader): void {
  let text = reader.value();
  if (text === "lock") text = reader.value();
  if (text !== undefined && !time.test(text)) {
    reader.drop({ kind: "number", reason: "not-a-number", min: 0, max: 120, decimals: 3, unit: "s" });
  }
}

class RouteReader {
  readonly #reader: OptionReader;
  readonly #isStatic: boolean;
  #hasDestination = false;
  #hasOr = false;
  #isTracked = true;
  #protocol: number | undefined;

  constructor(reader: OptionReader, isStatic: boolean) {
    this.#reader = reader;
    this.#isStatic = isStatic;
  }

  read(): void {
    const reader = this.#reader;
    for (; !reader.isAtEnd; reader.at++) {
      const name = reader.word();
      // 2.2 passes over the word behind these, so what follows is read in one way by some releases and in another by others.
      if (name === "inet" || name === "inet6") return;
      if (name === "nexthop") {
        if (this.#hasOr) reader.conflict("repeated");
        readNextHops(reader);
        break;
      }
      this.#option(name);
    }
    if (!this.#hasDestination) reader.conflict("no-destination", 0);
    if (this.#isTracked && this.#protocol !== undefined) reader.remark("own-protocol", this.#protocol);
  }

  #option(name: string): void {
    const reader = this.#reader;
    const range = Object.hasOwn(numbers, name) ? numbers[name] : undefined;
    if (flags.includes(name)) this.#isTracked &&= name !== "no_track";
    else if (machineNames.includes(name)) reader.value();
    else if (range !== undefined) reader.number(range);
    else if (lockableNumbers.includes(name)) reader.number({ type: "uint" }, true);
    else if (times.includes(name)) readTime(reader);
    else this.#otherOption(name);
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
        reader.remark("deprecated", reader.at);
        this.#hasOr = true;
        reader.address(undefined, reader.value());
        return;
      case "from": {
        const text = reader.value();
        if (text !== undefined && familyOf(text) === 4 && text !== "default6") reader.conflict("not-ipv4");
        reader.prefix(text);
        return;
      }
      case "protocol": {
        this.#protocol = reader.at;
        const text = reader.value();
        if (text === "keepalived" || text === "18" || text === undefined) this.#protocol = undefined;
        return;
      }
      case "scope":
        readScope(reader);
        return;
      case "encap":
        readEncapsulation(reader);
        return;
      case "expires":
        if (reader.family === 4) reader.conflict("not-ipv4");
        reader.number({ type: "uint", unit: "s" });
        return;
      case "features":
        reader.choice(["ecn"]);
        return;
      case "congctl":
        if (reader.value() === "lock") reader.value();
        return;
      case "pref":
        if (reader.family === 4) reader.conflict("not-ipv4");
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
          reader.value();
          return;
        }
    }
    this.#destination(name);
  }

  #destination(name: string): void {
    const reader = this.#reader;
    let text: string | undefined = name;
    if (text === "to") text = reader.value();
    const isType = text !== undefined && types.includes(text);
    if (isType) text = reader.value();
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
export function routeFaults(words: KeepalivedWords, isStatic: boolean): readonly KeepalivedFault[] {
  return readEntry(words, (reader) => new RouteReader(reader, isStatic).read());
}

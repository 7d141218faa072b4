import { cNumber, machineNumber } from "./c-numbers.ts";
import type { KeepalivedFault, KeepalivedWords } from "./faults.ts";
import { namedFamily, type OptionReader, readEntry } from "./option-reader.ts";
import type { KeepalivedVersionChoice } from "./versions.ts";

/** Actions that are no table, and the numbers that the kernel has for some of them. */
const actions = ["goto", "nop", "blackhole", "prohibit", "unreachable"];
const actionNumbers = [6, 7, 8];

const largest = 4_294_967_295;
const largestSigned = 2_147_483_647;
const largestTunnel = 2n ** 64n - 1n;
const ownProtocol = 18;

/** A mark with a mask, each as C writes a number; one of them may be left out. */
const mark = /^\s*(\+?(?:0x[\da-f]+|\d+))?(?:\/(\+?(?:0x[\da-f]+|\d+))?)?$/i;

function isMark(text: string): boolean {
  const [, value = "0", mask = "0"] = mark.exec(text) ?? [undefined, ""];
  return [value, mask].every((one) => (cNumber(one) ?? largestTunnel) <= BigInt(largest));
}

class PolicyRuleReader {
  readonly #reader: OptionReader;
  readonly #isStatic: boolean;
  #action: "table" | "l3mdev" | "goto" | "other" | undefined;
  #target = 0;
  #preference: number | undefined;
  #hasPreference = false;
  #needsTable: number | undefined;
  #hasDevice = false;
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
      if (family !== undefined) reader.familyWord(family);
      else if (!this.#selector(name)) this.#option(name);
    }
    this.#finish();
  }

  #finish(): void {
    const reader = this.#reader;
    if (this.#action === "goto") {
      if (!this.#hasPreference && reader.isSince("2.0.2")) reader.conflict("no-preference", 0);
      if (this.#preference !== undefined && this.#preference >= this.#target) reader.conflict("goto-backwards", 0);
    }
    if (this.#action === undefined) reader.conflict("no-action", 0);
    const isTable = this.#action === "table" || this.#action === "l3mdev";
    if (this.#needsTable !== undefined && !isTable) reader.conflict("needs-table", this.#needsTable);
    if (this.#isTracked && this.#protocol !== undefined) reader.remark("own-protocol", this.#protocol);
    if (!this.#hasPreference) reader.remark("no-preference", 0);
    if (this.#group === undefined) return;
    if (!this.#hasDevice) reader.remark("group-without-device", this.#group);
    else if (!this.#isTracked) reader.remark("group-untracked", this.#group);
  }

  #act(action: "table" | "l3mdev" | "goto" | "other"): void {
    if (this.#action !== undefined) this.#reader.conflict("two-actions");
    this.#action = action;
  }

  /** Reads an option that says for which packets the rule is; false for any other word. */
  #selector(name: string): boolean {
    const reader = this.#reader;
    switch (name) {
      case "from":
      case "to":
        reader.prefix(reader.value());
        return true;
      case "not":
        return true;
      case "tos":
      case "dsfield":
        reader.named(255);
        return true;
      case "fwmark": {
        const text = reader.value();
        if (text !== undefined && !isMark(text)) reader.malformed("mark");
        return true;
      }
      case "dev":
      case "iif":
        reader.value();
        this.#hasDevice = true;
        return true;
      case "oif":
        reader.value();
        return true;
      case "tunnel-id":
        this.#readTunnel();
        return true;
      case "uidrange": {
        const text = reader.value();
        if (text !== undefined && !/^\s*[+-]?\d+-\s*[+-]?\d+/.test(text)) reader.malformed("uid-range");
        return true;
      }
      case "ipproto":
        this.#readIpProtocol();
        return true;
      case "sport":
      case "dport": {
        const text = reader.value();
        // No release takes a single port.
        if (text !== undefined && !/^\s*[+-]?\d+-\s*[+-]?\d+/.test(text))
          reader.complain({ kind: "form", form: "port-range" });
        return true;
      }
      default:
        return false;
    }
  }

  #option(name: string): void {
    const reader = this.#reader;
    switch (name) {
      case "table":
      case "lookup":
        this.#readTable();
        return;
      case "l3mdev":
        this.#act("l3mdev");
        return;
      case "no_track":
        this.#isTracked = false;
        return;
      case "preference":
      case "order":
      case "priority":
        this.#readPreference();
        return;
      case "realms":
        this.#needsTable ??= reader.at;
        reader.realms();
        if (reader.family === 6) reader.conflict("ipv4-only", reader.at - 1);
        reader.family = 4;
        return;
      case "suppress_prefixlength":
      case "sup_pl":
        this.#needsTable ??= reader.at;
        reader.number({ type: "uint", max: largestSigned });
        return;
      case "suppress_ifgroup":
      case "sup_group":
        this.#needsTable ??= reader.at;
        reader.named(largestSigned);
        return;
      case "protocol":
        this.#readProtocol();
        return;
      case "track_group":
        if (this.#isStatic) {
          if (this.#group !== undefined) reader.conflict("repeated");
          this.#group = reader.at;
          reader.value();
          return;
        }
    }
    this.#readAction(name);
  }

  #readTable(): void {
    const reader = this.#reader;
    const text = reader.value();
    if (text !== undefined && (text === "unspec" || machineNumber(text) === 0)) reader.outOfRange(1, largest);
    this.#act("table");
  }

  #readTunnel(): void {
    const reader = this.#reader;
    const text = reader.value();
    if (text === undefined) return;
    const isRight = /^\s*\+?\d+$/.test(text) && BigInt(text.trim().replace("+", "")) <= largestTunnel;
    const isOlder = !reader.isSince("2.0.7") && cNumber(text) !== undefined && !text.includes("-");
    if (!isRight && !isOlder) reader.outOfRange(0, Number(largestTunnel));
  }

  #readIpProtocol(): void {
    const reader = this.#reader;
    const text = reader.value();
    if (text === undefined || !/^\s*[+-]?\d+$/.test(text)) return;
    if (/^\s*-/.test(text) || Number(text) > 127)
      reader.complain({ kind: "number", reason: "out-of-range", min: 0, max: 127, decimals: 0, unit: undefined });
  }

  #readPreference(): void {
    const reader = this.#reader;
    this.#hasPreference = true;
    const text = reader.value();
    if (text === undefined) return;
    const value = /^\s*-/.test(text) ? undefined : cNumber(text);
    if (value === undefined || value > BigInt(largest)) {
      const reason = value === undefined ? "not-a-number" : "out-of-range";
      reader.drop({ kind: "number", reason, min: 0, max: largest, decimals: 0, unit: undefined });
    }
    this.#preference = Number(value);
  }

  #readProtocol(): void {
    const reader = this.#reader;
    const at = reader.at;
    const text = reader.value();
    if (text === undefined) return;
    const isNumber = /^\s*\+?\d+$/.test(text);
    if (isNumber && Number(text) <= 255) {
      this.#protocol = Number(text) === ownProtocol ? undefined : at;
      return;
    }
    const reason = isNumber ? "out-of-range" : "not-a-number";
    reader.complain({ kind: "number", reason, min: 0, max: 255, decimals: 0, unit: undefined });
  }

  #readAction(first: string): void {
    const reader = this.#reader;
    const action = first === "type" ? reader.value() : first;
    if (action === undefined) return;
    const isNumber = actionNumbers.includes(Number(cNumber(action) ?? 0));
    if (!actions.includes(action) && !isNumber) reader.drop({ kind: "option", isFatal: true });
    if (action !== "goto") {
      this.#act("other");
      return;
    }
    reader.option = "goto";
    reader.number({ type: "uint" });
    this.#target = Number(reader.word());
    this.#act("goto");
  }
}

/** Checks an entry of `virtual_rules` or `static_rules`, which reads like `ip rule add`. */
export function ruleFaults(
  words: KeepalivedWords,
  isStatic: boolean,
  version: KeepalivedVersionChoice,
): readonly KeepalivedFault[] {
  return readEntry(words, version, (reader) => new PolicyRuleReader(reader, isStatic).read());
}

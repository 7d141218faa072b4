import type { KeepalivedFault, KeepalivedWords } from "./faults.ts";
import { type OptionReader, readEntry } from "./option-reader.ts";

/** Options whose value is a name of the machine. */
const machineNames = ["tos", "dsfield", "suppress_ifgroup", "sup_group", "dev", "iif", "oif", "ipproto"];
const actions = ["goto", "nop", "blackhole", "prohibit", "unreachable"];

/** A number as C writes it: decimal, octal or hexadecimal. */
const number = /^\s*\+?(?:0x[\da-f]+|\d+)$/i;
const largest = 4_294_967_295;

function isNumber(text: string, most = largest): boolean {
  return number.test(text) && Number(text) <= most;
}

class PolicyRuleReader {
  readonly #reader: OptionReader;
  readonly #isStatic: boolean;
  #action: "table" | "l3mdev" | "goto" | "other" | undefined;
  #target = 0;
  #preference: number | undefined;
  #hasPreference = false;
  #needsTable: number | undefined;
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
      // 2.2 passes over the word behind these.
      if (name === "inet" || name === "inet6") return;
      this.#option(name);
    }
    this.#finish();
  }

  #finish(): void {
    const reader = this.#reader;
    if (this.#action === "goto") {
      if (!this.#hasPreference) reader.conflict("no-preference", 0);
      if (this.#preference !== undefined && this.#preference >= this.#target) reader.conflict("goto-backwards", 0);
    }
    if (this.#action === undefined) reader.conflict("no-action", 0);
    const isTable = this.#action === "table" || this.#action === "l3mdev";
    if (this.#needsTable !== undefined && !isTable) reader.conflict("needs-table", this.#needsTable);
    if (this.#isTracked && this.#protocol !== undefined) reader.remark("own-protocol", this.#protocol);
    if (!this.#hasPreference) reader.remark("no-preference", 0);
  }

  #act(action: "table" | "l3mdev" | "goto" | "other"): void {
    if (this.#action !== undefined) this.#reader.conflict("two-actions");
    this.#action = action;
  }

  #option(name: string): void {
    const reader = this.#reader;
    if (machineNames.includes(name)) {
      reader.value();
      if (name.startsWith("sup")) this.#needsTable ??= reader.at - 1;
      return;
    }
    switch (name) {
      case "from":
      case "to":
        reader.prefix(reader.value());
        return;
      case "table":
      case "lookup":
        if (reader.value() === "0")
          reader.drop({ kind: "number", reason: "out-of-range", min: 1, max: largest, decimals: 0, unit: undefined });
        this.#act("table");
        return;
      case "l3mdev":
        this.#act("l3mdev");
        return;
      case "not":
        return;
      case "no_track":
        this.#isTracked = false;
        return;
      case "preference":
      case "order":
      case "priority":
        this.#readPreference();
        return;
      case "fwmark":
        this.#match(/^\s*\+?(?:0x[\da-f]+|\d+)(?:\/(?:0x[\da-f]+|\d+))?$/i);
        return;
      case "realms":
        this.#needsTable ??= reader.at;
        reader.value();
        if (reader.family === 6) reader.conflict("ipv4-only");
        reader.family = 4;
        return;
      case "suppress_prefixlength":
      case "sup_pl":
        this.#needsTable ??= reader.at;
        reader.number({ type: "uint", max: 2_147_483_647 });
        return;
      case "tunnel-id":
        reader.number({ type: "uint", max: Number.POSITIVE_INFINITY });
        return;
      case "uidrange":
        this.#match(/^\s*\d+-\s*\d+/);
        return;
      case "sport":
      case "dport":
        this.#match(/^\s*\d+/);
        return;
      case "protocol":
        this.#readProtocol();
        return;
      case "track_group":
        if (this.#isStatic) {
          reader.value();
          return;
        }
    }
    this.#readAction(name);
  }

  #match(form: RegExp): void {
    const text = this.#reader.value();
    if (text !== undefined && !form.test(text)) {
      this.#reader.drop({ kind: "number", reason: "not-a-number", min: 0, max: largest, decimals: 0, unit: undefined });
    }
  }

  #readPreference(): void {
    const reader = this.#reader;
    this.#hasPreference = true;
    const text = reader.value();
    if (text === undefined) return;
    if (!isNumber(text)) {
      const reason = number.test(text) ? "out-of-range" : "not-a-number";
      reader.drop({ kind: "number", reason, min: 0, max: largest, decimals: 0, unit: undefined });
    }
    this.#preference = Number(text);
  }

  #readProtocol(): void {
    const reader = this.#reader;
    const at = reader.at;
    const text = reader.value();
    if (text === undefined) return;
    if (/^\s*\+?\d+$/.test(text) && Number(text) <= 255) {
      if (Number(text) !== 18) this.#protocol = at;
    } else if (/^\s*-?\+?\d+/.test(text)) {
      // Newer releases know protocols by name too.
      reader.complain({ kind: "number", reason: "out-of-range", min: 0, max: 255, decimals: 0, unit: undefined });
    }
  }

  #readAction(first: string): void {
    const reader = this.#reader;
    const action = first === "type" ? reader.value() : first;
    if (action === undefined) return;
    if (!actions.includes(action)) reader.drop({ kind: "option", isFatal: true });
    if (action !== "goto") {
      this.#act("other");
      return;
    }
    reader.number({ type: "uint" });
    this.#target = Number(reader.word());
    this.#act("goto");
  }
}

/** Checks an entry of `virtual_rules` or `static_rules`, which reads like `ip rule add`. */
export function ruleFaults(words: KeepalivedWords, isStatic: boolean): readonly KeepalivedFault[] {
  return readEntry(words, (reader) => new PolicyRuleReader(reader, isStatic).read());
}

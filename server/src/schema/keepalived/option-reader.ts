import { familyOf, isAddress } from "./addresses.ts";
import { cNumber, machineNumber } from "./c-numbers.ts";
import {
  type KeepalivedConflict,
  type KeepalivedFault,
  type KeepalivedFaultDetail,
  type KeepalivedForm,
  type KeepalivedWords,
  refused,
  tolerated,
} from "./faults.ts";
import { type NumberRange, numberFault } from "./numbers.ts";
import { prefixedAddressFaults } from "./prefixed.ts";
import { isSinceRelease, type KeepalivedVersionChoice } from "./versions.ts";

/** Thrown where nothing more is read of an entry. */
export class EntryEnd extends Error {}

const families: Readonly<Record<string, 4 | 6>> = { inet: 4, inet6: 6 };

/** The family that `inet` and `inet6` name. */
export function namedFamily(word: string | undefined): 4 | 6 | undefined {
  return word !== undefined && Object.hasOwn(families, word) ? families[word] : undefined;
}

/** Reads the options of a route or a rule one after the other. */
export class OptionReader {
  readonly faults: KeepalivedFault[] = [];
  readonly version: KeepalivedVersionChoice;
  /** The word that is read. */
  at = 0;
  /** The option whose words are read, for messages. */
  option: string | undefined;
  /** The family that the addresses so far have. */
  family: 4 | 6 | undefined;
  readonly #words: KeepalivedWords;

  constructor(words: KeepalivedWords, version: KeepalivedVersionChoice) {
    this.#words = words;
    this.version = version;
  }

  get isAtEnd(): boolean {
    return this.at >= this.#words.length;
  }

  /** Whether all releases that are judged by are at least this one. */
  isSince(release: KeepalivedVersionChoice): boolean {
    return isSinceRelease(this.version, release);
  }

  /** The word at hand; a word that is filled in later ends the reading, because it may be anything. */
  word(): string {
    const text = this.#words[this.at];
    if (text === undefined) throw new EntryEnd();
    return text;
  }

  peek(): string | undefined {
    return this.#words[this.at];
  }

  /** Goes on to the value behind the option at hand; undefined where it is filled in later. */
  value(): string | undefined {
    this.at++;
    if (this.isAtEnd) this.drop({ kind: "missing", stops: true });
    return this.#words[this.at];
  }

  /** Drops the entry for the word at hand. */
  drop(detail: KeepalivedFaultDetail, at = this.at): never {
    this.complain(detail, at);
    throw new EntryEnd();
  }

  conflict(reason: KeepalivedConflict, at = this.at): never {
    return this.drop({ kind: "conflict", reason, isFatal: true }, at);
  }

  /** Complains of the word at hand and goes on. */
  complain(detail: KeepalivedFaultDetail, at = this.at): void {
    this.faults.push({ ...refused(at, detail), option: this.option });
  }

  remark(reason: KeepalivedConflict, at: number): void {
    this.faults.push(tolerated(at, { kind: "conflict", reason, isFatal: false }));
  }

  /** keepalived takes another time for the word at hand, in milliseconds. */
  adjust(to: number): void {
    this.faults.push({ ...tolerated(this.at, { kind: "adjusted", to, unit: "ms" }), option: this.option });
  }

  malformed(form: KeepalivedForm): never {
    return this.drop({ kind: "form", form });
  }

  outOfRange(min: number, max: number): never {
    return this.drop({ kind: "number", reason: "out-of-range", min, max, decimals: 0, unit: undefined });
  }

  number(range: NumberRange, isLockable = false): void {
    let text = this.value();
    if (isLockable && text === "lock") text = this.value();
    if (text === undefined) return;
    const fault = numberFault(text, range);
    // Before 2.0.7 hexadecimal numbers were taken too.
    const older = fault === undefined || this.isSince("2.0.7") ? undefined : cNumber(text);
    const isTaken =
      older !== undefined && older <= BigInt(range.max ?? 4_294_967_295) && older >= BigInt(range.min ?? 0);
    if (fault !== undefined && !(isTaken && /^\s*\+?0x/i.test(text))) this.drop(fault);
  }

  /** A number of at most this size, or a name that the machine may know. */
  named(max: number): string | undefined {
    const text = this.value();
    const value = text === undefined ? undefined : machineNumber(text);
    if (value !== undefined && value > max) this.outOfRange(0, max);
    return text;
  }

  /** One realm or two: `1`, `cosmos/2`. */
  realms(): void {
    const text = this.value();
    if (text === undefined) return;
    const slash = text.indexOf("/");
    for (const realm of slash < 0 ? [text] : [text.slice(0, slash), text.slice(slash + 1)]) {
      if (realm === "" || (machineNumber(realm) ?? 0) > 255) this.outOfRange(0, 255);
    }
  }

  choice(values: readonly string[]): void {
    const text = this.value();
    if (text !== undefined && !values.includes(text)) this.complain({ kind: "choice", values });
  }

  /** An address of this family, without a prefix length. */
  address(family: 4 | 6 | undefined, text: string | undefined): void {
    if (text === undefined) return;
    const isRight = isAddress(text) && (family === undefined || familyOf(text) === family);
    if (!isRight) this.drop({ kind: "address", family, isMulticast: false });
  }

  /** An address that must be of the family of those before it. */
  ownAddress(text: string | undefined): void {
    this.address(undefined, text);
    if (text !== undefined) this.agree(familyOf(text));
  }

  /** A destination: an address with a prefix length, or a word for all of them. */
  prefix(text: string | undefined): void {
    if (text === undefined || ["default", "any", "all"].includes(text)) {
      // Such a word has no family, which is none that agrees with one that is settled; before 2.0.8 a route's `default` was IPv4.
      if (text === undefined || this.family === undefined) return;
      if (text === "default" && this.family === 4 && this.option === undefined && !this.isSince("2.0.8")) return;
      this.conflict("default-behind-address");
    }
    if (text === "default6") {
      this.agree(6);
      return;
    }
    const faults = prefixedAddressFaults(this.at, text);
    this.faults.push(...faults);
    if (faults.some(({ detail }) => detail.kind === "address")) throw new EntryEnd();
    this.agree(familyOf(text));
  }

  /** Reads `inet` or `inet6` where an option may stand. All releases that know it pass over the word behind it. */
  familyWord(family: 4 | 6): void {
    this.agree(family);
    this.at++;
    if (!this.isAtEnd) this.remark("family-swallows", this.at);
  }

  agree(family: 4 | 6): void {
    if (this.family !== undefined && this.family !== family) this.drop({ kind: "family" });
    this.family = family;
  }
}

/** Reads an entry to its end, or to where it is dropped. */
export function readEntry(
  words: KeepalivedWords,
  version: KeepalivedVersionChoice,
  read: (reader: OptionReader) => void,
): readonly KeepalivedFault[] {
  const reader = new OptionReader(words, version);
  try {
    read(reader);
  } catch (end) {
    if (!(end instanceof EntryEnd)) throw end;
  }
  return reader.faults;
}

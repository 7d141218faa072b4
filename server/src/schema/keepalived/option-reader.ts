import { familyOf, isAddress } from "./addresses.ts";
import {
  type KeepalivedConflict,
  type KeepalivedFault,
  type KeepalivedFaultDetail,
  type KeepalivedWords,
  refused,
  tolerated,
} from "./faults.ts";
import { type NumberRange, numberFault } from "./numbers.ts";
import { prefixedAddressFaults } from "./prefixed.ts";

/** Thrown where nothing more is read of an entry. */
export class EntryEnd extends Error {}

/** Reads the options of a route or a rule one after the other. */
export class OptionReader {
  readonly faults: KeepalivedFault[] = [];
  /** The word that is read. */
  at = 0;
  /** The family that the addresses so far have. */
  family: 4 | 6 | undefined;
  readonly #words: KeepalivedWords;

  constructor(words: KeepalivedWords) {
    this.#words = words;
  }

  get isAtEnd(): boolean {
    return this.at >= this.#words.length;
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
    this.faults.push(refused(at, detail));
    throw new EntryEnd();
  }

  conflict(reason: KeepalivedConflict, at = this.at): never {
    return this.drop({ kind: "conflict", reason, isFatal: true }, at);
  }

  /** Complains of the word at hand and goes on. */
  complain(detail: KeepalivedFaultDetail): void {
    this.faults.push(refused(this.at, detail));
  }

  remark(reason: KeepalivedConflict, at: number): void {
    this.faults.push(tolerated(at, { kind: "conflict", reason, isFatal: false }));
  }

  number(range: NumberRange, isLockable = false): void {
    let text = this.value();
    if (isLockable && text === "lock") text = this.value();
    const fault = text === undefined ? undefined : numberFault(text, range);
    if (fault !== undefined) this.drop(fault);
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
    if (text !== undefined) this.#agree(familyOf(text));
  }

  /** A destination: an address with a prefix length, or a word for all of them. */
  prefix(text: string | undefined): void {
    if (text === undefined || ["default", "any", "all"].includes(text)) return;
    if (text === "default6") {
      this.#agree(6);
      return;
    }
    const faults = prefixedAddressFaults(this.at, text);
    this.faults.push(...faults);
    if (faults.some(({ detail }) => detail.kind === "address")) throw new EntryEnd();
    this.#agree(familyOf(text));
  }

  #agree(family: 4 | 6): void {
    if (this.family !== undefined && this.family !== family) this.drop({ kind: "family" });
    this.family = family;
  }
}

/** Reads an entry to its end, or to where it is dropped. */
export function readEntry(words: KeepalivedWords, read: (reader: OptionReader) => void): readonly KeepalivedFault[] {
  const reader = new OptionReader(words);
  try {
    read(reader);
  } catch (end) {
    if (!(end instanceof EntryEnd)) throw end;
  }
  return reader.faults;
}

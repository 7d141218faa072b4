import type { KeepalivedSection, KeepalivedStatement } from "../../syntax/keepalived/tree.ts";
import { type Anchor, anchorOf, type Origin, type Word } from "../../syntax/tree.ts";
import { parseIpAddress } from "../address.ts";
import { isPlaceholder, type Stated } from "../value.ts";
import type { AddressBlock, Tracker, TrackWeight, VirtualAddress } from "./facts.ts";

/** Reads the statements of one section. */
export class SectionReader {
  readonly #origin: Origin;
  /** A template decides which of several like statements is there, so that no value is known. */
  isUnsure = false;

  constructor(origin: Origin) {
    this.#origin = origin;
  }

  at(place: { readonly start: number; readonly end: number }): Anchor {
    return anchorOf(this.#origin, place);
  }

  stated<T>(word: Word, read: (text: string) => T | undefined): Stated<T> {
    return {
      value: this.isUnsure || isPlaceholder(word.value) ? undefined : read(word.value),
      text: word.value,
      at: this.at(word),
      isGenerated: word.generated === true,
    };
  }

  /** The first argument of a statement. */
  argument<T>(statement: KeepalivedStatement, read: (text: string) => T | undefined): Stated<T> | undefined {
    const word = statement.words[1];
    return word === undefined ? undefined : this.stated(word, read);
  }

  inside(statement: KeepalivedStatement): Anchor {
    const block = statement.block;
    if (block === undefined) return this.at({ start: statement.end, end: statement.end });
    return this.at({ start: block.open + 1, end: block.close ?? statement.end });
  }

  addresses(statement: KeepalivedStatement): VirtualAddress[] {
    return (statement.block?.statements ?? []).flatMap((entry) => {
      const word = entry.words.find((candidate) => parseIpAddress(candidate.value) !== undefined) ?? entry.words[0];
      if (word === undefined || word.value.startsWith("include")) return [];
      const device = entry.words.findIndex((candidate) => candidate.value === "dev");
      return [
        {
          ...this.stated(word, parseIpAddress),
          entry: this.at(entry),
          entryText: entry.words.map((part) => part.value).join(" "),
          device: device < 0 ? undefined : entry.words[device + 1]?.value,
        },
      ];
    });
  }

  addressBlock(statement: KeepalivedStatement): AddressBlock | undefined {
    if (statement.block === undefined) return undefined;
    return { inside: this.inside(statement), isGenerated: statement.words[0]?.generated === true };
  }

  trackers(kind: Tracker["kind"], statement: KeepalivedStatement): Tracker[] {
    return (statement.block?.statements ?? []).flatMap((entry) => {
      const name = entry.words[0];
      if (name === undefined) return [];
      return [{ kind, name: this.stated(name, readText), weight: this.weight(entry), at: this.at(entry) }];
    });
  }

  /** All words behind the keyword, as one command line. */
  commandLine(statement: KeepalivedStatement): Stated<string> | undefined {
    const [, first] = statement.words;
    const last = statement.words[statement.words.length - 1];
    if (first === undefined || last === undefined) return undefined;
    const value = statement.words
      .slice(1)
      .map((word) => word.value)
      .join(" ");
    return { ...this.stated({ ...first, value }, readText), at: this.at({ start: first.start, end: last.end }) };
  }

  /** The number behind the word `weight`; `reverse` counts only behind it. */
  weight(statement: KeepalivedStatement): TrackWeight | undefined {
    const at = statement.words.findIndex((word) => word.value === "weight");
    const number = at < 0 ? undefined : statement.words[at + 1];
    if (number === undefined) return undefined;
    return { ...this.stated(number, readInteger), isReversed: statement.words[at + 2]?.value === "reverse" };
  }
}

export function readText(text: string): string {
  return text;
}

/** Decimal digits with an optional sign, as keepalived reads numbers; hexadecimal is none. */
export function readInteger(text: string): number | undefined {
  const trimmed = text.trim();
  return /^[+-]?\d{1,15}$/.test(trimmed) ? Number(trimmed) : undefined;
}

export function readDecimal(text: string): number | undefined {
  const trimmed = text.trim();
  return /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/.test(trimmed) ? Number(trimmed) : undefined;
}

/** A part of the facts while it is being read. */
export type Draft<T> = { -readonly [Key in keyof T]: T[Key] };

/**
 * Whether a statement brings in text that is not here: an include, or a template's hole in a keyword's place. Ansible's own hole
 * for "this file is managed" becomes a comment.
 */
export function opensInstance(statement: KeepalivedStatement): boolean {
  const keyword = statement.words[0]?.value ?? "";
  return /^include[rmwba]?$/.test(keyword) || (isPlaceholder(keyword) && !/\bansible_managed\b/.test(keyword));
}

/** Whether a template fills in or leaves out lines within a statement. */
export function hasHoles(section: KeepalivedSection, { start, end }: KeepalivedStatement): boolean {
  return section.holes.some((hole) => hole.start >= start && hole.end <= end);
}

/** Adds what is there to a list. */
export function addTo<T>(list: T[], item: T | undefined): void {
  if (item !== undefined) list.push(item);
}

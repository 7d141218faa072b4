import type { HaproxyVersionChoice } from "../../../schema/haproxy/index.ts";
import { type HaproxyPlace, haproxyVersionMask } from "../../../schema/haproxy/index.ts";
import { valueOffsets } from "../../../syntax/haproxy/line.ts";
import type { HaproxySection, HaproxyStatement } from "../../../syntax/haproxy/tree.ts";
import type { Word } from "../../../syntax/tree.ts";
import type { Message, Severity } from "../../finding.ts";

/** A stretch of a section, counted from its origin. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

/** Something that is wrong in a section; the rule of its code reports it. */
export interface Problem {
  readonly code: string;
  /** Undefined: the rule's own. */
  readonly severity: Severity | undefined;
  readonly place: Place;
  readonly said: Message;
  /** What to write in the place of what is wrong, where that is likely meant. */
  readonly suggestion: string | undefined;
}

/** What kind of thing a name stands for. */
export type ReferenceKind =
  | "backend"
  | "frontend"
  | "table"
  | "server"
  | "userlist"
  | "peers"
  | "resolvers"
  | "mailers"
  | "cache"
  | "fcgi-app"
  | "http-errors"
  | "ring"
  | "tracked-server"
  | "defaults";

/** A name that something in the file must have. */
export interface Reference {
  readonly kind: ReferenceKind;
  /** Empty where a sample names nothing, so that the proxy's own is meant. */
  readonly name: string;
  readonly place: Place;
  readonly statement: HaproxyStatement;
  /** Where it stands: the keyword, and with fetches and converters their name. */
  readonly user: string;
  /** It is an argument of a fetch or a converter. */
  readonly isInSample: boolean;
}

/** What judging the statements of a section needs to know and collects. */
export class SectionScope {
  readonly problems: Problem[] = [];
  readonly references: Reference[] = [];
  readonly section: HaproxySection;
  readonly place: HaproxyPlace;
  readonly version: HaproxyVersionChoice;
  readonly mask: number;
  readonly #text: string;

  constructor(section: HaproxySection, place: HaproxyPlace, version: HaproxyVersionChoice, text: string) {
    this.section = section;
    this.place = place;
    this.version = version;
    this.mask = haproxyVersionMask(version);
    this.#text = text;
  }

  /** Whether every version that is judged by is among some (bits). */
  isAlways(versions: number): boolean {
    return (this.mask & ~versions) === 0;
  }

  /** The place of a stretch of a word's value, to the character. */
  within(word: Word, from: number, to: number): Place {
    const { start, end, value } = word;
    if (value.length === end - start) return { start: start + from, end: start + Math.max(to, from) };
    if (this.#text === "") return { start, end };
    const offsets = valueOffsets(this.#text.slice(start, end));
    const first = offsets[from] ?? end - start;
    const last = to > from ? (offsets[to - 1] ?? end - start - 1) + 1 : first;
    return { start: start + first, end: start + Math.max(first, last) };
  }

  report(
    code: string,
    place: Place,
    said: Message,
    more: { readonly severity?: Severity; readonly suggestion?: string | undefined } = {},
  ): void {
    this.problems.push({ code, place, said, severity: more.severity, suggestion: more.suggestion });
  }
}

/** One statement, while it is judged. */
export interface StatementScope {
  readonly scope: SectionScope;
  readonly statement: HaproxyStatement;
  readonly words: readonly Word[];
  readonly values: readonly string[];
  /** The keyword as it is written, action included. */
  readonly keyword: string;
  /** Contexts (bits) in which its samples are fetched; 0 where that is not known. */
  readonly where: number;
}

import {
  type HaproxyPlace,
  type HaproxyVersionChoice,
  haproxyPlaceOf,
  haproxyVersionMask,
} from "../schema/haproxy/index.ts";
import { readHaproxyLine, valueOffsets } from "../syntax/haproxy/line.ts";
import type { HaproxySection, HaproxyTree } from "../syntax/haproxy/tree.ts";
import { haproxyVersionOf, lineStartOf, sectionAt, type VersionSettings } from "./source.ts";

/** A place in a line that is being written. */
export interface HaproxyCursor {
  readonly tree: HaproxyTree;
  /** The trees of all files that haproxy reads as one with this file, in that order; the file's own is among them. */
  readonly trees: readonly HaproxyTree[];
  /** Their sections, in that order. */
  readonly sections: readonly HaproxySection[];
  readonly section: HaproxySection | undefined;
  /** Where the section's statements stand; undefined where the section's word is none. */
  readonly place: HaproxyPlace | undefined;
  readonly version: HaproxyVersionChoice;
  /** The versions to judge by, as bits. */
  readonly mask: number;
  /** The line opens the section. */
  readonly isHeader: boolean;
  /** Where the line begins, as an offset of the section. */
  readonly line: number;
  /** The values of the words in front of the one at the cursor. */
  readonly before: readonly string[];
  /** The value of the word at the cursor; empty where one is to come. */
  readonly value: string;
  /** As much of it as stands in front of the cursor. */
  readonly typed: string;
  /** It is written with quotes or escapes, so that no other word can take its place as it is. */
  readonly isQuoted: boolean;
  /** The whole word at the cursor, as offsets of the file. */
  readonly whole: Stretch;
  /** Where a part of the value is written, as offsets of the file. */
  written(start: number, end: number): Stretch;
}

export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/**
 * Reads the line around an offset of a haproxy.cfg.
 *
 * @param trees those of all files that are read as one with it, itself among them
 * @returns undefined in comments
 */
export function haproxyCursorAt(
  settings: VersionSettings,
  tree: HaproxyTree,
  text: string,
  offset: number,
  trees: readonly HaproxyTree[] = [tree],
): HaproxyCursor | undefined {
  const lineStart = lineStartOf(text, offset);
  const line = readHaproxyLine(text, lineStart);
  if (line.comment !== undefined && offset > line.comment.start) return undefined;
  const word = line.words.find(({ start, end }) => start <= offset && offset <= end);
  const before = line.words.filter((one) => one.end < offset && one !== word).map(({ value }) => value);
  const section = sectionAt(tree.sections, lineStart);
  const version = haproxyVersionOf(settings);
  const raw = word === undefined ? "" : text.slice(word.start, word.end);
  const offsets = valueOffsets(raw);
  const start = word?.start ?? offset;
  const value = word?.value ?? "";
  const inWord = offset - start;
  const typed = value.slice(0, offsets.filter((at, index) => index < value.length && at < inWord).length);
  return {
    tree,
    trees,
    sections: trees.length === 1 ? tree.sections : trees.flatMap(({ sections }) => sections),
    section,
    place: haproxyPlaceOf(section?.header?.words.map((one) => one.value) ?? []),
    version,
    mask: haproxyVersionMask(version),
    isHeader: section?.header !== undefined && section.origin.offset + section.header.start >= lineStart,
    line: lineStart - (section?.origin.offset ?? 0),
    before,
    value,
    typed,
    isQuoted: /["'\\]/.test(raw),
    whole: word ?? { start: offset, end: offset },
    written: (from, to) => ({
      start: start + (offsets[from] ?? raw.length),
      // What is written behind a quote that is closed belongs to the word no more.
      end: start + (to > from ? (offsets[to - 1] ?? raw.length - 1) + 1 : (offsets[from] ?? raw.length)),
    }),
  };
}

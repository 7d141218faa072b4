import type { Origin } from "./tree.ts";

/** What every section of either language has: its place and its own text's length in UTF-16 units. */
export interface SectionBase {
  readonly origin: Origin;
  readonly length: number;
}

/** How a language cuts a text into sections that can be parsed each for itself. */
export interface SectionParser<Section extends SectionBase> {
  /** The offset behind the section that begins at `start`; always greater than `start`. */
  findEnd(text: string, start: number): number;
  /** Parses the section's own text; its origin's offset is `start`. */
  parse(sectionText: string, start: number): Section;
}

/** Texts are compared in slices of this many characters, halved where they differ: equal megabytes cost next to nothing. */
const compareStep = 65_536;

/** How many characters two texts share at their start. */
function sharedPrefix(a: string, b: string): number {
  const limit = Math.min(a.length, b.length);
  let at = 0;
  for (let step = compareStep; step >= 1; ) {
    const size = Math.min(step, limit - at);
    if (size > 0 && a.slice(at, at + size) === b.slice(at, at + size)) at += size;
    else step = step === 1 ? 0 : step >> 1;
  }
  return at;
}

/** How many characters two texts share at their end, at most `limit`. */
function sharedSuffix(a: string, b: string, limit: number): number {
  let count = 0;
  for (let step = compareStep; step >= 1; ) {
    const size = Math.min(step, limit - count);
    const endA = a.length - count;
    const endB = b.length - count;
    if (size > 0 && a.slice(endA - size, endA) === b.slice(endB - size, endB)) count += size;
    else step = step === 1 ? 0 : step >> 1;
  }
  return count;
}

/** A slice keeps the whole text alive that it was cut from; of a text that will be edited only the slice's own characters shall stay. */
export function ownCopy(slice: string): string {
  return ` ${slice}`.slice(1);
}

/**
 * Cuts a text into sections and parses them, reusing the sections of an earlier text that an edit did not touch. A reused
 * section is the same object as before with its origin moved, so whatever was computed from it stays valid; the earlier
 * list must not be used any longer.
 *
 * @param text the new text
 * @param parser the language's cutting and parsing
 * @param previous the text and sections of the last call, if any
 * @returns the sections in order; their lengths sum up to the text's length
 */
export function parseSections<Section extends SectionBase>(
  text: string,
  parser: SectionParser<Section>,
  previous?: { readonly text: string; readonly sections: readonly Section[] },
): Section[] {
  const sections: Section[] = [];
  let at = 0;
  let nextOld = 0;
  let suffixStart = text.length;
  const shift = previous === undefined ? 0 : text.length - previous.text.length;
  const oldSections = previous?.sections ?? [];
  if (previous !== undefined) {
    const prefix = sharedPrefix(previous.text, text);
    const suffix = sharedSuffix(previous.text, text, Math.min(previous.text.length, text.length) - prefix);
    suffixStart = text.length - suffix;
    // A section is kept only where the edit lies behind its successor at the earliest: what is typed right at a section's end may
    // belong to it. A successor that ends the file may be blank, so that what is added behind it belongs to the section too.
    while (nextOld + 1 < oldSections.length) {
      const section = oldSections[nextOld];
      const successor = oldSections[nextOld + 1];
      if (section === undefined || successor === undefined || at + section.length + successor.length > prefix) break;
      if (nextOld + 2 === oldSections.length && previous.text.length === prefix) break;
      sections.push(section);
      at += section.length;
      nextOld++;
    }
  }
  let oldAt = at;
  while (at < text.length) {
    if (at >= suffixStart) {
      // The old section that begins where this one does has the same text up to the end: so have all behind it.
      while (nextOld < oldSections.length && oldAt < at - shift) oldAt += oldSections[nextOld++]?.length ?? 0;
      if (nextOld < oldSections.length && oldAt === at - shift) {
        for (; nextOld < oldSections.length; nextOld++) {
          const section = oldSections[nextOld];
          if (section === undefined) break;
          section.origin.offset = at;
          sections.push(section);
          at += section.length;
        }
        break;
      }
    }
    const end = parser.findEnd(text, at);
    const slice = text.slice(at, end);
    sections.push(parser.parse(previous === undefined ? slice : ownCopy(slice), at));
    at = end;
  }
  return sections;
}

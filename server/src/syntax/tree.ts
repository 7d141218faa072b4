/**
 * Where a section of a file begins now, in UTF-16 units from the file's start. An edit above a section moves the section
 * without parsing it again: its nodes stay as they are, because their offsets count from here, and only this number changes.
 */
export interface Origin {
  offset: number;
  /**
   * The texts that the section was read from, where an `include` brought others in: offsets then count through all of them, as if they
   * stood one behind the other. Undefined where all of it stands in the one file.
   */
  readonly texts?: readonly JoinedText[];
}

/** A file's text in a row of texts: the offsets `start`–`end` of the row are its own from 0 on. */
export interface JoinedText {
  /** The file's key. */
  readonly file: string;
  readonly start: number;
  readonly end: number;
}

/** A place in a file that moves with its section: `start` and `end` count from the origin. */
export interface Anchor {
  readonly origin: Origin;
  readonly start: number;
  readonly end: number;
}

/** A word as the program reads it (quotes and escapes resolved) and where it stands, counted from its section's origin. */
export interface Word {
  readonly value: string;
  readonly start: number;
  readonly end: number;
  /** The word came out of a definition (`$NAME`, `~SEQ`): its place is the reference, so its text can't be edited there. */
  readonly generated?: true;
}

/** A comment with its sign, up to the end of its line. */
export interface Comment {
  readonly start: number;
  readonly end: number;
}

/** What is wrong with the text itself, before any keyword is looked at. */
export interface SyntaxProblem {
  readonly kind: SyntaxProblemKind;
  readonly start: number;
  readonly end: number;
}

export type SyntaxProblemKind =
  | "unterminated-quote"
  | "unterminated-escape"
  | "bad-escape"
  | "nul-character"
  | "missing-closing-brace"
  | "stray-closing-brace"
  | "stray-opening-brace"
  | "bad-sequence"
  | "missing-include"
  | "missing-required-include"
  | "missing-final-newline"
  | "too-many-words";

/** The absolute span of an anchor at this moment. */
export function spanOf(anchor: Anchor): { start: number; end: number } {
  return { start: anchor.origin.offset + anchor.start, end: anchor.origin.offset + anchor.end };
}

/**
 * The file that an anchor stands in, with an anchor that counts in that file alone.
 *
 * @param file the file that the section was read for
 */
export function standingOf(anchor: Anchor, file: string): { readonly file: string; readonly at: Anchor } {
  const { texts, offset } = anchor.origin;
  if (texts === undefined) return { file, at: anchor };
  const start = offset + anchor.start;
  const text = texts.findLast((one) => one.start <= start);
  if (text === undefined) return { file, at: anchor };
  // What begins in one file and ends in another is shown up to the end of the first.
  const end = Math.min(offset + anchor.end, text.end);
  return {
    file: text.file,
    at: { origin: { offset: 0 }, start: start - text.start, end: Math.max(start, end) - text.start },
  };
}

/** Where an anchor stands in a file, as offsets of its text; undefined where it stands in another one. */
export function spanIn(file: string, anchor: Anchor): { start: number; end: number } | undefined {
  const standing = standingOf(anchor, file);
  return standing.file === file ? spanOf(standing.at) : undefined;
}

/** An anchor for a word or any other stretch of a section. */
export function anchorOf(origin: Origin, place: { readonly start: number; readonly end: number }): Anchor {
  return { origin, start: place.start, end: place.end };
}

import type { TemplateFlow } from "../holes.ts";
import type { SectionBase } from "../sections.ts";
import type { Comment, SyntaxProblem, Word } from "../tree.ts";

/** A keyword with its arguments and the block behind it, if any. Offsets count from the section's origin. */
export interface KeepalivedStatement {
  /** Never empty; the first is the keyword, or in a block of values the entry's first word. */
  readonly words: readonly Word[];
  readonly block: KeepalivedBlock | undefined;
  readonly start: number;
  /** Behind the closing brace, or behind the last word where there is no block. */
  readonly end: number;
}

export interface KeepalivedBlock {
  /** The offset of the opening brace. */
  readonly open: number;
  /** The offset of the closing brace; undefined where the file ends before it. */
  readonly close: number | undefined;
  readonly statements: readonly KeepalivedStatement[];
}

/** A line or word that a template fills in later. */
export interface TemplateHole extends Comment {
  readonly flow: TemplateFlow | undefined;
}

/** A line `$NAME=value`, or a sequence, which gives its variables values. */
export interface KeepalivedDefinition {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** A top-level block or line with the blank lines and comments around it. */
export interface KeepalivedSection extends SectionBase {
  readonly statements: readonly KeepalivedStatement[];
  readonly comments: readonly Comment[];
  readonly definitions: readonly KeepalivedDefinition[];
  /** Lines and words that a template fills in later (`{% if … %}`): unknown, not wrong. */
  readonly holes: readonly TemplateHole[];
  readonly problems: readonly SyntaxProblem[];
}

/** The files that an `include` may bring in. */
export interface IncludedFiles {
  /**
   * Finds what a pattern brings in.
   *
   * @param pattern the pattern, definitions filled in
   * @param from the file that the line stands in
   * @param reading the files that are being read: the main file, and each that the one before it brought in
   */
  find(pattern: string, from: string, reading: readonly string[]): FoundFiles;
  /** A file's text; undefined where there is none of the name. */
  textOf(file: string): string | undefined;
}

export interface FoundFiles {
  /** In the order in which keepalived reads them; empty where nobody can tell. */
  readonly files: readonly string[];
  /** The pattern matches nothing that is not among them. */
  readonly isWhole: boolean;
  /** The folder that it leads to is there and holds other files, but not all that the pattern names. */
  readonly isMissing: boolean;
}

/** An `include` line as it was followed. */
export interface FollowedInclude {
  /** The file that the line stands in. */
  readonly from: string;
  /** Its place, counted as all places of the tree. */
  readonly start: number;
  readonly end: number;
  readonly files: readonly string[];
}

/** A whole keepalived.conf as one host reads it. */
export interface KeepalivedTree {
  readonly language: "keepalived";
  /** What the sections' places count in: the file's text, with the texts that includes brought in behind it. */
  readonly text: string;
  readonly sections: readonly KeepalivedSection[];
  /** Whether definitions, `@host` lines, sequences or includes were worked out first; then the whole file is one section. */
  readonly isExpanded: boolean;
  /** The config ids that `@id` and `@^id` lines name, in order of first mention. */
  readonly configIds: readonly string[];
  /** Lines name hosts only to except them, so that there is one that no line names. */
  readonly isForOthers: boolean;
  /** The config id that this tree was read for; undefined: a host that no line names. */
  readonly configId: string | undefined;
}

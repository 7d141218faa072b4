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

/** A line `$NAME=value`. */
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

/** A whole keepalived.conf as one host reads it. */
export interface KeepalivedTree {
  readonly language: "keepalived";
  readonly text: string;
  readonly sections: readonly KeepalivedSection[];
  /** Whether definitions, `@host` lines or sequences were worked out first; then the whole file is one section. */
  readonly isExpanded: boolean;
  /** The config ids that `@id` and `@^id` lines name, in order of first mention. */
  readonly configIds: readonly string[];
  /** The config id that this tree was read for; undefined: a host that no line names. */
  readonly configId: string | undefined;
}

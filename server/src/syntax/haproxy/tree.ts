import type { SectionBase } from "../sections.ts";
import type { Comment, SyntaxProblem, Word } from "../tree.ts";

/** One line with at least one word. Its offsets count from the section's origin. */
export interface HaproxyStatement {
  /** Never empty; the first is the keyword. */
  readonly words: readonly Word[];
  readonly start: number;
  readonly end: number;
}

/** A section with its header line; the lines in front of the first header form a section without one. */
export interface HaproxySection extends SectionBase {
  readonly header: HaproxyStatement | undefined;
  /** The lines behind the header, in order; `.if` and its like among them. */
  readonly statements: readonly HaproxyStatement[];
  readonly comments: readonly Comment[];
  /** Lines that hold nothing but a template's directive (`{% if … %}`): unknown, not wrong. */
  readonly holes: readonly Comment[];
  readonly problems: readonly SyntaxProblem[];
}

/** A whole haproxy.cfg. */
export interface HaproxyTree {
  readonly language: "haproxy";
  readonly text: string;
  readonly sections: readonly HaproxySection[];
}

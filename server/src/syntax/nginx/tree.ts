import type { Word } from "../tree.ts";

/** One directive: words up to `;`, or up to a block in braces. */
export interface NginxDirective {
  /** Never empty; the first is its name. */
  readonly words: readonly Word[];
  readonly block: NginxBlock | undefined;
  readonly start: number;
  /** Behind its `;`, or behind its block; one that is not closed ends with its last word. */
  readonly end: number;
}

/** What stands between braces, or in a whole file. */
export interface NginxBlock {
  readonly directives: readonly NginxDirective[];
  /** A line that holds nothing but a template's directive stands in it: more may be there, or less. */
  readonly hasHoles: boolean;
}

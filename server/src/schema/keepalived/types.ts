/** A keyword in the block that it stands in. */
export interface KeepalivedKeyword {
  readonly name: string;
  /** The keywords of the enclosing blocks, outermost first; empty at the top level. */
  readonly path: readonly string[];
  /** What its braces hold: more keywords, values of `valueSyntax`, or nothing since it takes no block. */
  readonly block: "keywords" | "values" | "none";
  readonly valueSyntax: string | undefined;
  /** The first release that knows it, as written: `2.0.11`. */
  readonly since: string;
  /** It was there before the oldest release that was looked at. */
  readonly sinceOrBefore: boolean;
  /** The last release in which it had an effect; undefined where it still has one. Later releases take it in silence. */
  readonly until: string | undefined;
  /** An old spelling or a keyword out of use; keepalived may say so. */
  readonly deprecated: boolean;
  /** The keyword that this one is another spelling of. */
  readonly aliasOf: string | undefined;
}

export interface KeepalivedBlock {
  readonly kind: "keywords" | "values";
  /** The keywords of a version; empty in a block of values. */
  readonly keywords: readonly KeepalivedKeyword[];
  readonly valueSyntax: string | undefined;
}

export interface KeepalivedLookup {
  /**
   * `known`: right here. `misplaced`: a keyword of other blocks (see `places`). `other-version`: this block takes it in
   * later releases only (see `since` of the keyword). `unknown`: no release has it anywhere. `unsure`: a block of values, a block
   * that is itself unknown, a definition, a directive: say nothing.
   */
  readonly status: "known" | "misplaced" | "other-version" | "unknown" | "unsure";
  readonly keyword: KeepalivedKeyword | undefined;
  /** The blocks, as paths, where the name is a keyword in this version; with `known` this block only. */
  readonly places: readonly (readonly string[])[];
  /** With `unknown` and `misplaced`: the names that may stand here. */
  readonly candidates: readonly string[];
}

/** One word of a keyword's arguments, as recorded; which fields are present depends on the type. */
export interface KeepalivedArgument {
  readonly type?: string;
  readonly min?: number;
  readonly max?: number;
  readonly max_is_type_limit?: boolean;
  /** keepalived takes a number below or above, complains, and uses the nearest right one, or `adjust_to`. */
  readonly adjust_below?: number;
  readonly adjust_above?: number;
  readonly adjust_to?: number;
  readonly decimals?: number;
  readonly unit?: string;
  readonly values?: readonly string[];
  readonly forms?: readonly string[];
  readonly keys?: Readonly<Record<string, string>>;
  readonly optional?: boolean;
  readonly if_absent?: string;
  readonly repeat?: boolean;
  readonly max_count?: number;
  readonly max_length?: number;
  readonly min_length?: number;
  /** What is longer is cut, not refused. */
  readonly cut?: boolean;
  readonly length?: number;
  readonly to?: string;
  readonly note?: string;
  readonly when?: string;
  readonly legacy?: string;
  readonly prefix?: readonly string[];
  readonly case_insensitive?: boolean;
  readonly case_sensitive?: boolean;
}

/** What the real programs do with the keyword's arguments. */
export interface KeepalivedProbe {
  readonly no_argument?: string;
  readonly surplus_word?: string;
  readonly accepted_samples?: readonly string[];
  readonly rejected_samples?: readonly string[];
  readonly not_in_this_build?: boolean;
}

/** What hover and the checks of arguments need. */
export interface KeepalivedExplanation {
  readonly keyword: KeepalivedKeyword;
  /** A readable line: `priority <1..255>`. */
  readonly signature: string;
  readonly args: readonly KeepalivedArgument[];
  readonly default: string | number | undefined;
  readonly required: string | undefined;
  readonly repeat: string | undefined;
  readonly quoting: string | undefined;
  /** Build options that the keyword needs. */
  readonly compileConditions: readonly string[];
  readonly probe: KeepalivedProbe | undefined;
  /** Our own words, where somebody wrote them. */
  readonly description: string | undefined;
  readonly manual: string;
}

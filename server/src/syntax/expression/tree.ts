/** A stretch of a text with its offsets in that text. */
export interface Part {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** A fetch or a converter: its name and what stands in its parentheses. */
export interface SampleCall {
  readonly name: Part;
  /** Quotes and escapes of the second level resolved; undefined where there are no parentheses. */
  readonly args: readonly Part[] | undefined;
  /** Whether the parenthesis is closed; true where there is none. */
  readonly isClosed: boolean;
  readonly start: number;
  readonly end: number;
}

/** A fetch and the converters behind it. */
export interface SampleExpression {
  /** The fetch first; empty where the text does not begin with a name. */
  readonly calls: readonly SampleCall[];
  /** Where the part that was understood ends: the text's length where it is an expression as a whole. */
  readonly end: number;
}

export type LogFormatPart =
  /** `%[…]`; `isClosed` where its bracket is there, and `end` of the expression else says where it should be. */
  | {
      readonly kind: "sample";
      readonly expression: SampleExpression;
      readonly isClosed: boolean;
      readonly start: number;
      readonly end: number;
    }
  /** `%ci`, `%{+Q}ci`; the name is with its percent sign. */
  | {
      readonly kind: "alias";
      readonly name: string;
      readonly flags: string;
      readonly start: number;
      readonly end: number;
    }
  /** A percent sign that begins nothing. */
  | {
      readonly kind: "stray";
      readonly problem: "percent" | "flags" | "truncated";
      readonly start: number;
      readonly end: number;
    };

/** A log format; plain text is left out. */
export interface LogFormat {
  readonly parts: readonly LogFormatPart[];
}

/** One test of a condition: the name of an ACL, or an expression between braces. Its numbers are indexes of words. */
export type ConditionTerm =
  | { readonly kind: "name"; readonly name: string; readonly at: number; readonly isNegated: boolean }
  | {
      readonly kind: "braces";
      /** The word with the opening brace, the first one behind it, and the closing brace, or the words' number. */
      readonly open: number;
      readonly from: number;
      readonly to: number;
      readonly isClosed: boolean;
      readonly isNegated: boolean;
    };

/** What stands behind `if` or `unless`: groups joined by `or`, each of which holds if all of its terms do. */
export interface Condition {
  readonly groups: readonly (readonly ConditionTerm[])[];
}

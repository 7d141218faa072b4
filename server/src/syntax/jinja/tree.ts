/** An expression of Jinja, as `{{ … }}` and the conditions of `{% if … %}` have it. */
export type JinjaExpression =
  | { readonly kind: "literal"; readonly value: string | number | boolean | null }
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "list"; readonly items: readonly JinjaExpression[] }
  | { readonly kind: "member"; readonly of: JinjaExpression; readonly key: JinjaExpression }
  | { readonly kind: "call"; readonly of: JinjaExpression; readonly args: readonly JinjaExpression[] }
  | {
      readonly kind: "filter";
      readonly of: JinjaExpression;
      readonly name: string;
      readonly args: readonly JinjaExpression[];
    }
  | { readonly kind: "test"; readonly of: JinjaExpression; readonly name: string; readonly isNegated: boolean }
  | { readonly kind: "not"; readonly of: JinjaExpression }
  | {
      readonly kind: "binary";
      readonly operator: JinjaOperator;
      readonly left: JinjaExpression;
      readonly right: JinjaExpression;
    }
  | {
      readonly kind: "choice";
      readonly condition: JinjaExpression;
      readonly value: JinjaExpression;
      /** Absent: nothing comes out. */
      readonly otherwise: JinjaExpression | undefined;
    };

export type JinjaOperator =
  | "or"
  | "and"
  | "in"
  | "not in"
  | "=="
  | "!="
  | "<"
  | ">"
  | "<="
  | ">="
  | "+"
  | "-"
  | "~"
  | "*"
  | "/"
  | "//"
  | "%";

/** A part of a template; `start` and `end` are offsets of its text. An expression that can't be read is undefined: unknown. */
export type JinjaNode =
  | { readonly kind: "text"; readonly start: number; readonly end: number }
  | {
      readonly kind: "output";
      readonly start: number;
      readonly end: number;
      readonly expression: JinjaExpression | undefined;
    }
  | { readonly kind: "if"; readonly start: number; readonly end: number; readonly branches: readonly JinjaBranch[] }
  | {
      readonly kind: "for";
      readonly start: number;
      readonly end: number;
      /** One name, or two for the keys and values of a mapping. */
      readonly names: readonly string[];
      readonly of: JinjaExpression | undefined;
      /** Which of them are gone through (`for x in xs if …`); absent: all. */
      readonly filter: JinjaExpression | undefined;
      readonly body: readonly JinjaNode[];
    }
  | {
      readonly kind: "set";
      readonly start: number;
      readonly end: number;
      readonly name: string;
      readonly value: JinjaExpression | undefined;
    }
  /** A tag of which nothing is known: what it gives may be anything. */
  | { readonly kind: "unknown"; readonly start: number; readonly end: number };

export interface JinjaBranch {
  /** `else`: always; `unknown`: the condition can't be read. */
  readonly condition: JinjaExpression | "else" | "unknown";
  readonly body: readonly JinjaNode[];
}

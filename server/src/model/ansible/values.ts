/** What can't be told from the files: a fact of a machine, a name that nobody gives, a filter that is not known here. */
export const unknown: unique symbol = Symbol("unknown");

/** A value as Jinja works with it. */
export type JinjaValue =
  | string
  | number
  | boolean
  | null
  | typeof unknown
  | readonly JinjaValue[]
  | ReadonlyMap<string, JinjaValue>;

/** Gives the values of names, and what a value that is itself a template comes to. */
export interface JinjaScope {
  lookup(name: string): JinjaValue;
}

export function isList(value: JinjaValue): value is readonly JinjaValue[] {
  return Array.isArray(value);
}

export function isMapping(value: JinjaValue): value is ReadonlyMap<string, JinjaValue> {
  return value instanceof Map;
}

/** Whether a value counts as true in a condition; undefined where that can't be told. */
export function isTrue(value: JinjaValue): boolean | undefined {
  if (value === unknown) return undefined;
  if (isList(value)) return value.length > 0;
  if (isMapping(value)) return value.size > 0;
  return value !== null && value !== "" && value !== 0 && value !== false;
}

/** A value as it comes out of `{{ … }}`; undefined for what can't be told, and for what has no plain text. */
export function textOf(value: JinjaValue): string | undefined {
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value === "string") return value;
  if (typeof value === "number") return String(value);
  return undefined;
}

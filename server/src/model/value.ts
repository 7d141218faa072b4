import type { Anchor } from "../syntax/tree.ts";

/** A value as a file states it: what it means, how it is written and where. */
export interface Stated<T> {
  /** What the program makes of it; undefined where it is a placeholder or can't be read, so that nothing may be compared. */
  readonly value: T | undefined;
  /** How it is written, quotes and escapes resolved. */
  readonly text: string;
  readonly at: Anchor;
  /** The text at `at` is a reference to a definition, so it must not be replaced by a value. */
  readonly isGenerated: boolean;
}

const placeholder =
  /\$\{|\$[A-Za-z_]|\{\{|\{%|\{\$|<[^<>]+>|@[A-Za-z_][A-Za-z0-9_]*@|^[xX*]{3,}$|^\*+$|^%[A-Za-z_]+%$|^__[A-Z0-9_]+__$/;

/**
 * Whether a word is filled in later (`${X}`, `{{ x }}`, `<vip>`, `@VIP@`) or masked (`xxxx`, `****`), so that its value is
 * unknown rather than wrong.
 */
export function isPlaceholder(text: string): boolean {
  return placeholder.test(text);
}

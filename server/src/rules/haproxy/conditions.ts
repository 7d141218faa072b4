import type { HaproxySection } from "../../syntax/haproxy/tree.ts";

/** The lines that haproxy itself works out before it looks at keywords. */
export const directives: ReadonlySet<string> = new Set([
  ".if",
  ".elif",
  ".else",
  ".endif",
  ".diag",
  ".notice",
  ".warning",
  ".alert",
]);

/** What a section does to the number of open conditions; kept, because every section of a file is asked at every edit. */
const openAfter = new WeakMap<HaproxySection, { readonly change: number; readonly lowest: number }>();

/**
 * How many `.if` are open behind a section.
 *
 * @param section the section
 * @param openBefore how many are open in front of it
 */
export function conditionsOpenAfter(section: HaproxySection, openBefore: number): number {
  let known = openAfter.get(section);
  if (known === undefined) {
    let change = 0;
    let lowest = 0;
    for (const { words } of section.statements) {
      const keyword = words[0]?.value;
      if (keyword === ".if") change++;
      else if (keyword === ".endif") change--;
      lowest = Math.min(lowest, change);
    }
    known = { change, lowest };
    openAfter.set(section, known);
  }
  // An `.endif` without its `.if` closes nothing.
  const surplus = Math.max(0, -(openBefore + known.lowest));
  return openBefore + known.change + surplus;
}

/** How many conditions are open behind a line that begins with `keyword`, where `open` were before it. */
export function conditionsBehind(keyword: string, open: number): number {
  if (keyword === ".if") return open + 1;
  return keyword === ".endif" ? Math.max(0, open - 1) : open;
}

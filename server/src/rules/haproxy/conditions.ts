import type { HaproxySection } from "../../syntax/haproxy/tree.ts";
import type { FileContext } from "../rule.ts";

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

const dot = 46;

/** What a section does to the number of open conditions; kept, because every section of a file is asked at every edit. */
const directivesIn = new WeakMap<HaproxySection, Directives>();

interface Directives {
  readonly change: number;
  readonly lowest: number;
  readonly hasAny: boolean;
}

function directivesOf(section: HaproxySection): Directives {
  const known = directivesIn.get(section);
  if (known !== undefined) return known;
  let change = 0;
  let lowest = 0;
  let hasAny = false;
  for (const { words } of section.statements) {
    const keyword = words[0]?.value ?? "";
    if (keyword.charCodeAt(0) !== dot) continue;
    hasAny = true;
    if (keyword === ".if") change++;
    else if (keyword === ".endif") change--;
    lowest = Math.min(lowest, change);
  }
  const found = { change, lowest, hasAny };
  directivesIn.set(section, found);
  return found;
}

/** Whether lines of a section begin with a dot, or conditions of earlier ones are open where it begins. */
export function mayHaveDirectives(section: HaproxySection, { openConditions }: FileContext): boolean {
  return openConditions > 0 || directivesOf(section).hasAny;
}

/**
 * How many `.if` are open behind a section.
 *
 * @param section the section
 * @param openBefore how many are open in front of it
 */
export function conditionsOpenAfter(section: HaproxySection, openBefore: number): number {
  const known = directivesOf(section);
  // An `.endif` without its `.if` closes nothing.
  const surplus = Math.max(0, -(openBefore + known.lowest));
  return openBefore + known.change + surplus;
}

/** How many conditions are open behind a line that begins with `keyword`, where `open` were before it. */
export function conditionsBehind(keyword: string, open: number): number {
  if (keyword === ".if") return open + 1;
  return keyword === ".endif" ? Math.max(0, open - 1) : open;
}

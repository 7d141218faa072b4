import { closest } from "../schema/suggest.ts";

/** What a word that is unknown probably should be: another word, or a keyword and its argument that lack their blank. */
export interface Suggestion {
  readonly keyword: string;
  /** What to write in the word's place. */
  readonly text: string;
}

/** Finds what an unknown word was probably meant to be among the keywords that may stand in its place. */
export function suggest(word: string, candidates: readonly string[]): Suggestion | undefined {
  const near = closest(word, candidates);
  if (near !== undefined) return { keyword: near, text: near };
  let glued: string | undefined;
  for (const candidate of candidates) {
    if (candidate.length < 4 || candidate.length <= (glued?.length ?? 0) || !word.startsWith(candidate)) continue;
    // `virtual_server10.0.0.1` and `bind*:80` lack a blank; `interfaces` is a word of its own.
    if (/^[\d*:=/]/.test(word.slice(candidate.length))) glued = candidate;
  }
  if (glued === undefined) return undefined;
  const argument = word.slice(glued.length).replace(/^=/, "");
  return { keyword: glued, text: `${glued} ${argument}`.trimEnd() };
}

import { isPlaceholderWord } from "../model/placeholder.ts";

/** A template's or a writer's sign at the start of words that are filled in later, or that stand for text left out. */
const opening = /^(?:<[%\w-]|\.{2,}$|…$|\[(?:…|\.\.\.)\]$)/;

/** Whether a word in a keyword's place is unknown rather than wrong. */
export function isUnknownWord(word: string): boolean {
  // Few words begin or go on with such a sign, so that the patterns are left to those.
  const first = word.charCodeAt(0);
  const mayOpen = first === 60 || first === 46 || first === 8230 || first === 91;
  return isPlaceholderWord(word) || (mayOpen && opening.test(word));
}

import { isPlaceholder } from "../model/value.ts";

/** A template's or a writer's sign at the start of words that are filled in later, or that stand for text left out. */
const opening = /^(?:<[%\w-]|\.{2,}$|…$|\[(?:…|\.\.\.)\]$)/;

/** Whether a word in a keyword's place is unknown rather than wrong. */
export function isUnknownWord(word: string): boolean {
  return isPlaceholder(word) || opening.test(word);
}

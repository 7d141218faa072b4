import { closest } from "../../schema/suggest.ts";
import type { KeepalivedSection } from "../../syntax/keepalived/tree.ts";
import { anchorOf, type Word } from "../../syntax/tree.ts";
import { type Fix, message } from "../finding.ts";
import type { FileContext } from "../rule.ts";

/** The fix of a word that is none of those that may stand there: the one that is most likely meant. */
export function choiceFixes(
  section: KeepalivedSection,
  { file }: FileContext,
  word: Word,
  values: readonly string[],
): readonly Fix[] {
  const sameLetters = values.find((value) => value.toLowerCase() === word.value.toLowerCase());
  const text = sameLetters ?? closest(word.value, values);
  if (text === undefined || word.generated === true) return [];
  return [
    {
      title: message("Replace with {text}", { text }),
      isPreferred: true,
      isSafe: false,
      edits: [{ file, at: anchorOf(section.origin, word), form: "in-place", newText: text }],
    },
  ];
}

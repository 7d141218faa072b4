import { closest } from "../../schema/suggest.ts";
import { type Fix, message } from "../finding.ts";
import type { FileContext } from "../rule.ts";
import { placeOf, type Setting, wordOf } from "./file-view.ts";

/** The fix of a name that nothing has: the one that it was most likely meant to be. */
export function renameFixes({ file }: FileContext, line: Setting, names: readonly string[]): readonly Fix[] {
  const word = wordOf(line, 0);
  const [only] = names;
  const text = word === undefined ? undefined : (closest(word.value, names) ?? (names.length === 1 ? only : undefined));
  if (text === undefined || word?.generated === true) return [];
  const edits = [{ file, at: placeOf(line), form: "in-place", newText: text }] as const;
  return [{ title: message("Replace with {text}", { text }), isPreferred: true, isSafe: false, edits }];
}

import type { KeepalivedSection } from "../../syntax/keepalived/tree.ts";
import { anchorOf, type Word } from "../../syntax/tree.ts";
import { type Fix, message } from "../finding.ts";
import type { FileContext } from "../rule.ts";

/** The fix of a number that keepalived replaces: the one that it uses. Nothing changes by it. */
export function numberFixes(
  section: KeepalivedSection,
  { file }: FileContext,
  word: Word,
  to: number | string,
): readonly Fix[] {
  if (word.generated === true) return [];
  return [
    {
      title: message("Write {to}, which keepalived uses", { to }),
      isPreferred: true,
      isSafe: true,
      edits: [{ file, at: anchorOf(section.origin, word), form: "in-place", newText: String(to) }],
    },
  ];
}

import { anchorOf } from "../../syntax/tree.ts";
import { type Fix, message } from "../finding.ts";
import type { FileContext } from "../rule.ts";
import type { Setting } from "./file-view.ts";

/** The fix that takes a line away. */
export function removeLineFixes(
  { file }: FileContext,
  { statement, origin, keyword }: Setting,
  isSafe: boolean,
): readonly Fix[] {
  if (statement.words.some(({ generated }) => generated === true)) return [];
  const at = anchorOf(origin, { start: statement.start, end: statement.end });
  const edits = [{ file, at, form: "remove-line", newText: "" }] as const;
  return [{ title: message("Remove {keyword}", { keyword }), isPreferred: true, isSafe, edits }];
}

/** A half-open stretch of a text, in UTF-16 code units from the text's start. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The replacement of a stretch of a text; `start === end` inserts. */
export interface TextEdit extends Span {
  readonly newText: string;
}

/**
 * Applies edits to a text.
 *
 * @param text the text that the edits' offsets belong to
 * @param edits edits that do not overlap, in any order
 * @returns the edited text; an edit that overlaps an earlier one is left out, so that no text is ever lost
 */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const ordered = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
  let result = "";
  let done = 0;
  for (const edit of ordered) {
    if (edit.start < done || edit.end > text.length) continue;
    result += text.slice(done, edit.start) + edit.newText;
    done = edit.end;
  }
  return result + text.slice(done);
}

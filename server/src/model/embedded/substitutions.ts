/** Where a `$( … )` that begins at `at` ends, on the same line; -1 where it does not. */
function parenthesisEnd(text: string, at: number): number {
  let depth = 0;
  for (let i = at + 1; i < text.length; i++) {
    const sign = text[i];
    if (sign === "\n") return -1;
    if (sign === "(") depth++;
    else if (sign === ")" && --depth === 0) return i + 1;
  }
  return -1;
}

/** Where a command in backquotes that begins at `at` ends, on the same line; -1 where it does not. */
function backquoteEnd(text: string, at: number): number {
  for (let i = at + 1; i < text.length; i++) {
    const sign = text[i];
    if (sign === "\n") return -1;
    if (sign === "\\") i++;
    else if (sign === "`") return i + 1;
  }
  return -1;
}

/**
 * Puts a placeholder of the same length in the place of each command whose output a shell fills in (`$(hostname -I)`, backquotes),
 * so that the blanks in it part no words.
 *
 * @param text the inside of a here-document whose delimiter is not quoted
 */
export function withoutSubstitutions(text: string): string {
  let result = "";
  let copied = 0;
  for (let at = 0; at < text.length; at++) {
    const sign = text[at];
    if (sign === "\\") {
      at++;
      continue;
    }
    const isCommand = sign === "$" && text[at + 1] === "(";
    if (!isCommand && sign !== "`") continue;
    const end = isCommand ? parenthesisEnd(text, at) : backquoteEnd(text, at);
    // A shorter one holds no command.
    if (end < at + 3) continue;
    result += `${text.slice(copied, at)}\${${"_".repeat(end - at - 3)}}`;
    copied = end;
    at = end - 1;
  }
  return result + text.slice(copied);
}

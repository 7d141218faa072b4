/** Where a single quote of a command opens that none closes. A backslash is read differently from release to release. */
export function openQuote(command: string): number | undefined {
  if (command.includes("\\")) return undefined;
  // A command that is quoted as a whole is read again without these quotes.
  const isQuoted = /^"[^"]*"$/.test(command);
  let open: number | undefined;
  for (let at = isQuoted ? 1 : 0; at < command.length; at++) {
    const sign = command[at];
    if (sign === "'") open = open === undefined ? at : undefined;
    else if (sign === '"' && open === undefined && !isQuoted) {
      const end = command.indexOf('"', at + 1);
      if (end < 0) return undefined;
      at = end;
    }
  }
  return open;
}

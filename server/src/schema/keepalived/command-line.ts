/** A word of a command line, as it is run and where it stands. */
export interface CommandWord {
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

/** What a command line comes to. */
export interface CommandLine {
  readonly words: readonly CommandWord[];
  /** Where a quote opens that nothing closes; keepalived drops such a line. */
  readonly openQuote: number | undefined;
}

const blank = /[ \t\f\r\v\n]/;

interface ReadWord extends CommandWord {
  readonly openQuote: number | undefined;
}

function readWord(text: string, start: number): ReadWord {
  let value = "";
  let quote: { readonly sign: string; readonly at: number } | undefined;
  let at = start;
  for (; at < text.length; at++) {
    const sign = text[at] ?? "";
    if (sign === "\\") value += text[++at] ?? "";
    else if (quote === undefined && blank.test(sign)) break;
    else if (sign === quote?.sign) quote = undefined;
    else if (quote === undefined && (sign === '"' || sign === "'")) quote = { sign, at };
    else value += sign;
  }
  // A quote that is the last sign of all is passed over.
  const openQuote = quote === undefined || quote.at === text.length - 1 ? undefined : quote.at;
  return { value, start, end: Math.min(at, text.length), openQuote };
}

/**
 * Reads a line as keepalived reads its commands since 2.0.6: both kinds of quotes protect blanks and each other, they may begin and end
 * within a word, and a backslash takes away a character's meaning wherever it stands.
 *
 * @param text the line from its keyword on
 */
export function readCommandLine(text: string): CommandLine {
  const words: CommandWord[] = [];
  for (let at = 0; ; ) {
    while (at < text.length && blank.test(text[at] ?? "")) at++;
    if (at >= text.length) return { words, openQuote: undefined };
    const { openQuote, ...word } = readWord(text, at);
    if (openQuote !== undefined) return { words, openQuote };
    words.push(word);
    at = word.end;
  }
}

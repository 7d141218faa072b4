/** How the value of an assignment is enclosed; the full-width and typographic marks enclose nothing to any program. */
export type EnvironmentQuote = "none" | "double" | "single" | "foreign";

/** A line `NAME=value` of an environment file, by offsets of the text. */
export interface EnvironmentAssignment {
  readonly key: string;
  readonly keyStart: number;
  readonly keyEnd: number;
  /** What is meant as the value: quotes, the blanks around it and a comment behind it taken away. */
  readonly value: string;
  /** The value without its quotes. */
  readonly start: number;
  readonly end: number;
  readonly quote: EnvironmentQuote;
  /** The value with its quotes. */
  readonly outerStart: number;
  readonly outerEnd: number;
  /** Where its line ends, a comment included. */
  readonly lineEnd: number;
  /** The characters from `start` to `end` are the value itself: no escape and no continued line is in it. */
  readonly isPlain: boolean;
}

const assignment = /^[ \t]*(?:export[ \t]+)?([A-Za-z_][A-Za-z0-9_]*)[ \t]*=[ \t]*/;
/** Marks that look like quotes: full-width ones and those that word processors put in. */
const foreignMarks = "＂＇“”‘’„«»";
const foreignOpening = new RegExp(`^[${foreignMarks}]`);
const foreignClosing = new RegExp(`[${foreignMarks}](?=[ \\t]*(?:$|[ \\t]#))`);

/** The logical line from an offset: a backslash at its end continues it. */
function logicalLineEnd(text: string, from: number): number {
  let at = from;
  for (;;) {
    const newline = text.indexOf("\n", at);
    if (newline < 0) return text.length;
    const before = text[newline - 1] === "\r" ? newline - 2 : newline - 1;
    if (text[before] !== "\\" || before < from) return newline;
    at = newline + 1;
  }
}

interface Value {
  readonly value: string;
  readonly start: number;
  readonly end: number;
  readonly quote: EnvironmentQuote;
  readonly outerEnd: number;
  readonly isPlain: boolean;
}

/** What a backslash in double quotes leaves: itself, unless it stands before a sign that it takes the meaning from. */
function unescape(raw: string): string {
  return raw.replace(/\\(?:\r?\n|(["$`\\]))/g, (_, sign: string | undefined) => sign ?? "");
}

function readValue(line: string): Value {
  const [first = ""] = line;
  if (first === '"' || first === "'") {
    let close = line.indexOf(first, 1);
    while (first === '"' && close > 0 && line[close - 1] === "\\" && line[close - 2] !== "\\") {
      close = line.indexOf(first, close + 1);
    }
    if (close > 0) {
      const raw = line.slice(1, close);
      const value = first === '"' ? unescape(raw) : raw;
      return {
        value,
        start: 1,
        end: close,
        quote: first === '"' ? "double" : "single",
        outerEnd: close + 1,
        isPlain: value === raw,
      };
    }
  }
  if (foreignOpening.test(first)) {
    const closing = foreignClosing.exec(line.slice(1));
    if (closing !== null) {
      const close = closing.index + 1;
      return {
        value: line.slice(1, close),
        start: 1,
        end: close,
        quote: "foreign",
        outerEnd: close + 1,
        isPlain: true,
      };
    }
  }
  // systemd takes a comment sign within a value for a part of it; who writes one behind blanks means a comment.
  const comment = /(?:^|[ \t])#/.exec(line)?.index ?? line.length;
  const raw = line.slice(0, comment).trimEnd();
  const value = raw.replace(/\\\r?\n/g, "");
  return { value, start: 0, end: raw.length, quote: "none", outerEnd: raw.length, isPlain: value === raw };
}

/**
 * Reads an environment file as systemd's `EnvironmentFile=` and a shell that sources it do.
 *
 * @param text any text; lines that are no assignment are passed over
 * @returns the assignments in the order of the text
 */
export function readEnvironment(text: string): EnvironmentAssignment[] {
  const found: EnvironmentAssignment[] = [];
  for (let at = 0; at < text.length; ) {
    const end = logicalLineEnd(text, at);
    const line = text.slice(at, end);
    const match = assignment.exec(line);
    const key = match?.[1];
    if (match !== null && key !== undefined) {
      const outerStart = at + match[0].length;
      const keyStart = at + match[0].indexOf(key);
      const value = readValue(line.slice(match[0].length).replace(/\r$/, ""));
      found.push({
        key,
        keyStart,
        keyEnd: keyStart + key.length,
        value: value.value,
        start: outerStart + value.start,
        end: outerStart + value.end,
        quote: value.quote,
        outerStart,
        outerEnd: outerStart + value.outerEnd,
        lineEnd: text[end - 1] === "\r" ? end - 1 : end,
        isPlain: value.isPlain,
      });
    }
    at = end + 1;
  }
  return found;
}

import { anchorOf, type Origin, type Word } from "../syntax/tree.ts";
import { type Fix, type Message, message } from "./finding.ts";

/** Blanks that neither program takes for one; a Chinese input method and copied web pages bring them. */
const blanks = /[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/gu;
/** Characters that take no room at all. */
const widthless = /[\u00ad\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/gu;
const invisible = new RegExp(`${blanks.source}|${widthless.source}`, "u");

/** A line with an invisible character in a keyword's place, as it reads once that is mended. */
export interface MendedLine {
  /** What stands in the place of the faulty word then; there may be blanks in it. */
  readonly text: string;
  /** All words of the line then. */
  readonly words: readonly string[];
  /** Whether the line begins with a known keyword then, or nothing but the invisible character stood on it. */
  readonly isKnown: boolean;
}

/**
 * Mends a word that has an invisible character.
 *
 * @param words the words of the line
 * @param at which of them is unknown
 * @param isKnown whether a line of such words would be known; the line may be empty
 * @returns undefined where the word has no invisible character
 */
export function mendLine(
  words: readonly string[],
  at: number,
  isKnown: (words: readonly string[]) => boolean,
): MendedLine | undefined {
  const word = words[at] ?? "";
  if (!invisible.test(word)) return undefined;
  const mended = (blank: string, nothing: string): MendedLine => {
    const spaced = word.replace(blanks, blank).replace(widthless, nothing);
    const parts = spaced.split(" ").filter((part) => part !== "");
    const line = [...words.slice(0, at), ...parts, ...words.slice(at + 1)];
    return { text: parts.length === 0 ? "" : spaced, words: line, isKnown: isKnown(line) };
  };
  const likely = mended(" ", "");
  return [likely, mended("", ""), mended(" ", " ")].find((line) => line.isKnown) ?? likely;
}

const names = {
  "\u00a0": "non-breaking blank",
  "\u200b": "zero-width blank",
  "\u3000": "full-width blank",
  "\ufeff": "byte order mark",
  blank: "blank of another width",
  widthless: "zero-width character",
};

function nameKind(character: string): keyof typeof names {
  switch (character) {
    case "\u00a0":
    case "\u200b":
    case "\u3000":
    case "\ufeff":
      return character;
    default:
      return character.search(blanks) < 0 ? "widthless" : "blank";
  }
}

const outcomes = {
  refused: "An invisible character ({code}, {name}) stands {where}, and haproxy does not start with it. {advice}",
  skipped: "An invisible character ({code}, {name}) stands {where}, and keepalived skips the line. {advice}",
  "lost-block":
    "An invisible character ({code}, {name}) stands {where}: keepalived does not know the block, and its closing brace ends the block around. {advice}",
};

function whereIn(words: readonly string[], at: number, { text }: MendedLine): Message {
  const word = words[at] ?? "";
  const before = word.search(invisible);
  const [head = words[at + 1]] = text.split(" ").filter((part) => part !== "");
  if (head === undefined) return message("in the place of a keyword");
  if (before === 0) return message("before {word}", { word: head });
  return before < head.length ? message("within {word}", { word: head }) : message("behind {word}", { word: head });
}

/** Says which invisible character a word has and what comes of it. */
export function sayInvisible(
  outcome: keyof typeof outcomes,
  words: readonly string[],
  at: number,
  line: MendedLine,
): Message {
  const character = invisible.exec(words[at] ?? "")?.[0] ?? "";
  const code = `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
  const kind = nameKind(character);
  const name = message(names[kind]);
  const advice = line.text.includes(" ") ? message("Write a normal blank instead.") : message("Remove it.");
  return message(outcomes[outcome], { code, name, where: whereIn(words, at, line), advice });
}

/**
 * The fix of a word with an invisible character; none where the word is not written as it reads.
 *
 * @param source the file, the section's origin and its text
 * @param word the faulty word
 * @param line the line as it reads when it is mended
 */
export function invisibleFixes(
  source: { readonly file: string; readonly origin: Origin; readonly text: string },
  word: Word,
  line: MendedLine,
): readonly Fix[] {
  if (word.generated === true || source.text.slice(word.start, word.end) !== word.value) return [];
  const title = line.text.includes(" ")
    ? message("Write a normal blank for the invisible character")
    : message("Remove the invisible character");
  const at = anchorOf(source.origin, word);
  const edits = [{ file: source.file, at, form: "in-place", newText: line.text }] as const;
  return [{ title, isPreferred: true, isSafe: line.isKnown, edits }];
}

import type { Origin } from "../../syntax/tree.ts";
import { maskHoles } from "../placeholder.ts";
import { stateAddress, stateText, type Written } from "../written.ts";
import type { HostEntry, HostsFacts } from "./facts.ts";

/** No hosts file that people write is longer (in UTF-16 units); lists of advertisers' names are, and say nothing here. */
const maximumLength = 1 << 18;

/** Where lines of a hosts file stand in another file, and what fills in their variables. */
export interface HostLinesPlace {
  readonly origin: Origin;
  /** The offset of the text's first character, counted from the origin. */
  readonly start: number;
  readonly expand?: (text: string) => string;
}

/** Makes an entry of the words of one line; a line without a name is none. */
export function hostEntry(words: readonly Written[]): HostEntry | undefined {
  const [address, ...names] = words;
  if (address === undefined || names.length === 0) return undefined;
  return { address: stateAddress(address), names: names.map(stateText) };
}

/** Reads the lines of a hosts file: `address name…`, with comments behind `#`. */
export function hostEntries(text: string, { origin, start, expand }: HostLinesPlace): HostEntry[] {
  const entries: HostEntry[] = [];
  let lineStart = 0;
  for (const line of text.split("\n")) {
    const words: Written[] = [];
    for (const match of maskHoles(line).replace(/#.*/, "").matchAll(/\S+/g)) {
      const raw = line.slice(match.index, match.index + match[0].length);
      const filled = expand === undefined ? raw : expand(raw);
      const from = start + lineStart + match.index;
      words.push({
        text: filled,
        at: { origin, start: from, end: from + raw.length },
        raw,
        isGenerated: filled !== raw,
        isUnknown: expand !== undefined && /[$`]/.test(filled),
      });
    }
    const entry = hostEntry(words);
    // What is no address at all is another line: a template's, or one that a program skips.
    if (entry !== undefined && mayBeAddress(entry)) entries.push(entry);
    lineStart += line.length + 1;
  }
  return entries;
}

function mayBeAddress({ address }: HostEntry): boolean {
  return address.value !== undefined || /[${<@*xX]|_/.test(address.text);
}

/**
 * Reads a hosts file.
 *
 * @param text any text is taken
 * @param origin where it begins, for one that stands in another text
 * @returns undefined where no line names an address
 */
export function hostsFacts(text: string, origin: Origin = { offset: 0 }): HostsFacts | undefined {
  if (text.length > maximumLength) return undefined;
  const entries = hostEntries(text, { origin, start: 0 });
  return entries.length === 0 ? undefined : { kind: "hosts", entries };
}

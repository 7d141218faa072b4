import { type Message, sayMessage } from "../rules/finding.ts";
import { spanIn } from "../syntax/tree.ts";
import { effectivePrefixes, effectiveValues } from "./keepalived-effective.ts";
import type { FactsSource } from "./source.ts";

/** A few words to be shown behind a place of a file. */
export interface InlayHintText {
  /** The offset of the file behind which it is shown. */
  readonly offset: number;
  readonly said: Message | string;
  /** Why that is so. */
  readonly reason: Message;
  /** It goes on with the word in front, so that no blank stands between. */
  readonly isGlued: boolean;
}

function textOf(said: Message | string): string {
  return typeof said === "string" ? said : sayMessage(said);
}

/**
 * What keepalived uses in place of what is written in a part of a file: the priority with the trackers' weights, a rounded interval,
 * the part of a password that counts, the prefix length of an address without one. Hosts that read the file differently have to agree.
 *
 * @param source the files
 * @param file the file's key
 * @param start where the part begins, and
 * @param end where it ends, as offsets of the file
 * @returns sorted by offset; nothing for files of other languages
 */
export function inlayHints(source: FactsSource, file: string, start: number, end: number): readonly InlayHintText[] {
  if (source.treeOf(file)?.language !== "keepalived") return [];
  const found = new Map<number, InlayHintText | "disputed">();
  for (const facts of source.factsOf(file)) {
    if (facts.kind !== "keepalived") continue;
    const values = facts.instances.flatMap((instance) => effectiveValues(instance, facts));
    for (const { keyword, at, said, reason, isNews } of [...values, ...effectivePrefixes(facts)]) {
      const offset = spanIn(file, at)?.end;
      if (offset === undefined || offset < start || offset > end) continue;
      const hint = isNews ? { offset, said, reason, isGlued: keyword === "address" } : "disputed";
      const other = found.get(offset);
      const isSame = other === undefined || (other !== "disputed" && textOf(other.said) === textOf(said));
      found.set(offset, isSame ? hint : "disputed");
    }
  }
  const hints = [...found.values()].filter((hint) => hint !== "disputed");
  return hints.sort((one, other) => one.offset - other.offset);
}

import type { KeepalivedFacts } from "../model/keepalived/facts.ts";
import { type Message, sayMessage } from "../rules/finding.ts";
import { spanIn } from "../syntax/tree.ts";
import { type EffectiveValue, effectivePrefixes, effectiveValues } from "./keepalived-effective.ts";
import { effectiveServers } from "./keepalived-server-effective.ts";
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
 * the part of a password that counts, the prefix length of an address without one, what a virtual server leaves out. Hosts that read the file differently have to agree.
 *
 * @param source the files
 * @param file the file's key
 * @param start where the part begins, and
 * @param end where it ends, as offsets of the file
 * @returns sorted by offset; nothing for files of other languages
 */
export function inlayHints(source: FactsSource, file: string, start: number, end: number): readonly InlayHintText[] {
  if (source.treeOf(file)?.language !== "keepalived") return [];
  const found = new Map<number, readonly InlayHintText[]>();
  for (const facts of source.factsOf(file)) {
    if (facts.kind !== "keepalived") continue;
    for (const [offset, values] of valuesByOffset(facts, file)) {
      if (offset < start || offset > end) continue;
      const hints = values
        .filter(({ isNews }) => isNews)
        .map(({ said, reason, keyword }) => ({ offset, said, reason, isGlued: keyword === "address" }));
      const other = found.get(offset);
      found.set(offset, other === undefined || sayAll(other) === sayAll(hints) ? hints : []);
    }
  }
  return [...found.values()].flat().sort((one, other) => one.offset - other.offset);
}

/** What a host makes of the values of a file, by the offset behind which they stand. */
function valuesByOffset(facts: KeepalivedFacts, file: string): ReadonlyMap<number, readonly EffectiveValue[]> {
  const byOffset = new Map<number, EffectiveValue[]>();
  const values = facts.instances.flatMap((instance) => effectiveValues(instance, facts));
  for (const value of [...values, ...effectivePrefixes(facts), ...effectiveServers(facts)]) {
    const offset = spanIn(file, value.at)?.end;
    if (offset !== undefined) byOffset.set(offset, [...(byOffset.get(offset) ?? []), value]);
  }
  return byOffset;
}

function sayAll(hints: readonly InlayHintText[]): string {
  return hints.map(({ said }) => textOf(said)).join("\n");
}

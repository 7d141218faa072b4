import type { KeepalivedFacts } from "../model/keepalived/facts.ts";
import { type Message, message, sayMessage } from "../rules/finding.ts";
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
  const found = new Map<number, InlayHintText | "disputed">();
  for (const facts of source.factsOf(file)) {
    if (facts.kind !== "keepalived") continue;
    for (const [offset, values] of valuesByOffset(facts, file)) {
      if (offset < start || offset > end) continue;
      const hint = hintOf(offset, values) ?? "disputed";
      const other = found.get(offset);
      const isSame = other === undefined || (other !== "disputed" && hint !== "disputed" && alike(other, hint));
      found.set(offset, isSame ? hint : "disputed");
    }
  }
  const hints = [...found.values()].filter((hint) => hint !== "disputed");
  return hints.sort((one, other) => one.offset - other.offset);
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

/** What is new of the values at one place; undefined where nothing is. */
function hintOf(offset: number, values: readonly EffectiveValue[]): InlayHintText | undefined {
  const [last, ...before] = values.filter(({ isNews }) => isNews).reverse();
  if (last === undefined) return undefined;
  const said = before.reduce<Message | string>(
    (rest, { said: part }) => message("{part}, {rest}", { part, rest }),
    last.said,
  );
  return { offset, said, reason: (before.at(-1) ?? last).reason, isGlued: last.keyword === "address" };
}

function alike(one: InlayHintText, other: InlayHintText): boolean {
  return textOf(one.said) === textOf(other.said);
}

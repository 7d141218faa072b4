/**
 * What haproxy of each version knows: its sections, its statements and where they stand. Plain data and pure functions,
 * all that checking needs. What only explaining needs (signatures, arguments, enumerations, the names of every other
 * kind) is in explain.ts, apart, so that a command that only checks never reads its data.
 */
import type { HaproxyKeyword, HaproxyPlace, HaproxySectionKind } from "./types.ts";
import type { HaproxyVersion, HaproxyVersionChoice } from "./versions.ts";
import { haproxyVersionMask, haproxyVersionsOf } from "./versions.ts";
import type { WordNode } from "./vocabulary.ts";
import { haproxySections, haproxyVocabulary } from "./vocabulary.ts";

export { haproxyActions, haproxyFilters, haproxyNextWords } from "./complete.ts";
export { isHaproxyBeginning, lookupHaproxyStatement } from "./lookup.ts";
export type {
  HaproxyEnumeration,
  HaproxyEnumerationValue,
  HaproxyExplanation,
  HaproxyKeyword,
  HaproxyKind,
  HaproxyLookup,
  HaproxyNextWord,
  HaproxyPlace,
  HaproxySectionKind,
  HaproxyTerm,
} from "./types.ts";
export type { HaproxyVersion, HaproxyVersionChoice } from "./versions.ts";
export { haproxyVersionFor, haproxyVersionMask, haproxyVersions, haproxyVersionsOf } from "./versions.ts";

/** Every statement's keyword of all versions, in no particular order; for generators and tests. */
export function allHaproxyKeywords(): readonly HaproxyKeyword[] {
  const found: HaproxyKeyword[] = [];
  const collect = (node: WordNode): void => {
    if (node.keyword) found.push(node.keyword);
    for (const next of node.next.values()) collect(next);
  };
  const { owners, actions, filters } = haproxyVocabulary();
  for (const words of owners.values()) words.all().forEach(collect);
  return [...found, ...actions().values(), ...filters().values()];
}

/** The words that open a section in a version. */
export function haproxySectionKinds(version: HaproxyVersionChoice): readonly HaproxySectionKind[] {
  const mask = haproxyVersionMask(version);
  const found: HaproxySectionKind[] = [];
  for (const [word, versions] of haproxySections()) if ((versions & mask) !== 0) found.push(word as HaproxySectionKind);
  return found;
}

/** The versions that have a section of this word; empty where no version has. */
export function haproxySectionVersions(word: string): readonly HaproxyVersion[] {
  return haproxyVersionsOf(haproxySections().get(word) ?? 0);
}

/** Where the statements of a section stand, from its header's words; `undefined` for a word that opens no section. */
export function haproxyPlaceOf(header: readonly string[]): HaproxyPlace | undefined {
  const word = header[0] ?? "";
  if (!haproxySections().has(word)) return undefined;
  const isNamed = word === "defaults" && header[1] !== undefined && header[1] !== "from";
  return isNamed ? "defaults-named" : (word as HaproxySectionKind);
}

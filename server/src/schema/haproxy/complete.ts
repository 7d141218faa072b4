import { proxyPlaces, rulesetNames } from "./additions.ts";
import { isReachable, ownerOf } from "./lookup.ts";
import type { HaproxyKeyword, HaproxyNextWord, HaproxyPlace } from "./types.ts";
import type { HaproxyVersionChoice } from "./versions.ts";
import { haproxyVersionMask } from "./versions.ts";
import type { WordNode } from "./vocabulary.ts";
import { haproxyVocabulary } from "./vocabulary.ts";

const rulesets: ReadonlySet<string> = new Set(rulesetNames);

function isDeprecated(keyword: HaproxyKeyword | undefined, mask: number): boolean {
  return keyword !== undefined && (keyword.known & mask & ~keyword.deprecated) === 0;
}

function worksAnywhere(node: WordNode, place: HaproxyPlace, mask: number): boolean {
  if (((node.keyword?.allowed.get(place) ?? 0) & mask) !== 0) return true;
  for (const next of node.next.values()) if (worksAnywhere(next, place, mask)) return true;
  return false;
}

function hasNegatable(node: WordNode, place: HaproxyPlace, mask: number): boolean {
  if (node.keyword?.negatable && isReachable(node, place, mask)) return true;
  for (const next of node.next.values()) if (hasNegatable(next, place, mask)) return true;
  return false;
}

function nextOf(
  nodes: Iterable<WordNode>,
  place: HaproxyPlace,
  mask: number,
  negated: boolean,
): readonly HaproxyNextWord[] {
  const found: HaproxyNextWord[] = [];
  for (const next of nodes) {
    if (!isReachable(next, place, mask) || (negated && !hasNegatable(next, place, mask))) continue;
    const name = next.keyword?.name ?? "";
    found.push({
      word: next.word,
      statement: next.keyword,
      more: next.next.size > 0 || rulesets.has(name) || (name === "filter" && ownerOf(place) === "proxy"),
      effect: worksAnywhere(next, place, mask) ? "works" : "ignored",
      deprecated: isDeprecated(next.keyword, mask) && next.next.size === 0,
    });
  }
  return found;
}

/** The actions of a ruleset (`http-request`, `tcp-request content` …) in a version. */
export function haproxyActions(ruleset: string, version: HaproxyVersionChoice): readonly HaproxyKeyword[] {
  const mask = haproxyVersionMask(version);
  return [...haproxyVocabulary().actions().values()].filter(
    (action) => ((action.allowed.get(ruleset) ?? 0) & mask) !== 0,
  );
}

/** The filters that a version has. */
export function haproxyFilters(version: HaproxyVersionChoice): readonly HaproxyKeyword[] {
  const mask = haproxyVersionMask(version);
  return [...haproxyVocabulary().filters().values()].filter((filter) => (filter.known & mask) !== 0);
}

/** The actions or filters that follow a keyword. */
function followersOf(name: string, place: HaproxyPlace, version: HaproxyVersionChoice): readonly HaproxyKeyword[] {
  if (rulesets.has(name)) return haproxyActions(name, version);
  return name === "filter" && proxyPlaces.includes(place) ? haproxyFilters(version) : [];
}

const prefix = { statement: undefined, more: true, effect: "works", deprecated: false } as const;

/**
 * The fixed words that may come next in a statement of this place; empty where an argument comes next. `words` are the
 * words in front of it, a prefix `no` or `default` included; an empty list asks for the first word. What haproxy would
 * refuse there is not listed; what it would ignore comes with the effect `ignored`. Experimental and deprecated words
 * are listed.
 */
export function haproxyNextWords(
  place: HaproxyPlace,
  words: readonly string[],
  version: HaproxyVersionChoice,
): readonly HaproxyNextWord[] {
  const mask = haproxyVersionMask(version);
  const data = haproxyVocabulary();
  const root = data.owners.get(ownerOf(place));
  const negated = words[0] === "no" || words[0] === "default";
  const [first, ...rest] = negated ? words.slice(1) : words;
  if (!root) return [];
  if (first === undefined) {
    const found = nextOf(root.all(), place, mask, negated);
    const hasPrefix = !negated && found.some(({ statement }) => statement?.negatable === true);
    return hasPrefix ? [...found, { word: "no", ...prefix }, { word: "default", ...prefix }] : found;
  }
  let node = root.get(first);
  for (const word of rest) node = node?.next.get(word);
  if (!node) return [];
  const followers = followersOf(node.keyword?.name ?? "", place, version);
  if (followers.length === 0) return nextOf(node.next.values(), place, mask, negated);
  return followers.map((action) => ({
    word: action.name,
    statement: action,
    more: false,
    effect: "works",
    deprecated: isDeprecated(action, mask),
  }));
}

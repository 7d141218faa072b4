import { proxyPlaces, rulesetNames } from "./additions.ts";
import type { HaproxyKeyword, HaproxyLookup, HaproxyPlace } from "./types.ts";
import type { HaproxyVersionChoice } from "./versions.ts";
import { haproxyVersionMask, haproxyVersionsOf } from "./versions.ts";
import type { OwnerWords, Vocabulary, WordNode } from "./vocabulary.ts";
import { haproxySections, haproxyVocabulary } from "./vocabulary.ts";

const rulesets: ReadonlySet<string> = new Set(rulesetNames);

/** Whose keywords a place reads. */
export function ownerOf(place: HaproxyPlace): string {
  return proxyPlaces.includes(place) ? "proxy" : place;
}

/** The fixed part of a word that carries arguments in parentheses: `set-var(txn.a)` is `set-var`. */
function fixedPart(word: string): string {
  const parenthesis = word.indexOf("(");
  return parenthesis > 0 ? word.slice(0, parenthesis) : word;
}

interface Match {
  /** The deepest node reached. */
  readonly node: WordNode;
  /** The longest keyword on the way, and behind which word it ends. */
  readonly keyword: HaproxyKeyword | undefined;
  readonly end: number;
  /** Where the deepest node ends. */
  readonly reached: number;
}

/** Follows fixed words from `start`. */
function follow(root: OwnerWords | undefined, words: readonly string[], start: number): Match | undefined {
  let node = root?.get(words[start] ?? "");
  if (!node) return undefined;
  let reached = start + 1;
  let keyword = node.keyword;
  let end = reached;
  while (reached < words.length) {
    const word = words[reached] ?? "";
    const next: WordNode | undefined = node.next.get(word) ?? node.next.get(fixedPart(word));
    if (!next) break;
    node = next;
    reached += 1;
    if (node.keyword) {
      keyword = node.keyword;
      end = reached;
    }
  }
  return { node, keyword, end, reached };
}

function worksIn(keyword: HaproxyKeyword, mask: number): readonly HaproxyPlace[] {
  const places: HaproxyPlace[] = [];
  for (const [place, versions] of keyword.allowed) if ((versions & mask) !== 0) places.push(place as HaproxyPlace);
  return places;
}

function isDeprecated(keyword: HaproxyKeyword, mask: number): boolean {
  return (keyword.deprecated & mask) !== 0 && (keyword.known & mask & ~keyword.deprecated) === 0;
}

/** Whether versions that lack a keyword lost it, or are older than it: `known` are those that have it in this place. */
function goneStatus(keyword: HaproxyKeyword, known: number, mask: number): "removed" | "other-version" {
  return (keyword.removed & mask) !== 0 || known < mask ? "removed" : "other-version";
}

type Verdict = Pick<HaproxyLookup, "status" | "effect" | "places" | "versions" | "deprecated">;

/** What becomes of a keyword of the place's own owner. */
function workOut(keyword: HaproxyKeyword, place: HaproxyPlace, mask: number): Verdict {
  const allowed = keyword.allowed.get(place) ?? 0;
  const ignored = keyword.ignored.get(place) ?? 0;
  const here = allowed | ignored;
  const places = worksIn(keyword, mask);
  const common = { places, versions: haproxyVersionsOf(here), deprecated: isDeprecated(keyword, mask) };
  if ((allowed & mask) !== 0) return { ...common, status: "known", effect: "works" };
  if ((ignored & mask) !== 0) return { ...common, status: "misplaced", effect: "ignored" };
  const isUntold = keyword.known === 0 && (keyword.removed & mask) === 0;
  if (isUntold || (keyword.unsure & mask) !== 0) return { ...common, status: "unsure", effect: "works" };
  if ((keyword.known & mask) !== 0) return { ...common, status: "misplaced", effect: "refused" };
  return {
    ...common,
    places: worksIn(keyword, keyword.known),
    versions: haproxyVersionsOf(keyword.known),
    status: goneStatus(keyword, keyword.known, mask),
    effect: "refused",
  };
}

/** Verdicts already worked out; a file asks for few different ones, many times. */
const verdicts = new Map<HaproxyKeyword, Map<HaproxyPlace, { readonly mask: number; readonly verdict: Verdict }>>();

function judge(keyword: HaproxyKeyword, place: HaproxyPlace, mask: number): Verdict {
  let byPlace = verdicts.get(keyword);
  if (!byPlace) {
    byPlace = new Map();
    verdicts.set(keyword, byPlace);
  }
  const seen = byPlace.get(place);
  if (seen?.mask === mask) return seen.verdict;
  const verdict = workOut(keyword, place, mask);
  byPlace.set(place, { mask, verdict });
  return verdict;
}

/** What becomes of keywords that belong to sections of other kinds. */
function judgeForeign(keywords: readonly HaproxyKeyword[], mask: number): Verdict {
  const usable = keywords.filter(({ known }) => (known & mask) !== 0);
  const shown = usable.length > 0 ? usable : keywords;
  const places = shown.flatMap((keyword) => worksIn(keyword, usable.length > 0 ? mask : keyword.known));
  return {
    status: keywords.some(({ known, unsure }) => (known | unsure) !== 0) ? "misplaced" : "removed",
    effect: "refused",
    places: [...new Set(places)],
    versions: [],
    deprecated: shown.every((keyword) => isDeprecated(keyword, mask)),
  };
}

const nothing = {
  statement: undefined,
  action: undefined,
  prefixRefused: false,
  unknownWord: undefined,
  candidates: [],
  places: [],
  versions: [],
  deprecated: false,
} as const;

/** The words of these nodes that are usable in this place and version. */
function usableWords(nodes: Iterable<WordNode>, place: HaproxyPlace, mask: number): readonly string[] {
  const words: string[] = [];
  for (const node of nodes) if (isReachable(node, place, mask)) words.push(node.word);
  return words;
}

/** Whether a node or one behind it is usable in this place and version. */
export function isReachable(node: WordNode, place: HaproxyPlace, mask: number): boolean {
  const { keyword } = node;
  if (keyword) {
    const here = (keyword.allowed.get(place) ?? 0) | (keyword.ignored.get(place) ?? 0);
    if ((here & mask) !== 0) return true;
  }
  for (const next of node.next.values()) if (isReachable(next, place, mask)) return true;
  return false;
}

/** The longest matches among the keywords of other owners, the one with most places first, and where they end. */
function foreignMatches(
  data: Vocabulary,
  owner: string,
  words: readonly string[],
  start: number,
): { readonly keywords: readonly HaproxyKeyword[]; readonly end: number } {
  let keywords: HaproxyKeyword[] = [];
  let end = start;
  for (const [other, root] of data.owners) {
    const match = other === owner ? undefined : follow(root, words, start);
    if (!match?.keyword || match.end < end) continue;
    if (match.end > end) keywords = [];
    keywords.push(match.keyword);
    end = match.end;
  }
  return { keywords: keywords.sort((left, right) => right.allowed.size - left.allowed.size), end };
}

/** The action that a word names in any ruleset: by its name, or by a name that arguments are glued to. */
export function findAction(data: Vocabulary, word: string): HaproxyKeyword | undefined {
  const exact = data.actions().get(word);
  if (exact) return exact;
  let best: HaproxyKeyword | undefined;
  for (const action of data.actions().values()) {
    if (action.parenthesised && word.startsWith(action.name) && action.name.length > (best?.name.length ?? 0))
      best = action;
  }
  return best;
}

type Found = Omit<HaproxyLookup, "prefix" | "prefixRefused" | "nameStart">;

function unknown(at: number, candidates: readonly string[], statement: HaproxyKeyword | undefined): Found {
  return { ...nothing, statement, status: "unknown", effect: "refused", nameEnd: at + 1, unknownWord: at, candidates };
}

/** The word behind a ruleset's name or behind `filter`. */
function judgeFollower(
  data: Vocabulary,
  found: Found,
  follower: { readonly word: string; readonly at: number; readonly key: string; readonly mask: number },
): Found {
  const { word, at, key, mask } = follower;
  // A rule in the wrong place is refused, or ignored, before its action is looked at.
  if (found.status !== "known" || word.startsWith("lua.")) return found;
  const isFilter = key === "filter";
  const table = isFilter ? data.filters() : data.actions();
  const entry = isFilter ? data.filters().get(word) : findAction(data, word);
  const versionsIn = (candidate: HaproxyKeyword) => {
    const known = isFilter ? candidate.known : (candidate.allowed.get(key) ?? 0);
    return known === 0 ? 0 : known | candidate.unsure;
  };
  if (!entry || versionsIn(entry) === 0) {
    const candidates = [...table.values()].filter((other) => (versionsIn(other) & mask) !== 0).map(({ name }) => name);
    return { ...unknown(at, candidates, found.statement), action: entry };
  }
  const action = { ...found, action: entry, nameEnd: at + 1 };
  if ((versionsIn(entry) & mask) !== 0) return { ...action, deprecated: found.deprecated || isDeprecated(entry, mask) };
  const status = goneStatus(entry, versionsIn(entry), mask);
  return { ...action, status, effect: "refused", versions: haproxyVersionsOf(versionsIn(entry)) };
}

/** The first words of names that all go on: `timeout`. */
function judgeIncomplete({ node, keyword, reached }: Match, place: HaproxyPlace, mask: number): Found | undefined {
  const isTaken = !keyword || judge(keyword, place, mask).status === "known";
  const candidates = node.closed && isTaken ? usableWords(node.next.values(), place, mask) : [];
  if (candidates.length === 0) return undefined;
  return { ...nothing, statement: keyword, status: "incomplete", effect: "refused", nameEnd: reached, candidates };
}

function find(place: HaproxyPlace, words: readonly string[], start: number, mask: number): Found {
  const data = haproxyVocabulary();
  const owner = ownerOf(place);
  const root = data.owners.get(owner);
  const match = follow(root, words, start);
  const following = match ? words[match.reached] : undefined;
  const isUnknownWord = match?.node.closed === true && following !== undefined;
  if (!match || isUnknownWord) {
    const foreign = foreignMatches(data, owner, words, start);
    if (foreign.end > (match?.reached ?? start)) {
      const verdict = judgeForeign(foreign.keywords, mask);
      return { ...nothing, ...verdict, statement: foreign.keywords[0], nameEnd: foreign.end };
    }
    if (!root) return { ...nothing, status: "unsure", effect: "works", nameEnd: start + 1 };
    if (!match) return unknown(start, usableWords(root.all(), place, mask), undefined);
    // A keyword in the wrong place is refused, or ignored, before its second word is looked at.
    const parent = match.keyword ? judge(match.keyword, place, mask) : undefined;
    if (!parent || parent.status === "known") {
      return unknown(match.reached, usableWords(match.node.next.values(), place, mask), match.keyword);
    }
    return { ...nothing, ...parent, statement: match.keyword, nameEnd: match.end };
  }
  const incomplete = following === undefined ? judgeIncomplete(match, place, mask) : undefined;
  if (incomplete) return incomplete;
  if (!match.keyword) return { ...nothing, status: "unsure", effect: "works", nameEnd: match.reached };
  const found: Found = {
    ...nothing,
    ...judge(match.keyword, place, mask),
    statement: match.keyword,
    nameEnd: match.end,
  };
  const key = match.keyword.name;
  const word = words[match.end];
  if (word === undefined || !(rulesets.has(key) || (key === "filter" && owner === "proxy"))) return found;
  return judgeFollower(data, found, { word, at: match.end, key, mask });
}

/**
 * Judges a statement by its name. `words` are the statement's words with quotes removed, the keyword first; `place`
 * is the section's kind (`defaults-named` for a `defaults` with a name). Never fails: what the facts cannot tell has
 * the status `unsure`, and so have directives (`.if`) and an empty list.
 */
export function lookupHaproxyStatement(
  place: HaproxyPlace,
  words: readonly string[],
  version: HaproxyVersionChoice,
): HaproxyLookup {
  const first = words[0] ?? "";
  const prefix = (first === "no" || first === "default") && words.length > 1 ? first : undefined;
  const nameStart = prefix === undefined ? 0 : 1;
  if (
    first === "" ||
    first.startsWith(".") ||
    !haproxySections().has(place === "defaults-named" ? "defaults" : place)
  ) {
    return { ...nothing, status: "unsure", effect: "works", prefix, nameStart, nameEnd: Math.min(1, words.length) };
  }
  const found = find(place, words, nameStart, haproxyVersionMask(version));
  const prefixRefused = prefix !== undefined && found.statement !== undefined && !found.statement.negatable;
  return { ...found, prefix, prefixRefused, nameStart };
}

/** Whether some words are the beginning of longer names, in whatever version and section of the place's kind. */
export function isHaproxyBeginning(place: HaproxyPlace, words: readonly string[]): boolean {
  const match = follow(haproxyVocabulary().owners.get(ownerOf(place)), words, 0);
  return match?.reached === words.length && match.node.next.size > 0;
}

import type { AddedKeyword } from "./additions.ts";
import {
  addedActions,
  addedKeywords,
  buildDependent,
  closedFamilies,
  corrections,
  misprints,
  negatableWords,
  refusals,
  removedEverywhere,
} from "./additions.ts";
import { sectionsJson } from "./data/sections.ts";
import { statementsJson } from "./data/statements.ts";
import type { HaproxyKeyword, HaproxySectionKind } from "./types.ts";
import type { HaproxyVersion } from "./versions.ts";
import { allHaproxyVersions, haproxyVersionMask } from "./versions.ts";

/** A fixed word with what may follow it, by the owner of the keyword. */
export interface WordNode {
  readonly word: string;
  /** The keyword whose name ends with this word. */
  keyword: HaproxyKeyword | undefined;
  readonly next: Map<string, WordNode>;
  /** Every word that is not in `next` is refused. */
  closed: boolean;
}

/** The keywords of one owner by their first word. */
export interface OwnerWords {
  get(word: string): WordNode | undefined;
  all(): readonly WordNode[];
}

export interface Vocabulary {
  /** By owner: `global`, `proxy`, `peers` … */
  readonly owners: ReadonlyMap<string, OwnerWords>;
  /** Actions by name; read at the first call. */
  actions(): ReadonlyMap<string, HaproxyKeyword>;
  /** Filters by name; read at the first call. */
  filters(): ReadonlyMap<string, HaproxyKeyword>;
}

type StatementEntry = readonly [
  name: string,
  kind: HaproxyKeyword["kind"],
  owner: string,
  known: number,
  unsure: number,
  deprecated: number,
  removed: number,
  experimental: number,
  flags: string,
  allowed: string,
  ignored: string,
];

/** Places already read: most keywords share theirs with many others. */
const placesRead = new Map<string, ReadonlyMap<string, number>>();

function readPlaces(text: string, known: number): ReadonlyMap<string, number> {
  const key = `${known} ${text}`;
  const seen = placesRead.get(key);
  if (seen) return seen;
  const places = new Map<string, number>();
  placesRead.set(key, places);
  if (text === "") return places;
  for (const item of text.split(",")) {
    const colon = item.lastIndexOf(":");
    if (colon < 0) places.set(item, known);
    else places.set(item.slice(0, colon), Number(item.slice(colon + 1)));
  }
  return places;
}

function readEntry(entry: StatementEntry): HaproxyKeyword {
  const [name, kind, owner, known, unsure, deprecated, removed, experimental, flags, allowed, ignored] = entry;
  const words = name.split(" ");
  return {
    kind,
    name,
    words,
    owner,
    known,
    unsure: buildDependent.includes(name) ? allHaproxyVersions & ~(known | removed) : unsure,
    deprecated,
    removed,
    experimental,
    negatable: words[0] === "option" ? flags.includes("n") : negatableWords.has(name),
    parenthesised: flags.includes("p"),
    allowed: readPlaces(allowed, known),
    ignored: readPlaces(ignored, known),
  };
}

function narrowed(places: ReadonlyMap<string, number>, mask: number): ReadonlyMap<string, number> {
  return new Map([...places].map(([place, versions]) => [place, versions & mask]));
}

/** The versions (bits) from one on. */
function sinceMask(since: HaproxyVersion | undefined): number {
  return since === undefined ? allHaproxyVersions : allHaproxyVersions & ~(haproxyVersionMask(since) - 1);
}

/** An entry with one version more that accepts it, in the places of the others. */
function corrected(keyword: HaproxyKeyword, version: HaproxyVersion, deprecated: boolean): HaproxyKeyword {
  const bit = haproxyVersionMask(version);
  return {
    ...keyword,
    known: keyword.known | bit,
    unsure: keyword.unsure & ~bit,
    removed: keyword.removed & ~bit,
    deprecated: deprecated ? keyword.deprecated | bit : keyword.deprecated,
    allowed: new Map([...keyword.allowed].map(([place, versions]) => [place, versions | bit])),
    ignored: new Map([...keyword.ignored].map(([place, versions]) => [place, versions | bit])),
  };
}

/** A keyword of a section's own, in all versions that have the section. */
function ownersKeyword(owner: string): HaproxyKeyword {
  const versions = placeVersions(owner);
  const nowhere = { unsure: 0, deprecated: 0, removed: 0, experimental: 0, negatable: false, parenthesised: false };
  const allowed = new Map([[owner, versions]]);
  return { kind: "keyword", name: "", words: [], owner, known: versions, ...nowhere, allowed, ignored: new Map() };
}

/** The keyword of an addition by hand: as its first word's, within the versions that the addition names. */
function addedKeyword(parent: HaproxyKeyword, added: AddedKeyword): HaproxyKeyword {
  const mask = sinceMask(added.since);
  return {
    ...parent,
    name: added.name,
    words: added.name.split(" "),
    known: parent.known & mask,
    unsure: parent.unsure & mask,
    deprecated: 0,
    removed: 0,
    experimental: 0,
    negatable: added.negatable === true,
    allowed: narrowed(parent.allowed, mask),
    ignored: narrowed(parent.ignored, mask),
  };
}

/** An entry that is refused where an addition says so. */
function refused(keyword: HaproxyKeyword): HaproxyKeyword {
  const places = refusals.filter(({ owner, name }) => keyword.owner === owner && keyword.name === name);
  if (places.length === 0) return keyword;
  const without = (all: ReadonlyMap<string, number>): ReadonlyMap<string, number> =>
    new Map([...all].filter(([at]) => !places.some(({ place }) => place === at)));
  return { ...keyword, allowed: without(keyword.allowed), ignored: without(keyword.ignored) };
}

function newNode(word: string): WordNode {
  return { word, keyword: undefined, next: new Map(), closed: false };
}

function nodeAt(first: WordNode, words: readonly string[]): WordNode {
  let node = first;
  for (const word of words.slice(1)) {
    const next = node.next.get(word) ?? newNode(word);
    node.next.set(word, next);
    node = next;
  }
  return node;
}

function readCorrected(entry: StatementEntry): HaproxyKeyword {
  let keyword = refused(readEntry(entry));
  if (removedEverywhere.includes(keyword.name)) {
    keyword = { ...keyword, known: 0, unsure: 0, deprecated: 0, removed: allHaproxyVersions };
  }
  for (const { kind, owner, name, version, deprecated } of corrections) {
    if (keyword.name === name && keyword.kind === kind && keyword.owner === owner) {
      keyword = corrected(keyword, version, deprecated);
    }
  }
  return keyword;
}

/** A table that is read when it is first asked for. */
function tableOf(entries: readonly StatementEntry[]): () => ReadonlyMap<string, HaproxyKeyword> {
  let table: ReadonlyMap<string, HaproxyKeyword> | undefined;
  return () => {
    table ??= new Map(entries.map((entry) => [entry[0], readEntry(entry)]));
    return table;
  };
}

function firstWord(name: string): string {
  const blank = name.indexOf(" ");
  return blank < 0 ? name : name.slice(0, blank);
}

/** All keywords of an owner that begin with one word, the generated ones and those added by hand. */
function readFamily(owner: string, word: string, entries: readonly StatementEntry[]): WordNode {
  const first = newNode(word);
  for (const entry of entries) {
    const keyword = readCorrected(entry);
    nodeAt(first, keyword.words).keyword = keyword;
  }
  for (const added of addedKeywords) {
    if (added.owner !== owner || firstWord(added.name) !== word) continue;
    const words = added.name.split(" ");
    const node = nodeAt(first, words);
    const parent = words.length > 1 ? nodeAt(first, words.slice(0, -1)).keyword : undefined;
    node.keyword ??= addedKeyword(parent ?? ownersKeyword(owner), added);
  }
  for (const [closedOwner, name] of closedFamilies) {
    if (closedOwner === owner && firstWord(name) === word) nodeAt(first, name.split(" ")).closed = true;
  }
  return first;
}

/**
 * Reads a family of keywords when it is first asked for: a file uses few of the hundreds that are known, and a command
 * that checks one file must start quickly.
 */
function ownerWords(owner: string, families: ReadonlyMap<string, readonly StatementEntry[]>): OwnerWords {
  const read = new Map<string, WordNode>();
  const get = (word: string): WordNode | undefined => {
    const seen = read.get(word);
    if (seen) return seen;
    const entries = families.get(word);
    if (!entries) return undefined;
    const node = readFamily(owner, word, entries);
    read.set(word, node);
    return node;
  };
  return { get, all: () => [...families.keys()].flatMap((word) => get(word) ?? []) };
}

function build(): Vocabulary {
  const grouped = new Map<string, Map<string, StatementEntry[]>>();
  const actions: StatementEntry[] = [];
  const filters: StatementEntry[] = [];
  const familyOf = (owner: string, word: string): StatementEntry[] => {
    const families = grouped.get(owner) ?? new Map<string, StatementEntry[]>();
    grouped.set(owner, families);
    const family = families.get(word) ?? [];
    families.set(word, family);
    return family;
  };
  for (const entry of JSON.parse(statementsJson) as readonly StatementEntry[]) {
    const [name, kind, owner] = entry;
    if (kind === "action") actions.push(entry);
    else if (kind === "filter") filters.push(entry);
    else if (!misprints.includes(name)) familyOf(owner, firstWord(name)).push(entry);
  }
  for (const { owner, name } of addedKeywords) familyOf(owner, firstWord(name));
  const owners = new Map([...grouped].map(([owner, families]) => [owner, ownerWords(owner, families)]));
  const added = addedActions.map(
    ({ name, rulesets }): StatementEntry => [
      name,
      "action",
      "proxy",
      allHaproxyVersions,
      0,
      0,
      0,
      0,
      "",
      rulesets.join(","),
      "",
    ],
  );
  return { owners, actions: tableOf([...actions, ...added]), filters: tableOf(filters) };
}

let vocabulary: Vocabulary | undefined;

/** The statements of all versions; read from the data at the first call. */
export function haproxyVocabulary(): Vocabulary {
  vocabulary ??= build();
  return vocabulary;
}

let sections: ReadonlyMap<string, number> | undefined;

/** Section words with the versions (bits) that have them. */
export function haproxySections(): ReadonlyMap<string, number> {
  sections ??= new Map(JSON.parse(sectionsJson) as readonly (readonly [HaproxySectionKind, number])[]);
  return sections;
}

/** The versions (bits) that have a place. */
export function placeVersions(place: string): number {
  return haproxySections().get(place === "defaults-named" ? "defaults" : place) ?? allHaproxyVersions;
}

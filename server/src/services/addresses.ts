import type { Cluster } from "../cluster/model.ts";
import { type IpAddress, isLoopback, isWildcard, parseIpAddress } from "../model/address.ts";
import { type AddressRole, type AddressUse, addressUses } from "../model/addresses.ts";
import { readHaproxyEndpoint } from "../model/haproxy/endpoint.ts";
import type { HaproxySection, HaproxyStatement, HaproxyTree } from "../syntax/haproxy/tree.ts";
import type { KeepalivedSection, KeepalivedStatement, KeepalivedTree } from "../syntax/keepalived/tree.ts";
import { type Anchor, spanOf, standingOf, type Word } from "../syntax/tree.ts";
import { byFilePlace, type FilePlace, type NavigationSource, sectionAt } from "./source.ts";

/** Roles of the statements that give an address to a cluster or a node. */
const givingRoles: ReadonlySet<AddressRole> = new Set(["vip", "source", "advertise"]);

/** An address that a file states at a place. */
export interface AddressAtPlace {
  readonly address: IpAddress;
  readonly role: AddressRole;
  /** The word that states it, with prefix and port. */
  readonly place: FilePlace;
}

/** A place that states an address, and the line or entry around it. */
export interface StatedPlace extends FilePlace {
  readonly wholeStart: number;
  readonly wholeEnd: number;
  /** The address is given here to a cluster or a node. */
  readonly isDeclaration: boolean;
}

/** A place as offsets of its file. */
export function statedPlace(file: string, at: Anchor, whole: Anchor, isDeclaration: boolean): StatedPlace {
  const outer = spanOf(whole);
  return { file, ...spanOf(at), wholeStart: outer.start, wholeEnd: outer.end, isDeclaration };
}

/** The addresses that a file states in the places that the model knows. */
export function usesOf(source: NavigationSource, file: string): AddressUse[] {
  return source.factsOf(file).flatMap((facts) =>
    addressUses(facts).flatMap((use) => {
      // An include may have brought it in from another file.
      const [at, word, whole] = [use.at, use.word, use.whole].map((anchor) => standingOf(anchor, file));
      if (at?.file !== file || word === undefined || whole === undefined) return [];
      return [{ ...use, at: at.at, word: word.at, whole: whole.at }];
    }),
  );
}

/** Addresses that every machine has say nothing about one. */
export function isTelling(address: IpAddress): boolean {
  return !isLoopback(address) && !isWildcard(address);
}

/** The address that a word of a config is or begins with. */
function addressOfWord(language: "haproxy" | "keepalived", word: Word): IpAddress | undefined {
  if (word.generated === true) return undefined;
  const plain = parseIpAddress(word.value);
  if (plain !== undefined) {
    // In haproxy a prefix makes a network of it.
    const isHost = plain.prefix === undefined || plain.prefix === (plain.family === 4 ? 32 : 128);
    return language === "keepalived" || isHost ? plain : undefined;
  }
  return language === "haproxy" && /^[\d[]/.test(word.value) ? readHaproxyEndpoint(word.value).address : undefined;
}

function* wordsOfStatements(statements: readonly (HaproxyStatement | KeepalivedStatement)[]): Generator<Word> {
  for (const statement of statements) {
    yield* statement.words;
    if ("block" in statement && statement.block !== undefined) yield* wordsOfStatements(statement.block.statements);
  }
}

function* wordsOfSection(section: HaproxySection | KeepalivedSection): Generator<Word> {
  if ("header" in section && section.header !== undefined) yield* section.header.words;
  yield* wordsOfStatements(section.statements);
}

/** The places of a file that state an address, each once. */
function placesIn(source: NavigationSource, file: string, address: IpAddress): StatedPlace[] {
  const places = usesOf(source, file)
    .filter((use) => use.address.text === address.text)
    .map((use) => statedPlace(file, use.at, use.whole, givingRoles.has(use.role)));
  const isKnown = (start: number, end: number): boolean =>
    places.some((place) => place.start < end && start < place.end);
  for (const tree of source.readingsOf(file)) {
    // IPv6 has many spellings, so only IPv4 is told by its characters.
    const sign = address.family === 4 ? address.text : ":";
    if (!tree.text.includes(sign)) continue;
    for (const section of tree.sections) {
      for (const word of wordsOfSection(section)) {
        if (!word.value.includes(sign) || addressOfWord(tree.language, word)?.text !== address.text) continue;
        const start = section.origin.offset + word.start;
        const end = section.origin.offset + word.end;
        if (isKnown(start, end)) continue;
        places.push({ file, start, end, wholeStart: start, wholeEnd: end, isDeclaration: false });
      }
    }
  }
  return withoutRepeats(places);
}

/** Sorted, each once; where one place gives an address and states it as well, it gives it. */
export function withoutRepeats(places: readonly StatedPlace[]): StatedPlace[] {
  const seen = new Map<string, StatedPlace>();
  for (const place of places) {
    const key = `${place.file} ${place.start} ${place.end}`;
    const known = seen.get(key);
    if (known === undefined || (place.isDeclaration && !known.isDeclaration)) seen.set(key, place);
  }
  return [...seen.values()].sort(byFilePlace);
}

/** The word at an offset of a tree, and the offset of its section. */
function wordAt(
  tree: HaproxyTree | KeepalivedTree,
  offset: number,
): { readonly word: Word; readonly origin: number } | undefined {
  const section = sectionAt<HaproxySection | KeepalivedSection>(tree.sections, offset);
  if (section === undefined) return undefined;
  const origin = section.origin.offset;
  for (const word of wordsOfSection(section)) {
    if (origin + word.start <= offset && offset <= origin + word.end) return { word, origin };
  }
  return undefined;
}

/** Whether a word may hold an address: most places that are asked about do not, and then the file's facts are not needed. */
function mayHoldAddress(word: Word): boolean {
  return word.generated === true || /\d\.\d|:/.test(word.value);
}

/** The address at an offset of a file; undefined where none stands, or one that every machine has. */
export function addressAt(source: NavigationSource, file: string, offset: number): AddressAtPlace | undefined {
  const words = source.readingsOf(file).map((tree) => ({ language: tree.language, at: wordAt(tree, offset) }));
  if (words.length > 0 && !words.some(({ at }) => at !== undefined && mayHoldAddress(at.word))) return undefined;
  const found = usesOf(source, file).find(({ word }) => {
    const { start, end } = spanOf(word);
    return start <= offset && offset <= end;
  });
  if (found !== undefined) {
    const { address, role, word } = found;
    return isTelling(address) ? { address, role, place: { file, ...spanOf(word) } } : undefined;
  }
  for (const { language, at } of words) {
    const address = at === undefined ? undefined : addressOfWord(language, at.word);
    if (at === undefined || address === undefined || !isTelling(address)) continue;
    const { word, origin } = at;
    return { address, role: "other", place: { file, start: origin + word.start, end: origin + word.end } };
  }
  return undefined;
}

/** The files of a cluster, each once. */
export function filesOfCluster(source: NavigationSource, cluster: Cluster): string[] {
  const files = [
    ...cluster.nodes.flatMap(({ keepalived, haproxy }) => [keepalived?.file, haproxy?.file]),
    ...cluster.balancers.flatMap(({ file }) => source.configurationOf(file)?.files ?? [file]),
    ...[...cluster.kubeadmClusters, ...cluster.kubeadmNodes, ...cluster.apiServers].map(({ file }) => file),
  ];
  return [...new Set(files.filter((file) => file !== undefined))];
}

/** The files whose addresses mean the same as those of a file: of its clusters, else itself alone. */
export function filesAround(source: NavigationSource, file: string): string[] {
  return [...new Set([file, ...source.clustersOf(file).flatMap((cluster) => filesOfCluster(source, cluster))])];
}

/** All places of the file's cluster that state an address, sorted. */
export function placesOfAddress(source: NavigationSource, file: string, address: IpAddress): StatedPlace[] {
  return withoutRepeats(filesAround(source, file).flatMap((name) => placesIn(source, name, address)));
}

/** The places of one file that state an address, sorted. */
export function placesOfAddressIn(source: NavigationSource, file: string, address: IpAddress): StatedPlace[] {
  return placesIn(source, file, address);
}

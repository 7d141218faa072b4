import { haproxySectionNames } from "../model/haproxy/names.ts";
import { keepalivedDefinitions, keepalivedSectionNames } from "../model/keepalived/names.ts";
import { type NamedThing, NameIndex, type NameUse, type SectionNames } from "../model/names/names.ts";
import type { HaproxyTree } from "../syntax/haproxy/tree.ts";
import type { KeepalivedTree } from "../syntax/keepalived/tree.ts";
import { type Anchor, spanOf, standingOf } from "../syntax/tree.ts";
import type { FilePlace, NavigationSource } from "./source.ts";

/** The names of the files that one program reads as one. */
export interface NameUnit {
  readonly index: NameIndex;
  readonly files: readonly string[];
  /** All that the program reads is there: every `include`, or every path of its command, leads to files of the workspace. */
  readonly isWhole: boolean;
  fileOf(use: NameUse): string;
}

/** A name at a place, with all that names the same. */
export interface NameAtPlace {
  readonly use: NameUse;
  /** The place of the name itself. */
  readonly place: FilePlace;
  readonly unit: NameUnit;
}

const namesByTree = new WeakMap<HaproxyTree | KeepalivedTree, readonly SectionNames[]>();

/** The names of one file's sections. Kept for as long as the file's text is the same. */
function sectionNamesOf(source: NavigationSource, file: string): readonly SectionNames[] {
  const readings = source.readingsOf(file);
  const [first] = readings;
  if (first === undefined) return [];
  const known = namesByTree.get(first);
  if (known !== undefined) return known;
  const sections = readings.flatMap((tree) => namesOfTree(tree));
  const names = readings.length > 1 ? [withoutRepeats(sections)] : sections;
  if (first.language === "keepalived") names.push(definitionsOf(first.text, first));
  namesByTree.set(first, names);
  return names;
}

function namesOfTree(tree: HaproxyTree | KeepalivedTree): SectionNames[] {
  const textOf = (origin: number, length: number): string => tree.text.slice(origin, origin + length);
  return tree.language === "haproxy"
    ? tree.sections.map((section) => haproxySectionNames(section, textOf(section.origin.offset, section.length)))
    : tree.sections.map((section) => keepalivedSectionNames(section, textOf(section.origin.offset, section.length)));
}

/** The names of a file that is read once for each of its hosts: what several read alike is there once. */
function withoutRepeats(sections: readonly SectionNames[]): SectionNames {
  const uses = new Map<string, NameUse>();
  for (const use of sections.flatMap((section) => section.uses)) {
    const { start, end } = spanOf(use.at);
    uses.set(`${use.kind} ${use.isDeclaration} ${start} ${end} ${use.name}`, use);
  }
  return {
    uses: [...uses.values()],
    unknownKinds: [...new Set(sections.flatMap(({ unknownKinds }) => unknownKinds))],
    isOpen: sections.some(({ isOpen }) => isOpen),
  };
}

const unitsByTree = new WeakMap<HaproxyTree | KeepalivedTree, NameUnit>();

/** The names of one file alone. */
export function namesOfFile(source: NavigationSource, file: string): NameUnit | undefined {
  const tree = source.treeOf(file);
  if (tree === undefined) return undefined;
  const known = unitsByTree.get(tree);
  if (known !== undefined) return known;
  const unit = { index: new NameIndex(sectionNamesOf(source, file)), files: [file], isWhole: true, fileOf: () => file };
  unitsByTree.set(tree, unit);
  return unit;
}

const wholeNamesByTree = new WeakMap<HaproxyTree | KeepalivedTree, readonly PlacedNames[]>();

/** Names with the file that each use stands in. */
interface PlacedNames {
  readonly names: SectionNames;
  readonly fileOf: ReadonlyMap<NameUse, string>;
}

/** The names of a main file and of all that its includes bring in, each use placed in its own file. */
function wholeNamesOf(source: NavigationSource, main: string): readonly PlacedNames[] {
  const readings = source.wholeReadingsOf(main);
  const [first] = readings;
  if (first === undefined) return [];
  const known = wholeNamesByTree.get(first);
  if (known !== undefined) return known;
  const names = readings.flatMap((tree) => namesOfTree(tree)).map((section) => placeNames(section, main));
  wholeNamesByTree.set(first, names);
  return names;
}

function placeNames(names: SectionNames, main: string): PlacedNames {
  const fileOf = new Map<NameUse, string>();
  const uses = names.uses.map((use) => {
    const { file, at } = standingOf(use.at, main);
    const placed = { ...use, at, whole: wholeIn(file, use.whole, at, main) };
    fileOf.set(placed, file);
    return placed;
  });
  return { names: { ...names, uses }, fileOf };
}

/** The statement around a name; the name alone where an include parts the two. */
function wholeIn(file: string, whole: Anchor, at: Anchor, main: string): Anchor {
  const standing = standingOf(whole, main);
  return standing.file === file ? standing.at : at;
}

/** Files that are read as one, and their names. */
interface ReadAsOne {
  readonly files: readonly string[];
  readonly isWhole: boolean;
  readonly names: readonly PlacedNames[];
}

function allIn(file: string, names: SectionNames): PlacedNames {
  return { names, fileOf: new Map(names.uses.map((use) => [use, file])) };
}

/** What keepalived reads as one by `include`. */
function readByIncludes(source: NavigationSource, file: string): ReadAsOne | undefined {
  const { mains, files, isWhole } = source.includesOf(file);
  if (files.length === 1 && isWhole) return undefined;
  const names = mains.flatMap((main) => wholeNamesOf(source, main));
  const definitions = files.map((part) => allIn(part, definitionsOf(source.textOf(part) ?? "", source.treeOf(part))));
  return { files, isWhole, names: [...names, ...definitions] };
}

/** What haproxy reads as one configuration. */
function readByConfiguration(source: NavigationSource, file: string): ReadAsOne | undefined {
  const configuration = source.configurationOf(file);
  if (configuration === undefined) return undefined;
  const { files, isWhole } = configuration;
  return {
    files,
    isWhole,
    names: files.flatMap((part) => sectionNamesOf(source, part).map((own) => allIn(part, own))),
  };
}

/** The names of all files that one program reads together with a file. */
function unitOf(source: NavigationSource, file: string): NameUnit | undefined {
  const isKeepalived = source.languageOf(file) === "keepalived";
  const read = isKeepalived ? readByIncludes(source, file) : readByConfiguration(source, file);
  if (read === undefined) return namesOfFile(source, file);
  const { files, isWhole } = read;
  const fileOfUse = new Map<NameUse, string>();
  const seen = new Set<string>();
  const sections: SectionNames[] = [];
  for (const { names, fileOf } of read.names) {
    // A file that several bring in, or that is brought in twice, has its names once.
    const uses = names.uses.filter((use) => {
      const { start, end } = spanOf(use.at);
      const key = `${fileOf.get(use)} ${use.kind} ${use.isDeclaration} ${start} ${end} ${use.name}`;
      if (seen.has(key)) return false;
      seen.add(key);
      fileOfUse.set(use, fileOf.get(use) ?? file);
      return true;
    });
    sections.push({ ...names, uses });
  }
  return { index: new NameIndex(sections), files, isWhole, fileOf: (use) => fileOfUse.get(use) ?? file };
}

const definitionsByTree = new WeakMap<HaproxyTree | KeepalivedTree, SectionNames>();

/** The definitions of one file's text; kept for as long as the text is the same. */
function definitionsOf(text: string, tree: HaproxyTree | KeepalivedTree | undefined): SectionNames {
  const known = tree === undefined ? undefined : definitionsByTree.get(tree);
  if (known !== undefined) return known;
  const names = keepalivedDefinitions(text);
  if (tree !== undefined) definitionsByTree.set(tree, names);
  return names;
}

/** Where the name of a use stands. */
export function placeOfUse(unit: NameUnit, use: NameUse): FilePlace {
  return { file: unit.fileOf(use), ...spanOf(use.at) };
}

/**
 * The name at an offset of a file; of several at one place (a definition brings them in) none, unless the definition's own.
 *
 * @returns undefined where no name stands
 */
export function nameAt(source: NavigationSource, file: string, offset: number): NameAtPlace | undefined {
  const unit = unitOf(source, file);
  const isHere = (use: NameUse): boolean => {
    const { start, end } = spanOf(use.at);
    return start <= offset && offset <= end;
  };
  const here = unit?.index.uses.filter((use) => unit.fileOf(use) === file && isHere(use)) ?? [];
  const plain = here.filter(({ isPlain }) => isPlain);
  const [use, ...others] = plain.length > 0 ? plain : here;
  if (use === undefined || others.some(({ kind, name }) => kind !== use.kind || name !== use.name)) return undefined;
  // What nothing defines is filled in by somebody else.
  const isFilledIn = use.kind === "definition" && unit?.index.declarationsOf(use).length === 0;
  return unit === undefined || isFilledIn ? undefined : { use, place: { file, ...spanOf(use.at) }, unit };
}

/** What bears a name, as the files of one unit tell. */
export interface ThingInUnit {
  readonly unit: NameUnit;
  readonly thing: NamedThing;
}

/**
 * What bears the name at a place: as its own unit tells, and as the units of the files that give the name do. A file that several
 * keepalived.conf bring in, or that several haproxies read, gives its names to all of them.
 */
export function namesIncluding(source: NavigationSource, { unit, use }: NameAtPlace): readonly ThingInUnit[] {
  const thing = unit.index.thingOf(use);
  const found: ThingInUnit[] = [{ unit, thing }];
  if (unit.files.length === 1) return found;
  const givers = new Set(thing.declarations.map((declaration) => unit.fileOf(declaration)));
  for (const file of givers) {
    const other = unitOf(source, file);
    const declaration = thing.declarations.find((one) => unit.fileOf(one) === file);
    if (other === undefined || declaration === undefined || other.files.join("\n") === unit.files.join("\n")) continue;
    found.push({ unit: other, thing: other.index.thingOf(declaration) });
  }
  return found;
}

import { haproxySectionNames } from "../model/haproxy/names.ts";
import { keepalivedDefinitions, keepalivedSectionNames } from "../model/keepalived/names.ts";
import { type NamedThing, NameIndex, type NameUse, type SectionNames } from "../model/names/names.ts";
import type { HaproxyTree } from "../syntax/haproxy/tree.ts";
import type { KeepalivedTree } from "../syntax/keepalived/tree.ts";
import { spanOf } from "../syntax/tree.ts";
import { includeUnitOf } from "./includes.ts";
import type { FilePlace, NavigationSource } from "./source.ts";

/** The names of the files that one program reads as one. */
export interface NameUnit {
  readonly index: NameIndex;
  readonly files: readonly string[];
  /** All that the program reads is there: every `include` leads to files of the workspace. */
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
  if (first.language === "keepalived") names.push(keepalivedDefinitions(first.text));
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

/** The names of all files that one program reads together with a file. */
export function unitOf(source: NavigationSource, file: string): NameUnit | undefined {
  const joined = source.languageOf(file) === "keepalived" ? includeUnitOf(source, file) : source.configurationOf(file);
  if (joined === undefined) return namesOfFile(source, file);
  const { files, isWhole } = joined;
  if (files.length === 1 && isWhole) return namesOfFile(source, file);
  const fileOfUse = new Map<NameUse, string>();
  const sections = files.flatMap((name) => {
    const names = sectionNamesOf(source, name);
    for (const { uses } of names) for (const use of uses) fileOfUse.set(use, name);
    return names;
  });
  return { index: new NameIndex(sections), files, isWhole, fileOf: (use) => fileOfUse.get(use) ?? file };
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
  const own = namesOfFile(source, file);
  const isHere = (use: NameUse): boolean => {
    const { start, end } = spanOf(use.at);
    return start <= offset && offset <= end;
  };
  const here = own?.index.uses.filter(isHere) ?? [];
  const plain = here.filter(({ isPlain }) => isPlain);
  const [use, ...others] = plain.length > 0 ? plain : here;
  if (use === undefined || others.some(({ kind, name }) => kind !== use.kind || name !== use.name)) return undefined;
  const unit = unitOf(source, file);
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
 * keepalived.conf bring in gives its names to all of them.
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

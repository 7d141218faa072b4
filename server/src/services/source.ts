import type { Cluster } from "../cluster/model.ts";
import type { FileLanguage } from "../documents/detect.ts";
import type { FileFacts } from "../model/facts.ts";
import { type HaproxyVersionChoice, haproxyVersionFor } from "../schema/haproxy/index.ts";
import { type KeepalivedVersionChoice, keepalivedVersionFor } from "../schema/keepalived/index.ts";
import type { HaproxyTree } from "../syntax/haproxy/tree.ts";
import type { KeepalivedSection, KeepalivedStatement, KeepalivedTree } from "../syntax/keepalived/tree.ts";
import type { SectionBase } from "../syntax/sections.ts";
import { type Anchor, spanOf, standingOf } from "../syntax/tree.ts";

/** The versions that a file is judged by, as the settings or a manifest name them. */
export interface VersionSettings {
  readonly haproxyVersion: string;
  readonly keepalivedVersion: string;
}

/** What the services ask of the workspace. */
export interface ServiceSource {
  settingsOf(file: string): VersionSettings;
  textOf(file: string): string | undefined;
  treeOf(file: string): HaproxyTree | KeepalivedTree | undefined;
  languageOf(file: string): FileLanguage | undefined;
  /** The files that haproxy reads together with a file, itself among them; undefined where it is read alone, as far as is known. */
  configurationOf(file: string): { readonly files: readonly string[]; readonly isWhole: boolean } | undefined;
}

/** What the services that know what a file means ask of the workspace. */
export interface FactsSource extends ServiceSource {
  /** What a file says to the cluster model, by the hosts that read it. */
  factsOf(file: string): readonly FileFacts[];
}

/** The keepalived files that one program reads together with a file. */
export interface IncludeUnit {
  /** Those that bring the file in, directly or not; the file itself where none does. */
  readonly mains: readonly string[];
  /** All that these read; sorted. */
  readonly files: readonly string[];
  /** Every `include` line of them leads to files of the workspace. */
  readonly isWhole: boolean;
  /** The `include` lines of all of them. */
  readonly lines: readonly IncludeLine[];
}

/** An `include` line and the files that it brings in, in order; `start` and `end` are offsets of the file that it stands in. */
export interface IncludeLine extends FilePlace {
  readonly files: readonly string[];
}

/** What the services that go from file to file ask of the workspace. */
export interface NavigationSource extends FactsSource {
  /** Every file's key, in no special order. */
  fileNames(): readonly string[];
  /** The trees of a file as its hosts read it, first as one that it does not name. */
  readingsOf(file: string): readonly (HaproxyTree | KeepalivedTree)[];
  /** The trees of a file as its program reads it, with what its includes bring in. */
  wholeReadingsOf(file: string): readonly (HaproxyTree | KeepalivedTree)[];
  /** How a keepalived.conf and others are read as one. */
  includesOf(file: string): IncludeUnit;
  /** The clusters that a file takes part in. */
  clustersOf(file: string): readonly Cluster[];
  /** A place as the model of a cluster knows it, in the file that it stands in: several may be read as one. */
  homeOf<Place extends { readonly file: string; readonly at: Anchor }>(place: Place): Place;
}

/** A stretch of a file, as offsets of its text. */
export interface FilePlace {
  readonly file: string;
  readonly start: number;
  readonly end: number;
}

/** Where an anchor stands: an include may have brought it in from another file than the one that it was read for. */
export function placeOfAnchor(file: string, anchor: Anchor): FilePlace {
  const standing = standingOf(anchor, file);
  return { file: standing.file, ...spanOf(standing.at) };
}

/** Sorts places by file and offset. */
export function byFilePlace(a: FilePlace, b: FilePlace): number {
  return a.file < b.file ? -1 : a.file > b.file ? 1 : a.start - b.start || a.end - b.end;
}

/** Places sorted by file and offset, each once; of several at one place the last. */
export function sortedOnce<Place extends FilePlace>(places: readonly Place[]): Place[] {
  const once = new Map(places.map((place) => [`${place.file} ${place.start} ${place.end}`, place]));
  return [...once.values()].sort(byFilePlace);
}

/** The version of haproxy to speak of. */
export function haproxyVersionOf(settings: VersionSettings): HaproxyVersionChoice {
  return haproxyVersionFor(settings.haproxyVersion) ?? "auto";
}

/** The version of keepalived to speak of. */
export function keepalivedVersionOf(settings: VersionSettings): KeepalivedVersionChoice {
  return keepalivedVersionFor(settings.keepalivedVersion) ?? "auto";
}

/** The line of an offset as editors count them, from 1. */
export function lineOf(source: ServiceSource, file: string, offset: number): number {
  return source.textOf(file)?.slice(0, offset).split("\n").length ?? 1;
}

/** The start of the line that an offset is on. */
export function lineStartOf(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf("\n", offset - 1) + 1;
}

/** The section that an offset is in; at the very end of a file the last one. */
export function sectionAt<Section extends SectionBase>(
  sections: readonly Section[],
  offset: number,
): Section | undefined {
  let low = 0;
  let high = sections.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((sections[middle]?.origin.offset ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return sections[low];
}

/** The statements whose blocks hold an offset, outermost first; the offset counts from the section's start. */
export function blocksAround(section: KeepalivedSection, offset: number): readonly KeepalivedStatement[] {
  const around: KeepalivedStatement[] = [];
  let statements = section.statements;
  for (;;) {
    const inside = statements.find(
      ({ block }) => block !== undefined && block.open < offset && (block.close === undefined || offset <= block.close),
    );
    if (inside?.block === undefined) return around;
    around.push(inside);
    statements = inside.block.statements;
  }
}

/** The first words of statements around a place: the path of the innermost one's block. */
export function pathOf(statements: readonly KeepalivedStatement[]): readonly string[] {
  return statements.map(({ words }) => words[0]?.value ?? "");
}

import type { FileLanguage } from "../documents/detect.ts";
import { type HaproxyVersionChoice, haproxyVersionFor } from "../schema/haproxy/index.ts";
import { type KeepalivedVersionChoice, keepalivedVersionFor } from "../schema/keepalived/index.ts";
import type { HaproxyTree } from "../syntax/haproxy/tree.ts";
import type { KeepalivedSection, KeepalivedStatement, KeepalivedTree } from "../syntax/keepalived/tree.ts";
import type { SectionBase } from "../syntax/sections.ts";

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
}

/** The version of haproxy to speak of. */
export function haproxyVersionOf(settings: VersionSettings): HaproxyVersionChoice {
  return haproxyVersionFor(settings.haproxyVersion) ?? "auto";
}

/** The version of keepalived to speak of. */
export function keepalivedVersionOf(settings: VersionSettings): KeepalivedVersionChoice {
  return keepalivedVersionFor(settings.keepalivedVersion) ?? "auto";
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

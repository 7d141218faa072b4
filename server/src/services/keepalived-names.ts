import { keepalivedSectionNames } from "../model/keepalived/names.ts";
import type { NameUse } from "../model/names/names.ts";
import type { KeepalivedVersionChoice } from "../schema/keepalived/index.ts";
import { type KeepalivedNameKind, namingBlocks } from "../schema/keepalived/naming.ts";
import type { KeepalivedStatement, KeepalivedTree } from "../syntax/keepalived/tree.ts";
import type { Proposals } from "./proposals.ts";

/** A place in a line that is being written. */
export interface KeepalivedPlace {
  readonly tree: KeepalivedTree;
  /** The files that are read together with this one. */
  readonly others: readonly KeepalivedTree[];
  /** Where the line begins, as an offset of the file. */
  readonly start: number;
  /** The keywords of the blocks around it, outermost first. */
  readonly path: readonly string[];
  readonly version: KeepalivedVersionChoice;
  /** The words of the statement in front of the cursor. */
  readonly before: readonly string[];
  /** The statements of the block around it. */
  readonly statements: readonly KeepalivedStatement[];
  /** Where the word at the cursor begins, as an offset of its section. */
  readonly current: number | undefined;
  readonly proposals: Proposals;
}

/** The names that blocks of a kind declare, in the order of the file; with `end` only by those that begin in front of it. */
function declaredBlocks(tree: KeepalivedTree, keywords: readonly string[], end = Number.POSITIVE_INFINITY): string[] {
  const names: string[] = [];
  for (const { statements, origin } of tree.sections) {
    for (const { words, start } of statements) {
      const name = words[1]?.value;
      const isAbove = origin.offset + start < end;
      if (name !== undefined && isAbove && keywords.includes(words[0]?.value ?? "")) names.push(name);
    }
  }
  return names;
}

/** What keepalived looks up while it reads, so that it must stand above. */
const readInOrder: ReadonlySet<string> = new Set(["vrrp_script", "track_file"]);

/** What files name of a kind, and whether they give it there. */
function usesIn(trees: readonly KeepalivedTree[], kind: KeepalivedNameKind): readonly NameUse[] {
  return trees.flatMap(({ sections, text }) =>
    sections.flatMap((section) => {
      const { offset } = section.origin;
      const { uses } = keepalivedSectionNames(section, text.slice(offset, offset + section.length));
      return uses.filter((use) => use.kind === kind);
    }),
  );
}

/** The names of a kind that files use and none of them gives: what a new block may be for. */
export function missingKeepalivedNames({ tree, others }: KeepalivedPlace, kind: KeepalivedNameKind): string[] {
  const uses = usesIn([tree, ...others], kind);
  const given = new Set(uses.flatMap(({ isDeclaration, name }) => (isDeclaration ? [name] : [])));
  return [...new Set(uses.map(({ name }) => name))].filter((name) => !given.has(name));
}

/** The names of a kind that may be used at a place. */
export function knownKeepalivedNames({ tree, others, start }: KeepalivedPlace, kind: KeepalivedNameKind): string[] {
  const trees = [tree, ...others];
  if (kind === "interface") return [...new Set(usesIn(trees, kind).map(({ name }) => name))];
  const blocks = Object.keys(namingBlocks).filter((block) => namingBlocks[block] === kind);
  const names = trees.flatMap((one) =>
    declaredBlocks(one, blocks, one === tree && readInOrder.has(kind) ? start : undefined),
  );
  return [...new Set(names)];
}

const definitionPattern = /^[ \t]*\$([A-Za-z_][A-Za-z0-9_]*)=/gm;

/** The names that a file defines by lines `$NAME=`. */
export function definedVariables({ text }: KeepalivedTree): string[] {
  return [...new Set(Array.from(text.matchAll(definitionPattern), ([, name = ""]) => name))];
}

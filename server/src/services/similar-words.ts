import { haproxyPlaceOf, lookupHaproxyStatement } from "../schema/haproxy/index.ts";
import type { HaproxySection, HaproxyStatement, HaproxyTree } from "../syntax/haproxy/tree.ts";
import type { KeepalivedStatement, KeepalivedTree } from "../syntax/keepalived/tree.ts";
import { spanOf, type Word } from "../syntax/tree.ts";
import type { NameUnit } from "./names.ts";
import type { FilePlace, NavigationSource } from "./source.ts";

/** Names that haproxy looks for in conditions of one section alone; what else equals them is something else. */
const sectionKinds: ReadonlySet<string> = new Set(["acl", "filter", "group"]);
/** Names that keepalived hands to notify scripts, so that a command may hold them. */
const toldKinds: ReadonlySet<string> = new Set(["vrrp_instance", "vrrp_sync_group"]);

/**
 * A word that equals a name and stands where no name is known to stand: whether the same is meant can't be told.
 *
 * @param unit the files to look through, with the names that are known in them
 */
export function findSimilarWord(
  source: NavigationSource,
  unit: NameUnit,
  kind: string,
  name: string,
): FilePlace | undefined {
  for (const file of unit.files) {
    const known = new Set(
      unit.index.uses
        .filter((use) => use.name === name && unit.fileOf(use) === file)
        .map((use) => spanOf(use.at).start),
    );
    for (const tree of source.readingsOf(file)) {
      const found =
        tree.language === "haproxy" ? inHaproxy(tree, kind, name, known) : inKeepalived(tree, kind, name, known);
      if (found !== undefined) return { file, ...found };
    }
  }
  return undefined;
}

interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** The place of a word unless a known name stands in it; a quoted name begins behind its quote. */
function unknownPlace(word: Word, origin: number, known: ReadonlySet<number>): Stretch | undefined {
  const start = origin + word.start;
  for (let at = start; at < origin + word.end; at++) if (known.has(at)) return undefined;
  return { start, end: origin + word.end };
}

function inHaproxy(tree: HaproxyTree, kind: string, name: string, known: ReadonlySet<number>): Stretch | undefined {
  if (sectionKinds.has(kind)) return undefined;
  for (const section of tree.sections) {
    for (const statement of section.statements) {
      for (const [index, word] of statement.words.entries()) {
        if (index === 0 || word.value !== name) continue;
        const place = unknownPlace(word, section.origin.offset, known);
        if (place !== undefined && mayName(section, statement)) return place;
      }
    }
  }
  return undefined;
}

/** Fetches that give the names of proxies and servers as texts, and scripts, which may do anything with a word. */
const namesAsTexts = /\b(?:be|fe|srv)_name\b|\blua[.-]/;

/** Whether a statement may name something in a way that is not known: by a text that a name is compared with. */
function mayName(section: HaproxySection, { words }: HaproxyStatement): boolean {
  const texts = words.map(({ value }) => value);
  if (texts.some((text) => namesAsTexts.test(text))) return true;
  const place = haproxyPlaceOf(section.header?.words.map(({ value }) => value) ?? []);
  return place === undefined || lookupHaproxyStatement(place, texts, "auto").status !== "known";
}

/** The statements of a tree with those in their blocks, each with its section's offset. */
function* statementsOf(tree: KeepalivedTree): Generator<{ statement: KeepalivedStatement; offset: number }> {
  const visit = function* (statements: readonly KeepalivedStatement[]): Generator<KeepalivedStatement> {
    for (const statement of statements) {
      yield statement;
      if (statement.block !== undefined) yield* visit(statement.block.statements);
    }
  };
  for (const { statements, origin } of tree.sections) {
    for (const statement of visit(statements)) yield { statement, offset: origin.offset };
  }
}

function inKeepalived(
  tree: KeepalivedTree,
  kind: string,
  name: string,
  known: ReadonlySet<number>,
): Stretch | undefined {
  if (!toldKinds.has(kind)) return undefined;
  for (const { statement, offset } of statementsOf(tree)) {
    for (const word of statement.words) {
      if (!word.value.split(/\s+/).includes(name)) continue;
      const place = unknownPlace(word, offset, known);
      if (place !== undefined) return place;
    }
  }
  return undefined;
}

/** A `notify` line or a notify FIFO, which is told the names of a kind; undefined where there is none or the kind is not told. */
export function findNotifyScript(source: NavigationSource, unit: NameUnit, kind: string): FilePlace | undefined {
  if (!toldKinds.has(kind)) return undefined;
  for (const file of unit.files) {
    for (const tree of source.readingsOf(file)) {
      if (tree.language !== "keepalived") continue;
      for (const { statement, offset } of statementsOf(tree)) {
        if (!/^(?:notify|(?:vrrp_)?notify_fifo)$/.test(statement.words[0]?.value ?? "")) continue;
        return { file, start: offset + statement.start, end: offset + statement.end };
      }
    }
  }
  return undefined;
}

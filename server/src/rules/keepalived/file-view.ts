import type { KeepalivedFacts } from "../../model/keepalived/facts.ts";
import { isPlaceholder } from "../../model/value.ts";
import { keepalivedKeyword } from "../../schema/keepalived/index.ts";
import type { KeepalivedSection, KeepalivedStatement } from "../../syntax/keepalived/tree.ts";
import { type Anchor, anchorOf, type Origin, type Word } from "../../syntax/tree.ts";
import { isUnknownWord } from "../unknown-word.ts";
import { knownWords, type ReferenceOwner } from "./line-faults.ts";

const includes = /^include[rmwba]?$/;

/** A statement with what it takes to name its place. */
export interface Setting {
  readonly keyword: string;
  readonly statement: KeepalivedStatement;
  readonly origin: Origin;
  /** The words, the keyword first; what is filled in later is undefined. */
  readonly words: readonly (string | undefined)[];
}

/** A block with what stands in it. */
export interface BlockView extends Setting {
  readonly path: readonly string[];
  /** The word behind the keyword; undefined where there is none or it is filled in later. */
  readonly name: string | undefined;
  /** The lines of the block in their order. */
  readonly lines: readonly Setting[];
  /** Blocks within. */
  readonly blocks: readonly BlockView[];
  /** A part of it stands elsewhere, or its braces or keywords are so wrong that nobody can tell what belongs to it. */
  readonly isOpen: boolean;
  /** Directives of a template stand in it: of two lines perhaps only one will be there. */
  readonly hasDirectives: boolean;
}

/** A whole file, for rules that compare its lines. */
export interface FileView {
  readonly blocks: readonly BlockView[];
  /** Lines may come from elsewhere: an include at the top level, or a template's directives. */
  readonly isOpen: boolean;
}

function hasHole(section: KeepalivedSection, statement: KeepalivedStatement): boolean {
  return section.holes.some(({ start, end }) => start >= statement.start && end <= statement.end);
}

class ViewBuilder {
  readonly #section: KeepalivedSection;
  readonly #isBroken: boolean;
  readonly #owner: ReferenceOwner;

  constructor(section: KeepalivedSection) {
    this.#section = section;
    // In a file without definitions a name may be filled in: what lines say together is told from others.
    const hasDefinitions = section.definitions.length > 0;
    this.#owner = { hasDefinitions, hasOpenReferences: !hasDefinitions };
    this.#isBroken = section.problems.some(({ kind }) => kind.endsWith("-brace") || kind === "unterminated-quote");
  }

  block(statement: KeepalivedStatement, path: readonly string[]): BlockView {
    const lines: Setting[] = [];
    const blocks: BlockView[] = [];
    const own = [...path, statement.words[0]?.value ?? ""];
    const holdsKeywords = keepalivedKeyword(own)?.block === "keywords";
    const hasDirectives = hasHole(this.#section, statement);
    let isOpen = this.#isBroken || hasDirectives || statement.block === undefined;
    for (const entry of statement.block?.statements ?? []) {
      const keyword = entry.words[0]?.value ?? "";
      lines.push(this.#setting(entry));
      isOpen ||= includes.test(keyword) || isPlaceholder(keyword) || keyword.startsWith("~");
      if (!holdsKeywords) continue;
      const known = keepalivedKeyword([...own, keyword]);
      // A word that keepalived does not know may be one that is missing, and the brace of its block ends the one around.
      if (known === undefined || (known.block === "none" && entry.block !== undefined)) isOpen = true;
      else if (entry.block !== undefined) blocks.push(this.block(entry, own));
    }
    const name = statement.words[1]?.value;
    return {
      ...this.#setting(statement),
      path,
      name: name === undefined || isUnknownWord(name) ? undefined : name,
      lines,
      blocks,
      isOpen,
      hasDirectives,
    };
  }

  #setting(statement: KeepalivedStatement): Setting {
    return {
      keyword: statement.words[0]?.value ?? "",
      statement,
      origin: this.#section.origin,
      words: knownWords(statement.words, this.#owner),
    };
  }
}

/** Blocks that keepalived skips as a whole unless one name stands behind the keyword. */
const named = new Set(["track_group", "vrrp_instance", "vrrp_sync_group"]);

/** Whether keepalived reads nothing of a block, because its name is missing or more than one word. */
function isSkipped({ keyword, words }: BlockView): boolean {
  return named.has(keyword) && words.length !== 2 && !words.includes(undefined);
}

const viewBySection = new WeakMap<KeepalivedSection, FileView>();

function viewOfSection(section: KeepalivedSection): FileView {
  const known = viewBySection.get(section);
  if (known !== undefined) return known;
  const builder = new ViewBuilder(section);
  const blocks = section.statements
    .filter(({ words }) => keepalivedKeyword([words[0]?.value ?? ""]) !== undefined)
    .map((statement) => builder.block(statement, []))
    .filter((block) => !isSkipped(block));
  const isOpen =
    section.holes.length > 0 ||
    section.statements.some(
      ({ words: [first] }) => includes.test(first?.value ?? "") || isPlaceholder(first?.value ?? ""),
    );
  const view = { blocks, isOpen };
  viewBySection.set(section, view);
  return view;
}

const viewByFacts = new WeakMap<KeepalivedFacts, FileView>();

/** The file as blocks of lines; kept for as long as the facts are. */
export function fileViewOf(facts: KeepalivedFacts): FileView {
  const known = viewByFacts.get(facts);
  if (known !== undefined) return known;
  const parts = facts.sections.map(viewOfSection);
  const view = { blocks: parts.flatMap(({ blocks }) => blocks), isOpen: parts.some(({ isOpen }) => isOpen) };
  viewByFacts.set(facts, view);
  return view;
}

/** All blocks of a file, those within others too. */
export function* allBlocks(blocks: readonly BlockView[]): Iterable<BlockView> {
  for (const block of blocks) {
    yield block;
    yield* allBlocks(block.blocks);
  }
}

/** The top-level blocks of a keyword. */
export function blocksNamed(view: FileView, keyword: string): readonly BlockView[] {
  return view.blocks.filter((block) => block.keyword === keyword);
}

/** The last line of a keyword in a block. */
export function lastLine(block: BlockView, ...keywords: readonly string[]): Setting | undefined {
  return block.lines.findLast(({ keyword }) => keywords.includes(keyword));
}

/** The last line of a keyword in any `global_defs`. */
export function globalLine(view: FileView, ...keywords: readonly string[]): Setting | undefined {
  return blocksNamed(view, "global_defs")
    .flatMap(({ lines }) => lines)
    .findLast(({ keyword }) => keywords.includes(keyword));
}

/** The entries of all blocks of values of a keyword in a block. */
export function entriesOf(block: BlockView, keyword: string): readonly Setting[] {
  return block.blocks.filter((one) => one.keyword === keyword).flatMap(({ lines }) => lines);
}

/** The place of a word of a line: the keyword is 0. */
export function placeOf(setting: Setting, at = 0): Anchor {
  const word = setting.statement.words[at] ?? setting.statement.words[setting.statement.words.length - 1];
  return anchorOf(setting.origin, word ?? setting.statement);
}

/** The keyword and the name of a block. */
export function headOf({ statement, origin }: Setting): Anchor {
  const [first, second] = statement.words;
  const start = first?.start ?? statement.start;
  return anchorOf(origin, { start, end: second?.end ?? first?.end ?? start });
}

/** The word of a line as it is written. */
export function wordOf(setting: Setting, at: number): Word | undefined {
  return setting.statement.words[at];
}

/** The whole line of a statement, up to its last word. */
export function lineOf({ statement, origin }: Setting): Anchor {
  const [first] = statement.words;
  const last = statement.words[statement.words.length - 1];
  return anchorOf(origin, { start: first?.start ?? statement.start, end: last?.end ?? statement.end });
}

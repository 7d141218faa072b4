import { explainKeepalivedKeyword, keepalivedValueSyntax } from "../schema/keepalived/explain.ts";
import {
  type KeepalivedArgument,
  type KeepalivedVersionChoice,
  keepalivedBlock,
  keepalivedKeyword,
} from "../schema/keepalived/index.ts";
import { entryNaming, namingBlocks } from "../schema/keepalived/naming.ts";
import { findComment, type Piece, readPiece } from "../syntax/keepalived/piece.ts";
import type { KeepalivedTree } from "../syntax/keepalived/tree.ts";
import type { CompletionProposal } from "./completion.ts";
import { declaredBlocks, namedInterfaces } from "./keepalived-names.ts";
import { Proposals } from "./proposals.ts";
import { blocksAround, keepalivedVersionOf, lineStartOf, pathOf, sectionAt, type VersionSettings } from "./source.ts";

/** What may stand at an offset of a keepalived.conf. */
export function keepalivedCompletions(
  settings: VersionSettings,
  tree: KeepalivedTree,
  text: string,
  offset: number,
): readonly CompletionProposal[] {
  const lineStart = lineStartOf(text, offset);
  const comment = findComment(text, lineStart);
  if (comment !== undefined && offset > comment.start) return [];
  const { start, piece } = pieceAt(text, lineStart, offset);
  const current = piece.words.find((word) => word.start <= offset && offset <= word.end);
  if (current !== undefined && text[current.start] === '"') return [];
  const before = piece.words.filter((word) => word.end < offset && word !== current).map(({ value }) => value);
  const section = sectionAt(tree.sections, start);
  const around = section === undefined ? [] : blocksAround(section, start - section.origin.offset);
  const proposals = new Proposals(current ?? { start: offset, end: offset });
  const place: Place = {
    tree,
    path: pathOf(around),
    before,
    version: keepalivedVersionOf(settings),
    proposals,
    given: new Set(),
  };
  const block = keepalivedBlock(place.path, place.version);
  if (block === undefined) return [];
  if (block.kind === "values") {
    const entries = around[around.length - 1]?.block?.statements ?? [];
    const given = new Set(entries.flatMap(({ words }) => words.map(({ value }) => value)));
    if (current !== undefined) given.delete(current.value);
    addEntryWords({ ...place, given }, block.valueSyntax ?? "");
  } else if (before.length === 0) addKeywords(place);
  else addArguments(place);
  return proposals.items;
}

/** The stretch of a line between braces that holds an offset. */
export function pieceAt(text: string, lineStart: number, offset: number): { start: number; piece: Piece } {
  let start = lineStart;
  for (;;) {
    const piece = readPiece(text, start);
    const sign = text[piece.end];
    if (piece.end >= offset || (sign !== "{" && sign !== "}")) return { start, piece };
    start = piece.end + 1;
  }
}

interface Place {
  readonly tree: KeepalivedTree;
  readonly path: readonly string[];
  readonly version: KeepalivedVersionChoice;
  /** The words of the statement in front of the cursor. */
  readonly before: readonly string[];
  /** Entries that the block has already. */
  readonly given: ReadonlySet<string>;
  readonly proposals: Proposals;
}

function addKeywords({ path, version, proposals }: Place): void {
  for (const keyword of keepalivedBlock(path, version)?.keywords ?? []) {
    const { name, deprecated, aliasOf, block } = keyword;
    const isOld = deprecated || aliasOf !== undefined;
    proposals.add(path.length === 0 && block !== "none" ? "section" : "keyword", name, {
      detail:
        aliasOf === undefined ? explainKeepalivedKeyword(keyword, version).signature : `another spelling of ${aliasOf}`,
      ...(isOld ? { sortText: `~${name}` } : {}),
      ...(deprecated ? { isDeprecated: true } : {}),
    });
  }
}

/** The blocks that give names of a kind. */
function blocksNaming(kind: string): string[] {
  return Object.keys(namingBlocks).filter((block) => namingBlocks[block] === kind);
}

function addEntryWords({ tree, before, given, proposals }: Place, syntax: string): void {
  const { kind, isEvery } = (Object.hasOwn(entryNaming, syntax) ? entryNaming[syntax] : undefined) ?? {};
  const blocks = kind === undefined ? [] : blocksNaming(kind);
  if (blocks.length > 0 && (before.length === 0 || isEvery === true)) {
    const names = declaredBlocks(tree, blocks).filter((name) => !given.has(name));
    proposals.addAll("reference", names, kind);
    return;
  }
  if (before.length === 0) {
    if (/interface|up_down_delay/.test(syntax)) {
      proposals.addAll(
        "reference",
        namedInterfaces(tree).filter((name) => !given.has(name)),
        "interface",
      );
    }
    if (syntax === "virtual_server_group_entry") proposals.add("keyword", "fwmark");
    return;
  }
  const last = before[before.length - 1] ?? "";
  if (last === "dev") {
    proposals.addAll("reference", namedInterfaces(tree), "interface");
    return;
  }
  const line = keepalivedValueSyntax(syntax);
  const words = optionWords(line?.["options"]) ?? fixedWords(line?.["line"]);
  const open = words.filter((word) => !before.includes(word));
  // The second word of a tracker's line is its weight; only behind that comes the direction.
  const isTracker = syntax.startsWith("track_");
  proposals.addAll("keyword", isTracker ? open.filter((word) => trackerWordFits(word, before)) : open);
}

function trackerWordFits(word: string, before: readonly string[]): boolean {
  if (word === "weight") return before.length === 1;
  return before.length === 3 && before[1] === "weight";
}

/** The words that the options of an entry begin with. */
function optionWords(options: unknown): string[] | undefined {
  if (Array.isArray(options)) return options.filter((word): word is string => typeof word === "string");
  if (typeof options !== "object" || options === null) return undefined;
  return Object.keys(options).flatMap((names) => names.split("|"));
}

/** The fixed words of a line's description: `<name> [weight <-253..253> [reverse]]` has two. */
function fixedWords(line: unknown): string[] {
  return typeof line === "string" ? (line.replace(/<[^>]*>/g, " ").match(/[a-z_]{3,}/g) ?? []) : [];
}

function addArguments({ tree, path, version, before, proposals }: Place): void {
  const keyword = keepalivedKeyword([...path, before[0] ?? ""]);
  if (keyword === undefined) return;
  const { args } = explainKeepalivedKeyword(keyword, version);
  const last = args[args.length - 1];
  const index = before.length - 1;
  const argument = args[index] ?? (last?.repeat === true || last?.keys !== undefined ? last : undefined);
  if (keyword.name === "virtual_server" && before[1] === "group") {
    proposals.addAll("reference", declaredBlocks(tree, ["virtual_server_group"]), "virtual_server_group");
  }
  if (argument !== undefined) addArgument(argument, tree, before, proposals);
}

function addArgument(
  argument: KeepalivedArgument,
  tree: KeepalivedTree,
  before: readonly string[],
  proposals: Proposals,
): void {
  const { type, values = [], keys, forms = [], to } = argument;
  if (type === "bool") proposals.addAll("value", values.length > 0 ? values : ["on", "off"]);
  else proposals.addAll("value", values);
  if (keys !== undefined)
    proposals.addAll(
      "keyword",
      Object.keys(keys).filter((key) => !before.includes(key)),
    );
  for (const form of forms) {
    // The forms of one argument are alternatives; each begins with a fixed word or with none.
    const word = /^\[?([a-z_]{3,})\b/.exec(form)?.[1];
    if (word !== undefined && before.length === 1) proposals.add("keyword", word, { detail: form });
  }
  if (type === "interface") proposals.addAll("reference", namedInterfaces(tree), "interface");
  if (to !== undefined) proposals.addAll("reference", declaredBlocks(tree, blocksNaming(to)), to);
}

import { message } from "../rules/finding.ts";
import { keepalivedLines } from "../schema/keepalived/arguments.ts";
import { explainKeepalivedKeyword } from "../schema/keepalived/explain.ts";
import {
  type KeepalivedKeyword,
  type KeepalivedVersionChoice,
  keepalivedBlock,
  keepalivedKeyword,
  keepalivedRelease,
} from "../schema/keepalived/index.ts";
import { newerDirectives } from "../schema/keepalived/releases.ts";
import { keepalivedUsage } from "../schema/keepalived/usage.ts";
import { findComment, type Piece, readPiece } from "../syntax/keepalived/piece.ts";
import type { KeepalivedStatement, KeepalivedTree } from "../syntax/keepalived/tree.ts";
import type { CompletionProposal } from "./completion.ts";
import { addArgumentWords } from "./keepalived-argument-completion.ts";
import { addEntryWords } from "./keepalived-entry-completion.ts";
import { definedVariables, type KeepalivedPlace } from "./keepalived-names.ts";
import { keepalivedViewAt, pathAt } from "./keepalived-view.ts";
import { keepalivedSnippet } from "./keepalived-writing.ts";
import { aboutKeepalived } from "./proposal-description.ts";
import { Proposals } from "./proposals.ts";
import { toSnippet } from "./snippet.ts";
import { blocksAround, keepalivedVersionOf, lineStartOf, type NavigationSource, sectionAt } from "./source.ts";

/** What may stand at an offset of a keepalived.conf, the best first. */
export function keepalivedCompletions(
  source: NavigationSource,
  file: string,
  at: number,
): readonly CompletionProposal[] {
  const view = keepalivedViewAt(source, file, at);
  if (view === undefined) return [];
  const hosts = hostCompletions(source, file, at);
  if (hosts !== undefined) return hosts;
  const { tree, text, offset, shift } = view;
  const lineStart = lineStartOf(text, offset);
  const comment = findComment(text, lineStart);
  if (comment !== undefined && offset > comment.start) return [];
  const { start, piece } = pieceAt(text, lineStart, offset);
  const current = piece.words.find((word) => word.start <= offset && offset <= word.end);
  if (current !== undefined && text[current.start] === '"') return [];
  const before = piece.words.filter((word) => word.end < offset && word !== current).map(({ value }) => value);
  const section = sectionAt(tree.sections, start);
  const around = section === undefined ? [] : blocksAround(section, start - section.origin.offset);
  const reference = referenceAt(text, offset);
  const replace = reference ?? { start: current?.start ?? offset, end: current?.end ?? offset };
  const proposals = new Proposals({ start: replace.start - shift, end: replace.end - shift });
  const inner = around[around.length - 1];
  const place: KeepalivedPlace = {
    tree,
    others: otherTrees(source, file, tree),
    start,
    path: pathAt(view, start),
    before,
    version: keepalivedVersionOf(source.settingsOf(file)),
    statements: inner?.block?.statements ?? (around.length === 0 ? tree.sections.flatMap((one) => one.statements) : []),
    current: current === undefined ? undefined : current.start - (section?.origin.offset ?? 0),
    proposals,
  };
  if (reference === undefined) addWords(place);
  else addVariables(place, reference.isBraced);
  return proposals.sorted();
}

/** The use of a definition that is being written at a place; what stands around it in the same word stays. */
function referenceAt(text: string, offset: number): { start: number; end: number; isBraced: boolean } | undefined {
  const [written, brace] = /\$(\{?)\w*$/.exec(text.slice(lineStartOf(text, offset), offset)) ?? [];
  if (written === undefined) return undefined;
  const [rest = ""] = (brace === "{" ? /^\w*\}?/ : /^\w*/).exec(text.slice(offset)) ?? [];
  const end = offset + rest.length;
  // Without braces it would not end there.
  const isBraced = brace === "{" || !/^(?:[\s,)]|$)/.test(text.slice(end));
  return { start: offset - written.length, end, isBraced };
}

/** The trees of the files that keepalived reads together with a file. */
function otherTrees(source: NavigationSource, file: string, tree: KeepalivedTree): readonly KeepalivedTree[] {
  const { files } = source.includesOf(file);
  return files.flatMap((name) => {
    const other = name === file ? undefined : source.treeOf(name);
    return other?.language === "keepalived" && other !== tree ? [other] : [];
  });
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

/** What keepalived brings along, for use as `${_PWD}`. */
const ownVariables = ["_PWD", "_INSTANCE", "_RANDOM", "_HASH", "_BANG"];

function addVariables({ tree, others, proposals }: KeepalivedPlace, isBraced: boolean): void {
  const names = [...new Set([tree, ...others].flatMap(definedVariables))];
  const shown = names.map((name) => (isBraced ? `\${${name}}` : `$${name}`));
  proposals.orderBy(shown);
  proposals.addAll("reference", shown, { detail: message("definition") });
  for (const name of ownVariables)
    proposals.add("value", `\${${name}}`, { detail: message("brought along by keepalived") });
}

/** The hosts that a line may be for, where one is being named at its beginning; undefined elsewhere. */
function hostCompletions(
  source: NavigationSource,
  file: string,
  at: number,
): readonly CompletionProposal[] | undefined {
  const text = source.textOf(file) ?? "";
  const tree = source.treeOf(file);
  const [, gap, written] = /^([ \t]*)(@\S*)$/.exec(text.slice(lineStartOf(text, at), at)) ?? [];
  if (gap === undefined || written === undefined || tree?.language !== "keepalived") return undefined;
  const rest = /^\S*/.exec(text.slice(at))?.[0] ?? "";
  const proposals = new Proposals({ start: at - written.length, end: at + rest.length });
  const ids = [tree, ...otherTrees(source, file, tree)].flatMap(({ configIds }) => configIds);
  // What is being written there is no host yet.
  const counted = text.slice(0, at - written.length) + text.slice(at + rest.length);
  for (const id of new Set(ids)) {
    if (!counted.includes(`@${id}`) && !counted.includes(`@^${id}`)) continue;
    proposals.add("reference", `@${id}`, { detail: message("only this host") });
    proposals.add("reference", `@^${id}`, { detail: message("all other hosts") });
  }
  return proposals.sorted();
}

function addWords(place: KeepalivedPlace): void {
  const block = keepalivedBlock(place.path, place.version);
  if (block === undefined || /^include[rmwba]?$/.test(place.before[0] ?? "")) return;
  if (block.kind === "values") {
    addEntryWords(place, block.valueSyntax ?? "");
    if (place.before.length === 0) addIncludes(place, includes.slice(0, 1));
  } else if (place.before.length === 0) addKeywords(place);
  else addArgumentWords(place);
}

/** Whether a keyword may stand in a block several times. */
function isRepeatable(path: readonly string[], name: string, version: KeepalivedVersionChoice): boolean {
  const [line] = keepalivedLines([...path, name].join("/"), version);
  return line?.repeat === undefined || /^(?:yes|unique|name should)/.test(line.repeat);
}

/** The keywords that the statements of a block have, by the spelling that the schema calls the first; the one at the cursor aside. */
function givenKeywords({ statements, path, current }: KeepalivedPlace): ReadonlySet<string> {
  const given = new Set<string>();
  const add = ({ words: [word] }: KeepalivedStatement): void => {
    if (word === undefined || word.start === current) return;
    const keyword = keepalivedKeyword([...path, word.value]);
    given.add(keyword?.aliasOf ?? word.value);
  };
  // At the top level everything may stand again.
  if (path.length > 0) statements.forEach(add);
  return given;
}

function addKeywords(place: KeepalivedPlace): void {
  const { path, version, proposals } = place;
  const given = givenKeywords(place);
  proposals.orderBy(keepalivedUsage(path));
  for (const keyword of keepalivedBlock(path, version)?.keywords ?? []) {
    const { name, aliasOf } = keyword;
    const isOnce = given.has(aliasOf ?? name) && !isRepeatable(path, name, version);
    if (!isOnce) addKeyword(place, keyword);
  }
  addIncludes(place, includes);
}

/** The ways to read other files, from the laxest to the strictest. */
const includes = ["include", "includer", "includem", "includew", "includeb", "includea"];

function addIncludes({ proposals, version }: KeepalivedPlace, keywords: readonly string[]): void {
  for (const [rank, keyword] of keywords.entries()) {
    const since = Object.hasOwn(newerDirectives, keyword) ? newerDirectives[keyword] : undefined;
    if (since !== undefined && keepalivedRelease(since) > keepalivedRelease(version)) continue;
    proposals.add("keyword", keyword, {
      detail: `${keyword} <files>`,
      snippet: toSnippet(`${keyword} <conf.d/*.conf>`),
      sortText: `8include${rank}`,
    });
  }
}

function addKeyword({ path, version, proposals }: KeepalivedPlace, keyword: KeepalivedKeyword): void {
  const { name, deprecated, aliasOf, block } = keyword;
  const { signature, args } = explainKeepalivedKeyword(keyword, version);
  const snippet = keepalivedSnippet([...path, name], block !== "none", args[0]?.type === "name");
  proposals.add(path.length === 0 && block !== "none" ? "section" : "keyword", name, {
    detail: aliasOf === undefined ? signature : message("another spelling of {name}", { name: aliasOf }),
    about: aboutKeepalived([...path, name]),
    ...(snippet === undefined ? {} : { snippet }),
    ...(deprecated ? { isDeprecated: true } : {}),
    ...(aliasOf !== undefined && !keepalivedUsage(path).includes(name) ? { sortText: `~${name}` } : {}),
  });
}

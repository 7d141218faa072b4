import { keepalivedLines } from "../schema/keepalived/arguments.ts";
import { explainKeepalivedKeyword } from "../schema/keepalived/explain.ts";
import {
  type KeepalivedKeyword,
  type KeepalivedVersionChoice,
  keepalivedBlock,
  keepalivedKeyword,
} from "../schema/keepalived/index.ts";
import { keepalivedUsage } from "../schema/keepalived/usage.ts";
import { findComment, type Piece, readPiece } from "../syntax/keepalived/piece.ts";
import type { KeepalivedStatement, KeepalivedTree } from "../syntax/keepalived/tree.ts";
import type { CompletionProposal } from "./completion.ts";
import { addArgumentWords } from "./keepalived-argument-completion.ts";
import { addEntryWords } from "./keepalived-entry-completion.ts";
import { definedVariables, type KeepalivedPlace } from "./keepalived-names.ts";
import { keepalivedSnippet } from "./keepalived-writing.ts";
import { aboutKeepalived } from "./proposal-description.ts";
import { Proposals } from "./proposals.ts";
import { blocksAround, keepalivedVersionOf, lineStartOf, type NavigationSource, pathOf, sectionAt } from "./source.ts";

/** What may stand at an offset of a keepalived.conf, the best first. */
export function keepalivedCompletions(
  source: NavigationSource,
  file: string,
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
  const replace = { start: current?.start ?? offset, end: current?.end ?? offset };
  const typed = text.slice(replace.start, offset);
  const proposals = new Proposals(replace);
  const inner = around[around.length - 1];
  const place: KeepalivedPlace = {
    tree,
    others: otherTrees(source, file, tree),
    start,
    path: pathOf(around),
    before,
    version: keepalivedVersionOf(source.settingsOf(file)),
    statements: inner?.block?.statements ?? (around.length === 0 ? tree.sections.flatMap((one) => one.statements) : []),
    current: current === undefined ? undefined : current.start - (section?.origin.offset ?? 0),
    proposals,
  };
  if (typed.startsWith("$")) addVariables(place);
  else if (typed.startsWith("@") && before.length === 0) addHosts(place);
  else addWords(place);
  return proposals.sorted();
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

function addVariables({ tree, others, proposals }: KeepalivedPlace): void {
  const names = [tree, ...others].flatMap(definedVariables);
  proposals.addAll(
    "reference",
    names.map((name) => `$${name}`),
    { detail: "definition" },
  );
}

function addHosts({ tree, proposals }: KeepalivedPlace): void {
  for (const id of tree.configIds) {
    proposals.add("reference", `@${id}`, { detail: "only this host" });
    proposals.add("reference", `@^${id}`, { detail: "all other hosts" });
  }
}

function addWords(place: KeepalivedPlace): void {
  // A line may begin with the host that reads it.
  const own = place.before[0]?.startsWith("@") === true ? { ...place, before: place.before.slice(1) } : place;
  const block = keepalivedBlock(own.path, own.version);
  if (block === undefined) return;
  if (block.kind === "values") addEntryWords(own, block.valueSyntax ?? "");
  else if (own.before.length === 0) addKeywords(own);
  else addArgumentWords(own);
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
  proposals.add("keyword", "include", { detail: "include <files>", sortText: "8include" });
}

function addKeyword({ path, version, proposals }: KeepalivedPlace, keyword: KeepalivedKeyword): void {
  const { name, deprecated, aliasOf, block } = keyword;
  const { signature, args } = explainKeepalivedKeyword(keyword, version);
  const snippet = keepalivedSnippet([...path, name], block !== "none", args[0]?.type === "name");
  proposals.add(path.length === 0 && block !== "none" ? "section" : "keyword", name, {
    detail: aliasOf === undefined ? signature : `another spelling of ${aliasOf}`,
    about: aboutKeepalived([...path, name]),
    ...(snippet === undefined ? {} : { snippet }),
    ...(deprecated ? { isDeprecated: true } : {}),
    ...(aliasOf !== undefined && !keepalivedUsage(path).includes(name) ? { sortText: `~${name}` } : {}),
  });
}

import type { HaproxyTree } from "../syntax/haproxy/tree.ts";
import type { KeepalivedStatement, KeepalivedTree } from "../syntax/keepalived/tree.ts";
import { lineStartOf, type ServiceSource } from "./source.ts";

/** A stretch of a file that can be folded; offsets of the file. */
export interface FoldingSpan {
  readonly start: number;
  readonly end: number;
  readonly kind: "region" | "comment";
}

/** What can be folded in a file: sections, blocks, conditions, and comments over several lines. Sorted by start. */
export function foldingRanges(source: ServiceSource, file: string): readonly FoldingSpan[] {
  const tree = source.treeOf(file);
  if (tree === undefined) return [];
  const spans: FoldingSpan[] = [];
  if (tree.language === "haproxy") addHaproxy(tree, spans);
  else addKeepalived(tree, spans);
  addComments(tree, spans);
  return spans
    .filter(({ start, end }) => tree.text.slice(start, end).includes("\n"))
    .sort((a, b) => a.start - b.start || b.end - a.end);
}

function addHaproxy(tree: HaproxyTree, spans: FoldingSpan[]): void {
  const conditions: number[] = [];
  for (const { header, statements, origin } of tree.sections) {
    const last = statements[statements.length - 1];
    if (header !== undefined && last !== undefined) {
      spans.push({ start: origin.offset + header.start, end: origin.offset + last.end, kind: "region" });
    }
    for (const { words, start, end } of statements) {
      const keyword = words[0]?.value;
      if (keyword === ".if") conditions.push(origin.offset + start);
      else if (keyword === ".endif") {
        const opened = conditions.pop();
        if (opened !== undefined) spans.push({ start: opened, end: origin.offset + end, kind: "region" });
      }
    }
  }
}

function addKeepalived(tree: KeepalivedTree, spans: FoldingSpan[]): void {
  const addBlocks = (statements: readonly KeepalivedStatement[], offset: number): void => {
    for (const { block, start, end } of statements) {
      if (block === undefined) continue;
      // A block that a definition brings in has no lines of its own.
      if (block.close === undefined || block.close > block.open) {
        spans.push({ start: offset + start, end: offset + end, kind: "region" });
      }
      addBlocks(block.statements, offset);
    }
  };
  for (const { statements, origin } of tree.sections) addBlocks(statements, origin.offset);
}

/** Lines in a row that hold nothing but comments. */
function addComments(tree: HaproxyTree | KeepalivedTree, spans: FoldingSpan[]): void {
  const { text } = tree;
  let run: { start: number; end: number } | undefined;
  const close = (): void => {
    if (run !== undefined) spans.push({ ...run, kind: "comment" });
    run = undefined;
  };
  for (const { comments, origin } of tree.sections) {
    for (const comment of comments) {
      const start = origin.offset + comment.start;
      const end = origin.offset + comment.end;
      const isOwnLine = text.slice(lineStartOf(text, start), start).trim() === "";
      const followsRun = run !== undefined && /^\r?\n[ \t]*$/.test(text.slice(run.end, start));
      if (!isOwnLine) close();
      else if (followsRun && run !== undefined) run.end = end;
      else {
        close();
        run = { start, end };
      }
    }
  }
  close();
}

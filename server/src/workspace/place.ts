import { type Finding, type FixEdit, type SeveritySetting, sayMessage } from "../rules/finding.ts";
import { spanOf } from "../syntax/tree.ts";
import type { LineIndex } from "../text/line-index.ts";
import type { TextEdit } from "../text/span.ts";
import type { PlacedFinding, PlacedFix } from "./types.ts";

/** What placing needs of a file. */
export interface PlacedText {
  readonly text: string;
  readonly lineIndex: LineIndex;
}

export type TextsByFile = (file: string) => PlacedText | undefined;

/** The indentation of the line that an offset is on, and what stands between it and the offset. */
function lineAround(source: PlacedText, offset: number): { start: number; end: number; indent: string } {
  const { line } = source.lineIndex.position(offset);
  const start = source.lineIndex.lineStart(line);
  const end = source.lineIndex.lineEnd(line);
  const indent = /^[ \t]*/.exec(source.text.slice(start, end))?.[0] ?? "";
  return { start, end, indent };
}

/** The step that the file indents by: a tab where its lines begin with tabs, else four blanks. */
function indentStep(source: PlacedText): string {
  return /^\t/m.test(source.text) ? "\t" : "    ";
}

function lineEnding(source: PlacedText): string {
  return source.text.includes("\r\n") ? "\r\n" : "\n";
}

/** Takes the span away; where it is all that its line holds, the line goes too. */
function removal(source: PlacedText, start: number, end: number): TextEdit {
  const first = lineAround(source, start);
  const last = lineAround(source, end);
  const isAlone = source.text.slice(first.start, start).trim() === "" && source.text.slice(end, last.end).trim() === "";
  if (!isAlone) return { start, end, newText: "" };
  const { line } = source.lineIndex.position(end);
  return { start: first.start, end: source.lineIndex.lineStart(line + 1), newText: "" };
}

/** Adds lines below the span, indented as it is (plus `extra`). Behind code on the same line, the new lines break it. */
function insertion(source: PlacedText, end: number, newText: string, extra: string): TextEdit {
  const around = lineAround(source, end);
  const rest = source.text.slice(end, around.end).trim();
  const isComment = rest === "" || rest.startsWith("#") || rest.startsWith("!");
  const at = isComment ? around.end : end;
  const step = indentStep(source);
  const eol = lineEnding(source);
  const lines = newText.split("\n").map((line) => `${around.indent}${extra}${line.replace(/ {4}/g, step)}`);
  const tail = isComment ? "" : `${eol}${around.indent}`;
  return { start: at, end: at, newText: `${eol}${lines.join(eol)}${tail}` };
}

/** The text edit that a fix's edit comes to in the file's present text. */
function placeEdit(edit: FixEdit, source: PlacedText): TextEdit {
  const { start, end } = spanOf(edit.at);
  switch (edit.form) {
    case "in-place":
      return { start, end, newText: edit.newText };
    case "remove-line":
      return removal(source, start, end);
    case "line-below":
      return insertion(source, end, edit.newText, "");
    case "line-inside":
      return insertion(source, end, edit.newText, indentStep(source));
  }
}

function placeFixes(
  finding: Finding,
  texts: TextsByFile,
  translations?: Readonly<Record<string, string>>,
): PlacedFix[] {
  return finding.fixes.map((fix) => ({
    title: sayMessage(fix.title, translations),
    isPreferred: fix.isPreferred,
    isSafe: fix.isSafe,
    edits: fix.edits.flatMap((edit) => {
      const source = texts(edit.file);
      return source === undefined ? [] : [{ file: edit.file, edit: placeEdit(edit, source) }];
    }),
  }));
}

/** Turns a finding's anchors into offsets of the present texts and says its messages. */
export function placeFinding(
  finding: Finding,
  severity: Exclude<SeveritySetting, "off">,
  texts: TextsByFile,
  translations?: Readonly<Record<string, string>>,
): PlacedFinding {
  const { start, end } = spanOf(finding.at);
  return {
    file: finding.file,
    start,
    end,
    code: finding.code,
    severity,
    message: sayMessage(finding.message, translations),
    related: finding.related.map((related) => ({
      file: related.file,
      ...spanOf(related.at),
      message: sayMessage(related.message, translations),
    })),
    fixes: placeFixes(finding, texts, translations),
  };
}

/** Sorts by place, then by code, then by message, so that equal input gives equal output. */
export function byPlace(a: PlacedFinding, b: PlacedFinding): number {
  return (
    compareText(a.file, b.file) ||
    a.start - b.start ||
    a.end - b.end ||
    compareText(a.code, b.code) ||
    compareText(a.message, b.message)
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * Whether two findings that follow each other are one: a file may take part in several clusters.
 *
 * @param isCommon several nodes read the file, each of which finds the same in other words
 */
export function isSaidTwice(one: PlacedFinding, before: PlacedFinding | undefined, isCommon: boolean): boolean {
  const isSamePlace = one.start === before?.start && one.end === before.end;
  return isSamePlace && one.code === before.code && (isCommon || one.message === before.message);
}

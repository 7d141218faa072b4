import { describe, expect, test } from "vitest";
import { isPlaceholder } from "../../server/src/model/value.ts";
import { explainKeepalivedKeyword } from "../../server/src/schema/keepalived/explain.ts";
import { type KeepalivedKeyword, keepalivedBlock } from "../../server/src/schema/keepalived/index.ts";
import { completionsAt } from "../../server/src/services/completion.ts";
import { hoverAt } from "../../server/src/services/hover.ts";
import { signatureHelpAt } from "../../server/src/services/signature-help.ts";
import { findDefinitions } from "../../server/src/syntax/keepalived/definitions.ts";
import { readPiece } from "../../server/src/syntax/keepalived/piece.ts";
import { defaultSettings } from "../../server/src/workspace/types.ts";
import { Workspace } from "../../server/src/workspace/workspace.ts";
import { fixedWords } from "./sweep.ts";
import { collectedTexts, generatedTexts, ownTexts, recordedKeepalivedTexts, type SweepText } from "./sweep-texts.ts";

// Every word that is written in a keepalived.conf which its program takes, in definitions, in lines of single hosts and in includes as
// well: hover says what the word is, and not only on which line it stands; signature help has a place for each argument.

const file = "keepalived.conf";

interface WrittenWord {
  readonly start: number;
  readonly end: number;
  readonly value: string;
  /** It is the first one of its line or of its piece of it. */
  readonly isFirst: boolean;
  readonly line: string;
}

/** The words of a text as they are written, comments and signs that lead to the next line aside. */
function writtenWords(text: string): WrittenWord[] {
  const found: WrittenWord[] = [];
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf("\n", start);
    const end = newline < 0 ? text.length : newline;
    const line = text.slice(start, end).trim();
    for (let at = start; at < end; ) {
      const piece = readPiece(text, at);
      const words = piece.words.filter(({ value }) => value !== "\\");
      found.push(...words.map((word, index) => ({ ...word, isFirst: index === 0, line })));
      if (!/[{}]/.test(text[piece.end] ?? "")) break;
      at = piece.end + 1;
    }
    start = end + 1;
  }
  return found;
}

/** Lines that keepalived passes over. */
const passedOver = /^(?:@\s|\()/;

/** What is filled in later by somebody else, and not by a definition of the file. */
function isUnknown(text: string, { start, end, value }: WrittenWord): boolean {
  const given = new Set(findDefinitions(text).flatMap(({ isDeclaration, name }) => (isDeclaration ? [name] : [])));
  return (
    isPlaceholder(value) &&
    !/\$\{?_(?:BANG|HASH|INSTANCE|PWD|RANDOM)\b/.test(value) &&
    !findDefinitions(text).some((use) => given.has(use.name) && use.wholeStart < end && start < use.wholeEnd)
  );
}

interface Tally {
  words: number;
  /** No hover at all. */
  readonly silent: string[];
  /** A hover that says nothing of the word itself. */
  readonly vague: string[];
  readonly placeless: string[];
}

function isTelling(markdown: string, isFirst: boolean): boolean {
  const [title = ""] = markdown.split("\n");
  // A keyword has a description, its place and its manual; an argument or value is said to be something.
  if (title.startsWith("**")) return !isFirst || markdown.split("\n\n").length >= 4 || /^\*\*(?:include|~)/.test(title);
  return /`: \S|^definition |^keepalived does not read/.test(title) || markdown.includes("keepalived does not read");
}

/** Asks about each word of a text. */
function tallyText({ name, text }: SweepText, tally: Tally): void {
  const workspace = workspaceOf(text);
  for (const word of writtenWords(text)) {
    if (passedOver.test(word.line) || isUnknown(text, word)) continue;
    tally.words++;
    const at = word.start + (word.end - word.start > 1 ? 1 : 0);
    const shown = `${name}: ${word.value} of ${word.line}`;
    const hover = hoverAt(workspace, file, at);
    if (hover === undefined) tally.silent.push(shown);
    else if (!isTelling(hover.markdown, word.isFirst)) tally.vague.push(shown);
    if (word.isFirst || /^[@~]|^\$\w+=|\\$/.test(word.line)) continue;
    const help = signatureHelpAt(workspace, file, at);
    const isSurplus = hover?.markdown.includes("keepalived does not read") === true;
    if (help?.signatures[help.active]?.active === undefined && !isSurplus) tally.placeless.push(shown);
  }
}

function workspaceOf(text: string): Workspace {
  const workspace = new Workspace({ ...defaultSettings, isClusterEnabled: false });
  workspace.setFile(file, text, "keepalived");
  return workspace;
}

function tallyOf(texts: readonly SweepText[]): Tally {
  const tally: Tally = { words: 0, silent: [], vague: [], placeless: [] };
  for (const one of texts) if (one.language === "keepalived") tallyText(one, tally);
  return tally;
}

/** How many of a text's fixed words completion offers where they are taken out. */
function offeredOf(texts: readonly SweepText[]): { tried: number; missing: string[] } {
  const missing: string[] = [];
  let tried = 0;
  for (const { name, language, text } of texts) {
    if (language !== "keepalived") continue;
    const tree = workspaceOf(text).treeOf(file);
    for (const { start, end, label } of tree === undefined ? [] : fixedWords(tree)) {
      // What stands behind a definition's use may be its keyword's argument.
      if (/^[ \t]*\$/.test(text.slice(text.lastIndexOf("\n", start) + 1, start))) continue;
      tried++;
      const { items } = completionsAt(workspaceOf(text.slice(0, start) + text.slice(end)), file, start);
      if (!items.some((item) => item.label.toLowerCase() === label.toLowerCase())) missing.push(`${name}: ${label}`);
    }
  }
  return { tried, missing };
}

describe("every word of a keepalived.conf that its program takes", () => {
  test("is explained in ours", () => {
    const { words, silent, vague, placeless } = tallyOf(ownTexts());
    expect(silent).toEqual([]);
    expect(vague).toEqual([]);
    expect(placeless).toEqual([]);
    expect(words).toBeGreaterThan(1_000);
  });

  test("is explained in such as are written from the schema", { timeout: 120_000 }, () => {
    const { words, silent, vague, placeless } = tallyOf(generatedTexts(2026, 1));
    expect(silent).toEqual([]);
    expect(vague).toEqual([]);
    expect(placeless).toEqual([]);
    expect(words).toBeGreaterThan(1_000);
  });

  const real = [...collectedTexts(), ...recordedKeepalivedTexts()];

  test.skipIf(real.length === 0)("is explained in real and recorded ones", { timeout: 120_000 }, () => {
    const { words, silent, vague, placeless } = tallyOf(real);
    const offered = offeredOf(real);
    console.log(
      `keepalived: of ${words} words ${silent.length} have no hover, ${vague.length} an empty one, ${placeless.length} no place in a signature; completion offers ${offered.tried - offered.missing.length} of ${offered.tried} fixed words`,
    );
    expect(silent).toEqual([]);
    expect(vague).toEqual([]);
    // What stands behind a keyword that a definition writes, and words that are too many on their line.
    expect(placeless.length).toBeLessThan(words / 200);
    expect(offered.missing).toEqual([]);
    expect(offered.tried).toBeGreaterThan(2_000);
    expect(words).toBeGreaterThan(3_000);
  });
});

/** Blocks that have a name, and those that are given by an address. */
const namedBlock = /^(?:vrrp_(?:instance|script|sync_group|track_file|track_process)|track_file|bfd_instance)$/;
const addressedBlock = /^(?:virtual|real)_server$/;

/** A text with a line in the block of a path, and where the line ends in it. */
function inBlock(path: readonly string[], line: string): { readonly workspace: Workspace; readonly end: number } {
  const head = path
    .map((name) => `${name}${namedBlock.test(name) ? " X" : addressedBlock.test(name) ? " 10.0.0.1 80" : ""} {\n`)
    .join("");
  return { workspace: workspaceOf(`${head}${line}\n${"}\n".repeat(path.length)}`), end: head.length + line.length };
}

/** All keywords that keepalived has ever had, each in its block. */
function everyKeyword(path: readonly string[] = []): KeepalivedKeyword[] {
  const block = keepalivedBlock(path, "auto");
  return (block?.keywords ?? []).flatMap((keyword) => [
    keyword,
    ...(keyword.block === "keywords" ? everyKeyword([...path, keyword.name]) : []),
  ]);
}

/** The arguments of a keyword, and their fixed words, of which too little is said. */
function unexplainedArguments(keyword: KeepalivedKeyword): string[] {
  const { path, name } = keyword;
  const shown = [...path, name].join("/");
  const faults: string[] = [];
  let line = name;
  for (const [index, { values = [] }] of explainKeepalivedKeyword(keyword, "auto").args.entries()) {
    line += " ";
    const { workspace, end } = inBlock(path, line);
    const help = signatureHelpAt(workspace, file, end);
    const signature = help?.signatures[help.active];
    const parameter = signature?.active === undefined ? undefined : signature.parameters[signature.active];
    if (parameter?.documentation === undefined) faults.push(`argument ${index} of ${shown} is not explained`);
    const { items } = completionsAt(workspace, file, end);
    const told = new Set(items.flatMap(({ label, detail }) => (detail === undefined ? [] : [label])));
    const untold = values.filter((value) => !told.has(value));
    faults.push(...untold.map((value) => `${value} of ${shown} is not offered with what it means`));
    line += values[0] ?? "5";
  }
  return faults;
}

describe("every keyword of keepalived", () => {
  test("is offered, explained, and has its arguments and their fixed words explained", () => {
    const faults: string[] = [];
    const keywords = everyKeyword();
    for (const keyword of keywords) {
      const { path, name } = keyword;
      const shown = [...path, name].join("/");
      const begun = inBlock(path, name.slice(0, 2));
      if (!completionsAt(begun.workspace, file, begun.end).items.some(({ label }) => label === name))
        faults.push(`${shown} is not offered`);
      const whole = inBlock(path, `${name} x`);
      const hover = hoverAt(whole.workspace, file, whole.end - 2);
      if (hover?.markdown.startsWith(`**${name}**`) !== true) faults.push(`${shown} has no hover`);
      faults.push(...unexplainedArguments(keyword));
    }
    expect(faults).toEqual([]);
    expect(keywords.length).toBeGreaterThan(500);
  });
});

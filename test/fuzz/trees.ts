import { expect } from "vitest";
import type { HaproxyStatement, HaproxyTree } from "../../server/src/syntax/haproxy/tree.ts";
import type { KeepalivedBlock, KeepalivedStatement, KeepalivedTree } from "../../server/src/syntax/keepalived/tree.ts";
import type { Word } from "../../server/src/syntax/tree.ts";

interface Place {
  readonly start: number;
  readonly end: number;
}

function fail(message: string, text: string, place: Place): never {
  const around = JSON.stringify(text.slice(Math.max(0, place.start - 30), place.end + 30));
  throw new Error(`${message} at ${place.start}–${place.end}, around ${around}`);
}

function expectInside(text: string, place: Place): void {
  if (!(place.start >= 0 && place.start <= place.end && place.end <= text.length)) fail("outside", text, place);
}

/** Whether the program reads the word as it is written. */
function isPlain(written: string): boolean {
  return !/["'\\]/.test(written);
}

function expectWords(text: string, words: readonly Word[]): void {
  expect(words.length).toBeGreaterThan(0);
  let end = 0;
  for (const word of words) {
    expectInside(text, word);
    if (word.generated) continue;
    if (word.start < end) fail("a word before the end of the one before", text, word);
    end = word.end;
    const written = text.slice(word.start, word.end);
    if (isPlain(written) && written !== word.value) fail(`the value is ${JSON.stringify(word.value)}`, text, word);
  }
}

/** Marks which characters of a text are part of some node, to see whether anything got lost. */
class Coverage {
  readonly #covered: Uint8Array;
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
    this.#covered = new Uint8Array(text.length);
  }

  add({ start, end }: Place): void {
    this.#covered.fill(1, start, end);
  }

  /** All but blanks and braces must be part of some node, up to the CR or NUL at which the program ends a line. */
  expectWhole(): void {
    let isLineOver = false;
    for (let at = 0; at < this.#text.length; at++) {
      const character = this.#text[at] ?? "";
      if (character === "\n") isLineOver = false;
      else if (character === "\0" || character === "\r") isLineOver ||= this.#covered[at] === 0;
      else if (!isLineOver && this.#covered[at] === 0 && !/[ \t\v\f{}]/.test(character)) {
        fail("lost", this.#text, { start: at, end: at + 1 });
      }
    }
  }
}

function expectHaproxyStatement(text: string, statement: HaproxyStatement): void {
  expectInside(text, statement);
  expectWords(text, statement.words);
  expect(statement.words[0]?.start).toBe(statement.start);
  expect(statement.words[statement.words.length - 1]?.end).toBe(statement.end);
}

/** What must hold for the tree of any text. */
export function expectSoundHaproxy(text: string, tree: HaproxyTree): void {
  let offset = 0;
  for (const section of tree.sections) {
    expect(section.origin.offset).toBe(offset);
    expect(section.length).toBeGreaterThan(0);
    const own = text.slice(offset, offset + section.length);
    const coverage = new Coverage(own);
    let end = 0;
    for (const statement of section.header === undefined
      ? section.statements
      : [section.header, ...section.statements]) {
      expectHaproxyStatement(own, statement);
      if (statement.start < end) fail("statements out of order", own, statement);
      end = statement.end;
      for (const word of statement.words) coverage.add(word);
    }
    for (const place of [...section.comments, ...section.holes]) {
      expectInside(own, place);
      coverage.add(place);
    }
    for (const problem of section.problems) expectInside(own, problem);
    coverage.expectWhole();
    offset += section.length;
  }
  expect(offset).toBe(text.length);
}

function expectBlock(text: string, block: KeepalivedBlock, visit: (word: Word) => void, isExpanded: boolean): void {
  const end = block.close ?? text.length;
  expectInside(text, { start: block.open, end });
  if (!isExpanded) {
    expect(text[block.open]).toBe("{");
    if (block.close !== undefined) expect(text[block.close]).toBe("}");
  }
  expectStatements(text, block.statements, { start: block.open, end }, visit, isExpanded);
}

function expectStatements(
  text: string,
  statements: readonly KeepalivedStatement[],
  around: Place,
  visit: (word: Word) => void,
  isExpanded: boolean,
): void {
  let end = around.start;
  for (const statement of statements) {
    expectInside(text, statement);
    expectWords(text, statement.words);
    // What a definition or a sequence makes stands at its reference, several statements at one place.
    if (!isExpanded && (statement.start < end || statement.end > around.end)) fail("out of order", text, statement);
    end = statement.end;
    for (const word of statement.words) visit(word);
    if (statement.block !== undefined) expectBlock(text, statement.block, visit, isExpanded);
  }
}

/** What must hold for the tree of any text. */
export function expectSoundKeepalived(text: string, tree: KeepalivedTree): void {
  let offset = 0;
  for (const section of tree.sections) {
    expect(section.origin.offset).toBe(offset);
    expect(section.length).toBeGreaterThan(0);
    const own = text.slice(offset, offset + section.length);
    const coverage = new Coverage(own);
    const visit = (word: Word): void => coverage.add(word);
    expectStatements(own, section.statements, { start: 0, end: own.length }, visit, tree.isExpanded);
    for (const place of [...section.comments, ...section.holes]) {
      expectInside(own, place);
      coverage.add(place);
    }
    for (const place of [...section.problems, ...section.definitions]) expectInside(own, place);
    if (!tree.isExpanded) coverage.expectWhole();
    offset += section.length;
  }
  expect(offset).toBe(text.length);
}

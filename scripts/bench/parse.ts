import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { parseHaproxy } from "../../server/src/syntax/haproxy/parser.ts";
import { parseKeepalived } from "../../server/src/syntax/keepalived/parser.ts";
import type { KeepalivedStatement } from "../../server/src/syntax/keepalived/tree.ts";
import type { Word } from "../../server/src/syntax/tree.ts";
import { haproxyConfig, keepalivedConfig } from "./generate.ts";
import { type HandStatement, splitHaproxy, splitKeepalived } from "./hand-loops.ts";
import { inTurns, type Line, median, printTable, type Times } from "./measure.ts";

const haproxyLines = 145_000;
const keepalivedLines = 325_000;
const rounds = 15;
const coldRuns = 5;

type Language = "haproxy" | "keepalived";

function textOf(language: Language): string {
  return language === "haproxy" ? haproxyConfig(haproxyLines) : keepalivedConfig(keepalivedLines);
}

function wordsOfBlock(statements: readonly KeepalivedStatement[], offset: number, into: Word[]): void {
  for (const { words, block } of statements) {
    for (const word of words) into.push({ value: word.value, start: word.start + offset, end: word.end + offset });
    if (block !== undefined) wordsOfBlock(block.statements, offset, into);
  }
}

/** The words of the parser's tree with offsets from the text's start. */
function parsedWords(language: Language, text: string): Word[] {
  const words: Word[] = [];
  if (language === "keepalived") {
    for (const { statements, origin } of parseKeepalived(text).sections) {
      wordsOfBlock(statements, origin.offset, words);
    }
    return words;
  }
  for (const { header, statements, origin } of parseHaproxy(text).sections) {
    for (const statement of header === undefined ? statements : [header, ...statements]) {
      for (const { value, start, end } of statement.words) {
        words.push({ value, start: start + origin.offset, end: end + origin.offset });
      }
    }
  }
  return words;
}

/** The comparison is fair only where both make the same words. */
function expectSameWords(language: Language, text: string, statements: readonly HandStatement[]): void {
  const expected = statements.flatMap((statement) => statement.words);
  const actual = parsedWords(language, text);
  const isSame = actual.every((word, index) => {
    const other = expected[index];
    return word.value === other?.value && word.start === other.start && word.end === other.end;
  });
  if (!isSame || actual.length !== expected.length) throw new Error(`${language}: parser and hand loop disagree`);
}

function rate(text: string, times: Times): string {
  return `${(text.length / 1000 / median(times)).toFixed(1)} MB/s`;
}

/** The first parse of a process, nothing of it compiled yet. */
function coldTimes(language: Language): number[] {
  return Array.from({ length: coldRuns }, () => {
    const { stdout } = spawnSync(process.execPath, [fileURLToPath(import.meta.url), language], { encoding: "utf8" });
    return Number(stdout);
  });
}

function benchLanguage(language: Language): Line[] {
  const text = textOf(language);
  const split = language === "haproxy" ? splitHaproxy : splitKeepalived;
  const parse = language === "haproxy" ? parseHaproxy : parseKeepalived;
  expectSameWords(language, text, split(text));
  const times = inTurns({ parse: () => parse(text), split: () => split(text) }, rounds, 5);
  const cold = coldTimes(language);
  const size = `${(text.length / 1e6).toFixed(1)} MB`;
  const against = { name: "hand loop", times: times.split };
  return [
    { what: `${language}: parser, ${size}`, times: times.parse, against, note: rate(text, times.parse) },
    { what: `${language}: hand loop`, times: times.split, note: rate(text, times.split) },
    { what: `${language}: parser, first in a fresh process`, times: cold, against, note: rate(text, cold) },
  ];
}

/** Reads both languages, against a loop that makes the same words and nothing else. */
export function benchParse(): void {
  printTable("Parsing", [...benchLanguage("haproxy"), ...benchLanguage("keepalived")]);
}

if (import.meta.main) {
  const language = process.argv[2] === "keepalived" ? "keepalived" : "haproxy";
  const text = textOf(language);
  const start = performance.now();
  if (language === "haproxy") parseHaproxy(text);
  else parseKeepalived(text);
  console.log(performance.now() - start);
}

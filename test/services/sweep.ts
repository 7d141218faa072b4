import { expressionEnd } from "../../server/src/rules/haproxy/analysis/samples.ts";
import { isUnknownWord } from "../../server/src/rules/unknown-word.ts";
import { findAclKeyword, findFetch } from "../../server/src/schema/haproxy/expressions.ts";
import { haproxyPlaceOf, lookupHaproxyStatement } from "../../server/src/schema/haproxy/index.ts";
import { matchSignature } from "../../server/src/schema/haproxy/signature.ts";
import { findHaproxySignature, findHeaderSignature } from "../../server/src/schema/haproxy/signatures/index.ts";
import { allHaproxyVersions } from "../../server/src/schema/haproxy/versions.ts";
import { keepalivedLines } from "../../server/src/schema/keepalived/arguments.ts";
import { explainKeepalivedKeyword } from "../../server/src/schema/keepalived/explain.ts";
import {
  keepalivedBlock,
  keepalivedKeyword,
  lookupKeepalivedKeyword,
} from "../../server/src/schema/keepalived/index.ts";
import { parseCondition } from "../../server/src/syntax/expression/condition.ts";
import { parseSample } from "../../server/src/syntax/expression/sample.ts";
import type { HaproxySection, HaproxyStatement, HaproxyTree } from "../../server/src/syntax/haproxy/tree.ts";
import type { KeepalivedStatement, KeepalivedTree } from "../../server/src/syntax/keepalived/tree.ts";
import type { Word } from "../../server/src/syntax/tree.ts";

/** A word of a text that is one of those that its language or its file knows, so that completion has to offer it. */
export interface FixedWord {
  readonly start: number;
  readonly end: number;
  /** What a list of proposals calls it. */
  readonly label: string;
  readonly kind: "keyword" | "word" | "choice" | "reference" | "acl" | "fetch" | "section";
}

/** Arguments that name something, by the keywords of the sections that give the name. */
const references: Readonly<Record<string, readonly string[]>> = {
  backend: ["backend", "listen"],
  "backend-or-format": ["backend", "listen"],
  peers: ["peers"],
  resolvers: ["resolvers"],
  mailers: ["mailers"],
  cache: ["cache"],
  "http-errors": ["http-errors"],
};

/** The part of a word in front of its parenthesis. */
function bare(word: string): string {
  const open = word.indexOf("(");
  return open > 0 ? word.slice(0, open) : word;
}

class HaproxySweep {
  readonly found: FixedWord[] = [];
  readonly #tree: HaproxyTree;

  constructor(tree: HaproxyTree) {
    this.#tree = tree;
  }

  run(): readonly FixedWord[] {
    for (const section of this.#tree.sections) {
      if (section.header !== undefined) this.#header(section, section.header);
      for (const statement of section.statements) this.#statement(section, statement);
    }
    return this.found;
  }

  #add({ origin }: HaproxySection, word: Word | undefined, label: string, kind: FixedWord["kind"]): void {
    // What is written in quotes is not replaced by a word.
    if (
      word === undefined ||
      /["'\\]/.test(this.#tree.text.slice(origin.offset + word.start, origin.offset + word.end))
    )
      return;
    this.found.push({ start: origin.offset + word.start, end: origin.offset + word.end, label, kind });
  }

  #header(section: HaproxySection, { words }: HaproxyStatement): void {
    const [kind] = words;
    this.#add(section, kind, kind?.value ?? "", "section");
    if (findHeaderSignature(kind?.value ?? "") === undefined) return;
    const from = words.findIndex(({ value }) => value === "from");
    if (from > 0) this.#add(section, words[from], "from", "word");
  }

  #statement(section: HaproxySection, { words, start }: HaproxyStatement): void {
    const values = words.map(({ value }) => value);
    const place = haproxyPlaceOf(section.header?.words.map(({ value }) => value) ?? []);
    if (place === undefined || values.includes("") || values.some(isUnknownWord)) return;
    const { status, nameStart, nameEnd } = lookupHaproxyStatement(place, values, "auto");
    if (status !== "known") return;
    for (let at = 0; at < nameEnd; at++) this.#add(section, words[at], bare(values[at] ?? ""), "keyword");
    const found = findHaproxySignature(place, values, nameStart);
    if (found === undefined) return;
    const match = matchSignature(found.signature, values, found.end, allHaproxyVersions, {
      endOf: (type, at) => {
        if (type === "expression") return expressionEnd(values, at);
        return type === "acl" ? values.length : undefined;
      },
      isUnknown: (at) => isUnknownWord(values[at] ?? ""),
    });
    for (const at of match.words) this.#add(section, words[at], bare(values[at] ?? ""), "word");
    for (const argument of match.arguments) {
      const word = words[argument.at];
      const text = values[argument.at] ?? "";
      if (argument.type === "one-of" && argument.limits.split(",").includes(text))
        this.#add(section, word, text, "choice");
      const kinds = references[argument.type];
      if (kinds !== undefined && this.#isSection(kinds, text)) this.#add(section, word, text, "reference");
      if (argument.type === "expression") this.#call(section, word, text, false);
      if (argument.type === "acl") this.#call(section, word, text, true);
      if (argument.type === "condition") this.#condition(section, words, values, argument.at, start);
    }
  }

  #isSection(kinds: readonly string[], name: string): boolean {
    return this.#tree.sections.some(
      ({ header }) => kinds.includes(header?.words[0]?.value ?? "") && header?.words[1]?.value === name,
    );
  }

  #call(section: HaproxySection, word: Word | undefined, text: string, isTest: boolean): void {
    const name = parseSample(text).calls[0]?.name.text;
    if (name === undefined) return;
    if (findFetch(name) === undefined && (!isTest || findAclKeyword(name) === undefined)) return;
    this.#add(section, word, name, "fetch");
  }

  #condition(
    section: HaproxySection,
    words: readonly Word[],
    values: readonly string[],
    at: number,
    start: number,
  ): void {
    this.#add(section, words[at], values[at] ?? "", "word");
    const declared = new Set(
      section.statements
        .filter((one) => one.start < start && one.words[0]?.value === "acl")
        .map((one) => one.words[1]?.value),
    );
    for (const term of parseCondition(values, at + 1).groups.flat()) {
      if (term.kind === "name") {
        const isWhole = values[term.at] === term.name;
        if (isWhole && declared.has(term.name)) this.#add(section, words[term.at], term.name, "acl");
      } else {
        this.#call(section, words[term.from], values[term.from] ?? "", true);
        if (term.isClosed) this.#add(section, words[term.to], "}", "word");
      }
    }
  }
}

/** The fixed words of a keepalived.conf. */
class KeepalivedSweep {
  readonly found: FixedWord[] = [];
  readonly #tree: KeepalivedTree;
  readonly #scripts: ReadonlySet<string>;

  constructor(tree: KeepalivedTree) {
    this.#tree = tree;
    const top = tree.sections.flatMap(({ statements }) => statements.map(({ words }) => words));
    this.#scripts = new Set(
      top.flatMap(([keyword, name]) => (keyword?.value === "vrrp_script" ? [name?.value ?? ""] : [])),
    );
  }

  run(): readonly FixedWord[] {
    for (const { statements, origin } of this.#tree.sections) this.#visit(statements, [], origin.offset);
    return this.found;
  }

  #add(offset: number, { start, end, value }: Word, kind: FixedWord["kind"]): void {
    if (/["\\]/.test(this.#tree.text.slice(offset + start, offset + end))) return;
    this.found.push({ start: offset + start, end: offset + end, label: value, kind });
  }

  #visit(statements: readonly KeepalivedStatement[], path: readonly string[], offset: number): void {
    const around = keepalivedBlock(path, "auto");
    for (const statement of statements) {
      if (statement.words.some(({ generated }) => generated === true)) continue;
      if (around?.kind === "values") this.#entry(statement, around.valueSyntax ?? "", offset);
      else if (!isOverruled(statement, statements, path)) this.#line(statement, path, offset);
    }
  }

  #entry({ words: [first, ...rest] }: KeepalivedStatement, syntax: string, offset: number): void {
    if (first !== undefined && syntax === "track_script" && this.#scripts.has(first.value))
      this.#add(offset, first, "reference");
    for (const one of rest) if (entryWords.test(one.value)) this.#add(offset, one, "word");
  }

  #line({ words: [word, ...rest], block }: KeepalivedStatement, path: readonly string[], offset: number): void {
    if (word === undefined) return;
    const { keyword, status } = lookupKeepalivedKeyword(path, word.value, "auto");
    if (keyword === undefined || status !== "known") return;
    this.#add(offset, word, "keyword");
    const { args } = explainKeepalivedKeyword(keyword, "auto");
    rest.forEach((one, index) => {
      if (args[index]?.values?.includes(one.value) === true) this.#add(offset, one, "choice");
    });
    if (block !== undefined) this.#visit(block.statements, [...path, word.value], offset);
  }
}

/** Whether another line of the block says the same thing, of which only one counts. */
function isOverruled(
  { words: [word] }: KeepalivedStatement,
  statements: readonly KeepalivedStatement[],
  path: readonly string[],
): boolean {
  const nameOf = (value = ""): string => keepalivedKeyword([...path, value])?.aliasOf ?? value;
  const name = nameOf(word?.value);
  const [line] = keepalivedLines([...path, word?.value ?? ""].join("/"), "auto");
  const isOnce = /^(?:not diagnosed|last wins|first wins)/.test(line?.repeat ?? "");
  return isOnce && statements.filter(({ words }) => nameOf(words[0]?.value) === name).length > 1;
}

const entryWords = /^(?:dev|label|scope|brd|weight|via|table)$/;

/** The fixed words of a config. */
export function fixedWords(tree: HaproxyTree | KeepalivedTree): readonly FixedWord[] {
  return tree.language === "haproxy" ? new HaproxySweep(tree).run() : new KeepalivedSweep(tree).run();
}

/** A word of a statement, with whether it belongs to the keyword. */
export interface AnyWord {
  readonly start: number;
  readonly value: string;
  readonly isKeyword: boolean;
}

/** Every word of the statements of a config whose keyword is known and that are judged as a whole. */
export function allWords(tree: HaproxyTree | KeepalivedTree): readonly AnyWord[] {
  const found: AnyWord[] = [];
  if (tree.language === "haproxy") {
    for (const section of tree.sections) {
      const place = haproxyPlaceOf(section.header?.words.map(({ value }) => value) ?? []);
      for (const { words } of section.statements) {
        const values = words.map(({ value }) => value);
        const lookup = place === undefined ? undefined : lookupHaproxyStatement(place, values, "auto");
        if (lookup?.status !== "known") continue;
        words.forEach(({ start, value }, index) => {
          found.push({ start: section.origin.offset + start, value, isKeyword: index < lookup.nameEnd });
        });
      }
    }
    return found;
  }
  const visit = (statements: readonly KeepalivedStatement[], path: readonly string[], offset: number): void => {
    const around = keepalivedBlock(path, "auto");
    for (const { words, block } of statements) {
      const [first] = words;
      const isKnown =
        around?.kind === "values" || lookupKeepalivedKeyword(path, first?.value ?? "", "auto").status === "known";
      if (!isKnown || words.some(({ generated }) => generated === true)) continue;
      words.forEach(({ start, value }, index) => {
        found.push({ start: offset + start, value, isKeyword: index === 0 && around?.kind !== "values" });
      });
      if (block !== undefined) visit(block.statements, [...path, first?.value ?? ""], offset);
    }
  };
  for (const { statements, origin } of tree.sections) visit(statements, [], origin.offset);
  return found;
}

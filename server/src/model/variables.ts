import type { HaproxySection, HaproxyStatement } from "../syntax/haproxy/tree.ts";
import type { KeepalivedSection, KeepalivedStatement } from "../syntax/keepalived/tree.ts";
import type { Word } from "../syntax/tree.ts";

/** Values of placeholders by name, as a manifest gives them for one node. */
export type Variables = Readonly<Record<string, string>>;

/** `${NAME}`, also with a default behind it (`${NAME:-x}`), `$NAME`, `{{ NAME }}` and `{{ .NAME }}`. */
const reference = /\$\{([A-Za-z_]\w*)(?::?-[^{}\n]*)?\}|\$([A-Za-z_]\w*)|\{\{-?[ \t]*\.?([A-Za-z_][\w.]*)[ \t]*-?\}\}/g;

/** Signs that would end a word or begin a comment, a quote or a block where the value is put in. */
const breakingSigns = /["'#!{}\\\r\n]/;

/** The names that a text refers to. */
export function namesIn(text: string): Set<string> {
  const names = new Set<string>();
  for (const [, braced, bare, template] of text.matchAll(reference)) names.add(braced ?? bare ?? template ?? "");
  return names;
}

/** Those of some variables that are among the names, in a fixed order; undefined where none is. */
export function variablesAmong(variables: Variables, names: ReadonlySet<string>): Variables | undefined {
  const used = Object.entries(variables).filter(([name]) => names.has(name));
  if (used.length === 0) return undefined;
  return Object.fromEntries(used.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Puts what `valueOf` gives in the place of each reference; what it does not know stays as it is written. */
function replaceReferences(text: string, valueOf: (name: string, isOfTemplate: boolean) => string | undefined): string {
  return text.replace(
    reference,
    (whole, braced?: string, bare?: string, template?: string) =>
      valueOf(braced ?? bare ?? template ?? "", template !== undefined) ?? whole,
  );
}

function valueIn(variables: Variables, name: string): string | undefined {
  return Object.hasOwn(variables, name) ? variables[name] : undefined;
}

/** Puts values in the place of placeholders; what has no value stays as it is written. */
export function fillIn(text: string, variables: Variables): string {
  if (!mayRefer(text)) return text;
  return replaceReferences(text, (name) => valueIn(variables, name));
}

/** Like `fillIn`, but only for what templates fill in (`{{ NAME }}`), where `$NAME` is a matter of the language itself. */
export function fillTemplate(text: string, variables: Variables): string {
  if (!text.includes("{{")) return text;
  return replaceReferences(text, (name, isOfTemplate) => (isOfTemplate ? valueIn(variables, name) : undefined));
}

function mayRefer(text: string): boolean {
  return text.includes("$") || text.includes("{{");
}

/** A word with its placeholders filled in: several words where a value has blanks, none where it is empty. */
function fillWord(word: Word, variables: Variables): readonly Word[] {
  if (!mayRefer(word.value)) return [word];
  const value = replaceReferences(word.value, (name) => {
    const known = valueIn(variables, name);
    // What such a value would become hangs on how the template quotes it.
    return known === undefined || breakingSigns.test(known) ? undefined : known;
  });
  if (value === word.value) return [word];
  const isQuoted = word.end - word.start !== word.value.length;
  const values = isQuoted ? [value] : value.split(/[ \t]+/).filter((part) => part !== "");
  return values.map((part) => ({ value: part, start: word.start, end: word.end, generated: true }));
}

/** The words of a line filled in; the same list where nothing changes, or where nothing would be left. */
function fillWords(words: readonly Word[], variables: Variables): readonly Word[] {
  if (!words.some(({ value }) => mayRefer(value))) return words;
  const filled = words.flatMap((word) => fillWord(word, variables));
  const isSame = filled.length === words.length && filled.every((word, index) => word === words[index]);
  return isSame || filled.length === 0 ? words : filled;
}

/** Maps a list; the same list where every item stays. */
function mapKept<T>(items: readonly T[], map: (item: T) => T): readonly T[] {
  let isSame = true;
  const mapped = items.map((item) => {
    const one = map(item);
    isSame &&= one === item;
    return one;
  });
  return isSame ? items : mapped;
}

function fillHaproxyStatement(statement: HaproxyStatement, variables: Variables): HaproxyStatement {
  const words = fillWords(statement.words, variables);
  return words === statement.words ? statement : { ...statement, words };
}

/**
 * A section as it reads with some values filled in. Words that come from a value are marked as generated; all places stay.
 *
 * @returns the same section where it has none of the placeholders
 */
export function fillHaproxySection(section: HaproxySection, variables: Variables): HaproxySection {
  const header = section.header === undefined ? undefined : fillHaproxyStatement(section.header, variables);
  const statements = mapKept(section.statements, (statement) => fillHaproxyStatement(statement, variables));
  return header === section.header && statements === section.statements ? section : { ...section, header, statements };
}

function fillKeepalivedStatement(statement: KeepalivedStatement, variables: Variables): KeepalivedStatement {
  const words = fillWords(statement.words, variables);
  const { block } = statement;
  const inner = block && mapKept(block.statements, (one) => fillKeepalivedStatement(one, variables));
  if (words === statement.words && inner === block?.statements) return statement;
  return { ...statement, words, block: block && { ...block, statements: inner ?? block.statements } };
}

/** See `fillHaproxySection`. A name that the file itself defines was worked out before and is no placeholder any more. */
export function fillKeepalivedSection(section: KeepalivedSection, variables: Variables): KeepalivedSection {
  const statements = mapKept(section.statements, (statement) => fillKeepalivedStatement(statement, variables));
  return statements === section.statements ? section : { ...section, statements };
}

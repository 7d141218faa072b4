import { isAddressPlaceholder } from "../../model/placeholder.ts";
import { keepalivedLines } from "../../schema/keepalived/arguments.ts";
import { entryFaults } from "../../schema/keepalived/entries.ts";
import type { KeepalivedFault, KeepalivedFaultDetail, KeepalivedWords } from "../../schema/keepalived/faults.ts";
import { keepalivedPlacesOf } from "../../schema/keepalived/index.ts";
import { lineFaults } from "../../schema/keepalived/lines.ts";
import type { KeepalivedSection, KeepalivedStatement } from "../../syntax/keepalived/tree.ts";
import type { Word } from "../../syntax/tree.ts";
import type { FileContext } from "../rule.ts";
import { isUnknownWord } from "../unknown-word.ts";
import { type KnownStatement, knownStatementsOf, versionOf } from "./judged.ts";

/** A fault of a line, with the line. */
export interface LineFault {
  readonly statement: KeepalivedStatement;
  readonly path: readonly string[];
  /** The keyword of the line, or of the block whose entry it is. */
  readonly keyword: string;
  /** The option of an entry whose value the word is, where one is. */
  readonly option: string | undefined;
  readonly isEntry: boolean;
  /** The word that is at fault; the line's last one where a word is missing. */
  readonly word: Word;
  readonly severity: KeepalivedFault["severity"];
  readonly detail: KeepalivedFaultDetail | UndefinedReference;
}

/** The word that is refused holds a reference that keepalived found no definition for. */
export interface UndefinedReference {
  readonly kind: "undefined";
  readonly name: string;
}

/** Typographic and full-width quotation marks, which are ordinary characters to keepalived. */
export const foreignQuotes = /[\u2018\u2019\u201c\u201d\u201e\uff02\uff07]/u;

/** A word that is certainly no placeholder: nearly all are such. */
const plain = /^[\da-wyzA-WYZ][\w.:/+-]*$/;

/** A reference that keepalived did not replace, so that it is text: `$NET.100`, `10.0.$N/24`. */
const reference = /\$([A-Za-z_]\w*)/;
/** A whole word that keepalived would replace if it had a definition. */
const wholeReference = /^\$([A-Za-z_]\w*)$/;

/** Whose the references of a file are. */
export interface ReferenceOwner {
  /** The file has definitions of its own, so that any `$NAME` is keepalived's and not a template's. */
  readonly hasDefinitions: boolean;
  /** See `FileContext`. */
  readonly hasOpenReferences: boolean;
}

/** The name of a reference that stayed in a word because keepalived has no definition for it; undefined where it is a template's. */
export function undefinedName(value: string, owner: ReferenceOwner): string | undefined {
  if (owner.hasOpenReferences || !value.includes("$") || value.includes("{")) return undefined;
  return (owner.hasDefinitions ? reference : wholeReference).exec(value)?.[1];
}

/** The words of a line as the schema wants them: what is filled in later is undefined. */
export function knownWords(words: readonly Word[], owner: ReferenceOwner): (string | undefined)[] {
  if (words.every(({ value }) => plain.test(value))) return words.map(({ value }) => value);
  let isOpen = false;
  return words.map(({ value }) => {
    // `<private ip>` is one placeholder of several words.
    const opens = value.startsWith("<") && !value.includes(">") && value.length > 1;
    const isInside = isOpen;
    if (opens) isOpen = true;
    else if (value.includes(">")) isOpen = false;
    if (opens || isInside || foreignQuotes.test(value)) return undefined;
    if (undefinedName(value, owner) !== undefined) return value;
    return isUnknownWord(value) ? undefined : value;
  });
}

/** Which faults a line has if the version that it is judged by takes it in none of its ways. */
function faultsOf(
  { path, keyword, entrySyntax }: KnownStatement,
  words: KeepalivedWords,
  context: FileContext,
): readonly KeepalivedFault[] {
  if (keyword === undefined)
    return entryFaults(path[path.length - 1] ?? "", entrySyntax ?? "", words, versionOf(context));
  const key = [...path, keyword.name].join("/");
  if (keyword.block === "values") return blockFaults(key, words);
  let found: readonly KeepalivedFault[] = [];
  for (const line of keepalivedLines(key, versionOf(context))) {
    const faults = lineFaults(key, words, line);
    if (!faults.some(({ severity }) => severity === "error")) return faults;
    found = faults;
  }
  return found;
}

/** Whether keepalived complains of a line, its typographic quotation marks read as the letters that they are. */
export function isRefusedAsWritten(one: KnownStatement, context: FileContext): boolean {
  const words = one.statement.words.map(({ value }, at) => (at > 0 && isUnknownWord(value) ? undefined : value));
  return faultsOf(one, words, context).some(({ severity }) => severity === "error");
}

/** The head of a block of values has no words of its own, but for the name of a `virtual_server_group`. */
function blockFaults(key: string, words: KeepalivedWords): readonly KeepalivedFault[] {
  const expected = key === "virtual_server_group" ? 2 : 1;
  if (words.length < expected)
    return [{ at: words.length, severity: "error", detail: { kind: "missing", stops: true } }];
  if (words.length === expected) return [];
  return [{ at: expected, severity: "error", detail: { kind: "surplus", isSilent: false } }];
}

/** Whether a word stands for an address, its prefix length not counted. */
function isMasked(text: string): boolean {
  const slash = text.indexOf("/");
  const address = slash < 0 ? text : text.slice(0, slash);
  // A keyword (`mcast_src_ip`) is one that lost its line.
  return isAddressPlaceholder(address) && keepalivedPlacesOf(address, "auto").length === 0;
}

/** What a fault is if the word at fault is text only because a definition is missing. */
function detailOf(
  detail: KeepalivedFaultDetail,
  word: Word,
  owner: ReferenceOwner,
): KeepalivedFaultDetail | UndefinedReference {
  if (detail.kind === "missing" || detail.kind === "surplus") return detail;
  const name = undefinedName(word.value, owner);
  return name === undefined ? detail : { kind: "undefined", name };
}

interface Kept {
  readonly hasOpenReferences: boolean;
  readonly faults: readonly LineFault[];
}

const kept = new WeakMap<readonly KnownStatement[], Kept>();

/** Whose the references of a section are that is judged in a file. */
export function referenceOwnerOf(section: KeepalivedSection, { hasOpenReferences }: FileContext): ReferenceOwner {
  return { hasDefinitions: section.definitions.length > 0, hasOpenReferences };
}

const commentSign = /[#!]/;

/**
 * Leaves out the words behind a backslash with a comment sign: the first process takes the backslash away, and what reads the line then
 * takes the sign for a comment's. `global_defs` is read by the first process.
 */
function cutAtSigns(known: (string | undefined)[], words: readonly Word[], text: string): void {
  const at = words.findIndex(
    ({ value, start, end }) => commentSign.test(value) && /^[^"].*\\[#!]/.test(text.slice(start, end)),
  );
  if (at >= 0) known.fill(undefined, at);
}

/** What is wrong with the words of a section's lines, found once for all rules. */
export function lineFaultsOf(section: KeepalivedSection, context: FileContext): readonly LineFault[] {
  const known = knownStatementsOf(section, context);
  const { hasOpenReferences } = context;
  const before = kept.get(known);
  if (before?.hasOpenReferences === hasOpenReferences) return before.faults;
  const owner = referenceOwnerOf(section, context);
  const hasBackslash = context.sectionText.includes("\\");
  const found: LineFault[] = [];
  for (const one of known) {
    const { statement, path, keyword } = one;
    const words = knownWords(statement.words, owner);
    if (hasBackslash && path[0] !== "global_defs") cutAtSigns(words, statement.words, context.sectionText);
    for (const { at, severity, detail, option } of faultsOf(one, words, context)) {
      const word = statement.words[Math.min(at, statement.words.length - 1)];
      // A template is filled in by other means too: `priority NODE_PRIORITY`.
      if (word !== undefined && context.isPartial && detail.kind !== "missing" && isMasked(word.value)) continue;
      if (word === undefined || (detail.kind === "address" && isMasked(word.value) && !reference.test(word.value)))
        continue;
      const name = keyword?.name ?? path[path.length - 1] ?? "";
      const isEntry = keyword === undefined;
      const said = severity === "error" ? detailOf(detail, word, owner) : detail;
      found.push({ statement, path, keyword: name, option, isEntry, word, severity, detail: said });
    }
  }
  kept.set(known, { hasOpenReferences, faults: found });
  return found;
}

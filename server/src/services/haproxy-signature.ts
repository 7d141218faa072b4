import { isPlaceholder } from "../model/value.ts";
import { explainHaproxyKeyword, explainHaproxyTerm, findHaproxyTerm } from "../schema/haproxy/explain.ts";
import {
  type HaproxyVersionChoice,
  haproxyPlaceOf,
  haproxyVersionMask,
  lookupHaproxyStatement,
} from "../schema/haproxy/index.ts";
import { type BoundArgument, matchSignature, type Sequence, type SignatureItem } from "../schema/haproxy/signature.ts";
import { findHaproxySignature, findHeaderSignature } from "../schema/haproxy/signatures/index.ts";
import { readHaproxyLine, valueOffsets } from "../syntax/haproxy/line.ts";
import type { HaproxySection, HaproxyTree } from "../syntax/haproxy/tree.ts";
import type { Word } from "../syntax/tree.ts";
import { haproxyArgumentFacts } from "./haproxy-argument-facts.ts";
import { type CallCursor, callSignature, patternSignature } from "./haproxy-call-signature.ts";
import { optionLineOf } from "./haproxy-option-lines.ts";
import { meaningOf } from "./placeholders.ts";
import type { SignatureText } from "./signature-help.ts";
import { haproxyVersionOf, lineStartOf, sectionAt, type VersionSettings } from "./source.ts";
import type { Say } from "./speak.ts";
import { partOfLastWord, readUsage, type UsagePart } from "./usage-line.ts";

/** The cursor among the words of its line. */
interface Cursor extends CallCursor {
  readonly section: HaproxySection;
  readonly version: HaproxyVersionChoice;
  readonly words: readonly string[];
  /** The index of the word at the cursor, or where one would come. */
  readonly at: number;
  /** How many characters of that word's value stand in front of the cursor. */
  readonly inWord: number;
}

/** The signatures of what stands at an offset of a haproxy.cfg; none at a keyword itself. */
export function haproxySignatures(
  say: Say,
  settings: VersionSettings,
  tree: HaproxyTree,
  text: string,
  offset: number,
): readonly SignatureText[] {
  const lineStart = lineStartOf(text, offset);
  const line = readHaproxyLine(text, lineStart);
  const section = sectionAt(tree.sections, lineStart);
  if (section === undefined) return [];
  if (offset > line.end || (line.comment !== undefined && offset > line.comment.start)) return [];
  const written = line.words.filter(({ start }) => start <= offset);
  const last = written[written.length - 1];
  const isInLast = last !== undefined && offset <= last.end;
  const at = isInLast ? written.length - 1 : written.length;
  if (last === undefined || at === 0) return [];
  const cursor: Cursor = {
    say,
    section,
    version: haproxyVersionOf(settings),
    // A word behind the cursor's own tells nothing of what the cursor is at.
    words: [...written.map(({ value }) => value), ...(isInLast ? [] : [""])],
    at,
    inWord: isInLast ? charactersBefore(text, last, offset) : 0,
  };
  const { header } = section;
  if (header !== undefined && section.origin.offset + header.start >= lineStart) return headerSignatures(cursor);
  return statementSignatures(cursor);
}

function charactersBefore(text: string, { start, end }: Word, offset: number): number {
  const within = offset - start;
  return valueOffsets(text.slice(start, end)).filter((place) => place < within).length;
}

function itemText(item: SignatureItem): string {
  switch (item.kind) {
    case "argument":
      return `<${item.type}>`;
    case "word":
      return item.word;
    case "optional":
      return `[${sequenceText(item.items)}]`;
    case "choice":
      // A list of options is too long to be read.
      if (item.index !== undefined) return "[<option> ...]";
      return `{${item.alternatives.map(sequenceText).join(" | ")}}`;
    case "condition":
      return "[{if | unless} <condition>]";
    case "open":
      return "...";
  }
}

function sequenceText(items: Sequence): string {
  return items.map(itemText).join(" ");
}

function headerSignatures({ words, say }: Cursor): readonly SignatureText[] {
  const [kind = ""] = words;
  const signature = findHeaderSignature(kind);
  if (signature === undefined || signature.items.length === 0) return [];
  return [usageSignature(say, `${kind} ${sequenceText(signature.items)}`, kind.length, words.slice(1))];
}

function usageSignature(
  say: Say,
  label: string,
  from: number,
  words: readonly string[],
  documentation?: string,
  current?: BoundArgument,
  chosen?: (parts: readonly UsagePart[]) => UsagePart | undefined,
): SignatureText {
  const parts = readUsage(label, from);
  const part = chosen === undefined ? partOfLastWord(label, parts, words) : chosen(parts);
  const active = part === undefined ? undefined : parts.indexOf(part);
  const parameters = parts.map(({ start, end }, index) => {
    const meaning = meaningOf(label.slice(start, end));
    const facts = index === active && current !== undefined ? haproxyArgumentFacts(current, meaning !== undefined) : [];
    const said = [meaning === undefined ? undefined : say(meaning), facts.map(say).join("; ")];
    const documentation = said.filter((one) => one !== undefined && one !== "").join("\n\n");
    return { start, end, ...(documentation === "" ? {} : { documentation }) };
  });
  return { label, parameters, active, ...(documentation === undefined ? {} : { documentation }) };
}

/** The arguments of a statement up to the cursor, as its signature finds them. */
interface Followed {
  readonly arguments: readonly BoundArgument[];
  readonly takesCondition: boolean;
  /** All that the signature tells, as a usage line; some have hundreds of words. */
  readonly usage: string;
  /** The argument at the cursor. */
  readonly current: BoundArgument | undefined;
}

function follow(cursor: Cursor, nameStart: number): Followed | undefined {
  const { section, words, version, at } = cursor;
  const place = haproxyPlaceOf(section.header?.words.map(({ value }) => value) ?? []);
  const found = place === undefined ? undefined : findHaproxySignature(place, words, nameStart);
  if (found === undefined) return undefined;
  const match = matchSignature(found.signature, words, found.end, haproxyVersionMask(version), {
    endOf: () => undefined,
    isUnknown: (index) => isPlaceholder(words[index] ?? ""),
  });
  return {
    arguments: match.arguments,
    usage: sequenceText(found.signature.items),
    takesCondition: found.signature.items.some(({ kind }) => kind === "condition"),
    current: match.arguments.find((one) => one.at <= at && at < one.end),
  };
}

/** The longest usage line that still helps, in characters. */
const longestUsage = 500;

function statementSignatures(cursor: Cursor): readonly SignatureText[] {
  const { section, words, version, at, say } = cursor;
  const place = haproxyPlaceOf(section.header?.words.map(({ value }) => value) ?? []);
  if (place === undefined) return [];
  const { status, statement, action, nameStart, nameEnd } = lookupHaproxyStatement(place, words, version);
  const keyword = action ?? statement;
  if (keyword === undefined || status === "unknown") return [];
  if (words.slice(nameStart, Math.min(at, nameEnd)).some(isPlaceholder)) return [];
  const parenthesis = (words[nameEnd - 1] ?? "").indexOf("(");
  const isInName = at === nameEnd - 1 && parenthesis > 0 && cursor.inWord > parenthesis;
  if (at < nameEnd && !isInName) return [];
  const followed = follow(cursor, nameStart);
  const inner = isInName ? undefined : expressionSignature(cursor, followed);
  if (inner !== undefined) return [inner];
  const option = optionSignature(cursor, nameStart, nameEnd);
  if (option !== undefined) return [option];

  const { signatures, description } = explainHaproxyKeyword(keyword, version);
  const own = signatures.filter((line) => line === keyword.name || /^[\s(]/.test(line.slice(keyword.name.length)));
  const prefix = action === undefined ? "" : `${words.slice(nameStart, nameEnd - 1).join(" ")} `;
  const current = followed?.current;
  const documented = (own.length === 0 ? signatures : own).map((line) => {
    const hasCondition = followed?.takesCondition !== true || /\bunless\b/.test(line);
    const label = `${prefix}${line}${hasCondition ? "" : " [{if | unless} <condition>]"}`;
    const from = prefix.length + (line.startsWith(keyword.name) ? keyword.name.length : 0);
    const behind = words.slice(nameEnd);
    if (!isInName) return usageSignature(say, label, from, behind, description, current);
    const commas = (words[nameEnd - 1] ?? "").slice(0, cursor.inWord).split(",").length - 1;
    return usageSignature(say, label, from, behind, description, undefined, (parts) => {
      const inside = parts.filter(({ isInParentheses }) => isInParentheses);
      return inside[commas] ?? inside.findLast(({ repeats }) => repeats);
    });
  });
  if (documented.some(({ active }) => active !== undefined)) return documented;
  // The manual's lines leave words out that the signature has, such as the facilities of `log`.
  const usage = followed?.usage ?? "";
  if (isInName || usage.length === 0 || usage.length > longestUsage) return documented;
  const name = words.slice(nameStart, nameEnd).join(" ");
  const full = usageSignature(say, `${name} ${usage}`, name.length, words.slice(nameEnd), description, current);
  if (full.active === undefined) return documented;
  // A line without a place for a word says nothing beside one that has.
  return [...documented.filter(({ parameters }) => parameters.length > 0), full];
}

/** The option of a `bind` or `server` line whose argument stands at the cursor. */
function optionSignature(
  { words, at, version, say }: Cursor,
  nameStart: number,
  nameEnd: number,
): SignatureText | undefined {
  const line = optionLineOf(words.slice(nameStart, nameEnd).join(" "));
  if (line === undefined) return undefined;
  const { from, kind } = line;
  for (let index = nameStart + from; index < at; ) {
    const term = findHaproxyTerm(kind, words[index] ?? "");
    const arity = typeof term?.facts["arity"] === "number" ? Math.abs(term.facts["arity"]) : 0;
    if (term !== undefined && at <= index + arity) {
      const { signatures, description } = explainHaproxyTerm(term, version);
      const label = signatures[0] ?? term.name;
      return usageSignature(say, label, term.name.length, words.slice(index + 1), description);
    }
    index += 1 + arity;
  }
  return undefined;
}

/** The index of the word that a condition's braces around the cursor begin with. */
function bracesAround({ words, at }: Cursor, from: number): number | undefined {
  let open: number | undefined;
  for (let index = from; index < at; index++) {
    if (open === undefined && /^!*\{$/.test(words[index] ?? "")) open = index;
    else if (words[index] === "}") open = undefined;
  }
  return open;
}

/** The fetch, converter or test at the cursor, where the cursor is in an expression. */
function expressionSignature(cursor: Cursor, followed: Followed | undefined): SignatureText | undefined {
  const { words, at } = cursor;
  const word = words[at] ?? "";
  const inFormat = callSignature(cursor, word, "format");
  if (inFormat !== undefined) return inFormat;
  const { current } = followed ?? {};
  if (current?.type === "condition") {
    const open = bracesAround(cursor, current.at);
    if (open === undefined) return undefined;
    return at === open + 1
      ? callSignature(cursor, word, "test")
      : patternSignature(cursor, words[open + 1] ?? "", words.slice(open + 2));
  }
  if (words[0] === "acl" && at === 2) return callSignature(cursor, word, "test");
  if (current?.type === "expression") return callSignature(cursor, word, "expression");
  return undefined;
}

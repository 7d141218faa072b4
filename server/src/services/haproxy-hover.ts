import { isPlaceholder } from "../model/value.ts";
import { type Message, message } from "../rules/finding.ts";
import { expressionEnd } from "../rules/haproxy/analysis/samples.ts";
import { isUnknownWord } from "../rules/unknown-word.ts";
import {
  explainHaproxyKeyword,
  explainHaproxyTerm,
  findHaproxyTerm,
  haproxyManual,
} from "../schema/haproxy/explain.ts";
import {
  type HaproxyExplanation,
  type HaproxyKeyword,
  haproxyPlaceOf,
  haproxySectionVersions,
  haproxyVersionMask,
  lookupHaproxyStatement,
} from "../schema/haproxy/index.ts";
import { matchSignature } from "../schema/haproxy/signature.ts";
import { findHaproxySignature } from "../schema/haproxy/signatures/index.ts";
import { parseLogFormat } from "../syntax/expression/log-format.ts";
import { parseSample } from "../syntax/expression/sample.ts";
import type { SampleCall } from "../syntax/expression/tree.ts";
import type { HaproxySection, HaproxyStatement, HaproxyTree } from "../syntax/haproxy/tree.ts";
import type { Word } from "../syntax/tree.ts";
import { haproxyArgumentFacts, haproxyEffectiveValue } from "./haproxy-argument-facts.ts";
import { haproxyCursorAt } from "./haproxy-cursor.ts";
import { optionLineOf } from "./haproxy-option-lines.ts";
import { haproxySignatures } from "./haproxy-signature.ts";
import type { HoverText } from "./hover.ts";
import { meaningOf } from "./placeholders.ts";
import type { SignatureText } from "./signature-help.ts";
import { haproxyVersionOf, sectionAt, type VersionSettings } from "./source.ts";
import type { Say } from "./speak.ts";

/** Versions, oldest first, as a range. */
function versionRange(versions: readonly string[], say: Say): string {
  const [first = "", ...rest] = versions;
  const last = rest[rest.length - 1];
  return last === undefined ? first : say(message("{first} to {last}", { first, last }));
}

/** What there is to say of a name beside its signature, a line each. */
function factsOf(explanation: HaproxyExplanation, say: Say): readonly Message[] {
  const { places, versions, contexts, deprecatedSince, removedSince, inputType, outputType } = explanation;
  const facts: Message[] = [];
  const shownPlaces = [...new Set(places.map((place) => (place === "defaults-named" ? "defaults" : place)))];
  if (shownPlaces.length > 0) facts.push(message("In: {places}", { places: shownPlaces.join(", ") }));
  if (contexts.length > 0) facts.push(message("Modes: {modes}", { modes: contexts.join(", ") }));
  if (inputType !== undefined) facts.push(message("Input: {type}", { type: inputType }));
  if (outputType !== undefined) facts.push(message("Output: {type}", { type: outputType }));
  if (versions.length > 0) facts.push(message("Versions: {versions}", { versions: versionRange(versions, say) }));
  if (deprecatedSince !== undefined) facts.push(message("Deprecated since {version}", { version: deprecatedSince }));
  if (removedSince !== undefined) facts.push(message("Refused since {version}", { version: removedSince }));
  if (explanation.negatable) facts.push(message("Takes `no` and `default` in front"));
  return facts;
}

const manual = message("Manual");
const sectionTitle = message("section");

function listed(facts: readonly Message[], say: Say): string[] {
  return facts.length === 0 ? [] : [facts.map((fact) => `- ${say(fact)}`).join("\n")];
}

function describe(title: Message, explanation: HaproxyExplanation, say: Say): string {
  const { name, signatures, description } = explanation;
  return [
    `**${name}**: ${say(title)}`,
    `\`\`\`haproxy\n${signatures.join("\n")}\n\`\`\``,
    ...(description === undefined ? [] : [description]),
    ...listed(factsOf(explanation, say), say),
    `[${say(manual)}](${explanation.manual})`,
  ].join("\n\n");
}

const kindTitles: Readonly<Record<string, Message>> = {
  keyword: message("keyword"),
  option: message("option"),
  action: message("action of a rule"),
  filter: message("filter"),
  "bind-option": message("option of a bind line"),
  "server-option": message("option of a server line"),
  fetch: message("fetch"),
  converter: message("converter"),
  acl: message("test of an ACL"),
  "log-alias": message("log format"),
};

function titleOf(kind: string): Message {
  return kindTitles[kind] ?? message("keyword");
}

/** A place of a haproxy.cfg with what is asked for. */
export interface HaproxyHoverPlace {
  readonly say: Say;
  readonly settings: VersionSettings;
  readonly tree: HaproxyTree;
  readonly text: string;
  readonly offset: number;
}

/** Explains the word at an offset of a haproxy.cfg. */
export function hoverHaproxy(place: HaproxyHoverPlace): HoverText | undefined {
  const { tree, offset } = place;
  const section = sectionAt(tree.sections, offset);
  if (section === undefined) return undefined;
  const local = offset - section.origin.offset;
  const holds = ({ start, end }: { readonly start: number; readonly end: number }) => start <= local && local <= end;
  const [header] = section.header?.words ?? [];
  if (header !== undefined && holds(header)) return hoverSection(place, section, header);
  const statement = [...(section.header === undefined ? [] : [section.header]), ...section.statements].find(holds);
  const index = statement?.words.findIndex(holds) ?? -1;
  const word = statement?.words[index];
  if (statement === undefined || word === undefined || isPlaceholder(word.value)) return undefined;
  const found = statement === section.header ? undefined : explainName(place, section, statement, index);
  if (found === "unknown") return undefined;
  if (found !== undefined) {
    const { from, to, markdown } = found;
    const start = statement.words[from]?.start ?? word.start;
    const end = statement.words[to - 1]?.end ?? word.end;
    return { start: section.origin.offset + start, end: section.origin.offset + end, markdown };
  }
  return hoverCall(place) ?? hoverArgument(place, section, statement, index);
}

function hoverSection(
  { say, settings }: HaproxyHoverPlace,
  section: HaproxySection,
  header: Word,
): HoverText | undefined {
  const versions = haproxySectionVersions(header.value);
  if (versions.length === 0) return undefined;
  const markdown = [
    `**${header.value}**: ${say(sectionTitle)}`,
    `- ${say(message("Versions: {versions}", { versions: versionRange(versions, say) }))}`,
    `[${say(manual)}](${haproxyManual(haproxyVersionOf(settings))})`,
  ].join("\n\n");
  return { start: section.origin.offset + header.start, end: section.origin.offset + header.end, markdown };
}

interface Explained {
  readonly from: number;
  readonly to: number;
  readonly markdown: string;
}

/** What there is to say of a word of a statement's name, or of an option; `unknown` where nobody knows what the statement is. */
function explainName(
  { say, settings }: HaproxyHoverPlace,
  section: HaproxySection,
  statement: HaproxyStatement,
  index: number,
): Explained | "unknown" | undefined {
  const version = haproxyVersionOf(settings);
  const place = haproxyPlaceOf(section.header?.words.map(({ value }) => value) ?? []);
  if (place === undefined) return "unknown";
  const words = statement.words.map(({ value }) => value);
  const lookup = lookupHaproxyStatement(place, words, version);
  const { statement: keyword, action, nameStart, nameEnd } = lookup;
  if (keyword === undefined || lookup.status === "unknown") return "unknown";
  if (words.slice(nameStart, Math.min(index + 1, nameEnd)).some(isPlaceholder)) return "unknown";
  if (index < nameEnd) return explainKeyword(say, version, { keyword, action, nameEnd }, index);
  const line = optionLineOf(words.slice(nameStart, nameEnd).join(" "));
  if (line === undefined || index < line.from + nameStart) return undefined;
  const term = isFixedWord(section, words, nameStart, index)
    ? findHaproxyTerm(line.kind, bareName(words[index]))
    : undefined;
  if (term === undefined) return undefined;
  return { from: index, to: index + 1, markdown: describe(titleOf(line.kind), explainHaproxyTerm(term, version), say) };
}

function bareName(word = ""): string {
  const open = word.indexOf("(");
  return open > 0 ? word.slice(0, open) : word;
}

function explainKeyword(
  say: Say,
  version: Parameters<typeof explainHaproxyKeyword>[1],
  {
    keyword,
    action,
    nameEnd,
  }: { readonly keyword: HaproxyKeyword; readonly action: HaproxyKeyword | undefined; readonly nameEnd: number },
  index: number,
): Explained {
  const actionAt = action === undefined ? nameEnd : nameEnd - 1;
  const isAction = action !== undefined && index === actionAt;
  const shown = isAction ? action : keyword;
  const markdown = describe(titleOf(shown.kind), explainHaproxyKeyword(shown, version), say);
  return isAction ? { from: actionAt, to: nameEnd, markdown } : { from: 0, to: actionAt, markdown };
}

/** How a statement's signature reads its words. */
function matched(
  section: HaproxySection,
  values: readonly string[],
  nameStart: number,
): ReturnType<typeof matchSignature> | undefined {
  const place = haproxyPlaceOf(section.header?.words.map(({ value }) => value) ?? []);
  const found = place === undefined ? undefined : findHaproxySignature(place, values, nameStart);
  if (found === undefined) return undefined;
  return matchSignature(found.signature, values, found.end, haproxyVersionMask("auto"), {
    endOf: (type, at) => {
      if (type === "expression") return expressionEnd(values, at);
      return type === "acl" ? values.length : undefined;
    },
    isUnknown: (at) => isUnknownWord(values[at] ?? ""),
  });
}

function isFixedWord(section: HaproxySection, values: readonly string[], nameStart: number, index: number): boolean {
  return matched(section, values, nameStart)?.words.includes(index) === true;
}

/** A fetch, a converter, a test of an ACL or an alias of a log format by its name at the cursor. */
function hoverCall({ say, settings, tree, text, offset }: HaproxyHoverPlace): HoverText | undefined {
  const cursor = haproxyCursorAt(settings, tree, text, offset);
  if (cursor === undefined || cursor.before.length === 0) return undefined;
  const at = cursor.typed.length;
  const holds = ({ start, end }: { readonly start: number; readonly end: number }) => start <= at && at <= end;
  const part = parseLogFormat(cursor.value).parts.find(holds);
  if (part?.kind === "alias") {
    const term = findHaproxyTerm("log-alias", part.name);
    if (term === undefined) return undefined;
    const markdown = describe(titleOf("log-alias"), explainHaproxyTerm(term, cursor.version), say);
    return { ...cursor.written(part.start, part.end), markdown };
  }
  const isExpression = part?.kind === "sample" || mayBeExpression(cursor.before);
  const { calls } = part?.kind === "sample" ? part.expression : parseSample(cursor.value);
  const index = isExpression ? calls.findIndex(({ name }) => holds(name)) : -1;
  const call: SampleCall | undefined = calls[index];
  const isTest =
    part === undefined &&
    /^(?:acl|.*\{)$/.test(cursor.before[cursor.before.length - (cursor.before[0] === "acl" ? 2 : 1)] ?? "");
  const name = call?.name.text ?? "";
  const term =
    index > 0
      ? findHaproxyTerm("converter", name)
      : (findHaproxyTerm("fetch", name) ?? (isTest ? findHaproxyTerm("acl", name) : undefined));
  if (call === undefined || term === undefined) return undefined;
  const markdown = describe(titleOf(term.kind), explainHaproxyTerm(term, cursor.version), say);
  return { ...cursor.written(call.name.start, call.name.end), markdown };
}

/** Whether the word behind some words may be an expression: one of its names elsewhere is a text. */
function mayBeExpression(before: readonly string[]): boolean {
  const last = before[before.length - 1] ?? "";
  if (/^!*\{$/.test(last)) return true;
  if (before[0] === "acl") return before.length === 2;
  if (
    before[0] === "stick" ||
    /^(?:track-sc\d+|set-var\(.*\)|capture|hash|sc-(?:set|add)-.*|set-(?:src|dst)(?:-port)?)$/.test(last)
  )
    return true;
  return before[0] === "http-request" && /^set-(?:priority-\w+|timeout)$/.test(before[1] ?? "");
}

/** The part of a usage line at the cursor, with what it means. */
function partOf(signature: SignatureText): { readonly text: string; readonly said: string | undefined } | undefined {
  const parameter = signature.active === undefined ? undefined : signature.parameters[signature.active];
  if (parameter === undefined) return undefined;
  return { text: signature.label.slice(parameter.start, parameter.end), said: parameter.documentation };
}

/** Explains an argument or a fixed word by the usage line that it has a place in. */
function hoverArgument(
  { say, settings, tree, text, offset }: HaproxyHoverPlace,
  section: HaproxySection,
  { words }: HaproxyStatement,
  index: number,
): HoverText | undefined {
  const word = words[index];
  if (word === undefined) return undefined;
  const signatures = haproxySignatures(say, settings, tree, text, offset);
  const signature = signatures.find(({ active }) => active !== undefined) ?? signatures[0];
  if (signature === undefined) return undefined;
  const values = words.map(({ value }) => value);
  const start = values[0] === "no" || values[0] === "default" ? 1 : 0;
  const match = matched(section, values, start);
  const argument = match?.arguments.find(({ at, end }) => at <= index && index < end);
  const isFixed = match?.words.includes(index) === true;
  const part = partOf(signature);
  const place = haproxyPlaceOf(section.header?.words.map(({ value }) => value) ?? []);
  const nameEnd = place === undefined ? 1 : lookupHaproxyStatement(place, values, "auto").nameEnd;
  const name = values.slice(start, nameEnd).join(" ");
  // The line of an option, a fetch or a converter begins with its own name.
  const keyword = signature.label.startsWith(name) ? name : (signature.label.split(/[ ([]/)[0] ?? name);
  const shown = isFixed ? bareName(word.value) : (part?.text ?? say(message("argument")));
  const facts = argument === undefined || isFixed ? [] : haproxyArgumentFacts(argument, part?.said !== undefined);
  const effective = argument === undefined || isFixed ? undefined : haproxyEffectiveValue(argument, word.value);
  const meaning = part === undefined || part.said !== undefined || isFixed ? undefined : meaningOf(part.text);
  const said = isFixed ? undefined : (part?.said ?? (meaning === undefined ? undefined : say(meaning)));
  const markdown = [
    say(message("`{part}` of `{keyword}`", { part: shown, keyword })) +
      (said === undefined ? "" : `: ${said.split("\n\n")[0]}`),
    `\`\`\`haproxy\n${signature.label}\n\`\`\``,
    ...(signature.documentation === undefined ? [] : [signature.documentation]),
    ...listed([...facts, ...(effective === undefined ? [] : [effective])], say),
    `[${say(manual)}](${haproxyManual(haproxyVersionOf(settings))})`,
  ].join("\n\n");
  return { start: section.origin.offset + word.start, end: section.origin.offset + word.end, markdown };
}

import { isPlaceholder } from "../model/value.ts";
import { sayMessage } from "../rules/finding.ts";
import {
  explainHaproxyKeyword,
  explainHaproxyTerm,
  findHaproxyTerm,
  haproxyManual,
} from "../schema/haproxy/explain.ts";
import {
  type HaproxyExplanation,
  haproxyPlaceOf,
  haproxySectionVersions,
  lookupHaproxyStatement,
} from "../schema/haproxy/index.ts";
import { explainKeepalivedKeyword } from "../schema/keepalived/explain.ts";
import { type KeepalivedExplanation, lookupKeepalivedKeyword } from "../schema/keepalived/index.ts";
import type { HaproxySection, HaproxyStatement, HaproxyTree } from "../syntax/haproxy/tree.ts";
import type { KeepalivedTree } from "../syntax/keepalived/tree.ts";
import { spanIn } from "../syntax/tree.ts";
import { etcdHoverAt } from "./etcd-hover.ts";
import { argumentFacts } from "./keepalived-argument.ts";
import { effectiveValues } from "./keepalived-effective.ts";
import {
  blocksAround,
  type FactsSource,
  haproxyVersionOf,
  keepalivedVersionOf,
  pathOf,
  sectionAt,
  type VersionSettings,
} from "./source.ts";

/** What to show of the word at a place; offsets of the file. */
export interface HoverText {
  readonly start: number;
  readonly end: number;
  readonly markdown: string;
}

/**
 * Explains the keyword at a place of a file.
 *
 * @param source the files
 * @param file the file's key
 * @param offset an offset of the file's text
 * @returns undefined where there is no keyword, or one that is filled in later
 */
export function hoverAt(source: FactsSource, file: string, offset: number): HoverText | undefined {
  const tree = source.treeOf(file);
  if (tree === undefined) return etcdHoverAt(source, file, offset);
  const settings = source.settingsOf(file);
  if (tree.language === "haproxy") return hoverHaproxy(settings, tree, offset);
  const hover = hoverKeepalived(settings, tree, offset);
  const effective = hover === undefined ? undefined : effectiveAt(source, file, hover);
  return hover === undefined || effective === undefined
    ? hover
    : { ...hover, markdown: `${hover.markdown}\n\nEffective here: ${effective}` };
}

/** A list of versions, oldest first, as a range. */
function versionRange(versions: readonly string[]): string {
  const [first = "", ...rest] = versions;
  const last = rest[rest.length - 1];
  return last === undefined ? first : `${first} to ${last}`;
}

function describeHaproxy(title: string, explanation: HaproxyExplanation): string {
  const { signatures, description, places, versions, contexts, manual } = explanation;
  const { deprecatedSince, removedSince, inputType, outputType } = explanation;
  const facts: string[] = [];
  const shownPlaces = [...new Set(places.map((place) => (place === "defaults-named" ? "defaults" : place)))];
  if (shownPlaces.length > 0) facts.push(`In: ${shownPlaces.join(", ")}`);
  if (contexts.length > 0) facts.push(`Modes: ${contexts.join(", ")}`);
  if (inputType !== undefined) facts.push(`Input: ${inputType}`);
  if (outputType !== undefined) facts.push(`Output: ${outputType}`);
  if (versions.length > 0) facts.push(`Versions: ${versionRange(versions)}`);
  if (deprecatedSince !== undefined) facts.push(`Deprecated since ${deprecatedSince}`);
  if (removedSince !== undefined) facts.push(`Refused since ${removedSince}`);
  if (explanation.negatable) facts.push("Takes `no` and `default` in front");
  return [
    `**${explanation.name}**: ${title}`,
    `\`\`\`haproxy\n${signatures.join("\n")}\n\`\`\``,
    ...(description === undefined ? [] : [description]),
    facts.map((fact) => `- ${fact}`).join("\n"),
    `[Manual](${manual})`,
  ].join("\n\n");
}

const kindTitles: Readonly<Record<string, string>> = {
  keyword: "keyword",
  option: "option",
  action: "action of a rule",
  filter: "filter",
};

const optionKinds: Readonly<Record<string, readonly [from: number, kind: "bind-option" | "server-option"]>> = {
  bind: [2, "bind-option"],
  "default-bind": [1, "bind-option"],
  server: [3, "server-option"],
  "default-server": [1, "server-option"],
  "server-template": [4, "server-option"],
  peer: [3, "server-option"],
};

function hoverHaproxy(settings: VersionSettings, tree: HaproxyTree, offset: number): HoverText | undefined {
  const section = sectionAt(tree.sections, offset);
  if (section === undefined) return undefined;
  const local = offset - section.origin.offset;
  const holds = ({ start, end }: { readonly start: number; readonly end: number }) => start <= local && local <= end;
  const header = section.header?.words[0];
  if (header !== undefined && holds(header)) return hoverSection(settings, section, header.value);
  const statement = section.statements.find(holds);
  const index = statement?.words.findIndex(holds) ?? -1;
  const word = statement?.words[index];
  if (statement === undefined || word === undefined || isPlaceholder(word.value)) return undefined;
  const found = explainWord(settings, section, statement, index);
  if (found === undefined) return undefined;
  const { from, to, markdown } = found;
  const start = statement.words[from]?.start ?? word.start;
  const end = statement.words[to - 1]?.end ?? word.end;
  return { start: section.origin.offset + start, end: section.origin.offset + end, markdown };
}

function hoverSection(settings: VersionSettings, section: HaproxySection, word: string): HoverText | undefined {
  const header = section.header?.words[0];
  const versions = haproxySectionVersions(word);
  if (header === undefined || versions.length === 0) return undefined;
  const markdown = [
    `**${word}**: section`,
    `- Versions: ${versionRange(versions)}`,
    `[Manual](${haproxyManual(haproxyVersionOf(settings))})`,
  ].join("\n\n");
  return { start: section.origin.offset + header.start, end: section.origin.offset + header.end, markdown };
}

/** What there is to say of a statement's word, and which words it is about. */
function explainWord(
  settings: VersionSettings,
  section: HaproxySection,
  statement: HaproxyStatement,
  index: number,
): { from: number; to: number; markdown: string } | undefined {
  const version = haproxyVersionOf(settings);
  const place = haproxyPlaceOf(section.header?.words.map(({ value }) => value) ?? []);
  if (place === undefined) return undefined;
  const words = statement.words.map(({ value }) => value);
  const lookup = lookupHaproxyStatement(place, words, version);
  const { statement: keyword, action, nameStart, nameEnd } = lookup;
  if (words.slice(nameStart, Math.min(index, nameEnd)).some(isPlaceholder)) return undefined;
  if (index < nameEnd && keyword !== undefined && lookup.status !== "unknown") {
    const actionAt = action === undefined ? nameEnd : nameEnd - 1;
    const isAction = action !== undefined && index === actionAt;
    const shown = isAction ? action : keyword;
    const markdown = describeHaproxy(kindTitles[shown.kind] ?? shown.kind, explainHaproxyKeyword(shown, version));
    return isAction ? { from: actionAt, to: nameEnd, markdown } : { from: 0, to: actionAt, markdown };
  }
  const line = optionKinds[words[nameStart] ?? ""];
  if (line === undefined || index < line[0]) return undefined;
  const term = findHaproxyTerm(line[1], words[index] ?? "");
  if (term === undefined) return undefined;
  const title = line[1] === "bind-option" ? "option of a bind line" : "option of a server line";
  return { from: index, to: index + 1, markdown: describeHaproxy(title, explainHaproxyTerm(term, version)) };
}

/** What comes of a keyword that is written more than once, by the schema's words for it. */
const repetitions: Readonly<Record<string, string>> = {
  "not diagnosed": "Written twice, keepalived does not complain",
  "not diagnosed, last wins": "Written twice, the last one counts; keepalived does not complain",
  "last wins with a message": "Written twice, the last one counts; keepalived says so in its log",
  "first wins, reported": "Written twice, the first one counts; keepalived complains of the others",
  yes: "May be written several times",
  "yes, merged": "May be written several times; all of it counts",
  "yes, appended": "May be written several times; each one adds to those before",
  "yes, several checkers per real server": "May be written several times; a real server takes several checkers",
  "unique name": "Each one needs a name of its own",
  "name should be unique": "Each one should have a name of its own",
  "unique name and neighbour": "Each one needs a name and a neighbour of its own",
  "unique address/port": "Each one needs an address and a port of its own",
};

function describeKeepalived(explanation: KeepalivedExplanation): string {
  const { keyword, signature, description, args, required, repeat, compileConditions, manual } = explanation;
  const facts: string[] = [`In: ${keyword.path.length === 0 ? "the top level" : keyword.path.join(" > ")}`];
  if (explanation.default !== undefined) facts.push(`Default: ${explanation.default}`);
  facts.push(...args.flatMap(argumentFacts));
  if (required !== undefined) facts.push(`Required: ${required}`);
  if (repeat !== undefined) facts.push(repetitions[repeat] ?? `Written twice: ${repeat}`);
  if (!keyword.sinceOrBefore) facts.push(`Since ${keyword.since}`);
  if (keyword.until !== undefined) facts.push(`Last in ${keyword.until}`);
  if (keyword.aliasOf !== undefined) facts.push(`Another spelling of \`${keyword.aliasOf}\``);
  if (keyword.deprecated) facts.push("Out of use");
  if (compileConditions.length > 0) facts.push("Not in every build");
  return [
    `**${keyword.name}**: ${keyword.block === "none" ? "keyword" : "block"}`,
    `\`\`\`keepalived\n${signature}\n\`\`\``,
    ...(description === undefined ? [] : [description]),
    facts.map((fact) => `- ${fact}`).join("\n"),
    `[Manual](${manual})`,
  ].join("\n\n");
}

function hoverKeepalived(settings: VersionSettings, tree: KeepalivedTree, offset: number): HoverText | undefined {
  const section = sectionAt(tree.sections, offset);
  if (section === undefined) return undefined;
  const local = offset - section.origin.offset;
  const around = blocksAround(section, local);
  const statements = around[around.length - 1]?.block?.statements ?? section.statements;
  for (const { words } of statements) {
    const [word] = words;
    if (word === undefined || local < word.start || local > word.end) continue;
    if (word.generated === true || isPlaceholder(word.value)) return undefined;
    const version = keepalivedVersionOf(settings);
    const { keyword, status } = lookupKeepalivedKeyword(pathOf(around), word.value, version);
    if (keyword === undefined || status === "unsure") return undefined;
    return {
      start: section.origin.offset + word.start,
      end: section.origin.offset + word.end,
      markdown: describeKeepalived(explainKeepalivedKeyword(keyword, version)),
    };
  }
  return undefined;
}

/**
 * What keepalived makes of the value of a keyword: of the instance around it, or of one that takes the line in by an include; undefined where hosts that read the file differ in
 * it.
 */
function effectiveAt(source: FactsSource, file: string, { start, end }: HoverText): string | undefined {
  const text = source.textOf(file) ?? "";
  const keyword = text.slice(start, end);
  const said = new Set<string>();
  for (const facts of source.factsOf(file)) {
    if (facts.kind !== "keepalived") continue;
    for (const instance of facts.instances) {
      const span = spanIn(file, instance.at);
      const isAround = span !== undefined && span.start <= start && end <= span.end;
      for (const value of effectiveValues(instance, facts)) {
        if (value.keyword !== keyword) continue;
        const at = spanIn(file, value.at);
        const isBehind = at !== undefined && at.start >= end && !text.slice(end, at.start).includes("\n");
        if (!isAround && !isBehind) continue;
        said.add(typeof value.said === "string" ? value.said : sayMessage(value.said));
      }
    }
  }
  const [only, ...others] = said;
  return others.length > 0 ? undefined : only;
}

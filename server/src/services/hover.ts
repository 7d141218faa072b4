import type { KeepalivedFacts } from "../model/keepalived/facts.ts";
import { type Message, message } from "../rules/finding.ts";
import { type DefinitionUse, findDefinitions } from "../syntax/keepalived/definitions.ts";
import { spanIn, spanOf } from "../syntax/tree.ts";
import { type ClusterNews, clusterHoverAt } from "./cluster-hover.ts";
import { etcdHoverAt } from "./etcd-hover.ts";
import { hoverHaproxy } from "./haproxy-hover.ts";
import { hoverDirective, shownValue } from "./keepalived-definition-hover.ts";
import { type EffectiveValue, effectivePrefixes, effectiveValues } from "./keepalived-effective.ts";
import { hoverKeepalived, type KeepalivedHover } from "./keepalived-hover.ts";
import { effectiveServers } from "./keepalived-server-effective.ts";
import { keepalivedViewAt } from "./keepalived-view.ts";
import { type NameAtPlace, nameAt, placeOfUse } from "./names.ts";
import {
  type FactsSource,
  keepalivedVersionOf,
  lineOf,
  lineStartOf,
  type NavigationSource,
  sortedOnce,
} from "./source.ts";
import { type Say, sayInEnglish } from "./speak.ts";

/** What to show of the word at a place; offsets of the file. */
export interface HoverText {
  readonly start: number;
  readonly end: number;
  readonly markdown: string;
}

/**
 * Explains the word at a place of a file: a keyword, an option, an argument, a fetch, a name; below it the cluster, where the word
 * is one of its values.
 *
 * @param source the files
 * @param file the file's key
 * @param offset an offset of the file's text
 * @param say says what there is to say, in the reader's language
 * @param news what is known of clusters; without it nothing is said of them
 * @returns undefined where nothing is known of the word, and for one that is filled in later
 */
export function hoverAt(
  source: NavigationSource,
  file: string,
  offset: number,
  say: Say = sayInEnglish,
  news?: ClusterNews,
): HoverText | undefined {
  const own = ownHoverAt(source, file, offset, say);
  const cluster = news === undefined ? undefined : clusterHoverAt(source, file, offset, say, news);
  if (own === undefined || cluster === undefined) return own ?? cluster;
  return { ...own, markdown: `${own.markdown}\n\n---\n\n${cluster.markdown}` };
}

/** What is known of the word itself. */
function ownHoverAt(source: NavigationSource, file: string, offset: number, say: Say): HoverText | undefined {
  const tree = source.treeOf(file);
  const text = source.textOf(file);
  if (text === undefined) return undefined;
  if (tree === undefined) return etcdHoverAt(source, file, offset);
  const settings = source.settingsOf(file);
  if (tree.language === "haproxy") {
    const hover = hoverHaproxy({ say, settings, tree, text, offset });
    return withNews(hover, namedAt({ say, source, file, text, offset }, nameAt(source, file, offset)), say);
  }
  return keepalivedHoverAt({ say, source, file, text, offset });
}

/** What is known of a word of a keepalived.conf, and of the definition in it. */
function keepalivedHoverAt(asked: AskedPlace): HoverText | undefined {
  const { say, source, file, offset } = asked;
  const view = keepalivedViewAt(source, file, offset);
  if (view === undefined) return undefined;
  const directive = hoverDirective(asked);
  const named = nameAt(source, file, definitionUseAt(asked)?.start ?? offset);
  const definition = named?.use.kind === "definition" ? hoverDefinition(asked, named) : undefined;
  const version = keepalivedVersionOf(source.settingsOf(file));
  const isFilled = definition !== undefined || directive !== undefined || isInFilledWord(asked);
  const hover = hoverKeepalived({ say, version, view, isFilled });
  if (hover === undefined) return definition ?? directive;
  const { start, end, markdown } = hover;
  const lines = [effectiveAt(source, file, hover, say), definition === undefined ? namedAt(asked, named) : undefined];
  const news = lines.flatMap((line) => (line === undefined ? [] : [`\n\n${say(line)}`]));
  const own = markdown + news.join("");
  const first = definition ?? directive;
  return first === undefined
    ? { start, end, markdown: own }
    : { ...first, markdown: `${first.markdown}\n\n---\n\n${own}` };
}

/** Where something is asked for. */
interface AskedPlace {
  readonly say: Say;
  readonly source: NavigationSource;
  readonly file: string;
  readonly text: string;
  readonly offset: number;
}

/** The uses of definitions on the line of a place, as offsets of the file. */
function usesOnLine({ text, offset }: AskedPlace): readonly DefinitionUse[] {
  const lineStart = lineStartOf(text, offset);
  const newline = text.indexOf("\n", offset);
  return findDefinitions(text.slice(lineStart, newline < 0 ? text.length : newline)).flatMap((use) =>
    use.isDeclaration
      ? []
      : [
          {
            ...use,
            start: use.start + lineStart,
            end: use.end + lineStart,
            wholeStart: use.wholeStart + lineStart,
            wholeEnd: use.wholeEnd + lineStart,
          },
        ],
  );
}

/** The use of a definition at a place, its signs among it. */
function definitionUseAt(asked: AskedPlace): DefinitionUse | undefined {
  const { offset } = asked;
  return usesOnLine(asked).find(({ wholeStart, wholeEnd }) => wholeStart <= offset && offset <= wholeEnd);
}

/** Whether a definition that is given somewhere is a part of the word at a place. */
function isInFilledWord(asked: AskedPlace): boolean {
  const { source, file, text, offset } = asked;
  const start = offset - (/\S*$/.exec(text.slice(lineStartOf(text, offset), offset))?.[0].length ?? 0);
  const end = offset + (/^\S*/.exec(text.slice(offset, offset + longestWord))?.[0].length ?? 0);
  return usesOnLine(asked).some(
    (use) => use.wholeStart < end && start < use.wholeEnd && nameAt(source, file, use.start) !== undefined,
  );
}

/** No word of a config is longer. */
const longestWord = 1_024;

/** So many lines of a definition's value are shown. */
const mostLines = 12;

/** What a definition stands for. */
function hoverDefinition({ say, source }: AskedPlace, { use, place, unit }: NameAtPlace): HoverText | undefined {
  const declarations = unit.index.declarationsOf(use);
  const texts = unit.files.map((file) => source.textOf(file) ?? "");
  const parts = declarations.map((declaration) => {
    const file = unit.fileOf(declaration);
    const text = source.textOf(file) ?? "";
    const { start } = spanOf(declaration.at);
    const given = findDefinitions(text).find((one) => one.isDeclaration && one.start === start);
    const args = { kind: say(message("definition")), name: `$${use.name}`, line: lineOf(source, file, start), file };
    const where =
      file === place.file
        ? message("{kind} {name}, given on line {line}", args)
        : message("{kind} {name}, given on line {line} of {file}", args);
    const value = given === undefined || given.isLate ? undefined : shownValue(text, given, texts);
    const lines = value?.split("\n").slice(0, mostLines) ?? [];
    return lines.length === 0 ? say(where) : `${say(where)}\n\n\`\`\`keepalived\n${lines.join("\n")}\n\`\`\``;
  });
  return parts.length === 0 ? undefined : { start: place.start, end: place.end, markdown: parts.join("\n\n") };
}

/** Adds what holds of the word in this place. */
function withNews(hover: HoverText | undefined, news: Message | undefined, say: Say): HoverText | undefined {
  return hover === undefined || news === undefined
    ? hover
    : { ...hover, markdown: `${hover.markdown}\n\n${say(news)}` };
}

/** So many places of a name are listed. */
const mostPlaces = 6;

/** Where the name at a place is given, if it is used there; where it is used, if it is given there. */
function namedAt({ source, file }: AskedPlace, named: NameAtPlace | undefined): Message | undefined {
  if (named === undefined) return undefined;
  const { unit, use } = named;
  if (use.isDeclaration || unit.index.declarationsOf(use).length === 0) return usedAt(source, file, named);
  const [declaration, ...others] = unit.index.declarationsOf(use);
  if (declaration === undefined || others.length > 0) return undefined;
  const home = unit.fileOf(declaration);
  const line = lineOf(source, home, spanOf(declaration.at).start);
  const args = { kind: declaration.kind, name: use.name, line, file: home };
  return home === file
    ? message("{kind} {name}, given on line {line}", args)
    : message("{kind} {name}, given on line {line} of {file}", args);
}

/** The other places of a name that is given here, or nowhere: of keepalived, where each name means one thing. */
function usedAt(source: NavigationSource, file: string, { unit, use, place }: NameAtPlace): Message | undefined {
  if (source.languageOf(file) !== "keepalived") return undefined;
  const { references } = unit.index.thingOf(use);
  const others = sortedOnce(references.map((one) => placeOfUse(unit, one))).filter(
    (one) => one.file !== place.file || one.start !== place.start,
  );
  const args = { kind: use.kind, name: use.name };
  if (others.length === 0) {
    const isSure = use.isDeclaration && unit.isWhole && !unit.index.isOpen && !unit.index.unknownKinds.has(use.kind);
    return isSure && use.kind !== "vrrp_instance" && use.kind !== "vrrp_sync_group"
      ? message("{kind} {name}, used nowhere", args)
      : undefined;
  }
  const lines = others.slice(0, mostPlaces).map((one) => {
    const line = lineOf(source, one.file, one.start);
    return one.file === file ? String(line) : `${one.file.slice(one.file.lastIndexOf("/") + 1)}:${line}`;
  });
  const shown = `${lines.join(", ")}${others.length > mostPlaces ? ", …" : ""}`;
  return use.isDeclaration
    ? message("{kind} {name}, used on line {lines}", { ...args, lines: shown })
    : message("{kind} {name}, also on line {lines}", { ...args, lines: shown });
}

/**
 * What keepalived makes of the value of a keyword: of the instance around it, or of one that takes the line in by an include. Where the
 * hosts that the file names differ in it, what each of them makes of it; undefined where others do.
 */
function effectiveAt(source: FactsSource, file: string, hover: KeepalivedHover, say: Say): Message | undefined {
  const readings = source.factsOf(file).flatMap((facts) => {
    const value = facts.kind === "keepalived" ? effectiveIn(facts, source.textOf(file) ?? "", file, hover) : undefined;
    return facts.kind === "keepalived" && value !== undefined ? [{ host: facts.configId, value }] : [];
  });
  const textOf = (value: Message | string): string => (typeof value === "string" ? value : say(value));
  const [first] = readings;
  if (first === undefined) return undefined;
  if (readings.every(({ value }) => textOf(value) === textOf(first.value)))
    return message("Effective here: {value}", { value: first.value });
  const [last, ...before] = readings.reverse();
  if (last?.host === undefined || before.some(({ host }) => host === undefined)) return undefined;
  const value = before.reduce(
    (rest, one) => message("{value} on {host}; {rest}", { host: one.host ?? "", value: one.value, rest }),
    message("{value} on {host}", { host: last.host, value: last.value }),
  );
  return message("Effective here: {value}", { value });
}

/** What comes of the value at a place to the host that reads the file so. */
function effectiveIn(
  facts: KeepalivedFacts,
  text: string,
  file: string,
  { start, end, keyword }: KeepalivedHover,
): Message | string | undefined {
  const isAt = ({ keyword: other, at }: EffectiveValue): boolean => {
    const span = spanIn(file, at);
    if (other !== keyword || span === undefined) return false;
    if (keyword === "address") return span.start === start;
    return span.start <= start || (span.start >= end && !text.slice(end, span.start).includes("\n"));
  };
  const isOnLine = ({ at }: EffectiveValue): boolean => {
    const span = spanIn(file, at);
    return span !== undefined && !text.slice(Math.min(span.start, start), Math.max(span.end, end)).includes("\n");
  };
  const values = facts.instances.flatMap((instance) => {
    const span = spanIn(file, instance.at);
    const isAround = span !== undefined && span.start <= start && end <= span.end;
    const own = effectiveValues(instance, facts);
    return isAround ? own.filter((value) => value.keyword !== "address" || isAt(value)) : own.filter(isAt);
  });
  const all = [...values, ...effectivePrefixes(facts).filter(isAt), ...effectiveServers(facts).filter(isOnLine)];
  return all.findLast((value) => value.keyword === keyword)?.said;
}

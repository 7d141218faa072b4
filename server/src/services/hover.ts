import type { KeepalivedFacts } from "../model/keepalived/facts.ts";
import { type Message, message } from "../rules/finding.ts";
import { spanIn, spanOf } from "../syntax/tree.ts";
import { type ClusterNews, clusterHoverAt } from "./cluster-hover.ts";
import { etcdHoverAt } from "./etcd-hover.ts";
import { hoverHaproxy } from "./haproxy-hover.ts";
import { type EffectiveValue, effectivePrefixes, effectiveValues } from "./keepalived-effective.ts";
import { hoverKeepalived, type KeepalivedHover } from "./keepalived-hover.ts";
import { nameAt } from "./names.ts";
import { type FactsSource, lineOf, type NavigationSource } from "./source.ts";
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
    return withNews(hover, namedAt(source, file, offset), say);
  }
  const hover = hoverKeepalived({ say, settings, tree, text, offset });
  if (hover === undefined) return undefined;
  const { start, end, markdown } = hover;
  const news = effectiveAt(source, file, hover, say) ?? namedAt(source, file, offset);
  return withNews({ start, end, markdown }, news, say);
}

/** Adds what holds of the word in this place. */
function withNews(hover: HoverText | undefined, news: Message | undefined, say: Say): HoverText | undefined {
  return hover === undefined || news === undefined
    ? hover
    : { ...hover, markdown: `${hover.markdown}\n\n${say(news)}` };
}

/** Where the name at a place is given, if it is used there. */
function namedAt(source: NavigationSource, file: string, offset: number): Message | undefined {
  const named = nameAt(source, file, offset);
  if (named === undefined || named.use.isDeclaration) return undefined;
  const { unit, use } = named;
  const [declaration, ...others] = unit.index.declarationsOf(use);
  if (declaration === undefined || others.length > 0) return undefined;
  const home = unit.fileOf(declaration);
  const line = lineOf(source, home, spanOf(declaration.at).start);
  const args = { kind: declaration.kind, name: use.name, line, file: home };
  return home === file
    ? message("{kind} {name}, given on line {line}", args)
    : message("{kind} {name}, given on line {line} of {file}", args);
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
  const values = facts.instances.flatMap((instance) => {
    const span = spanIn(file, instance.at);
    const isAround = span !== undefined && span.start <= start && end <= span.end;
    const own = effectiveValues(instance, facts);
    return isAround ? own.filter((value) => value.keyword !== "address" || isAt(value)) : own.filter(isAt);
  });
  const all = [...values, ...effectivePrefixes(facts).filter(isAt)];
  return all.findLast((value) => value.keyword === keyword)?.said;
}

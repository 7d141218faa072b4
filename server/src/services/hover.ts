import { type Message, message } from "../rules/finding.ts";
import { spanOf } from "../syntax/tree.ts";
import { type ClusterNews, clusterHoverAt } from "./cluster-hover.ts";
import { etcdHoverAt } from "./etcd-hover.ts";
import { hoverHaproxy } from "./haproxy-hover.ts";
import { effectivePrefixes, effectiveValues } from "./keepalived-effective.ts";
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

/** What keepalived makes of the value of a keyword in its instance; undefined where hosts that read the file differ in it. */
function effectiveAt(source: FactsSource, file: string, hover: KeepalivedHover, say: Say): Message | undefined {
  const { start, end, keyword } = hover;
  const said = new Map<string, Message | string>();
  for (const facts of source.factsOf(file)) {
    if (facts.kind !== "keepalived") continue;
    const values = facts.instances.flatMap((instance) => {
      const span = spanOf(instance.at);
      return start < span.start || span.end < end ? [] : effectiveValues(instance, facts);
    });
    for (const value of [...values, ...effectivePrefixes(facts)]) {
      const isHere = value.keyword !== "address" || spanOf(value.at).start === start;
      if (value.keyword !== keyword || !isHere) continue;
      said.set(typeof value.said === "string" ? value.said : say(value.said), value.said);
    }
  }
  const [only, ...others] = said.values();
  return only === undefined || others.length > 0 ? undefined : message("Effective here: {value}", { value: only });
}

import { quorumOf } from "../model/etcd/quorum.ts";
import {
  type EtcdFlag,
  type EtcdFlagGroup,
  type EtcdValue,
  etcdFlagOfVariable,
  etcdVariable,
} from "../schema/etcd/flags.ts";
import { readEnvironment } from "../syntax/etcd/environment.ts";
import { spanOf } from "../syntax/tree.ts";
import type { HoverText } from "./hover.ts";
import type { FactsSource } from "./source.ts";

/** How a value of each kind is written. */
const kinds: Readonly<Record<EtcdValue, string>> = {
  text: "a word",
  file: "a file's path",
  folder: "a folder's path",
  urls: "URLs, separated by commas",
  list: "a list, separated by commas",
  number: "a number",
  bytes: "a number of bytes",
  milliseconds: "a number of milliseconds",
  duration: "a duration with its unit (`100ms`, `5s`, `2h`)",
  switch: "`true` or `false`",
};

const groups: Readonly<Record<EtcdFlagGroup, string>> = {
  member: "Member",
  clustering: "Clustering",
  security: "Security",
  auth: "Authentication",
  monitoring: "Monitoring",
  logging: "Logging",
  tracing: "Tracing",
  features: "Features",
  unsafe: "Unsafe",
  proxy: "Proxy",
};

/** Explains a setting of etcd in Markdown. */
export function explainEtcdFlag(flag: EtcdFlag): string {
  const { name, group, value, words, standard, since, until, successor, text } = flag;
  const taken = words.length === 0 ? kinds[value] : words.map((word) => `\`${word}\``).join(", ");
  const facts = [
    `Value: ${taken}`,
    standard === undefined ? "Default: not set" : `Default: \`${standard}\``,
    since === undefined ? "In etcd before 3.0 already" : `Since etcd ${since}`,
    ...(until === undefined ? [] : [`Gone after etcd ${until}`]),
    ...(successor === undefined ? [] : [`In its place: \`--${successor}\``]),
    `Flag: \`--${name}\`, ${groups[group].toLowerCase()}`,
  ];
  return [`**${etcdVariable(flag)}**`, text, facts.map((fact) => `- ${fact}`).join("\n")].join("\n\n");
}

/** What a number of members is good for, in a sentence. */
export function sayQuorum(size: number): string {
  const { quorum, failures } = quorumOf(size);
  const members = size === 1 ? "1 member" : `${size} members`;
  const may = failures === 0 ? "none may fail" : failures === 1 ? "1 may fail" : `${failures} may fail`;
  const must = quorum === size ? (size === 1 ? "it must agree" : `all ${size} must agree`) : `${quorum} must agree`;
  return `${members}: ${must} (quorum), so ${may}.`;
}

/** What the list of an initial cluster at a place comes to. */
function quorumAt(source: FactsSource, file: string, offset: number): HoverText | undefined {
  for (const facts of source.factsOf(file)) {
    if (facts.kind !== "etcd") continue;
    for (const { initialCluster } of facts.members) {
      if (initialCluster?.size === undefined) continue;
      const { start, end } = spanOf(initialCluster.list.at);
      if (offset < start || offset > end) continue;
      return { start, end, markdown: `**initial-cluster**\n\n${sayQuorum(initialCluster.size)}` };
    }
  }
  return undefined;
}

/**
 * Explains what stands at a place of a file about etcd: a variable of an environment file, and the list of an initial cluster
 * wherever it stands.
 */
export function etcdHoverAt(source: FactsSource, file: string, offset: number): HoverText | undefined {
  const quorum = quorumAt(source, file, offset);
  const text = source.textOf(file);
  if (source.languageOf(file) !== "etcd" || text === undefined) return quorum;
  const assignment = readEnvironment(text).find(({ keyStart, outerEnd }) => keyStart <= offset && offset <= outerEnd);
  const flag = assignment === undefined ? undefined : etcdFlagOfVariable(assignment.key);
  if (assignment === undefined || flag === undefined) return quorum;
  const isKey = offset <= assignment.keyEnd;
  const listed = flag.name === "initial-cluster" ? (quorum ?? quorumAt(source, file, assignment.start)) : undefined;
  const explained = explainEtcdFlag(flag);
  return {
    start: isKey ? assignment.keyStart : assignment.start,
    end: isKey ? assignment.keyEnd : assignment.end,
    markdown: listed === undefined ? explained : `${explained}\n\n${sayQuorumOf(listed)}`,
  };
}

function sayQuorumOf({ markdown }: HoverText): string {
  return markdown.slice(markdown.lastIndexOf("\n") + 1);
}

import { isSeq } from "yaml";
import { mentionsEtcd } from "../../documents/etcd-file.ts";
import { mentionsKubeadm } from "../../documents/mentions.ts";
import type { Anchor } from "../../syntax/tree.ts";
import { untemplate } from "../kubernetes/untemplate.ts";
import type { YamlPlace } from "../kubernetes/yaml-reader.ts";
import { readShellScript } from "../shell/words.ts";
import { partOf, type Written } from "../written.ts";
import { composeYaml } from "../yaml/compose.ts";
import { DocumentReader, type Found } from "../yaml/document.ts";
import { etcdFactsFromCommand, joinEtcdFacts } from "./command.ts";
import { flagOfVariable } from "./environment.ts";
import type { EtcdClient, EtcdFacts } from "./facts.ts";
import { blankSlips, type EtcdSetting, etcdMember, stateUrlItems } from "./settings.ts";

/** The settings of etcd's YAML file that say something of members. */
const configKeys: ReadonlySet<string> = new Set([
  "name",
  "initial-cluster",
  "initial-cluster-state",
  "initial-cluster-token",
  "initial-advertise-peer-urls",
  "listen-peer-urls",
  "advertise-client-urls",
  "listen-client-urls",
]);

function factsOfConfig(reader: DocumentReader, root: Found, isOpen: boolean): EtcdFacts | undefined {
  const settings = new Map<string, EtcdSetting>();
  for (const pair of reader.pairs(root)) {
    const key = reader.key(pair);
    // Several files of one below the other: which value belongs to which can't be told.
    if (key !== undefined && settings.has(key)) return undefined;
    const value = key === undefined || !configKeys.has(key) ? undefined : reader.written(reader.get(root, key));
    if (key !== undefined && value !== undefined) settings.set(key, { label: key, value });
  }
  if (settings.size === 0 || (settings.size === 1 && settings.has("name"))) return undefined;
  const member = etcdMember(settings, "yaml", undefined, isOpen);
  return { kind: "etcd", members: member === undefined ? [] : [member], clients: [], slips: blankSlips(settings) };
}

/** `env:` of a container, or `environment:` of a compose service: a list or a mapping. */
function environmentOf(reader: DocumentReader, found: Found | undefined): Map<string, EtcdSetting> {
  const environment = new Map<string, EtcdSetting>();
  const add = (key: string | undefined, value: Written | undefined): void => {
    const flag = key === undefined ? undefined : flagOfVariable(key);
    if (key !== undefined && flag !== undefined && value !== undefined) environment.set(flag, { label: key, value });
  };
  for (const item of reader.items(found)) {
    const written = reader.written(item);
    if (written === undefined) {
      add(reader.text(item, "name"), reader.written(reader.get(item, "value")));
      continue;
    }
    const equals = written.text.indexOf("=");
    if (equals > 0) add(written.text.slice(0, equals), partOf(written, equals + 1, written.text.length));
  }
  for (const pair of reader.pairs(found)) {
    const key = reader.key(pair);
    add(key, key === undefined ? undefined : reader.written(reader.get(found, key)));
  }
  return environment;
}

/** The words of a command: a list of them, or one text that is split as a shell does. */
function commandWords(reader: DocumentReader, found: Found | undefined): Written[] {
  const items = reader.items(found).flatMap((item) => reader.written(item) ?? []);
  const whole = reader.written(found);
  const texts = whole === undefined ? items : [whole];
  // `["/bin/sh", "-c", "etcd --name …"]` and a folded text hold a command each.
  return texts.flatMap((written) =>
    /^[^\s'"]*\betcd[ \t\n]|[ \t\n]--?[a-z]/.test(written.text) ? split(written) : [written],
  );
}

function split(written: Written): Written[] {
  const { commands } = readShellScript(written.text, 0, written.text.length);
  return commands.flatMap(({ words }) =>
    words.map(({ value, start, end }) => {
      const part = partOf(written, start, end);
      return part.text === value ? part : { ...part, text: value };
    }),
  );
}

function atOf(reader: DocumentReader, object: Found): Anchor {
  return reader.at(object.node.range[0], object.node.range[0]);
}

function factsOfContainer(
  reader: DocumentReader,
  container: Found,
  at: Anchor,
  isOpen: boolean,
): EtcdFacts | undefined {
  const image = reader.written(reader.get(container, "image"));
  const command = commandWords(reader, reader.get(container, "command"));
  const entry = commandWords(reader, reader.get(container, "entrypoint"));
  const args = commandWords(reader, reader.get(container, "args"));
  const words = [...(image === undefined ? [] : [image]), ...entry, ...command, ...args];
  const environment = environmentOf(reader, reader.get(container, "env") ?? reader.get(container, "environment"));
  const hasFile = reader.get(container, "envFrom") !== undefined || reader.get(container, "env_file") !== undefined;
  return etcdFactsFromCommand(words, { at, environment, isOpen: isOpen || hasFile });
}

function factsOfKubeadm(
  reader: DocumentReader,
  object: Found,
  isOpen: boolean,
  lineEndFrom: LineEnd,
): EtcdFacts | undefined {
  const list = reader.get(object, "etcd", "external", "endpoints");
  const items = reader.list(object, "etcd", "external", "endpoints");
  const [first] = items;
  const last = items.at(-1);
  if (list === undefined || first === undefined || last === undefined) return undefined;
  const at = { origin: first.at.origin, start: first.at.start, end: last.at.end };
  const whole: Written = {
    text: items.map(({ text }) => text).join(","),
    at,
    raw: undefined,
    isGenerated: true,
    isUnknown: false,
  };
  const urls = stateUrlItems(items, whole);
  const client: EtcdClient = {
    kind: "kubeadm",
    at: reader.kindAt(object),
    // A template's loop may add more.
    urls: { ...urls, isComplete: urls.isComplete && !isOpen },
    ownAddress: undefined,
    ...(isSeq(list.node) && list.node.flow !== true && !last.isGenerated
      ? { lastLine: { ...last.at, end: lineEndFrom(last.at.end) } }
      : {}),
  };
  return { kind: "etcd", members: [], clients: [client], slips: [] };
}

/** Gives the end of the line on which an offset lies, both counted as anchors count. */
type LineEnd = (offset: number) => number;

function factsOfObject(
  reader: DocumentReader,
  object: Found,
  isOpen: boolean,
  depth: number,
  lineEndFrom: LineEnd,
): EtcdFacts | undefined {
  const kind = reader.text(object, "kind");
  if (kind === "List") {
    if (depth > 2) return undefined;
    const items = reader.items(reader.get(object, "items"));
    return joinEtcdFacts(items.map((item) => factsOfObject(reader, item, isOpen, depth + 1, lineEndFrom)));
  }
  if (kind === "Pod") {
    const containers = reader.items(reader.get(object, "spec", "containers"));
    const at = reader.kindAt(object);
    return joinEtcdFacts(containers.map((container) => factsOfContainer(reader, container, at, isOpen)));
  }
  if (kind === "ClusterConfiguration") return factsOfKubeadm(reader, object, isOpen, lineEndFrom);
  if (kind !== undefined) return undefined;
  const services = reader.get(object, "services");
  if (services === undefined) return factsOfConfig(reader, object, isOpen);
  return joinEtcdFacts(
    reader.pairs(services).map((pair) => {
      const key = reader.key(pair);
      const service = key === undefined ? undefined : reader.get(services, key);
      return service === undefined ? undefined : factsOfContainer(reader, service, atOf(reader, service), isOpen);
    }),
  );
}

/**
 * Reads what a YAML text says of etcd: its own configuration file, pods of etcd and of apiservers, services of a compose file,
 * and kubeadm's `etcd.external.endpoints`. Take it from `loadYamlReader`.
 *
 * @param text one or more documents; templates are taken as unknown
 * @param place where the text stands in another file; its anchors count from there
 * @returns undefined where there is nothing of that kind
 */
export function etcdFactsFromYaml(text: string, place?: YamlPlace): EtcdFacts | undefined {
  if (!mentionsEtcd(text) && !(mentionsKubeadm(text) && text.includes("external:"))) {
    return undefined;
  }
  const placed = place ?? { origin: { offset: 0 }, start: 0 };
  const lineEndFrom: LineEnd = (offset) => {
    const newline = text.indexOf("\n", offset - placed.start);
    const end = newline < 0 ? text.length : newline;
    return placed.start + (text[end - 1] === "\r" ? end - 1 : end);
  };
  const template = untemplate(text);
  const documents = composeYaml(template.text)?.documents ?? [];
  return joinEtcdFacts(
    documents.map((document) => {
      const [from, , to] = document.range;
      const reader = new DocumentReader(document, text, placed);
      const root = reader.root();
      const isOpen = template.openAt.some((offset) => offset >= from && offset <= to);
      return root === undefined ? undefined : factsOfObject(reader, root, isOpen, 0, lineEndFrom);
    }),
  );
}

import type { Cluster, ClusterNode } from "../cluster/model.ts";
import { type Message, message } from "../rules/finding.ts";
import { spanOf } from "../syntax/tree.ts";
import { filesWith } from "./cluster-files.ts";
import type { ClusterRenamable, RenameRefusal } from "./renamable-thing.ts";
import { type FilePlace, lineOf, type NavigationSource, placeOfAnchor, sortedOnce } from "./source.ts";

/** What makes a name one that no text gives, so that it can't be changed there. */
const fixedNames: Partial<Readonly<Record<ClusterNode["knownBy"], Message>>> = {
  folder: message("it is the name of its folder"),
  "file-name": message("it is a part of a file's name"),
  "config-id": message("@ lines call it so, and keepalived is started with it"),
  inventory: message("an Ansible inventory calls it so"),
};

/** Characters that a name goes on with: beside them stands another name. */
const nameSign = /[\w.-]/;

function occurrencesOf(file: string, text: string, name: string): FilePlace[] {
  const found: FilePlace[] = [];
  for (let start = text.indexOf(name); start >= 0; start = text.indexOf(name, start + 1)) {
    const end = start + name.length;
    if (nameSign.test(text[start - 1] ?? " ") || nameSign.test(text[end] ?? " ")) continue;
    found.push({ file, start, end });
  }
  return found;
}

function isInComment(text: string, { start }: FilePlace): boolean {
  const line = text.slice(text.lastIndexOf("\n", start - 1) + 1, start);
  return /(?:^|\s)[#!]/.test(line);
}

/** The places of a manifest that give a node its name. */
function placesInManifest(file: string, text: string, name: string): FilePlace[] {
  return occurrencesOf(file, text, name).filter(({ start, end }) => {
    const isName = /(?:^|[\s{,-])name:[ \t]*["']?$/.test(text.slice(Math.max(0, start - 40), start));
    return isName && /^["']?[ \t]*(?:[,}#\r\n]|$)/.test(text.slice(end, end + 20));
  });
}

/** The places of hosts files that give a node's address its name. */
function placesInHosts(source: NavigationSource, file: string, { name, addresses }: ClusterNode): FilePlace[] {
  const entries = source.factsOf(file).flatMap((facts) => (facts.kind === "hosts" ? facts.entries : []));
  return entries
    .filter(({ address }) => addresses.some(({ text }) => text === address.value?.text))
    .flatMap(({ names }) => names.filter(({ value }) => value === name))
    .map(({ at }) => ({ file, ...spanOf(at) }));
}

/** The servers of haproxies that have a node's name and address. */
function placesInBalancers(
  source: NavigationSource,
  { balancers }: Cluster,
  { name, addresses }: ClusterNode,
): FilePlace[] {
  return balancers.flatMap(({ file, facts }) =>
    facts.proxies
      .flatMap((proxy) => proxy.facts.servers)
      .filter((server) => server.name.value === name && addresses.some(({ text }) => text === server.address?.text))
      .map((server) => {
        const { file: home, at } = source.homeOf({ file, at: server.name.at });
        return { file: home, ...spanOf(at) };
      }),
  );
}

/** The places of configs, kubeadm's files, manifests and hosts files that call a node by its name. */
function placesOfNode(
  source: NavigationSource,
  cluster: Cluster,
  node: ClusterNode,
  files: readonly string[],
): FilePlace[] {
  const { name, keepalived } = node;
  const id = keepalived?.facts.routerId;
  const own = keepalived !== undefined && id?.value === name ? [placeOfAnchor(keepalived.file, id.at)] : [];
  const joined = cluster.kubeadmNodes.flatMap(({ file, facts: { nodeName } }) =>
    nodeName?.value === name ? [{ file, ...spanOf(nodeName.at) }] : [],
  );
  const around = files.flatMap((file) =>
    source.languageOf(file) === "manifest"
      ? placesInManifest(file, source.textOf(file) ?? "", name)
      : placesInHosts(source, file, node),
  );
  return [...own, ...placesInBalancers(source, cluster, node), ...joined, ...around];
}

function faultOf(source: NavigationSource, files: readonly string[], newName: string): Message | undefined {
  if (!/^[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?$/.test(newName))
    return message('"{name}" can\'t be the name of a machine.', { name: newName });
  const taken = files.find((file) => {
    const text = source.textOf(file) ?? "";
    return occurrencesOf(file, text, newName).some((one) => !isInComment(text, one));
  });
  return taken === undefined
    ? undefined
    : message('"{name}" stands in {file} already.', { name: newName, file: taken });
}

/** Why the places of a node's name may not be all that mean it; undefined where they are. */
function refusalOf(
  source: NavigationSource,
  { nodes }: Cluster,
  { name, knownBy }: ClusterNode,
  files: readonly string[],
  places: readonly FilePlace[],
  doubtful: string | undefined,
): Message | undefined {
  const fixed = fixedNames[knownBy];
  if (fixed !== undefined)
    return message("The node {name} can't be renamed in texts alone: {reason}.", { name, reason: fixed });
  if (doubtful !== undefined)
    return message("{name} also stands in {file}, which belongs to no cluster.", { name, file: doubtful });
  if (nodes.filter((other) => other.name === name).length > 1)
    return message("Several nodes are called {name}.", { name });
  const isKnown = (one: FilePlace): boolean =>
    places.some(({ file, start }) => file === one.file && start === one.start);
  const odd = files
    .flatMap((file) => occurrencesOf(file, source.textOf(file) ?? "", name))
    .find((one) => !isKnown(one) && !isInComment(source.textOf(one.file) ?? "", one));
  if (odd !== undefined) {
    const args = { name, line: lineOf(source, odd.file, odd.start), file: odd.file };
    return message("{name} also stands on line {line} of {file}, where it can't be told what is meant.", args);
  }
  const written = places.find((one) => source.textOf(one.file)?.slice(one.start, one.end) !== name);
  if (written === undefined) return undefined;
  const args = { name, line: lineOf(source, written.file, written.start), file: written.file };
  return message("{name} is not written out plainly on line {line} of {file}.", args);
}

/**
 * The node whose name stands at an offset, with all places that call it so, or why it is not renamed. Only what the texts give can
 * be changed: folders and files keep their names.
 */
export function renamableNodeAt(
  source: NavigationSource,
  file: string,
  offset: number,
): ClusterRenamable | RenameRefusal | undefined {
  const isHere = (one: FilePlace): boolean => one.file === file && one.start <= offset && offset <= one.end;
  for (const cluster of clustersAround(source, file)) {
    for (const node of cluster.nodes) {
      const { name } = node;
      const holds = (text: string): boolean => occurrencesOf("", text, name).length > 0;
      const text = source.textOf(file) ?? "";
      if (!occurrencesOf(file, text, name).some(isHere)) continue;
      const member = node.keepalived?.file ?? cluster.balancers[0]?.file ?? file;
      const { files, doubtful } = filesWith(source, member, holds);
      const places = sortedOnce(placesOfNode(source, cluster, node, files));
      const place = places.find(isHere);
      if (place === undefined) continue;
      const refusal = refusalOf(source, cluster, node, files, places, doubtful);
      if (refusal !== undefined) return { refusal };
      return { place, name, places, faultOf: (newName) => faultOf(source, files, newName) };
    }
  }
  return undefined;
}

/** The clusters of a file, and of a manifest or hosts file those of the configs below its folder. */
function clustersAround(source: NavigationSource, file: string): readonly Cluster[] {
  const own = source.clustersOf(file);
  const language = source.languageOf(file);
  if (own.length > 0 || (language !== "manifest" && language !== "hosts")) return own;
  const folder = file.slice(0, file.lastIndexOf("/") + 1);
  const configs = source
    .fileNames()
    .filter((name) => name.startsWith(folder) && source.languageOf(name) === "keepalived");
  return [...new Set(configs.flatMap((name) => source.clustersOf(name)))];
}

import type { AddressEvidence, Cluster, ClusterNode, NodeAddress } from "../cluster/model.ts";
import { isTemplateName, splitPath } from "../documents/path.ts";
import { type Message, message } from "../rules/finding.ts";
import { type ClusterInWorkspace, nodeReasons, reasonOf } from "./explain-cluster.ts";
import type { Say } from "./speak.ts";

/** A manifest as it is proposed, and what of the workspace it leaves out. */
export interface ManifestDraft {
  readonly text: string;
  /** The names of the clusters in it. */
  readonly clusters: readonly string[];
}

/** How the draft is worded. */
export interface DraftWording {
  readonly say: Say;
  /** A file's path relative to the manifest, with `/`. */
  pathOf(file: string): string;
}

const evidence: Readonly<Record<AddressEvidence, Message>> = {
  manifest: message("the manifest gives it"),
  inventory: message("an inventory gives it"),
  name: message("the node is named after it"),
  "source address": message("its keepalived sends from it"),
  server: message("a haproxy server of that name has it"),
  hosts: message("a hosts file gives it"),
  kubernetes: message("its Kubernetes file advertises it"),
};

/** Words that YAML takes for something else than a text. */
const notText = /^(?:true|false|yes|no|on|off|null|~)$/i;

/** A text as YAML takes it in a list within brackets too. */
function yamlText(text: string): string {
  const isPlain = /^[A-Za-z][\w./-]*$/.test(text) || /^\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?$/.test(text);
  return isPlain && !notText.test(text) ? text : JSON.stringify(text);
}

function yamlList(texts: readonly string[]): string {
  return `[${texts.map(yamlText).join(", ")}]`;
}

/** A path in the manifest is a glob: what such signs stand in can't be written so that it means itself. */
function isPlainPath(path: string): boolean {
  return !/[*?[\]{}!\\]/.test(path) && !path.startsWith("../");
}

/** Whether a cluster can be told in a manifest so that it comes to the same. */
function isDraftable({ nodes }: Cluster, files: readonly string[], pathOf: (file: string) => string): boolean {
  // An inventory, `@` lines and a text for people name their machines themselves.
  const isOwn = nodes.every(({ knownBy }) => knownBy === "folder" || knownBy === "file-name" || knownBy === "content");
  const names = new Set(nodes.map(({ name }) => name));
  // A template's machines are not known: named as such they would be compared as if they were.
  const isTemplate = files.some((file) => isTemplateName(splitPath(file).name));
  return (
    nodes.length > 0 &&
    isOwn &&
    !isTemplate &&
    names.size === nodes.length &&
    files.every((file) => isPlainPath(pathOf(file)))
  );
}

function addressReason({ evidence: known }: NodeAddress): Message {
  const [first = "name"] = known;
  return evidence[first];
}

function nodeLines(node: ClusterNode, files: readonly string[], { say, pathOf }: DraftWording): string[] {
  const { addresses } = node;
  const lines = [`      - name: ${yamlText(node.name)} # ${say(message(nodeReasons[node.knownBy]))}`];
  if (addresses.length > 0) {
    const texts = addresses.map(({ text }) => text);
    const written = texts.length === 1 ? yamlText(texts[0] ?? "") : yamlList(texts);
    const reasons = [...new Set(addresses.map((address) => say(addressReason(address))))].join(", ");
    lines.push(`        address: ${written} # ${reasons}`);
  }
  if (files.length > 0) lines.push(`        files: ${yamlList(files.map(pathOf))}`);
  return lines;
}

/** The files of each node, and those of the cluster as a whole, each with what ties it. */
function sharedFiles({ cluster, attached, hostsFiles }: ClusterInWorkspace): Map<string, Message | undefined> {
  const shared = new Map<string, Message | undefined>();
  const nodeFiles = new Set(cluster.nodes.flatMap(({ keepalived, haproxy }) => [keepalived?.file, haproxy?.file]));
  for (const { file, nodes } of cluster.balancers) {
    if (nodes.length !== 1) shared.set(file, undefined);
  }
  for (const { file, why } of [...attached, ...hostsFiles]) {
    if (!nodeFiles.has(file)) shared.set(file, reasonOf(why));
  }
  return shared;
}

function clusterLines(one: ClusterInWorkspace, name: string, wording: DraftWording): string[] {
  const { say, pathOf } = wording;
  const { nodes, virtualAddresses, endpoint, kubeadmClusters } = one.cluster;
  const lines = [`  - name: ${yamlText(name)}`];
  const isStated = kubeadmClusters.some(({ facts }) => facts.endpoint !== undefined);
  if (endpoint !== undefined) {
    // What a file says already would only have to be kept equal.
    const written = `endpoint: ${yamlText(endpoint)}`;
    const stated = say(message("as kubeadm's file says"));
    lines.push(isStated ? `    # ${written}, ${stated}` : `    ${written}`);
  }
  if (virtualAddresses.length > 0) lines.push(`    vips: ${yamlList(virtualAddresses.map(({ text }) => text))}`);
  const shared = sharedFiles(one);
  if (shared.size > 0) {
    lines.push("    files:");
    for (const [file, why] of shared) {
      lines.push(`      - ${yamlText(pathOf(file))}${why === undefined ? "" : ` # ${say(why)}`}`);
    }
  }
  lines.push("    nodes:");
  for (const node of nodes) {
    const own = [node.keepalived?.file, node.haproxy?.file].filter((file) => file !== undefined);
    const files = [...new Set(own)].filter((file) => !shared.has(file));
    lines.push(...nodeLines(node, files, wording));
  }
  return lines;
}

/**
 * Writes down as a manifest what was found out about clusters, with comments that say what it was told by.
 *
 * @param clusters in the order in which they are to be written
 * @returns a draft without clusters where there is none that a manifest can tell
 */
export function draftManifest(clusters: readonly ClusterInWorkspace[], wording: DraftWording): ManifestDraft {
  const names = new Set<string>();
  const head = [
    message("Written by haconf init --manifest: what haconf found out about these files."),
    message("Behind # stands what it was told by. Look it over, correct it, and delete what needs not be said."),
  ].map((said) => `# ${wording.say(said)}`);
  const lines: string[] = [];
  for (const one of clusters) {
    const { cluster } = one;
    const files = [
      ...sharedFiles(one).keys(),
      ...cluster.nodes.flatMap(({ keepalived, haproxy }) => [keepalived?.file, haproxy?.file]),
    ].filter((file) => file !== undefined);
    if (!isDraftable(cluster, files, wording.pathOf)) continue;
    const wanted = cluster.name === "" ? "cluster" : cluster.name;
    let name = wanted;
    for (let count = 2; names.has(name); count++) name = `${wanted}-${count}`;
    names.add(name);
    lines.push(...clusterLines(one, name, wording));
  }
  const body = lines.length === 0 ? ["clusters: []"] : ["clusters:", ...lines];
  return { text: `${[...head, ...body].join("\n")}\n`, clusters: [...names] };
}

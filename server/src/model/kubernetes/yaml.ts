import { Composer, type CST, isAlias, isMap, isScalar, isSeq, type Pair, type ParsedNode, Parser, visit } from "yaml";
import { mentionsKubeadm } from "../../documents/mentions.ts";
import type { Anchor, Origin } from "../../syntax/tree.ts";
import { maskHoles } from "../placeholder.ts";
import { isPlaceholder } from "../value.ts";
import { partOf, stateAddress, statePort, stateText, type Written } from "../written.ts";
import { stateEndpoint } from "./endpoint.ts";
import type { ApiServerManifest, KubeadmCluster, KubeadmNode, KubeadmSource, KubernetesFacts } from "./facts.ts";
import type { YamlPlace } from "./yaml-reader.ts";

/** No file with a kubeadm document is near this long (in UTF-16 units); a longer one is left alone rather than waited for. */
const maximumLength = 1 << 20;

/** Real documents nest a dozen levels; the library composes level by level on the call stack. */
const maximumDepth = 64;

/** The library's parser uses the call stack as well: so deep, in columns and in open brackets, it may go. */
const maximumColumn = 400;
const maximumBrackets = 1000;
const maximumIndicators = 200;

/** Documents of `kind: List` may hold others; lists of lists are left alone. */
const maximumListDepth = 3;

const directive = /\{%(?:[^%{]|%(?!\})|\{(?!%))*%\}|\{#(?:[^#{]|#(?!\})|\{(?!#))*#\}|<%(?:[^%<]|%(?!>)|<(?!%))*%>/g;
const holeLine = /^[ \t]*(?:\{\{[^\n{}]*\}\}[ \t]*)+\r?$/gm;

function blank(text: string): string {
  return text.replace(/[^\r\n]/g, " ");
}

interface Untemplated {
  /** As long as the text itself, with the template's signs replaced by what YAML can read. */
  readonly text: string;
  /** Where whole lines were a template's: what such a line puts there is unknown. */
  readonly openAt: readonly number[];
}

/** Takes a template's signs out of a text without moving anything. */
function untemplate(text: string): Untemplated {
  if (!/[{<$@`%]|__/.test(text)) return { text, openAt: [] };
  const openAt: number[] = [];
  let result = text.replace(directive, (match: string, offset: number) => {
    const lineStart = text.lastIndexOf("\n", offset - 1) + 1;
    const nextBreak = text.indexOf("\n", offset + match.length);
    const lineEnd = nextBreak < 0 ? text.length : nextBreak;
    const isAlone =
      text.slice(lineStart, offset).trim() === "" && text.slice(offset + match.length, lineEnd).trim() === "";
    if (!isAlone) return match.replace(/[^\r\n]/g, "x");
    if (!match.startsWith("{#")) openAt.push(offset);
    return blank(match);
  });
  result = result.replace(holeLine, (match: string, offset: number) => {
    openAt.push(offset);
    return blank(match);
  });
  result = result.replace(/`[^`\n]*`/g, (match) => "x".repeat(match.length));
  result = maskHoles(result).replaceAll("\u0000", (_, offset: number) => (text[offset] === "\u0000" ? "\u0000" : "x"));
  return { text: result, openAt };
}

const indicators = /(?:^|[ \t])[-?](?=[ \t])/g;

/**
 * Whether a text may nest deeper than the parser's call stack reaches. It looks at the bare signs: block collections need a
 * column each, or a dash or question mark on one line; flow collections a bracket.
 */
function mayNestTooDeep(text: string): boolean {
  let brackets = 0;
  for (const line of text.split(/\r?\n|\r/)) {
    let column = 0;
    while (column < line.length && " \t-?:".includes(line[column] ?? "")) column++;
    if (column > maximumColumn) return true;
    if (line.length > maximumIndicators && (line.match(indicators)?.length ?? 0) > maximumIndicators) return true;
    for (let i = column; i < line.length; i++) {
      const code = line.charCodeAt(i);
      if (code === 91 || code === 123) brackets++;
      else if ((code === 93 || code === 125) && brackets > 0) brackets--;
    }
    if (brackets > maximumBrackets) return true;
  }
  return false;
}

/** How deep a parsed document nests; no call stack is used for it. */
function depthOf(token: CST.Token): number {
  let deepest = 0;
  const open: { token: CST.Token; depth: number }[] = [{ token, depth: 1 }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { depth } = next;
    deepest = Math.max(deepest, depth);
    if ("items" in next.token) {
      for (const item of next.token.items) {
        if (item.key) open.push({ token: item.key, depth: depth + 1 });
        if (item.value) open.push({ token: item.value, depth: depth + 1 });
      }
    } else if (next.token.type === "document" && next.token.value !== undefined) {
      open.push({ token: next.token.value, depth: depth + 1 });
    }
  }
  return deepest;
}

type YamlDocument =
  ReturnType<Composer["compose"]> extends Generator<infer Composed, unknown, unknown> ? Composed : never;
type YamlNode = ParsedNode | null | undefined;
type YamlPair = Pair<unknown, unknown>;

/** A node with the place it was asked for: an alias stands at its own place, not at its anchor's. */
interface Found {
  readonly node: ParsedNode;
  /** The alias through which the node was reached. */
  readonly via: { readonly start: number; readonly end: number } | undefined;
}

const absentTexts: ReadonlySet<string> = new Set(["", "~", "null", "Null", "NULL"]);

/** Reads values out of one document. */
class DocumentReader {
  readonly #document: YamlDocument;
  /** The text as it is written, templates included. */
  readonly #source: string;
  readonly #place: YamlPlace;
  #aliases: Map<unknown, ParsedNode> | undefined;

  constructor(document: YamlDocument, source: string, place: YamlPlace) {
    this.#document = document;
    this.#source = source;
    this.#place = place;
  }

  /** What each alias stands for: the last node with that anchor above it. */
  #aliasTargets(): Map<unknown, ParsedNode> {
    if (this.#aliases !== undefined) return this.#aliases;
    const targets = new Map<unknown, ParsedNode>();
    const anchors = new Map<string, ParsedNode>();
    visit(this.#document, {
      Node: (_key, node) => {
        if (isAlias(node)) {
          const target = anchors.get(node.source);
          if (target !== undefined) targets.set(node, target);
        } else if (node.anchor !== undefined) {
          anchors.set(node.anchor, node as ParsedNode);
        }
      },
    });
    this.#aliases = targets;
    return targets;
  }

  at(start: number, end: number): Anchor {
    return { origin: this.#place.origin, start: this.#place.start + start, end: this.#place.start + end };
  }

  find(node: YamlNode, via?: Found["via"]): Found | undefined {
    if (node === null || node === undefined) return undefined;
    if (!isAlias(node)) return { node, via };
    const target = this.#aliasTargets().get(node);
    return target === undefined
      ? undefined
      : { node: target, via: via ?? { start: node.range[0], end: node.range[1] } };
  }

  root(): Found | undefined {
    return this.find(this.#document.contents);
  }

  pairs(found: Found | undefined): readonly YamlPair[] {
    return found !== undefined && isMap(found.node) ? found.node.items : [];
  }

  items(found: Found | undefined): Found[] {
    if (found === undefined || !isSeq(found.node)) return [];
    return found.node.items.flatMap((item) => this.find(item as ParsedNode, found.via) ?? []);
  }

  key(pair: YamlPair): string | undefined {
    return isScalar(pair.key) ? String(pair.key.value) : undefined;
  }

  /** The entry of a mapping; merged mappings (`<<`) are asked where it has none itself. */
  pair(found: Found | undefined, name: string): YamlPair | undefined {
    const pairs = this.pairs(found);
    const own = pairs.findLast((pair) => this.key(pair) === name);
    if (own !== undefined) return own;
    for (const pair of pairs) {
      if (this.key(pair) !== "<<") continue;
      const merged = this.find(pair.value as ParsedNode);
      const bases = merged !== undefined && isSeq(merged.node) ? this.items(merged) : [merged];
      for (const base of bases) {
        const inherited = this.pairs(base).findLast((candidate) => this.key(candidate) === name);
        if (inherited !== undefined) return inherited;
      }
    }
    return undefined;
  }

  /** The value at the end of a path of keys; undefined where it is absent or null. */
  get(found: Found | undefined, ...path: readonly string[]): Found | undefined {
    let current = found;
    for (const name of path) {
      const pair = this.pair(current, name);
      if (pair === undefined) return undefined;
      current = this.find(pair.value as ParsedNode, current?.via);
    }
    if (current !== undefined && isScalar(current.node) && current.node.type === "PLAIN") {
      return absentTexts.has(String(current.node.value)) ? undefined : current;
    }
    return current;
  }

  written(found: Found | undefined): Written | undefined {
    if (found === undefined || !isScalar(found.node)) return undefined;
    const { node, via } = found;
    const isQuoted = node.type === "QUOTE_DOUBLE" || node.type === "QUOTE_SINGLE";
    const [from, to] = node.range;
    const hasClose = isQuoted && to - from >= 2 && this.#source[to - 1] === this.#source[from];
    const start = isQuoted ? from + 1 : from;
    const end = hasClose ? to - 1 : to;
    const raw = this.#source.slice(start, end);
    // A placeholder was read as other letters; the text itself says what stands there.
    const value = raw.includes("\n") || (isQuoted && /\\|''/.test(raw)) ? String(node.value).trim() : raw;
    const isBlock = node.type === "BLOCK_LITERAL" || node.type === "BLOCK_FOLDED";
    const expand = this.#place.expand;
    const text = expand === undefined ? value : expand(value);
    const isGenerated = via !== undefined || isBlock || text !== value;
    return {
      text,
      at: via === undefined ? this.at(start, end) : this.at(via.start, via.end),
      raw: via === undefined ? raw : undefined,
      isGenerated,
      isUnknown: isPlaceholder(text) || /`/.test(text) || (expand !== undefined && text.includes("$")),
    };
  }

  value<T>(state: (written: Written) => T, found: Found | undefined, ...path: readonly string[]): T | undefined {
    const written = this.written(this.get(found, ...path));
    return written === undefined ? undefined : state(written);
  }

  text(found: Found | undefined, ...path: readonly string[]): string | undefined {
    return this.written(this.get(found, ...path))?.text;
  }

  list(found: Found | undefined, ...path: readonly string[]): Written[] {
    return this.items(this.get(found, ...path)).flatMap((item) => this.written(item) ?? []);
  }

  /** An entry of `extraArgs`: a mapping up to v1beta3, a list of names and values from v1beta4 on, where the last holds. */
  extraArgument(found: Found | undefined, name: string): Written | undefined {
    const extra = this.get(found, "extraArgs");
    if (extra === undefined || !isSeq(extra.node)) return this.written(this.get(extra, name));
    const entry = this.items(extra).findLast((item) => this.text(item, "name") === name);
    return this.written(this.get(entry, "value"));
  }

  /** The place of a mapping's whole `kind: …` entry. */
  kindAt(found: Found): Anchor {
    const pair = this.pair(found, "kind");
    if (pair === undefined || !isScalar(pair.key)) return this.at(found.node.range[0], found.node.range[0]);
    const start = pair.key.range?.[0] ?? found.node.range[0];
    const end = isScalar(pair.value) ? (pair.value.range?.[1] ?? start) : start;
    return this.at(start, end);
  }
}

interface Draft {
  readonly clusters: KubeadmCluster[];
  readonly nodes: KubeadmNode[];
  readonly apiServers: ApiServerManifest[];
}

function stateWith<T>(state: (written: Written) => T, written: Written | undefined): T | undefined {
  return written === undefined ? undefined : state(written);
}

function readCluster(reader: DocumentReader, object: Found, source: KubeadmSource): KubeadmCluster {
  const apiServer = reader.get(object, "apiServer");
  return {
    source,
    endpoint: reader.value(stateEndpoint, object, "controlPlaneEndpoint"),
    bindPort: stateWith(statePort, reader.extraArgument(apiServer, "secure-port")),
    bindAddress: stateWith(stateAddress, reader.extraArgument(apiServer, "bind-address")),
    advertiseAddress: stateWith(stateAddress, reader.extraArgument(apiServer, "advertise-address")),
    certificateNames: reader.list(apiServer, "certSANs").map(stateText),
    etcdEndpoints: reader.list(object, "etcd", "external", "endpoints").map(stateText),
  };
}

function readNode(reader: DocumentReader, object: Found, source: KubeadmSource, action: "init" | "join"): KubeadmNode {
  const controlPlane = action === "init" ? object : reader.get(object, "controlPlane");
  const endpoint = reader.get(controlPlane, "localAPIEndpoint");
  return {
    source,
    action,
    isControlPlane: controlPlane !== undefined,
    nodeName: reader.value(stateText, object, "nodeRegistration", "name"),
    advertiseAddress: reader.value(stateAddress, endpoint, "advertiseAddress"),
    bindPort: reader.value(statePort, endpoint, "bindPort"),
    joinEndpoint:
      action === "join"
        ? reader.value(stateEndpoint, object, "discovery", "bootstrapToken", "apiServerEndpoint")
        : undefined,
  };
}

/**
 * kubeadm's one document of before 1.12, with the cluster's settings and the first node's. Its advertise address is left out,
 * because people had to write the VIP there.
 */
function readMaster(reader: DocumentReader, object: Found, source: KubeadmSource, draft: Draft): void {
  const api = reader.get(object, "api");
  const bindPort = reader.value(statePort, api, "bindPort");
  // Much of what later versions read has another name or is not there at all.
  const old: KubeadmSource = { ...source, isOpen: true };
  draft.clusters.push({
    source: old,
    endpoint: reader.value(stateEndpoint, api, "controlPlaneEndpoint"),
    bindPort,
    bindAddress: undefined,
    advertiseAddress: undefined,
    certificateNames: reader.list(object, "apiServerCertSANs").map(stateText),
    etcdEndpoints: [
      ...reader.list(object, "etcd", "endpoints"),
      ...reader.list(object, "etcd", "external", "endpoints"),
    ].map(stateText),
  });
  draft.nodes.push({
    source: old,
    action: "init",
    isControlPlane: true,
    nodeName: reader.value(stateText, object, "nodeName"),
    advertiseAddress: undefined,
    bindPort,
    joinEndpoint: undefined,
  });
}

/** The value of a flag among a container's words: `--name=value`, or `--name` and the next word; the last holds. */
function findFlag(words: readonly Written[], flag: string): Written | undefined {
  const prefix = `--${flag}=`;
  const at = words.findLastIndex((word) => word.text.startsWith(prefix) || word.text === `--${flag}`);
  const word = words[at];
  if (word === undefined) return undefined;
  return word.text.startsWith(prefix) ? partOf(word, prefix.length, word.text.length) : words[at + 1];
}

function readPod(reader: DocumentReader, object: Found): ApiServerManifest | undefined {
  for (const container of reader.items(reader.get(object, "spec", "containers"))) {
    const words = [...reader.list(container, "command"), ...reader.list(container, "args")];
    if (!words.some((word) => /(?:^|\/)kube-apiserver$/.test(word.text))) continue;
    return {
      at: reader.kindAt(object),
      advertiseAddress: stateWith(stateAddress, findFlag(words, "advertise-address")),
      bindAddress: stateWith(stateAddress, findFlag(words, "bind-address")),
      securePort: stateWith(statePort, findFlag(words, "secure-port")),
    };
  }
  return undefined;
}

function readObject(reader: DocumentReader, object: Found, isOpen: boolean, draft: Draft, listDepth: number): void {
  const apiVersion = reader.text(object, "apiVersion");
  const kind = reader.text(object, "kind");
  if (kind === "List") {
    if (listDepth >= maximumListDepth) return;
    for (const item of reader.items(reader.get(object, "items"))) {
      readObject(reader, item, isOpen, draft, listDepth + 1);
    }
    return;
  }
  if (kind === "Pod") {
    const manifest = readPod(reader, object);
    if (manifest !== undefined) draft.apiServers.push(manifest);
    return;
  }
  if (apiVersion?.startsWith("kubeadm.k8s.io/") !== true) return;
  const source: KubeadmSource = { form: "yaml", at: reader.kindAt(object), apiVersion, isOpen };
  if (kind === "ClusterConfiguration") draft.clusters.push(readCluster(reader, object, source));
  else if (kind === "InitConfiguration") draft.nodes.push(readNode(reader, object, source, "init"));
  else if (kind === "MasterConfiguration") readMaster(reader, object, source, draft);
  else if (kind === "JoinConfiguration") draft.nodes.push(readNode(reader, object, source, "join"));
}

/**
 * Reads what Kubernetes YAML says of apiservers: kubeadm's ClusterConfiguration, InitConfiguration and JoinConfiguration and
 * kube-apiserver's pod manifests. Broken YAML gives what can be read of it. Take it from `loadYamlReader`.
 *
 * @param text one or more documents; templates (`{{ … }}`, `{% … %}`, `${X}`) are taken as unknown
 * @param place where the text stands in another file; its anchors count from there
 * @returns undefined where there is nothing of that kind
 */
export function kubernetesFactsFromYaml(text: string, place?: YamlPlace): KubernetesFacts | undefined {
  if (text.length > maximumLength || !mentionsKubeadm(text)) return undefined;
  const origin: Origin = { offset: 0 };
  const placed = place ?? { origin, start: 0 };
  const template = untemplate(text);
  if (mayNestTooDeep(template.text)) return undefined;
  const tokens = [...new Parser().parse(template.text)].filter((token) => depthOf(token) <= maximumDepth);
  // Every scalar stays the text that it is; two entries of one name are the API server's business.
  const composer = new Composer({ schema: "failsafe", uniqueKeys: false, prettyErrors: false, logLevel: "silent" });
  const draft: Draft = { clusters: [], nodes: [], apiServers: [] };
  for (const document of composer.compose(tokens, false, text.length)) {
    const [from, , to] = document.range;
    if (!mentionsKubeadm(text.slice(from, to))) continue;
    const reader = new DocumentReader(document, text, placed);
    const root = reader.root();
    if (root === undefined) continue;
    const isOpen = template.openAt.some((offset) => offset >= from && offset <= to);
    readObject(reader, root, isOpen, draft, 0);
  }
  if (draft.clusters.length + draft.nodes.length + draft.apiServers.length === 0) return undefined;
  return { kind: "kubernetes", ...draft };
}

import { isAlias, isCollection, isMap, isNode, isScalar, isSeq, type ParsedNode, visit } from "yaml";
import {
  type ManifestKey,
  type ManifestMapping,
  type ManifestTextKind,
  type ManifestValue,
  manifestShape,
} from "../../schema/manifest/shape.ts";
import type { Anchor, Origin } from "../../syntax/tree.ts";
import { composeYaml, type YamlDocument } from "../yaml/compose.ts";
import { DocumentReader, type Found, type YamlPair } from "../yaml/document.ts";
import type { ManifestFacts, ManifestFault, ManifestSyntaxFault, ManifestText } from "./facts.ts";
import {
  emptyManifest,
  type Manifest,
  type ManifestClusterEntry,
  type ManifestNodeEntry,
  type ManifestVersions,
} from "./manifest.ts";
import { findWrongText } from "./texts.ts";

/** Aliases can make a small text stand for a huge one; no manifest says this much. */
const mostValues = 100_000;

/** Mappings that merge mappings that merge mappings: a mapping can also merge itself. */
const deepestMerge = 8;

/** Nobody mends more at a time. */
const mostFaults = 200;

const syntaxFaults: Readonly<Record<string, ManifestSyntaxFault>> = {
  TAB_AS_INDENT: "tab",
  BAD_INDENT: "indentation",
  BLOCK_AS_IMPLICIT_KEY: "indentation",
  BLOCK_IN_FLOW: "indentation",
  MISSING_CHAR: "missing-sign",
  MULTILINE_IMPLICIT_KEY: "missing-colon",
  BAD_SCALAR_START: "reserved-sign",
  BAD_DQ_ESCAPE: "bad-escape",
};

interface Place {
  readonly start: number;
  readonly end: number;
}

/** A key with what stands behind it. */
interface Entry {
  readonly key: string;
  readonly keyAt: Place;
  /** The key is reached through an alias, which is what stands at its place. */
  readonly isElsewhere: boolean;
  /** Undefined where nothing stands there. */
  readonly value: Found | undefined;
  /** The alias behind it, where no anchor of its name stands above. */
  readonly unknownAlias: Place | undefined;
}

/** A mapping of the manifest as far as it is right, by the names of its keys. */
interface ReadMapping {
  /** Its first key; the mapping itself where it has none. */
  readonly at: Anchor;
  readonly texts: ReadonlyMap<string, readonly ManifestText[]>;
  readonly records: ReadonlyMap<string, readonly (readonly [key: ManifestText, value: ManifestText])[]>;
  readonly mappings: ReadonlyMap<string, readonly ReadMapping[]>;
}

/** Reads one document by the shape that a manifest has, and notes what is wrong with it. */
class ShapeReader {
  readonly faults: ManifestFault[] = [];
  readonly #reader: DocumentReader;
  readonly #text: string;
  readonly #noted = new Set<string>();
  #values = 0;

  constructor(document: YamlDocument, text: string, origin: Origin) {
    this.#reader = new DocumentReader(document, text, { origin, start: 0 });
    this.#text = text;
  }

  /** Whether there was more to read than a manifest can mean. */
  get isExhausted(): boolean {
    return this.#values > mostValues;
  }

  read(): ReadMapping | undefined {
    const root = this.#reader.root();
    if (root === undefined || this.#reader.isNull(root)) return undefined;
    if (isMap(root.node)) return this.#mapping(root, manifestShape);
    this.#wrongForm(root, undefined, "mapping");
    return undefined;
  }

  note(fault: ManifestFault): void {
    // What is reached through several aliases is wrong only once.
    const id = `${fault.kind} ${fault.at.start} ${fault.at.end}`;
    if (this.faults.length >= mostFaults || this.#noted.has(id)) return;
    this.#noted.add(id);
    this.faults.push(fault);
  }

  #at({ start, end }: Place): Anchor {
    return this.#reader.at(start, end);
  }

  /** The place of a node, of several lines the first. */
  #placeOf(found: Found): Place {
    const { start, end } = found.via ?? { start: found.node.range[0], end: found.node.range[1] };
    const first = /^[^\r\n]*/.exec(this.#text.slice(start, end))?.[0] ?? "";
    return { start, end: start + first.trimEnd().length };
  }

  #wrongForm(found: Found, key: string | undefined, wanted: ManifestValue["form"] | "mapping"): void {
    const form = isSeq(found.node) ? "list" : isMap(found.node) ? "mapping" : "text";
    this.note({ kind: "wrong-form", key, wanted, found: form, at: this.#at(this.#placeOf(found)) });
  }

  #entry(pair: YamlPair, via: Found["via"]): Entry {
    const node = isNode(pair.key) ? (pair.key as ParsedNode) : undefined;
    const [start, end] = node?.range ?? [0, 0];
    const keyAt = via ?? { start, end };
    const key = this.#reader.key(pair) ?? this.#text.slice(start, end);
    const behind = pair.value as ParsedNode | null;
    const found = this.#reader.find(behind, via);
    const isUnknown = found === undefined && isAlias(behind);
    return {
      key,
      keyAt,
      isElsewhere: via !== undefined,
      value: found === undefined || this.#reader.isNull(found) ? undefined : found,
      unknownAlias: isUnknown ? { start: behind.range[0], end: behind.range[1] } : undefined,
    };
  }

  /** The entries of a mapping, its own before those that it merges in (`<<`), each key once. */
  #entries(found: Found): Map<string, Entry> {
    const own = new Map<string, Entry>();
    const merged: Entry[] = [];
    for (const pair of this.#reader.pairs(found)) {
      const entry = this.#entry(pair, found.via);
      if (entry.key === "<<") {
        merged.push(...this.#mergedEntries(entry));
        continue;
      }
      const before = own.get(entry.key);
      if (before !== undefined && !entry.isElsewhere) {
        const { key } = entry;
        this.note({ kind: "repeated-key", key, at: this.#at(entry.keyAt), firstAt: this.#at(before.keyAt) });
      }
      if (before === undefined || entry.value !== undefined) own.set(entry.key, entry);
    }
    for (const entry of merged) if (!own.has(entry.key)) own.set(entry.key, entry);
    return own;
  }

  /** The entries that a `<<` brings in, those first that win over others. */
  #mergedEntries({ value, unknownAlias }: Entry, depth = 0): Entry[] {
    if (unknownAlias !== undefined) this.#unknownAlias(unknownAlias);
    if (value === undefined || depth > deepestMerge) return [];
    const bases = isSeq(value.node) ? this.#reader.items(value) : [value];
    return bases.flatMap((base) => {
      if (!isMap(base.node)) {
        this.#wrongForm(base, "<<", "mapping");
        return [];
      }
      const entries = this.#reader.pairs(base).map((pair) => this.#entry(pair, undefined));
      this.#values += entries.length;
      const own = entries.filter(({ key }) => key !== "<<");
      const further = this.#values > mostValues ? [] : entries.filter(({ key }) => key === "<<");
      return [...own, ...further.flatMap((entry) => this.#mergedEntries(entry, depth + 1))];
    });
  }

  #unknownAlias(place: Place): void {
    this.note({ kind: "unknown-alias", text: this.#text.slice(place.start, place.end), at: this.#at(place) });
  }

  #mapping(found: Found, shape: ManifestMapping): ReadMapping {
    const entries = this.#entries(found);
    const texts = new Map<string, ManifestText[]>();
    const records = new Map<string, [ManifestText, ManifestText][]>();
    const mappings = new Map<string, ReadMapping[]>();
    for (const entry of entries.values()) {
      if (++this.#values > mostValues) break;
      const key = shape.keys.find(({ name }) => name === entry.key);
      if (key === undefined) {
        this.#unknownKey(entry, shape, entries);
        continue;
      }
      if (entry.unknownAlias !== undefined) this.#unknownAlias(entry.unknownAlias);
      if (entry.value === undefined) continue;
      if (key.value.form === "record") records.set(key.name, this.#record(entry.value, key, key.value.of));
      else if (key.value.form === "mappings") mappings.set(key.name, this.#mappings(entry.value, key, key.value.of));
      else texts.set(key.name, this.#texts(entry.value, key, key.value));
    }
    const [first] = entries.values();
    return { at: this.#at(first?.keyAt ?? this.#placeOf(found)), texts, records, mappings };
  }

  #unknownKey({ key, keyAt, isElsewhere }: Entry, shape: ManifestMapping, entries: ReadonlyMap<string, Entry>): void {
    const free = shape.keys.map(({ name }) => name).filter((name) => !entries.has(name));
    const candidates = isElsewhere ? [] : free;
    this.note({ kind: "unknown-key", key, inside: shape.kind, candidates, at: this.#at(keyAt) });
  }

  /** The items of a list that are there; an alias without its anchor is noted. */
  #items(list: Found): Found[] {
    if (!isSeq(list.node)) return [];
    return list.node.items.flatMap((item) => {
      const node = item as ParsedNode;
      const found = this.#reader.find(node, list.via);
      if (found === undefined && isAlias(node)) this.#unknownAlias({ start: node.range[0], end: node.range[1] });
      if (++this.#values > mostValues || found === undefined || this.#reader.isNull(found)) return [];
      return [found];
    });
  }

  #mappings(value: Found, { name, value: { form } }: ManifestKey, shape: ManifestMapping): ReadMapping[] {
    if (!isSeq(value.node)) {
      this.#wrongForm(value, name, form);
      return [];
    }
    return this.#items(value).flatMap((item) => {
      if (isMap(item.node)) return [this.#mapping(item, shape)];
      this.#wrongForm(item, name, "mapping");
      return [];
    });
  }

  #record(value: Found, { name }: ManifestKey, of: ManifestTextKind): [ManifestText, ManifestText][] {
    if (!isMap(value.node)) {
      this.#wrongForm(value, name, "record");
      return [];
    }
    return [...this.#entries(value).values()].flatMap((entry): [ManifestText, ManifestText][] => {
      if (entry.unknownAlias !== undefined) this.#unknownAlias(entry.unknownAlias);
      const text =
        entry.value === undefined || ++this.#values > mostValues
          ? undefined
          : this.#oneText(entry.value, entry.key, of);
      const key = { text: entry.key, at: this.#at(entry.keyAt), isGenerated: entry.isElsewhere };
      return text === undefined ? [] : [[key, text]];
    });
  }

  #texts(value: Found, key: ManifestKey, { form, of }: ManifestValue & { form: "text" | "texts" }): ManifestText[] {
    if (!isSeq(value.node)) {
      if (isScalar(value.node)) return this.#rightText(value, key.name, of);
      this.#wrongForm(value, key.name, form);
      return [];
    }
    if (form === "texts") return this.#items(value).flatMap((item) => this.#rightText(item, key.name, of));
    this.#wrongForm(value, key.name, form);
    return [];
  }

  #rightText(found: Found, key: string, of: ManifestTextKind): ManifestText[] {
    const text = this.#oneText(found, key, of);
    return text === undefined ? [] : [text];
  }

  /** A text that is what its place asks for. */
  #oneText(found: Found, key: string, of: ManifestTextKind): ManifestText | undefined {
    const written = this.#reader.written(found);
    if (written === undefined) {
      this.#wrongForm(found, key, "text");
      return undefined;
    }
    const { text, at, isGenerated } = written;
    const wrong = findWrongText(text, of);
    if (wrong === undefined) return { text, at, isGenerated };
    this.note({ kind: "wrong-text", key, text, at, of: wrong.of, meant: isGenerated ? undefined : wrong.meant });
    return undefined;
  }
}

function textsOf(mapping: ReadMapping, key: string): string[] {
  return (mapping.texts.get(key) ?? []).map(({ text }) => text);
}

function textOf(mapping: ReadMapping, key: string): string | undefined {
  return textsOf(mapping, key)[0];
}

function recordOf(mapping: ReadMapping, key: string): Record<string, string> {
  const entries = (mapping.records.get(key) ?? []).map(([name, { text }]): [string, string] => [name.text, text]);
  return Object.fromEntries(entries);
}

function versionsOf(mapping: ReadMapping): ManifestVersions {
  return { haproxyVersion: textOf(mapping, "haproxy"), keepalivedVersion: textOf(mapping, "keepalived") };
}

/** Paths that something fills in later match what nobody knows. */
function isUsablePath({ text }: ManifestText): boolean {
  return text !== "" && !/\$\{|\{\{|\{%|<[^<>]*>/.test(text);
}

/** Makes the manifest out of what was read, and notes which names are missing or stand twice. */
class ManifestMaker {
  readonly paths: ManifestText[] = [];
  readonly #note: (fault: ManifestFault) => void;

  constructor(note: (fault: ManifestFault) => void) {
    this.#note = note;
  }

  make(root: ReadMapping): Manifest {
    const rules = recordOf(root, "rules");
    for (const [code, severity] of Object.entries(rules)) if (severity === "false") rules[code] = "off";
    const exclude = (root.texts.get("exclude") ?? []).filter(isUsablePath).map(({ text }) => text);
    const clusters = this.#named(root, "clusters", "cluster", (mapping, name) => this.#cluster(mapping, name));
    return { ...versionsOf(root), rules, exclude, clusters };
  }

  #paths(mapping: ReadMapping): string[] {
    const usable = (mapping.texts.get("files") ?? []).filter(isUsablePath);
    this.paths.push(...usable);
    return usable.map(({ text }) => text);
  }

  /** The mappings of a list with their names; one without a name counts by its place in the list. */
  #named<T>(
    mapping: ReadMapping,
    key: string,
    of: "cluster" | "node",
    make: (one: ReadMapping, name: string) => T,
  ): T[] {
    const seen = new Map<string, Anchor>();
    return (mapping.mappings.get(key) ?? []).map((one, index) => {
      const [written] = one.texts.get("name") ?? [];
      if (written === undefined || written.text === "") {
        if (!one.texts.has("name") || written !== undefined) this.#note({ kind: "missing-name", of, at: one.at });
        return make(one, `${of} ${index + 1}`);
      }
      const { text: name, at } = written;
      const firstAt = seen.get(name);
      if (firstAt === undefined) seen.set(name, at);
      else this.#note({ kind: "repeated-name", of, name, firstAt, at });
      return make(one, name);
    });
  }

  #cluster(mapping: ReadMapping, name: string): ManifestClusterEntry {
    return {
      name,
      ...versionsOf(mapping),
      endpoint: textOf(mapping, "endpoint"),
      virtualAddresses: textsOf(mapping, "vips"),
      files: this.#paths(mapping),
      nodes: this.#named(mapping, "nodes", "node", (one, nodeName) => this.#node(one, nodeName)),
    };
  }

  #node(mapping: ReadMapping, name: string): ManifestNodeEntry {
    return {
      name,
      ...versionsOf(mapping),
      addresses: textsOf(mapping, "address"),
      roles: textsOf(mapping, "roles"),
      files: this.#paths(mapping),
      variables: recordOf(mapping, "vars"),
    };
  }
}

/** The first bracket or quote of a document that nothing closes. */
function findUnclosed(document: YamlDocument, text: string): number | undefined {
  let found: number | undefined;
  visit(document, {
    Node: (_key, node) => {
      const [start, end] = node.range ?? [0, 0];
      const closing = { "[": "]", "{": "}", '"': '"', "'": "'" }[text[start] ?? ""];
      const isEnclosed =
        isCollection(node) || (isScalar(node) && (node.type === "QUOTE_DOUBLE" || node.type === "QUOTE_SINGLE"));
      if (!isEnclosed || closing === undefined || (end - start >= 2 && text[end - 1] === closing)) return undefined;
      found = start;
      return visit.BREAK;
    },
  });
  return found;
}

/** The first error of a document's text: what comes behind it, or stood before it unclosed, hangs on it. */
function syntaxFaultOf(document: YamlDocument, text: string, origin: Origin): ManifestFault | undefined {
  const [error] = [...document.errors].sort((a, b) => a.pos[0] - b.pos[0]);
  if (error === undefined) return undefined;
  const unclosed =
    error.code === "BAD_INDENT" || error.code === "MISSING_CHAR" ? findUnclosed(document, text) : undefined;
  if (unclosed !== undefined && unclosed <= error.pos[0]) {
    const at = { origin, start: unclosed, end: unclosed + 1 };
    return { kind: "syntax", fault: "unclosed", text: text.slice(unclosed, unclosed + 1), at };
  }
  const from = Math.min(error.pos[0], text.length);
  const to = Math.min(Math.max(error.pos[1], from), text.length);
  const line = text.slice(text.lastIndexOf("\n", from - 1) + 1, from);
  const behind = /^[ \t]*(\S+)/.exec(text.slice(from));
  if (
    line.trim() === "" &&
    /^[ \t]/.test(text.slice(from)) &&
    behind?.[1] !== undefined &&
    error.code !== "TAB_AS_INDENT"
  ) {
    // What stands behind blanks at a line's beginning is not where it should be.
    const end = from + behind[0].length;
    const start = end - behind[1].length;
    return { kind: "syntax", fault: "indentation", text: behind[1], at: { origin, start, end } };
  }
  const shown = /^[^\r\n]*/.exec(text.slice(from, to))?.[0] ?? "";
  // An error at a line's end or behind the text is shown at the last sign in front of it.
  const start = shown === "" ? Math.max(0, text.slice(0, from).trimEnd().length - 1) : from;
  const end = shown === "" ? Math.min(start + 1, text.length) : from + shown.length;
  const fault = syntaxFaults[error.code] ?? "other";
  return { kind: "syntax", fault, text: text.slice(start, end), at: { origin, start, end } };
}

/** The first thing that a document holds, up to the end of its line. */
function contentAnchor(document: YamlDocument, text: string, origin: Origin): Anchor | undefined {
  const start = document.contents?.range[0];
  if (start === undefined) return undefined;
  const line = /^[^\r\n]*/.exec(text.slice(start))?.[0] ?? "";
  return { origin, start, end: start + line.trimEnd().length };
}

/**
 * Reads a manifest as far as it can be read, with everything that is wrong in it at its place. Where the text itself has an error,
 * nothing else is found wrong: what then belongs to what is a guess, which is good enough to go by and no more.
 *
 * @param text the whole of a `haconf.yaml`; any text is taken
 */
export function readManifest(text: string): ManifestFacts {
  const origin: Origin = { offset: 0 };
  const nothing: ManifestFacts = { manifest: emptyManifest, ruleCodes: [], paths: [], faults: [] };
  const line = /^[^\r\n]*/.exec(text)?.[0] ?? "";
  const tooLarge: ManifestFault = {
    kind: "syntax",
    fault: "too-large",
    text: "",
    at: { origin, start: 0, end: line.length },
  };
  const composed = composeYaml(text);
  if (composed === undefined || composed.isCut) return { ...nothing, faults: [tooLarge] };
  const [document, ...others] = composed.documents;
  if (document === undefined) return nothing;
  const reader = new ShapeReader(document, text, origin);
  const root = reader.read();
  if (reader.isExhausted) return { ...nothing, faults: [tooLarge] };
  const maker = new ManifestMaker((fault) => reader.note(fault));
  const manifest = root === undefined ? emptyManifest : maker.make(root);
  const syntax = composed.documents.flatMap((one) => syntaxFaultOf(one, text, origin) ?? []);
  if (syntax.length > 0) return { ...nothing, manifest, faults: syntax.slice(0, 1) };
  for (const other of others) {
    const at = contentAnchor(other, text, origin);
    if (at === undefined) continue;
    reader.note({ kind: "second-document", at });
    break;
  }
  const ruleCodes = (root?.records.get("rules") ?? []).map(([code]) => code);
  return { manifest, ruleCodes, paths: maker.paths, faults: reader.faults };
}

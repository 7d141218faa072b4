import { isAlias, isMap, isScalar, isSeq, type Pair, type ParsedNode, visit } from "yaml";
import type { Anchor } from "../../syntax/tree.ts";
import type { YamlEntry } from "../kubernetes/facts.ts";
import type { EntryPlace } from "../kubernetes/pod-facts.ts";
import type { YamlPlace } from "../kubernetes/yaml-reader.ts";
import { isPlaceholder } from "../value.ts";
import type { Written } from "../written.ts";
import type { YamlDocument } from "./compose.ts";

type YamlNode = ParsedNode | null | undefined;
export type YamlPair = Pair<unknown, unknown>;

/** A node with the place it was asked for: an alias stands at its own place, not at its anchor's. */
export interface Found {
  readonly node: ParsedNode;
  /** The alias through which the node was reached. */
  readonly via: { readonly start: number; readonly end: number } | undefined;
}

const absentTexts: ReadonlySet<string> = new Set(["", "~", "null", "Null", "NULL"]);

/** Reads values out of one document. */
export class DocumentReader {
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
    return current === undefined || this.isNull(current) ? undefined : current;
  }

  /** Whether nothing stands there: nothing at all, or the word for it. */
  isNull({ node }: Found): boolean {
    return isScalar(node) && node.type === "PLAIN" && absentTexts.has(String(node.value));
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

  /** All entries of a mapping as they are written, down to `depth` levels; aliases and merged mappings are not looked into. */
  entries(found: Found, depth = 8): YamlEntry[] {
    return this.pairs(found).flatMap((pair): YamlEntry[] => {
      const name = this.key(pair);
      if (name === undefined || !isScalar(pair.key) || !pair.key.range) return [];
      const [start, end] = pair.key.range;
      // A placeholder was read as other letters.
      if (isPlaceholder(this.#source.slice(start, end))) return [];
      return [{ name, at: this.at(start, end), ...this.#shapeOf(pair.value as YamlNode, depth) }];
    });
  }

  #shapeOf(node: YamlNode, depth: number): Pick<YamlEntry, "shape" | "entries"> {
    const found = node === undefined || isAlias(node) ? undefined : this.find(node);
    if (found === undefined || this.isNull(found) || depth === 0) return { shape: "unknown", entries: [] };
    if (isMap(found.node)) return { shape: "mapping", entries: [this.entries(found, depth - 1)] };
    if (!isSeq(found.node)) {
      const written = this.written(found);
      return { shape: written?.isUnknown === false ? "scalar" : "unknown", entries: [] };
    }
    const items = this.items(found).filter((item) => isMap(item.node) && item.via === undefined);
    return { shape: "list", entries: items.map((item) => this.entries(item, depth - 1)) };
  }

  /** Where another entry can be put below the last one of a list with a line for each; undefined for any other list. */
  listEnd(found: Found | undefined, name: string): { at: Anchor; form: "lines" } | undefined {
    const list = this.get(found, name);
    if (list === undefined || list.via !== undefined || !isSeq(list.node) || list.node.flow === true) return undefined;
    const last = list.node.items.at(-1);
    if (!isScalar(last) || last.range === undefined || last.range === null) return undefined;
    return { at: this.at(last.range[0], last.range[1]), form: "lines" };
  }

  /** Where another entry can be put into a mapping with a line for each: in front of one that begins its line. */
  entryPlace(found: Found | undefined): EntryPlace | undefined {
    if (found === undefined || found.via !== undefined || !isMap(found.node) || found.node.flow === true)
      return undefined;
    for (const { key } of found.node.items as YamlPair[]) {
      const start = isScalar(key) ? key.range?.[0] : undefined;
      if (start === undefined) continue;
      const indent = this.#source.slice(this.#source.lastIndexOf("\n", start - 1) + 1, start);
      if (indent.trim() === "") return { at: this.at(start, start), indent };
    }
    return undefined;
  }

  /** The place of anything that stands in the text. */
  placeOf({ node, via }: Found): Anchor {
    return via === undefined ? this.at(node.range[0], node.range[1]) : this.at(via.start, via.end);
  }

  /** The value of an entry below which another entry can be put: it stands at the end of a line of its own. */
  lineEnd(found: Found | undefined, name: string): Anchor | undefined {
    if (found === undefined || found.via !== undefined || !isMap(found.node) || found.node.flow === true)
      return undefined;
    const value = this.get(found, name);
    if (value === undefined || value.via !== undefined || !isScalar(value.node)) return undefined;
    return this.at(value.node.range[0], value.node.range[1]);
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

import type { FileLanguage } from "../documents/detect.ts";
import type { FileFacts } from "../model/facts.ts";
import { haproxyFacts, haproxySectionFacts } from "../model/haproxy/extract.ts";
import type { ProxyFacts } from "../model/haproxy/facts.ts";
import { keepalivedFacts } from "../model/keepalived/extract.ts";
import { kubernetesFactsFromShell } from "../model/kubernetes/shell.ts";
import type { YamlReader } from "../model/kubernetes/yaml-reader.ts";
import { parseHaproxy } from "../syntax/haproxy/parser.ts";
import type { HaproxySection, HaproxyTree } from "../syntax/haproxy/tree.ts";
import { parseKeepalived } from "../syntax/keepalived/parser.ts";
import type { KeepalivedTree } from "../syntax/keepalived/tree.ts";
import { LineIndex } from "../text/line-index.ts";

/**
 * How a file reads to its program. A keepalived.conf with `@host` lines has one reading for a host that it does not name, and
 * behind it one for each that it does.
 */
export type Reading = HaproxyTree | KeepalivedTree;

/** No cluster has more hosts that share one keepalived.conf; each of them means to read the whole file once more. */
const mostReadings = 100;

const proxyFactsBySection = new WeakMap<HaproxySection, { facts: ProxyFacts | undefined }>();

function cachedProxyFacts(section: HaproxySection): ProxyFacts | undefined {
  const known = proxyFactsBySection.get(section);
  if (known !== undefined) return known.facts;
  const facts = haproxySectionFacts(section);
  proxyFactsBySection.set(section, { facts });
  return facts;
}

/** One file with everything that is derived from its text alone. Derived things are made when they are first asked for. */
export class WorkspaceFile {
  readonly file: string;
  readonly language: FileLanguage;
  #text: string;
  #lineIndex: LineIndex | undefined;
  #readings: readonly Reading[] = [];
  #facts: readonly FileFacts[] = [];
  #isStale = true;
  #parsedSections = 0;

  constructor(file: string, language: FileLanguage, text: string) {
    this.file = file;
    this.language = language;
    this.#text = text;
  }

  get text(): string {
    return this.#text;
  }

  /** Whether the text changed since the readings and facts were made. */
  get isStale(): boolean {
    return this.#isStale;
  }

  /** How many sections were parsed for this file since it was made. */
  get parsedSections(): number {
    return this.#parsedSections;
  }

  get lineIndex(): LineIndex {
    this.#lineIndex ??= new LineIndex(this.#text);
    return this.#lineIndex;
  }

  setText(text: string): void {
    this.#text = text;
    this.#lineIndex = undefined;
    this.#isStale = true;
  }

  /** Marks the facts as stale though the text is the same: the YAML reader came late. */
  markStale(): void {
    this.#isStale = true;
  }

  readings(yamlReader: YamlReader | undefined): readonly Reading[] {
    this.refresh(yamlReader);
    return this.#readings;
  }

  facts(yamlReader: YamlReader | undefined): readonly FileFacts[] {
    this.refresh(yamlReader);
    return this.#facts;
  }

  /** Reads the text again if it changed. */
  refresh(yamlReader: YamlReader | undefined): void {
    if (!this.#isStale) return;
    this.#isStale = false;
    switch (this.language) {
      case "haproxy":
        this.#readHaproxy();
        break;
      case "keepalived":
        this.#readKeepalived();
        break;
      case "kubernetes": {
        const facts = yamlReader?.kubernetesFacts(this.#text);
        this.#facts = facts === undefined ? [] : [facts];
        break;
      }
      case "shell": {
        const facts = kubernetesFactsFromShell(this.#text, yamlReader);
        this.#facts = facts === undefined ? [] : [facts];
        break;
      }
      case "manifest":
        break;
    }
  }

  #readHaproxy(): void {
    const [previous] = this.#readings;
    const known = new Set<object>(previous?.sections);
    const tree = parseHaproxy(this.#text, previous?.language === "haproxy" ? previous : undefined);
    this.#parsedSections += tree.sections.filter((section) => !known.has(section)).length;
    this.#readings = [tree];
    this.#facts = [haproxyFacts(tree.sections, cachedProxyFacts)];
  }

  #readKeepalived(): void {
    const [previous] = this.#readings;
    const known = new Set<object>(previous?.sections);
    const reusable = this.#readings.length === 1 && previous?.language === "keepalived" ? previous : undefined;
    const tree = parseKeepalived(this.#text, { previous: reusable });
    const hostIds = tree.configIds.slice(0, mostReadings);
    const readings = [tree, ...hostIds.map((configId) => parseKeepalived(this.#text, { configId }))];
    this.#readings = readings;
    for (const reading of readings) {
      this.#parsedSections += reading.sections.filter((section) => !known.has(section)).length;
    }
    // The hosts that the file names are its nodes; the one that it does not name is only there to be checked.
    const hosts = readings.length > 1 ? readings.slice(1) : readings;
    this.#facts = hosts.map((reading) => keepalivedFacts(reading.sections, reading.configId));
  }
}

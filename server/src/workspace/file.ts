import type { FileLanguage } from "../documents/detect.ts";
import { embeddedFacts } from "../model/embedded/facts.ts";
import type { FileFacts } from "../model/facts.ts";
import { haproxyFacts, haproxySectionFacts } from "../model/haproxy/extract.ts";
import type { ProxyFacts } from "../model/haproxy/facts.ts";
import { hostsFacts } from "../model/hosts/extract.ts";
import { hostsFactsFromShell } from "../model/hosts/shell.ts";
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

function withoutUndefined(...facts: readonly (FileFacts | undefined)[]): readonly FileFacts[] {
  return facts.filter((one) => one !== undefined);
}

/** One file with everything that is derived from its text alone. Derived things are made when they are first asked for. */
export class WorkspaceFile {
  readonly file: string;
  readonly language: FileLanguage;
  #text: string;
  #lineIndex: LineIndex | undefined;
  #readings: readonly Reading[] = [];
  /** Undefined until somebody asks. */
  #facts: readonly FileFacts[] | undefined;
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

  readings(): readonly Reading[] {
    this.#refresh();
    return this.#readings;
  }

  facts(yamlReader: YamlReader | undefined): readonly FileFacts[] {
    this.#refresh();
    this.#facts ??= this.#makeFacts(yamlReader);
    return this.#facts;
  }

  /** Reads the text again if it changed. */
  #refresh(): void {
    if (!this.#isStale) return;
    this.#isStale = false;
    this.#facts = undefined;
    if (this.language === "haproxy") this.#readHaproxy();
    else if (this.language === "keepalived") this.#readKeepalived();
  }

  #makeFacts(yamlReader: YamlReader | undefined): readonly FileFacts[] {
    switch (this.language) {
      case "haproxy":
        return this.#readings.flatMap((reading) =>
          reading.language === "haproxy" ? [haproxyFacts(reading.sections, cachedProxyFacts)] : [],
        );
      case "keepalived": {
        // The hosts that the file names are its nodes; the one that it does not name is only there to be checked.
        const hosts = this.#readings.length > 1 ? this.#readings.slice(1) : this.#readings;
        return hosts.flatMap((reading) =>
          reading.language === "keepalived" ? [keepalivedFacts(reading.sections, reading.configId)] : [],
        );
      }
      case "kubernetes":
        return withoutUndefined(yamlReader?.kubernetesFacts(this.#text));
      case "shell":
        return [
          ...withoutUndefined(kubernetesFactsFromShell(this.#text, yamlReader), hostsFactsFromShell(this.#text)),
          ...embeddedFacts(this.#text, "shell", yamlReader),
        ];
      case "hosts":
        return withoutUndefined(hostsFacts(this.#text));
      case "document":
        return embeddedFacts(this.#text, "document", yamlReader);
      case "manifest":
        return [];
    }
  }

  #readHaproxy(): void {
    const [previous] = this.#readings;
    const known = new Set<object>(previous?.sections);
    const tree = parseHaproxy(this.#text, previous?.language === "haproxy" ? previous : undefined);
    this.#parsedSections += tree.sections.filter((section) => !known.has(section)).length;
    this.#readings = [tree];
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
  }
}

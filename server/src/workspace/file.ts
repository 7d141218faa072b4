import { ansibleForm, isAnsibleYaml } from "../documents/ansible.ts";
import { type FileLanguage, isMainSyslogFile, isSyslogFile } from "../documents/detect.ts";
import { HostScope } from "../model/ansible/host-scope.ts";
import { readIniInventory } from "../model/ansible/inventory.ts";
import { haproxySectionsInTemplate, keepalivedSectionsInTemplate } from "../model/ansible/relocate.ts";
import { renderJinja } from "../model/ansible/render.ts";
import { checkScriptFacts, checkScriptFactsFromDocument } from "../model/checks/extract.ts";
import { type EmbeddedConfig, embeddedConfigs } from "../model/embedded/configs.ts";
import { embeddedFacts } from "../model/embedded/facts.ts";
import { embeddedRegions, type HostKind, type Region } from "../model/embedded/regions.ts";
import { etcdFactsFromEnvironment } from "../model/etcd/environment.ts";
import { etcdFactsFromShell } from "../model/etcd/shell.ts";
import { etcdFactsFromUnit } from "../model/etcd/unit.ts";
import type { FileFacts } from "../model/facts.ts";
import { firewallFacts } from "../model/firewall/extract.ts";
import { haproxyFacts, haproxySectionFacts } from "../model/haproxy/extract.ts";
import type { ProxyFacts } from "../model/haproxy/facts.ts";
import { hostsFacts } from "../model/hosts/extract.ts";
import { hostsFactsFromShell } from "../model/hosts/shell.ts";
import { keepalivedFacts } from "../model/keepalived/extract.ts";
import { kubernetesFactsFromShell } from "../model/kubernetes/shell.ts";
import type { YamlPlace, YamlReader } from "../model/kubernetes/yaml-reader.ts";
import type { ManifestFacts } from "../model/manifest/facts.ts";
import { nginxFacts } from "../model/nginx/extract.ts";
import type { NodeValues } from "../model/node-values.ts";
import { syslogFacts } from "../model/syslog/extract.ts";
import { systemFacts } from "../model/system/extract.ts";
import {
  fillHaproxySection,
  fillIn,
  fillKeepalivedSection,
  namesIn,
  type Variables,
  variablesAmong,
} from "../model/variables.ts";
import { type PinnedVersions, pinnedVersions } from "../model/version-comments.ts";
import { parseHaproxy } from "../syntax/haproxy/parser.ts";
import type { HaproxySection, HaproxyTree } from "../syntax/haproxy/tree.ts";
import { parseJinja } from "../syntax/jinja/template.ts";
import type { JinjaNode } from "../syntax/jinja/tree.ts";
import { parseExpansion, parseKeepalived } from "../syntax/keepalived/parser.ts";
import type { KeepalivedSection, KeepalivedTree } from "../syntax/keepalived/tree.ts";
import { LineIndex } from "../text/line-index.ts";
import type { WholeFile } from "./include-index.ts";

/**
 * How a file reads to its program. A keepalived.conf with `@host` lines has one reading for a host that it does not name, and
 * behind it one for each that it does.
 */
export type Reading = HaproxyTree | KeepalivedTree;

/** Values of placeholders, and the same as text. */
interface Filling {
  readonly values: Variables;
  readonly key: string;
}

/** No cluster has more hosts that share one keepalived.conf; each of them means to read the whole file once more. */
const mostReadings = 100;

const proxyFactsBySection = new WeakMap<HaproxySection, { facts: ProxyFacts | undefined }>();

/** The facts of a section, kept for as long as it lives. */
export function cachedProxyFacts(section: HaproxySection): ProxyFacts | undefined {
  const known = proxyFactsBySection.get(section);
  if (known !== undefined) return known.facts;
  const facts = haproxySectionFacts(section);
  proxyFactsBySection.set(section, { facts });
  return facts;
}

/** What a file of each language is to the configs that stand in it; undefined where none can. */
const hostKinds: Readonly<Record<FileLanguage, HostKind | undefined>> = {
  haproxy: undefined,
  keepalived: undefined,
  kubernetes: "yaml",
  yaml: "yaml",
  shell: "shell",
  hosts: undefined,
  manifest: undefined,
  document: "document",
  ansible: undefined,
  system: undefined,
  nginx: undefined,
  etcd: undefined,
  "etcd-yaml": undefined,
  systemd: undefined,
  environment: undefined,
  compose: undefined,
  image: undefined,
};

function withoutUndefined(...facts: readonly (FileFacts | undefined)[]): readonly FileFacts[] {
  return facts.filter((one) => one !== undefined);
}

/** A keepalived.conf with its includes as a host reads it that it does not name, and as each that it does. */
function readWhole(whole: WholeFile): Reading[] {
  const { configIds } = whole.expand(undefined);
  const hosts = [undefined, ...configIds.slice(0, mostReadings)];
  return hosts.map((configId) => parseExpansion(whole.expand(configId), configId));
}

/** Where a file of its own begins, with what fills in its placeholders. */
function placeFor(expand: ((text: string) => string) | undefined): YamlPlace | undefined {
  return expand === undefined ? undefined : { origin: { offset: 0 }, start: 0, expand };
}

/** One file with everything that is derived from its text alone. Derived things are made when they are first asked for. */
export class WorkspaceFile {
  readonly file: string;
  readonly language: FileLanguage;
  #text: string;
  #lineIndex: LineIndex | undefined;
  #pins: PinnedVersions | undefined;
  #readings: readonly Reading[] = [];
  #whole: WholeFile | undefined;
  /** The readings with what includes bring in; undefined until somebody asks. */
  #wholeReadings: readonly Reading[] | undefined;
  #regions: readonly Region[] = [];
  #embedded: readonly EmbeddedConfig[] = [];
  /** Undefined until somebody asks. */
  #facts: readonly FileFacts[] | undefined;
  #manifest: ManifestFacts | undefined;
  /** The facts with values of placeholders filled in, by these values; undefined where they are the plain ones. */
  readonly #filledFacts = new Map<string, readonly FileFacts[]>();
  /** The file's parts as a template of Jinja; undefined until somebody asks, and its `nodes` where it is none. */
  #template: { readonly nodes: readonly JinjaNode[] | undefined } | undefined;
  /** The facts of what the template comes to, by its text. */
  readonly #rendered = new Map<string, readonly FileFacts[]>();
  readonly #filledSections = new Map<string, WeakMap<object, HaproxySection | KeepalivedSection>>();
  /** The names of the placeholders in the text; undefined until somebody asks. */
  #names: ReadonlySet<string> | undefined;
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

  /** The versions that the text itself asks to be judged by. */
  get pins(): PinnedVersions {
    this.#pins ??= pinnedVersions(this.#text);
    return this.#pins;
  }

  setText(text: string): void {
    this.#text = text;
    this.#lineIndex = undefined;
    this.#pins = undefined;
    this.#isStale = true;
  }

  /** Marks the facts as stale though the text is the same: the YAML reader came late. */
  markStale(): void {
    this.#isStale = true;
  }

  /** The file as its own text says it. */
  readings(): readonly Reading[] {
    this.#refresh();
    return this.#readings;
  }

  /** The configs that stand in the file's text: fences, here-documents, block scalars. */
  embedded(): readonly EmbeddedConfig[] {
    this.#refresh();
    return this.#embedded;
  }

  /**
   * Lets a keepalived.conf be read with what its includes bring in.
   *
   * @param whole undefined where they lead nowhere
   */
  follow(whole: WholeFile | undefined): void {
    if (this.#whole === whole) return;
    this.#whole = whole;
    this.#isStale = true;
  }

  /** The file as its program reads it: with what its includes bring in. The same as `readings` where there is nothing. */
  wholeReadings(): readonly Reading[] {
    this.#refresh();
    const whole = this.#whole;
    if (whole === undefined) return this.#readings;
    this.#wholeReadings ??= readWhole(whole);
    return this.#wholeReadings;
  }

  /**
   * What the file says.
   *
   * @param values what placeholders come to for one node, for which the file is then read; where it has none of them, or they come
   *   to the same for two nodes, the result is the same object
   */
  facts(yamlReader: YamlReader | undefined, values?: NodeValues): readonly FileFacts[] {
    this.#refresh();
    this.#facts ??= this.#makeFacts(yamlReader, undefined);
    if (values === undefined) return this.#facts;
    if (values instanceof HostScope) return this.#renderedFacts(values) ?? this.#facts;
    return this.#filledFactsFor(values, yamlReader) ?? this.#facts;
  }

  /** The facts with a manifest's values filled in; undefined where the file has none of the placeholders. */
  #filledFactsFor(variables: Variables, yamlReader: YamlReader | undefined): readonly FileFacts[] | undefined {
    this.#names ??= namesIn(this.#whole?.expand(undefined).source ?? this.#text);
    const used = this.#names.size === 0 ? undefined : variablesAmong(variables, this.#names);
    if (used === undefined) return undefined;
    const key = JSON.stringify(used);
    const known = this.#filledFacts.get(key);
    if (known !== undefined) return known;
    const facts = this.#makeFacts(yamlReader, { values: used, key });
    this.#filledFacts.set(key, facts);
    return facts;
  }

  /** The facts of the file as a host gets it from Ansible; undefined where it is no template that can be rendered. */
  #renderedFacts(scope: HostScope): readonly FileFacts[] | undefined {
    this.#template ??= { nodes: /\{[{%]/.test(this.#text) ? parseJinja(this.#text) : undefined };
    const { nodes } = this.#template;
    const rendered = nodes === undefined ? undefined : renderJinja(this.#text, nodes, scope);
    if (rendered === undefined) return undefined;
    const known = this.#rendered.get(rendered.text);
    if (known !== undefined) return known;
    const facts =
      this.language === "haproxy"
        ? haproxyFacts(haproxySectionsInTemplate(parseHaproxy(rendered.text), rendered))
        : keepalivedFacts(keepalivedSectionsInTemplate(parseKeepalived(rendered.text), rendered));
    this.#rendered.set(rendered.text, [facts]);
    return [facts];
  }

  /** What the file says as a manifest; undefined for one of another language, and without the reader. */
  manifest(yamlReader: YamlReader | undefined): ManifestFacts | undefined {
    this.#refresh();
    if (this.language === "manifest") this.#manifest ??= yamlReader?.manifest(this.#text);
    return this.#manifest;
  }

  /** Reads the text again if it changed. */
  #refresh(): void {
    if (!this.#isStale) return;
    this.#isStale = false;
    this.#facts = undefined;
    this.#manifest = undefined;
    this.#names = undefined;
    this.#wholeReadings = undefined;
    this.#filledFacts.clear();
    this.#template = undefined;
    this.#rendered.clear();
    if (this.language === "haproxy") this.#readHaproxy();
    else if (this.language === "keepalived") this.#readKeepalived();
    else this.#readEmbedded();
  }

  #makeFacts(yamlReader: YamlReader | undefined, filling: Filling | undefined): readonly FileFacts[] {
    const fill = filling === undefined ? undefined : (text: string): string => fillIn(text, filling.values);
    switch (this.language) {
      case "haproxy":
        return this.#readings.flatMap((reading) => {
          if (reading.language !== "haproxy") return [];
          const sections = this.#fillSections(reading.sections, filling, fillHaproxySection);
          return [haproxyFacts(sections, cachedProxyFacts)];
        });
      case "keepalived": {
        // The hosts that the file names are its nodes; the one that it does not name is only there to be checked, unless lines only
        // except hosts.
        const readings = this.wholeReadings();
        const [first] = readings;
        const hasOthers = readings.length < 2 || (first?.language === "keepalived" && first.isForOthers);
        const hosts = hasOthers ? readings : readings.slice(1);
        return hosts.flatMap((reading) => {
          if (reading.language !== "keepalived") return [];
          const sections = this.#fillSections(reading.sections, filling, fillKeepalivedSection);
          return [keepalivedFacts(sections, reading.configId)];
        });
      }
      case "kubernetes":
        return withoutUndefined(
          yamlReader?.kubernetesFacts(this.#text, placeFor(fill)),
          yamlReader?.etcdFacts(this.#text, placeFor(fill)),
          ...this.#machineFacts(),
        );
      case "etcd-yaml":
        return withoutUndefined(yamlReader?.etcdFacts(this.#text, placeFor(fill)));
      case "compose":
        return withoutUndefined(yamlReader?.etcdFacts(this.#text, placeFor(fill)), ...this.#machineFacts());
      case "etcd":
        return withoutUndefined(etcdFactsFromEnvironment(this.#text, placeFor(fill)));
      case "systemd":
        return withoutUndefined(etcdFactsFromUnit(this.#text, placeFor(fill)));
      case "shell":
        return [
          ...withoutUndefined(
            kubernetesFactsFromShell(this.#text, yamlReader, { offset: 0 }, filling?.values),
            hostsFactsFromShell(this.#text, { offset: 0 }, filling?.values),
            ...this.#machineFacts(),
            checkScriptFacts(this.#text),
            etcdFactsFromShell(this.#text, yamlReader, { offset: 0 }, filling?.values),
          ),
          ...this.#embeddedFacts(yamlReader),
        ];
      case "hosts":
        return withoutUndefined(hostsFacts(this.#text));
      case "document":
        return [
          ...this.#embeddedFacts(yamlReader),
          ...withoutUndefined(...this.#machineFacts(), checkScriptFactsFromDocument(this.#text)),
        ];
      case "yaml":
        return [
          ...this.#embeddedFacts(yamlReader),
          ...withoutUndefined(
            yamlReader?.kubernetesFacts(this.#text, placeFor(fill)),
            this.#ansibleFacts(yamlReader),
            ...this.#machineFacts(),
          ),
        ];
      case "ansible":
        return withoutUndefined(this.#ansibleFacts(yamlReader), ...this.#machineFacts());
      case "system":
        return withoutUndefined(
          ...this.#machineFacts(),
          checkScriptFacts(this.#text),
          isSyslogFile(this.file) ? syslogFacts(this.#text, isMainSyslogFile(this.file)) : undefined,
        );
      case "nginx":
        return [nginxFacts(this.#text)];
      case "manifest":
      case "environment":
      case "image":
        return [];
    }
  }

  /** What a text says of the machine under the programs. */
  #machineFacts(): readonly (FileFacts | undefined)[] {
    return [systemFacts(this.#text), firewallFacts(this.#text)];
  }

  #ansibleFacts(yamlReader: YamlReader | undefined): FileFacts | undefined {
    const form = ansibleForm(this.file, this.#text);
    if (form === undefined) return undefined;
    if (isAnsibleYaml(this.file, form)) return yamlReader?.ansibleFacts(this.#text, form);
    return { kind: "ansible", content: readIniInventory(this.#text) };
  }

  #embeddedFacts(yamlReader: YamlReader | undefined): readonly FileFacts[] {
    return embeddedFacts(this.#text, this.#regions, this.#embedded, yamlReader);
  }

  /** The sections with values filled in; those of an earlier text that an edit did not touch are kept. */
  #fillSections<Section extends HaproxySection | KeepalivedSection>(
    sections: readonly Section[],
    filling: Filling | undefined,
    fill: (section: Section, variables: Variables) => Section,
  ): readonly Section[] {
    if (filling === undefined) return sections;
    if (this.#filledSections.size > mostReadings) this.#filledSections.clear();
    const known = this.#filledSections.get(filling.key) ?? new WeakMap<object, Section>();
    this.#filledSections.set(filling.key, known);
    return sections.map((section) => {
      const filled = (known.get(section) as Section | undefined) ?? fill(section, filling.values);
      known.set(section, filled);
      return filled;
    });
  }

  #readEmbedded(): void {
    const kind = hostKinds[this.language];
    if (kind === undefined) return;
    const known = new Set<object>(this.#embedded.flatMap(({ tree }): readonly object[] => tree.sections));
    this.#regions = embeddedRegions(this.#text, kind);
    this.#embedded = embeddedConfigs(this.#text, this.#regions, this.#embedded);
    for (const { tree } of this.#embedded) {
      for (const section of tree.sections) if (!known.has(section)) this.#parsedSections++;
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

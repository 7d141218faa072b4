import {
  type Configuration,
  findConfigurations,
  type HaproxyOutline,
  type NamedFiles,
} from "../cluster/configurations.ts";
import type { FileLanguage } from "../documents/detect.ts";
import { isTemplateName, splitPath } from "../documents/path.ts";
import type { ServiceLanguage } from "../documents/service-file.ts";
import { haproxyFacts } from "../model/haproxy/extract.ts";
import type { HaproxyFacts } from "../model/haproxy/facts.ts";
import type { YamlReader } from "../model/kubernetes/yaml-reader.ts";
import type { ServiceFacts } from "../model/launch/facts.ts";
import { serviceFacts } from "../model/launch/read.ts";
import type { NodeValues } from "../model/node-values.ts";
import type { FilePlace, Finding } from "../rules/finding.ts";
import type { ConfigurationView } from "../rules/rule.ts";
import type { HaproxySection } from "../syntax/haproxy/tree.ts";
import type { Origin } from "../syntax/tree.ts";
import { cachedProxyFacts, type WorkspaceFile } from "./file.ts";

/** What the index asks of the workspace. */
export interface ConfigurationSource {
  /** Every file that takes part in comparisons. */
  readonly files: () => Iterable<WorkspaceFile>;
  readonly fileOf: (file: string) => WorkspaceFile | undefined;
  readonly named: () => readonly NamedFiles[];
  readonly yamlReader: () => YamlReader | undefined;
}

/** A configuration as it reads with some values of placeholders. */
interface KeptView {
  readonly parts: readonly HaproxyFacts[];
  readonly view: ConfigurationView;
  readonly facts: HaproxyFacts;
}

interface State {
  readonly configuration: Configuration;
  readonly views: Map<string, KeptView>;
}

/** So many readings of one configuration are kept: no cluster has more nodes that share one, and values that changed come to nothing. */
const mostViews = 100;

const proxyKinds = new Set(["frontend", "backend", "listen"]);

/** Languages of files that may say how haproxy is started. */
type StartingLanguage = ServiceLanguage | "shell";

const startingLanguages: ReadonlySet<FileLanguage> = new Set<StartingLanguage>([
  "systemd",
  "environment",
  "compose",
  "image",
  "shell",
]);

function mayStartHaproxy(language: FileLanguage): language is StartingLanguage {
  return startingLanguages.has(language);
}

const namesBySection = new WeakMap<HaproxySection, readonly string[]>();

/** What a section is called as a frontend and as a backend; kept with the section, since every edit asks for those of the whole file. */
function proxyNames(section: HaproxySection): readonly string[] {
  const known = namesBySection.get(section);
  if (known !== undefined) return known;
  const [kind, name] = (section.header?.words ?? []).map(({ value }) => value);
  const names: string[] = [];
  if (name !== undefined && kind !== undefined && proxyKinds.has(kind)) {
    if (kind !== "backend") names.push(`frontend ${name}`);
    if (kind !== "frontend") names.push(`backend ${name}`);
  }
  namesBySection.set(section, names);
  return names;
}

function outlineOf(sections: readonly HaproxySection[]): HaproxyOutline {
  const proxies: string[] = [];
  for (const section of sections) for (const name of proxyNames(section)) proxies.push(name);
  return { hasGlobal: sections.some(({ header }) => header?.words[0]?.value === "global"), proxies };
}

function isSameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index]);
}

function isSame(a: Configuration, b: Configuration): boolean {
  return a.shownBy === b.shownBy && a.isWhole === b.isWhole && isSameList(a.files, b.files);
}

/** Which haproxy files are read together, kept up to date. */
export class ConfigurationIndex {
  readonly #source: ConfigurationSource;
  readonly #outlines = new Map<string, { readonly text: string; readonly outline: HaproxyOutline }>();
  readonly #services = new Map<
    string,
    { readonly text: string; readonly hasReader: boolean; readonly facts: ServiceFacts }
  >();
  #states: readonly State[] = [];
  #statesOfFile: ReadonlyMap<string, readonly State[]> = new Map();
  #content = "";

  constructor(source: ConfigurationSource) {
    this.#source = source;
  }

  /**
   * Brings the index up to date.
   *
   * @param changed files whose texts changed, came or went
   * @param isFileSetStale files came or went, or a manifest changed
   * @returns the files that are to be judged anew because others that are read with them changed
   */
  update(changed: ReadonlySet<string>, isFileSetStale: boolean): Set<string> {
    const touched = new Set<string>();
    if (isFileSetStale || this.#concernsGrouping(changed)) this.#regroup(touched);
    for (const file of changed) {
      for (const { configuration } of this.#statesOfFile.get(file) ?? []) {
        for (const other of configuration.files) touched.add(other);
      }
    }
    for (const file of changed) touched.delete(file);
    return touched;
  }

  /** Whether a change may bring files together that were not, or part them. */
  #concernsGrouping(changed: ReadonlySet<string>): boolean {
    for (const name of changed) {
      const file = this.#source.fileOf(name);
      if (file === undefined || mayStartHaproxy(file.language)) return true;
      if (file.language !== "haproxy") continue;
      const known = this.#outlines.get(name)?.outline;
      const now = this.#outlineOf(file);
      if (known === undefined || known.hasGlobal !== now.hasGlobal) return true;
      if (!isSameList(known.proxies, now.proxies)) return true;
    }
    return false;
  }

  #outlineOf(file: WorkspaceFile): HaproxyOutline {
    const known = this.#outlines.get(file.file);
    if (known?.text === file.text) return known.outline;
    const [reading] = file.readings();
    const outline = outlineOf(reading?.language === "haproxy" ? reading.sections : []);
    this.#outlines.set(file.file, { text: file.text, outline });
    return outline;
  }

  #serviceOf({ file, text }: WorkspaceFile, language: StartingLanguage): ServiceFacts {
    const reader = this.#source.yamlReader();
    const known = this.#services.get(file);
    if (known?.text === text && known.hasReader === (reader !== undefined)) return known.facts;
    const facts = serviceFacts(file, language, text, reader);
    this.#services.set(file, { text, hasReader: reader !== undefined, facts });
    return facts;
  }

  #regroup(touched: Set<string>): void {
    const files = new Map<string, HaproxyOutline>();
    const services = new Map<string, ServiceFacts>();
    for (const file of this.#source.files()) {
      const { language } = file;
      if (language === "haproxy") files.set(file.file, this.#outlineOf(file));
      else if (mayStartHaproxy(language)) services.set(file.file, this.#serviceOf(file, language));
    }
    for (const name of this.#outlines.keys()) if (!files.has(name)) this.#outlines.delete(name);
    for (const name of this.#services.keys()) if (!services.has(name)) this.#services.delete(name);
    const found = findConfigurations({ files, services, named: this.#source.named() });
    const content = JSON.stringify(found);
    if (content === this.#content) return;
    this.#content = content;
    const states = found.map((configuration): State => {
      const known = this.#states.find((state) => isSame(state.configuration, configuration));
      return known ?? { configuration, views: new Map() };
    });
    for (const state of new Set([...states, ...this.#states])) {
      if (states.includes(state) && this.#states.includes(state)) continue;
      for (const file of state.configuration.files) touched.add(file);
    }
    this.#states = states;
    const byFile = new Map<string, State[]>();
    for (const state of states) {
      for (const file of state.configuration.files) byFile.set(file, [...(byFile.get(file) ?? []), state]);
    }
    this.#statesOfFile = byFile;
  }

  /** Which files are read together, as a text that differs where they do. */
  get grouping(): string {
    return this.#content;
  }

  /** The configurations that a file is a part of. */
  of(file: string): readonly Configuration[] {
    return (this.#statesOfFile.get(file) ?? []).map(({ configuration }) => configuration);
  }

  /** Whether a file is read behind another one, which then stands for both. */
  isFollower(file: string): boolean {
    const states = this.#statesOfFile.get(file) ?? [];
    return states.length > 0 && states.every(({ configuration }) => configuration.files[0] !== file);
  }

  /** The files that stand for those that are read together with a file. */
  mainsOf(file: string): string[] {
    return this.of(file).flatMap(({ files: [main] }) => main ?? []);
  }

  /** What the rules are shown of the configurations that a file is a part of, read with some values of placeholders. */
  viewsOf(file: string, values?: NodeValues): readonly ConfigurationView[] {
    return (this.#statesOfFile.get(file) ?? []).map((state) => this.#read(state, values).view);
  }

  /** What the files that a file stands for say as one; undefined where it is alone, or not the first. */
  factsOf(file: string, values?: NodeValues): HaproxyFacts | undefined {
    const own = this.#statesOfFile.get(file)?.find(({ configuration }) => configuration.files[0] === file);
    return own === undefined ? undefined : this.#read(own, values).facts;
  }

  #read(state: State, values: NodeValues | undefined): KeptView {
    const { configuration, views } = state;
    const read = configuration.files.flatMap((name) => {
      const file = this.#source.fileOf(name);
      const facts = file?.facts(undefined, values).find((one) => one.kind === "haproxy");
      return file === undefined || facts === undefined ? [] : [{ file: name, facts, text: file.text }];
    });
    const parts = read.map(({ facts }) => facts);
    const key = values === undefined ? "" : JSON.stringify(values);
    const known = views.get(key);
    if (known !== undefined && known.parts.length === parts.length && known.parts.every((one, at) => one === parts[at]))
      return known;
    const fileByOrigin = new Map<Origin, string>();
    for (const { file, facts } of read) for (const { origin } of facts.sections) fileByOrigin.set(origin, file);
    const made: KeptView = {
      parts,
      facts: haproxyFacts(
        parts.flatMap(({ sections }) => sections),
        cachedProxyFacts,
      ),
      view: {
        files: read.map(({ file, facts, text }) => ({
          file,
          text,
          sections: facts.sections,
          isPartial: isTemplateName(splitPath(file).name),
        })),
        isWhole: configuration.isWhole,
        isSure: configuration.shownBy !== "folder",
        fileOf: (origin) => fileByOrigin.get(origin),
      },
    };
    const [oldest] = views.keys();
    if (views.size >= mostViews && oldest !== undefined) views.delete(oldest);
    views.set(key, made);
    return made;
  }

  /** A place as a model of the first file knows it, in the file that it stands in. */
  home<Place extends FilePlace>(place: Place): Place {
    for (const { views } of this.#statesOfFile.get(place.file) ?? []) {
      for (const { view } of views.values()) {
        const file = view.fileOf(place.at.origin);
        if (file !== undefined) return file === place.file ? place : { ...place, file };
      }
    }
    return place;
  }

  /** A finding with all its places in the files that they stand in. */
  homeOfFinding(finding: Finding): Finding {
    if (this.#states.length === 0) return finding;
    return {
      ...this.home(finding),
      related: finding.related.map((one) => this.home(one)),
      fixes: finding.fixes.map((fix) => ({ ...fix, edits: fix.edits.map((edit) => this.home(edit)) })),
    };
  }
}

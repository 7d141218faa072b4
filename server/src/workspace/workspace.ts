import type { FactsOf } from "../cluster/draft.ts";
import { isWithin } from "../cluster/layout.ts";
import type { Cluster } from "../cluster/model.ts";
import { detectLanguage, type FileLanguage, mayBeFragment } from "../documents/detect.ts";
import { fillsTemplates } from "../documents/fillers.ts";
import { isCopyName, isTemplateName, splitPath } from "../documents/path.ts";
import type { FileFacts } from "../model/facts.ts";
import type { YamlReader } from "../model/kubernetes/yaml-reader.ts";
import type { NodeValues } from "../model/node-values.ts";
import { type Finding, type Fix, type FilePlace as ModelPlace, sayMessage, settleFinding } from "../rules/finding.ts";
import { rules } from "../rules/registry.ts";
import type { ManifestRule } from "../rules/rule.ts";
import { withoutSilenced } from "../rules/silences.ts";
import { readSuppressions } from "../rules/suppressions.ts";
import { draftManifest, type ManifestDraft } from "../services/draft-manifest.ts";
import { type ClusterInWorkspace, explainCluster } from "../services/explain-cluster.ts";
import type { IncludeUnit, NavigationSource } from "../services/source.ts";
import type { HaproxyTree } from "../syntax/haproxy/tree.ts";
import type { KeepalivedTree } from "../syntax/keepalived/tree.ts";
import type { LineIndex } from "../text/line-index.ts";
import { FileChecker, mostFindings, type ReadFacts } from "./check-file.ts";
import { filesOf, summaryOf, takesPartIn } from "./cluster-files.ts";
import { ClusterIndex, type LayoutInput } from "./clusters.ts";
import { ConfigurationIndex } from "./configurations.ts";
import { EmbeddedSource } from "./embedded-source.ts";
import { type Reading, WorkspaceFile } from "./file.ts";
import type { PlacedGlob } from "./file-finder.ts";
import { idleSuppressions } from "./idle-suppressions.ts";
import { IncludeIndex } from "./include-index.ts";
import { type AnsibleFile, Inventories } from "./inventories.ts";
import { KeptTexts } from "./kept-texts.ts";
import { type ManifestFile, Manifests } from "./manifests.ts";
import { isShellScript } from "./missing-scripts.ts";
import { hasOpenReferences } from "./open-references.ts";
import { withPins } from "./pinned-settings.ts";
import { byPlace, isSaidTwice, placeFinding } from "./place.ts";
import {
  type ClusterFiles,
  type ClusterSummary,
  type Counters,
  defaultSettings,
  type FileMembership,
  type FolderSettings,
  type PlacedFinding,
  type Settings,
} from "./types.ts";
import { isReadAsYaml } from "./yaml-files.ts";

const manifestRules = rules.filter((rule): rule is ManifestRule => rule.scope === "manifest");
const ruleCodes = rules.map(({ code }) => code);

type Translations = Readonly<Record<string, string>>;

/**
 * The files of a workspace, what they say, and what is wrong with them. The one place that keeps state: texts go in, findings
 * come out, and only what a change touches is worked out again.
 *
 * Files are named by keys that have `/` between folders; the caller chooses what they are relative to.
 */
export class Workspace {
  readonly #files = new Map<string, WorkspaceFile>();
  readonly #changed = new Set<string>();
  readonly #ownFindings = new Map<string, readonly Finding[]>();
  readonly #checker = new FileChecker();
  readonly #clusters = new ClusterIndex();
  readonly #manifests = new Manifests();
  readonly #inventories = new Inventories();
  /** Which haproxy files are read together. */
  readonly #configurations = new ConfigurationIndex({
    files: () => [...this.#files.values()].filter(({ file }) => this.#takesPart(file)),
    fileOf: (file) => this.#files.get(file),
    named: () => this.#manifests.namedFiles(),
    yamlReader: () => this.#yamlReader,
  });
  readonly #manifestFindings = new Map<string, readonly Finding[]>();
  readonly #includes = new IncludeIndex();
  readonly #kept = new KeptTexts();
  /** Fragments that one includes, and that are therefore read. */
  readonly #included = new Set<string>();
  /** Files that are looked at for themselves only. */
  readonly #aside = new Set<string>();
  #settings: Settings;
  #folderSettings: readonly FolderSettings[] = [];
  /** Files came or went, so that what the manifests' paths match is to be looked up again. */
  #isFileSetStale = true;
  #areConfigurationsStale = true;
  #areManifestsStale = false;
  #yamlReader: YamlReader | undefined;
  #builtFacts = 0;
  #parsedSectionsOfGone = 0;

  constructor(settings: Settings = defaultSettings) {
    this.#settings = settings;
  }

  /** How much work was done since the workspace was made. */
  get counters(): Counters {
    let parsedSections = this.#parsedSectionsOfGone;
    for (const file of this.#files.values()) parsedSections += file.parsedSections;
    return {
      parsedSections,
      checkedSections: this.#checker.checkedSections,
      builtFacts: this.#builtFacts,
      builtScopes: this.#clusters.builtScopes,
      checkedClusters: this.#clusters.checkedClusters,
    };
  }

  /**
   * Takes new settings; every file is judged again at the next question.
   *
   * @param folders folders with settings of their own; of several around a file the innermost counts
   */
  setSettings(settings: Settings, folders: readonly FolderSettings[] = []): void {
    this.#settings = settings;
    this.#folderSettings = folders;
    this.#manifests.forgetSettings();
    this.#checker.forget();
    this.#clusters.markLayoutStale();
    this.#areConfigurationsStale = true;
    for (const file of this.#files.keys()) this.#changed.add(file);
  }

  /** Says of a file whether it is looked at for itself only and takes part in no cluster, whatever its text becomes. */
  setAside(file: string, isAside: boolean): void {
    if (this.#aside.has(file) === isAside) return;
    if (isAside) this.#aside.add(file);
    else this.#aside.delete(file);
    if (!this.#files.has(file)) return;
    this.#changed.add(file);
    this.#clusters.markLayoutStale();
    this.#areConfigurationsStale = true;
  }

  /** Lets a manifest speak for every file that no other one lies nearer to, wherever it lies: the user has named it. */
  nameManifest(file: string): void {
    this.#manifests.name(file);
  }

  /** The settings that hold for a file. */
  settingsOf(file: string): Settings {
    let nearest: FolderSettings | undefined;
    for (const one of this.#folderSettings) {
      const isNearer = nearest === undefined || one.folder.length > nearest.folder.length;
      if (isNearer && isWithin(file, one.folder)) nearest = one;
    }
    const pins = this.#files.get(file)?.pins;
    return withPins(this.#manifests.settingsFor(file, nearest?.settings ?? this.#settings), pins);
  }

  /**
   * Whether YAML files wait for their reader, whose library is loaded only for them. Until `setYamlReader` they say nothing.
   */
  get needsYamlReader(): boolean {
    if (this.#yamlReader !== undefined) return false;
    for (const file of this.#files.values()) {
      if (isReadAsYaml(file)) return true;
    }
    return false;
  }

  /** Takes the reader of YAML; files that waited for it are read now. */
  setYamlReader(reader: YamlReader): void {
    this.#yamlReader = reader;
    for (const file of this.#files.values()) {
      if (!isReadAsYaml(file)) continue;
      file.markStale();
      this.#changed.add(file.file);
    }
  }

  /**
   * Takes a file in, or its new text.
   *
   * @param file the file's key
   * @param text the whole text
   * @param languageId what the editor says the file is, if it is open: `haproxy`, `keepalived`, `etcd` and `manifest` count, others do not
   * @returns false where the file is none that haconf reads; then it is not kept
   */
  setFile(file: string, text: string, languageId?: string): boolean {
    const known = this.#files.get(file);
    const isKnown = languageId === "haproxy" || languageId === "keepalived" || languageId === "manifest";
    // An `etcd.conf` may be YAML as well.
    const detected = isKnown ? languageId : detectLanguage(file, text);
    const isFragment = detected === undefined && languageId !== "etcd" && mayBeFragment(file, text);
    const isPart = isFragment && this.#included.has(file);
    const other = languageId === "etcd" && detected !== "etcd-yaml" ? languageId : detected;
    const language = isPart ? "keepalived" : other;
    if (language === undefined && known !== undefined) this.removeFile(file);
    this.#setFiller(file, language !== "keepalived" && language !== "haproxy" && fillsTemplates(text));
    this.#setFragment(file, isFragment ? text : undefined);
    if (language === undefined) {
      if (!isFragment) this.#setOtherName(file, true);
      return false;
    }
    if (known !== undefined && known.language === language) {
      if (known.text === text) return true;
      known.setText(text);
    } else {
      if (known !== undefined) this.#parsedSectionsOfGone += known.parsedSections;
      this.#files.set(file, new WorkspaceFile(file, language, text));
      this.#markFileSetStale();
    }
    this.#changed.add(file);
    return true;
  }

  removeFile(file: string): void {
    this.#setFragment(file, undefined);
    this.#setFiller(file, false);
    this.#setOtherName(file, false);
    const known = this.#files.get(file);
    if (known === undefined) return;
    this.#parsedSectionsOfGone += known.parsedSections;
    this.#files.delete(file);
    this.#ownFindings.delete(file);
    this.#changed.add(file);
    this.#markFileSetStale();
  }

  /** A file that is not read came or went: a script may be missed somewhere. */
  #setOtherName(file: string, isThere: boolean): void {
    if (this.#kept.setOtherName(file, isThere) && isShellScript(file)) this.#clusters.markLayoutStale();
  }

  /** Keeps the text of what may be a part of a keepalived.conf. */
  #setFragment(file: string, text: string | undefined): void {
    if (text === undefined) this.#included.delete(file);
    this.#kept.setFragment(file, text);
  }

  /** The first file that fills in templates, and the loss of the last, make a difference to every keepalived.conf. */
  #setFiller(file: string, isFiller: boolean): void {
    if (!this.#kept.setFiller(file, isFiller)) return;
    for (const one of this.#files.values()) if (one.language === "keepalived") this.#changed.add(one.file);
  }

  #markFileSetStale(): void {
    this.#isFileSetStale = true;
    this.#areConfigurationsStale = true;
    this.#kept.markChanged();
    this.#clusters.markLayoutStale();
  }

  hasFile(file: string): boolean {
    return this.#files.has(file);
  }

  /** Every file's key, in no special order. */
  fileNames(): string[] {
    return [...this.#files.keys()];
  }

  /** Every file's key, with those that are only known because a keepalived.conf may come to include them. */
  keptNames(): string[] {
    return [...new Set([...this.#files.keys(), ...this.#kept.fragments.keys(), ...this.#kept.otherNames])];
  }

  textOf(file: string): string | undefined {
    return this.#files.get(file)?.text;
  }

  lineIndexOf(file: string): LineIndex | undefined {
    return this.#files.get(file)?.lineIndex;
  }

  languageOf(file: string): FileLanguage | undefined {
    return this.#files.get(file)?.language;
  }

  /** The tree of a haproxy.cfg or keepalived.conf as it is now; of several readings the first. */
  treeOf(file: string): HaproxyTree | KeepalivedTree | undefined {
    return this.#files.get(file)?.readings()[0];
  }

  /** The trees of a file as its hosts read it, first as one that it does not name; none for files of other languages. */
  readingsOf(file: string): readonly Reading[] {
    return this.#files.get(file)?.readings() ?? [];
  }

  /** Like `readingsOf`, with what a keepalived.conf includes: as the program reads it. */
  wholeReadingsOf(file: string): readonly Reading[] {
    return this.#files.get(file)?.wholeReadings() ?? [];
  }

  /** The files that keepalived reads together with one. */
  includesOf(file: string): IncludeUnit {
    this.#followIncludes();
    return this.#includes.unitOf(file);
  }

  /** What a service that works at a place asks: where a config stands in a text of another kind, that config is the file. */
  sourceAt(file: string, offset: number): NavigationSource {
    const around = this.#files
      .get(file)
      ?.embedded()
      .find(({ region }) => region.start <= offset && offset <= region.end);
    return around === undefined ? this : new EmbeddedSource(this, file, around);
  }

  /** The file for itself and each config that stands in it, as services ask that look at a stretch of it. */
  sourcesBetween(file: string, start: number, end: number): NavigationSource[] {
    const inside = this.#files.get(file)?.embedded() ?? [];
    const within = inside.filter(({ region }) => region.start <= end && start <= region.end);
    return [this, ...within.map((config) => new EmbeddedSource(this, file, config))];
  }

  /**
   * What a file says to the cluster model; with values of placeholders, as the node reads it that has them. A part that others
   * include says what they say.
   */
  factsOf(file: string, values?: NodeValues): readonly FileFacts[] {
    const mains = this.#includes.mainsOf(file);
    if (mains.length > 0) return mains.flatMap((main) => this.factsOf(main, values));
    return this.#files.get(file)?.facts(this.#yamlReader, values) ?? [];
  }

  /**
   * Works out what the changes since the last call made stale.
   *
   * @returns the files whose findings may differ from before; removed ones are among them
   */
  update(): ReadonlySet<string> {
    this.#followIncludes();
    this.#readManifests();
    this.#readInventories();
    this.#countFacts();
    this.#readConfigurations();
    const touched = new Set(this.#changed);
    for (const file of this.#checkManifests()) touched.add(file);
    for (const name of this.#changed) {
      const file = this.#files.get(name);
      if (file !== undefined) this.#checkFile(file);
    }
    const changed = new Set(this.#changed);
    this.#changed.clear();
    const factsOf: FactsOf = (name, values) => {
      const joined = this.#configurations.factsOf(name, values);
      return joined === undefined ? this.factsOf(name, values) : [joined];
    };
    const input = {
      layout: () => this.#layoutInput(),
      factsOf,
      home: (finding: Finding) => this.#configurations.homeOfFinding(finding),
    };
    for (const name of this.#clusters.update(changed, input)) touched.add(name);
    return touched;
  }

  /** Counts the files whose facts are about to be made anew. */
  #countFacts(): void {
    for (const name of this.#changed) {
      if (this.#files.get(name)?.isStale === true && !this.#includes.isIncluded(name)) this.#builtFacts++;
    }
  }

  /** Finds out anew which files are read together, where that may have changed; all of them are then judged again. */
  #readConfigurations(): void {
    const before = this.#configurations.grouping;
    for (const file of this.#configurations.update(this.#changed, this.#areConfigurationsStale)) {
      if (this.#files.has(file)) this.#changed.add(file);
    }
    this.#areConfigurationsStale = false;
    if (this.#configurations.grouping !== before) this.#clusters.markLayoutStale();
  }

  /** Whether a file is a keepalived.conf by itself, and not only because another one includes it. */
  #isConfig({ file, language }: WorkspaceFile): boolean {
    return language === "keepalived" && !this.#kept.fragments.has(file);
  }

  /** Finds out anew which files are parts of others, if what changed can make a difference; those that read otherwise are judged again. */
  #followIncludes(): void {
    const textOf = (file: string): string | undefined => this.#files.get(file)?.text ?? this.#kept.fragments.get(file);
    const isSetStale = this.#kept.takeChange();
    const other = this.#includes.update(this.#changed, isSetStale, {
      configs: () => [...this.#files.values()].flatMap((file) => (this.#isConfig(file) ? [file.file] : [])),
      fragments: () => this.#kept.fragments.keys(),
      others: () => this.#kept.otherNames,
      textOf,
    });
    if (isSetStale) for (const [file, whole] of this.#includes.wholes) this.#files.get(file)?.follow(whole);
    if (other.size === 0) return;
    for (const file of this.#included) {
      if (this.#includes.isIncluded(file)) continue;
      // Nobody includes it any more, and by itself it is nothing.
      const text = this.#kept.fragments.get(file);
      this.removeFile(file);
      this.#setFragment(file, text);
    }
    for (const file of this.#includes.included) {
      const text = this.#kept.fragments.get(file);
      if (text === undefined || this.#files.has(file)) continue;
      this.#included.add(file);
      this.#files.set(file, new WorkspaceFile(file, "keepalived", text));
      this.#markFileSetStale();
    }
    this.#kept.takeChange();
    for (const file of other) {
      this.#files.get(file)?.follow(this.#includes.wholeOf(file));
      this.#changed.add(file);
    }
    this.#clusters.markLayoutStale();
  }

  /** Whether a file is compared with others by itself; a part of others is as what it is a part of. */
  #takesPart(name: string): boolean {
    if (this.#includes.isIncluded(name)) return false;
    return !this.#aside.has(name) && !this.#manifests.excludes(name) && this.settingsOf(name).isClusterEnabled;
  }

  /** Every file that takes part, and what the manifests make of them. */
  #layoutInput(): LayoutInput {
    const languages = new Map<string, FileLanguage>();
    for (const [name, file] of this.#files) {
      if (this.#takesPart(name) && !this.#configurations.isFollower(name)) languages.set(name, file.language);
    }
    const takingPart = (files: readonly string[]): string[] => files.filter((file) => languages.has(file));
    const declared = [...this.#manifests.clusters, ...this.#inventories.clusters(languages)];
    const declaredClusters = declared.map((cluster) => ({
      ...cluster,
      files: takingPart(cluster.files),
      nodes: cluster.nodes.map((node) => ({ ...node, files: takingPart(node.files) })),
    }));
    return {
      languages,
      declaredClusters,
      names: this.keptNames(),
      isJoined: (file) => this.#configurations.of(file).length > 0,
    };
  }

  /** Reads the manifests anew if one of them changed; if they say anything else, every file is judged by that. */
  #readManifests(): void {
    const isConcerned = [...this.#changed].some(
      (name) => this.#files.get(name)?.language === "manifest" || this.#manifests.has(name),
    );
    if (!isConcerned && !this.#isFileSetStale) return;
    if (isConcerned) {
      const isNew = this.#manifests.read(this.#manifestFiles());
      this.#areManifestsStale = true;
      if (isNew) {
        this.#markFileSetStale();
        this.#checker.forget();
        for (const name of this.#files.keys()) this.#changed.add(name);
      }
    }
    if (!this.#isFileSetStale) return;
    this.#isFileSetStale = false;
    this.#areManifestsStale = true;
    this.#manifests.resolve(this.#files.keys());
  }

  /** Reads the inventories anew if one of their files changed; if they say anything else, the scopes are drawn anew. */
  #readInventories(): void {
    const isConcerned = [...this.#changed].some((name) => {
      const language = this.#files.get(name)?.language;
      return language === "ansible" || language === "yaml" || this.#inventories.has(name);
    });
    if (!isConcerned) return;
    const files = [...this.#files.values()].flatMap(({ file, language }): AnsibleFile[] => {
      if (language !== "ansible" && language !== "yaml") return [];
      const facts = this.factsOf(file).find((one) => one.kind === "ansible");
      return facts === undefined || !this.#takesPart(file) ? [] : [{ file, facts }];
    });
    if (this.#inventories.read(files)) this.#clusters.markLayoutStale();
  }

  #manifestFiles(): ManifestFile[] {
    return [...this.#files.values()].flatMap((one) => {
      const facts = one.language === "manifest" ? one.manifest(this.#yamlReader) : undefined;
      return facts === undefined ? [] : [{ file: one.file, facts }];
    });
  }

  /** Judges the manifests by what they say and what there is now; returns those of which there is something else to say. */
  #checkManifests(): string[] {
    if (!this.#areManifestsStale) return [];
    this.#areManifestsStale = false;
    const before = new Map(this.#manifestFindings);
    this.#manifestFindings.clear();
    for (const view of this.#manifests.views()) {
      const findings = manifestRules.flatMap((rule) => [...rule.check({ ...view, ruleCodes })]);
      if (findings.length > 0) this.#manifestFindings.set(view.file, findings);
    }
    return [...before.keys(), ...this.#manifestFindings.keys()];
  }

  /**
   * The paths of manifests that no file of the workspace matches and of which nobody has said yet whether they are on disk: files
   * that haconf does not read are there all the same. Nothing is said of a path before `answerPath`. As of the last update.
   */
  openPaths(): PlacedGlob[] {
    return this.#manifests.questions();
  }

  /** Takes in whether any file on disk matches a path; where nobody can tell, it counts as there. */
  answerPath(path: PlacedGlob, isOnDisk: boolean): void {
    this.#manifests.answer(path, isOnDisk);
    this.#areManifestsStale = true;
  }

  /** Forgets what was said of paths: the disk may have changed. */
  forgetPaths(): void {
    this.#manifests.forgetAnswers();
    this.#areManifestsStale = true;
  }

  #checkFile(file: WorkspaceFile): void {
    if (this.#includes.isIncluded(file.file)) {
      this.#ownFindings.delete(file.file);
      return;
    }
    const settings = this.settingsOf(file.file);
    const readings = file.wholeReadings();
    const parts = this.#includes.wholeOf(file.file)?.files ?? [file.file];
    const factsOf = () => this.#readingsOf(file);
    const context = {
      file: file.file,
      haproxyVersion: settings.haproxyVersion,
      keepalivedVersion: settings.keepalivedVersion,
    };
    const isPartial = parts.some((part) => isTemplateName(splitPath(part).name));
    const circumstances = {
      whole: this.#includes.wholeOf(file.file),
      hasValues: this.#manifests.variablesFor(file.file).length > 0,
      hasFiller: this.#kept.hasFiller,
    };
    const isOpen = readings.some(
      (tree) => tree.language === "keepalived" && hasOpenReferences(file.file, tree, circumstances),
    );
    const findings = this.#checker.check(readings, file.language, factsOf, {
      ...context,
      isPartial,
      hasOpenReferences: isOpen,
    });
    for (const { tree, facts } of file.embedded()) {
      // A text shows parts of configs as often as whole ones.
      const factsOfText = () => [{ facts, configurations: [] }];
      findings.push(
        ...this.#checker.check([tree], tree.language, factsOfText, {
          ...context,
          isPartial: true,
          hasOpenReferences: true,
        }),
      );
    }
    this.#ownFindings.set(file.file, findings.map(settleFinding));
  }

  /** What a file says as it stands, and to each node that fills in its placeholders. */
  #readingsOf(file: WorkspaceFile): readonly ReadFacts[] {
    const readings = new Map<FileFacts, ReadFacts>();
    const add = (values?: NodeValues): void => {
      for (const facts of file.facts(this.#yamlReader, values)) {
        if (readings.has(facts)) continue;
        readings.set(facts, { facts, configurations: this.#configurations.viewsOf(file.file, values) });
      }
    };
    add();
    for (const variables of this.#manifests.variablesFor(file.file)) add(variables);
    return [...readings.values()];
  }

  /** The files that haproxy reads together with a file, where it is one of several; their names are then each other's. */
  configurationOf(file: string): { readonly files: readonly string[]; readonly isWhole: boolean } | undefined {
    this.#readManifests();
    this.#readConfigurations();
    const all = this.#configurations.of(file);
    if (all.length === 0) return undefined;
    return { files: [...new Set(all.flatMap(({ files }) => files))], isWhole: all.every(({ isWhole }) => isWhole) };
  }

  /** A place as the model of a cluster knows it, in the file that it stands in: several may be read as one. */
  homeOf<Place extends ModelPlace>(place: Place): Place {
    return this.#configurations.home(place);
  }

  /** The findings of one file, in the order of their places; `translations` say messages in another language. */
  findingsOf(name: string, translations?: Translations): PlacedFinding[] {
    this.update();
    return this.#place(name, translations);
  }

  /** The findings of all files, in the order of files and places. */
  allFindings(translations?: Translations): PlacedFinding[] {
    this.update();
    return [...this.#files.keys()].sort().flatMap((name) => this.#place(name, translations));
  }

  #place(name: string, translations: Translations | undefined): PlacedFinding[] {
    const file = this.#files.get(name);
    if (file === undefined || this.#manifests.excludes(name)) return [];
    const judged = [name, ...this.#includes.mainsOf(name).filter((main) => !this.#manifests.excludes(main))];
    const ofFile = judged.flatMap((main) => this.#ownFindings.get(main)?.filter((one) => one.file === name) ?? []);
    const own = [...ofFile, ...(this.#manifestFindings.get(name) ?? [])];
    const shared = this.#clusters.findingsOf(name);
    const mayBeIdle = file.text.includes("haconf-disable");
    if (own.length + shared.length === 0 && !mayBeIdle) return [];
    const suppressions = readSuppressions(file.text);
    const found = [...own, ...shared];
    const { rules: severities } = this.settingsOf(name);
    // The library of YAML may be on its way, and so may the answers to what a manifest asks of the disk.
    const isAllKnown = found.length < mostFindings && !this.needsYamlReader && this.openPaths().length === 0;
    const idle =
      mayBeIdle && isAllKnown ? idleSuppressions(file, suppressions, found, severities, this.#isCompared(name)) : [];
    const placed: PlacedFinding[] = [];
    for (const finding of [...withoutSilenced(found), ...idle]) {
      const severity = severities[finding.code] ?? finding.severity;
      if (severity === "off") continue;
      const fixes = finding.fixes.filter((fix) => !this.#touchesCommonPart(finding.code, fix));
      const known = fixes.length === finding.fixes.length ? finding : { ...finding, fixes };
      const one = placeFinding(known, severity, (other) => this.#files.get(other), translations);
      if (!suppressions.has(one.code, file.lineIndex.position(one.start).line)) placed.push(one);
    }
    const isCommon = this.#isCommon(name);
    return placed.sort(byPlace).filter((one, index, all) => !isSaidTwice(one, all[index - 1], isCommon));
  }

  /** Whether several keepalived.conf include a file. */
  #isCommon(name: string): boolean {
    return this.#includes.mainsOf(name).length > 1;
  }

  /** Whether a fix of what nodes have different would change a part that they have in common: it would mend nothing. */
  #touchesCommonPart(code: string, { edits }: Fix): boolean {
    return code.startsWith("cluster/") && edits.some(({ file }) => this.#isCommon(file));
  }

  /** Whether a file has been compared with others: one that is checked by itself may be a part of something larger. */
  #isCompared(name: string): boolean {
    return (
      this.#takesPart(name) &&
      this.#realClusters().some((one) => one.cluster.nodes.length > 1 && takesPartIn(name, one))
    );
  }

  /** How each file takes part in clusters. */
  memberships(): FileMembership[] {
    const clustersOf = new Map<string, Set<string>>();
    const nodesOf = new Map<string, Set<string>>();
    for (const { name, files } of this.clusterFiles()) {
      for (const { file, nodes } of files) {
        clustersOf.set(file, (clustersOf.get(file) ?? new Set()).add(name));
        for (const node of nodes) nodesOf.set(file, (nodesOf.get(file) ?? new Set()).add(node));
      }
    }
    return [...this.#files.values()]
      .sort((a, b) => (a.file < b.file ? -1 : 1))
      .map(({ file, language }) => ({
        file,
        language,
        clusters: [...(clustersOf.get(file) ?? [])].sort(),
        nodes: [...(nodesOf.get(file) ?? [])].sort(),
      }));
  }

  /** Every cluster in a few words. */
  clusters(): ClusterSummary[] {
    this.update();
    return this.#realClusters().map(summaryOf);
  }

  /** Every cluster with its files. Two clusters may have one name, where two folders hold copies of one. */
  clusterFiles(): ClusterFiles[] {
    this.update();
    return this.#realClusters().map((one) => ({
      ...summaryOf(one),
      files: this.#filesOf(one),
    }));
  }

  /**
   * Says in Markdown to which clusters a file belongs and what shows it.
   *
   * @param nameOf gives the name that the reader knows a file by; the workspace's key where it is absent
   * @returns undefined for a file that is none of the workspace's
   */
  explain(name: string, translations?: Translations, nameOf = (file: string): string => file): string | undefined {
    this.update();
    if (!this.#files.has(name)) return undefined;
    const own = this.#realClusters().filter((one) => this.#takesPartIn(name, one));
    const isCopy = isCopyName(splitPath(name).name);
    const isLeftOut = this.#aside.has(name) || this.#manifests.excludes(name);
    const alone = isLeftOut ? "excluded" : isCopy ? "copy" : "no-cluster";
    const reason = this.settingsOf(name).isClusterEnabled ? alone : "not-compared";
    return explainCluster(name, own, reason, { say: (said) => sayMessage(said, translations), nameOf });
  }

  /**
   * Writes down as a manifest what was found out about all clusters.
   *
   * @param pathOf gives a file's path relative to the manifest
   */
  draftManifest(pathOf: (file: string) => string, translations?: Translations): ManifestDraft {
    this.update();
    return draftManifest(this.#realClusters(), { say: (said) => sayMessage(said, translations), pathOf });
  }

  /** The clusters that a file takes part in, as they are now. */
  clustersOf(file: string): readonly Cluster[] {
    this.update();
    return this.#realClusters()
      .filter((one) => this.#takesPartIn(file, one))
      .map(({ cluster }) => cluster);
  }

  /** Whether a file is one that a cluster is made from, or a part of one. */
  #takesPartIn(file: string, one: ClusterInWorkspace): boolean {
    const files = [file, ...this.#includes.mainsOf(file), ...this.#configurations.mainsOf(file)];
    return files.some((name) => takesPartIn(name, one));
  }

  /** All files that a program reads as one with a main file, itself among them. */
  #partsOf(file: string): readonly string[] {
    return this.#includes.wholeOf(file)?.files ?? this.configurationOf(file)?.files ?? [file];
  }

  /** The files of a cluster by name, with those that are read with them, each with the nodes that it configures. */
  #filesOf(one: ClusterInWorkspace): ClusterFiles["files"] {
    const nodesOf = new Map<string, Set<string>>();
    for (const { file, nodes } of filesOf(one)) {
      for (const part of this.#partsOf(file)) {
        nodesOf.set(part, new Set([...(nodesOf.get(part) ?? []), ...nodes]));
      }
    }
    return Array.from(nodesOf, ([file, nodes]) => ({ file, nodes: [...nodes].sort() })).sort((a, b) =>
      a.file < b.file ? -1 : 1,
    );
  }

  /** Clusters that have something to compare: a virtual router, Kubernetes files beside a balancer, or members of etcd. */
  #realClusters(): ClusterInWorkspace[] {
    return this.#clusters
      .clusters()
      .filter(
        ({ cluster, attached }) =>
          cluster.virtualRouters.length > 0 || attached.length > 0 || cluster.etcdClusters.length > 0,
      )
      .sort((a, b) => (a.cluster.name < b.cluster.name ? -1 : a.cluster.name > b.cluster.name ? 1 : 0));
  }
}

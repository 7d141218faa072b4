import { isWithin } from "../cluster/layout.ts";
import type { Cluster, ClusterNode } from "../cluster/model.ts";
import { detectLanguage, type FileLanguage } from "../documents/detect.ts";
import { isCopyName, isTemplateName, splitPath } from "../documents/path.ts";
import type { FileFacts } from "../model/facts.ts";
import type { YamlReader } from "../model/kubernetes/yaml-reader.ts";
import { type Finding, sayMessage } from "../rules/finding.ts";
import { readSuppressions } from "../rules/suppressions.ts";
import { explainCluster } from "../services/explain-cluster.ts";
import type { HaproxyTree } from "../syntax/haproxy/tree.ts";
import type { KeepalivedTree } from "../syntax/keepalived/tree.ts";
import type { LineIndex } from "../text/line-index.ts";
import { FileChecker } from "./check-file.ts";
import { ClusterIndex, type LayoutInput } from "./clusters.ts";
import { type Reading, WorkspaceFile } from "./file.ts";
import { isExcluded, type PlacedManifest, resolveManifest, settingsFor } from "./manifests.ts";
import { byPlace, placeFinding } from "./place.ts";
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
  /** Files that are looked at for themselves only. */
  readonly #aside = new Set<string>();
  #settings: Settings;
  #folderSettings: readonly FolderSettings[] = [];
  #manifests: readonly PlacedManifest[] = [];
  #yamlReader: YamlReader | undefined;
  #builtFacts = 0;
  #parsedSectionsOfGone = 0;

  constructor(settings: Settings = defaultSettings) {
    this.#settings = settings;
  }

  get settings(): Settings {
    return this.#settings;
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
    this.#checker.forget();
    this.#clusters.markLayoutStale();
    for (const file of this.#files.keys()) this.#changed.add(file);
  }

  /** What a file is judged by: the user's settings, and what a manifest above it says. */
  #settingsOf(file: string): Settings {
    let nearest: FolderSettings | undefined;
    for (const one of this.#folderSettings) {
      const isNearer = nearest === undefined || one.folder.length > nearest.folder.length;
      if (isNearer && isWithin(file, one.folder)) nearest = one;
    }
    return settingsFor(file, nearest?.settings ?? this.#settings, this.#manifests);
  }

  /** Says of a file whether it is looked at for itself only and takes part in no cluster, whatever its text becomes. */
  setAside(file: string, isAside: boolean): void {
    if (this.#aside.has(file) === isAside) return;
    if (isAside) this.#aside.add(file);
    else this.#aside.delete(file);
    if (!this.#files.has(file)) return;
    this.#changed.add(file);
    this.#clusters.markLayoutStale();
  }

  /**
   * Whether YAML files wait for their reader, whose library is loaded only for them. Until `setYamlReader` they say nothing.
   */
  get needsYamlReader(): boolean {
    if (this.#yamlReader !== undefined) return false;
    for (const file of this.#files.values()) {
      if (isReadAsYaml(file.language)) return true;
    }
    return false;
  }

  /** Takes the reader of YAML; files that waited for it are read now. */
  setYamlReader(reader: YamlReader): void {
    this.#yamlReader = reader;
    for (const file of this.#files.values()) {
      if (!isReadAsYaml(file.language)) continue;
      file.markStale();
      this.#changed.add(file.file);
    }
  }

  /**
   * Takes a file in, or its new text.
   *
   * @param file the file's key
   * @param text the whole text
   * @param languageId what the editor says the file is, if it is open: `haproxy`, `keepalived` and `manifest` count, others do not
   * @returns false where the file is none that haconf reads; then it is not kept
   */
  setFile(file: string, text: string, languageId?: string): boolean {
    const known = this.#files.get(file);
    const isKnown = languageId === "haproxy" || languageId === "keepalived" || languageId === "manifest";
    const language = isKnown ? languageId : detectLanguage(file, text);
    if (language === undefined) {
      if (known !== undefined) this.removeFile(file);
      return false;
    }
    if (known !== undefined && known.language === language) {
      if (known.text === text) return true;
      known.setText(text);
    } else {
      if (known !== undefined) this.#parsedSectionsOfGone += known.parsedSections;
      this.#files.set(file, new WorkspaceFile(file, language, text));
      this.#clusters.markLayoutStale();
    }
    this.#changed.add(file);
    return true;
  }

  removeFile(file: string): void {
    const known = this.#files.get(file);
    if (known === undefined) return;
    this.#parsedSectionsOfGone += known.parsedSections;
    this.#files.delete(file);
    this.#ownFindings.delete(file);
    this.#changed.add(file);
    this.#clusters.markLayoutStale();
  }

  hasFile(file: string): boolean {
    return this.#files.has(file);
  }

  /** Every file's key, in no special order. */
  fileNames(): string[] {
    return [...this.#files.keys()];
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

  /** What a file says to the cluster model. */
  factsOf(file: string): readonly FileFacts[] {
    return this.#files.get(file)?.facts(this.#yamlReader) ?? [];
  }

  /**
   * Works out what the changes since the last call made stale.
   *
   * @returns the files whose findings may differ from before; removed ones are among them
   */
  update(): ReadonlySet<string> {
    this.#readManifests();
    const touched = new Set(this.#changed);
    for (const name of this.#changed) {
      const file = this.#files.get(name);
      if (file !== undefined) this.#checkFile(file);
    }
    const changed = new Set(this.#changed);
    this.#changed.clear();
    const factsOf = (name: string) => this.factsOf(name);
    const layoutOf = () => this.#layoutInput();
    for (const name of this.#clusters.update(changed, layoutOf, factsOf)) touched.add(name);
    return touched;
  }

  /** Whether a file is compared with others. */
  #takesPart(name: string): boolean {
    return !this.#aside.has(name) && !isExcluded(name, this.#manifests) && this.#settingsOf(name).isClusterEnabled;
  }

  /** Every file that takes part, and what the manifests make of them. */
  #layoutInput(): LayoutInput {
    const languages = new Map<string, FileLanguage>();
    for (const [name, file] of this.#files) {
      if (this.#takesPart(name)) languages.set(name, file.language);
    }
    const names = [...languages.keys()].sort();
    return { languages, manifestClusters: this.#manifests.flatMap((placed) => resolveManifest(placed, names)) };
  }

  /** Reads the manifests anew if one of them changed; then every file is judged by what they say now. */
  #readManifests(): void {
    const isConcerned = [...this.#changed].some((name) => {
      const language = this.#files.get(name)?.language;
      return language === "manifest" || (language === undefined && this.#manifests.some(({ file }) => file === name));
    });
    if (!isConcerned) return;
    const reader = this.#yamlReader;
    this.#manifests = [...this.#files.values()].flatMap(({ file, language, text }) =>
      language === "manifest" && reader !== undefined
        ? [{ file, folder: splitPath(file).folders.join("/"), manifest: reader.manifest(text) }]
        : [],
    );
    this.#clusters.markLayoutStale();
    this.#checker.forget();
    for (const name of this.#files.keys()) this.#changed.add(name);
  }

  #checkFile(file: WorkspaceFile): void {
    if (file.isStale) this.#builtFacts++;
    const settings = this.#settingsOf(file.file);
    const readings = file.readings();
    const factsOf = () => file.facts(this.#yamlReader);
    const findings = this.#checker.check(readings, file.language, factsOf, {
      file: file.file,
      haproxyVersion: settings.haproxyVersion,
      keepalivedVersion: settings.keepalivedVersion,
      isPartial: isTemplateName(splitPath(file.file).name),
    });
    this.#ownFindings.set(file.file, findings);
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
    if (file === undefined || isExcluded(name, this.#manifests)) return [];
    const own = this.#ownFindings.get(name) ?? [];
    const shared = this.#clusters.findingsOf(name);
    if (own.length + shared.length === 0) return [];
    const suppressions = readSuppressions(file.text);
    const { rules } = this.#settingsOf(name);
    const placed: PlacedFinding[] = [];
    for (const finding of [...own, ...shared]) {
      const severity = rules[finding.code] ?? finding.severity;
      if (severity === "off") continue;
      const one = placeFinding(finding, severity, (other) => this.#files.get(other), translations);
      if (!suppressions.has(one.code, file.lineIndex.position(one.start).line)) placed.push(one);
    }
    return placed.sort(byPlace);
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
      files: filesOf(one.cluster, one.attached),
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
    const own = this.#realClusters().filter(({ cluster, attached }) => takesPartIn(name, cluster, attached));
    const isCopy = isCopyName(splitPath(name).name);
    const isLeftOut = this.#aside.has(name) || isExcluded(name, this.#manifests);
    const alone = isLeftOut ? "excluded" : isCopy ? "copy" : "no-cluster";
    const reason = this.#settingsOf(name).isClusterEnabled ? alone : "not-compared";
    return explainCluster(name, own, reason, { say: (said) => sayMessage(said, translations), nameOf });
  }

  /** The clusters that a file takes part in, as they are now. */
  clustersOf(file: string): readonly Cluster[] {
    this.update();
    return this.#realClusters()
      .filter(({ cluster, attached }) => takesPartIn(file, cluster, attached))
      .map(({ cluster }) => cluster);
  }

  /** Clusters that have something to compare: a virtual router, or Kubernetes files beside a balancer. */
  #realClusters(): { cluster: Cluster; attached: readonly string[] }[] {
    return this.#clusters
      .clusters()
      .filter(({ cluster, attached }) => cluster.virtualRouters.length > 0 || attached.length > 0)
      .sort((a, b) => (a.cluster.name < b.cluster.name ? -1 : a.cluster.name > b.cluster.name ? 1 : 0));
  }
}

function summaryOf({ cluster, attached }: { cluster: Cluster; attached: readonly string[] }): ClusterSummary {
  return {
    name: cluster.name,
    vips: cluster.virtualAddresses.map((address) => address.text),
    nodes: cluster.nodes.map((node) => node.name).sort(),
    endpoint: cluster.endpoint,
    virtualRouters: cluster.virtualRouters.length,
    balancers: cluster.balancers.length,
    kubernetesFiles: attached.length,
  };
}

/** The files of a cluster by name, each with the nodes that it configures. */
function filesOf(cluster: Cluster, attached: readonly string[]): ClusterFiles["files"] {
  const nodesOf = new Map<string, Set<string>>(attached.map((file) => [file, new Set()]));
  const add = (file: string, nodes: readonly ClusterNode[]): void => {
    const names = nodesOf.get(file) ?? new Set();
    for (const { name } of nodes) names.add(name);
    nodesOf.set(file, names);
  };
  for (const balancer of cluster.balancers) add(balancer.file, balancer.nodes);
  for (const node of cluster.nodes) if (node.keepalived !== undefined) add(node.keepalived.file, [node]);
  return Array.from(nodesOf, ([file, nodes]) => ({ file, nodes: [...nodes].sort() })).sort((a, b) =>
    a.file < b.file ? -1 : 1,
  );
}

/** Whether a file is one that a cluster is made from. */
function takesPartIn(file: string, { nodes, balancers }: Cluster, attached: readonly string[]): boolean {
  return (
    attached.includes(file) ||
    balancers.some((balancer) => balancer.file === file) ||
    nodes.some(({ keepalived, haproxy }) => keepalived?.file === file || haproxy?.file === file)
  );
}

/** Whether a file's facts wait for the reader of YAML; scripts may hold here-documents. */
function isReadAsYaml(language: FileLanguage): boolean {
  return language === "kubernetes" || language === "shell" || language === "manifest" || language === "document";
}

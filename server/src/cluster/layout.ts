import type { FileLanguage } from "../documents/detect.ts";
import { isStreamFolder } from "../documents/nginx-file.ts";
import { isCopyName, isTemplateName, splitPath } from "../documents/path.ts";
import type { NodeValues } from "../model/node-values.ts";
import {
  isDocumentName,
  isGenericFolder,
  isKindFolder,
  isNodeName,
  isSecondRole,
  pathToReadAs,
  type Unit,
  unitOf,
} from "./units.ts";

/** The files of one node within a scope. */
export interface NodeSlot {
  readonly name: string;
  /**
   * What makes it a node. `content`: only an address or `router_id` of its own in the text, because files of any name that lie
   * side by side may as well be versions of one.
   */
  readonly knownBy: "manifest" | "inventory" | "folder" | "file-name" | "content";
  /** The folder that is the node's own; undefined where nodes are told apart by file names. */
  readonly folder: string | undefined;
  readonly keepalived: string | undefined;
  /** Other keepalived configs of the same node, of which a program reads only one: other states of the same text. */
  readonly alternatives: readonly string[];
  readonly haproxy: string | undefined;
  /** The addresses that the manifest or the inventory gives. */
  readonly addresses: readonly string[];
  readonly isControlPlane: boolean;
  /** Every file that the manifest gives it. */
  readonly files: readonly string[];
  /** What is known of the placeholders in its files. */
  readonly values: NodeValues | undefined;
}

/** A text in which configs stand as blocks. */
export interface Host {
  readonly file: string;
  readonly kind: "document" | "shell" | "yaml";
}

/** The stretch of a workspace within which files are compared with each other. */
export interface Scope {
  /** Unique; the folder, with the variant of the file names where there is one. */
  readonly id: string;
  /** The name of the cluster where nothing better is known: the manifest's, or the folder's. */
  readonly folderName: string;
  /** The name that the manifest gives. */
  readonly manifestName: string | undefined;
  /** What the manifest says beside its nodes; empty where there is none. */
  readonly manifestEndpoint: string | undefined;
  readonly manifestAddresses: readonly string[];
  readonly nodes: readonly NodeSlot[];
  /** haproxies that belong to no node by folder or name. */
  readonly looseHaproxies: readonly string[];
  /**
   * The folder whose files are its nodes, where all of them are named after machines: scopes with the same one stand beside each
   * other.
   */
  readonly machinesIn: string | undefined;
  /** The folder below which other files (kubeadm, scripts) lie near this scope. */
  readonly reach: string;
  /** Files of the cluster and its nodes that the manifest names. */
  readonly namedFiles: readonly string[];
  /** Its files are texts for people (`.txt`), which are compared with each other and never with what a program reads. */
  readonly isDocument: boolean;
  /** The one text in which all its configs stand as blocks: Markdown, a script that writes them. */
  readonly host: Host | undefined;
}

/** How the workspace's files fall into scopes: paths and the manifest alone decide, no text. */
export interface Layout {
  readonly scopes: readonly Scope[];
  /** YAML files and scripts, whose facts tie them to clusters. */
  readonly kubernetesFiles: readonly string[];
  /** Hosts files, and scripts that may write to one. */
  readonly hostsFiles: readonly string[];
  /** Files that may set something of the machines, or be scripts that keepalived runs. */
  readonly systemFiles: readonly string[];
  /** All files that may configure etcd or name its servers. */
  readonly etcdFiles: readonly string[];
}

/** A cluster whose nodes something names: a manifest, its globs resolved, or an inventory whose hosts fill templates in. */
export interface DeclaredCluster {
  readonly source: "manifest" | "inventory";
  readonly name: string;
  /** The manifest's or the inventory's file. */
  readonly file: string;
  /** The folder that it speaks for. */
  readonly folder: string;
  /** `host:port`, where no kubeadm file says it. */
  readonly endpoint: string | undefined;
  readonly virtualAddresses: readonly string[];
  readonly files: readonly string[];
  readonly nodes: readonly DeclaredNode[];
}

export interface DeclaredNode {
  readonly name: string;
  readonly addresses: readonly string[];
  readonly roles: readonly string[];
  readonly files: readonly string[];
  /** What its files' placeholders come to. */
  readonly values: NodeValues | undefined;
}

interface DraftSlot {
  name: string;
  readonly knownBy: NodeSlot["knownBy"];
  readonly folder: string | undefined;
  keepalived: string | undefined;
  readonly alternatives: string[];
  haproxy: string | undefined;
}

interface DraftScope {
  readonly id: string;
  readonly folder: string;
  readonly reach: string;
  readonly slots: Map<string, DraftSlot>;
  readonly looseHaproxies: string[];
}

function parentOf(folder: string): string | undefined {
  const slash = folder.lastIndexOf("/");
  if (slash >= 0) return folder.slice(0, slash);
  return folder === "" ? undefined : "";
}

/** How many folders deep; the root is 0. */
function depthOf(folder: string): number {
  return folder === "" ? 0 : folder.split("/").length;
}

function lastPart(folder: string): string {
  return folder.slice(folder.lastIndexOf("/") + 1);
}

/** Whether `folder` is `ancestor` or lies below it. */
export function isWithin(folder: string, ancestor: string): boolean {
  return ancestor === "" || folder === ancestor || folder.startsWith(`${ancestor}/`);
}

/** A kind folder (`keepalived/`) belongs together with what lies beside it. */
function reachOf(folder: string): string {
  return isKindFolder(lastPart(folder)) ? (parentOf(folder) ?? folder) : folder;
}

function groupBy<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group === undefined) groups.set(key(item), [item]);
    else group.push(item);
  }
  return groups;
}

/** Of several files for one place the one that a program would read: `keepalived.conf` before others, no template before one. */
function mainFileFirst(a: Unit, b: Unit): number {
  const rank = (unit: Unit): number => {
    const { name } = splitPath(unit.file);
    if (name === "keepalived.conf" || name === "haproxy.cfg") return 0;
    // Where haproxy is, it is the balancer.
    if (unit.language === "nginx") return 3;
    return /\.(?:conf|cfg)$/i.test(name) ? 1 : 2;
  };
  return rank(a) - rank(b) || (a.file < b.file ? -1 : 1);
}

/** Whether a further keepalived config of a node is another state of the first; a template beside its outcome says nothing new. */
function isAlternative({ keepalived }: DraftSlot, { file, ownFolder }: Unit): boolean {
  const isTemplate = isTemplateName(splitPath(file).name);
  return !isFragmentFolder(ownFolder) && (!isTemplate || isTemplateName(splitPath(keepalived ?? "").name));
}

/** Scopes whose nodes are told apart by file names in one folder. Files that are taken are struck from `units`. */
function scopesByFileName(units: Set<Unit>): DraftScope[] {
  const scopes: DraftScope[] = [];
  const keepalived = [...units].filter((unit) => unit.program === "keepalived" && !isFragmentFolder(unit.ownFolder));
  for (const [id, group] of groupBy(keepalived, (unit) => `${unit.ownFolder}#${unit.variant}`)) {
    const named = group.filter((unit) => unit.token !== "").sort(mainFileFirst);
    const plain = group.find((unit) => unit.token === "" && unit.label === "");
    // `keepalived.conf` beside `keepalived-backup.conf` is the other node, if the texts play different parts.
    const isPair = plain !== undefined && named.some((unit) => isSecondRole(unit.token));
    if (new Set(named.map((unit) => unit.token)).size < 2 && !isPair) continue;
    const folder = group[0]?.ownFolder ?? "";
    const scope: DraftScope = { id, folder, reach: reachOf(folder), slots: new Map(), looseHaproxies: [] };
    for (const unit of group) units.delete(unit);
    if (isPair) {
      const { name } = splitPath(plain.file);
      const slot: DraftSlot = {
        name,
        knownBy: "file-name",
        folder: undefined,
        keepalived: plain.file,
        alternatives: [],
        haproxy: undefined,
      };
      scope.slots.set("", slot);
    }
    for (const unit of named) {
      const known = scope.slots.get(unit.token);
      if (known === undefined) {
        scope.slots.set(unit.token, {
          name: unit.label,
          knownBy: "file-name",
          folder: undefined,
          keepalived: unit.file,
          alternatives: [],
          haproxy: undefined,
        });
      } else if (isAlternative(known, unit)) known.alternatives.push(unit.file);
    }
    scopes.push(scope);
  }
  return [...scopes, ...scopesByContent(units)];
}

/** Scopes of files in one folder whose names are words of their own (`alice.conf`, `bob.conf`): their texts decide. */
function scopesByContent(units: Set<Unit>): DraftScope[] {
  const scopes: DraftScope[] = [];
  const named = [...units].filter((unit) => unit.program === "keepalived" && unit.label !== "" && unit.token === "");
  for (const [folder, group] of groupBy(named, (unit) => unit.ownFolder)) {
    if (group.length < 2 || isFragmentFolder(folder)) continue;
    const scope: DraftScope = {
      id: `${folder}#`,
      folder,
      reach: reachOf(folder),
      slots: new Map(),
      looseHaproxies: [],
    };
    for (const unit of group.sort(mainFileFirst)) {
      units.delete(unit);
      const slot: DraftSlot = {
        name: unit.label,
        knownBy: "content",
        folder: undefined,
        keepalived: unit.file,
        alternatives: [],
        haproxy: undefined,
      };
      if (!scope.slots.has(unit.label)) scope.slots.set(unit.label, slot);
    }
    scopes.push(scope);
  }
  return scopes;
}

/** Whether the files of a folder are parts of one configuration (`conf.d`). */
function isFragmentFolder(folder: string): boolean {
  return /\.d$/i.test(lastPart(folder));
}

/** Gives haproxies that lie in or beside a folder of file-name scopes to these. */
function takeHaproxies(scopes: readonly DraftScope[], units: Set<Unit>): void {
  for (const unit of [...units]) {
    if (unit.program !== "haproxy") continue;
    const reach = reachOf(unit.ownFolder);
    const near = scopes.filter((scope) => scope.folder === unit.ownFolder || scope.reach === reach);
    const own = near.find(
      (scope) => scope.id.endsWith(`#${unit.variant}`) && unit.token !== "" && scope.slots.has(unit.token),
    );
    const slot = own?.slots.get(unit.token);
    if (slot !== undefined) {
      slot.haproxy ??= unit.file;
      units.delete(unit);
      continue;
    }
    // A file without a token may be shared by the nodes of the one scope that it lies in; a token that no node has means
    // another machine.
    const sameVariant = near.filter((scope) => scope.id.endsWith(`#${unit.variant}`));
    const candidates = sameVariant.length > 0 ? sameVariant : near;
    const only = candidates.length === 1 ? candidates[0] : undefined;
    if (only !== undefined && unit.token === "") {
      only.looseHaproxies.push(unit.file);
      units.delete(unit);
    }
  }
}

/** The folders of units with what lies in them, and those above; the deepest first. */
function foldersDeepestFirst(slots: ReadonlyMap<string, DraftSlot>): string[] {
  const folders = new Set(slots.keys());
  for (const folder of slots.keys()) {
    for (let at = parentOf(folder); at !== undefined; at = parentOf(at)) folders.add(at);
  }
  return [...folders].sort((a, b) => depthOf(b) - depthOf(a) || (a < b ? -1 : 1));
}

/** Makes a scope of a folder and the node folders below it, and strikes these from those that still wait for one. */
function takeNodes(folder: string, children: ReadonlySet<string>, waiting: Map<string, DraftSlot>): DraftScope {
  const scope: DraftScope = { id: folder, folder, reach: folder, slots: new Map(), looseHaproxies: [] };
  const names = new Set<string>();
  for (const child of [...children].sort((a, b) => depthOf(a) - depthOf(b) || (a < b ? -1 : 1))) {
    const slot = waiting.get(child);
    // A second folder of one name lies deeper: a copy or an older state of the node, which is checked alone.
    if (slot === undefined || names.has(slot.name)) continue;
    names.add(slot.name);
    scope.slots.set(child, slot);
    waiting.delete(child);
  }
  // What lies in the scope's folder itself is no node: its haproxy is the nodes' common one.
  const own = waiting.get(folder);
  if (own?.haproxy !== undefined) scope.looseHaproxies.push(own.haproxy);
  waiting.delete(folder);
  return scope;
}

/** The node that a folder's files make up; undefined for one that holds nothing but fragments. */
function slotOfFolder(folder: string, group: readonly Unit[]): DraftSlot | undefined {
  const [keepalived, ...others] = group.filter((unit) => unit.program === "keepalived");
  // Fragments are one configuration only for a program that is told so, and none of them says all of it.
  const haproxy = group.find((unit) => unit.program === "haproxy" && !isFragmentFolder(unit.ownFolder));
  const main = keepalived ?? haproxy;
  if (main === undefined) return undefined;
  const slot: DraftSlot = {
    // Files at the workspace's root have no folder that could name their machine.
    name: folder === "" ? splitPath(main.file).name : lastPart(folder),
    knownBy: "folder",
    folder,
    keepalived: keepalived?.file,
    alternatives: [],
    haproxy: haproxy?.file,
  };
  for (const unit of others) if (isAlternative(slot, unit)) slot.alternatives.push(unit.file);
  return slot;
}

/**
 * Gives haproxies that lie in a scope's folder, or in a mere kind folder of it, to the scope: their own folder may have a name
 * that can't be a node's (`k8s/haproxy.cfg` beside `k8s/lb1/`), and then they wait further up.
 */
function takeCommonHaproxies(
  scopes: readonly DraftScope[],
  waiting: Map<string, DraftSlot>,
  besides: readonly string[],
): void {
  const byFolder = new Map(scopes.map((scope) => [scope.folder, scope]));
  const homeOf = (file: string): DraftScope | undefined => {
    const own = splitPath(file).folders.join("/");
    return byFolder.get(own) ?? byFolder.get(reachOf(own));
  };
  // Of `prod/haproxy.cfg` and `staging/haproxy.cfg` only one can stand for the folder around them.
  for (const file of besides) homeOf(file)?.looseHaproxies.push(file);
  for (const [folder, slot] of waiting) {
    if (slot.haproxy === undefined) continue;
    const home = homeOf(slot.haproxy);
    if (home === undefined) continue;
    home.looseHaproxies.push(slot.haproxy);
    slot.haproxy = undefined;
    if (slot.keepalived === undefined) waiting.delete(folder);
  }
}

/**
 * Makes scopes of haproxies beside whose folder the one node folder lies (`haproxy.cfg` and `master1/keepalived.conf`): the others'
 * files are elsewhere, and the haproxy is the nodes' common one.
 */
function takeLoneNodes(waiting: Map<string, DraftSlot>): DraftScope[] {
  const scopes: DraftScope[] = [];
  const nodes = groupBy(
    [...waiting].filter(([folder, { keepalived }]) => keepalived !== undefined && isNodeName(lastPart(folder))),
    ([folder]) => parentOf(folder) ?? "",
  );
  for (const [folder, [child, second]] of nodes) {
    const slot = waiting.get(folder);
    if (child === undefined || second !== undefined || isNodeName(lastPart(folder))) continue;
    if (slot?.haproxy === undefined || slot.keepalived !== undefined) continue;
    scopes.push({ id: folder, folder, reach: folder, slots: new Map([child]), looseHaproxies: [slot.haproxy] });
    waiting.delete(folder);
    waiting.delete(child[0]);
  }
  return scopes;
}

/** The haproxies of a group that lie in other folders than the one which its node got (`prod/`, `staging/`). */
function otherHaproxies(folder: string, group: readonly Unit[], { haproxy }: DraftSlot): string[] {
  const own = splitPath(haproxy ?? "").folders.join("/");
  return group.flatMap(({ file, language, ownFolder }) => {
    const isBeside = language === "haproxy" && ownFolder !== own && ownFolder !== folder;
    return isBeside && !isFragmentFolder(ownFolder) ? [file] : [];
  });
}

/** Scopes whose nodes are folders: the nearest folder that holds at least two of them. */
function scopesByFolder(units: Set<Unit>): DraftScope[] {
  const waiting = new Map<string, DraftSlot>();
  const besides: string[] = [];
  for (const [folder, group] of groupBy([...units].sort(mainFileFirst), (unit) => unit.folder)) {
    const slot = slotOfFolder(folder, group);
    if (slot === undefined) continue;
    waiting.set(folder, slot);
    besides.push(...otherHaproxies(folder, group, slot));
  }
  const below = new Map<string, Set<string>>();
  const scopes = takeLoneNodes(waiting);
  for (const folder of foldersDeepestFirst(waiting)) {
    const open = below.get(folder) ?? new Set<string>();
    if (open.size >= 2) {
      scopes.push(takeNodes(folder, open, waiting));
      continue;
    }
    const parent = parentOf(folder);
    if (parent === undefined) continue;
    if (waiting.has(folder)) open.add(folder);
    const known = below.get(parent);
    if (known === undefined) below.set(parent, new Set(open));
    else for (const child of open) known.add(child);
  }
  takeCommonHaproxies(scopes, waiting, besides);
  for (const [folder, slot] of waiting) {
    scopes.push({ id: folder, folder, reach: folder, slots: new Map([[folder, slot]]), looseHaproxies: [] });
  }
  return scopes;
}

/**
 * Gives the haproxies of a kind folder (`haproxy/lb1/`, or one `haproxy/haproxy.cfg` for all) to the nodes that the kind folder
 * beside it has (`keepalived/lb1/`).
 */
function joinKindFolders(scopes: readonly DraftScope[]): DraftScope[] {
  const isHaproxyOnly = ({ slots }: DraftScope): boolean =>
    [...slots.values()].every((slot) => slot.keepalived === undefined);
  const free = scopes.filter(isHaproxyOnly);
  const entries = free.flatMap(({ slots }) => [...slots].map(([folder, slot]) => ({ slots, folder, slot })));
  const byReach = groupBy(entries, ({ folder }) => {
    const parent = parentOf(folder);
    return parent !== undefined && isKindFolder(lastPart(parent)) ? reachOf(parent) : folder;
  });
  const joined = scopes.map((scope) => {
    if (scope.slots.size < 2 || !isKindFolder(lastPart(scope.folder)) || free.includes(scope)) return scope;
    const reach = reachOf(scope.folder);
    const nodes = [...scope.slots.values()];
    for (const { slots, folder, slot } of byReach.get(reach) ?? []) {
      if (slot.haproxy === undefined || slots.get(folder) !== slot) continue;
      const node = nodes.find(({ name }) => name === slot.name);
      if (node !== undefined) node.haproxy ??= slot.haproxy;
      else if (folder === reach) scope.looseHaproxies.push(slot.haproxy);
      else continue;
      slots.delete(folder);
    }
    return { ...scope, reach };
  });
  return joined.filter(({ slots }) => slots.size > 0);
}

function declaredScope(
  cluster: DeclaredCluster,
  id: string,
  languageOf: (file: string) => FileLanguage | undefined,
): Scope {
  return {
    id,
    folderName: cluster.name,
    // An inventory names machines, which may be several clusters.
    manifestName: cluster.source === "manifest" ? cluster.name : undefined,
    manifestEndpoint: cluster.endpoint,
    manifestAddresses: cluster.virtualAddresses,
    nodes: cluster.nodes.map((node) => ({
      name: node.name,
      knownBy: cluster.source,
      folder: undefined,
      keepalived: node.files.find((file) => languageOf(file) === "keepalived"),
      alternatives: [],
      haproxy:
        node.files.find((file) => languageOf(file) === "haproxy") ??
        node.files.find((file) => languageOf(file) === "nginx"),
      addresses: node.addresses,
      isControlPlane: node.roles.includes("control-plane"),
      files: node.files,
      values: node.values,
    })),
    looseHaproxies: cluster.files.filter((file) => ["haproxy", "nginx"].includes(languageOf(file) ?? "")),
    machinesIn: undefined,
    reach: cluster.folder,
    namedFiles: [...cluster.files, ...cluster.nodes.flatMap(({ files }) => files)],
    isDocument: false,
    host: undefined,
  };
}

/** Whether all files of a scope are named after machines: a word and a number, and no step of a course, version or environment. */
function areNamedAfterMachines({ slots }: DraftScope): boolean {
  return [...slots.values()].every(({ name, knownBy }) => {
    const [, word] = /^([a-z]+)[-_.]?\d+$/i.exec(name) ?? [];
    return knownBy === "file-name" && word !== undefined && (isNodeName(name) || !isGenericFolder(word));
  });
}

/** Draws the scopes of files that may be compared with each other. */
function drawScopes(units: Set<Unit>, isDocument: boolean): Scope[] {
  const byName = scopesByFileName(units);
  takeHaproxies(byName, units);
  return [...byName, ...joinKindFolders(scopesByFolder(units))].map((draft): Scope => {
    const untold = { addresses: [], isControlPlane: false, files: [], values: undefined };
    const nodes = [...draft.slots.values()].map((slot) => ({ ...slot, ...untold }));
    return {
      id: isDocument ? `${draft.id}#document` : draft.id,
      folderName: lastPart(draft.folder),
      manifestName: undefined,
      manifestEndpoint: undefined,
      manifestAddresses: [],
      nodes: nodes.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)),
      looseHaproxies: [...draft.looseHaproxies].sort(),
      machinesIn: !isDocument && areNamedAfterMachines(draft) ? draft.folder : undefined,
      reach: draft.reach,
      namedFiles: [],
      isDocument,
      host: undefined,
    };
  });
}

/** The scope of what a text shows in blocks; its nodes are in its text. */
function hostScope(host: Host): Scope {
  const { file } = host;
  const folder = splitPath(file).folders.join("/");
  return {
    id: `${file}#host`,
    folderName: splitPath(file).name,
    manifestName: undefined,
    manifestEndpoint: undefined,
    manifestAddresses: [],
    nodes: [],
    looseHaproxies: [],
    machinesIn: undefined,
    reach: folder,
    namedFiles: [],
    isDocument: true,
    host,
  };
}

/** The path by which several files that are read as one take part: a folder of parts stands for the one file that it replaces. */
function joinedPath(file: string): string {
  const { folders, name } = splitPath(file);
  const isOfParts = isFragmentFolder(folders.join("/")) || /^\d+[-_.]/.test(name);
  if (!isOfParts) return file;
  const above = isFragmentFolder(folders.join("/")) ? folders.slice(0, -1) : folders;
  return [...above, "haproxy.cfg"].join("/");
}

/** How many files of nginx lie in each folder. */
function countOfParts(files: ReadonlyMap<string, FileLanguage>): Map<string, number> {
  const parts = new Map<string, number>();
  for (const [file, language] of files) {
    if (language !== "nginx" || isCopyName(splitPath(file).name)) continue;
    const folder = splitPath(file).folders.join("/");
    if (isFragmentFolder(folder) || isStreamFolder(lastPart(folder))) parts.set(folder, (parts.get(folder) ?? 0) + 1);
  }
  return parts;
}

/**
 * Divides the files of a workspace into scopes.
 *
 * @param files every file with its language
 * @param declaredClusters what manifests and inventories name; it wins over folders and names
 * @param isJoined whether a haproxy file stands for several that are read as one
 */
export function layOut(
  files: ReadonlyMap<string, FileLanguage>,
  declaredClusters: readonly DeclaredCluster[],
  isJoined: (file: string) => boolean = () => false,
): Layout {
  const taken = new Set<string>();
  for (const cluster of declaredClusters) {
    for (const file of cluster.files) taken.add(file);
    for (const node of cluster.nodes) for (const file of node.files) taken.add(file);
  }
  const units = new Set<Unit>();
  const documents = new Set<Unit>();
  const parts = countOfParts(files);
  for (const [file, language] of files) {
    if ((language !== "keepalived" && language !== "haproxy" && language !== "nginx") || taken.has(file)) continue;
    // Of several files that nginx includes none says all, and it is not known which of them it does.
    if (language === "nginx" && (parts.get(splitPath(file).folders.join("/")) ?? 0) > 1) continue;
    const readAs = isJoined(file) ? joinedPath(file) : pathToReadAs(file, (other) => files.has(other));
    if (readAs !== undefined) (isDocumentName(file) ? documents : units).add(unitOf(file, language, readAs));
  }
  const ofLanguages = (...languages: readonly FileLanguage[]): string[] =>
    [...files].flatMap(([file, language]) => (languages.includes(language) ? [file] : [])).sort();
  const isRead = (file: string): boolean => !isCopyName(splitPath(file).name);
  const hosts = [...files].flatMap(([file, kind]): Host[] =>
    kind === "document" || kind === "shell" || kind === "yaml" ? [{ file, kind }] : [],
  );
  const scopes = [...drawScopes(units, false), ...drawScopes(documents, true), ...hosts.map(hostScope)];
  const timesNamed = new Map<string, number>();
  const named = declaredClusters.map((cluster) => {
    const id = `${cluster.source === "manifest" ? cluster.folder : cluster.file}#${cluster.source}#${cluster.name}`;
    const times = (timesNamed.get(id) ?? 0) + 1;
    timesNamed.set(id, times);
    // A name that stands twice in a manifest is an error, but means two clusters all the same.
    return declaredScope(cluster, times === 1 ? id : `${id}#${times}`, (file) => files.get(file));
  });
  return {
    scopes: [...named, ...scopes].sort((a, b) => (a.id < b.id ? -1 : 1)),
    kubernetesFiles: ofLanguages("kubernetes", "shell").filter(isRead),
    hostsFiles: ofLanguages("hosts", "shell", "document").filter(isRead),
    systemFiles: ofLanguages("system", "kubernetes", "shell", "document", "yaml", "ansible", "compose").filter(isRead),
    etcdFiles: ofLanguages("etcd", "etcd-yaml", "systemd", "compose", "kubernetes", "shell", "document").filter(isRead),
  };
}

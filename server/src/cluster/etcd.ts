import { isLoopback, isWildcard } from "../model/address.ts";
import type { EtcdClient, EtcdFacts, EtcdMember, EtcdUrl, EtcdUrls } from "../model/etcd/facts.ts";
import type { EtcdCluster, EtcdClusterMember, InFile } from "./model.ts";

/** What a file says of etcd, and what its place says of it. */
export interface EtcdSource {
  readonly file: string;
  readonly facts: EtcdFacts;
  /** The folder that it lies in. */
  readonly folder: string;
  /** The cluster to which the manifest gives it. */
  readonly named: string | undefined;
  /** A text for people: what it shows concerns no other file. */
  readonly isDocument: boolean;
}

/** An etcd cluster with where it lies. */
export interface EtcdGroup extends EtcdCluster {
  /** The folder around its files. */
  readonly folder: string;
  readonly named: string | undefined;
}

/** Host and port of a URL that means the same on every machine. */
function keyOf(url: EtcdUrl | undefined): string | undefined {
  if (url === undefined || url.host === "localhost") return undefined;
  if (url.address !== undefined && (isLoopback(url.address) || isWildcard(url.address))) return undefined;
  return `${url.host} ${url.port}`;
}

function keysOf(urls: EtcdUrls | undefined): string[] {
  return (urls?.urls ?? []).flatMap(({ value }) => keyOf(value) ?? []);
}

/** By what other members reach a member, as it says itself or else its own list does. */
function ownKeys(member: EtcdMember): string[] {
  const own = keysOf(member.peerUrls);
  if (own.length > 0) return own;
  const name = member.name?.value;
  const listed = (member.initialCluster?.peers ?? []).filter((peer) => name !== undefined && peer.name.value === name);
  return listed.flatMap(({ url }) => keyOf(url.value) ?? []);
}

/** The hosts of a member's own: those that it tells others, or its own list has for it. */
export function ownHosts(member: EtcdMember): Set<string> {
  const hosts = [...ownKeys(member), ...keysOf(member.clientUrls)].map((key) => key.split(" ")[0] ?? key);
  return new Set(hosts);
}

/** The URLs at which clients reach a member: those that it tells them, and those that it listens on. */
export function clientUrlsOf(member: EtcdMember): EtcdUrl[] {
  const found = new Map<string, EtcdUrl>();
  const add = (url: EtcdUrl): void => {
    found.set(url.text, url);
  };
  for (const { value } of member.clientUrls?.urls ?? []) if (value !== undefined) add(value);
  for (const { value } of member.listenClientUrls?.urls ?? []) {
    if (value === undefined) continue;
    if (value.address === undefined || !isWildcard(value.address)) add(value);
    else {
      for (const host of ownHosts(member)) {
        const written = host.includes(":") ? `[${host}]` : host;
        add({ ...value, host, text: `${value.scheme}://${written}:${value.port}` });
      }
    }
  }
  return [...found.values()];
}

/** One member, or members that were found to be of one cluster. */
interface Bundle {
  readonly members: readonly EtcdClusterMember[];
  readonly folder: string;
  readonly isClosed: boolean;
  /** All peers that it speaks of. */
  readonly keys: ReadonlySet<string>;
  readonly names: ReadonlySet<string>;
  readonly own: ReadonlySet<string>;
}

function bundleOf(members: readonly EtcdClusterMember[], folder: string, isClosed: boolean): Bundle {
  const keys = new Set<string>();
  const names = new Set<string>();
  const own = new Set<string>();
  for (const { facts } of members) {
    for (const { url } of facts.initialCluster?.peers ?? []) {
      const key = keyOf(url.value);
      if (key !== undefined) keys.add(key);
    }
    for (const key of ownKeys(facts)) {
      keys.add(key);
      own.add(key);
    }
    if (facts.name?.value !== undefined) names.add(facts.name.value);
  }
  return { members, folder, isClosed, keys, names, own };
}

/** Sorts what shares a key into components; what shares none stands alone. */
function componentsOf(bundles: readonly Bundle[]): Bundle[][] {
  const parent = bundles.map((_, index) => index);
  const find = (index: number): number => {
    let root = index;
    while (parent[root] !== root) root = parent[root] ?? root;
    parent[index] = root;
    return root;
  };
  const firstWith = new Map<string, number>();
  bundles.forEach(({ keys }, index) => {
    for (const key of keys) {
      const first = firstWith.get(key);
      if (first === undefined) firstWith.set(key, index);
      else parent[find(index)] = find(first);
    }
  });
  const groups = new Map<number, Bundle[]>();
  bundles.forEach((bundle, index) => {
    const root = find(index);
    const group = groups.get(root);
    if (group === undefined) groups.set(root, [bundle]);
    else group.push(bundle);
  });
  return [...groups.values()];
}

function areDisjoint(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  for (const one of a) if (b.has(one)) return false;
  return true;
}

/** What two texts of one member must agree in for it not to matter which one counts. */
function textOf({ facts }: EtcdClusterMember): string {
  const { name, initialCluster, peerUrls, clientUrls, listenClientUrls, state, token } = facts;
  const texts = [name, initialCluster?.list, peerUrls?.list, clientUrls?.list, listenClientUrls?.list, state, token];
  return JSON.stringify(texts.map((stated) => stated?.value));
}

/** Of several texts of one member the first, marked where they are at odds. */
function withoutDoubles(members: readonly EtcdClusterMember[]): EtcdClusterMember[] {
  const byIdentity = new Map<string, EtcdClusterMember[]>();
  members.forEach((member, index) => {
    const { name } = member.facts;
    const own = ownKeys(member.facts).sort().join(",");
    const isTold = name?.value !== undefined && own !== "";
    const key = isTold ? `${name.value} ${own}` : String(index);
    const same = byIdentity.get(key);
    if (same === undefined) byIdentity.set(key, [member]);
    else same.push(member);
  });
  return [...byIdentity.values()].flatMap(([first, ...others]) => {
    if (first === undefined) return [];
    const isDoubtful = first.isDoubtful || others.some((other) => other.isDoubtful || textOf(other) !== textOf(first));
    return [{ ...first, isDoubtful }];
  });
}

/** Puts together what may be of one cluster among bundles that share peers; copies of one cluster stay apart. */
function joinComponent(component: readonly Bundle[], folder: string): Bundle[] {
  const closed = component.filter(({ isClosed }) => isClosed);
  const open = component.filter(({ isClosed }) => !isClosed);
  const [first, ...others] = closed;
  if (first === undefined) {
    const members = withoutDoubles(open.flatMap(({ members: own }) => own));
    return [bundleOf(members, folder, members.length > 1)];
  }
  const apart: Bundle[] = [];
  let joined = first;
  // Beside two clusters that share members nobody can tell of which one a single member is.
  const isUnclear = others.some((other) => !areDisjoint(joined.names, other.names));
  for (const other of [...others, ...open]) {
    const fits = !isUnclear && areDisjoint(joined.names, other.names) && areDisjoint(joined.own, other.own);
    if (fits) joined = bundleOf([...joined.members, ...other.members], folder, true);
    else apart.push(other);
  }
  return [joined, ...apart];
}

function parentOf(folder: string): string | undefined {
  if (folder === "") return undefined;
  const slash = folder.lastIndexOf("/");
  return slash < 0 ? "" : folder.slice(0, slash);
}

function depthOf(folder: string): number {
  return folder === "" ? 0 : folder.split("/").length;
}

/** Finds the clusters of members that lie in files of their own: what shares peers in the nearest folder around it. */
function groupByFolder(bundles: readonly Bundle[]): Bundle[] {
  const waiting = new Map<string, Bundle[]>();
  const put = (folder: string, bundle: Bundle): void => {
    const same = waiting.get(folder);
    if (same === undefined) waiting.set(folder, [bundle]);
    else same.push(bundle);
  };
  for (const bundle of bundles) put(bundle.folder, bundle);
  const folders = new Set<string>([""]);
  for (const { folder } of bundles) {
    for (let at: string | undefined = folder; at !== undefined; at = parentOf(at)) folders.add(at);
  }
  for (const folder of [...folders].sort((a, b) => depthOf(b) - depthOf(a) || (a < b ? -1 : 1))) {
    const here = waiting.get(folder) ?? [];
    waiting.delete(folder);
    const joined = componentsOf(here).flatMap((component) =>
      component.length === 1 ? component : joinComponent(component, folder),
    );
    const parent = parentOf(folder);
    if (parent === undefined) return joined;
    for (const bundle of joined) put(parent, bundle);
  }
  return [];
}

/** The clusters that one file shows by itself. */
function groupWithin(members: readonly EtcdClusterMember[], folder: string, isDocument: boolean): Bundle[] {
  // A text shows a member again after a change: the later counts.
  const ordered = isDocument ? [...members].reverse() : members;
  return componentsOf(ordered.map((member) => bundleOf([member], folder, false))).map((component) => {
    const own = withoutDoubles(component.flatMap((bundle) => bundle.members));
    const inOrder = isDocument ? own.reverse().map((member) => ({ ...member, isDoubtful: false })) : own;
    return bundleOf(inOrder, folder, true);
  });
}

function membersOf({ file, facts }: EtcdSource): EtcdClusterMember[] {
  return facts.members.map((member) => ({ file, facts: member, isDoubtful: false }));
}

function groupBy<T>(items: readonly T[], key: (item: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group === undefined) groups.set(key(item), [item]);
    else group.push(item);
  }
  return [...groups.values()];
}

interface Draft {
  readonly bundle: Bundle;
  readonly named: string | undefined;
  readonly document: string | undefined;
  readonly clients: InFile<EtcdClient>[];
}

/** How many folders two places have in common. */
function commonDepth(a: string, b: string): number {
  const left = a.split("/");
  const right = b.split("/");
  let depth = 0;
  while (depth < left.length && left[depth] !== "" && left[depth] === right[depth]) depth++;
  return depth;
}

/** Gives each client to the cluster whose members it names, the nearest of several; one that fits two goes to none. */
class ClientFinder {
  readonly #byKey = new Map<string, Draft[]>();
  readonly #byHost = new Map<string, Draft[]>();

  constructor(drafts: readonly Draft[]) {
    const add = (index: Map<string, Draft[]>, key: string, draft: Draft): void => {
      const same = index.get(key);
      if (same === undefined) index.set(key, [draft]);
      else if (!same.includes(draft)) same.push(draft);
    };
    for (const draft of drafts) {
      for (const { facts } of draft.bundle.members) {
        for (const url of clientUrlsOf(facts)) {
          const key = keyOf(url);
          if (key !== undefined) add(this.#byKey, key, draft);
        }
        for (const host of ownHosts(facts)) add(this.#byHost, host, draft);
        for (const { url } of facts.initialCluster?.peers ?? []) {
          const key = keyOf(url.value);
          if (key !== undefined) add(this.#byHost, key.split(" ")[0] ?? key, draft);
        }
      }
    }
  }

  find({ urls }: EtcdClient, source: EtcdSource): Draft | undefined {
    const keys = keysOf(urls);
    const byKey = keys.flatMap((key) => this.#byKey.get(key) ?? []);
    const byHost = keys.flatMap((key) => this.#byHost.get(key.split(" ")[0] ?? key) ?? []);
    return this.#nearest(byKey, source) ?? this.#nearest(byHost, source);
  }

  #nearest(drafts: readonly Draft[], source: EtcdSource): Draft | undefined {
    const possible = [...new Set(drafts)].filter((draft) =>
      source.isDocument ? draft.document === source.file : draft.document === undefined && draft.named === source.named,
    );
    const depths = possible.map(({ bundle }) => commonDepth(bundle.folder, source.folder));
    const deepest = Math.max(...depths);
    const nearest = possible.filter((_, index) => depths[index] === deepest);
    return nearest.length === 1 ? nearest[0] : undefined;
  }
}

/**
 * Finds the etcd clusters of a workspace: members that name the same peers, in the nearest folder around them or as the manifest
 * says. What a text for people shows stays among itself.
 *
 * @param sources what each file says, in the order of the files' names
 */
export function groupEtcd(sources: readonly EtcdSource[]): EtcdGroup[] {
  const drafts: Draft[] = [];
  const add = (bundles: readonly Bundle[], named: string | undefined, document: string | undefined): void => {
    for (const bundle of bundles) drafts.push({ bundle, named, document, clients: [] });
  };
  const single: Bundle[] = [];
  const open = sources.filter(({ named, isDocument }) => named === undefined && !isDocument);
  for (const source of open) {
    const members = membersOf(source);
    if (members.length === 1) single.push(bundleOf(members, source.folder, false));
    else if (members.length > 1) add(groupWithin(members, source.folder, false), undefined, undefined);
  }
  add(groupByFolder(single), undefined, undefined);
  for (const source of sources.filter(({ isDocument }) => isDocument)) {
    add(groupWithin(membersOf(source), source.folder, true), undefined, source.file);
  }
  const ofManifests = sources.filter(({ named, isDocument }) => named !== undefined && !isDocument);
  for (const same of groupBy(ofManifests, ({ named }) => named ?? "")) {
    const [first] = same;
    const bundles = groupWithin(same.flatMap(membersOf), first?.folder ?? "", false);
    add(bundles, first?.named, undefined);
  }
  const finder = new ClientFinder(drafts);
  for (const source of sources) {
    for (const facts of source.facts.clients) finder.find(facts, source)?.clients.push({ file: source.file, facts });
  }
  return drafts.map(({ bundle, named, document, clients }) => ({
    members: bundle.members,
    clients,
    folder: bundle.folder,
    named,
    isDocument: document !== undefined,
  }));
}

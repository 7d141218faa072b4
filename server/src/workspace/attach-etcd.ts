import type { ScopeCore } from "../cluster/build.ts";
import type { FactsOf, ScopePart } from "../cluster/draft.ts";
import { type EtcdGroup, type EtcdSource, groupEtcd, ownHosts } from "../cluster/etcd.ts";
import type { EtcdCluster } from "../cluster/model.ts";
import { isDocumentName } from "../cluster/units.ts";
import type { EtcdFacts } from "../model/etcd/facts.ts";
import { folderOf, isRealPart, PartIndex } from "./part-index.ts";

/** The etcd clusters of a workspace. */
export interface AttachedEtcd {
  /** Those of each part, and of each scope of `alone`. */
  readonly clusters: ReadonlyMap<ScopePart, readonly EtcdCluster[]>;
  /** A scope for each that belongs to no part. */
  readonly alone: readonly ScopeCore[];
}

function etcdFactsOf(facts: ReturnType<FactsOf>): EtcdFacts | undefined {
  return facts.find((one) => one.kind === "etcd");
}

/** What each file says; one that the manifest gives to nodes with values of their own says it to each of them. */
function sourcesOf(cores: readonly ScopeCore[], files: readonly string[], factsOf: FactsOf): EtcdSource[] {
  const scopesOf = new Map<string, ScopeCore["scope"]>();
  for (const { scope } of cores) for (const file of scope.namedFiles) scopesOf.set(file, scope);
  return files.flatMap((file): EtcdSource[] => {
    const scope = scopesOf.get(file);
    const owners = (scope?.nodes ?? []).filter((node) => node.files.includes(file));
    const readings = owners.length === 0 ? [factsOf(file)] : owners.map(({ values }) => factsOf(file, values));
    const said = new Set(readings.flatMap((facts) => etcdFactsOf(facts) ?? []));
    return [...said].map((facts) => ({
      file,
      facts,
      folder: folderOf(file),
      named: scope?.id,
      isDocument: isDocumentName(file),
    }));
  });
}

/** A scope with nothing but one etcd cluster in it. */
function aloneCore(id: string, { folder, members }: EtcdGroup): ScopeCore {
  const name = folder.slice(folder.lastIndexOf("/") + 1);
  const part: ScopePart = {
    nodes: [],
    routers: [],
    balancers: [],
    virtualAddresses: [],
    files: [],
    ties: () => new Set(),
  };
  return {
    scope: {
      id,
      folderName: name === "" ? (members[0]?.facts.token?.value ?? "etcd") : name,
      manifestName: undefined,
      manifestEndpoint: undefined,
      manifestAddresses: [],
      nodes: [],
      looseHaproxies: [],
      machinesIn: undefined,
      reach: folder,
      namedFiles: [],
      isDocument: false,
      host: undefined,
    },
    parts: [part],
  };
}

/** The parts that know an address of a member: the nearest around it. */
function partByAddress(index: PartIndex, partsOf: ReadonlyMap<string, ScopePart[]>, group: EtcdGroup): ScopePart[] {
  const hosts = group.members.flatMap(({ facts }) => [...ownHosts(facts)]);
  const parts = new Set(hosts.flatMap((host) => partsOf.get(host) ?? []));
  const [file = ""] = group.members.map((member) => member.file);
  return index.around(file, [...parts]);
}

/**
 * Finds the etcd clusters of a workspace and ties them to the clusters-to-be whose machines they run on: by the manifest, by a
 * text that shows both, by a member's address, and by folder to the only one. Each of the others is a cluster of its own.
 *
 * @param earlier the scopes of the last time, so that what stays keeps its scope
 */
export function attachEtcd(
  cores: readonly ScopeCore[],
  files: readonly string[],
  factsOf: FactsOf,
  earlier: readonly ScopeCore[],
): AttachedEtcd {
  const clusters = new Map<ScopePart, EtcdCluster[]>();
  const groups = files.length === 0 ? [] : groupEtcd(sourcesOf(cores, files, factsOf));
  if (groups.length === 0) return { clusters, alone: [] };
  const index = new PartIndex(cores);
  const partsOf = new Map<string, ScopePart[]>();
  for (const part of index.parts) {
    if (!isRealPart(part)) continue;
    for (const text of part.ties()) partsOf.set(text, [...(partsOf.get(text) ?? []), part]);
  }
  const attach = (part: ScopePart, cluster: EtcdCluster): void => {
    const same = clusters.get(part);
    if (same === undefined) clusters.set(part, [cluster]);
    else same.push(cluster);
  };
  const known = new Map(earlier.map((core) => [core.scope.id, core]));
  const alone = new Map<string, ScopeCore>();
  for (const group of groups) {
    const { members, clients, isDocument } = group;
    const cluster: EtcdCluster = { members, clients, isDocument };
    const part = placeOf(group, cores, index, partsOf);
    if (part !== undefined) {
      attach(part, cluster);
      continue;
    }
    const at = members[0];
    const id = `${group.folder}#etcd#${at?.file ?? ""}`;
    const core = alone.get(id) ?? known.get(id) ?? aloneCore(id, group);
    alone.set(id, core);
    for (const one of core.parts) attach(one, cluster);
  }
  return { clusters, alone: [...alone.values()] };
}

function placeOf(
  group: EtcdGroup,
  cores: readonly ScopeCore[],
  index: PartIndex,
  partsOf: ReadonlyMap<string, ScopePart[]>,
): ScopePart | undefined {
  if (group.named !== undefined) return cores.find(({ scope }) => scope.id === group.named)?.parts[0];
  const [first] = group.members;
  if (first === undefined) return undefined;
  if (group.isDocument) return cores.find(({ scope }) => scope.host?.file === first.file)?.parts.find(isRealPart);
  const [byAddress, other] = partByAddress(index, partsOf, group);
  if (byAddress !== undefined && other === undefined) return byAddress;
  return index.onlyAround(first.file);
}

/** Whether the members and clients are the same ones, read from the same texts. */
export function sameEtcd(a: readonly EtcdCluster[], b: readonly EtcdCluster[]): boolean {
  return (
    a.length === b.length &&
    a.every((one, index) => {
      const other = b[index];
      return (
        other !== undefined &&
        one.members.length === other.members.length &&
        one.clients.length === other.clients.length &&
        one.members.every(
          ({ facts, isDoubtful }, at) =>
            facts === other.members[at]?.facts && isDoubtful === other.members[at].isDoubtful,
        ) &&
        one.clients.every(({ facts }, at) => facts === other.clients[at]?.facts)
      );
    })
  );
}

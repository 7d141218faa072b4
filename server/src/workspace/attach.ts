import { contradicts, isTiedByAddress, type ScopeCore, type ScopePart } from "../cluster/build.ts";
import { isWithin } from "../cluster/layout.ts";
import { isKubernetesFolder } from "../cluster/units.ts";
import type { KubernetesFacts } from "../model/kubernetes/facts.ts";

/** Gives the Kubernetes facts of a file, if it has any. */
export type KubernetesFactsOf = (file: string) => KubernetesFacts | undefined;

function folderOf(file: string): string {
  const slash = file.lastIndexOf("/");
  return slash < 0 ? "" : file.slice(0, slash);
}

/** Whether a part has anything that a Kubernetes file can be compared with. */
function isRealPart(part: ScopePart): boolean {
  return part.balancers.length > 0 || part.routers.length > 0;
}

function ancestorsOf(folder: string): string[] {
  const found = [folder];
  for (let at = folder; at !== ""; ) {
    at = at.includes("/") ? at.slice(0, at.lastIndexOf("/")) : "";
    found.push(at);
  }
  return found;
}

/** The endpoints that a file states, as text, to see whether several files of a folder speak of one cluster. */
function statedEndpoints(facts: KubernetesFacts): string[] {
  return facts.clusters.flatMap(({ endpoint }) =>
    endpoint?.value === undefined || endpoint.value.isHostUnknown ? [] : [endpoint.value.host],
  );
}

class Attacher {
  readonly #cores: readonly ScopeCore[];
  readonly #factsOf: KubernetesFactsOf;
  readonly #byReach = new Map<string, ScopeCore[]>();
  #byAddress: ReadonlyMap<string, ReadonlySet<ScopePart>> | undefined;
  readonly #coreOf = new Map<ScopePart, ScopeCore>();
  readonly attached = new Map<ScopePart, string[]>();

  constructor(cores: readonly ScopeCore[], factsOf: KubernetesFactsOf) {
    this.#cores = cores;
    this.#factsOf = factsOf;
    for (const core of cores) {
      if (core.scope.isDocument) continue;
      const same = this.#byReach.get(core.scope.reach);
      if (same === undefined) this.#byReach.set(core.scope.reach, [core]);
      else same.push(core);
      for (const part of core.parts) this.#coreOf.set(part, core);
    }
  }

  /** The parts that an address ties to, made when the first file asks. */
  #partsOf(address: string): Iterable<ScopePart> {
    this.#byAddress ??= this.#indexAddresses();
    return this.#byAddress.get(address) ?? [];
  }

  #indexAddresses(): Map<string, Set<ScopePart>> {
    const index = new Map<string, Set<ScopePart>>();
    for (const part of this.#coreOf.keys()) {
      for (const text of [...part.ties(), ...part.virtualAddresses.map((vip) => vip.text)]) {
        const parts = index.get(text);
        if (parts === undefined) index.set(text, new Set([part]));
        else parts.add(part);
      }
    }
    return index;
  }

  run(files: readonly string[]): void {
    const byFolder = new Map<string, { file: string; facts: KubernetesFacts }[]>();
    for (const file of files) {
      const facts = this.#factsOf(file);
      if (facts === undefined) continue;
      const named = this.#named(file);
      for (const part of named) this.#attach(part, file);
      if (named.length > 0) continue;
      const tied = this.#tied(facts);
      const part = this.#near(file, tied) ?? this.#below(file, tied);
      if (part !== undefined) {
        this.#attach(part, file);
        continue;
      }
      const folder = folderOf(file);
      const same = byFolder.get(folder);
      if (same === undefined) byFolder.set(folder, [{ file, facts }]);
      else same.push({ file, facts });
    }
    // What no address ties goes by folder, but only where that leaves no choice.
    for (const core of this.#cores) if (!core.scope.isDocument) this.#attachByFolder(core, byFolder);
  }

  #attach(part: ScopePart, file: string): void {
    const files = this.attached.get(part);
    if (files === undefined) this.attached.set(part, [file]);
    else if (!files.includes(file)) files.push(file);
  }

  /** The clusters that manifests give the file to. */
  #named(file: string): ScopePart[] {
    const cores = this.#cores.filter(({ scope }) => scope.namedFiles.includes(file));
    return cores.flatMap((core) => core.parts.find(isRealPart) ?? []);
  }

  /** The parts that the file's addresses point to, wherever they lie. */
  #tied(facts: KubernetesFacts): ScopePart[] {
    const addresses = [
      ...facts.clusters.flatMap(({ endpoint, advertiseAddress }) => [
        endpoint?.value?.address,
        advertiseAddress?.value,
      ]),
      ...facts.nodes.flatMap(({ joinEndpoint, advertiseAddress }) => [
        joinEndpoint?.value?.address,
        advertiseAddress?.value,
      ]),
      ...facts.apiServers.map(({ advertiseAddress }) => advertiseAddress?.value),
    ];
    const candidates = new Set(
      addresses.flatMap((address) => (address === undefined ? [] : [...this.#partsOf(address.text)])),
    );
    return [...candidates].filter((part) => isTiedByAddress(facts, part));
  }

  #reachOf(part: ScopePart): string {
    return this.#coreOf.get(part)?.scope.reach ?? "";
  }

  /** Of the parts that a file is tied to the one in the nearest scope around it. */
  #near(file: string, tied: readonly ScopePart[]): ScopePart | undefined {
    for (const folder of ancestorsOf(folderOf(file))) {
      const here = tied.filter((part) => this.#reachOf(part) === folder);
      if (here.length > 0) return here.length === 1 ? here[0] : undefined;
    }
    return undefined;
  }

  /** Of the parts that a file is tied to the only one below its folder, or beside a folder like `kubeadm/`. */
  #below(file: string, tied: readonly ScopePart[]): ScopePart | undefined {
    let folder = folderOf(file);
    while (folder !== "" && isKubernetesFolder(folder.slice(folder.lastIndexOf("/") + 1))) folder = folderOf(folder);
    const below = tied.filter((part) => isWithin(this.#reachOf(part), folder));
    return below.length === 1 ? below[0] : undefined;
  }

  #attachByFolder(core: ScopeCore, byFolder: Map<string, { file: string; facts: KubernetesFacts }[]>): void {
    const real = core.parts.filter(isRealPart);
    const [part] = real;
    const isOnlyScope = (this.#byReach.get(core.scope.reach)?.length ?? 0) === 1;
    if (part === undefined || real.length !== 1 || !isOnlyScope) return;
    const inReach = [...byFolder]
      .filter(([folder]) => isWithin(folder, core.scope.reach))
      .flatMap(([, found]) => found);
    const own = inReach.filter(({ file }) => this.#nearestReach(folderOf(file)) === core.scope.reach);
    const endpoints = new Set([
      ...own.flatMap(({ facts }) => statedEndpoints(facts)),
      ...(this.attached.get(part) ?? []).flatMap((file) => {
        const facts = this.#factsOf(file);
        return facts === undefined ? [] : statedEndpoints(facts);
      }),
    ]);
    if (endpoints.size > 1) return;
    for (const { file, facts } of own) if (!contradicts(facts, part)) this.#attach(part, file);
  }

  #nearestReach(folder: string): string | undefined {
    return ancestorsOf(folder).find((ancestor) => this.#byReach.has(ancestor));
  }
}

/**
 * Ties Kubernetes files to the clusters-to-be that they speak of: by the manifest, by addresses, and by folder where only one
 * cluster and no contradiction is there.
 */
export function attachKubernetesFiles(
  cores: readonly ScopeCore[],
  files: readonly string[],
  factsOf: KubernetesFactsOf,
): ReadonlyMap<ScopePart, readonly string[]> {
  if (files.length === 0) return new Map();
  const attacher = new Attacher(cores, factsOf);
  attacher.run(files);
  return attacher.attached;
}

import type { Attachment, AttachmentReason } from "../cluster/attachment.ts";
import type { ScopeCore } from "../cluster/build.ts";
import type { ScopePart } from "../cluster/draft.ts";
import { type HostNames, noHostNames } from "../cluster/hosts.ts";
import { isWithin } from "../cluster/layout.ts";
import {
  endpointAddress,
  foreignEndpoints,
  goesToVirtualAddress,
  isKubeconfigMeantForPart,
  isMeantForPart,
  isNeighbour,
  namedAddresses,
  PartAddresses,
  tieByAddress,
} from "../cluster/ties.ts";
import { isKubernetesFolder } from "../cluster/units.ts";
import type { Endpoint, KubernetesFacts } from "../model/kubernetes/facts.ts";
import { type ConfigMapReaders, readersOfConfigMaps } from "./config-maps.ts";
import { folderOf, isRealPart, PartIndex } from "./part-index.ts";

/** Gives the Kubernetes facts of a file, if it has any. */
export type KubernetesFactsOf = (file: string) => KubernetesFacts | undefined;

/** A Kubernetes file that waits for its cluster. */
interface Waiting {
  readonly file: string;
  readonly facts: KubernetesFacts;
}

/** A file that an address ties to a part, though its endpoint is none of the part's VIPs. */
interface Doubtful extends Waiting {
  readonly part: ScopePart;
  readonly why: AttachmentReason;
}

/** The endpoints that a file states, as text, to see whether several files of a folder speak of one cluster. */
function statedEndpoints(facts: KubernetesFacts): string[] {
  return facts.clusters.flatMap(({ endpoint }) =>
    endpoint?.value === undefined || endpoint.value.isHostUnknown ? [] : [endpoint.value.host],
  );
}

/** Whether a file lies in the own folder of one of a part's nodes. */
function isInNodeFolder(file: string, part: ScopePart): boolean {
  return part.nodes.some(({ folder }) => folder !== undefined && folder !== "" && isWithin(file, folder));
}

class Attacher {
  readonly #cores: readonly ScopeCore[];
  readonly #index: PartIndex;
  readonly #configMaps: ConfigMapReaders;
  readonly #factsOf: KubernetesFactsOf;
  readonly #hostsOf: (part: ScopePart) => HostNames;
  readonly #partsWithHosts: readonly ScopePart[];
  readonly #addresses = new Map<ScopePart, PartAddresses>();
  #byAddress: ReadonlyMap<string, readonly ScopePart[]> | undefined;
  readonly attached = new Map<ScopePart, Attachment[]>();

  constructor(
    cores: readonly ScopeCore[],
    configMaps: ConfigMapReaders,
    factsOf: KubernetesFactsOf,
    hostsOf: (part: ScopePart) => HostNames,
  ) {
    this.#cores = cores;
    this.#configMaps = configMaps;
    this.#index = new PartIndex(cores, configMaps.onNodes);
    this.#factsOf = factsOf;
    this.#hostsOf = hostsOf;
    this.#partsWithHosts = [...this.#index.parts].filter((part) => hostsOf(part) !== noHostNames);
  }

  #addressesOf(part: ScopePart): PartAddresses {
    const known = this.#addresses.get(part);
    if (known !== undefined) return known;
    const addresses = new PartAddresses(part, this.#hostsOf(part));
    this.#addresses.set(part, addresses);
    return addresses;
  }

  /** The parts that an address ties to, made when the first file asks. */
  #partsOf(address: string): readonly ScopePart[] {
    this.#byAddress ??= this.#indexAddresses();
    return this.#byAddress.get(address) ?? [];
  }

  #indexAddresses(): Map<string, ScopePart[]> {
    const index = new Map<string, ScopePart[]>();
    for (const part of this.#index.parts) {
      for (const text of this.#addressesOf(part).texts) {
        const parts = index.get(text);
        if (parts === undefined) index.set(text, [part]);
        else parts.push(part);
      }
    }
    return index;
  }

  run(files: readonly string[]): void {
    const texts = this.#attachTexts();
    const doubtful: Doubtful[] = [];
    const loose: Waiting[] = [];
    for (const file of files) {
      const facts = texts.has(file) ? undefined : this.#factsOf(file);
      if (facts === undefined) continue;
      const named = this.#index.named(file);
      for (const part of named) this.#attach(part, file, { kind: "manifest" });
      if (named.length > 0) continue;
      if (this.#attachReader(file)) continue;
      const ties = this.#tiesOf(file, facts);
      const around = (isWanted: (why: AttachmentReason, part: ScopePart) => boolean): ScopePart[] =>
        this.#index.around(
          file,
          [...ties].flatMap(([part, why]) => (isWanted(why, part) ? [part] : [])),
        );
      // A haproxy that sends to the VIP knows its address as well, but the endpoint leads to those that hold it.
      const holders = around(goesToVirtualAddress);
      const sure =
        holders.length > 0
          ? holders
          : around((_, part) => foreignEndpoints(facts, this.#addressesOf(part)).length === 0);
      const [part, other] = sure.length > 0 ? sure : around(() => true);
      const why = part === undefined ? undefined : ties.get(part);
      if (part === undefined || other !== undefined || why === undefined) loose.push({ file, facts });
      else if (sure.length > 0) this.#attach(part, file, why);
      else doubtful.push({ file, facts, part, why });
    }
    for (const one of doubtful) this.#attachDoubtful(one);
    this.#attachByFolder(loose);
  }

  /**
   * What a text shows of Kubernetes beside its configs belongs to the cluster that these make up, of several to the one that it
   * names by an address; it never concerns what lies around the text.
   *
   * @returns the texts that show configs
   */
  #attachTexts(): Set<string> {
    const texts = new Set<string>();
    for (const { scope, parts } of this.#cores) {
      if (scope.host === undefined || parts.length === 0) continue;
      const { file } = scope.host;
      texts.add(file);
      const facts = this.#factsOf(file);
      if (facts === undefined) continue;
      const meant = parts.filter((part) => {
        const addresses = this.#addressesOf(part);
        const foreign = foreignEndpoints(facts, addresses);
        if (parts.length === 1) return foreign.length === 0 || isMeantForPart(facts, foreign, addresses);
        const tie = tieByAddress(facts, addresses);
        return tie !== undefined && (goesToVirtualAddress(tie) || foreign.length === 0);
      });
      const [part] = meant;
      if (part !== undefined) this.#attach(part, file, { kind: "text" });
    }
    return texts;
  }

  /** Ties a file whose pods read a ConfigMap of another text to the cluster that the text shows, and says whether there is one. */
  #attachReader(file: string): boolean {
    const read = this.#configMaps.readBy.get(file);
    const [part, other] = read?.core.parts.filter(isRealPart) ?? [];
    if (read === undefined || part === undefined || other !== undefined) return false;
    this.#attach(part, file, { kind: "config-map", name: read.name });
    return true;
  }

  #attach(part: ScopePart, file: string, why: AttachmentReason): void {
    const files = this.attached.get(part);
    if (files === undefined) this.attached.set(part, [{ file, why }]);
    else files.push({ file, why });
  }

  /** The parts that the file's addresses point to, wherever they lie, and by which address. */
  #tiesOf(file: string, facts: KubernetesFacts): Map<ScopePart, AttachmentReason> {
    const candidates = new Set(
      namedAddresses(facts, noHostNames).flatMap(({ address }) => this.#partsOf(address.text)),
    );
    // What a name stands for hangs on each part's hosts files.
    for (const part of this.#index.around(file, this.#partsWithHosts)) candidates.add(part);
    const ties = new Map<ScopePart, AttachmentReason>();
    for (const part of candidates) {
      const tie = tieByAddress(facts, this.#addressesOf(part));
      if (tie !== undefined) ties.set(part, tie);
    }
    return ties;
  }

  /** Whether another part than this one knows an address: then an endpoint that is none of this one's VIPs is the other's. */
  #isOfOthers(endpoint: Endpoint, part: ScopePart): boolean {
    const addresses = this.#addressesOf(part);
    const address = endpointAddress(endpoint, addresses.hosts);
    if (address === undefined || addresses.roleOf(address) !== undefined) return false;
    return this.#partsOf(address.text).length > 0;
  }

  /** Whether a file that is tied already states a VIP of the part as the endpoint. */
  #hasTrueEndpoint(part: ScopePart): boolean {
    const addresses = this.#addressesOf(part);
    return (this.attached.get(part) ?? []).some(({ file }) =>
      this.#factsOf(file)?.clusters.some(
        ({ endpoint }) => addresses.roleOf(endpointAddress(endpoint?.value, addresses.hosts)) === "vip",
      ),
    );
  }

  /** One file may have the endpoint wrong; beside one that has it right, another one is another cluster's, or an older state. */
  #attachDoubtful({ file, facts, part, why }: Doubtful): void {
    const foreign = foreignEndpoints(facts, this.#addressesOf(part));
    const isOfOthers = foreign.some((endpoint) => this.#isOfOthers(endpoint, part));
    if (isOfOthers && !this.#isOfOwnMachines(file, facts, part)) return;
    if (!this.#hasTrueEndpoint(part) || isInNodeFolder(file, part)) this.#attach(part, file, why);
  }

  /**
   * Whether a file that lies beside a part is about machines of that part and of no other: then an endpoint that another part holds was
   * taken over with the rest of the text.
   */
  #isOfOwnMachines(file: string, facts: KubernetesFacts, part: ScopePart): boolean {
    const machines = namedAddresses(facts, noHostNames).filter(({ kind }) => kind === "advertise-address");
    const isOwn = machines.every(({ address }) => {
      const parts = this.#partsOf(address.text);
      return parts.length === 1 && parts[0] === part;
    });
    return (
      machines.length > 0 && isOwn && isWithin(folderOf(file), this.#index.reachOf(part)) && this.#isBeside(file, part)
    );
  }

  /** What no address ties goes by folder, but only where that leaves no choice. */
  #attachByFolder(loose: readonly Waiting[]): void {
    const byPart = new Map<ScopePart, Waiting[]>();
    for (const waiting of loose) {
      const part = this.#index.onlyAround(waiting.file);
      if (part === undefined) continue;
      const same = byPart.get(part);
      if (same === undefined) byPart.set(part, [waiting]);
      else same.push(waiting);
    }
    for (const [part, own] of byPart) {
      const tied = (this.attached.get(part) ?? []).flatMap(({ file }) => this.#factsOf(file) ?? []);
      // A node's own file is the node's, whatever lies beside it.
      const common = own.filter(({ file }) => !isInNodeFolder(file, part));
      const stated = [...common.map(({ facts }) => facts), ...tied].flatMap(statedEndpoints);
      const meant = new Set(stated).size > 1 ? own.filter((waiting) => !common.includes(waiting)) : own;
      for (const waiting of meant) {
        if (!this.#contradicts(waiting, part)) this.#attach(part, waiting.file, { kind: "folder" });
      }
    }
  }

  /** Whether something in a file, or its place, speaks against its being about the part beside which it lies. */
  #contradicts({ file, facts }: Waiting, part: ScopePart): boolean {
    const addresses = this.#addressesOf(part);
    if (facts.kubeconfigs.length > 0) return !isKubeconfigMeantForPart(facts, addresses);
    const foreign = foreignEndpoints(facts, addresses);
    if (foreign.some((endpoint) => this.#isOfOthers(endpoint, part))) return true;
    if (foreign.length > 0) {
      const isOwnPlace = isInNodeFolder(file, part) || this.#isBeside(file, part);
      return !isOwnPlace || !isMeantForPart(facts, foreign, addresses);
    }
    return part.virtualAddresses.length > 0 && goElsewhere(facts, addresses);
  }

  /** Whether only folders like `k8s/` part a file from the part's own folder. */
  #isBeside(file: string, part: ScopePart): boolean {
    const reach = this.#index.reachOf(part);
    const between = folderOf(file).slice(reach === "" ? 0 : reach.length + 1);
    return between.split("/").every((folder) => folder === "" || isKubernetesFolder(folder));
  }
}

/** Whether a file that has only joins sends them to strangers: it is about another cluster. */
function goElsewhere(facts: KubernetesFacts, addresses: PartAddresses): boolean {
  if (facts.clusters.length > 0) return false;
  return facts.nodes.some(({ joinEndpoint }) => {
    const address = endpointAddress(joinEndpoint?.value, addresses.hosts);
    return address !== undefined && addresses.roleOf(address) === undefined && !isNeighbour(address, addresses.part);
  });
}

/**
 * Ties Kubernetes files to the clusters-to-be that they speak of: by the manifest, by addresses, and by folder where only one
 * cluster and no contradiction is there.
 *
 * @param hostsOf what the hosts files of a part say
 * @returns the files of each part, each with the reason why it belongs there
 */
export function attachKubernetesFiles(
  cores: readonly ScopeCore[],
  files: readonly string[],
  factsOf: KubernetesFactsOf,
  hostsOf: (part: ScopePart) => HostNames = () => noHostNames,
): ReadonlyMap<ScopePart, readonly Attachment[]> {
  if (files.length === 0 && !cores.some(({ scope }) => scope.host !== undefined)) return new Map();
  const attacher = new Attacher(cores, readersOfConfigMaps(cores, files, factsOf), factsOf, hostsOf);
  attacher.run(files);
  return attacher.attached;
}

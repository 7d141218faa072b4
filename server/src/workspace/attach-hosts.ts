import type { Attachment, AttachmentReason } from "../cluster/attachment.ts";
import type { ScopeCore } from "../cluster/build.ts";
import type { ScopePart } from "../cluster/draft.ts";
import { type HostNames, hostNames, noHostNames } from "../cluster/hosts.ts";
import { PartAddresses } from "../cluster/ties.ts";
import type { HostsFacts } from "../model/hosts/facts.ts";
import { PartIndex } from "./part-index.ts";

/** Gives what a file says of names and addresses, if it does. */
export type HostsFactsOf = (file: string) => HostsFacts | undefined;

/** The names by which a hosts file may speak of a part: those of its nodes, and of servers that have no address. */
function namesOf(part: ScopePart): Set<string> {
  const names = new Set(part.nodes.map((node) => node.name.toLowerCase()));
  for (const { facts } of part.balancers) {
    for (const proxy of facts.proxies) {
      for (const { hostName } of proxy.facts.servers) if (hostName !== undefined) names.add(hostName.toLowerCase());
    }
  }
  return names;
}

class PartNames {
  readonly part: ScopePart;
  readonly #addresses: PartAddresses;
  readonly #names: ReadonlySet<string>;

  constructor(part: ScopePart) {
    this.part = part;
    this.#addresses = new PartAddresses(part, noHostNames);
    this.#names = namesOf(part);
  }

  tie({ entries }: HostsFacts): AttachmentReason | undefined {
    for (const { address } of entries) {
      const is = this.#addresses.roleOf(address.value);
      if (is !== undefined && address.value !== undefined) {
        return { kind: "host-address", address: address.value.text, is };
      }
    }
    for (const { names } of entries) {
      const name = names.find(({ value }) => value !== undefined && this.#names.has(value.toLowerCase()));
      if (name !== undefined) return { kind: "host-name", name: name.text };
    }
    return undefined;
  }
}

/** What the hosts files of a workspace say to each of its parts. */
export interface AttachedHosts {
  /** The hosts files of a part. */
  filesOf(part: ScopePart): readonly Attachment[];
  namesOf(part: ScopePart): HostNames;
}

const noAttachedHosts: AttachedHosts = { filesOf: () => [], namesOf: () => noHostNames };

interface HostsFile {
  readonly file: string;
  readonly facts: HostsFacts;
}

class HostsAttacher {
  readonly #cores: readonly ScopeCore[];
  readonly #index: PartIndex;
  readonly #names: readonly PartNames[];
  readonly attached = new Map<ScopePart, Attachment[]>();

  constructor(cores: readonly ScopeCore[]) {
    this.#cores = cores;
    this.#index = new PartIndex(cores);
    this.#names = [...this.#index.parts].map((part) => new PartNames(part));
  }

  run(files: readonly HostsFile[]): void {
    const texts = this.#attachTexts(files);
    for (const one of files) if (!texts.has(one.file)) this.#attachFile(one);
  }

  #attach(part: ScopePart, file: string, why: AttachmentReason): void {
    const same = this.attached.get(part);
    if (same === undefined) this.attached.set(part, [{ file, why }]);
    else same.push({ file, why });
  }

  /** What a text says of names concerns the configs that it shows, and no others. */
  #attachTexts(files: readonly HostsFile[]): Set<string> {
    const texts = new Set<string>();
    const known = new Set(files.map(({ file }) => file));
    for (const { scope, parts } of this.#cores) {
      if (scope.host === undefined || parts.length === 0 || !known.has(scope.host.file)) continue;
      texts.add(scope.host.file);
      for (const part of parts) this.#attach(part, scope.host.file, { kind: "text" });
    }
    return texts;
  }

  #attachFile({ file, facts }: HostsFile): void {
    const named = this.#index.named(file);
    for (const part of named) this.#attach(part, file, { kind: "manifest" });
    if (named.length > 0) return;
    const ties = new Map<ScopePart, AttachmentReason>();
    for (const names of this.#names) {
      const why = names.tie(facts);
      if (why !== undefined) ties.set(names.part, why);
    }
    const near = this.#index.around(file, [...ties.keys()]);
    for (const part of near) this.#attach(part, file, ties.get(part) ?? { kind: "folder" });
    const only = near.length > 0 ? undefined : this.#index.onlyAround(file);
    if (only !== undefined) this.#attach(only, file, { kind: "folder" });
  }
}

/**
 * Ties hosts files to the clusters-to-be of which they name an address or a machine, as long as they lie near; and by folder to
 * the only one. One file may serve several clusters.
 */
export function attachHostsFiles(
  cores: readonly ScopeCore[],
  files: readonly string[],
  factsOf: HostsFactsOf,
): AttachedHosts {
  const found = files.flatMap((file): HostsFile[] => {
    const facts = factsOf(file);
    return facts === undefined ? [] : [{ file, facts }];
  });
  if (found.length === 0) return noAttachedHosts;
  const attacher = new HostsAttacher(cores);
  attacher.run(found);
  const { attached } = attacher;
  const factsByFile = new Map(found.map((one) => [one.file, one]));
  const names = new Map<ScopePart, HostNames>();
  for (const [part, own] of attached) {
    names.set(part, hostNames(own.flatMap(({ file }) => factsByFile.get(file) ?? [])));
  }
  return { filesOf: (part) => attached.get(part) ?? [], namesOf: (part) => names.get(part) ?? noHostNames };
}

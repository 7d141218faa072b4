import type { Attachment, AttachmentReason } from "../cluster/attachment.ts";
import type { ScopeCore, ScopePart } from "../cluster/build.ts";
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

export const noAttachedHosts: AttachedHosts = { filesOf: () => [], namesOf: () => noHostNames };

/**
 * Ties hosts files to the clusters-to-be of which they name an address or a machine, as long as they lie near; and by folder to
 * the only one. One file may serve several clusters.
 */
export function attachHostsFiles(
  cores: readonly ScopeCore[],
  files: readonly string[],
  factsOf: HostsFactsOf,
): AttachedHosts {
  const found = files.flatMap((file) => {
    const facts = factsOf(file);
    return facts === undefined ? [] : [{ file, facts }];
  });
  if (found.length === 0) return noAttachedHosts;
  const index = new PartIndex(cores);
  const parts = [...index.parts].map((part) => new PartNames(part));
  const attached = new Map<ScopePart, Attachment[]>();
  const attach = (part: ScopePart, file: string, why: AttachmentReason): void => {
    const same = attached.get(part);
    if (same === undefined) attached.set(part, [{ file, why }]);
    else same.push({ file, why });
  };
  const texts = new Set<string>();
  for (const { scope, parts: shown } of cores) {
    const host = scope.host?.file;
    if (host === undefined || shown.length === 0 || !found.some(({ file }) => file === host)) continue;
    // What a text says of names concerns the configs that it shows.
    texts.add(host);
    for (const part of shown) attach(part, host, { kind: "text" });
  }
  for (const { file, facts } of found) {
    if (texts.has(file)) continue;
    const named = index.named(file);
    if (named !== undefined) {
      attach(named, file, { kind: "manifest" });
      continue;
    }
    const ties = new Map<ScopePart, AttachmentReason>();
    for (const names of parts) {
      const why = names.tie(facts);
      if (why !== undefined) ties.set(names.part, why);
    }
    const near = index.around(file, [...ties.keys()]);
    for (const part of near) attach(part, file, ties.get(part) ?? { kind: "folder" });
    const only = near.length > 0 ? undefined : index.onlyAround(file);
    if (only !== undefined) attach(only, file, { kind: "folder" });
  }
  const factsByFile = new Map(found.map((one) => [one.file, one]));
  const names = new Map<ScopePart, HostNames>();
  for (const [part, own] of attached)
    names.set(part, hostNames(own.flatMap(({ file }) => factsByFile.get(file) ?? [])));
  return { filesOf: (part) => attached.get(part) ?? [], namesOf: (part) => names.get(part) ?? noHostNames };
}

import type { ScopeCore } from "../cluster/build.ts";
import type { ScopePart } from "../cluster/draft.ts";
import { groupKubeVips, type KubeVipGroup } from "../cluster/kube-vip.ts";
import type { KubernetesFacts } from "../model/kubernetes/facts.ts";
import { PartIndex } from "./part-index.ts";

/** A scope with nothing in it but the VIPs of a kube-vip. */
function aloneCore({ id, folder, addresses, files }: KubeVipGroup): ScopeCore {
  const name = folder.slice(folder.lastIndexOf("/") + 1);
  const part: ScopePart = {
    nodes: [],
    routers: [],
    balancers: [],
    virtualAddresses: addresses,
    files,
    ties: () => new Set(),
  };
  return {
    scope: {
      id,
      folderName: name === "" ? "kube-vip" : name,
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

/** Whether a scope is made of the same files with the same VIPs. */
function isOf(core: ScopeCore, { addresses, files }: KubeVipGroup): boolean {
  return core.parts.every(
    (part) =>
      part.files.join("\n") === files.join("\n") &&
      part.virtualAddresses.map(({ text }) => text).join() === addresses.map(({ text }) => text).join(),
  );
}

/**
 * Makes a scope of each group of kube-vips that no cluster-to-be is around: they hold the VIP where neither keepalived nor haproxy
 * runs, and other Kubernetes files are compared with them.
 *
 * @param files the Kubernetes files of the workspace
 * @param earlier the scopes of the last time, so that what stays keeps its scope
 */
export function kubeVipCores(
  cores: readonly ScopeCore[],
  files: readonly string[],
  factsOf: (file: string) => KubernetesFacts | undefined,
  earlier: readonly ScopeCore[],
): ScopeCore[] {
  const sources = files.flatMap((file) => {
    const facts = factsOf(file);
    return facts === undefined || facts.kubeVips.length === 0 ? [] : [{ file, facts }];
  });
  if (sources.length === 0) return [];
  const index = new PartIndex(cores);
  const texts = new Set(cores.flatMap(({ scope, parts }) => (parts.length > 0 ? (scope.host?.file ?? []) : [])));
  const free = sources.filter(
    ({ file }) => !texts.has(file) && index.named(file).length === 0 && index.onlyAround(file) === undefined,
  );
  const held = new Set([...index.parts].flatMap(({ virtualAddresses }) => virtualAddresses.map(({ text }) => text)));
  return groupKubeVips(free).flatMap((group) => {
    // A VIP that keepalived or a manifest has as well belongs there.
    if (group.addresses.some(({ text }) => held.has(text))) return [];
    const known = earlier.find(({ scope }) => scope.id === group.id);
    return known !== undefined && isOf(known, group) ? known : aloneCore(group);
  });
}

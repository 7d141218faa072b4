import type { ScopeCore } from "../cluster/build.ts";
import type { ConfigMapOfConfigs, KubernetesFacts } from "../model/kubernetes/facts.ts";
import type { BalancerPod } from "../model/kubernetes/pod-facts.ts";
import { ancestorsOf, folderOf, isWithinFolder } from "./part-index.ts";

/** A ConfigMap in a text that is a scope of its own, and what it is called. */
interface ShownConfigMap {
  readonly core: ScopeCore;
  readonly file: string;
  readonly map: ConfigMapOfConfigs;
}

/** What reads the configs that stand in ConfigMaps. */
export interface ConfigMapReaders {
  /** The texts with ConfigMaps that pods in the nodes' network read: their haproxy and keepalived run on the nodes. */
  readonly onNodes: ReadonlySet<ScopeCore>;
  /** The text whose ConfigMap the pods of another file read, by that file. */
  readonly readBy: ReadonlyMap<string, { readonly core: ScopeCore; readonly name: string }>;
}

function isInNodesNetwork({ hostNetwork }: BalancerPod): boolean {
  return hostNetwork?.value === true;
}

function areOfOneNamespace(a: string | undefined, b: string | undefined): boolean {
  return a === undefined || b === undefined || a === b;
}

/** The one ConfigMap that a pod means: of a name that several files give the nearest, and none where several are as near. */
function nearest(file: string, pod: BalancerPod, named: readonly ShownConfigMap[]): ShownConfigMap | undefined {
  const meant = named.filter(({ map }) => areOfOneNamespace(map.namespace, pod.namespace));
  for (const folder of ancestorsOf(folderOf(file))) {
    const here = meant.filter((one) => isWithinFolder(one.file, folder));
    if (here.length > 0) return here.length === 1 ? here[0] : undefined;
  }
  return undefined;
}

/**
 * Finds the pods that read the configs in ConfigMaps: those beside them in one text, and those of other files that name a ConfigMap
 * among their volumes.
 *
 * @param cores all scopes
 * @param files the files that may hold pods, beside the texts themselves
 */
export function readersOfConfigMaps(
  cores: readonly ScopeCore[],
  files: readonly string[],
  factsOf: (file: string) => KubernetesFacts | undefined,
): ConfigMapReaders {
  const onNodes = new Set<ScopeCore>();
  const byName = new Map<string, ShownConfigMap[]>();
  const pods = new Set(files);
  for (const core of cores) {
    const { host } = core.scope;
    if (host?.kind !== "yaml") continue;
    const facts = factsOf(host.file);
    pods.add(host.file);
    if (facts?.pods.some(isInNodesNetwork) === true) onNodes.add(core);
    for (const map of facts?.configMaps ?? []) {
      byName.set(map.name, [...(byName.get(map.name) ?? []), { core, file: host.file, map }]);
    }
  }
  const readBy = new Map<string, { core: ScopeCore; name: string }>();
  if (byName.size === 0) return { onNodes, readBy };
  for (const file of pods) {
    for (const pod of factsOf(file)?.pods ?? []) {
      const named = pod.configMaps.flatMap((name) => byName.get(name) ?? []);
      const meant = named.length === 0 ? undefined : nearest(file, pod, named);
      if (meant === undefined || meant.file === file) continue;
      readBy.set(file, { core: meant.core, name: meant.map.name });
      if (isInNodesNetwork(pod)) onNodes.add(meant.core);
    }
  }
  return { onNodes, readBy };
}

import type { Cluster, VirtualRouter, VirtualRouterMember } from "./model.ts";

/** The version of an API, of Kubernetes or of a document in a path: `v1beta3`, `1.29`, `v1.16.2`; an address is none. */
const versionInPath = /(?<![\d.])v?\d+\.\d+(?:\.\d+)?(?![\d.]*\d)|(?<![a-z\d])v\d+(?:alpha|beta)\d+/gi;

/**
 * Groups the files of a cluster that are versions of one document (`kubeadm-v1beta3.yaml`, `kubeadm-v1beta4.yaml`, `v1.16/init.yaml`):
 * a machine has only one of them.
 *
 * @returns groups of one file or more, in the files' order
 */
export function versionsOfDocuments(files: readonly string[]): string[][] {
  const groups = new Map<string, string[]>();
  for (const file of files) {
    const key = file.replace(versionInPath, "\0");
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [file]);
    else group.push(file);
  }
  return [...groups.values()];
}

/** How many states of a cluster are looked at; each costs a check of its own. */
const mostStates = 4;

/**
 * A cluster of which some texts are there in several states: other configs of one node, documents in several versions. A program
 * reads one of them, and nobody can tell which, so what is said of a cluster must hold in each of its states.
 */
export class ClusterStates {
  /** How many there are; 1 for nearly every cluster. */
  readonly count: number;
  readonly #documents: readonly (readonly string[])[];
  readonly #standsFor = new Map<string, string>();

  /**
   * @param routers the cluster's virtual routers
   * @param documents its Kubernetes files
   */
  constructor(routers: readonly VirtualRouter[], documents: readonly string[]) {
    this.#documents = versionsOfDocuments(documents);
    let count = 1;
    for (const versions of this.#documents) {
      count = Math.max(count, versions.length);
      for (const file of versions) this.#standsFor.set(file, versions[0] ?? file);
    }
    for (const { alternatives } of routers) {
      for (const [member, others] of alternatives) {
        count = Math.max(count, others.length + 1);
        for (const { file } of others) this.#standsFor.set(file, member.file);
      }
    }
    this.count = Math.min(mostStates, count);
  }

  /** The Kubernetes files of the n-th state; a document that has fewer versions keeps its last. */
  documentsOf(index: number): string[] {
    return this.#documents.flatMap((versions) => versions[Math.min(index, versions.length - 1)] ?? []);
  }

  /** A cluster with its members in their n-th state. */
  stateOf(cluster: Cluster, index: number): Cluster {
    if (index === 0) return cluster;
    const virtualRouters = cluster.virtualRouters.map((router): VirtualRouter => {
      if (router.alternatives.size === 0) return router;
      const members = router.members.map((member): VirtualRouterMember => {
        const others = router.alternatives.get(member);
        const other = others?.[Math.min(index, others.length) - 1];
        return other === undefined ? member : { ...other, node: member.node };
      });
      return { ...router, members };
    });
    return { ...cluster, virtualRouters };
  }

  /** The file of the first state in whose place a file stands; any other file stands for itself. */
  mainFileOf(file: string): string {
    return this.#standsFor.get(file) ?? file;
  }
}

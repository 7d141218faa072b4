import type { ClusterSummary, FileMembership } from "../../workspace/types.ts";
import { clock } from "./console.ts";
import { printable } from "./printable.ts";

/** Milliseconds by phase, in the order in which the phases ended. */
export class Stopwatch {
  readonly #phases: [string, number][] = [];
  #last = clock();

  lap(phase: string): void {
    const now = clock();
    this.#phases.push([phase, now - this.#last]);
    this.#last = now;
  }

  toString(): string {
    return this.#phases.map(([phase, milliseconds]) => `${phase} ${milliseconds.toFixed(1)} ms`).join(", ");
  }
}

/** `3 nodes`, `1 node`; undefined for none. */
function counted(count: number, one: string, many: string): string | undefined {
  return count === 0 ? undefined : `${count} ${count === 1 ? one : many}`;
}

function describeCluster(cluster: ClusterSummary): string {
  const { name, nodes, vips, endpoint } = cluster;
  const parts = [
    nodes.length === 0 ? undefined : `nodes ${nodes.join(", ")}`,
    vips.length === 0 ? undefined : `VIPs ${vips.join(", ")}`,
    endpoint === undefined ? undefined : `endpoint ${endpoint}`,
    counted(cluster.virtualRouters, "virtual router", "virtual routers"),
    counted(cluster.balancers, "haproxy", "haproxies"),
    counted(cluster.kubernetesFiles, "Kubernetes file", "Kubernetes files"),
  ];
  return `cluster ${name}: ${parts.filter((part) => part !== undefined).join("; ")}`;
}

function describeMembership({ file, clusters, nodes }: FileMembership, pathOf: (file: string) => string): string {
  const path = pathOf(file);
  if (clusters.length === 0) return `  ${path}: alone`;
  const places = nodes.length === 0 ? "" : ` on ${nodes.join(", ")}`;
  return `  ${path}: ${clusters.join(", ")}${places}`;
}

/**
 * Says which clusters the files make up, and of each file which cluster and nodes it belongs to.
 *
 * @returns lines, each with its end
 */
export function describeClusters(
  clusters: readonly ClusterSummary[],
  memberships: readonly FileMembership[],
  pathOf: (file: string) => string,
): string {
  const files = memberships.filter(({ language }) => language !== "manifest");
  const lines = [...clusters.map(describeCluster), ...files.map((one) => describeMembership(one, pathOf))];
  return lines.map((line) => `haconf: ${printable(line)}\n`).join("");
}

import { knownControlPlanes, wholeControlPlaneList } from "../../cluster/control-planes.ts";
import type { Cluster } from "../../cluster/model.ts";
import { type Finding, message, type RelatedPlace } from "../finding.ts";
import type { ClusterRule } from "../rule.ts";
import { allServers, apiServerBackends } from "./backends.ts";
import { exampleHaproxy, exampleKeepalived } from "./example-files.ts";

/** The fewest members of which etcd can lose one. */
const fewest = 3;

/** Whether haproxy's servers and the known control planes are the same machines: then no other is there. */
function isConfirmed(cluster: Cluster): boolean {
  const controlPlanes = knownControlPlanes(cluster);
  const backends = apiServerBackends(cluster);
  const isSame = (texts: ReadonlySet<string>): boolean =>
    texts.size === controlPlanes.length &&
    controlPlanes.every(({ addresses }) => addresses.some(({ text }) => texts.has(text)));
  return (
    backends.length > 0 &&
    backends.every(({ backend }) => {
      const servers = allServers(cluster, backend);
      return servers !== undefined && isSame(new Set(servers.map(({ address }) => address.text)));
    })
  );
}

/** How many control planes a cluster has; undefined where there may be more than are known. */
function countOf(cluster: Cluster): number | undefined {
  const known = knownControlPlanes(cluster);
  const named = cluster.nodes.filter((node) => node.isNamedControlPlane);
  if (named.length > 0) return Math.max(named.length, known.length);
  const isWhole = wholeControlPlaneList(cluster) !== undefined || isConfirmed(cluster);
  return isWhole && known.length > 0 ? known.length : undefined;
}

export const controlPlaneCount: ClusterRule = {
  code: "cluster/control-plane-count",
  scope: "cluster",
  severity: "information",
  fix: "none",
  since: "0.1.0",
  docs: {
    summary: "Fewer than three control planes run etcd, so that none of them can be lost.",
    why: "etcd works as long as more than half of its members do. With one or two control planes, each with its etcd member, that is all of them: a VIP that moves and a balancer that fails over do not help when the API has no data behind it. Two control planes are even less available than one. Three are the fewest of which one can fail.",
    example: {
      bad: [
        exampleKeepalived("lb1", { priority: 150, weight: 0 }),
        exampleHaproxy("lb1", "*:8443"),
        exampleKeepalived("lb2", { priority: 100, weight: 0 }),
        countExample(["10.0.0.11", "10.0.0.12"]),
      ].join(""),
      good: [
        exampleKeepalived("lb1", { priority: 150, weight: 0 }),
        exampleHaproxy("lb1", "*:8443", [
          "cp1 10.0.0.11:6443 check",
          "cp2 10.0.0.12:6443 check",
          "cp3 10.0.0.13:6443 check",
        ]),
        exampleKeepalived("lb2", { priority: 100, weight: 0 }),
        countExample(["10.0.0.11", "10.0.0.12", "10.0.0.13"]),
      ].join(""),
    },
  },
  *check(cluster): Iterable<Finding> {
    const [first] = cluster.kubeadmClusters;
    if (first === undefined || cluster.virtualAddresses.length === 0) return;
    const isStacked = cluster.kubeadmClusters.every(({ facts }) => facts.etcd === "stacked" && !facts.source.isOpen);
    const isListed = wholeControlPlaneList(cluster)?.source !== undefined;
    if (!isStacked && !isListed) return;
    // A control plane whose address is filled in later may be one more.
    if (cluster.kubeadmNodes.some(({ facts }) => facts.isControlPlane && facts.source.isOpen)) return;
    const count = countOf(cluster);
    if (count === undefined || count >= fewest) return;
    const related = knownControlPlanes(cluster).flatMap(({ name, addresses, source }): RelatedPlace[] =>
      source === undefined
        ? []
        : [
            {
              ...source,
              message: message("{node} runs an apiserver, as this says", { node: name ?? addresses[0]?.text ?? "" }),
            },
          ],
    );
    yield {
      code: this.code,
      severity: this.severity,
      file: first.file,
      at: first.facts.source.at,
      message: message(
        "The cluster has fewer than three control planes with etcd on them: {count}. etcd needs more than half of its members, so that the API is gone with any one of them, whatever the VIP does.",
        { count },
      ),
      related,
      fixes: [],
      about: [first.facts],
    };
  },
};

/** The kubeadm commands that make control planes of machines. */
function countExample(addresses: readonly string[]): string {
  const lines = addresses.map((address, index) =>
    index === 0
      ? `kubeadm init --control-plane-endpoint 10.0.0.100:8443 --apiserver-advertise-address ${address}`
      : `kubeadm join 10.0.0.100:8443 --token "$TOKEN" --control-plane --apiserver-advertise-address ${address}`,
  );
  return `//- install.sh\n${lines.join("\n")}\n`;
}

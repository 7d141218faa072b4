import type { Cluster, VirtualRouter, VirtualRouterMember } from "../../cluster/model.ts";
import { type Finding, message } from "../finding.ts";
import type { ClusterRule } from "../rule.ts";
import { exampleKeepalived } from "./example-files.ts";
import { routerName } from "./members.ts";

/** Whether other nodes near a cluster, or of it, run keepalived. */
function hasOthers({ nodes, neighbours }: Cluster, { node }: VirtualRouterMember): boolean {
  return (
    neighbours.hasNamesakes ||
    nodes.some((other) => other !== node && (other.keepalived?.facts.instances.length ?? 0) > 0)
  );
}

/** The only member of a virtual router whose node's files are all known. */
function onlyMember(router: VirtualRouter): VirtualRouterMember | undefined {
  const [only, second] = router.members;
  if (only === undefined || second !== undefined || router.alternatives.size > 0) return undefined;
  // A text for people shows what it speaks of, and leaves out the rest.
  if (only.node.knownBy === "block" || only.node.knownBy === "content") return undefined;
  const { instance } = only;
  const isPeered = instance.unicastPeers.length > 0 || instance.isOpen;
  const areKnown =
    instance.virtualAddresses.length > 0 && instance.virtualAddresses.every(({ value }) => value !== undefined);
  return isPeered || !areKnown ? undefined : only;
}

/** Another virtual router of the cluster that has one of the addresses: the two may be versions of one. */
function isListedElsewhere(router: VirtualRouter, { virtualRouters }: Cluster): boolean {
  const texts = new Set(
    router.members.flatMap(({ instance }) => instance.virtualAddresses.map(({ value }) => value?.text)),
  );
  return virtualRouters.some(
    (other) =>
      other !== router &&
      other.members.some(({ instance }) => instance.virtualAddresses.some(({ value }) => texts.has(value?.text))),
  );
}

export const noFailoverPeer: ClusterRule = {
  code: "cluster/no-failover-peer",
  scope: "cluster",
  severity: "information",
  fix: "none",
  since: "0.1.0",
  docs: {
    summary: "A virtual router has one node only, though there are others.",
    why: "A VIP moves to another node only if that one has an instance with it. If none has, the address is gone with its node, and keepalived does no more for it than a line in the network configuration would. Often an instance was forgotten on the other nodes, or their address differs by a digit.\n\nNothing is found where the instance lists unicast peers: then the other node's file is elsewhere.",
    example: {
      bad:
        exampleKeepalived("lb1", { priority: 150 }) +
        exampleKeepalived("lb2", {
          priority: 100,
          virtualRouterId: 52,
          virtualAddresses: ["10.0.0.200/24"],
          unicastPeers: ["10.0.0.13"],
        }),
      good: exampleKeepalived("lb1", { priority: 150 }) + exampleKeepalived("lb2", { priority: 100 }),
    },
  },
  *check(cluster): Iterable<Finding> {
    if (cluster.neighbours.hasCommonAddress) return;
    for (const router of cluster.virtualRouters) {
      const only = onlyMember(router);
      if (only === undefined || !hasOthers(cluster, only) || isListedElsewhere(router, cluster)) continue;
      yield {
        code: this.code,
        severity: this.severity,
        file: only.file,
        at: only.instance.virtualAddresses[0]?.entry ?? only.instance.name.at,
        message: message(
          "Only {node} has {router}, though other nodes near it run keepalived. If {node} fails, nobody takes the address over; add the instance to another node.",
          { node: only.node.name, router: routerName(router) },
        ),
        related: [],
        fixes: [],
        about: [only],
      };
    }
  },
};

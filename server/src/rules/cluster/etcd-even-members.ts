import type { EtcdCluster } from "../../cluster/model.ts";
import { quorumOf } from "../../model/etcd/quorum.ts";
import { type Finding, message } from "../finding.ts";
import type { ClusterRule } from "../rule.ts";
import { exampleEtcd, examplePeers } from "./etcd-examples.ts";
import { memberName, stateOf } from "./etcd-members.ts";

function* findingsOf(cluster: EtcdCluster): Iterable<Finding> {
  const sizeOf = (one: EtcdCluster["members"][number]): number => one.facts.initialCluster?.size ?? 0;
  // Those that join later list more members than those that were there before.
  const largest = Math.max(...cluster.members.map(sizeOf));
  const making = cluster.members.filter((member) => stateOf(member) === "new");
  const [first, ...others] = making.filter((member) => sizeOf(member) === largest);
  const list = first?.facts.initialCluster;
  if (first === undefined || list === undefined || largest < 2 || largest % 2 === 1) return;
  // A list that can't be read, or that of a member of which it is not known how it starts, may have one more.
  const isUnsure = cluster.members.some(
    (member) => stateOf(member) === undefined || (member.facts.initialCluster?.size ?? largest) !== largest,
  );
  if (isUnsure) return;
  const { quorum, failures } = quorumOf(largest);
  yield {
    code: etcdEvenMembers.code,
    severity: etcdEvenMembers.severity,
    file: first.file,
    at: list.list.at,
    message: message(
      "etcd has {size} members here, of which {quorum} must be up, so it survives the loss of {failures}. With {less} members it survives as many, with {more} it survives {gain}: an even number gains nothing.",
      { size: largest, quorum, failures, less: largest - 1, more: largest + 1, gain: failures + 1 },
    ),
    related: others.flatMap((member) => {
      const other = member.facts.initialCluster;
      return other === undefined
        ? []
        : [
            {
              file: member.file,
              at: other.list.at,
              message: message("the list of {name}", { name: memberName(member) }),
            },
          ];
    }),
    fixes: [],
    about: [first],
  };
}

export const etcdEvenMembers: ClusterRule = {
  code: "cluster/etcd-even-members",
  scope: "cluster",
  severity: "warning",
  fix: "none",
  since: "0.1.0",
  docs: {
    summary: "An etcd cluster has an even number of members.",
    why: "More than half of the members must agree to every write: 2 of 3, 3 of 4, 3 of 5. The fourth member raises the number that is needed and not the number that may fail, and it is one machine more that can. With two members the loss of either stops the cluster, which is worse than one alone. Take 3 or 5.",
    example: {
      bad: [1, 2, 3, 4].map((number) => exampleEtcd(number, { peers: examplePeers(4) })).join(""),
      good: [1, 2, 3].map((number) => exampleEtcd(number)).join(""),
    },
  },
  *check(cluster): Iterable<Finding> {
    for (const etcd of cluster.etcdClusters) yield* findingsOf(etcd);
  },
};

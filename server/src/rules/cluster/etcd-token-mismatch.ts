import type { EtcdCluster, EtcdClusterMember } from "../../cluster/model.ts";
import type { Anchor } from "../../syntax/tree.ts";
import { type Finding, type Fix, type FixEdit, message } from "../finding.ts";
import { type Division, divide } from "../majority.ts";
import type { ClusterRule } from "../rule.ts";
import { exampleEtcd } from "./etcd-examples.ts";
import { founders, memberName, memberNames, rewrite } from "./etcd-members.ts";

/** What etcd takes where no token is set. */
const defaultToken = "etcd-cluster";

function tokenOf({ facts }: EtcdClusterMember): string | undefined {
  if (facts.token !== undefined) return facts.token.value;
  return facts.isOpen ? undefined : defaultToken;
}

function placeOf({ facts }: EtcdClusterMember): Anchor {
  return facts.token?.at ?? facts.initialCluster?.list.at ?? facts.at;
}

function setToken(member: EtcdClusterMember, token: string): FixEdit | undefined {
  const { token: stated, lastLine } = member.facts;
  if (stated !== undefined) return rewrite(member, stated, token);
  if (lastLine === undefined) return undefined;
  return {
    file: member.file,
    at: lastLine,
    form: "line-below",
    newText: `ETCD_INITIAL_CLUSTER_TOKEN="${token}"`,
  };
}

function fixesOf(member: EtcdClusterMember, { majority, groups, odd }: Division<EtcdClusterMember>): Fix[] {
  return (majority === undefined ? groups : [majority]).flatMap((group): Fix[] => {
    const changed = majority === undefined ? odd.filter((one) => !group.members.includes(one)) : [member];
    const edits = changed.map((one) => setToken(one, group.value));
    if (edits.includes(undefined)) return [];
    return [
      {
        title: message("Take the token of {names}", { names: memberNames(group.members) }),
        isPreferred: majority !== undefined,
        isSafe: majority !== undefined,
        edits: edits.filter((edit) => edit !== undefined),
      },
    ];
  });
}

function* findingsOf(cluster: EtcdCluster): Iterable<Finding> {
  const members = founders(cluster);
  const division = divide(members, tokenOf);
  if (division === undefined) return;
  const known = members.filter((member) => tokenOf(member) !== undefined);
  for (const member of division.odd) {
    const others = known.filter((other) => other !== member);
    const different = others.filter((other) => tokenOf(other) !== tokenOf(member));
    yield {
      code: etcdTokenMismatch.code,
      severity: etcdTokenMismatch.severity,
      file: member.file,
      at: placeOf(member),
      message: message(
        "The token of {name} is {own}, but {theirs} on {others}. The cluster's ID is computed from it, so the members refuse each other and etcd finds no leader.",
        {
          name: memberName(member),
          own: tokenOf(member) ?? "",
          theirs: [...new Set(different.map(tokenOf))].join(", "),
          others: memberNames(different),
        },
      ),
      related: others.map((other) => ({
        file: other.file,
        at: placeOf(other),
        message: message("token {token} on {name}", { token: tokenOf(other) ?? "", name: memberName(other) }),
      })),
      fixes: fixesOf(member, division),
      about: [member],
    };
  }
}

export const etcdTokenMismatch: ClusterRule = {
  code: "cluster/etcd-token-mismatch",
  scope: "cluster",
  severity: "error",
  fix: "safe",
  since: "0.1.0",
  docs: {
    summary: "Members of a new etcd cluster have different tokens.",
    why: "`initial-cluster-token` goes into the cluster's ID, so that two clusters that are made from one template never mix. Members with different tokens take each other for members of another cluster: they refuse each other's messages, and there is no quorum. Where no token is set it is `etcd-cluster`.",
    example: {
      bad: [exampleEtcd(1), exampleEtcd(2), exampleEtcd(3, { token: "k8s-etcd-2" })].join(""),
      good: [exampleEtcd(1), exampleEtcd(2), exampleEtcd(3)].join(""),
    },
  },
  *check(cluster): Iterable<Finding> {
    for (const etcd of cluster.etcdClusters) yield* findingsOf(etcd);
  },
};

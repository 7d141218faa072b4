import type { EtcdCluster, EtcdClusterMember } from "../../cluster/model.ts";
import type { EtcdPeers, EtcdUrl } from "../../model/etcd/facts.ts";
import type { Anchor } from "../../syntax/tree.ts";
import { type Finding, type Message, message } from "../finding.ts";
import type { ClusterRule } from "../rule.ts";
import { exampleEtcd } from "./etcd-examples.ts";
import { knownList, knownUrls, memberName, urlsOf } from "./etcd-members.ts";

interface Kind {
  /** What two members must not have in common. */
  keyOf(member: EtcdClusterMember): string | undefined;
  placeOf(member: EtcdClusterMember): Anchor;
  /** Whether two members that have it in common are surely two, not two states of one. */
  areTwo(a: EtcdClusterMember, b: EtcdClusterMember): boolean;
  say(member: EtcdClusterMember, others: readonly EtcdClusterMember[]): Message;
}

function ownUrl({ facts }: EtcdClusterMember): EtcdUrl | undefined {
  const urls = knownUrls(facts.peerUrls);
  return urls?.length === 1 ? urls[0] : undefined;
}

const byName: Kind = {
  keyOf: ({ facts }) => facts.name?.value,
  placeOf: ({ facts }) => facts.name?.at ?? facts.at,
  areTwo(a, b) {
    const [one, other] = [ownUrl(a), ownUrl(b)];
    // A name and an address may be one machine.
    const areAlike = (one?.address === undefined) === (other?.address === undefined);
    return one !== undefined && other !== undefined && areAlike && one.host !== other.host;
  },
  say: (member, others) =>
    message(
      "{name} is the name of another member as well: {files}. Each looks for itself under this name in initial-cluster and finds the other one's URL, so that one of them does not start.",
      { name: memberName(member), files: others.map(({ file }) => file).join(", ") },
    ),
};

const byUrl: Kind = {
  keyOf: (member) => ownUrl(member)?.text,
  placeOf: ({ facts }) => facts.peerUrls?.list.at ?? facts.at,
  areTwo: (a, b) =>
    a.facts.name?.value !== undefined && b.facts.name?.value !== undefined && a.facts.name.value !== b.facts.name.value,
  say: (member, others) =>
    message(
      "{name} advertises {url} to its peers, and so does {others}. The cluster takes them for one member, so that one is missing from the quorum.",
      { name: memberName(member), url: ownUrl(member)?.text ?? "", others: others.map(memberName).join(", ") },
    ),
};

/** Whether a list has a member that no file configures: then one of two that are alike should be that one. */
function hasVacancy(cluster: EtcdCluster, lists: readonly EtcdPeers[], kind: Kind): boolean {
  const taken = new Set(cluster.members.flatMap((member) => kind.keyOf(member) ?? []));
  return lists.some((list) =>
    list.peers.some(({ name, url }) => {
      const key = kind === byName ? name.value : url.value?.text;
      return key !== undefined && !taken.has(key);
    }),
  );
}

/** Of members that are alike the one that the lists have otherwise; without such a one, the last. */
function oddOf(members: readonly EtcdClusterMember[], lists: readonly EtcdPeers[]): EtcdClusterMember | undefined {
  const isListed = (member: EtcdClusterMember): boolean => {
    const own = ownUrl(member);
    const name = member.facts.name?.value;
    return (
      own !== undefined &&
      name !== undefined &&
      lists.some((list) => urlsOf(list, name).some(({ text }) => text === own.text))
    );
  };
  return members.findLast((member) => !isListed(member)) ?? members.at(-1);
}

function* findingsOf(cluster: EtcdCluster, kind: Kind): Iterable<Finding> {
  const groups = new Map<string, EtcdClusterMember[]>();
  for (const member of cluster.members) {
    const key = kind.keyOf(member);
    if (key === undefined || member.isDoubtful) continue;
    groups.set(key, [...(groups.get(key) ?? []), member]);
  }
  const lists = cluster.members.flatMap((member) => knownList(member) ?? []);
  for (const same of groups.values()) {
    if (same.length < 2 || !hasVacancy(cluster, lists, kind)) continue;
    const odd = oddOf(same, lists);
    const others = same.filter((one) => one !== odd);
    if (odd === undefined || !others.every((other) => kind.areTwo(odd, other))) continue;
    yield {
      code: etcdDuplicateName.code,
      severity: etcdDuplicateName.severity,
      file: odd.file,
      at: kind.placeOf(odd),
      message: kind.say(odd, others),
      related: others.map((other) => ({
        file: other.file,
        at: kind.placeOf(other),
        message: message("the other one is here"),
      })),
      fixes: [],
      about: [odd],
    };
  }
}

export const etcdDuplicateName: ClusterRule = {
  code: "cluster/etcd-duplicate-name",
  scope: "cluster",
  severity: "error",
  fix: "none",
  since: "0.1.0",
  docs: {
    summary: "Two members of an etcd cluster have one name, or one peer URL.",
    why: "This is what a copied file gives. A member finds itself in `initial-cluster` by its name and is reached by its peer URL; with the name or the URL of another one it does not start, or the cluster waits for a member that never comes and is one failure nearer to the loss of its quorum.",
    example: {
      bad: [exampleEtcd(1), exampleEtcd(2), exampleEtcd(3, { name: "etcd2" })].join(""),
      good: [exampleEtcd(1), exampleEtcd(2), exampleEtcd(3)].join(""),
    },
  },
  *check(cluster): Iterable<Finding> {
    for (const etcd of cluster.etcdClusters) {
      yield* findingsOf(etcd, byName);
      yield* findingsOf(etcd, byUrl);
    }
  },
};

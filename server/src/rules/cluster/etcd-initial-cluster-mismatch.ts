import type { EtcdCluster, EtcdClusterMember } from "../../cluster/model.ts";
import type { EtcdPeers, EtcdUrl } from "../../model/etcd/facts.ts";
import { type Finding, type Fix, type FixEdit, type Message, message, type RelatedPlace } from "../finding.ts";
import { type Division, divide, type ValueGroup } from "../majority.ts";
import type { ClusterRule } from "../rule.ts";
import { exampleEtcd } from "./etcd-examples.ts";
import {
  areAtOdds,
  founders,
  knownList,
  knownUrls,
  listKey,
  memberName,
  memberNames,
  rewrite,
  stateOf,
  urlsOf,
} from "./etcd-members.ts";

/** How many members advertise another URL than a list has for them. */
function contradictionsOf(list: EtcdPeers, cluster: EtcdCluster): number {
  return cluster.members.filter(({ facts, isDoubtful }) => {
    const name = facts.name?.value;
    const own = knownUrls(facts.peerUrls);
    if (isDoubtful || name === undefined || own === undefined) return false;
    const listed = urlsOf(list, name);
    return listed.length > 0 && areAtOdds(own, listed);
  }).length;
}

/**
 * How the founders' lists differ. A list that has other URLs than the members themselves is not the right one, though most have
 * it.
 */
function divideLists(
  members: readonly EtcdClusterMember[],
  cluster: EtcdCluster,
): Division<EtcdClusterMember> | undefined {
  const division = divide(members, keyOf);
  if (division === undefined) return undefined;
  const score = (group: ValueGroup<EtcdClusterMember>): number => {
    const [first] = group.members;
    const list = first === undefined ? undefined : knownList(first);
    return list === undefined ? 0 : contradictionsOf(list, cluster);
  };
  const scores = division.groups.map(score);
  const least = Math.min(...scores);
  const possible = division.groups.filter((_, index) => scores[index] === least);
  const [first, second] = possible;
  const isLarger = (first?.members.length ?? 0) > (second?.members.length ?? 0);
  const majority = isLarger ? first : undefined;
  const odd =
    majority === undefined
      ? division.odd
      : division.groups.flatMap((group) => (group === majority ? [] : group.members));
  return { groups: division.groups, majority, odd: majority === undefined ? members : odd };
}

function keyOf(member: EtcdClusterMember): string | undefined {
  const list = knownList(member);
  return list === undefined ? undefined : listKey(list);
}

function textsOf(urls: readonly EtcdUrl[]): string {
  return urls.map(({ text }) => text).join(", ");
}

/** The first thing in which a list differs from another. */
function differenceOf(own: EtcdPeers, other: EtcdPeers): Message {
  const names = (list: EtcdPeers): string[] => list.peers.flatMap(({ name }) => name.value ?? []);
  const [missing] = names(other).filter((name) => !names(own).includes(name));
  const [surplus] = names(own).filter((name) => !names(other).includes(name));
  if (missing !== undefined && surplus !== undefined) {
    return message("it names {surplus} instead of {missing}", { surplus, missing });
  }
  if (missing !== undefined) return message("it lacks {missing}", { missing });
  if (surplus !== undefined) return message("it has {surplus} besides", { surplus });
  const name = names(own).find((one) => textsOf(urlsOf(own, one)) !== textsOf(urlsOf(other, one))) ?? "";
  return message("it has {own} for {name} instead of {other}", {
    name,
    own: textsOf(urlsOf(own, name)),
    other: textsOf(urlsOf(other, name)),
  });
}

function relatedLists(members: readonly EtcdClusterMember[]): RelatedPlace[] {
  return members.flatMap((member) => {
    const list = member.facts.initialCluster;
    if (list === undefined) return [];
    return [
      { file: member.file, at: list.list.at, message: message("the list of {name}", { name: memberName(member) }) },
    ];
  });
}

function adoptList(member: EtcdClusterMember, model: EtcdPeers): FixEdit | undefined {
  const list = member.facts.initialCluster?.list;
  return list === undefined ? undefined : rewrite(member, list, model.list.text.replace(/[ \t]+/g, ""));
}

function fixesOf(member: EtcdClusterMember, division: Division<EtcdClusterMember>): Fix[] {
  const { majority, groups } = division;
  const models = majority === undefined ? groups : [majority];
  return models.flatMap((group): Fix[] => {
    const [model] = group.members;
    const list = model === undefined ? undefined : knownList(model);
    if (model === undefined || list === undefined) return [];
    const odd = majority === undefined ? division.odd.filter((one) => !group.members.includes(one)) : [member];
    const edits = odd.map((one) => adoptList(one, list));
    if (edits.length === 0 || edits.includes(undefined)) return [];
    return [
      {
        title: message("Take the list of {names}", { names: memberNames(group.members) }),
        isPreferred: majority !== undefined,
        isSafe: majority !== undefined,
        edits: edits.filter((edit) => edit !== undefined),
      },
    ];
  });
}

/** Founders whose lists differ. */
function* differentLists(division: Division<EtcdClusterMember>, all: readonly EtcdClusterMember[]): Iterable<Finding> {
  for (const member of division.odd) {
    const own = knownList(member);
    const theirs =
      (division.majority ?? division.groups.find((group) => !group.members.includes(member)))?.members ?? [];
    const other = theirs[0] === undefined ? undefined : knownList(theirs[0]);
    if (own === undefined || other === undefined) continue;
    yield {
      code: etcdInitialClusterMismatch.code,
      severity: etcdInitialClusterMismatch.severity,
      file: member.file,
      at: own.list.at,
      message: message(
        "initial-cluster of {name} differs from that of {others}: {difference}. Members that are told different lists compute different cluster IDs and refuse each other, so that etcd finds no leader.",
        { name: memberName(member), others: memberNames(theirs), difference: differenceOf(own, other) },
      ),
      related: relatedLists(all.filter((one) => one !== member)),
      fixes: fixesOf(member, division),
      about: [member],
    };
  }
}

/** The name that a list has for a member's own URLs, where nobody else bears it. */
function nameInList(member: EtcdClusterMember, list: EtcdPeers, cluster: EtcdCluster): string | undefined {
  const own = knownUrls(member.facts.peerUrls);
  if (own === undefined) return undefined;
  const texts = new Set(own.map(({ text }) => text));
  const entry = list.peers.find(({ url }) => url.value !== undefined && texts.has(url.value.text));
  const name = entry?.name.value;
  return cluster.members.some(({ facts }) => facts.name?.value === name) ? undefined : name;
}

/** A member that its own list does not have under its name. */
function missingSelf(member: EtcdClusterMember, cluster: EtcdCluster): Finding | undefined {
  const list = knownList(member);
  const { name } = member.facts;
  if (list === undefined || name?.value === undefined || urlsOf(list, name.value).length > 0) return undefined;
  const meant = nameInList(member, list, cluster);
  // A text for people may show what goes wrong.
  if (meant === undefined && cluster.isDocument) return undefined;
  const edit = meant === undefined ? undefined : rewrite(member, name, meant);
  const at = meant === undefined ? list.list.at : name.at;
  return {
    code: etcdInitialClusterMismatch.code,
    severity: etcdInitialClusterMismatch.severity,
    file: member.file,
    at,
    message:
      meant === undefined
        ? message(
            "initial-cluster of {name} does not list {name} itself. etcd looks for its own name there and does not start without it.",
            { name: name.value },
          )
        : message(
            "The member is called {name} here, but {meant} in its initial-cluster. etcd looks for its own name there and does not start without it.",
            { name: name.value, meant },
          ),
    related: relatedLists(meant === undefined ? cluster.members.filter((one) => one !== member) : [member]),
    fixes:
      edit === undefined || meant === undefined
        ? []
        : [
            {
              title: message("Call it {meant}, as initial-cluster does", { meant }),
              isPreferred: true,
              isSafe: false,
              edits: [edit],
            },
          ],
    about: [member],
  };
}

/** A member that tells others another peer URL than the lists have for it. */
function otherUrl(
  member: EtcdClusterMember,
  list: EtcdPeers,
  holders: readonly EtcdClusterMember[],
): Finding | undefined {
  const name = member.facts.name?.value;
  const stated = member.facts.peerUrls;
  const own = knownUrls(stated);
  if (name === undefined || stated === undefined || own === undefined) return undefined;
  const listed = urlsOf(list, name);
  if (listed.length === 0 || !areAtOdds(own, listed)) return undefined;
  const edit = rewrite(member, stated.list, listed.map(({ text }) => text).join(","));
  const listen = (member.facts.listenPeerUrls?.urls ?? []).flatMap(({ value }) => value?.text ?? []);
  const isConfirmed = holders.length > 1 || listed.every(({ text }) => listen.includes(text));
  return {
    code: etcdInitialClusterMismatch.code,
    severity: etcdInitialClusterMismatch.severity,
    file: member.file,
    at: stated.list.at,
    message: message(
      "{name} advertises {own} to the other members, but initial-cluster has {listed} for it. etcd compares the two when it makes the cluster and does not start.",
      { name, own: textsOf(own), listed: textsOf(listed) },
    ),
    related: relatedLists(holders),
    fixes:
      edit === undefined
        ? []
        : [
            {
              title: message("Advertise {listed}, as initial-cluster says", { listed: textsOf(listed) }),
              isPreferred: isConfirmed,
              isSafe: false,
              edits: [edit],
            },
          ],
    about: [member],
  };
}

/** An entry of a joining member's list that has another URL than the member itself tells. */
function* contradictions(member: EtcdClusterMember, cluster: EtcdCluster): Iterable<Finding> {
  const list = knownList(member);
  if (list === undefined) return;
  const byName = new Map(cluster.members.map((other) => [other.facts.name?.value, other]));
  for (const { name, url } of list.peers) {
    const other = byName.get(name.value);
    if (other === undefined || other === member || other.isDoubtful || url.value === undefined) continue;
    const own = knownUrls(other.facts.peerUrls);
    const ownList = knownList(other);
    const [told] = own ?? [];
    // Only where the other member is at one with itself.
    const isSure = own?.length === 1 && ownList !== undefined && !areAtOdds(own, urlsOf(ownList, name.text));
    if (told === undefined || !isSure || urlsOf(list, name.text).length > 1 || !areAtOdds(own, [url.value])) continue;
    const edit = rewrite(member, url, told.text);
    yield {
      code: etcdInitialClusterMismatch.code,
      severity: etcdInitialClusterMismatch.severity,
      file: member.file,
      at: url.at,
      message: message(
        "initial-cluster of {member} has {listed} for {name}, which advertises {own}. A member that joins must be told what the cluster knows, else etcd refuses to start.",
        { member: memberName(member), listed: url.value.text, name: name.text, own: told.text },
      ),
      related: [
        {
          file: other.file,
          at: other.facts.peerUrls?.list.at ?? other.facts.at,
          message: message("{name} advertises {own} here", { name: name.text, own: told.text }),
        },
      ],
      fixes:
        edit === undefined
          ? []
          : [{ title: message("Write {own}", { own: told.text }), isPreferred: true, isSafe: false, edits: [edit] }],
      about: [member],
    };
  }
}

function* findingsOf(cluster: EtcdCluster): Iterable<Finding> {
  const making = founders(cluster);
  const listed = making.filter((member) => keyOf(member) !== undefined);
  const division = divideLists(listed, cluster);
  if (division !== undefined) yield* differentLists(division, listed);
  const odd = new Set(division?.odd);
  const holders = listed.filter((member) => !odd.has(member));
  const [holder] = holders;
  const common = holder === undefined ? undefined : knownList(holder);
  const timesNamed = new Map<string, number>();
  for (const { facts } of cluster.members) {
    const name = facts.name?.value;
    if (name !== undefined) timesNamed.set(name, (timesNamed.get(name) ?? 0) + 1);
  }
  for (const member of cluster.members) {
    const state = stateOf(member);
    if (state === undefined || odd.has(member)) continue;
    const self = missingSelf(member, cluster);
    if (self !== undefined) {
      yield self;
      continue;
    }
    const isOnly = timesNamed.get(member.facts.name?.value ?? "") === 1;
    const list = state === "new" ? common : knownList(member);
    const other =
      list === undefined || !isOnly ? undefined : otherUrl(member, list, state === "new" ? holders : [member]);
    if (other !== undefined) yield other;
    else if (state === "existing") yield* contradictions(member, cluster);
  }
}

export const etcdInitialClusterMismatch: ClusterRule = {
  code: "cluster/etcd-initial-cluster-mismatch",
  scope: "cluster",
  severity: "error",
  fix: "safe",
  since: "0.1.0",
  docs: {
    summary: "Members of an etcd cluster are told different members.",
    why: "Every member of a new cluster computes the cluster's ID from `initial-cluster` and the token. Members that were told different lists refuse each other's messages, and none of them has a quorum; one that is not in its own list under its name, or tells others another peer URL than the list has, does not start at all.\n\nA member that joins (`initial-cluster-state: existing`) lists those that are there when it joins, so such lists may differ in length; they must have the member itself and the right URLs.",
    example: {
      bad: [
        exampleEtcd(1),
        exampleEtcd(2),
        exampleEtcd(3, {
          peers: ["etcd1=https://10.0.0.1:2380", "etcd2=https://10.0.0.22:2380", "etcd3=https://10.0.0.3:2380"],
        }),
      ].join(""),
      good: [exampleEtcd(1), exampleEtcd(2), exampleEtcd(3)].join(""),
    },
  },
  *check(cluster): Iterable<Finding> {
    for (const etcd of cluster.etcdClusters) yield* findingsOf(etcd);
  },
};

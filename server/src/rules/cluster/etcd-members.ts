import { ownHosts } from "../../cluster/etcd.ts";
import type { EtcdCluster, EtcdClusterMember } from "../../cluster/model.ts";
import type { EtcdPeers, EtcdUrl, EtcdUrls } from "../../model/etcd/facts.ts";
import type { FixEdit } from "../finding.ts";

/** What people call a member: its name, or else its file. */
export function memberName({ facts, file }: EtcdClusterMember): string {
  return facts.name?.value ?? file;
}

export function memberNames(members: readonly EtcdClusterMember[]): string {
  return members.map(memberName).join(", ");
}

/** How a member starts: with a cluster that is made anew (the default), or joining one; undefined where that can't be told. */
export function stateOf({ facts, isDoubtful }: EtcdClusterMember): "new" | "existing" | undefined {
  if (isDoubtful) return undefined;
  if (facts.state === undefined) return facts.isOpen ? undefined : "new";
  const { value } = facts.state;
  return value === "new" || value === "existing" ? value : undefined;
}

/** Whether a text shows of a member no more than a few of its settings. */
function isFragment({ facts }: EtcdClusterMember): boolean {
  return facts.name?.value === undefined || (facts.initialCluster === undefined && facts.peerUrls === undefined);
}

/** Whether others list a member. */
function isListed(member: EtcdClusterMember, members: readonly EtcdClusterMember[]): boolean {
  const others = members.flatMap((other) => (other === member ? [] : (knownList(other) ?? [])));
  const name = member.facts.name?.value;
  return others.some((list) => list.peers.some((peer) => peer.name.value === name));
}

/**
 * The members that make a cluster anew: they must be told the same. Of a text for people only those that others list, for such a
 * text shows wrong settings as well.
 */
export function founders({ members, isDocument }: EtcdCluster): EtcdClusterMember[] {
  const making = members.filter((member) => stateOf(member) === "new" && !isFragment(member));
  return isDocument ? making.filter((member) => isListed(member, making)) : making;
}

/** One text for lists that say the same, whatever their order. */
export function listKey(peers: EtcdPeers): string {
  return [...new Set(peers.peers.map(({ name, url }) => `${name.value}=${url.value?.text}`))].sort().join(",");
}

/** The list of a member, where all of it is known. */
export function knownList({ facts, isDoubtful }: EtcdClusterMember): EtcdPeers | undefined {
  const list = facts.initialCluster;
  return list?.isComplete === true && !isDoubtful ? list : undefined;
}

/** The URLs that a list has for a name. */
export function urlsOf(list: EtcdPeers, name: string): EtcdUrl[] {
  return list.peers.flatMap(({ name: stated, url }) => (stated.value === name ? (url.value ?? []) : []));
}

/** The URLs by which a member says that others reach it; undefined where they are not set or not all known. */
export function knownUrls(urls: EtcdUrls | undefined): EtcdUrl[] | undefined {
  return urls?.isComplete === true ? urls.urls.flatMap(({ value }) => value ?? []) : undefined;
}

/**
 * Whether two sets of URLs surely lead to different places: etcd looks names up before it compares, so that a name and an address
 * may be one.
 */
export function areAtOdds(a: readonly EtcdUrl[], b: readonly EtcdUrl[]): boolean {
  const texts = new Set(b.map(({ text }) => text));
  if (a.length === b.length && a.every(({ text }) => texts.has(text))) return false;
  if (a.length !== b.length) return false;
  return a.every((one) => one.address !== undefined) && b.every((one) => one.address !== undefined)
    ? true
    : a.length === 1 && a[0]?.host === b[0]?.host;
}

/** The edit that gives a stated value another text; undefined where it comes from elsewhere. */
export function rewrite(
  { file }: EtcdClusterMember,
  stated: { readonly at: FixEdit["at"]; readonly isGenerated: boolean; readonly text: string },
  newText: string,
): FixEdit | undefined {
  // A value that is written with escapes or over several lines is longer than its text.
  const isPlain = stated.at.end - stated.at.start === stated.text.length;
  if (stated.isGenerated || !isPlain) return undefined;
  return { file, at: stated.at, form: "in-place", newText };
}

/** Every host that is some member's own, or that a list has for one. */
export function hostsOfCluster({ members }: EtcdCluster): Set<string> {
  const hosts = new Set<string>();
  for (const { facts } of members) {
    for (const host of ownHosts(facts)) hosts.add(host);
    for (const { url } of facts.initialCluster?.peers ?? []) if (url.value !== undefined) hosts.add(url.value.host);
  }
  return hosts;
}

import type { Anchor } from "../syntax/tree.ts";
import { type IpAddress, parseIpAddress } from "./address.ts";
import type { EtcdFacts, EtcdUrl } from "./etcd/facts.ts";
import type { FileFacts } from "./facts.ts";
import type { HaproxyFacts } from "./haproxy/facts.ts";
import type { HostsFacts } from "./hosts/facts.ts";
import type { KeepalivedFacts } from "./keepalived/facts.ts";
import type { Endpoint, KubernetesFacts } from "./kubernetes/facts.ts";
import type { Stated } from "./value.ts";

/** Where an address stands. `vip`, `source` and `advertise` are the statements that give it to a cluster or a node. */
export type AddressRole =
  | "vip"
  | "source"
  | "advertise"
  | "peer"
  | "bind"
  | "server"
  | "endpoint"
  | "certificate"
  | "other";

/** A place where a file states an IP address. */
export interface AddressUse {
  /** In canonical form, without prefix. */
  readonly address: IpAddress;
  readonly role: AddressRole;
  /** The address alone as far as it is written plainly, else the word. */
  readonly at: Anchor;
  /** The word that holds it, with prefix and port. */
  readonly word: Anchor;
  readonly whole: Anchor;
}

/** The part of a place in front of its last characters; the place itself where its text is brought in from elsewhere. */
function inFrontOf(at: Anchor, behind: number | undefined, isGenerated: boolean): Anchor {
  if (behind === undefined || isGenerated || behind <= at.start || behind > at.end) return at;
  return { origin: at.origin, start: at.start, end: behind };
}

/** The place of an address in front of `/24`. */
function withoutPrefix({ at, text, isGenerated }: Stated<unknown>): Anchor {
  const slash = text.indexOf("/");
  const isPlain = at.end - at.start === text.length;
  return slash < 0 || !isPlain ? at : inFrontOf(at, at.start + slash, isGenerated);
}

/** The place of a host in front of its port. */
function withoutPort({ at, isGenerated }: Stated<unknown>, portAt: Anchor | undefined): Anchor {
  return inFrontOf(at, portAt === undefined ? undefined : portAt.start - 1, isGenerated);
}

function addStated(
  uses: AddressUse[],
  role: AddressRole,
  stated: Stated<IpAddress> | undefined,
  whole = stated?.at,
): void {
  if (stated?.value === undefined || whole === undefined) return;
  uses.push({ address: stated.value, role, at: withoutPrefix(stated), word: stated.at, whole });
}

function keepalivedUses(facts: KeepalivedFacts): AddressUse[] {
  const uses: AddressUse[] = [];
  for (const instance of facts.instances) {
    for (const vip of [...instance.virtualAddresses, ...instance.excludedAddresses]) {
      addStated(uses, "vip", vip, vip.entry);
    }
    addStated(uses, "source", instance.sourceAddress);
    for (const peer of instance.unicastPeers) addStated(uses, "peer", peer);
  }
  for (const { address, at } of facts.virtualServers) addStated(uses, "other", address, at);
  for (const address of facts.staticAddresses) addStated(uses, "other", address, address.entry);
  return uses;
}

function haproxyUses(facts: HaproxyFacts): AddressUse[] {
  const uses: AddressUse[] = [];
  for (const { facts: proxy } of facts.proxies) {
    for (const { address, at, portAt, line } of proxy.binds) {
      if (address === undefined) continue;
      const place = inFrontOf(at, portAt === undefined ? undefined : portAt.start - 1, false);
      uses.push({ address, role: "bind", at: place, word: at, whole: line });
    }
    for (const { address, target, port, at } of proxy.servers) {
      if (address === undefined) continue;
      const portAt = port === undefined || port.isGenerated ? undefined : port.at;
      uses.push({ address, role: "server", at: withoutPort(target, portAt), word: target.at, whole: at });
    }
  }
  return uses;
}

function addEndpoint(uses: AddressUse[], endpoint: Stated<Endpoint> | undefined): void {
  const address = endpoint?.value?.address;
  if (endpoint === undefined || address === undefined) return;
  const place = withoutPort(endpoint, endpoint.value?.portAt);
  uses.push({ address, role: "endpoint", at: place, word: endpoint.at, whole: endpoint.at });
}

function kubernetesUses(facts: KubernetesFacts): AddressUse[] {
  const uses: AddressUse[] = [];
  for (const { addresses } of facts.kubeVips) for (const vip of addresses) addStated(uses, "vip", vip);
  for (const cluster of facts.clusters) {
    addEndpoint(uses, cluster.endpoint);
    addStated(uses, "advertise", cluster.advertiseAddress);
    addStated(uses, "other", cluster.bindAddress);
    for (const { value, text, at, isGenerated } of cluster.certificateNames) {
      const address = value === undefined ? undefined : parseIpAddress(value);
      if (address !== undefined) addStated(uses, "certificate", { value: address, text, at, isGenerated });
    }
    for (const { value, at } of cluster.etcdEndpoints) {
      const host = /^https?:\/\/([^/]*?)(?::\d+)?\/?$/.exec(value ?? "")?.[1];
      const address = host === undefined ? undefined : parseIpAddress(host);
      if (address !== undefined) uses.push({ address, role: "other", at, word: at, whole: at });
    }
  }
  for (const node of facts.nodes) {
    addStated(uses, "advertise", node.advertiseAddress);
    addEndpoint(uses, node.joinEndpoint);
  }
  for (const apiServer of facts.apiServers) {
    addStated(uses, "advertise", apiServer.advertiseAddress);
    addStated(uses, "other", apiServer.bindAddress);
  }
  return uses;
}

/** A URL's host, as far as it stands there as it is read. */
function addUrl(uses: AddressUse[], { value, text, at, isGenerated }: Stated<EtcdUrl>): void {
  if (value?.address === undefined) return;
  const authority = text.indexOf("//") + 2;
  const start = text[authority] === "[" ? authority + 1 : authority;
  const end = text.indexOf(text[authority] === "[" ? "]" : ":", start);
  const isPlain = !isGenerated && at.end - at.start === text.length && end > start;
  const word = isPlain ? { origin: at.origin, start: at.start + start, end: at.start + end } : at;
  uses.push({ address: value.address, role: "other", at: word, word, whole: at });
}

function etcdUses({ members, clients }: EtcdFacts): AddressUse[] {
  const uses: AddressUse[] = [];
  for (const member of members) {
    for (const { url } of member.initialCluster?.peers ?? []) addUrl(uses, url);
    for (const list of [member.peerUrls, member.listenPeerUrls, member.clientUrls, member.listenClientUrls]) {
      for (const url of list?.urls ?? []) addUrl(uses, url);
    }
  }
  // The endpoints of kubeadm are stated by its own facts.
  for (const { kind, urls } of clients) if (kind === "apiserver") for (const url of urls.urls) addUrl(uses, url);
  return uses;
}

function hostsUses({ entries }: HostsFacts): AddressUse[] {
  const uses: AddressUse[] = [];
  for (const { address } of entries) addStated(uses, "other", address);
  return uses;
}

function usesOf(facts: FileFacts): AddressUse[] {
  switch (facts.kind) {
    case "keepalived":
      return keepalivedUses(facts);
    case "haproxy":
      return haproxyUses(facts);
    case "kubernetes":
      return kubernetesUses(facts);
    case "hosts":
      return hostsUses(facts);
    case "ansible":
    case "system":
    case "check-scripts":
    case "firewall":
    case "syslog":
      return [];
    case "etcd":
      return etcdUses(facts);
  }
}

const byFacts = new WeakMap<FileFacts, readonly AddressUse[]>();

/** The addresses that a file states in the places that the model knows. Kept for as long as the facts are. */
export function addressUses(facts: FileFacts): readonly AddressUse[] {
  const known = byFacts.get(facts);
  if (known !== undefined) return known;
  const uses = usesOf(facts);
  byFacts.set(facts, uses);
  return uses;
}

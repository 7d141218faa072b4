import { type IpAddress, isWildcard } from "../model/address.ts";
import type { Bind } from "../model/haproxy/facts.ts";
import type { KeepalivedFacts, VrrpInstance } from "../model/keepalived/facts.ts";
import type { Anchor } from "../syntax/tree.ts";
import { commonApiServerPort, defaultApiServerPort } from "./balancers.ts";
import { kubeVipAddresses, mayHoldOthers } from "./kube-vip.ts";
import type { Cluster, VirtualRouter, VirtualRouterMember } from "./model.ts";
import { heldAddresses } from "./vips.ts";

/** A VIP by which clients are meant to come to the apiservers. */
export interface Entrance {
  readonly address: IpAddress;
  /** Where the nodes that hold it list it; none for a VIP that only the manifest names. */
  readonly places: readonly { readonly file: string; readonly at: Anchor }[];
}

/** What the VIP of a virtual router is for, as far as its instances' names, what they track, and their files' names tell. */
type Purpose = "apiservers" | "haproxy" | "something else" | "unknown";

const apiServerWords = /api[-_]?server|kube|k8s|control[-_]?plane|(?<!\d)6443(?!\d)/i;
const haproxyWords = /ha[-_]?proxy/i;
/** What people guard with keepalived besides, also on the machines of a Kubernetes cluster. */
const otherWords =
  /ingress|nginx|traefik|envoy|istio|apache|httpd|tomcat|mysql|mariadb|galera|percona|postgres|pgsql|patroni|redis|mongo|rabbit|kafka|minio|ceph|nfs|samba|ldap|dns|bind9|named|squid|varnish|harbor|registry|gitlab|grafana|prometheus|zabbix|mail|postfix|vpn|radius|asterisk|(?:^|[-_./])(?:db|sql|web)\d*(?:$|[-_./])/i;

function trackedTexts(instance: VrrpInstance, keepalived: KeepalivedFacts): string[] {
  const group = keepalived.syncGroups.find(({ members }) => members.some(({ text }) => text === instance.name.text));
  return [...instance.trackers, ...(group?.trackers ?? [])].flatMap(({ kind, name }) => {
    if (kind === "interface") return [];
    const script = keepalived.scripts.find((known) => known.name.text === name.text);
    return [name.text, script?.command?.text ?? ""];
  });
}

/**
 * Whether an instance is called after something that is no haproxy (`VI_mysql`), so that a haproxy on its node need not stand behind
 * its VIP.
 */
export function servesSomethingElse({ instance }: VirtualRouterMember): boolean {
  const { text } = instance.name;
  return (otherWords.test(text) || /ingress|dashboard/i.test(text)) && !haproxyWords.test(text);
}

function purposeOf({ members }: VirtualRouter): Purpose {
  const texts = members.flatMap(({ instance, keepalived }) => [
    instance.name.text,
    ...trackedTexts(instance, keepalived),
  ]);
  const mentions = (words: RegExp): boolean => texts.some((text) => words.test(text));
  if (mentions(/ingress|dashboard/i)) return "something else";
  if (mentions(apiServerWords)) return "apiservers";
  if (mentions(haproxyWords)) return "haproxy";
  // A path with `k8s` in it says nothing, one with `mysql` does.
  const isElsewhere = mentions(otherWords) || members.some(({ file }) => otherWords.test(file));
  return isElsewhere ? "something else" : "unknown";
}

/** Whether a part of what keepalived holds may stand elsewhere or is filled in: then any address may be a VIP. */
export function mayHoldMoreAddresses(cluster: Cluster): boolean {
  if (cluster.kubeVips.some(({ facts }) => mayHoldOthers(facts))) return true;
  return cluster.nodes.some(({ keepalived }) => {
    if (keepalived === undefined) return false;
    const { hasInclude, instances } = keepalived.facts;
    return (
      hasInclude ||
      instances.some(
        ({ isOpen, virtualAddresses, excludedAddresses }) =>
          isOpen || [...virtualAddresses, ...excludedAddresses].some(({ value }) => value === undefined),
      )
    );
  });
}

function isEveryAddress({ isWildcard: isAny, address }: Bind): boolean {
  return isAny || (address !== undefined && isWildcard(address));
}

/** The binds through which the haproxies lead to the apiservers. */
function apiServerBinds(cluster: Cluster): Bind[] {
  return cluster.balancers.flatMap(({ apiServerProxies }) =>
    [...new Set(apiServerProxies.map(({ entry }) => entry))].flatMap(({ facts }) => facts.binds),
  );
}

/** Whether keepalived itself, as an LVS director, spreads connections to a VIP over apiservers. */
function isBalancedByLvs(router: VirtualRouter, cluster: Cluster): boolean {
  if (router.members.every(({ keepalived }) => keepalived.virtualServers.length === 0)) return false;
  const held = new Set(heldAddresses([router], []).map(({ text }) => text));
  const common = commonApiServerPort(cluster);
  return router.members.some(({ keepalived }) =>
    keepalived.virtualServers.some(
      ({ address, port }) =>
        address?.value !== undefined &&
        held.has(address.value.text) &&
        port?.value !== undefined &&
        (port.value === defaultApiServerPort || port.value === common),
    ),
  );
}

/**
 * Whether the VIPs of a virtual router are shown to lead to the apiservers: a haproxy in front of them runs on its nodes and
 * takes connections to any address, an LVS director spreads them, its checks say so, or all its nodes are control planes and
 * nothing else is known to be there.
 */
function leadsToApiServers(router: VirtualRouter, cluster: Cluster): boolean {
  const purpose = purposeOf(router);
  if (isBalancedByLvs(router, cluster)) return true;
  const nodes = new Set(router.members.map(({ node }) => node));
  const balancers = cluster.balancers.filter((balancer) => balancer.nodes.some((node) => nodes.has(node)));
  const isBehind = balancers.some(({ apiServerProxies }) =>
    apiServerProxies.some(({ entry }) => entry.facts.binds.some(isEveryAddress)),
  );
  if (isBehind) return purpose !== "something else";
  if (purpose === "apiservers") return true;
  // A haproxy that leads elsewhere is what the VIP is for.
  return purpose === "unknown" && balancers.length === 0 && [...nodes].every((node) => node.isControlPlane);
}

function placesOf(address: IpAddress, cluster: Cluster): Entrance["places"] {
  const ofKubeVip = cluster.kubeVips.flatMap(({ file, facts }) =>
    facts.addresses.flatMap(({ value, at }) => (value?.text === address.text ? [{ file, at }] : [])),
  );
  const ofKeepalived = cluster.virtualRouters.flatMap(({ members }) =>
    members.flatMap(({ file, instance }) =>
      [...instance.virtualAddresses, ...instance.excludedAddresses].flatMap(({ value, at }) =>
        value?.text === address.text ? [{ file, at }] : [],
      ),
    ),
  );
  return [...ofKeepalived, ...ofKubeVip];
}

/**
 * The VIPs that are shown to be in front of the apiservers; empty where the files don't show it, because people guard many other
 * things with keepalived beside a Kubernetes cluster. Where haproxy binds VIPs by name these are meant and no others.
 */
export function apiServerEntrances(cluster: Cluster): Entrance[] {
  const held = heldAddresses(cluster.virtualRouters, cluster.virtualAddresses);
  const kubeVips = cluster.kubeVips.map(({ facts }) => facts);
  const binds = apiServerBinds(cluster);
  const bound = held.filter(({ text }) => binds.some(({ address }) => address?.text === text));
  const leading = cluster.virtualRouters.filter((router) => leadsToApiServers(router, cluster));
  const behind = heldAddresses(leading, []);
  // A manifest's VIP has no instance whose nodes would tell.
  const listed = cluster.virtualRouters.length === 0 && binds.some(isEveryAddress) ? held : [];
  const addresses = new Map(
    // kube-vip holds its VIPs for the apiservers and nothing else.
    [...(bound.length > 0 ? bound : [...behind, ...listed]), ...kubeVipAddresses(kubeVips)].map((one) => [
      one.text,
      one,
    ]),
  );
  return Array.from(addresses.values(), (address) => ({ address, places: placesOf(address, cluster) }));
}

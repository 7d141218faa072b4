import { isWithin } from "../../cluster/layout.ts";
import type { Cluster, ClusterNode } from "../../cluster/model.ts";
import type { IpAddress } from "../../model/address.ts";
import type { Stated } from "../../model/value.ts";
import type { Anchor } from "../../syntax/tree.ts";
import { type Finding, type Fix, type Message, message, type RelatedPlace } from "../finding.ts";
import type { ClusterRule } from "../rule.ts";
import { vipTexts } from "./backends.ts";
import { exampleHaproxy, exampleKeepalived } from "./example-files.ts";

/** An address that is to be a node's own. */
interface OwnAddress {
  readonly file: string;
  readonly stated: Stated<IpAddress>;
  /** What of the model says it. */
  readonly saidBy: object;
  readonly kind: "apiserver" | "etcd";
  /** The node's name, where it is said beside. */
  readonly name: string | undefined;
}

/** Every address that a Kubernetes file says is a node's own. */
export function ownAddresses(cluster: Cluster): OwnAddress[] {
  const found: OwnAddress[] = [];
  const add = (
    file: string,
    stated: Stated<IpAddress> | undefined,
    kind: OwnAddress["kind"],
    name?: string | undefined,
    saidBy: object | undefined = stated,
  ): void => {
    if (stated !== undefined && saidBy !== undefined) found.push({ file, stated, saidBy, kind, name });
  };
  for (const { file, facts } of cluster.kubeadmNodes) {
    add(file, facts.advertiseAddress, "apiserver", facts.nodeName?.value);
  }
  for (const { file, facts } of cluster.apiServers) add(file, facts.advertiseAddress, "apiserver");
  for (const { file, facts } of cluster.kubeadmClusters) {
    // A command line is a node as well, and has been asked for its address there.
    for (const stated of facts.etcdPeerAddresses) add(file, stated, "etcd");
  }
  for (const { members, isDocument } of cluster.etcdClusters) {
    // A text for people may show what is wrong on purpose.
    for (const { file, facts } of isDocument ? [] : members) {
      for (const url of facts.peerUrls?.urls ?? []) {
        const { value, text, at, isGenerated } = url;
        if (value?.address === undefined) continue;
        add(file, { value: value.address, text, at, isGenerated }, "etcd", facts.name?.value, url);
      }
    }
  }
  return found;
}

/** The node that a file or a name is of. */
function nodeOf(cluster: Cluster, { file, name }: OwnAddress): ClusterNode | undefined {
  return cluster.nodes.find((node) => node.name === name || (node.folder !== undefined && isWithin(file, node.folder)));
}

/** Where the address itself stands, if it stands there as it is. */
function placeOfHost({ value, text, at, isGenerated }: Stated<IpAddress>): Anchor | undefined {
  const start = value === undefined ? -1 : text.indexOf(value.text);
  if (value === undefined || isGenerated || start < 0 || at.end - at.start !== text.length) return undefined;
  return { origin: at.origin, start: at.start + start, end: at.start + start + value.text.length };
}

function fixesFor(cluster: Cluster, own: OwnAddress): Fix[] {
  const { stated, file } = own;
  const family = stated.value?.family;
  const addresses = nodeOf(cluster, own)?.addresses.filter((address) => address.family === family) ?? [];
  const [address, another] = addresses;
  // The address may be a part of a URL.
  const host = placeOfHost(stated);
  if (host === undefined || address === undefined || another !== undefined) return [];
  return [
    {
      title: message("Use the node's own address {address}", { address: address.text }),
      isPreferred: true,
      isSafe: true,
      edits: [{ file, at: host, form: "in-place", newText: address.text }],
    },
  ];
}

function describe({ kind }: OwnAddress, vip: string): Message {
  return kind === "etcd"
    ? message(
        "etcd tells its peers the VIP {vip}, which is another machine after a failover. The members then lose each other or mistake one for another; use the node's own address.",
        { vip },
      )
    : message(
        "This apiserver advertises the VIP {vip} instead of the node's own address. etcd and the API's own list of apiservers follow the VIP to another machine, and no second control plane can join beside it.",
        { vip },
      );
}

export const advertiseAddressIsVip: ClusterRule = {
  code: "cluster/advertise-address-is-vip",
  scope: "cluster",
  severity: "error",
  fix: "safe",
  since: "0.1.0",
  docs: {
    summary: "A node advertises the VIP as its own address.",
    why: "The advertise address is where the other nodes find this one: its apiserver in the list behind the `kubernetes` service, and its etcd member by its peer URL. A VIP is another machine after a failover. Then etcd's members lose each other, two nodes claim one address, and certificates do not fit. The VIP belongs into `controlPlaneEndpoint`.",
    example: {
      bad: [
        exampleKeepalived("cp1", { priority: 150, weight: 0, sourceAddress: "10.0.0.11" }),
        exampleHaproxy("cp1", "*:8443"),
        exampleKeepalived("cp2", { priority: 100, weight: 0, sourceAddress: "10.0.0.12" }),
        "//- cp1/kubeadm.yaml\napiVersion: kubeadm.k8s.io/v1beta4\nkind: InitConfiguration\nlocalAPIEndpoint:\n  advertiseAddress: 10.0.0.100\n",
      ].join(""),
      good: [
        exampleKeepalived("cp1", { priority: 150, weight: 0, sourceAddress: "10.0.0.11" }),
        exampleHaproxy("cp1", "*:8443"),
        exampleKeepalived("cp2", { priority: 100, weight: 0, sourceAddress: "10.0.0.12" }),
        "//- cp1/kubeadm.yaml\napiVersion: kubeadm.k8s.io/v1beta4\nkind: InitConfiguration\nlocalAPIEndpoint:\n  advertiseAddress: 10.0.0.11\n",
      ].join(""),
    },
  },
  *check(cluster): Iterable<Finding> {
    const held = vipTexts(cluster);
    if (held.size === 0) return;
    for (const own of ownAddresses(cluster)) {
      const vip = own.stated.value?.text;
      if (vip === undefined || !held.has(vip)) continue;
      const holders = cluster.virtualRouters.flatMap(({ members }) =>
        members.flatMap(({ file, instance }) =>
          [...instance.virtualAddresses, ...instance.excludedAddresses].flatMap(({ value, at }): RelatedPlace[] =>
            value?.text === vip ? [{ file, at, message: message("{vip} is a VIP", { vip }) }] : [],
          ),
        ),
      );
      yield {
        code: this.code,
        severity: this.severity,
        file: own.file,
        at: own.stated.at,
        message: describe(own, vip),
        related: holders,
        fixes: fixesFor(cluster, own),
        about: [own.saidBy],
      };
    }
  },
};

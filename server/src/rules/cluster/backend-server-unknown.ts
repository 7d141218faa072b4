import { knownControlPlanes, type WholeList, wholeControlPlaneList } from "../../cluster/control-planes.ts";
import { type InventoryList, inventoryLists } from "../../cluster/inventory-lists.ts";
import type { Cluster } from "../../cluster/model.ts";
import { isLoopback } from "../../model/address.ts";
import type { Server } from "../../model/haproxy/facts.ts";
import { type Finding, type Fix, message } from "../finding.ts";
import type { ClusterRule } from "../rule.ts";
import {
  type ApiServerBackend,
  addressFix,
  allServers,
  apiServerBackends,
  belongsToEndpoint,
  type KnownServer,
  meantAddress,
  vipTexts,
} from "./backends.ts";
import { exampleHaproxy, exampleKeepalived } from "./example-files.ts";
import { programOf } from "./programs.ts";

/** A machine that only helps an installer, and is meant to go again. */
const bootstrapName = /bootstrap/i;

/** The servers of a backend that are no control plane, by a list that gives all of them. */
function unknownServers(cluster: Cluster, own: ApiServerBackend, list: WholeList): KnownServer[] {
  const servers = allServers(cluster, own.backend);
  if (servers === undefined || !belongsToEndpoint(cluster, own.balancer, own.backend)) return [];
  const held = vipTexts(cluster);
  const known = new Set(
    knownControlPlanes(cluster).flatMap(({ addresses }) => addresses.map((address) => address.text)),
  );
  const isListed = (text: string): boolean => list.addresses.has(text) || known.has(text);
  const listed = servers.filter(({ address }) => isListed(address.text));
  // Where few servers are on the list, haproxy knows the machines by other addresses.
  if (listed.length * 2 < servers.length) return [];
  return servers.filter(
    ({ server, address }) =>
      !isListed(address.text) &&
      !isLoopback(address) &&
      !held.has(address.text) &&
      !bootstrapName.test(server.name.text) &&
      !server.options.includes("disabled"),
  );
}

/**
 * Those of a backend's servers that no machine of an inventory is. It must be the inventory of this cluster: at least two of its control
 * planes, and half of the servers, are among them, and those of no other inventory.
 */
function strangersToInventory(
  cluster: Cluster,
  own: ApiServerBackend,
  lists: readonly InventoryList[],
): { readonly list: WholeList; readonly servers: KnownServer[] } | undefined {
  const servers = allServers(cluster, own.backend) ?? [];
  const listedIn = (addresses: ReadonlySet<string>): number =>
    servers.filter(({ address }) => addresses.has(address.text)).length;
  const [inventory, other] = lists.filter(({ all }) => listedIn(all) > 0);
  if (inventory === undefined || other !== undefined || listedIn(inventory.controlPlanes) < 2) return undefined;
  const at = { origin: { offset: 0 }, start: 0, end: 0 };
  const list = { addresses: inventory.all, source: { file: inventory.file, at } };
  return { list, servers: unknownServers(cluster, own, list) };
}

/** The servers of a backend that are known to be no control plane; empty where no list gives all of them. */
export function strangersOf(cluster: Cluster, own: ApiServerBackend): Server[] {
  const list = wholeControlPlaneList(cluster);
  return list === undefined ? [] : unknownServers(cluster, own, list).map(({ server }) => server);
}

function fixesFor(own: ApiServerBackend, server: Server, meant: ReturnType<typeof meantAddress>): Fix[] {
  if (meant !== undefined) return addressFix(own, server, meant);
  if (server.name.isGenerated || server.target.isGenerated) return [];
  return [
    {
      title: message("Remove {server}", { server: server.name.text }),
      isPreferred: true,
      isSafe: false,
      edits: [{ file: own.balancer.file, at: server.at, form: "remove-line", newText: "" }],
    },
  ];
}

export const backendServerUnknown: ClusterRule = {
  code: "cluster/backend-server-unknown",
  scope: "cluster",
  severity: "warning",
  fix: "unsafe",
  since: "0.1.0",
  docs: {
    summary: "The apiservers' backend has a server that is no control-plane node.",
    why: "A server that is left over from an earlier node, or has a wrong digit in its address, takes no connections as long as its check fails; without a check, every share of the connections that it gets is lost. If another cluster's apiserver answers there, clients get certificates that they do not trust. It is said only where one list gives all control planes: the roles in `haconf.yaml`, the etcd endpoints of a kubeadm configuration that are names of its certificates as well, or an Ansible inventory with a group of control planes, of which at least two are servers here; then it is said of servers that are no machine of the inventory at all.",
    example: {
      bad: [
        exampleKeepalived("lb1", { priority: 150, weight: 0 }),
        exampleHaproxy("lb1", "*:8443", [
          "cp1 10.0.0.11:6443 check",
          "cp2 10.0.0.12:6443 check",
          "old 10.0.0.19:6443 check",
        ]),
        exampleKeepalived("lb2", { priority: 100, weight: 0 }),
        etcdExample(),
      ].join(""),
      good: [
        exampleKeepalived("lb1", { priority: 150, weight: 0 }),
        exampleHaproxy("lb1", "*:8443"),
        exampleKeepalived("lb2", { priority: 100, weight: 0 }),
        etcdExample(),
      ].join(""),
    },
  },
  *check(cluster): Iterable<Finding> {
    const list = wholeControlPlaneList(cluster);
    const lists = list === undefined ? inventoryLists(cluster) : [];
    for (const own of apiServerBackends(cluster)) {
      const found =
        list === undefined
          ? strangersToInventory(cluster, own, lists)
          : { list, servers: unknownServers(cluster, own, list) };
      for (const { server, address } of found?.servers ?? []) {
        const source = found?.list.source;
        yield {
          code: this.code,
          severity: this.severity,
          file: own.balancer.file,
          at: server.target.at,
          message: message(
            "{server} at {address} is no control plane of this cluster. {program} sends connections to a machine without its apiserver, or keeps asking one that is gone.",
            { server: server.name.text, address: address.text, program: programOf(own.balancer) },
          ),
          related: source === undefined ? [] : [{ ...source, message: message("the control planes are listed here") }],
          fixes: fixesFor(own, server, meantAddress(cluster, own, server)),
          about: [server],
        };
      }
    }
  },
};

/** A kubeadm configuration that lists two control planes as etcd's members and as names of the certificates. */
function etcdExample(): string {
  return `//- kubeadm.yaml
apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
controlPlaneEndpoint: 10.0.0.100:8443
apiServer:
  certSANs:
  - 10.0.0.100
  - 10.0.0.11
  - 10.0.0.12
etcd:
  external:
    endpoints:
    - https://10.0.0.11:2379
    - https://10.0.0.12:2379
`;
}

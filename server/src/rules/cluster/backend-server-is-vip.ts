import { bindsPort } from "../../cluster/balancers.ts";
import { knownControlPlanes } from "../../cluster/control-planes.ts";
import { addressOfServer } from "../../cluster/hosts.ts";
import type { Cluster } from "../../cluster/model.ts";
import type { Server } from "../../model/haproxy/facts.ts";
import { type Finding, type Fix, message, type RelatedPlace } from "../finding.ts";
import type { ClusterRule } from "../rule.ts";
import {
  type ApiServerBackend,
  addressFix,
  allServers,
  apiServerBackends,
  controlPlanesWithout,
  meantAddress,
  vipTexts,
} from "./backends.ts";
import { exampleHaproxy, exampleKeepalived } from "./example-files.ts";

/** Whether no bind of the haproxy takes the port that a server has. */
function isUnboundPort({ balancer }: ApiServerBackend, { port }: Server): boolean {
  const { value } = port ?? {};
  if (value === undefined) return false;
  return balancer.facts.proxies.every(({ facts }) => facts.binds.every((bind) => bindsPort(bind, value) === false));
}

function fixesFor(cluster: Cluster, own: ApiServerBackend, server: Server): Fix[] {
  const meant = meantAddress(cluster, own, server);
  if (meant !== undefined) return addressFix(own, server, meant);
  const others = allServers(cluster, own.backend)?.filter((other) => other.server !== server);
  const controlPlanes = knownControlPlanes(cluster);
  const isLeftOver =
    others !== undefined &&
    controlPlanes.length > 0 &&
    others.length > 0 &&
    controlPlanesWithout(own.balancer, others, controlPlanes).length === 0;
  if (!isLeftOver || server.name.isGenerated || server.target.isGenerated) return [];
  return [
    {
      title: message("Remove {server}: all control planes are servers already", { server: server.name.text }),
      isPreferred: true,
      isSafe: true,
      edits: [{ file: own.balancer.file, at: server.at, form: "remove-line", newText: "" }],
    },
  ];
}

function holdersOf(cluster: Cluster, vip: string): RelatedPlace[] {
  return cluster.virtualRouters.flatMap(({ members }) =>
    members.flatMap(({ file, instance }) =>
      [...instance.virtualAddresses, ...instance.excludedAddresses].flatMap(({ value, at }) =>
        value?.text === vip ? [{ file, at, message: message("{vip} is a VIP", { vip }) }] : [],
      ),
    ),
  );
}

export const backendServerIsVip: ClusterRule = {
  code: "cluster/backend-server-is-vip",
  scope: "cluster",
  severity: "warning",
  fix: "safe",
  since: "0.1.0",
  docs: {
    summary: "A server of the apiservers' backend is the VIP.",
    why: "The VIP is one machine at a time, so that server is always the apiserver of the node that holds it: it gets a double share, or all of it, and when it fails while its node lives, haproxy has nothing to send to, though the other apiservers run. haproxy is to know the nodes by their own addresses.",
    example: {
      bad: [
        exampleKeepalived("lb1", { priority: 150, weight: 0 }),
        exampleHaproxy("lb1", "*:8443", ["cp1 10.0.0.11:6443 check", "cp2 10.0.0.100:6443 check"]),
        exampleKeepalived("lb2", { priority: 100, weight: 0 }),
        "//- hosts\n10.0.0.11 cp1\n10.0.0.12 cp2\n",
      ].join(""),
      good: [
        exampleKeepalived("lb1", { priority: 150, weight: 0 }),
        exampleHaproxy("lb1", "*:8443"),
        exampleKeepalived("lb2", { priority: 100, weight: 0 }),
        "//- hosts\n10.0.0.11 cp1\n10.0.0.12 cp2\n",
      ].join(""),
    },
  },
  *check(cluster): Iterable<Finding> {
    const held = vipTexts(cluster);
    if (held.size === 0) return;
    for (const own of apiServerBackends(cluster)) {
      for (const server of own.backend.facts.servers) {
        const vip = addressOfServer(server, cluster.hosts)?.text;
        if (vip === undefined || !held.has(vip) || server.options.includes("disabled")) continue;
        if (!isUnboundPort(own, server)) continue;
        yield {
          code: this.code,
          severity: this.severity,
          file: own.balancer.file,
          at: server.target.at,
          message: message(
            "{server} is the VIP {vip}, not a node. Only the apiserver of the VIP's holder is ever used, and when it fails while its node lives, the API is down; list the nodes' own addresses.",
            { server: server.name.text, vip },
          ),
          related: holdersOf(cluster, vip),
          fixes: fixesFor(cluster, own, server),
          about: [server],
        };
      }
    }
  },
};

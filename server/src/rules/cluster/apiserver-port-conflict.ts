import { type ApiServerOfNode, apiServerOf } from "../../cluster/apiservers.ts";
import { bindsPort } from "../../cluster/balancers.ts";
import type { Balancer, Cluster, ClusterNode } from "../../cluster/model.ts";
import type { Bind } from "../../model/haproxy/facts.ts";
import { type Finding, type Fix, message } from "../finding.ts";
import type { ClusterRule } from "../rule.ts";
import { endpointPort, endpointStatements, entryBinds, moveBinds, moveEndpoint } from "./endpoints.ts";
import { exampleHaproxy, exampleKeepalived } from "./example-files.ts";
import { programOf } from "./programs.ts";

/** Ports that people use for the balancer beside an apiserver, in the order in which they are offered. */
const usualPorts = [8443, 16443, 9443, 7443, 26443, 36443];

/** Whether a bind takes an address that the apiserver of the node listens on. */
function collides(bind: Bind, node: ClusterNode, apiServer: ApiServerOfNode, cluster: Cluster): boolean {
  if (bind.isUnknown || bind.options.includes("namespace")) return false;
  if (bindsPort(bind, apiServer.port) !== true) return false;
  if (bind.isWildcard) return true;
  const address = bind.address?.text;
  if (address === undefined) return false;
  // An apiserver that is set up by hand often listens on its own address alone, beside a haproxy on the VIP.
  if (apiServer.isInferred) return node.addresses.some((own) => own.text === address);
  if (apiServer.onlyAddress !== undefined) return address === apiServer.onlyAddress;
  const isVip = cluster.virtualAddresses.some((vip) => vip.text === address);
  return isVip || node.addresses.some((own) => own.text === address);
}

interface Conflict {
  readonly nodes: ClusterNode[];
  readonly apiServer: ApiServerOfNode;
}

/** A node that is balancer and control plane at once. */
interface StackedNode {
  readonly node: ClusterNode;
  readonly apiServer: ApiServerOfNode;
}

function conflictOf(cluster: Cluster, stacked: readonly StackedNode[], bind: Bind): Conflict | undefined {
  let found: Conflict | undefined;
  for (const { node, apiServer } of stacked) {
    if (!collides(bind, node, apiServer, cluster)) continue;
    if (found === undefined) found = { nodes: [node], apiServer };
    else found.nodes.push(node);
  }
  return found;
}

/** Every bind of the cluster that takes the port of an apiserver on its own node. */
export function portConflicts(cluster: Cluster): { balancer: Balancer; bind: Bind; conflict: Conflict }[] {
  return cluster.balancers.flatMap((balancer) => {
    const stacked = balancer.nodes.flatMap((node) => {
      const apiServer = apiServerOf(cluster, node);
      return apiServer === undefined ? [] : [{ node, apiServer }];
    });
    if (stacked.length === 0) return [];
    return balancer.facts.proxies.flatMap((proxy) =>
      proxy.facts.binds.flatMap((bind) => {
        const conflict = conflictOf(cluster, stacked, bind);
        return conflict === undefined ? [] : [{ balancer, bind, conflict }];
      }),
    );
  });
}

function freePort(cluster: Cluster): number | undefined {
  const binds = cluster.balancers.flatMap((balancer) => balancer.facts.proxies.flatMap((proxy) => proxy.facts.binds));
  const apiServerPorts = cluster.nodes.flatMap((node) => apiServerOf(cluster, node)?.port ?? []);
  return usualPorts.find(
    (port) => !apiServerPorts.includes(port) && binds.every((bind) => bindsPort(bind, port) === false),
  );
}

/** The port that most other haproxies of the cluster bind for the apiservers, where that is no apiserver's own. */
function portOfOthers(cluster: Cluster, port: number): number | undefined {
  const files = new Map<number, Set<string>>();
  for (const { balancer, bind } of entryBinds(cluster)) {
    if (bind.firstPort === undefined || bind.firstPort !== bind.lastPort || bind.firstPort === port) continue;
    files.set(bind.firstPort, (files.get(bind.firstPort) ?? new Set()).add(balancer.file));
  }
  const taken = cluster.nodes.flatMap((node) => apiServerOf(cluster, node)?.port ?? []);
  const [best, next] = [...files].sort((a, b) => b[1].size - a[1].size);
  if (best === undefined || taken.includes(best[0])) return undefined;
  return next === undefined || best[1].size > next[1].size ? best[0] : undefined;
}

/** Moves the apiservers' entry to the others' port or a free one, in every haproxy that has it wrong, and the endpoint with it. */
function fixFor(cluster: Cluster, bind: Bind, port: number): Fix[] {
  const entries = entryBinds(cluster).filter((entry) => bindsPort(entry.bind, port) === true);
  const to = portOfOthers(cluster, port) ?? freePort(cluster);
  if (to === undefined || !entries.some((entry) => entry.bind === bind)) return [];
  const bindEdits = moveBinds(entries, to);
  const hosts = new Set(
    endpointStatements(cluster).flatMap(({ stated }) =>
      stated.value !== undefined && endpointPort(cluster, stated.value) === port ? [stated.value.host] : [],
    ),
  );
  const endpointEdits = [...hosts].map((host) => moveEndpoint(cluster, host, port, to));
  if (bindEdits === undefined || endpointEdits.includes(undefined)) return [];
  const program = programOf(...entries.map(({ balancer }) => balancer));
  const edits = [...bindEdits, ...endpointEdits.flatMap((found) => found ?? [])];
  return [
    {
      title:
        endpointEdits.length > 0
          ? message("Bind {program} to {port} instead, and let the control-plane endpoint follow", {
              program,
              port: to,
            })
          : message("Bind {program} to {port} instead", { program, port: to }),
      isPreferred: true,
      isSafe: true,
      edits,
    },
  ];
}

export const apiserverPortConflict: ClusterRule = {
  code: "cluster/apiserver-port-conflict",
  scope: "cluster",
  severity: "error",
  fix: "safe",
  since: "0.1.0",
  docs: {
    summary: "haproxy binds the port on which the apiserver of the same node listens.",
    why: "On a node that is balancer and control plane at once, both programs want the same port: the second to start ends with `address already in use`. Either haproxy is down and the VIP leads to one apiserver only, or, after a reboot in another order, the apiserver is. An apiserver listens on 6443 on all addresses where kubeadm is not told otherwise.",
    example: {
      bad: [
        exampleKeepalived("cp1", { priority: 150, weight: 0, sourceAddress: "10.0.0.11" }),
        exampleHaproxy("cp1", "*:6443"),
        exampleKeepalived("cp2", { priority: 100, weight: 0, sourceAddress: "10.0.0.12" }),
      ].join(""),
      good: [
        exampleKeepalived("cp1", { priority: 150, weight: 0, sourceAddress: "10.0.0.11" }),
        exampleHaproxy("cp1", "*:8443"),
        exampleKeepalived("cp2", { priority: 100, weight: 0, sourceAddress: "10.0.0.12" }),
      ].join(""),
    },
  },
  *check(cluster): Iterable<Finding> {
    for (const { balancer, bind, conflict } of portConflicts(cluster)) {
      const { port, source } = conflict.apiServer;
      yield {
        code: this.code,
        severity: this.severity,
        file: balancer.file,
        at: bind.at,
        message: message(
          '{program} binds {bind} on {nodes}, where the apiserver listens on {port}. Whichever starts second ends with "address already in use"; give {program} a port of its own.',
          {
            program: programOf(balancer),
            bind: bind.text,
            nodes: conflict.nodes.map((node) => node.name).join(", "),
            port,
          },
        ),
        related:
          source === undefined
            ? []
            : [{ ...source, message: message("the apiserver's port {port} comes from here", { port }) }],
        fixes: fixFor(cluster, bind, port),
        about: [bind],
      };
    }
  },
};

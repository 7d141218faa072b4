import type { Balancer, Cluster } from "../../cluster/model.ts";
import { isLoopback } from "../../model/address.ts";
import { checksOf } from "./checks.ts";
import { endpointPort, endpointStatements } from "./endpoints.ts";
import { nodeAt } from "./lvs-services.ts";

/** Whether a director sends to a port of one of a haproxy's nodes. */
function isPortOfRealServer(cluster: Cluster, balancer: Balancer, port: number): boolean {
  return cluster.nodes.some((director) =>
    director.keepalived?.facts.virtualServers.some(({ realServers }) =>
      realServers.some((server) => {
        if (server.port?.value !== port || server.address.value === undefined) return false;
        const node = isLoopback(server.address.value) ? director : nodeAt(cluster, server.address.value);
        return node !== undefined && balancer.nodes.includes(node);
      }),
    ),
  );
}

/** Whether a script that keepalived runs, or the probe of a pod, asks a port. */
function isAskedPort(cluster: Cluster, port: number): boolean {
  const isProbed = cluster.pods.some(({ facts }) =>
    facts.containers.some(({ probes }) => probes.some((probe) => probe.port.value === port)),
  );
  return (
    isProbed ||
    cluster.virtualRouters.some((router) =>
      checksOf(cluster, router).some(({ check }) => check.facts.probes.some((probe) => probe.port?.value === port)),
    )
  );
}

/** Whether something beside clients counts on a port of a haproxy: a director that sends there, or a check. */
export function isUsedPort(cluster: Cluster, balancer: Balancer, port: number): boolean {
  return isPortOfRealServer(cluster, balancer, port) || isAskedPort(cluster, port);
}

/** Whether clients are told of a port, by the endpoint or a join, or a director sends there: then haproxy is to go on binding it. */
export function isExpectedPort(cluster: Cluster, balancer: Balancer, port: number): boolean {
  const isStated = endpointStatements(cluster).some(
    ({ stated: { value } }) => value !== undefined && endpointPort(cluster, value) === port,
  );
  return isStated || isUsedPort(cluster, balancer, port);
}

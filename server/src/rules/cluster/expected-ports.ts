import type { Balancer, Cluster } from "../../cluster/model.ts";
import { isLoopback } from "../../model/address.ts";
import { endpointPort, endpointStatements } from "./endpoints.ts";
import { nodeAt } from "./lvs-services.ts";

/** Whether a director sends to a port of one of a haproxy's nodes. */
export function isPortOfRealServer(cluster: Cluster, balancer: Balancer, port: number): boolean {
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

/** Whether clients are told of a port, by the endpoint or a join, or a director sends there: then haproxy is to go on binding it. */
export function isExpectedPort(cluster: Cluster, balancer: Balancer, port: number): boolean {
  const isStated = endpointStatements(cluster).some(
    ({ stated: { value } }) => value !== undefined && endpointPort(cluster, value) === port,
  );
  return isStated || isPortOfRealServer(cluster, balancer, port);
}

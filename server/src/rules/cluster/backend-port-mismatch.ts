import { apiServerOf, type StatedApiServerPort, statedApiServerPort } from "../../cluster/apiservers.ts";
import { bindsPort, defaultApiServerPort, isUsualApiServerPort } from "../../cluster/balancers.ts";
import { addressOfServer } from "../../cluster/hosts.ts";
import type { Balancer, Cluster } from "../../cluster/model.ts";
import { type IpAddress, isLoopback } from "../../model/address.ts";
import type { Proxy, Server } from "../../model/haproxy/facts.ts";
import { type Finding, type Fix, message } from "../finding.ts";
import type { ClusterRule } from "../rule.ts";
import { belongsToEndpoint } from "./backends.ts";
import { exampleHaproxy, exampleKeepalived } from "./example-files.ts";
import { programOf } from "./programs.ts";

/** A server that takes part, with where it leads. */
interface Target {
  readonly server: Server;
  readonly address: IpAddress;
  readonly port: number;
}

function targetsOf(backend: Proxy, cluster: Cluster): Target[] {
  return backend.facts.servers.flatMap((server): Target[] => {
    const address = addressOfServer(server, cluster.hosts);
    const port = server.port?.value;
    if (address === undefined || port === undefined || server.options.includes("disabled")) return [];
    return [{ server, address, port }];
  });
}

/** The apiserver of the haproxy's own node, where all nodes that run it agree. */
function ownApiServerPort(cluster: Cluster, balancer: Balancer): StatedApiServerPort | undefined {
  const own = balancer.nodes.map((node) => apiServerOf(cluster, node));
  const [first] = own;
  if (first?.source === undefined || first.isInferred) return undefined;
  const isCommon = own.every((apiServer) => apiServer?.port === first.port && !apiServer.isInferred);
  return isCommon ? { port: first.port, isOfMachine: true, isStated: false, source: first.source } : undefined;
}

/**
 * Whether another haproxy takes the connections of a server: one tier of balancers may stand in front of another. The haproxies of
 * one virtual router are peers, and one that sends to another's entry only goes in circles.
 */
function isSecondTier(cluster: Cluster, balancer: Balancer, { address, port }: Target): boolean {
  const peers = new Set(
    cluster.virtualRouters
      .filter(({ members }) => members.some(({ node }) => balancer.nodes.includes(node)))
      .flatMap(({ members }) => members.map(({ node }) => node)),
  );
  return cluster.balancers.some(
    (other) =>
      other !== balancer &&
      other.nodes.some((node) => !peers.has(node) && node.addresses.some((own) => own.text === address.text)) &&
      other.facts.proxies.some(({ facts }) => facts.binds.some((bind) => bindsPort(bind, port) !== false)),
  );
}

/** Whether a backend is surely one of apiservers though none of its servers has the port that they listen on. */
function isSurelyForApiServers({ facts }: Proxy, targets: readonly Target[]): boolean {
  return /api|control/i.test(facts.name?.text ?? "") || targets.every(({ port }) => isUsualApiServerPort(port));
}

/** Whether what init says of the port holds for the nodes that join: their files say so, or it is their default as well. */
function holdsForJoins(cluster: Cluster, port: number): boolean {
  return (
    port === defaultApiServerPort ||
    cluster.kubeadmClusters.some(({ facts }) => facts.source.form === "yaml" && facts.bindPort?.value === port) ||
    hasControlPlaneJoins(cluster)
  );
}

function hasControlPlaneJoins(cluster: Cluster): boolean {
  return cluster.kubeadmNodes.some(({ facts }) => facts.action === "join" && facts.isControlPlane);
}

/** What the Kubernetes files say of the port behind a server. */
function statedPortBehind(cluster: Cluster, balancer: Balancer, { address }: Target): StatedApiServerPort | undefined {
  return isLoopback(address) ? ownApiServerPort(cluster, balancer) : statedApiServerPort(cluster, address);
}

/** The apiserver that a server leads to, where its port is known well enough to say that the server's is wrong. */
function apiServerBehind(
  cluster: Cluster,
  balancer: Balancer,
  backend: Proxy,
  targets: readonly Target[],
  target: Target,
): StatedApiServerPort | undefined {
  const stated = statedPortBehind(cluster, balancer, target);
  if (stated === undefined) return undefined;
  const others = targets.filter((other) => other !== target);
  const isFollowed = others.some(({ port }) => port === stated.port);
  if (!isFollowed && !isSurelyForApiServers(backend, targets)) return undefined;
  // A default that no server follows may be overruled by what is not here.
  if (stated.isOfMachine) return stated.isStated || isFollowed ? stated : undefined;
  // What is said of all that is set up is not said of a spare of another kind, nor of another cluster's backend.
  const isSpare = target.server.options.includes("backup");
  if (isSpare || !holdsForJoins(cluster, stated.port) || !belongsToEndpoint(cluster, balancer, backend))
    return undefined;
  const isConfirmed = others.some((other) => {
    const its = statedPortBehind(cluster, balancer, other);
    return its?.isOfMachine === true && its.isStated && its.port === stated.port;
  });
  return isFollowed || isConfirmed || (stated.isStated && hasControlPlaneJoins(cluster)) ? stated : undefined;
}

function fixFor(balancer: Balancer, { server }: Target, port: number): Fix[] {
  if (server.port === undefined || server.port.isGenerated || server.target.isGenerated) return [];
  return [
    {
      title: message("Send to port {port}, on which the apiserver listens", { port }),
      isPreferred: true,
      isSafe: true,
      edits: [{ file: balancer.file, at: server.port.at, form: "in-place", newText: String(port) }],
    },
  ];
}

/** A server with a port on which the apiserver behind it does not listen. */
interface WrongPort {
  readonly balancer: Balancer;
  readonly target: Target;
  readonly apiServer: StatedApiServerPort;
}

function wrongPorts(cluster: Cluster): WrongPort[] {
  return cluster.balancers.flatMap((balancer) =>
    [...new Set(balancer.apiServerProxies.map((proxy) => proxy.backend))].flatMap((backend) => {
      const targets = targetsOf(backend, cluster);
      return targets.flatMap((target): WrongPort[] => {
        const apiServer = apiServerBehind(cluster, balancer, backend, targets, target);
        if (apiServer === undefined || apiServer.port === target.port) return [];
        return isSecondTier(cluster, balancer, target) ? [] : [{ balancer, target, apiServer }];
      });
    }),
  );
}

/** The servers with a port that is wrong for their apiservers, each with the right one. */
export function rightServerPorts(cluster: Cluster): ReadonlyMap<Server, number> {
  return new Map(wrongPorts(cluster).map(({ target, apiServer }) => [target.server, apiServer.port]));
}

export const backendPortMismatch: ClusterRule = {
  code: "cluster/backend-port-mismatch",
  scope: "cluster",
  severity: "error",
  fix: "safe",
  since: "0.1.0",
  docs: {
    summary: "haproxy sends to a port on which the apiserver of that node does not listen.",
    why: "The server stays DOWN, or without a check every share of the connections that it gets is refused. As long as the other servers are right nobody notices; when they fail, there is no API though an apiserver runs. An apiserver listens on 6443 where kubeadm is not told otherwise, and a control-plane join has to be told again.",
    example: {
      bad: [
        exampleKeepalived("lb1", { priority: 150, weight: 0 }),
        exampleHaproxy("lb1", "*:6443"),
        exampleKeepalived("lb2", { priority: 100, weight: 0 }),
        `//- kubeadm.yaml
apiVersion: kubeadm.k8s.io/v1beta4
kind: InitConfiguration
localAPIEndpoint:
  advertiseAddress: 10.0.0.11
  bindPort: 9443
`,
      ].join(""),
      good: [
        exampleKeepalived("lb1", { priority: 150, weight: 0 }),
        exampleHaproxy("lb1", "*:6443"),
        exampleKeepalived("lb2", { priority: 100, weight: 0 }),
        `//- kubeadm.yaml
apiVersion: kubeadm.k8s.io/v1beta4
kind: InitConfiguration
localAPIEndpoint:
  advertiseAddress: 10.0.0.11
  bindPort: 6443
`,
      ].join(""),
    },
  },
  *check(cluster): Iterable<Finding> {
    for (const { balancer, target, apiServer } of wrongPorts(cluster)) {
      const { port, source } = apiServer;
      const { server } = target;
      yield {
        code: this.code,
        severity: this.severity,
        file: balancer.file,
        at: server.port?.at ?? server.target.at,
        message: message(
          "{program} sends to {server} at {target}, but the apiserver there listens on {port}. Connections to it are refused, so that when the other servers fail, the API is down although this apiserver runs.",
          { program: programOf(balancer), server: server.name.text, target: server.target.text, port },
        ),
        related: [{ ...source, message: message("the apiserver's port {port} comes from here", { port }) }],
        fixes: fixFor(balancer, target, port),
        about: [server],
      };
    }
  },
};

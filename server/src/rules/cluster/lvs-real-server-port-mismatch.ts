import { bindsPort, commonApiServerPort, defaultApiServerPort } from "../../cluster/balancers.ts";
import type { Balancer, Cluster, ClusterNode } from "../../cluster/model.ts";
import { isLoopback } from "../../model/address.ts";
import type { Bind } from "../../model/haproxy/facts.ts";
import type { RealServer, VirtualServer } from "../../model/keepalived/facts.ts";
import { type Finding, type Fix, type FixEdit, message } from "../finding.ts";
import type { ClusterRule } from "../rule.ts";
import { exampleKeepalived } from "./example-files.ts";
import { nodeAt, serviceKey } from "./lvs-services.ts";
import { programOf } from "./programs.ts";
import { bindsOf } from "./vip-binds.ts";

/** A real server with the haproxy that runs there. */
interface Target {
  readonly server: RealServer;
  readonly port: number;
  readonly node: ClusterNode;
  readonly balancer: Balancer;
}

function targetOf(cluster: Cluster, director: ClusterNode, server: RealServer): Target | undefined {
  const address = server.address.value;
  const port = server.port?.value;
  if (address === undefined || port === undefined || port === 0) return undefined;
  const node = isLoopback(address) ? director : nodeAt(cluster, address);
  const balancer = node && cluster.balancers.find(({ nodes }) => nodes.includes(node));
  return node === undefined || balancer === undefined ? undefined : { server, port, node, balancer };
}

/** Whether a haproxy takes a port; undefined where that can't be told. */
function takesPort({ facts }: Balancer, port: number): boolean | undefined {
  if (facts.proxies.some((proxy) => proxy.facts.isOpen)) return undefined;
  const answers = facts.proxies.flatMap((proxy) => proxy.facts.binds.map((bind) => bindsPort(bind, port)));
  if (answers.includes(true)) return true;
  return answers.includes(undefined) ? undefined : false;
}

/** Whether something else of the node is known or likely to listen on the port: an apiserver, or what haproxy sends to there. */
function isTakenByOther(cluster: Cluster, { node, port }: Target): boolean {
  const isApiServer = port === defaultApiServerPort || port === commonApiServerPort(cluster);
  if (isApiServer && node.isControlPlane) return true;
  return cluster.balancers.some(({ facts, nodes }) =>
    facts.proxies.some((proxy) =>
      proxy.facts.servers.some(
        (server) =>
          server.port?.value === port &&
          (server.address === undefined ||
            (isLoopback(server.address)
              ? nodes.includes(node)
              : node.addresses.some((own) => own.text === server.address?.text))),
      ),
    ),
  );
}

/** The binds that clients can come to, for the message and the fix. */
function openBinds(balancer: Balancer): Bind[] {
  return bindsOf(balancer).filter(
    ({ address, firstPort }) => firstPort !== undefined && (address === undefined || !isLoopback(address)),
  );
}

/** Whether the virtual server is surely one for haproxies: its own port or another real server's is one that haproxy takes. */
function isForHaproxy(virtual: VirtualServer, targets: readonly (Target | undefined)[], target: Target): boolean {
  const port = virtual.port?.value;
  if (port !== undefined && takesPort(target.balancer, port) === true) return true;
  const others = targets.filter((other) => other !== target);
  if (others.some((other) => other !== undefined && takesPort(other.balancer, other.port) === true)) return true;
  // All of them lead to nodes with haproxy, and that has one entrance.
  return targets.every(
    (one) => one !== undefined && new Set(openBinds(one.balancer).map(({ firstPort }) => firstPort)).size === 1,
  );
}

/** A real server of a director that leads past the haproxy there. */
interface Mismatch {
  readonly file: string;
  readonly director: ClusterNode;
  readonly virtual: VirtualServer;
  readonly target: Target;
}

function mismatchesOfServer(cluster: Cluster, director: ClusterNode, virtual: VirtualServer): Target[] {
  if (virtual.isOpen || virtual.protocol?.value?.toUpperCase() === "UDP") return [];
  const targets = virtual.realServers.map((server) => targetOf(cluster, director, server));
  return targets.filter((target): target is Target => {
    if (target === undefined || takesPort(target.balancer, target.port) !== false) return false;
    if (openBinds(target.balancer).length === 0 || isTakenByOther(cluster, target)) return false;
    return isForHaproxy(virtual, targets, target);
  });
}

function mismatchesOf(cluster: Cluster): Mismatch[] {
  return cluster.nodes.flatMap((director) =>
    (director.keepalived?.facts.virtualServers ?? []).flatMap((virtual) =>
      mismatchesOfServer(cluster, director, virtual).map((target) => ({
        file: director.keepalived?.file ?? "",
        director,
        virtual,
        target,
      })),
    ),
  );
}

/** The port that is surely meant: the virtual server's where haproxy has it, else its only one. */
function rightPort({ virtual, target }: Mismatch): number | undefined {
  const binds = openBinds(target.balancer);
  const ports = new Set(binds.flatMap(({ firstPort, lastPort }) => (firstPort === lastPort ? (firstPort ?? []) : [])));
  const own = virtual.port?.value;
  const [only] = ports;
  const port = own !== undefined && ports.has(own) ? own : ports.size === 1 ? only : undefined;
  // Only NAT changes ports.
  const isDirect = virtual.forwarding?.value === "DR" || virtual.forwarding?.value === "TUN";
  return isDirect && port !== own ? undefined : port;
}

function fixesFor(same: readonly Mismatch[]): Fix[] {
  const port = same[0] === undefined ? undefined : rightPort(same[0]);
  const edits = same.map(({ file, target }): FixEdit | undefined => {
    const stated = target.server.port;
    if (stated === undefined || stated.isGenerated || port === undefined) return undefined;
    return { file, at: stated.at, form: "in-place", newText: String(port) };
  });
  if (port === undefined || edits.includes(undefined)) return [];
  const program = programOf(...same.map(({ target }) => target.balancer));
  const title = message("Send to port {port}, on which {program} listens", { program, port });
  return [{ title, isPreferred: true, isSafe: true, edits: edits.flatMap((edit) => edit ?? []) }];
}

const exampleHaproxyText = (node: string): string => `//- ${node}/haproxy.cfg
defaults
    mode tcp
    timeout connect 5s
    timeout client 1h
    timeout server 1h
frontend web
    bind *:8080
    default_backend web
backend web
    server web1 10.0.0.11:80 check
`;

const exampleLvs = (port: number): string => `virtual_server 10.0.0.100 80 {
    lb_algo rr
    lb_kind NAT
    protocol TCP
    real_server 10.0.0.1 8080 {
        TCP_CHECK {
            connect_timeout 3
        }
    }
    real_server 10.0.0.2 ${port} {
        TCP_CHECK {
            connect_timeout 3
        }
    }
}
`;

const exampleFiles = (port: number): string =>
  [
    exampleKeepalived("lb1", { priority: 150, sourceAddress: "10.0.0.1" }) + exampleLvs(port),
    exampleHaproxyText("lb1"),
    exampleKeepalived("lb2", { priority: 100, sourceAddress: "10.0.0.2" }) + exampleLvs(8080),
    exampleHaproxyText("lb2"),
  ].join("");

export const lvsRealServerPortMismatch: ClusterRule = {
  code: "cluster/lvs-real-server-port-mismatch",
  scope: "cluster",
  severity: "error",
  fix: "safe",
  since: "0.1.0",
  docs: {
    summary: "LVS sends to a port on which the haproxy of that node does not listen.",
    why: "keepalived hands connections to a VIP on to its real servers. Where haproxy runs on such a node but binds other ports only, a health check takes the real server out, and without one its share of the connections is refused.",
    example: {
      bad: exampleFiles(8081).replace(exampleLvs(8080), exampleLvs(8081)),
      good: exampleFiles(8080),
    },
  },
  *check(cluster): Iterable<Finding> {
    // Each director says the same of a real server: one finding for all of them.
    const mismatches = new Map<string, Mismatch[]>();
    for (const mismatch of mismatchesOf(cluster)) {
      const { virtual, target } = mismatch;
      const key = `${serviceKey(virtual) ?? ""}\n${target.node.name}\n${target.port}`;
      mismatches.set(key, [...(mismatches.get(key) ?? []), mismatch]);
    }
    for (const same of mismatches.values()) {
      const [first, ...others] = same;
      if (first === undefined) continue;
      const { server, port, node, balancer } = first.target;
      const binds = openBinds(balancer);
      const bound = [...new Set(binds.map(({ text }) => text))].join(", ");
      yield {
        code: this.code,
        severity: this.severity,
        file: first.file,
        at: server.port?.at ?? server.address.at,
        message: message(
          "LVS sends to {address} port {port}, but {program} on {node} binds {bound}. Connections there are refused, or the health check keeps the real server out.",
          { program: programOf(balancer), address: server.address.text, port, node: node.name, bound },
        ),
        related: [
          ...binds.map(({ at, text }) => ({
            file: balancer.file,
            at,
            message: message("{program} of {node} binds {bind}", {
              program: programOf(balancer),
              node: node.name,
              bind: text,
            }),
          })),
          ...others.map(({ file, director, target }) => ({
            file,
            at: target.server.address.at,
            message: message("the same real_server on {node}", { node: director.name }),
          })),
        ],
        fixes: fixesFor(same),
        about: same.map(({ target }) => target.server),
      };
    }
  },
};

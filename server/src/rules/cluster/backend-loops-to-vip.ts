import { bindsPort, mayLeadTo } from "../../cluster/balancers.ts";
import { addressOfServer } from "../../cluster/hosts.ts";
import type { Balancer, Cluster } from "../../cluster/model.ts";
import { isWildcard } from "../../model/address.ts";
import type { Bind, Proxy, Server } from "../../model/haproxy/facts.ts";
import { type Finding, type Fix, message } from "../finding.ts";
import type { ClusterRule } from "../rule.ts";
import { type ApiServerBackend, addressFix, apiServerBackends, meantAddress, vipTexts } from "./backends.ts";
import { exampleHaproxy, exampleKeepalived } from "./example-files.ts";
import { programOf } from "./programs.ts";

/** The entries of a haproxy that lead to a backend, with itself if it is a listen section. */
function entriesOf({ facts }: Balancer, backend: Proxy): Proxy[] {
  const name = backend.facts.name?.value;
  return facts.proxies.filter(
    (proxy) =>
      proxy === backend ||
      (name !== undefined &&
        (proxy.facts.defaultBackend?.value === name || proxy.facts.useBackends.some(({ value }) => value === name))),
  );
}

/** Whether a bind takes connections to an address and port. */
function takes(bind: Bind, address: string, port: number): boolean {
  const isAny = bind.isWildcard || (bind.address !== undefined && isWildcard(bind.address));
  return (
    !bind.options.includes("namespace") && bindsPort(bind, port) === true && (isAny || bind.address?.text === address)
  );
}

/** A server that leads back to the haproxy itself, and the bind by which it comes back. */
interface Loop {
  readonly server: Server;
  readonly vip: string;
  readonly bind: Bind;
}

/** The servers of a backend that are a VIP on a port by which the same haproxy leads to them. */
export function loopsOf(cluster: Cluster, balancer: Balancer, backend: Proxy, held: ReadonlySet<string>): Loop[] {
  let binds: readonly Bind[] | undefined;
  if (!mayLeadTo(backend.facts, held)) return [];
  return backend.facts.servers.flatMap((server): Loop[] => {
    const vip = addressOfServer(server, cluster.hosts)?.text;
    if (vip === undefined || !held.has(vip) || server.options.includes("disabled")) return [];
    binds ??= entriesOf(balancer, backend).flatMap(({ facts }) => facts.binds);
    // Without a port of its own a server gets the one that the client came to.
    const own = binds.find((one) => {
      const port = server.port === undefined && !server.isPortUnknown ? one.firstPort : server.port?.value;
      return port !== undefined && takes(one, vip, port);
    });
    return own === undefined ? [] : [{ server, vip, bind: own }];
  });
}

function fixesFor(cluster: Cluster, own: ApiServerBackend | undefined, { server, bind }: Loop): Fix[] {
  const meant = own === undefined ? undefined : meantAddress(cluster, own, server);
  if (own === undefined || meant === undefined) return [];
  // The port that came back is haproxy's as a rule: the other servers have the apiservers'.
  const others = new Set(
    own.backend.facts.servers.flatMap((other) => (other === server ? [] : (other.port?.value ?? []))),
  );
  const [other, another] = others;
  const port = server.port === undefined || other === undefined || another !== undefined ? server.port?.value : other;
  const isOwnNode = own.balancer.nodes.some((node) => node.addresses.some(({ text }) => text === meant.text));
  const comesBack = isOwnNode && port !== undefined && takes(bind, meant.text, port);
  return comesBack ? [] : addressFix(own, server, meant, port);
}

export const backendLoopsToVip: ClusterRule = {
  code: "cluster/backend-loops-to-vip",
  scope: "cluster",
  severity: "error",
  fix: "safe",
  since: "0.1.0",
  docs: {
    summary: "haproxy sends to the VIP on a port that it binds itself.",
    why: "On the node that holds the VIP the connection comes back to the same haproxy, which sends it on again: it goes in circles until connections or ports run out, and the share of clients that is sent there hangs. On the other nodes it goes to the holder's haproxy and in circles there. The check succeeds all the while, because haproxy itself answers it.",
    example: {
      bad: [
        exampleKeepalived("lb1", { priority: 150, weight: 0 }),
        exampleHaproxy("lb1", "*:6443", ["cp1 10.0.0.11:6443 check", "cp2 10.0.0.100:6443 check"]),
        exampleKeepalived("lb2", { priority: 100, weight: 0 }),
        "//- hosts\n10.0.0.11 cp1\n10.0.0.12 cp2\n",
      ].join(""),
      good: [
        exampleKeepalived("lb1", { priority: 150, weight: 0 }),
        exampleHaproxy("lb1", "*:6443"),
        exampleKeepalived("lb2", { priority: 100, weight: 0 }),
        "//- hosts\n10.0.0.11 cp1\n10.0.0.12 cp2\n",
      ].join(""),
    },
  },
  *check(cluster): Iterable<Finding> {
    const held = vipTexts(cluster);
    if (held.size === 0) return;
    const forApiServers = new Map(apiServerBackends(cluster).map((own) => [own.backend, own]));
    for (const balancer of cluster.balancers) {
      for (const backend of balancer.facts.proxies) {
        const { kind } = backend.facts;
        if (kind !== "backend" && kind !== "listen") continue;
        for (const loop of loopsOf(cluster, balancer, backend, held)) {
          const { server, bind, vip } = loop;
          yield {
            code: this.code,
            severity: this.severity,
            file: balancer.file,
            at: server.target.at,
            message: message(
              "{server} is the VIP {vip} on a port that this {program} binds with {bind}, so it sends to itself. Connections go round in circles until {program} can take no more, and the check does not notice.",
              { server: server.name.text, vip, bind: bind.text, program: programOf(balancer) },
            ),
            related: [{ file: balancer.file, at: bind.at, message: message("they come back here") }],
            fixes: fixesFor(cluster, forApiServers.get(backend), loop),
            about: [server],
          };
        }
      }
    }
  },
};

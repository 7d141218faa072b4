import { addressOfServer } from "../../cluster/hosts.ts";
import type { Cluster } from "../../cluster/model.ts";
import type { Server } from "../../model/haproxy/facts.ts";
import { type Finding, type Fix, message } from "../finding.ts";
import type { ClusterRule } from "../rule.ts";
import { type ApiServerBackend, addressesOfPeers, addressFix, apiServerBackends, meantAddress } from "./backends.ts";
import { exampleHaproxy, exampleKeepalived } from "./example-files.ts";

/** Options by which two servers of one address are two ways to it. */
const wayOptions: ReadonlySet<string> = new Set(["namespace", "source"]);

/** Where a server leads; undefined where that can't be told, or where it is switched off. */
function targetOf(cluster: Cluster, server: Server): string | undefined {
  const host = addressOfServer(server, cluster.hosts)?.text ?? server.hostName?.toLowerCase();
  const isPortOpen = server.isPortUnknown || (server.port !== undefined && server.port.value === undefined);
  if (host === undefined || isPortOpen || server.isUnknown) return undefined;
  if (server.options.some((word) => word === "disabled" || wayOptions.has(word))) return undefined;
  return `${host} ${server.port?.value ?? ""}`;
}

function fixesFor(cluster: Cluster, own: ApiServerBackend, first: Server, second: Server): Fix[] {
  for (const server of [second, first]) {
    const meant = meantAddress(cluster, own, server);
    if (meant !== undefined) return addressFix(own, server, meant);
  }
  // Without it the haproxies of other nodes would have servers that this one has not.
  if (second.name.isGenerated || second.target.isGenerated || addressesOfPeers(cluster, own, second).length > 0)
    return [];
  return [
    {
      title: message("Remove {server}", { server: second.name.text }),
      isPreferred: true,
      isSafe: true,
      edits: [{ file: own.balancer.file, at: second.at, form: "remove-line", newText: "" }],
    },
  ];
}

export const backendDuplicateServer: ClusterRule = {
  code: "cluster/backend-duplicate-server",
  scope: "cluster",
  severity: "warning",
  fix: "safe",
  since: "0.1.0",
  docs: {
    summary: "Two servers of the apiservers' backend have one address and port.",
    why: "They are one apiserver: it gets twice its share, and when it fails haproxy has lost two servers at once. Mostly a line was copied and its address forgotten, so that another control plane gets nothing at all.",
    example: {
      bad: [
        exampleKeepalived("lb1", { priority: 150, weight: 0 }),
        exampleHaproxy("lb1", "*:8443", ["cp1 10.0.0.11:6443 check", "cp2 10.0.0.11:6443 check"]),
        exampleKeepalived("lb2", { priority: 100, weight: 0 }),
      ].join(""),
      good: [
        exampleKeepalived("lb1", { priority: 150, weight: 0 }),
        exampleHaproxy("lb1", "*:8443"),
        exampleKeepalived("lb2", { priority: 100, weight: 0 }),
      ].join(""),
    },
  },
  *check(cluster): Iterable<Finding> {
    for (const own of apiServerBackends(cluster)) {
      const first = new Map<string, Server>();
      for (const server of own.backend.facts.servers) {
        const target = targetOf(cluster, server);
        const other = target === undefined ? undefined : first.get(target);
        if (target !== undefined && other === undefined) first.set(target, server);
        if (other === undefined) continue;
        yield {
          code: this.code,
          severity: this.severity,
          file: own.balancer.file,
          at: server.target.at,
          message: message(
            "{server} and {other} are the same apiserver, {target}. It gets twice its share of the connections, and a control plane that was meant here may get none.",
            { server: server.name.text, other: other.name.text, target: server.target.text },
          ),
          related: [
            {
              file: own.balancer.file,
              at: other.target.at,
              message: message("{server} leads there as well", { server: other.name.text }),
            },
          ],
          fixes: fixesFor(cluster, own, other, server),
          about: [server],
        };
      }
    }
  },
};

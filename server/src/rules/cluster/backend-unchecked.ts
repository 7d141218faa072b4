import type { Cluster } from "../../cluster/model.ts";
import { isServerChecked } from "../../model/haproxy/effective.ts";
import type { Proxy, Server } from "../../model/haproxy/facts.ts";
import { type Finding, type Fix, message } from "../finding.ts";
import type { ClusterRule } from "../rule.ts";
import { wordsToCheck } from "./apiserver-check-plaintext.ts";
import { type ApiServerBackend, apiServerBackends } from "./backends.ts";
import { exampleHaproxy, exampleKeepalived } from "./example-files.ts";
import { isHaproxy } from "./programs.ts";

/** Options by which haproxy learns otherwise whether a server works. */
const otherChecks: ReadonlySet<string> = new Set(["agent-check", "observe", "track"]);

function isUnchecked(backend: Proxy, server: Server): boolean {
  const words = [...server.options, ...server.sectionDefaults];
  if (words.some((word) => word === "disabled" || word === "no-check" || otherChecks.has(word))) return false;
  return isServerChecked(backend, server) === false;
}

function fixFor(cluster: Cluster, own: ApiServerBackend, unchecked: readonly Server[]): Fix[] {
  if (unchecked.some(({ name, target }) => name.isGenerated || target.isGenerated)) return [];
  return [
    {
      title: message("Add check to {servers}", { servers: unchecked.map(({ name }) => name.text).join(", ") }),
      isPreferred: true,
      isSafe: true,
      edits: unchecked.map((server) => {
        const { target } = server;
        const end = { origin: target.at.origin, start: target.at.end, end: target.at.end };
        return { file: own.balancer.file, at: end, form: "in-place", newText: wordsToCheck(cluster, own, server) };
      }),
    },
  ];
}

export const backendUnchecked: ClusterRule = {
  code: "cluster/backend-unchecked",
  scope: "cluster",
  severity: "warning",
  fix: "safe",
  since: "0.1.0",
  docs: {
    summary: "haproxy does not check an apiserver to which it sends.",
    why: "Without `check` haproxy takes a server for up whatever happens. When that node is down, its share of all connections waits for the connect timeout and is then tried again or lost: kubelets and kubectl see an API that works only now and then. `check` on a `default-server` line counts; a backend with a single server has nowhere else to go and is left alone.",
    example: {
      bad: [
        exampleKeepalived("lb1", { priority: 150, weight: 0 }),
        exampleHaproxy("lb1", "*:8443", ["cp1 10.0.0.11:6443 check", "cp2 10.0.0.12:6443"]),
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
      const { balancer, backend } = own;
      const { servers } = backend.facts;
      // nginx takes note of servers that fail by itself.
      if (servers.length < 2 || !isHaproxy(balancer)) continue;
      const unchecked = servers.filter((server) => isUnchecked(backend, server));
      const [first, ...others] = unchecked;
      if (first === undefined) continue;
      yield {
        code: this.code,
        severity: this.severity,
        file: balancer.file,
        at: first.name.at,
        message: message(
          "haproxy sends to {servers} without a check. When such a node is down, its share of the connections still goes there and waits for a timeout; add check.",
          { servers: unchecked.map(({ name }) => name.text).join(", ") },
        ),
        related: others.map(({ name }) => ({
          file: balancer.file,
          at: name.at,
          message: message("{server} is not checked either", { server: name.text }),
        })),
        fixes: fixFor(cluster, own, unchecked),
        about: unchecked,
      };
    }
  },
};

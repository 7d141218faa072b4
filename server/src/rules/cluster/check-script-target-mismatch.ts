import { apiServerOf } from "../../cluster/apiservers.ts";
import { bindsPort, commonApiServerPort, defaultApiServerPort, isUsualApiServerPort } from "../../cluster/balancers.ts";
import type { Balancer, Cluster } from "../../cluster/model.ts";
import { heldAddresses } from "../../cluster/vips.ts";
import { isLoopback } from "../../model/address.ts";
import type { Probe } from "../../model/checks/facts.ts";
import { type Finding, type Fix, message, type RelatedPlace } from "../finding.ts";
import type { ClusterRule } from "../rule.ts";
import { addressOfProbe, checksOf, type MemberCheck, placeKey } from "./checks.ts";
import { endpointPort, endpointStatements } from "./endpoints.ts";
import { exampleChecked, exampleHaproxy } from "./example-files.ts";
import { bindsOf } from "./vip-binds.ts";

/** A script that asks where nobody answers. */
interface LostCheck extends MemberCheck {
  readonly probe: Probe;
  readonly port: number;
  /** The VIP that it asks; undefined where it asks its own machine. */
  readonly vip: string | undefined;
  /** The haproxies that might have answered. */
  readonly balancers: readonly Balancer[];
}

const haproxyWords = /ha[-_]?proxy/i;
const otherPrograms =
  /nginx|traefik|envoy|apache|httpd|mysql|maria|galera|postgres|patroni|redis|mongo|rabbit|kafka|minio|etcd|ingress|registry|harbor|docker|kubelet|scheduler|controller-manager/i;

/** Ports of a Kubernetes node's own programs, and those that services get on every node. */
function isPortOfNode(port: number): boolean {
  return (port >= 10_240 && port <= 10_260) || (port >= 2379 && port <= 2381) || (port >= 30_000 && port <= 32_767);
}

/** Whether a check is meant for haproxy or what it leads to, and nothing else on the machine. */
function isForBalancer({ check, script }: MemberCheck, port: number): boolean {
  const texts = [check.facts.text, script.command?.text ?? "", script.name.text].join("\n");
  if (otherPrograms.test(texts) || isPortOfNode(port)) return false;
  return isUsualApiServerPort(port) || haproxyWords.test(texts);
}

/** Whether some haproxy may take connections to a port. */
function mayBeBound(balancers: readonly Balancer[], port: number): boolean {
  return balancers.some(
    ({ facts }) =>
      facts.proxies.length === 0 ||
      facts.proxies.some(
        ({ facts: proxy }) =>
          (proxy.isOpen && (proxy.kind === "frontend" || proxy.kind === "listen")) ||
          proxy.binds.some((bind) => bindsPort(bind, port) !== false || bind.isUnknown),
      ),
  );
}

/** Whether a port of the node itself may be its apiserver's. */
function mayBeApiServer(cluster: Cluster, { member: { node } }: MemberCheck, port: number): boolean {
  const known = apiServerOf(cluster, node);
  if (known !== undefined) return known.port === port;
  const common = commonApiServerPort(cluster);
  return (
    node.isControlPlane ||
    port === defaultApiServerPort ||
    common === undefined ||
    common === port ||
    cluster.balancers.some(({ facts }) =>
      facts.proxies.some(({ facts: proxy }) =>
        proxy.servers.some(
          (server) => server.port === undefined || server.port.value === undefined || server.port.value === port,
        ),
      ),
    )
  );
}

/** Whether the control-plane endpoint has the port: then it is as likely the binds that are wrong. */
function isEndpointPort(cluster: Cluster, port: number): boolean {
  return endpointStatements(cluster).some(
    ({ stated }) => stated.value === undefined || endpointPort(cluster, stated.value) === port,
  );
}

function lostProbe(cluster: Cluster, vips: ReadonlySet<string>, one: MemberCheck, probe: Probe): LostCheck | undefined {
  const port = probe.port?.value;
  if (port === undefined || (probe.kind !== "connection" && probe.kind !== "listener")) return undefined;
  if (!isForBalancer(one, port)) return undefined;
  const { node, keepalived } = one.member;
  const address = addressOfProbe(cluster, probe);
  const isOwn = address !== undefined && node.addresses.some(({ text }) => text === address.text);
  if (probe.kind === "listener" || (address !== undefined && (isLoopback(address) || isOwn))) {
    const balancers = cluster.balancers.filter(({ nodes }) => nodes.includes(node));
    if (balancers.length === 0 || mayBeBound(balancers, port) || mayBeApiServer(cluster, one, port)) return undefined;
    return { ...one, probe, port, vip: undefined, balancers };
  }
  if (address === undefined || !vips.has(address.text)) return undefined;
  const holders = new Set(one.router.members.map((member) => member.node));
  const isBehind = cluster.balancers.some(({ nodes }) => nodes.some((other) => holders.has(other)));
  const isByLvs = keepalived.virtualServers.length > 0 || keepalived.virtualServerGroups.length > 0;
  if (!isBehind || isByLvs || mayBeBound(cluster.balancers, port) || isEndpointPort(cluster, port)) return undefined;
  return { ...one, probe, port, vip: address.text, balancers: cluster.balancers };
}

/** The one port by which some haproxies lead to the apiservers, or the only one that they bind at all. */
function rightPort(balancers: readonly Balancer[]): number | undefined {
  const entries = balancers.flatMap(({ apiServerProxies }) =>
    apiServerProxies.flatMap(({ entry }) => entry.facts.binds),
  );
  const binds = entries.length > 0 ? entries : balancers.flatMap(bindsOf);
  const ports = new Set(binds.flatMap(({ firstPort, lastPort }) => (firstPort === lastPort ? (firstPort ?? []) : [0])));
  const [port] = ports;
  return ports.size === 1 && port !== 0 ? port : undefined;
}

function fixesFor(checks: readonly LostCheck[]): Fix[] {
  const edits = checks.map(({ check, probe, balancers }) => {
    const port = rightPort(balancers);
    const stated = probe.port;
    if (stated === undefined || stated.isGenerated || port === undefined) return undefined;
    return { file: check.file, at: stated.at, form: "in-place", newText: String(port) } as const;
  });
  const [first] = edits;
  const known = edits.filter((edit) => edit !== undefined);
  if (first === undefined || known.length < edits.length) return [];
  if (!known.every(({ newText }) => newText === first.newText)) return [];
  const title = message("Ask port {port}, which haproxy binds", { port: first.newText });
  return [{ title, isPreferred: true, isSafe: true, edits: known }];
}

const templates = {
  local:
    "{script} asks port {port} of {node} itself, on which neither haproxy nor an apiserver listens. The check always fails, so keepalived takes a healthy node for a broken one.",
  vip: "{script} asks {vip} on port {port}, which no haproxy binds. Either the check always fails and keepalived takes a healthy node for a broken one, or another program answers and the end of haproxy goes unnoticed.",
};

function findingFor(checks: readonly LostCheck[]): Finding | undefined {
  const [first, ...others] = checks;
  if (first === undefined) return undefined;
  const { check, probe, script, member, port, vip, balancers } = first;
  const [balancer] = balancers;
  const entry =
    balancer === undefined ? undefined : (balancer.apiServerProxies[0]?.entry.facts.binds[0] ?? bindsOf(balancer)[0]);
  const bound: RelatedPlace[] =
    balancer === undefined || entry === undefined
      ? []
      : [{ file: balancer.file, at: entry.at, message: message("haproxy binds {bind}", { bind: entry.text }) }];
  return {
    code: checkScriptTargetMismatch.code,
    severity: checkScriptTargetMismatch.severity,
    file: check.file,
    at: probe.port?.at ?? probe.at,
    message: message(vip === undefined ? templates.local : templates.vip, {
      script: script.name.text,
      port,
      node: member.node.name,
      ...(vip === undefined ? {} : { vip }),
    }),
    related: [
      ...bound,
      ...others.map((other) => ({
        file: other.check.file,
        at: other.probe.port?.at ?? other.probe.at,
        message: message("the same port is asked here"),
      })),
    ],
    fixes: fixesFor(checks),
    about: checks.map((one) => one.script),
  };
}

export const checkScriptTargetMismatch: ClusterRule = {
  code: "cluster/check-script-target-mismatch",
  scope: "cluster",
  severity: "warning",
  fix: "safe",
  since: "0.1.0",
  docs: {
    summary: "A check script asks a port on which nobody listens.",
    why: "Check scripts are copied from other set-ups more often than anything else, with their ports. One that asks a port of the VIP or of its own machine that no haproxy binds always fails: with weight 0 the node goes to FAULT and never holds the VIP, with a weight all nodes lose alike and nothing moves when haproxy really dies. Where an apiserver of the same machine answers on that port, the check tests that one and not haproxy. The script is found beside the keepalived.conf, in the node's folder, or in the text that shows both.",
    example: {
      bad: [
        exampleChecked("lb1", 150, "curl -sfk https://127.0.0.1:9443/healthz"),
        exampleHaproxy("lb1", "*:8443"),
        exampleChecked("lb2", 100, "curl -sfk https://127.0.0.1:9443/healthz"),
        exampleHaproxy("lb2", "*:8443"),
      ].join(""),
      good: [
        exampleChecked("lb1", 150, "curl -sfk https://127.0.0.1:8443/healthz"),
        exampleHaproxy("lb1", "*:8443"),
        exampleChecked("lb2", 100, "curl -sfk https://127.0.0.1:8443/healthz"),
        exampleHaproxy("lb2", "*:8443"),
      ].join(""),
    },
  },
  *check(cluster): Iterable<Finding> {
    if (cluster.balancers.length === 0) return;
    const vips = new Set(heldAddresses(cluster.virtualRouters, cluster.virtualAddresses).map(({ text }) => text));
    const lost = new Map<string, Map<string, LostCheck>>();
    for (const router of cluster.virtualRouters) {
      for (const one of checksOf(cluster, router)) {
        const { probes } = one.check.facts;
        // What is asked where something else failed makes up for it.
        if (probes.some(({ isFallback }) => isFallback)) continue;
        for (const probe of probes) {
          const found = lostProbe(cluster, vips, one, probe);
          if (found === undefined) continue;
          const cause = `${found.vip ?? ""} ${found.port}`;
          const same = lost.get(cause) ?? new Map<string, LostCheck>();
          const place = placeKey(one.check.file, probe.port?.at ?? probe.at);
          if (!same.has(place)) same.set(place, found);
          lost.set(cause, same);
        }
      }
    }
    for (const same of lost.values()) {
      const finding = findingFor([...same.values()]);
      if (finding !== undefined) yield finding;
    }
  },
};

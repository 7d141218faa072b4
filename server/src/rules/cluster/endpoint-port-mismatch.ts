import { apiServerOf } from "../../cluster/apiservers.ts";
import { bindsPort, commonApiServerPort } from "../../cluster/balancers.ts";
import { knownControlPlanes } from "../../cluster/control-planes.ts";
import { addressOfServer } from "../../cluster/hosts.ts";
import { kubeVipAddresses, kubeVipPorts } from "../../cluster/kube-vip.ts";
import type { Cluster } from "../../cluster/model.ts";
import { isLoopback } from "../../model/address.ts";
import type { Bind } from "../../model/haproxy/facts.ts";
import { type Finding, type Fix, type FixEdit, message } from "../finding.ts";
import type { ClusterRule } from "../rule.ts";
import { portConflicts } from "./apiserver-port-conflict.ts";
import { vipTexts } from "./backends.ts";
import {
  type EndpointStatement,
  type EntryBind,
  endpointPort,
  endpointStatements,
  entryBinds,
  isBound,
  moveBinds,
  moveEndpoint,
  statedAddress,
  writeEndpoint,
} from "./endpoints.ts";
import { exampleHaproxy, exampleKeepalived } from "./example-files.ts";
import { isUsedPort } from "./expected-ports.ts";
import { programOf } from "./programs.ts";

/** Whether clients that follow the endpoint come to this cluster's balancers at all. */
function leadsHere(cluster: Cluster, statement: EndpointStatement): boolean {
  const address = statedAddress(cluster, statement);
  if (address === undefined || cluster.virtualAddresses.length === 0) return true;
  return cluster.virtualAddresses.some((vip) => vip.text === address.text);
}

/** Whether the nodes that hold the VIP run apiservers on this port: then clients come through, but past haproxy. */
function bypassesBalancer(cluster: Cluster, port: number): boolean {
  const holders = cluster.virtualRouters.flatMap((router) => router.members.map((member) => member.node));
  return holders.length > 0 && holders.every((node) => apiServerOf(cluster, node)?.port === port);
}

/** Whether clients from other machines can come in by a bind: no local socket, no loopback address. */
function isReachable(bind: Bind): boolean {
  const hasPort = bind.isPortUnknown || bind.firstPort !== undefined;
  return hasPort && (bind.address === undefined || !isLoopback(bind.address));
}

/** Whether some frontend takes the port and chooses its backend only at run time: that may be the apiservers'. */
function mayLeadOn(cluster: Cluster, port: number): boolean {
  return cluster.balancers.some(({ facts }) =>
    facts.proxies.some(({ facts: proxy }) => {
      const targets = [proxy.defaultBackend, ...proxy.useBackends];
      const isDynamic = proxy.isOpen || targets.some((target) => target !== undefined && target.value === undefined);
      return isDynamic && proxy.binds.some((bind) => bindsPort(bind, port) !== false);
    }),
  );
}

function fixesFor(cluster: Cluster, statement: EndpointStatement, binds: readonly EntryBind[], port: number): Fix[] {
  const host = statement.stated.value?.host ?? "";
  const program = programOf(...binds.map(({ balancer }) => balancer));
  const boundPorts = [
    ...new Set(binds.flatMap(({ bind }) => (bind.firstPort === bind.lastPort ? (bind.firstPort ?? []) : []))),
  ];
  const candidates: { title: Fix["title"]; edits: FixEdit[]; votes: number }[] = [];
  for (const bound of boundPorts) {
    const edits = moveEndpoint(cluster, host, port, bound);
    if (edits === undefined || edits.length === 0) continue;
    const voters = new Set(binds.filter(({ bind }) => bind.firstPort === bound).map(({ balancer }) => balancer.file));
    candidates.push({
      title: message("Let the control-plane endpoint use port {port}, which {program} binds", { program, port: bound }),
      edits,
      votes: voters.size,
    });
  }
  // Moving haproxy onto an apiserver's port would only trade one fault for another.
  const isTaken = cluster.nodes.some((node) => apiServerOf(cluster, node)?.port === port);
  // Joins that come to haproxy as it is would be left behind, and so would what LVS sends there, and checks.
  const isInUse = endpointStatements(cluster).some(({ role, stated }) => {
    const joined = role === "join" && stated.value !== undefined ? endpointPort(cluster, stated.value) : undefined;
    return joined !== undefined && joined !== port && isBound(binds, joined) === true;
  });
  const isUsed = binds.some(
    ({ balancer, bind }) => bind.firstPort !== undefined && isUsedPort(cluster, balancer, bind.firstPort),
  );
  // A server that is the VIP would come to another port of this haproxy, or no longer to one.
  const held = vipTexts(cluster);
  const isServerVip = binds.some(({ proxy }) =>
    proxy.backend.facts.servers.some((server) => held.has(addressOfServer(server, cluster.hosts)?.text ?? "")),
  );
  const isFixed = isTaken || isInUse || isUsed || isServerVip;
  const bindEdits = isFixed || boundPorts.length !== 1 ? undefined : moveBinds(binds, port);
  if (bindEdits !== undefined && bindEdits.length > 0) {
    const voters = endpointStatements(cluster).filter(
      ({ stated }) => stated.value?.host === host && endpointPort(cluster, stated.value) === port,
    );
    candidates.push({
      title: message("Bind {program} to port {port}, as the control-plane endpoint says", { program, port }),
      edits: bindEdits,
      votes: new Set(voters.map(({ file }) => file)).size,
    });
  }
  // More files that agree first; then what changes fewer places.
  const ranked = [...candidates].sort((a, b) => b.votes - a.votes || a.edits.length - b.edits.length);
  const [best, next] = ranked;
  const isClear =
    best !== undefined && (next === undefined || best.votes > next.votes || best.edits.length < next.edits.length);
  return ranked.map((candidate) => ({
    title: candidate.title,
    isPreferred: isClear && candidate === best,
    isSafe: true,
    edits: candidate.edits,
  }));
}

/** The ports at which the VIP of a kube-vip is answered; undefined where one can't be told. */
function portsAtKubeVip(cluster: Cluster): number[] | undefined {
  const held = kubeVipPorts(cluster);
  const common = commonApiServerPort(cluster);
  const own = knownControlPlanes(cluster).map(({ port }) => port);
  if (held === undefined || common === undefined || own.includes(undefined)) return undefined;
  const known = own.filter((port) => port !== undefined);
  // The port that kube-vip is told is the one on which it asks the apiserver; what the files say of that counts.
  return [...new Set([...held, ...(known.length > 0 ? known : [common])])];
}

/** Endpoints that lead to a kube-vip's VIP where no haproxy binds anything for the apiservers. */
function* findingsAtKubeVip(cluster: Cluster): Iterable<Finding> {
  if (cluster.kubeVips.length === 0 || entryBinds(cluster).length > 0) return;
  const vips = new Set(kubeVipAddresses(cluster.kubeVips.map(({ facts }) => facts)).map(({ text }) => text));
  const ports = portsAtKubeVip(cluster);
  if (ports === undefined || ports.length === 0) return;
  for (const statement of endpointStatements(cluster)) {
    const value = statement.stated.value;
    if (statement.role !== "endpoint" || value === undefined) continue;
    const port = endpointPort(cluster, value);
    const address = statedAddress(cluster, statement);
    if (port === undefined || address === undefined || !vips.has(address.text) || ports.includes(port)) continue;
    const fixes = ports.flatMap((wanted): Fix[] => {
      const edits = moveEndpoint(cluster, value.host, port, wanted);
      if (edits === undefined || edits.length === 0) return [];
      const title = message("Let the control-plane endpoint use port {port}", { port: wanted });
      return [{ title, isPreferred: ports.length === 1, isSafe: true, edits }];
    });
    yield {
      code: endpointPortMismatch.code,
      severity: endpointPortMismatch.severity,
      file: statement.file,
      at: statement.stated.at,
      message: message(
        'The control-plane endpoint uses port {port}, but at the VIP of kube-vip only {ports} is answered. Joins and clients get "connection refused" at {endpoint}.',
        { port, ports: ports.join(", "), endpoint: writeEndpoint(value.host, port) },
      ),
      related: cluster.kubeVips.map(({ file, facts }) => ({
        file,
        at: facts.balancedPort?.at ?? facts.port?.at ?? facts.at,
        message: message("kube-vip is set up here"),
      })),
      fixes,
      about: [statement.stated],
    };
  }
}

export const endpointPortMismatch: ClusterRule = {
  code: "cluster/endpoint-port-mismatch",
  scope: "cluster",
  severity: "error",
  fix: "safe",
  since: "0.1.0",
  docs: {
    summary: "No haproxy binds the port of the control-plane endpoint.",
    why: "kubeadm writes the endpoint into every kubeconfig. Where no haproxy listens on its port, `kubeadm join`, kubelets and kubectl get `connection refused` at the VIP. Where the VIP's nodes run their apiserver on that port, clients come through, but past haproxy: only the holder's apiserver is used, and when it dies while its node lives, the whole cluster has no API. At the VIP of a kube-vip the apiservers' own port is answered, and that of its balancer if it has one. A fix changes the files: a cluster that runs already keeps the endpoint that its kubeconfigs and certificates were made with.",
    example: {
      bad: [
        exampleKeepalived("lb1", { priority: 150, weight: 0 }),
        exampleHaproxy("lb1", "*:8443"),
        exampleKeepalived("lb2", { priority: 100, weight: 0 }),
        `//- kubeadm.yaml
apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
controlPlaneEndpoint: 10.0.0.100:6443
`,
      ].join(""),
      good: [
        exampleKeepalived("lb1", { priority: 150, weight: 0 }),
        exampleHaproxy("lb1", "*:8443"),
        exampleKeepalived("lb2", { priority: 100, weight: 0 }),
        `//- kubeadm.yaml
apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
controlPlaneEndpoint: 10.0.0.100:8443
`,
      ].join(""),
    },
  },
  *check(cluster): Iterable<Finding> {
    yield* findingsAtKubeVip(cluster);
    const entries = entryBinds(cluster).filter(({ bind }) => isReachable(bind));
    if (entries.some(({ proxy }) => proxy.entry.facts.isOpen)) return;
    // Binds that must move anyway are no place to go; where all must, this finding would only say it twice.
    const conflicting = new Set(portConflicts(cluster).map(({ bind }) => bind));
    const binds = entries.filter(({ bind }) => !conflicting.has(bind));
    if (binds.length === 0) return;
    for (const statement of endpointStatements(cluster)) {
      const value = statement.stated.value;
      if (statement.role !== "endpoint" || value === undefined || !leadsHere(cluster, statement)) continue;
      const port = endpointPort(cluster, value);
      if (port === undefined || isBound(entries, port) !== false || mayLeadOn(cluster, port)) continue;
      // At the VIP of a kube-vip the apiservers themselves answer as well.
      if (cluster.kubeVips.length > 0 && portsAtKubeVip(cluster)?.includes(port) !== false) continue;
      const isBypassed = bypassesBalancer(cluster, port);
      const bound = [...new Set(binds.map(({ bind }) => bind.text))].join(", ");
      const program = programOf(...binds.map(({ balancer }) => balancer));
      yield {
        code: this.code,
        // A name may lead to another balancer in front, which takes the port and passes on to haproxy's.
        severity: isBypassed || statedAddress(cluster, statement) === undefined ? "warning" : this.severity,
        file: statement.file,
        at: statement.stated.at,
        message: isBypassed
          ? message(
              "The control-plane endpoint uses port {port}, but {program} binds {bound} for the apiservers. Clients reach the apiserver of the VIP's holder past {program}, and lose the API when it dies while its node lives.",
              { program, port, bound },
            )
          : message(
              'The control-plane endpoint uses port {port}, but {program} binds {bound} for the apiservers. Joins and clients get "connection refused" at {endpoint}.',
              { program, port, bound, endpoint: writeEndpoint(value.host, port) },
            ),
        related: binds.map(({ balancer, bind }) => ({
          file: balancer.file,
          at: bind.at,
          message: message("{program} binds {bind} for the apiservers", {
            program: programOf(balancer),
            bind: bind.text,
          }),
        })),
        fixes: fixesFor(cluster, statement, binds, port),
        about: [statement.stated],
      };
    }
  },
};

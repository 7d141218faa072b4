import { type ControlPlane, knownControlPlanes } from "../../cluster/control-planes.ts";
import { addressOfServer } from "../../cluster/hosts.ts";
import type { Cluster } from "../../cluster/model.ts";
import { isLoopback } from "../../model/address.ts";
import type { Proxy, Server } from "../../model/haproxy/facts.ts";
import { type Finding, type Fix, message, type RelatedPlace } from "../finding.ts";
import type { ClusterRule } from "../rule.ts";
import { strangersOf } from "./backend-server-unknown.ts";
import {
  type ApiServerBackend,
  addressFix,
  allServers,
  apiServerBackends,
  belongsToEndpoint,
  controlPlanesWithout,
  isNear,
  type KnownServer,
  meantAddress,
  vipTexts,
  writeTarget,
} from "./backends.ts";
import { exampleHaproxy, exampleKeepalived } from "./example-files.ts";
import { isHaproxy, programOf } from "./programs.ts";

/** Options that are a server's own: a copy of its line would say something else for another machine. */
const ownOptions: ReadonlySet<string> = new Set([
  "addr",
  "backup",
  "cookie",
  "disabled",
  "id",
  "redir",
  "source",
  "track",
]);

/** What people call a machine: its name, else its address. */
function nameOf({ name, addresses }: ControlPlane): string {
  return name ?? addresses[0]?.text ?? "";
}

/** The control planes that a backend surely lacks; empty where it can't be told. */
function missingFrom(
  { balancer }: ApiServerBackend,
  servers: readonly KnownServer[],
  controlPlanes: readonly ControlPlane[],
): ControlPlane[] {
  // A haproxy that only guards its own node's apiserver means no other.
  if (servers.every(({ address }) => isLoopback(address))) return [];
  const missing = controlPlanesWithout(balancer, servers, controlPlanes);
  // Where no server is a known address, haproxy goes over another network.
  if (missing.length === controlPlanes.length) return [];
  const addresses = servers.map(({ address }) => address);
  return missing.filter((one) => {
    const named = servers.find(({ server }) => server.name.value?.toLowerCase() === one.name?.toLowerCase());
    const isElsewhere = (known: KnownServer): boolean => !isNear(known.address, one.addresses);
    return one.addresses.some((address) => isNear(address, addresses)) && (named === undefined || !isElsewhere(named));
  });
}

/** The servers that other findings want to have another address: a VIP, a second one of an apiserver, or a stranger. */
function wrongServers(cluster: Cluster, own: ApiServerBackend, servers: readonly KnownServer[]): Server[] {
  const held = vipTexts(cluster);
  const seen = new Set<string>();
  const wrong = servers.filter(({ server, address }) => {
    const target = writeTarget(address, server.port?.value);
    const isSecond = seen.has(target);
    seen.add(target);
    return isSecond || held.has(address.text);
  });
  return [...wrong.map(({ server }) => server), ...strangersOf(cluster, own)];
}

/** The control planes whose place a wrong server has taken: mending that adds them, so that there is nothing to say besides. */
function replacedBy(cluster: Cluster, own: ApiServerBackend, servers: readonly KnownServer[]): Set<string> {
  return new Set(
    wrongServers(cluster, own, servers).flatMap((server) => meantAddress(cluster, own, server)?.text ?? []),
  );
}

/** A name for a new server that no other has. */
function serverName(missing: ControlPlane, servers: readonly Server[]): string | undefined {
  const name = missing.name ?? `apiserver-${missing.addresses[0]?.text.replaceAll(/[.:]/g, "-") ?? ""}`;
  const isFree = servers.every((server) => server.name.text !== name);
  return isFree && /^[\w.-]+$/.test(name) ? name : undefined;
}

function fixFor(cluster: ApiServerBackend, missing: readonly ControlPlane[], servers: readonly KnownServer[]): Fix[] {
  const { balancer, backend } = cluster;
  const [first, another] = missing;
  const model = servers.findLast(({ address }) => !isLoopback(address))?.server;
  if (first === undefined || model === undefined) return [];
  const named = servers.find(({ server }) => server.name.value?.toLowerCase() === first.name?.toLowerCase());
  if (named !== undefined) {
    const address = first.addresses[0];
    return another === undefined && address !== undefined ? addressFix(cluster, named.server, address) : [];
  }
  if (model.name.isGenerated || model.target.isGenerated || model.options.some((word) => ownOptions.has(word)))
    return [];
  const last = backend.facts.servers.at(-1);
  const lines = missing.map((one) => {
    const name = serverName(one, backend.facts.servers);
    const address = one.addresses[0];
    const port = model.port === undefined ? undefined : (one.port ?? model.port.value);
    if (name === undefined || address === undefined || (model.port !== undefined && port === undefined))
      return undefined;
    const target = writeTarget(address, port);
    // In nginx a server has no name.
    return isHaproxy(balancer)
      ? ["server", name, target, ...model.options].join(" ")
      : `${["server", target, ...model.options].join(" ")};`;
  });
  if (last === undefined || lines.includes(undefined)) return [];
  return [
    {
      title: message("Add {nodes} to {backend}", {
        nodes: missing.map(nameOf).join(", "),
        backend: backend.facts.name?.text ?? "",
      }),
      isPreferred: true,
      isSafe: true,
      edits: [{ file: balancer.file, at: last.at, form: "line-below", newText: lines.join("\n") }],
    },
  ];
}

/** The servers that lead to these control planes in other haproxies: that they are only there is no second finding. */
function serversElsewhere(cluster: Cluster, backend: Proxy, missing: readonly ControlPlane[]): Server[] {
  const addresses = new Set(missing.flatMap((one) => one.addresses.map(({ text }) => text)));
  return apiServerBackends(cluster).flatMap((other) =>
    other.backend === backend
      ? []
      : other.backend.facts.servers.filter((server) =>
          addresses.has(addressOfServer(server, cluster.hosts)?.text ?? ""),
        ),
  );
}

function relatedTo(missing: readonly ControlPlane[]): RelatedPlace[] {
  return missing.flatMap((one) =>
    one.source === undefined
      ? []
      : [{ ...one.source, message: message("{node} runs an apiserver, as this says", { node: nameOf(one) }) }],
  );
}

/** The control planes that a backend is to be given, beside those that a wrong server makes room for. */
function missingServers(
  cluster: Cluster,
  own: ApiServerBackend,
  servers: readonly KnownServer[],
  controlPlanes: readonly ControlPlane[],
): ControlPlane[] {
  if (!belongsToEndpoint(cluster, own.balancer, own.backend)) return [];
  const all = missingFrom(own, servers, controlPlanes);
  const replaced = all.length === 0 ? new Set<string>() : replacedBy(cluster, own, servers);
  return all.filter(({ addresses }) => !addresses.some(({ text }) => replaced.has(text)));
}

/** The backends whose servers other findings want to have changed, so that another haproxy's are no model, nor they one for it. */
export function backendsWithWrongServers(cluster: Cluster): Set<Proxy> {
  const controlPlanes = controlPlanesOf(cluster);
  const wrong = apiServerBackends(cluster).filter((own) => {
    const servers = allServers(cluster, own.backend);
    if (servers === undefined) return false;
    return (
      wrongServers(cluster, own, servers).length > 0 || missingServers(cluster, own, servers, controlPlanes).length > 0
    );
  });
  return new Set(wrong.map(({ backend }) => backend));
}

/** Whether the backends of a cluster may be judged at all by what is known of its control planes. */
function controlPlanesOf(cluster: Cluster): ControlPlane[] {
  const controlPlanes = knownControlPlanes(cluster);
  return controlPlanes.length < 2 ? [] : controlPlanes;
}

export const backendServerMissing: ClusterRule = {
  code: "cluster/backend-server-missing",
  scope: "cluster",
  severity: "warning",
  fix: "safe",
  since: "0.1.0",
  docs: {
    summary: "A control-plane node is no server of the backend that leads to the apiservers.",
    why: "haproxy never sends a connection to that apiserver. While the others run nobody notices; when they fail, there is no API though one apiserver is healthy. It happens when a control plane is added to the cluster and not to the balancer. Control planes are known by what kubeadm's files and the apiservers' manifests advertise, or by their role in `haconf.yaml`; a backend whose servers are in another network, or are names that nothing resolves, is left alone.",
    example: {
      bad: [
        exampleKeepalived("lb1", { priority: 150, weight: 0 }),
        exampleHaproxy("lb1", "*:8443", ["cp1 10.0.0.11:6443 check"]),
        exampleKeepalived("lb2", { priority: 100, weight: 0 }),
        `//- install.sh
kubeadm init --control-plane-endpoint 10.0.0.100:8443 --apiserver-advertise-address 10.0.0.11
kubeadm join 10.0.0.100:8443 --token "$TOKEN" --control-plane --apiserver-advertise-address 10.0.0.12
`,
      ].join(""),
      good: [
        exampleKeepalived("lb1", { priority: 150, weight: 0 }),
        exampleHaproxy("lb1", "*:8443"),
        exampleKeepalived("lb2", { priority: 100, weight: 0 }),
        `//- install.sh
kubeadm init --control-plane-endpoint 10.0.0.100:8443 --apiserver-advertise-address 10.0.0.11
kubeadm join 10.0.0.100:8443 --token "$TOKEN" --control-plane --apiserver-advertise-address 10.0.0.12
`,
      ].join(""),
    },
  },
  *check(cluster): Iterable<Finding> {
    const controlPlanes = controlPlanesOf(cluster);
    if (controlPlanes.length === 0) return;
    for (const own of apiServerBackends(cluster)) {
      const { balancer, backend } = own;
      const servers = allServers(cluster, backend);
      const missing = servers === undefined ? [] : missingServers(cluster, own, servers, controlPlanes);
      if (servers === undefined || missing.length === 0) continue;
      yield {
        code: this.code,
        severity: this.severity,
        file: balancer.file,
        at: backend.facts.name?.at ?? backend.facts.header,
        message: message(
          "{backend} has no server for {nodes}, though an apiserver runs there. {program} never sends to it, so that when the other servers fail, the API is down although this apiserver is healthy.",
          {
            backend: backend.facts.name?.text ?? "",
            nodes: missing.map(nameOf).join(", "),
            program: programOf(balancer),
          },
        ),
        related: relatedTo(missing),
        fixes: fixFor(own, missing, servers),
        about: [backend.facts, ...serversElsewhere(cluster, backend, missing)],
      };
    }
  },
};

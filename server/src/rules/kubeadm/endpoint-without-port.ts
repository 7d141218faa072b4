import type { Endpoint, KubernetesFacts } from "../../model/kubernetes/facts.ts";
import type { Stated } from "../../model/value.ts";
import { type Finding, type Fix, message } from "../finding.ts";
import type { FileRule } from "../rule.ts";

/** The port of an apiserver where nothing else is said. */
const defaultPort = 6443;

/** The port that kubeadm takes for the endpoint's; undefined where that can't be told. */
function assumedPort({ nodes }: KubernetesFacts): number | undefined {
  const inits = nodes.filter(({ action }) => action === "init");
  const stated = inits.flatMap(({ bindPort }) => bindPort ?? []);
  if (stated.length === 0) return inits.some(({ source }) => source.isOpen) ? undefined : defaultPort;
  const ports = new Set(stated.map(({ value }) => value));
  return ports.size === 1 ? stated[0]?.value : undefined;
}

export const endpointWithoutPort: FileRule = {
  code: "kubeadm/endpoint-without-port",
  scope: "file",
  reads: "kubernetes",
  severity: "information",
  fix: "safe",
  since: "0.1.0",
  docs: {
    summary: "The control-plane endpoint has no port.",
    why: "kubeadm then takes the port of the first node's apiserver, `localAPIEndpoint.bindPort` or 6443. That is right only as long as the balancer listens on the same port; the day it moves, or `bindPort` does, every kubeconfig points elsewhere. A port that is written down says what is meant.",
    example: {
      bad: "//- kubeadm.yaml\napiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\ncontrolPlaneEndpoint: 10.0.0.100\n",
      good: "//- kubeadm.yaml\napiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\ncontrolPlaneEndpoint: 10.0.0.100:6443\n",
    },
  },
  check(facts, { file }): readonly Finding[] {
    if (facts.kind !== "kubernetes") return [];
    const port = assumedPort(facts);
    return facts.clusters.flatMap(({ endpoint }): Finding[] => {
      const value = endpoint?.value;
      if (endpoint === undefined || value === undefined || value.port !== undefined || value.isPortUnknown) return [];
      if (value.isHostUnknown || port === undefined) return [];
      return [
        {
          code: this.code,
          severity: this.severity,
          file,
          at: endpoint.at,
          message: message(
            "The control-plane endpoint {endpoint} has no port, so that kubeadm takes the first apiserver's, {port}. Clients are sent there whatever port the balancer listens on.",
            { endpoint: endpoint.text, port },
          ),
          related: [],
          fixes: fixesFor(file, endpoint, port),
        },
      ];
    });
  },
};

/** Writes down the port that holds already. */
function fixesFor(file: string, endpoint: Stated<Endpoint>, port: number): Fix[] {
  const { at, isGenerated, value, text } = endpoint;
  const isBareIpv6 = value?.address?.family === 6 && !text.startsWith("[");
  if (isGenerated || isBareIpv6 || at.end - at.start !== text.length) return [];
  const end = { origin: at.origin, start: at.end, end: at.end };
  return [
    {
      title: message("Write the port down: {port}", { port }),
      isPreferred: true,
      isSafe: true,
      edits: [{ file, at: end, form: "in-place", newText: `:${port}` }],
    },
  ];
}

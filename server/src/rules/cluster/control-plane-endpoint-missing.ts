import { commonApiServerPort } from "../../cluster/balancers.ts";
import { apiServerEntrances, type Entrance } from "../../cluster/entrance.ts";
import type { Cluster, InFile } from "../../cluster/model.ts";
import type { KubeadmCluster } from "../../model/kubernetes/facts.ts";
import { type Finding, type Fix, type FixEdit, message, type RelatedPlace } from "../finding.ts";
import type { ClusterRule } from "../rule.ts";
import { boundPorts, endpointPort, endpointStatements, entryBinds, writeEndpoint } from "./endpoints.ts";
import { exampleHaproxy, exampleKeepalived } from "./example-files.ts";

/** The configurations without an endpoint, where no other one has it: then it may be another step's or another cluster's. */
function withoutEndpoint(cluster: Cluster): InFile<KubeadmCluster>[] {
  const all = cluster.kubeadmClusters;
  if (all.some(({ facts }) => facts.endpoint !== undefined || facts.source.isOpen)) return [];
  return [...all];
}

/** The places where another control plane joins. */
function controlPlaneJoins(cluster: Cluster): RelatedPlace[] {
  return cluster.kubeadmNodes.flatMap(({ file, facts }) =>
    facts.action === "join" && facts.isControlPlane
      ? [{ file, at: facts.source.at, message: message("another control plane joins here") }]
      : [],
  );
}

/** The ports by which clients come to the apiservers at a VIP: haproxy's, or without one the apiservers' own. */
function entryPorts(cluster: Cluster): number[] {
  const binds = entryBinds(cluster);
  if (binds.length > 0) return boundPorts(binds);
  const common = commonApiServerPort(cluster);
  return common === undefined ? [] : [common];
}

/** Where joins go, as they would be written. */
function joinedEndpoints(cluster: Cluster): Set<string> {
  return new Set(
    endpointStatements(cluster).flatMap(({ role, stated: { value } }) => {
      const port = role === "join" && value !== undefined ? endpointPort(cluster, value) : undefined;
      return value?.address === undefined || port === undefined ? [] : [writeEndpoint(value.address.text, port)];
    }),
  );
}

function editFor({ file, facts }: InFile<KubeadmCluster>, endpoint: string): FixEdit {
  const { form, at } = facts.source;
  if (form === "yaml") {
    const text = endpoint.startsWith("[") ? `"${endpoint}"` : endpoint;
    return { file, at, form: "line-below", newText: `controlPlaneEndpoint: ${text}` };
  }
  const end = { origin: at.origin, start: at.end, end: at.end };
  return { file, at: end, form: "in-place", newText: ` --control-plane-endpoint ${endpoint}` };
}

function fixesFor(
  cluster: Cluster,
  all: readonly InFile<KubeadmCluster>[],
  one: InFile<KubeadmCluster>,
  entrances: readonly Entrance[],
): Fix[] {
  const ports = entryPorts(cluster);
  const possible = entrances.flatMap(({ address }) => ports.map((port) => writeEndpoint(address.text, port)));
  const joined = joinedEndpoints(cluster);
  // Where joins go to one of them, the others would not be what their certificates are for.
  const endpoints = possible.some((one) => joined.has(one)) ? possible.filter((one) => joined.has(one)) : possible;
  return endpoints.map((endpoint) => ({
    title: message("Let the control-plane endpoint be {endpoint}", { endpoint }),
    isPreferred: endpoints.length === 1,
    isSafe: true,
    edits: (all.length === 1 ? [one] : all).map((target) => editFor(target, endpoint)),
  }));
}

export const controlPlaneEndpointMissing: ClusterRule = {
  code: "cluster/control-plane-endpoint-missing",
  scope: "cluster",
  severity: "error",
  fix: "safe",
  since: "0.1.0",
  docs: {
    summary: "kubeadm sets up a cluster behind a VIP without being told the endpoint.",
    why: "Without `controlPlaneEndpoint` kubeadm writes the first node's own address into every kubeconfig and into the cluster's data. A second control plane cannot join: kubeadm refuses with \"unable to add a new control plane instance to a cluster that doesn't have a stable controlPlaneEndpoint address\". Workers join, but lose the API with the first node, whatever keepalived and haproxy do. An endpoint is hard to change later, so it is best set before the first `kubeadm init`.",
    example: {
      bad: [
        exampleKeepalived("lb1", { priority: 150, weight: 0 }),
        exampleHaproxy("lb1", "*:8443"),
        exampleKeepalived("lb2", { priority: 100, weight: 0 }),
        `//- install.sh
kubeadm init --upload-certs
kubeadm join 10.0.0.100:8443 --token "$TOKEN" --control-plane
`,
      ].join(""),
      good: [
        exampleKeepalived("lb1", { priority: 150, weight: 0 }),
        exampleHaproxy("lb1", "*:8443"),
        exampleKeepalived("lb2", { priority: 100, weight: 0 }),
        `//- install.sh
kubeadm init --upload-certs --control-plane-endpoint 10.0.0.100:8443
kubeadm join 10.0.0.100:8443 --token "$TOKEN" --control-plane
`,
      ].join(""),
    },
  },
  *check(cluster): Iterable<Finding> {
    const missing = withoutEndpoint(cluster);
    const [first, ...others] = missing;
    if (first === undefined) return;
    const entrances = apiServerEntrances(cluster);
    const joins = controlPlaneJoins(cluster);
    if (joins.length === 0 && entrances.length === 0) return;
    const vips = entrances.map(({ address }) => address.text).join(", ");
    const holders = entrances.flatMap(({ address, places }) =>
      places.map(
        (place): RelatedPlace => ({
          ...place,
          message: message("the VIP {vip} in front of the apiservers", { vip: address.text }),
        }),
      ),
    );
    const more = others.map(
      ({ file, facts }): RelatedPlace => ({ file, at: facts.source.at, message: message("no endpoint here either") }),
    );
    yield {
      code: this.code,
      severity: joins.length > 0 ? this.severity : "warning",
      file: first.file,
      at: first.facts.source.at,
      message:
        joins.length > 0
          ? message(
              "kubeadm init gets no control-plane endpoint, but another control plane is to join. kubeadm refuses that join because the cluster has no stable address; set the endpoint before the init.",
            )
          : message(
              "kubeadm init gets no control-plane endpoint, though the VIP {vips} leads to the apiservers. It writes the first node's own address into every kubeconfig, and when that node fails, all clients lose the API.",
              { vips },
            ),
      related: [...joins, ...holders, ...more],
      fixes: fixesFor(cluster, missing, first, entrances),
      about: [first.facts],
    };
  },
};

import { defaultApiServerPort } from "../../cluster/balancers.ts";
import type { Cluster, InFile } from "../../cluster/model.ts";
import type { KubeadmNode } from "../../model/kubernetes/facts.ts";
import type { Stated } from "../../model/value.ts";
import { type Finding, type Fix, message } from "../finding.ts";
import type { ClusterRule } from "../rule.ts";
import { apiServerBackends } from "./backends.ts";
import { exampleHaproxy, exampleKeepalived } from "./example-files.ts";

/** The port that every init sets and that is not kubeadm's default; undefined where there is none, or where they differ. */
function initPort(cluster: Cluster): { file: string; port: Stated<number>; value: number } | undefined {
  const inits = cluster.kubeadmNodes.filter(({ facts }) => facts.action === "init");
  const [first] = inits;
  const port = first?.facts.bindPort;
  if (first === undefined || port?.value === undefined || port.value === defaultApiServerPort) return undefined;
  if (!inits.every(({ facts }) => facts.bindPort?.value === port.value)) return undefined;
  return { file: first.file, port, value: port.value };
}

/** Whether the port is set for all apiservers at once, so that a join need not say it. */
function isSetForAll({ kubeadmClusters }: Cluster): boolean {
  return kubeadmClusters.some(
    ({ facts }) => facts.source.form === "yaml" && (facts.bindPort !== undefined || facts.source.isOpen),
  );
}

/** Whether haproxy sends to an apiserver on kubeadm's default port: then some node is meant to listen there. */
function sendsToDefault(cluster: Cluster): boolean {
  return apiServerBackends(cluster).some(({ backend }) =>
    backend.facts.servers.some(({ port }) => port?.value === defaultApiServerPort),
  );
}

function fixFor({ file, facts }: InFile<KubeadmNode>, port: number): Fix[] {
  const { source, bindPortBelow } = facts;
  const title = message("Let this apiserver listen on {port} as well", { port });
  if (source.form === "command") {
    const end = { origin: source.at.origin, start: source.at.end, end: source.at.end };
    const newText = ` --apiserver-bind-port ${port}`;
    return [{ title, isPreferred: true, isSafe: true, edits: [{ file, at: end, form: "in-place", newText }] }];
  }
  if (bindPortBelow === undefined) return [];
  const newText = `bindPort: ${port}`;
  return [
    { title, isPreferred: true, isSafe: true, edits: [{ file, at: bindPortBelow, form: "line-below", newText }] },
  ];
}

export const apiserverPortDiffers: ClusterRule = {
  code: "cluster/apiserver-port-differs",
  scope: "cluster",
  severity: "error",
  fix: "safe",
  since: "0.1.0",
  docs: {
    summary: "A control plane joins without the apiserver's port that the first one was given.",
    why: "`kubeadm init` does not hand its `--apiserver-bind-port` on: the join command that it prints has no port, and the second apiserver listens on 6443. haproxy sends to the port of the first one and is refused, or the second apiserver takes the port that haproxy binds on that node. Nothing fails at once: it shows when the first node is down.",
    example: {
      bad: [
        exampleKeepalived("lb1", { priority: 150, weight: 0 }),
        exampleHaproxy("lb1", "*:6443", ["cp1 10.0.0.11:9443 check", "cp2 10.0.0.12:9443 check"]),
        exampleKeepalived("lb2", { priority: 100, weight: 0 }),
        `//- install.sh
kubeadm init --control-plane-endpoint 10.0.0.100:6443 --apiserver-bind-port 9443
kubeadm join 10.0.0.100:6443 --token "$TOKEN" --control-plane
`,
      ].join(""),
      good: [
        exampleKeepalived("lb1", { priority: 150, weight: 0 }),
        exampleHaproxy("lb1", "*:6443", ["cp1 10.0.0.11:9443 check", "cp2 10.0.0.12:9443 check"]),
        exampleKeepalived("lb2", { priority: 100, weight: 0 }),
        `//- install.sh
kubeadm init --control-plane-endpoint 10.0.0.100:6443 --apiserver-bind-port 9443
kubeadm join 10.0.0.100:6443 --token "$TOKEN" --control-plane --apiserver-bind-port 9443
`,
      ].join(""),
    },
  },
  *check(cluster): Iterable<Finding> {
    const init = initPort(cluster);
    if (init === undefined || isSetForAll(cluster) || sendsToDefault(cluster)) return;
    for (const join of cluster.kubeadmNodes) {
      const { file, facts } = join;
      if (facts.action !== "join" || !facts.isControlPlane) continue;
      if (facts.bindPort !== undefined || facts.source.isOpen) continue;
      yield {
        code: this.code,
        severity: this.severity,
        file,
        at: facts.source.at,
        message: message(
          "The first apiserver listens on {port}, but this join names no port, so its apiserver listens on 6443. haproxy and the other nodes look for it on {port} in vain; give the join the same port.",
          { port: init.value },
        ),
        related: [
          {
            file: init.file,
            at: init.port.at,
            message: message("kubeadm init sets port {port}", { port: init.value }),
          },
        ],
        fixes: fixFor(join, init.value),
        about: [facts],
      };
    }
  },
};

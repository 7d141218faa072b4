import type { BalancerContainer, BalancerPod } from "../../model/kubernetes/pod-facts.ts";
import { type Finding, type Fix, type FixEdit, message } from "../finding.ts";
import type { FileRule } from "../rule.ts";

/** What keepalived's own documentation and kubeadm's ask for: addresses and routes, multicast, raw sockets for VRRP. */
const needed = ["NET_ADMIN", "NET_BROADCAST", "NET_RAW"] as const;

/** Whether a pod is one of the kubelet's own folder, which has the node's job of a balancer. */
function isStatic(pod: BalancerPod, file: string): boolean {
  const isInPlace = /(?:^|\/)kubernetes\/manifests\/[^/]+$/.test(file);
  return pod.kind === "Pod" && !pod.needsApi && (isInPlace || pod.namespace === "kube-system");
}

/** The container that has to be in the node's network; keepalived must in every pod, haproxy where a node's binds are meant. */
function meantForNode(pod: BalancerPod, file: string): BalancerContainer | undefined {
  if (pod.hasOtherNetwork) return undefined;
  const keepalived = pod.containers.find(({ program }) => program === "keepalived");
  if (keepalived !== undefined) return keepalived;
  return isStatic(pod, file) && !pod.hasHostPort ? pod.containers[0] : undefined;
}

function hostNetworkFixes(pod: BalancerPod, file: string): Fix[] {
  const { hostNetwork, hostNetworkPlace: place } = pod;
  const edits: FixEdit[] = [];
  if (hostNetwork !== undefined) {
    if (hostNetwork.isGenerated) return [];
    edits.push({ file, at: hostNetwork.at, form: "in-place", newText: "true" });
  } else {
    if (place === undefined) return [];
    edits.push({ file, at: place.at, form: "in-place", newText: `hostNetwork: true\n${place.indent}` });
  }
  return [{ title: message("Add hostNetwork: true"), isPreferred: true, isSafe: true, edits }];
}

function* networkFindings(pod: BalancerPod, file: string): Iterable<Finding> {
  const { hostNetwork } = pod;
  const isElsewhere = hostNetwork === undefined ? !pod.isOpen : hostNetwork.value === false;
  const container = meantForNode(pod, file);
  if (!isElsewhere || container === undefined) return;
  yield {
    code: staticPodHostNetwork.code,
    severity: staticPodHostNetwork.severity,
    file,
    at: hostNetwork?.at ?? pod.at,
    message:
      container.program === "keepalived"
        ? message(
            "This pod runs keepalived without hostNetwork: true. keepalived then puts the VIP on an interface of the pod's own network and hears no other node: each of them takes itself for the master, and clients find the VIP nowhere.",
          )
        : message(
            "This static pod runs haproxy without hostNetwork: true. haproxy then binds its ports in the pod's own network, and clients get no answer at the VIP and at the node's address.",
          ),
    related: [{ file, at: container.at, message: message("{program} runs here", { program: container.program }) }],
    fixes: hostNetworkFixes(pod, file),
    about: [pod],
  };
}

/** The lines that make up a list of capabilities, with what has to stand around it. */
function writeList(path: readonly string[], capabilities: readonly string[], indent: string): string {
  const lines = path.map((name, depth) => `${indent}${"  ".repeat(depth)}${name}:`);
  const inner = `${indent}${"  ".repeat(path.length)}`;
  const items = capabilities.map((name) => `${inner}- ${name}`);
  return `${[...lines, ...items].join("\n").slice(indent.length)}\n${indent}`;
}

function capabilityFixes(container: BalancerContainer, missing: readonly string[], file: string): Fix[] {
  const { end, place } = container.capabilities;
  const edits: FixEdit[] = [];
  if (end?.form === "lines") {
    const newText = missing.map((name) => `- ${name}`).join("\n");
    edits.push({ file, at: end.at, form: "line-below", newText });
  } else if (end !== undefined) {
    const at = { origin: end.at.origin, start: end.at.end, end: end.at.end };
    edits.push({ file, at, form: "in-place", newText: missing.map((name) => `, ${name}`).join("") });
  } else if (place !== undefined) {
    edits.push({ file, at: place.at, form: "in-place", newText: writeList(place.missing, missing, place.indent) });
  } else return [];
  const title = message("Add {capabilities}", { capabilities: missing.join(", ") });
  return [{ title, isPreferred: true, isSafe: true, edits }];
}

function* capabilityFindings(pod: BalancerPod, container: BalancerContainer, file: string): Iterable<Finding> {
  const { isPrivileged, added, at } = container.capabilities;
  if (container.program !== "keepalived" || isPrivileged !== false || added === undefined || pod.isOpen) return;
  if (added.includes("ALL")) return;
  const missing = needed.filter((name) => !added.includes(name));
  if (missing.length === 0) return;
  const isGrave = missing.includes("NET_ADMIN");
  yield {
    code: staticPodHostNetwork.code,
    severity: isGrave ? staticPodHostNetwork.severity : "warning",
    file,
    at,
    message: isGrave
      ? message(
          "The pod does not give keepalived {capabilities}. Without NET_ADMIN it must not put the VIP on an interface, so no node ever holds it.",
          { capabilities: missing.join(", ") },
        )
      : message(
          "The pod does not give keepalived {capabilities}. Where the container runtime does not give them by itself, keepalived cannot send or hear adverts, and every node takes the VIP.",
          { capabilities: missing.join(", ") },
        ),
    related: [{ file, at: container.at, message: message("{program} runs here", { program: container.program }) }],
    fixes: capabilityFixes(container, missing, file),
    about: [container],
  };
}

const badPod = `//- keepalived.yaml
apiVersion: v1
kind: Pod
metadata:
  name: keepalived
  namespace: kube-system
spec:
  containers:
  - name: keepalived
    image: osixia/keepalived:2.0.20
    securityContext:
      capabilities:
        add:
        - NET_ADMIN
        - NET_BROADCAST
        - NET_RAW
`;

export const staticPodHostNetwork: FileRule = {
  code: "cluster/static-pod-host-network",
  scope: "file",
  reads: "kubernetes",
  severity: "error",
  fix: "safe",
  since: "0.1.0",
  docs: {
    summary: "A pod that runs haproxy or keepalived has not the network or the rights that it needs.",
    why: "A pod has a network of its own unless hostNetwork says otherwise. keepalived in there moves the VIP between interfaces that nobody outside the pod sees, and hears no advert of the other nodes; a haproxy of a static pod binds ports where neither the VIP nor the node's address leads. keepalived needs NET_ADMIN besides to add the VIP to an interface, and NET_RAW and NET_BROADCAST to send and hear VRRP's packets; privileged gives all of them. Nothing of it shows in `kubectl get pods`: the pod is Running.\n\nA haproxy with a hostPort, one of a Deployment or DaemonSet, and pods with another network attached are left alone.",
    example: { bad: badPod, good: badPod.replace("spec:\n", "spec:\n  hostNetwork: true\n") },
  },
  *check(facts, { file }): Iterable<Finding> {
    if (facts.kind !== "kubernetes") return;
    for (const pod of facts.pods) {
      yield* networkFindings(pod, file);
      for (const container of pod.containers) yield* capabilityFindings(pod, container, file);
    }
  },
};

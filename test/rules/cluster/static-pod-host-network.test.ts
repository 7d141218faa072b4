import { describe, expect, test } from "vitest";
import { type PodOptions, podManifest } from "../../support/pods.ts";
import { findingsOf, fixesOf, found, mended } from "./found.ts";

const code = "cluster/static-pod-host-network";

function foundIn(options: PodOptions, file = "pod.yaml"): string[] {
  return found(code, { [file]: podManifest(options) });
}

describe("a pod outside the node's network", () => {
  test("keepalived is reported in every kind of pod", () => {
    expect(foundIn({ program: "keepalived", hostNetwork: undefined })).toEqual(["pod.yaml:2 error kind: Pod"]);
    expect(foundIn({ program: "keepalived", hostNetwork: "false" })).toEqual(["pod.yaml:8 error false"]);
    expect(foundIn({ program: "keepalived", hostNetwork: undefined, kind: "DaemonSet" })).toEqual([
      "pod.yaml:2 error kind: DaemonSet",
    ]);
  });

  test("haproxy is reported where the pod is a static one", () => {
    expect(foundIn({ hostNetwork: undefined })).toEqual(["pod.yaml:2 error kind: Pod"]);
    expect(foundIn({ hostNetwork: undefined, namespace: "web" }, "m1/etc/kubernetes/manifests/haproxy.yaml")).toEqual([
      "m1/etc/kubernetes/manifests/haproxy.yaml:2 error kind: Pod",
    ]);
  });

  test.each<[string, PodOptions]>([
    ["in the node's network", {}],
    ["filled in", { program: "keepalived", hostNetwork: '"{{ host_network }}"' }],
    ["a haproxy of the cluster's own network", { kind: "Deployment", hostNetwork: undefined }],
    ["a haproxy in some namespace", { hostNetwork: undefined, namespace: "web" }],
    ["a port of the node", { hostNetwork: undefined, container: ["ports: [{ containerPort: 8443, hostPort: 8443 }]"] }],
    [
      "another network attached",
      { program: "keepalived", hostNetwork: undefined, annotation: "k8s.v1.cni.cncf.io/networks: macvlan" },
    ],
    [
      "an ingress controller with haproxy in it",
      { hostNetwork: undefined, image: "haproxytech/kubernetes-ingress:1.11" },
    ],
    ["another program", { hostNetwork: undefined, image: "nginx:1.27", program: "haproxy" }],
  ])("silent: %s", (_, options) => {
    expect(foundIn(options)).toEqual([]);
  });

  test("a template's line may bring it", () => {
    const text = podManifest({ program: "keepalived", hostNetwork: undefined }).replace(
      "  containers:",
      "{% include 'network.j2' %}\n  containers:",
    );
    expect(found(code, { "pod.yaml.j2": text })).toEqual([]);
  });

  test("a tutorial's fence is not judged", () => {
    const text = `# Setup\n\n\`\`\`yaml\n${podManifest({ program: "keepalived", hostNetwork: undefined })}\`\`\`\n`;
    expect(found(code, { "README.md": text })).toEqual([]);
  });

  test("the fix adds the line, or changes it", () => {
    const missing = { "pod.yaml": podManifest({ program: "keepalived", hostNetwork: undefined }) };
    expect(fixesOf(code, missing)).toEqual(["*pod.yaml: Add hostNetwork: true"]);
    expect(mended(code, missing)).toEqual(["pod.yaml:8 hostNetwork: true"]);
    expect(mended(code, { "pod.yaml": podManifest({ hostNetwork: "false" }) })).toEqual([
      "pod.yaml:8 hostNetwork: true",
    ]);
    const inSet = { "pod.yaml": podManifest({ program: "keepalived", kind: "DaemonSet", hostNetwork: undefined }) };
    expect(mended(code, inSet)).toEqual(["pod.yaml:11 hostNetwork: true"]);
  });
});

describe("a keepalived without the capabilities that it needs", () => {
  test("what is missing is named; without NET_ADMIN it is an error", () => {
    const none = { "pod.yaml": podManifest({ program: "keepalived", security: undefined }) };
    expect(found(code, none)).toEqual(["pod.yaml:11 error osixia/keepalived:2.0.20"]);
    expect(findingsOf(code, none)[0]?.message).toContain("NET_ADMIN, NET_BROADCAST, NET_RAW");
    expect(foundIn({ program: "keepalived", security: "{ capabilities: { add: [NET_RAW, NET_BROADCAST] } }" })).toEqual(
      ["pod.yaml:12 error NET_RAW"],
    );
    expect(foundIn({ program: "keepalived", security: "{ capabilities: { add: [NET_ADMIN] } }" })).toEqual([
      "pod.yaml:12 warning NET_ADMIN",
    ]);
  });

  test.each([
    "{ privileged: true }",
    '{ privileged: "{{ privileged }}" }',
    "{ capabilities: { add: [ALL] } }",
    "{ capabilities: { add: [CAP_NET_ADMIN, CAP_NET_BROADCAST, CAP_NET_RAW] } }",
    '{ capabilities: { add: "{{ capabilities }}" } }',
    '"{{ security }}"',
  ])("silent: %s", (security) => {
    expect(foundIn({ program: "keepalived", security })).toEqual([]);
  });

  test("haproxy needs none of them", () => {
    expect(foundIn({ security: undefined })).toEqual([]);
  });

  test.each<[string, string | undefined]>([
    ["no context", undefined],
    ["an empty list of dropped ones", "{ capabilities: { drop: [ALL] } }"],
    ["a list in brackets", "{ capabilities: { add: [NET_ADMIN] } }"],
  ])("the fix makes it right: %s", (_, security) => {
    const texts = { "pod.yaml": podManifest({ program: "keepalived", security }) };
    const left = mended(code, texts).filter((line) => line.startsWith("!"));
    expect(left).toEqual(security?.includes("drop") ? [expect.stringContaining("error")] : []);
  });

  test("the fix goes on with a list of lines, and begins one within what is there", () => {
    const lines = (security: string): Record<string, string> => ({
      "pod.yaml": podManifest({ program: "keepalived", security: undefined, container: security.split("\n") }),
    });
    expect(mended(code, lines("securityContext:\n  capabilities:\n    add:\n    - NET_ADMIN"))).toEqual([
      "pod.yaml:16 - NET_BROADCAST",
      "pod.yaml:17 - NET_RAW",
    ]);
    expect(mended(code, lines("securityContext:\n  readOnlyRootFilesystem: true"))).toEqual([
      "pod.yaml:13 capabilities:",
      "pod.yaml:14 add:",
      "pod.yaml:15 - NET_ADMIN",
      "pod.yaml:16 - NET_BROADCAST",
      "pod.yaml:17 - NET_RAW",
    ]);
  });
});

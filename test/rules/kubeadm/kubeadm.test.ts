// biome-ignore-all lint/suspicious/noTemplateCurlyInString: The files have placeholders of their own.
import { describe, expect, test } from "vitest";
import { findingsOf, fixesOf, found, mended } from "../cluster/found.ts";

const document = (version: string, kind: string, ...lines: string[]): string =>
  [`apiVersion: kubeadm.k8s.io/${version}`, `kind: ${kind}`, ...lines, ""].join("\n");

describe("kubeadm/api-version-removed", () => {
  const code = "kubeadm/api-version-removed";
  const judge = (text: string, file = "kubeadm.yaml"): string[] => found(code, { [file]: text });

  test.each<[title: string, text: string, lines: string[]]>([
    ["v1beta1", document("v1beta1", "ClusterConfiguration"), ["kubeadm.yaml:1 warning kubeadm.k8s.io/v1beta1"]],
    ["a join", document("v1beta2", "JoinConfiguration"), ["kubeadm.yaml:1 information kubeadm.k8s.io/v1beta2"]],
    ["v1beta3", document("v1beta3", "ClusterConfiguration"), []],
    ["v1beta4", document("v1beta4", "ClusterConfiguration"), []],
    ["a version to come", document("v1", "ClusterConfiguration"), []],
    ["a release that still reads it", document("v1beta2", "ClusterConfiguration", "kubernetesVersion: v1.24.1"), []],
    [
      "a release that does not",
      document("v1beta2", "ClusterConfiguration", 'kubernetesVersion: "1.27.0"'),
      ["kubeadm.yaml:1 warning kubeadm.k8s.io/v1beta2"],
    ],
    ["a release that is filled in", document("v1beta2", "ClusterConfiguration", "kubernetesVersion: {{ v }}"), []],
    [
      "the newest",
      document("v1beta2", "ClusterConfiguration", "kubernetesVersion: stable"),
      ["kubeadm.yaml:1 warning kubeadm.k8s.io/v1beta2"],
    ],
  ])("%s", (_, text, lines) => {
    expect(judge(text)).toEqual(lines);
  });

  test("a file beside others, for each release one", () => {
    expect(judge(document("v1beta2", "JoinConfiguration"), "kubeadm-join.v1beta2.yaml.j2")).toEqual([]);
  });

  test("several documents are one finding", () => {
    const text = `${document("v1beta2", "InitConfiguration")}---\n${document("v1beta2", "ClusterConfiguration")}`;
    expect(judge(text)).toHaveLength(1);
    expect(findingsOf(code, { "kubeadm.yaml": text })[0]?.related).toHaveLength(1);
  });
});

describe("kubeadm/unknown-field", () => {
  const code = "kubeadm/unknown-field";
  const judge = (...texts: string[]): string[] => found(code, { "kubeadm.yaml": texts.join("---\n") });

  test.each<[title: string, text: string, lines: string[]]>([
    [
      "a misspelt one",
      document("v1beta4", "ClusterConfiguration", "controlplaneEndpoint: a:1"),
      ["3 warning controlplaneEndpoint"],
    ],
    [
      "another case",
      document("v1beta3", "ClusterConfiguration", "apiServer:", "  certSans: [a]"),
      ["4 warning certSans"],
    ],
    [
      "one of a later version",
      document("v1beta2", "InitConfiguration", "skipPhases: [addon]"),
      ["3 warning skipPhases"],
    ],
    [
      "one of earlier versions",
      document("v1beta4", "ClusterConfiguration", "apiServer:", "  timeoutForControlPlane: 4m0s"),
      ["4 warning timeoutForControlPlane"],
    ],
    [
      "of another kind",
      document("v1beta4", "InitConfiguration", "networking: {podSubnet: 10.1.0.0/16}"),
      ["3 warning networking"],
    ],
    [
      "in the wrong place",
      document("v1beta4", "ClusterConfiguration", "podSubnet: 10.1.0.0/16"),
      ["3 warning podSubnet"],
    ],
    [
      "in a list",
      document("v1beta3", "ClusterConfiguration", "apiServer:", "  extraVolumes:", "  - name: a", "    hostpath: /a"),
      ["6 warning hostpath"],
    ],
    ["flags as a mapping", document("v1beta3", "ClusterConfiguration", "apiServer:", "  extraArgs:", "    v: '2'"), []],
    [
      "flags as a mapping in v1beta4",
      document("v1beta4", "ClusterConfiguration", "apiServer:", "  extraArgs:", "    v: '2'"),
      ["4 error extraArgs"],
    ],
    [
      "flags as a list",
      document("v1beta4", "ClusterConfiguration", "apiServer:", "  extraArgs:", "  - name: v", "    value: '2'"),
      [],
    ],
    [
      "flags as a list in v1beta3",
      document(
        "v1beta3",
        "InitConfiguration",
        "nodeRegistration:",
        "  kubeletExtraArgs:",
        "  - name: v",
        "    value: '2'",
      ),
      ["4 error kubeletExtraArgs"],
    ],
    ["any feature gate", document("v1beta4", "ClusterConfiguration", "featureGates:", "  Anything: true"), []],
    ["a taint", document("v1beta4", "InitConfiguration", "nodeRegistration:", "  taints: []"), []],
    [
      "all of a join",
      document(
        "v1beta4",
        "JoinConfiguration",
        "discovery:",
        "  bootstrapToken: {apiServerEndpoint: 'a:1', token: t, caCertHashes: [h]}",
        "controlPlane: {localAPIEndpoint: {advertiseAddress: 10.0.0.1, bindPort: 6443}, certificateKey: k}",
        "timeouts: {discovery: 5m0s}",
      ),
      [],
    ],
    [
      "a status of old",
      document("v1beta2", "ClusterStatus", "apiEndpoints:", "  cp1: {advertiseAddress: 10.0.0.1, bindPort: 6443}"),
      [],
    ],
    [
      "reset and upgrade",
      document("v1beta4", "UpgradeConfiguration", "apply: {forceUpgrade: true}", "node: {force: true}"),
      ["4 warning force"],
    ],
    ["a version that is not known", document("v1beta5", "ClusterConfiguration", "anything: 1"), []],
    [
      "another program's kind",
      `apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\nanything: 1\n---\n${document("v1beta4", "ClusterConfiguration")}`,
      [],
    ],
    ["a template's name", document("v1beta4", "ClusterConfiguration", "{{ field }}: 1", "${FIELD}: 2"), []],
    [
      "a merged mapping",
      document("v1beta4", "ClusterConfiguration", "networking: &n {podSubnet: 10.1.0.0/16}", "dns: {<<: *n}"),
      [],
    ],
  ])("%s", (_, text, lines) => {
    expect(judge(text)).toEqual(lines.map((line) => `kubeadm.yaml:${line}`));
  });

  test("is mended where one name is near", () => {
    const text = document(
      "v1beta4",
      "ClusterConfiguration",
      "controlPlaneEndpoint: 'a:1'",
      "apiServer:",
      "  certSans:",
      "  - b",
    );
    expect(mended(code, { "kubeadm.yaml": text })).toEqual(["kubeadm.yaml:5 certSANs:"]);
  });

  test("offers no name that is there already", () => {
    const text = document("v1beta4", "ClusterConfiguration", "apiServer:", "  certSANs: [a]", "  certSans: [b]");
    expect(fixesOf(code, { "kubeadm.yaml": text })).toEqual([]);
  });

  test("says where a field belongs", () => {
    const [finding] = findingsOf(code, { "kubeadm.yaml": document("v1beta4", "InitConfiguration", "certSANs: [a]") });
    expect(finding?.message).toBe(
      "certSANs does not belong here but to ClusterConfiguration: apiServer.certSANs. kubeadm goes on without it.",
    );
  });

  test("in a here-document", () => {
    const text = `#!/bin/sh\ncat > k.yaml <<EOF\n${document("v1beta4", "ClusterConfiguration", "networkin: {}")}EOF\nkubeadm init --config k.yaml\n`;
    expect(found(code, { "install.sh": text })).toEqual(["install.sh:5 warning networkin"]);
  });
});

describe("kubeadm/endpoint-without-port", () => {
  const code = "kubeadm/endpoint-without-port";

  test.each<[title: string, texts: Record<string, string>, lines: string[]]>([
    [
      "an address",
      { "k.yaml": document("v1beta4", "ClusterConfiguration", "controlPlaneEndpoint: 10.0.0.100") },
      ["k.yaml:3 information 10.0.0.100"],
    ],
    [
      "a name",
      { "k.yaml": document("v1beta4", "ClusterConfiguration", "controlPlaneEndpoint: api.example") },
      ["k.yaml:3 information api.example"],
    ],
    ["a flag", { "i.sh": "kubeadm init --control-plane-endpoint 10.0.0.100\n" }, ["i.sh:1 information 10.0.0.100"]],
    [
      "with a port",
      { "k.yaml": document("v1beta4", "ClusterConfiguration", "controlPlaneEndpoint: 10.0.0.100:6443") },
      [],
    ],
    [
      "a port that is filled in",
      { "k.yaml": document("v1beta4", "ClusterConfiguration", 'controlPlaneEndpoint: "10.0.0.100:{{ port }}"') },
      [],
    ],
    [
      "all filled in",
      { "k.yaml": document("v1beta4", "ClusterConfiguration", 'controlPlaneEndpoint: "{{ endpoint }}"') },
      [],
    ],
    ["no endpoint", { "k.yaml": document("v1beta4", "ClusterConfiguration") }, []],
  ])("%s", (_, texts, lines) => {
    expect(found(code, texts)).toEqual(lines);
  });

  test("is mended by the port that holds already", () => {
    const cluster = document("v1beta4", "ClusterConfiguration", "controlPlaneEndpoint: 10.0.0.100");
    const init = document("v1beta4", "InitConfiguration", "localAPIEndpoint: {bindPort: 7443}");
    expect(mended(code, { "k.yaml": `${cluster}---\n${init}` })).toEqual([
      "k.yaml:3 controlPlaneEndpoint: 10.0.0.100:7443",
    ]);
    expect(mended(code, { "k.yaml": cluster })).toEqual(["k.yaml:3 controlPlaneEndpoint: 10.0.0.100:6443"]);
  });
});

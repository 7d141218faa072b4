// biome-ignore-all lint/suspicious/noTemplateCurlyInString: The documents have placeholders of their own.
import { string as anyString, array, constantFrom, property as forAll, assert as property } from "fast-check";
import { describe, expect, test } from "vitest";
import { mentionsKubeadm } from "../../server/src/documents/mentions.ts";
import type { Endpoint, KubernetesFacts } from "../../server/src/model/kubernetes/facts.ts";
import { kubernetesFactsFromYaml } from "../../server/src/model/kubernetes/yaml.ts";
import { loadYamlReader } from "../../server/src/model/kubernetes/yaml-reader.ts";
import type { Stated } from "../../server/src/model/value.ts";
import { sharedFolder } from "../schema/shared.ts";
import { textAt, textsBelow } from "./places.ts";

function factsOf(text: string): KubernetesFacts {
  return kubernetesFactsFromYaml(text) ?? expect.fail("The text has no facts.");
}

function clusterOf(lines: string, version = "v1beta3") {
  const text = `apiVersion: kubeadm.k8s.io/${version}\nkind: ClusterConfiguration\n${lines}`;
  return { text, cluster: factsOf(text).clusters[0] ?? expect.fail("The text has no cluster.") };
}

function describeEndpoint(stated: Stated<Endpoint> | undefined): string {
  if (stated?.value === undefined) return "unknown";
  const { address, host, port, isHostUnknown, isPortUnknown, portAt } = stated.value;
  const where = isHostUnknown ? "?" : (address?.text ?? host);
  return `${where} ${port ?? (isPortUnknown ? "?" : "-")}${portAt === undefined ? "" : " fixable"}`;
}

describe("controlPlaneEndpoint", () => {
  test.each([
    ["10.0.0.100:6443", "10.0.0.100 6443 fixable"],
    ['"10.0.0.100:6443" # the VIP', "10.0.0.100 6443 fixable"],
    ["'10.0.0.100:6443'", "10.0.0.100 6443 fixable"],
    ["10.0.0.100", "10.0.0.100 -"],
    ['"[fd00::1]:6443"', "fd00::1 6443 fixable"],
    ['"[fd00::1]"', "fd00::1 -"],
    ['"fd00::1"', "fd00::1 -"],
    ["api.example.org:6443", "api.example.org 6443 fixable"],
    ["{{ vip }}:6443", "? 6443 fixable"],
    ['"{{ vip | default("10.0.0.1") }}:6443"', "? 6443 fixable"],
    ["${VIP}:6443", "? 6443 fixable"],
    ["$VIP:6443", "? 6443 fixable"],
    ["<vip>:6443", "? 6443 fixable"],
    ["@VIP@:6443", "? 6443 fixable"],
    ["{% if a %}10.0.0.1{% else %}10.0.0.2{% endif %}:6443", "? 6443 fixable"],
    ["10.0.0.100:{{ port }}", "10.0.0.100 ?"],
    ["{{ vip }}:{{ port }}", "unknown"],
    ["{{ endpoint }}", "unknown"],
    ["LOAD_BALANCER_DNS:LOAD_BALANCER_PORT", "unknown"],
    ["VIP_ADDRESS:6443", "? 6443 fixable"],
    ['"10.0.0.\\x31:6443"', "10.0.0.1 6443 fixable"],
    ["10.0.0.100:66666", "10.0.0.100 ?"],
  ])("%s", (value, expected) => {
    const { cluster, text } = clusterOf(`controlPlaneEndpoint: ${value}\n`);
    expect(describeEndpoint(cluster.endpoint)).toBe(expected);
    const portAt = cluster.endpoint?.value?.portAt;
    if (portAt !== undefined) expect(textAt(text, portAt)).toBe("6443");
  });

  test.each<[value: string, host: string | undefined]>([
    ["10.0.0.100:6443", "10.0.0.100"],
    ["api.example.org", "api.example.org"],
    ['"[fd00::1]:6443"', "fd00::1"],
    ['"fd00::1"', "fd00::1"],
    ["10.0.0.100:{{ port }}", "10.0.0.100"],
    ["{{ vip }}:6443", undefined],
    ['"10.0.0.\\x31:6443"', undefined],
  ])("%s has its host at %j", (value, host) => {
    const { cluster, text } = clusterOf(`controlPlaneEndpoint: ${value}\n`);
    expect(textAt(text, cluster.endpoint?.value?.hostAt)).toBe(host);
  });

  test.each(["", "~", "null", "# nothing"])("%j is absent", (value) => {
    expect(clusterOf(`controlPlaneEndpoint: ${value}\n`).cluster.endpoint).toBeUndefined();
  });

  test("stands without its quotes", () => {
    const { cluster, text } = clusterOf(
      'controlPlaneEndpoint: "10.0.0.100:6443" # the VIP\r\nkubernetesVersion: v1\r\n',
    );
    expect(textAt(text, cluster.endpoint?.at)).toBe("10.0.0.100:6443");
    expect(cluster.endpoint).toMatchObject({ text: "10.0.0.100:6443", isGenerated: false });
    expect(textAt(text, cluster.source.at)).toBe("kind: ClusterConfiguration");
  });
});

describe("MasterConfiguration", () => {
  test("is cluster and node, with the names that things had then", () => {
    const text = `apiVersion: kubeadm.k8s.io/v1alpha1
kind: MasterConfiguration
api:
  advertiseAddress: 10.0.0.100
  bindPort: 7443
  controlPlaneEndpoint: 10.0.0.100:8443
apiServerCertSANs: [a, 10.0.0.1]
etcd:
  endpoints: ["http://10.0.0.1:2379"]
nodeName: m1
`;
    const { clusters, nodes } = factsOf(text);
    expect(clusters).toMatchObject([
      {
        source: { isOpen: true },
        endpoint: { text: "10.0.0.100:8443" },
        bindPort: { value: 7443 },
        certificateNames: [{ value: "a" }, { value: "10.0.0.1" }],
        etcdEndpoints: [{ value: "http://10.0.0.1:2379" }],
      },
    ]);
    expect(nodes).toMatchObject([{ action: "init", isControlPlane: true, nodeName: { value: "m1" } }]);
    // The VIP had to be written there.
    expect([...clusters, ...nodes].map(({ advertiseAddress }) => advertiseAddress)).toEqual([undefined, undefined]);
  });
});

describe("ClusterConfiguration", () => {
  const expected = {
    bindPort: { value: 7443, text: "7443" },
    bindAddress: { value: { text: "0.0.0.0" } },
    advertiseAddress: { value: { text: "10.0.0.1" } },
  };

  test("extraArgs as a mapping", () => {
    const { cluster, text } = clusterOf(`apiServer:
  extraArgs:
    secure-port: "7443"
    bind-address: 0.0.0.0
    advertise-address: '10.0.0.1'
  certSANs: # names
    - 10.0.0.100
    - "api"
    - {{ name }}
etcd:
  external:
    endpoints: [https://10.0.0.1:2379, "https://10.0.0.2:2379"]
`);
    expect(cluster).toMatchObject(expected);
    expect(textAt(text, cluster.bindPort?.at)).toBe("7443");
    expect(cluster.certificateNames.map(({ value }) => value)).toEqual(["10.0.0.100", "api", undefined]);
    expect(cluster.certificateNames.map(({ at }) => textAt(text, at))).toEqual(["10.0.0.100", "api", "{{ name }}"]);
    expect(cluster.etcdEndpoints.map(({ value }) => value)).toEqual(["https://10.0.0.1:2379", "https://10.0.0.2:2379"]);
  });

  test("extraArgs as a list", () => {
    const { cluster } = clusterOf(
      `apiServer:
  extraArgs:
  - name: secure-port
    value: "6443"
  - {name: bind-address, value: 0.0.0.0}
  - {value: 10.0.0.1, name: advertise-address}
  - name: secure-port
    value: "7443"
`,
      "v1beta4",
    );
    expect(cluster).toMatchObject(expected);
    expect(cluster.source).toMatchObject({ form: "yaml", apiVersion: "kubeadm.k8s.io/v1beta4", isOpen: false });
  });

  test("anchors, aliases and merges", () => {
    const { cluster, text } = clusterOf(`controlPlaneEndpoint: &endpoint 10.0.0.100:6443
base: &base {extraArgs: {secure-port: "7443"}}
apiServer:
  <<: *base
  certSANs: [*endpoint, *nothing]
`);
    expect(cluster.endpoint?.isGenerated).toBe(false);
    expect(textAt(text, cluster.endpoint?.at)).toBe("10.0.0.100:6443");
    expect(cluster.bindPort?.value).toBe(7443);
    expect(cluster.certificateNames).toMatchObject([{ value: "10.0.0.100:6443", isGenerated: true }]);
    expect(textAt(text, cluster.certificateNames[0]?.at)).toBe("*endpoint");
  });

  test("a template's lines leave the document open", () => {
    const { cluster } = clusterOf(`{% if endpoint is defined %}
controlPlaneEndpoint: 10.0.0.100:6443
{% endif %}
{{- if .Values.x }}
{#
  a remark
#}
clusterName: {{ name }}
`);
    expect(cluster.source.isOpen).toBe(true);
    expect(cluster.endpoint?.value?.port).toBe(6443);
    expect(clusterOf("clusterName: {{ name }}\n{# a remark #}\n").cluster.source.isOpen).toBe(false);
  });
});

describe("nodes", () => {
  const text = `---
apiVersion: kubeadm.k8s.io/v1beta2
kind: InitConfiguration
localAPIEndpoint: {advertiseAddress: 10.0.0.1, bindPort: 7443}
nodeRegistration:
  name: "node1"
---
kind: JoinConfiguration
apiVersion: kubeadm.k8s.io/v1beta2
discovery:
  bootstrapToken:
    apiServerEndpoint: 10.0.0.100:6443
    token: {{ token }}
controlPlane:
  localAPIEndpoint:
    advertiseAddress: {{ ansible_host }}
---
apiVersion: kubeadm.k8s.io/v1beta2
kind: JoinConfiguration
controlPlane: {}
---
apiVersion: kubeadm.k8s.io/v1beta2
kind: JoinConfiguration
controlPlane:
...
---
apiVersion: v1
kind: ConfigMap
data: {kind: kubeadm.k8s.io/nothing}
`;

  test("of several documents", () => {
    const { nodes } = factsOf(text);
    expect(nodes.map((node) => [node.action, node.isControlPlane])).toEqual([
      ["init", true],
      ["join", true],
      ["join", true],
      ["join", false],
    ]);
    expect(nodes[0]).toMatchObject({
      nodeName: { value: "node1" },
      advertiseAddress: { value: { text: "10.0.0.1" } },
      bindPort: { value: 7443 },
      joinEndpoint: undefined,
    });
    expect(textAt(text, nodes[0]?.nodeName?.at)).toBe("node1");
    expect(textAt(text, nodes[0]?.bindPort?.at)).toBe("7443");
    expect(describeEndpoint(nodes[1]?.joinEndpoint)).toBe("10.0.0.100 6443 fixable");
    expect(nodes[1]?.advertiseAddress).toMatchObject({ value: undefined, text: "{{ ansible_host }}" });
    expect(textAt(text, nodes[1]?.source.at)).toBe("kind: JoinConfiguration");
  });

  test("of a List", () => {
    const list = `apiVersion: v1
kind: List
items:
- {apiVersion: kubeadm.k8s.io/v1beta3, kind: InitConfiguration}
- {apiVersion: kubeadm.k8s.io/v1beta3, kind: ClusterConfiguration, controlPlaneEndpoint: "a:1"}
`;
    expect(factsOf(list)).toMatchObject({ nodes: [{ action: "init" }], clusters: [{ endpoint: { text: "a:1" } }] });
    expect(textAt(list, factsOf(list).nodes[0]?.source.at)).toBe("kind: InitConfiguration");
  });
});

describe("a kube-apiserver manifest", () => {
  test("by command and arguments", () => {
    const text = `apiVersion: v1
kind: Pod
metadata: {name: kube-apiserver}
spec:
  containers:
  - image: other
    command: [sleep]
  - command:
    - kube-apiserver
    - --advertise-address=10.0.0.1
    - "--secure-port=7443"
    args: [--bind-address, 10.0.0.2]
`;
    const manifest = factsOf(text).apiServers[0];
    expect(manifest).toMatchObject({
      advertiseAddress: { value: { text: "10.0.0.1" } },
      bindAddress: { value: { text: "10.0.0.2" } },
      securePort: { value: 7443 },
    });
    expect(textAt(text, manifest?.advertiseAddress?.at)).toBe("10.0.0.1");
    expect(textAt(text, manifest?.securePort?.at)).toBe("7443");
    expect(textAt(text, manifest?.at)).toBe("kind: Pod");
  });

  test("other pods are none", () => {
    expect(
      kubernetesFactsFromYaml("kind: Pod\nspec:\n  containers:\n  - command: [proxy, kube-apiserver-proxy]\n"),
    ).toBeUndefined();
  });
});

describe("what can't be read", () => {
  test.each([
    "",
    "kubeadm.k8s.io/",
    "apiVersion: kubeadm.k8s.io/v1beta3",
    "kind: ClusterConfiguration",
    "- kubeadm.k8s.io/v1beta3\n- kind: ClusterConfiguration\n",
    "apiVersion: [kubeadm.k8s.io/v1beta3]\nkind: {a: b}\n",
    "kind: List\nitems: kubeadm.k8s.io/\n",
  ])("%j has no facts", (text) => {
    expect(kubernetesFactsFromYaml(text)).toBeUndefined();
  });

  test("broken documents keep what is whole", () => {
    const broken = clusterOf('controlPlaneEndpoint: 10.0.0.100:6443\napiServer:\n\tcertSANs: ["a\nx: [}\n').cluster;
    expect(describeEndpoint(broken.endpoint)).toBe("10.0.0.100 6443 fixable");
  });

  const head = "apiVersion: kubeadm.k8s.io/v1beta3\nkind: ClusterConfiguration\n";
  test.each([
    ["brackets", `a: ${"[".repeat(200_000)}`],
    ["braces", `a: ${"{a: ".repeat(100_000)}`],
    ["dashes", "- ".repeat(100_000)],
    ["brackets that strings close", '["]", '.repeat(50_000)],
    ["keys with dashes", "a: - ".repeat(100_000)],
    ["dashes with keys", "- a: ".repeat(100_000)],
    ["colons", ": ".repeat(100_000)],
    ["anchors", "&a ".repeat(100_000)],
    ["tags with dashes", "!t - ".repeat(100_000)],
    ["nested dashes", Array.from({ length: 100 }, (_, line) => " ".repeat(line * 100) + "- ".repeat(50)).join("\n")],
    ["question marks", "? ".repeat(100_000)],
    ["indentation", Array.from({ length: 1200 }, (_, depth) => `${" ".repeat(depth)}a:`).join("\n")],
    ["keys", Array.from({ length: 30_000 }, (_, index) => `k${index}: v`).join("\n")],
    ["template signs", "{{ ".repeat(100_000)],
    ["template blocks", "{% ".repeat(100_000)],
    ["template lines", `${"{{ a }} ".repeat(20_000)}x`],
    ["angles", "<a ".repeat(100_000)],
    ["underscores", "__A".repeat(100_000)],
    [
      "aliases",
      `a0: &a0 [x]\n${Array.from({ length: 40 }, (_, i) => `a${i + 1}: &a${i + 1} [${Array(10).fill(`*a${i}`).join(", ")}]`).join("\n")}\napiServer: {certSANs: *a40}\n`,
    ],
  ])("a bomb of %s neither hangs nor overflows", (_name, bomb) => {
    const started = performance.now();
    kubernetesFactsFromYaml(`${head}${bomb}`);
    kubernetesFactsFromYaml(`${bomb}\n---\n${head}`);
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  test("an alias of its own mapping ends", () => {
    const text = `${head}apiServer: &a\n  extraArgs: *a\n  certSANs: [*a]\n  <<: *a\n`;
    expect(factsOf(text).clusters[0]?.bindPort).toBeUndefined();
  });

  test("no text throws", () => {
    const part = constantFrom(
      ..."kind: |ClusterConfiguration|Pod|List|items:|controlPlaneEndpoint: |10.0.0.1:6443|spec:|containers:|command:|kube-apiserver|\n|\n  |\n- |: |{|}|[|]|,|&a |*a|!!set |!<|<<: |'|\"|\\|#|---\n|...\n|{{ x }}|{% x %}|${X}|\t|?|- |>\n|apiServer:|certSANs:|extraArgs:|%YAML 1.1\n|\u0000|\ufeff".split(
        "|",
      ),
    );
    property(
      forAll(array(part, { maxLength: 50 }), (parts) => {
        const text = `${head}${parts.join("")}`;
        for (const { endpoint } of kubernetesFactsFromYaml(text)?.clusters ?? []) {
          if (endpoint?.value?.portAt) expect(textAt(text, endpoint.value.portAt)).toMatch(/^\d+$/);
        }
      }),
      { numRuns: 2000 },
    );
    property(
      forAll(anyString({ unit: "binary", maxLength: 200 }), (text) => {
        kubernetesFactsFromYaml(`${head}${text}`);
      }),
    );
  });
});

test("the reader places its facts in a host", async () => {
  const reader = await loadYamlReader();
  const origin = { offset: 5 };
  const body = "apiVersion: kubeadm.k8s.io/v1beta3\nkind: ClusterConfiguration\ncontrolPlaneEndpoint: $VIP:6443\n";
  const facts = reader.kubernetesFacts(body, {
    origin,
    start: 10,
    expand: (text) => text.replace("$VIP", "10.0.0.100"),
  });
  const endpoint = facts?.clusters[0]?.endpoint;
  expect(endpoint).toMatchObject({ value: { host: "10.0.0.100", port: 6443 }, isGenerated: true });
  expect(textAt(`${" ".repeat(15)}${body}`, endpoint?.at)).toBe("$VIP:6443");
  expect(textAt(`${" ".repeat(15)}${body}`, endpoint?.value?.portAt)).toBe("6443");
  expect(await loadYamlReader()).toBe(reader);
});

const corpus = sharedFolder("corpus/files", "no facts of real Kubernetes files are read");

test.runIf(corpus !== undefined)("real files", () => {
  const counts = { files: 0, mentioning: 0, withFacts: 0, clusters: 0, endpoints: 0, nodes: 0, apiServers: 0 };
  for (const text of textsBelow(corpus ?? "")) {
    counts.files++;
    if (mentionsKubeadm(text)) counts.mentioning++;
    const facts = kubernetesFactsFromYaml(text);
    if (facts === undefined) continue;
    counts.withFacts++;
    counts.clusters += facts.clusters.length;
    counts.endpoints += facts.clusters.filter((cluster) => cluster.endpoint?.value !== undefined).length;
    counts.nodes += facts.nodes.length;
    counts.apiServers += facts.apiServers.length;
  }
  console.log(`facts of real Kubernetes files: ${JSON.stringify(counts)}`);
});

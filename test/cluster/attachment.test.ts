// biome-ignore-all lint/suspicious/noTemplateCurlyInString: The configurations have placeholders of their own.
import { describe, expect, test } from "vitest";
import { balancer, clusterConfiguration, files, initConfiguration, instance } from "../support/configs.ts";
import { openWorkspace } from "../support/fixture.ts";

/** The clusters in lines: nodes and the endpoint that the files tied to them state. */
function clustersOf(texts: Readonly<Record<string, string>>): string[] {
  return openWorkspace(files(texts))
    .clusters()
    .map(({ nodes, endpoint }) => `${nodes.join(" ")} → ${endpoint ?? "-"}`);
}

function pair(folder: string, names: readonly [string, string], vip: string, source?: string): Record<string, string> {
  return Object.fromEntries(
    names.map((name, index) => [
      `${folder}${name}/keepalived.conf`,
      instance({
        vips: [vip],
        priority: 100 - index,
        ...(source === undefined ? {} : { source: `${source}${index + 1}` }),
      }),
    ]),
  );
}

const here = pair("", ["lb1", "lb2"], "10.0.0.100", "10.0.0.");
const script = (line: string): string => `#!/bin/sh\nkubeadm ${line}\n`;

describe("which cluster a Kubernetes file belongs to", () => {
  test.each<[string, Record<string, string>, string[]]>([
    [
      "the one whose VIP is its endpoint",
      { ...here, "kubeadm.yaml": clusterConfiguration("10.0.0.100:6443") },
      ["lb1 lb2 → 10.0.0.100:6443"],
    ],
    [
      "below a node's folder too",
      { ...here, "lb1/k8s/kubeadm.yaml": clusterConfiguration("10.0.0.100:6443") },
      ["lb1 lb2 → 10.0.0.100:6443"],
    ],
    [
      "in a folder of its kind beside it",
      { ...pair("lb/", ["a1", "a2"], "10.0.0.100"), "k8s/kubeadm.yaml": clusterConfiguration("10.0.0.100:6443") },
      ["a1 a2 → 10.0.0.100:6443"],
    ],
    [
      "in another folder beside it: it may be another environment",
      { ...pair("lb/", ["a1", "a2"], "10.0.0.100"), "x/kubeadm.yaml": clusterConfiguration("10.0.0.100:6443") },
      ["a1 a2 → -"],
    ],
    [
      "in a folder above it",
      { ...pair("lb/", ["a1", "a2"], "10.0.0.100"), "kubeadm.yaml": clusterConfiguration("10.0.0.100:6443") },
      ["a1 a2 → 10.0.0.100:6443"],
    ],
    [
      "an endpoint with another address is another cluster's",
      { ...here, "kubeadm.yaml": clusterConfiguration("10.9.9.9:6443") },
      ["lb1 lb2 → -"],
    ],
    [
      "a name as endpoint, as the only one beside it",
      { ...here, "kubeadm.yaml": clusterConfiguration("k8s.example:6443") },
      ["lb1 lb2 → k8s.example:6443"],
    ],
    [
      "two names as endpoints: none is",
      { ...here, "a.yaml": clusterConfiguration("a.example:6443"), "b.yaml": clusterConfiguration("b.example:6443") },
      ["lb1 lb2 → -"],
    ],
    [
      "two files that agree",
      { ...here, "a.yaml": clusterConfiguration("a.example:6443"), "b.yaml": clusterConfiguration("a.example:6443") },
      ["lb1 lb2 → a.example:6443"],
    ],
    [
      "a name, tied by a node's advertise address",
      {
        ...here,
        "a.yaml": `${clusterConfiguration("a.example:6443")}---\n${initConfiguration("10.0.0.2")}`,
        "b.yaml": clusterConfiguration("b.example:6443"),
      },
      ["lb1 lb2 → a.example:6443"],
    ],
    [
      "a name, tied by the advertise address of a backend's server",
      {
        ...pair("", ["lb1", "lb2"], "10.0.0.100"),
        "haproxy.cfg": balancer("*:8443", ["10.0.0.11:6443"]),
        "a.yaml": `${clusterConfiguration("a.example:8443")}---\n${initConfiguration("10.0.0.11")}`,
        "b.yaml": clusterConfiguration("b.example:6443"),
      },
      ["lb1 lb2 → a.example:8443"],
    ],
    [
      "an advertise address outweighs an endpoint that is no VIP, which may be wrong",
      { ...here, "kubeadm.yaml": `${clusterConfiguration("10.9.9.9:6443")}---\n${initConfiguration("10.0.0.2")}` },
      ["lb1 lb2 → 10.9.9.9:6443"],
    ],
    [
      "but not beside a file whose endpoint is the VIP",
      {
        ...here,
        "a.yaml": `${clusterConfiguration("10.9.9.9:6443")}---\n${initConfiguration("10.0.0.2")}`,
        "b.yaml": clusterConfiguration("10.0.0.100:6443"),
      },
      ["lb1 lb2 → 10.0.0.100:6443"],
    ],
    [
      "the one whose VIP is its endpoint, not a haproxy that sends there",
      {
        ...here,
        "edge/haproxy.cfg": balancer("*:443", ["10.0.0.100:6443"]),
        "kubeadm.yaml": clusterConfiguration("10.0.0.100:6443"),
      },
      ["lb1 lb2 → 10.0.0.100:6443"],
    ],
    [
      "a name that a hosts file gives the VIP",
      {
        ...pair("a/", ["a1", "a2"], "10.0.0.100"),
        ...pair("b/", ["b1", "b2"], "10.0.0.200"),
        "kubeadm.yaml": clusterConfiguration("k8s.example:6443"),
        hosts: "10.0.0.200 k8s.example\n",
      },
      ["a1 a2 → -", "b1 b2 → k8s.example:6443"],
    ],
    [
      "a script's init by its endpoint",
      { ...here, "init.sh": script("init --control-plane-endpoint 10.0.0.100:8443") },
      ["lb1 lb2 → 10.0.0.100:8443"],
    ],
    [
      "beside two sets of nodes a name belongs to none",
      {
        ...pair("a/", ["a1", "a2"], "10.0.0.100"),
        ...pair("b/", ["b1", "b2"], "10.0.0.200"),
        "kubeadm.yaml": clusterConfiguration("k8s.example:6443"),
      },
      ["a1 a2 → -", "b1 b2 → -"],
    ],
    [
      "beside two sets of nodes the VIP decides",
      {
        ...pair("a/", ["a1", "a2"], "10.0.0.100"),
        ...pair("b/", ["b1", "b2"], "10.0.0.200"),
        "kubeadm.yaml": clusterConfiguration("10.0.0.200:6443"),
      },
      ["a1 a2 → -", "b1 b2 → 10.0.0.200:6443"],
    ],
    [
      "two clusters with one VIP: each file to the nearest",
      {
        ...pair("a/", ["a1", "a2"], "10.0.0.100"),
        ...pair("b/", ["b1", "b2"], "10.0.0.100"),
        "a/kubeadm.yaml": clusterConfiguration("10.0.0.100:6443"),
        "b/kubeadm.yaml": clusterConfiguration("10.0.0.100:8443"),
      },
      ["a1 a2 → 10.0.0.100:6443", "b1 b2 → 10.0.0.100:8443"],
    ],
    [
      "two clusters with one VIP: a file above both belongs to neither",
      {
        ...pair("a/", ["a1", "a2"], "10.0.0.100"),
        ...pair("b/", ["b1", "b2"], "10.0.0.100"),
        "kubeadm.yaml": clusterConfiguration("10.0.0.100:6443"),
      },
      ["a1 a2 → -", "b1 b2 → -"],
    ],
    [
      "a file whose own folder has another cluster stays with that one",
      {
        ...pair("", ["lb1", "lb2"], "10.0.0.100"),
        ...pair("other/", ["x1", "x2"], "10.0.0.200"),
        "other/kubeadm.yaml": clusterConfiguration("k8s.example:6443"),
      },
      ["lb1 lb2 → -", "x1 x2 → k8s.example:6443"],
    ],
    [
      "a balancer without VIP, as the only one beside it",
      {
        "haproxy.cfg": balancer("*:6443", ["10.0.0.11:6443"]),
        "kubeadm.yaml": clusterConfiguration("k8s.example:6443"),
      },
      ["haproxy.cfg → k8s.example:6443"],
    ],
    [
      "one that the manifest names",
      {
        ...here,
        "x/kubeadm.yaml": clusterConfiguration("k8s.example:6443"),
        "haconf.yaml":
          "clusters:\n  - name: prod\n    files: [x/kubeadm.yaml]\n    nodes:\n      - {name: one, files: [lb1/**]}\n      - {name: two, files: [lb2/**]}\n",
      },
      ["one two → k8s.example:6443"],
    ],
  ])("%s", (_, texts, clusters) => {
    expect(clustersOf(texts).sort()).toEqual([...clusters].sort());
  });
});

describe("a cluster's name", () => {
  const nameOf = (texts: Readonly<Record<string, string>>): string[] =>
    openWorkspace(files(texts))
      .clusters()
      .map(({ name }) => name);

  test.each<[string, Record<string, string>, string]>([
    ["the endpoint's host", { ...here, "kubeadm.yaml": clusterConfiguration("k8s.example:6443") }, "k8s.example"],
    [
      "the lowest VIP by value",
      {
        "lb1/keepalived.conf": instance({ vips: ["10.0.0.100", "10.0.0.9"] }),
        "lb2/keepalived.conf": instance({ vips: ["10.0.0.100", "10.0.0.9"] }),
      },
      "10.0.0.9",
    ],
    [
      "the folder",
      {
        "prod/lb1/keepalived.conf": instance({ vips: ["${V}"] }),
        "prod/lb2/keepalived.conf": instance({ vips: ["${V}"] }),
      },
      "prod",
    ],
    [
      "the manifest's",
      {
        ...here,
        "haconf.yaml":
          "clusters:\n  - name: mine\n    nodes:\n      - {name: a, files: [lb1/**]}\n      - {name: b, files: [lb2/**]}\n",
      },
      "mine",
    ],
  ])("is %s", (_, texts, name) => {
    expect(nameOf(texts)).toEqual([name]);
  });
});

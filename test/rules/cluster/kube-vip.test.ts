import { describe, expect, test } from "vitest";
import { instance } from "../../support/configs.ts";
import { openWorkspace } from "../../support/fixture.ts";
import { clusterConfiguration, kubeVip } from "../../support/kube-vip.ts";
import { found, mended, type Texts } from "./found.ts";

const address = "cluster/endpoint-address-mismatch";
const port = "cluster/endpoint-port-mismatch";
const list = "cluster/virtual-ipaddress-mismatch";

function clustersOf(texts: Texts) {
  return openWorkspace(new Map(Object.entries(texts)))
    .clusters()
    .map(({ name, vips, kubernetesFiles }) => ({ name, vips, kubernetesFiles }));
}

const vip = "10.0.0.40";

describe("a kube-vip holds the VIP of its cluster", () => {
  test("where neither keepalived nor haproxy runs", () => {
    expect(clustersOf({ "kube-vip.yaml": kubeVip(vip), "kubeadm.yaml": clusterConfiguration(`${vip}:6443`) })).toEqual([
      { name: vip, vips: [vip], kubernetesFiles: 2 },
    ]);
  });

  test("on each control plane", () => {
    const texts = {
      "cp1/etc/kubernetes/manifests/kube-vip.yaml": kubeVip(vip),
      "cp2/etc/kubernetes/manifests/kube-vip.yaml": kubeVip(vip),
      "kubeadm.yaml": clusterConfiguration("10.0.0.41:6443"),
    };
    expect(clustersOf(texts)).toEqual([{ name: "10.0.0.41", vips: [vip], kubernetesFiles: 3 }]);
    expect(found(address, texts)).toEqual(["kubeadm.yaml:3 error 10.0.0.41:6443"]);
    expect(mended(address, texts)).toEqual([`kubeadm.yaml:3 controlPlaneEndpoint: "${vip}:6443"`]);
  });

  test("beside a haproxy", () => {
    const haproxy =
      "defaults\n    mode tcp\nfrontend api\n    bind *:8443\n    default_backend apiservers\nbackend apiservers\n    server a 10.0.0.11:6443 check\n    server b 10.0.0.12:6443 check\n";
    const texts = { "haproxy.cfg": haproxy, "kube-vip.yaml": kubeVip(vip) };
    expect(clustersOf({ ...texts, "kubeadm.yaml": clusterConfiguration(`${vip}:8443`) })).toEqual([
      { name: vip, vips: [vip], kubernetesFiles: 2 },
    ]);
    expect(found(port, { ...texts, "kubeadm.yaml": clusterConfiguration(`${vip}:8443`) })).toEqual([]);
    expect(found(port, { ...texts, "kubeadm.yaml": clusterConfiguration(`${vip}:6443`) })).toEqual([]);
    expect(found(port, { ...texts, "kubeadm.yaml": clusterConfiguration(`${vip}:9443`) })).toEqual([
      `kubeadm.yaml:3 error ${vip}:9443`,
    ]);
  });

  test("as a command writes it", () => {
    const script = (endpoint: string): Texts => ({
      "install.sh": `#!/bin/bash
export VIP=${vip}
ctr run --rm --net-host ghcr.io/kube-vip/kube-vip:v0.8.0 vip /kube-vip manifest pod --interface eth0 --address $VIP --controlplane --arp --leaderElection | tee /etc/kubernetes/manifests/kube-vip.yaml
kubeadm init --control-plane-endpoint ${endpoint} --upload-certs
`,
    });
    expect(clustersOf(script(`${vip}:6443`))).toEqual([{ name: vip, vips: [vip], kubernetesFiles: 1 }]);
    expect(found(address, script(`${vip}:6443`))).toEqual([]);
    expect(found(address, script("10.0.0.41:6443"))).toEqual(["install.sh:4 error 10.0.0.41:6443"]);
  });

  test("for services it is none of the apiservers'", () => {
    const texts = {
      "kube-vip.yaml": kubeVip(vip, { cp_enable: "false", svc_enable: "true" }),
      "kubeadm.yaml": clusterConfiguration("10.0.0.41:6443"),
    };
    expect(clustersOf(texts)).toEqual([]);
    expect(found(address, texts)).toEqual([]);
  });
});

describe("the endpoint at a kube-vip", () => {
  test("uses a port that is not answered", () => {
    const texts = { "kube-vip.yaml": kubeVip(vip), "kubeadm.yaml": clusterConfiguration(`${vip}:8443`) };
    expect(found(port, texts)).toEqual([`kubeadm.yaml:3 error ${vip}:8443`]);
    expect(mended(port, texts)).toEqual([`kubeadm.yaml:3 controlPlaneEndpoint: "${vip}:6443"`]);
  });

  test.each<[string, Record<string, string>, string]>([
    ["the apiservers' port", {}, `${vip}:6443`],
    ["the balancer's port", { lb_enable: "true", lb_port: "8443" }, `${vip}:8443`],
    ["another port of the apiservers", { port: "8443" }, `${vip}:8443`],
    ["a port that is filled in", { port: `\${PORT}` }, `${vip}:8443`],
    ["a balancer that is filled in", { lb_enable: `\${LB}`, lb_port: "8443" }, `${vip}:8443`],
    ["a VIP that is filled in", { address: `\${VIP}` }, "10.0.0.41:8443"],
    ["a name for a VIP", { address: "api.example.com" }, "10.0.0.41:8443"],
    ["a name for an endpoint", {}, "api.example.com:6443"],
    ["one of two VIPs", { address: `${vip},fd00::40` }, "[fd00::40]:6443"],
  ])("silent: %s", (_, settings, endpoint) => {
    const texts = { "kube-vip.yaml": kubeVip(vip, settings), "kubeadm.yaml": clusterConfiguration(endpoint) };
    expect([...found(port, texts), ...found(address, texts)]).toEqual([]);
  });

  test("silent: environments side by side, each with its own", () => {
    const texts = {
      "prod/kube-vip.yaml": kubeVip(vip),
      "prod/kubeadm.yaml": clusterConfiguration(`${vip}:6443`),
      "staging/kube-vip.yaml": kubeVip("10.1.0.40"),
      "staging/kubeadm.yaml": clusterConfiguration("10.1.0.40:6443"),
    };
    expect(clustersOf(texts).map(({ name }) => name)).toEqual([vip, "10.1.0.40"]);
    expect([...found(port, texts), ...found(address, texts), ...found(list, texts)]).toEqual([]);
  });

  test("silent: keepalived holds another VIP for something else beside it", () => {
    const texts = {
      "lb1/keepalived.conf": instance({ priority: 101 }),
      "lb2/keepalived.conf": instance({ priority: 100 }),
      "kube-vip.yaml": kubeVip(vip),
      "kubeadm.yaml": clusterConfiguration(`${vip}:6443`),
    };
    expect([...found(port, texts), ...found(address, texts)]).toEqual([]);
  });
});

describe("kube-vips of one cluster", () => {
  const differing = (own: string, other = vip): Texts => ({
    "cp1/kube-vip.yaml": kubeVip(vip),
    "cp2/kube-vip.yaml": kubeVip(own),
    "cp3/kube-vip.yaml": kubeVip(other),
  });

  test("hold different VIPs", () => {
    expect(found(list, differing("10.0.0.41"))).toEqual(["cp2/kube-vip.yaml:20 error 10.0.0.41"]);
    expect(mended(list, differing("10.0.0.41"))).toEqual([`cp2/kube-vip.yaml:20 value: "${vip}"`]);
  });

  test("without a majority the endpoint tells which is right", () => {
    const two = {
      "kube-vip-cp1.yaml": kubeVip(vip),
      "kube-vip-cp2.yaml": kubeVip("10.0.0.41"),
      "kubeadm.yaml": clusterConfiguration("10.0.0.41:6443"),
    };
    expect(found(list, two)).toEqual(["kube-vip-cp1.yaml:20 error 10.0.0.40"]);
  });

  test.each<[string, Texts]>([
    ["one VIP", differing(vip)],
    ["nothing tells which is right", { "cp1/kube-vip.yaml": kubeVip(vip), "cp2/kube-vip.yaml": kubeVip("10.0.0.41") }],
    [
      "each is an endpoint",
      {
        "dev1/kube-vip.yaml": kubeVip(vip),
        "dev1/kubeadm.yaml": clusterConfiguration(`${vip}:6443`),
        "dev2/kube-vip.yaml": kubeVip("10.0.0.41"),
        "dev2/kubeadm.yaml": clusterConfiguration("10.0.0.41:6443"),
      },
    ],
    ["filled in", differing(`\${VIP}`)],
    ["two examples in one file", { "cp1/kube-vip.yaml": `${kubeVip(vip)}---\n${kubeVip("10.0.0.41")}` }],
  ])("silent: %s", (_, texts) => {
    expect(found(list, texts)).toEqual([]);
  });
});

describe("an edit", () => {
  test("of a kube-vip is followed, and of another file leaves its cluster alone", () => {
    const texts = {
      "kube-vip.yaml": kubeVip(vip),
      "kubeadm.yaml": clusterConfiguration(`${vip}:6443`),
      "other/kube-vip.yaml": kubeVip("10.9.0.40"),
      "other/kubeadm.yaml": clusterConfiguration("10.9.0.40:6443"),
    };
    const workspace = openWorkspace(new Map(Object.entries(texts)));
    expect(workspace.allFindings()).toEqual([]);
    const before = workspace.counters.checkedClusters;
    workspace.setFile("other/kubeadm.yaml", clusterConfiguration("10.9.0.41:6443"));
    expect(workspace.allFindings().map(({ file, code }) => `${file} ${code}`)).toEqual([
      `other/kubeadm.yaml ${address}`,
    ]);
    expect(workspace.counters.checkedClusters - before).toBe(1);
    workspace.setFile("other/kube-vip.yaml", kubeVip("10.9.0.41"));
    expect(workspace.allFindings()).toEqual([]);
    workspace.removeFile("other/kube-vip.yaml");
    workspace.removeFile("kube-vip.yaml");
    expect(workspace.clusters()).toEqual([]);
  });
});

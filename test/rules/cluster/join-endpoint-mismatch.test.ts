// biome-ignore-all lint/suspicious/noTemplateCurlyInString: The files have placeholders and variables of their own.
import { describe, expect, test } from "vitest";
import { balancer, clusterConfiguration } from "../../support/configs.ts";
import { findingsOf, fixesOf, found, mended, nodes, type Texts } from "./found.ts";

const code = "cluster/join-endpoint-mismatch";

/** Two balancers with the VIP 10.0.0.100 in front of control planes elsewhere, and the endpoint 10.0.0.100:8443. */
function cluster(others: Texts, bind = "*:8443", endpoint = "10.0.0.100:8443"): Texts {
  return {
    ...nodes({ source: "10.0.0.1" }, { source: "10.0.0.2" }),
    "haproxy.cfg": balancer(bind, ["10.0.0.11:6443", "10.0.0.12:6443"]),
    "kubeadm.yaml": clusterConfiguration(endpoint),
    ...others,
  };
}

const join = (to: string): Texts => ({ "join.sh": `#!/bin/sh\nkubeadm join ${to} --token x --control-plane\n` });
const document = (to: string): Texts => ({
  "join.yaml": `apiVersion: kubeadm.k8s.io/v1beta4\nkind: JoinConfiguration\ndiscovery:\n  bootstrapToken:\n    apiServerEndpoint: ${to}\n`,
});
const hit = (to: string): string[] => [`join.sh:2 warning ${to}`];

describe(code, () => {
  test.each<[title: string, texts: Texts, found: string[]]>([
    ["the endpoint", cluster(join("10.0.0.100:8443")), []],
    ["another port", cluster(join("10.0.0.100:6443")), hit("10.0.0.100:6443")],
    ["another port that haproxy binds as well", cluster(join("10.0.0.100:6443"), "*:8443 *:6443"), []],
    ["another port, and one that haproxy binds is unknown", cluster(join("10.0.0.100:6443"), "*:8443 *:${PORT}"), []],
    ["a control plane", cluster(join("10.0.0.11:6443")), hit("10.0.0.11:6443")],
    ["a balancer's own address", cluster(join("10.0.0.2:8443")), hit("10.0.0.2:8443")],
    ["an address of nobody, nearby", cluster(join("10.0.0.101:8443")), hit("10.0.0.101:8443")],
    ["a document", cluster(document("10.0.0.11:6443")), ["join.yaml:5 warning 10.0.0.11:6443"]],
    ["a document that is right", cluster(document('"10.0.0.100:8443"')), []],
    [
      "a worker's join in the same file, to a neighbour",
      cluster({
        "kubeadm.yaml": "",
        "install.sh": "kubeadm init --control-plane-endpoint 10.0.0.100:8443\nkubeadm join 10.0.0.99:8443 --token x\n",
      }),
      ["install.sh:2 warning 10.0.0.99:8443"],
    ],
    ["a script of another cluster", cluster(join("10.9.9.9:8443")), []],
    [
      "an address from elsewhere: it may be translated, or another cluster's",
      cluster({
        "kubeadm.yaml": "",
        "install.sh":
          "kubeadm init --control-plane-endpoint 10.0.0.100:8443\nkubeadm join 203.0.113.5:8443 --token x\n",
      }),
      [],
    ],
    ["a placeholder", cluster(join("$1:8443")), []],
    ["an unknown port", cluster(join("10.0.0.100:$PORT")), []],
    ["each node's own way", cluster(join("127.0.0.1:8443")), []],
    ["a name, whatever it means", cluster(join("k8s.example:8443")), []],
    ["the name of a machine", cluster(join("lb1:8443")), hit("lb1:8443")],
    [
      "a name that a hosts file gives the VIP",
      cluster({ ...join("k8s.example:8443"), hosts: "10.0.0.100 k8s.example\n" }),
      [],
    ],
    [
      "a name that a hosts file gives a machine",
      cluster({ ...join("k8s.example:8443"), hosts: "10.0.0.12 k8s.example\n" }),
      hit("k8s.example:8443"),
    ],
    ["the endpoint is a name: the VIP", cluster(join("10.0.0.100:8443"), "*:8443", "k8s.example:8443"), []],
    [
      "the endpoint is a name: the VIP, another port",
      cluster(join("10.0.0.100:6443"), "*:8443", "k8s.example:8443"),
      hit("10.0.0.100:6443"),
    ],
    ["the endpoint is a name: any address", cluster(join("10.0.0.101:8443"), "*:8443", "k8s.example:8443"), []],
    [
      "the endpoint is a name: a machine",
      cluster(join("10.0.0.11:6443"), "*:8443", "k8s.example:8443"),
      hit("10.0.0.11:6443"),
    ],
    ["the same name in other letters", cluster(join("K8S.example:8443"), "*:8443", "k8s.example:8443"), []],
    ["the endpoint is wrong, the join is right", cluster(join("10.0.0.100:8443"), "*:8443", "10.0.0.101:8443"), []],
    ["no endpoint is stated", cluster({ "kubeadm.yaml": "", ...join("10.0.0.11:6443") }), []],
    [
      "two endpoints are stated",
      cluster({
        "kubeadm.yaml": "",
        "init.sh":
          "kubeadm init --control-plane-endpoint 10.0.0.100:8443\nkubeadm init --control-plane-endpoint 10.0.0.100:6443\n",
        ...join("10.0.0.11:6443"),
      }),
      [],
    ],
  ])("%s", (_, texts, findings) => {
    expect(found(code, texts)).toEqual(findings);
  });

  test.each<[title: string, texts: Texts, fixes: string[], mended: string[]]>([
    [
      "a machine",
      cluster(join("10.0.0.11:6443")),
      ["*join.sh: Join at the control-plane endpoint 10.0.0.100:8443"],
      ["join.sh:2 kubeadm join 10.0.0.100:8443 --token x --control-plane"],
    ],
    [
      "a document",
      cluster(document('"10.0.0.11:6443"')),
      ["*join.yaml: Join at the control-plane endpoint 10.0.0.100:8443"],
      ['join.yaml:5 apiServerEndpoint: "10.0.0.100:8443"'],
    ],
    [
      "a port behind a variable",
      cluster({ "join.sh": "VIP=10.0.0.100\nkubeadm join $VIP:6443 --token x\n" }),
      ["*join.sh: Join at the control-plane endpoint 10.0.0.100:8443"],
      ["join.sh:2 kubeadm join $VIP:8443 --token x"],
    ],
    [
      "a variable",
      cluster({ "join.sh": "CP=10.0.0.11\nkubeadm join $CP:6443 --token x\n" }),
      [],
      ["! join.sh:2 warning $CP:6443 cluster/join-endpoint-mismatch"],
    ],
    [
      "the endpoint is a name",
      cluster(join("10.0.0.11:6443"), "*:8443", "k8s.example:8443"),
      ["*join.sh: Join at the control-plane endpoint k8s.example:8443"],
      ["join.sh:2 kubeadm join k8s.example:8443 --token x --control-plane"],
    ],
  ])("mended: %s", (_, texts, fixes, after) => {
    expect(fixesOf(code, texts)).toEqual(fixes);
    expect(mended(code, texts)).toEqual(after);
  });

  test("says what happens, and where the endpoint stands", () => {
    const [port] = findingsOf(code, cluster(join("10.0.0.100:6443")));
    expect(port?.message).toBe(
      'The join goes to 10.0.0.100:6443, but the control-plane endpoint is 10.0.0.100:8443. It gets "connection refused", or reaches a single apiserver past the balancers.',
    );
    expect(port?.related.map(({ file, message }) => `${file}: ${message}`)).toEqual([
      "kubeadm.yaml: the control-plane endpoint",
    ]);
    const [machine] = findingsOf(code, cluster(join("10.0.0.11:6443")));
    expect(machine?.message).toBe(
      "The join goes to 10.0.0.11:6443, a single machine, but the control-plane endpoint is 10.0.0.100:8443. While that machine is down no node can join.",
    );
    const [stranger] = findingsOf(code, cluster(join("10.0.0.101:8443")));
    expect(stranger?.message).toBe(
      "The join goes to 10.0.0.101:8443, but the control-plane endpoint is 10.0.0.100:8443. The node finds no API there, or that of another cluster.",
    );
  });
});

// biome-ignore-all lint/suspicious/noTemplateCurlyInString: The files have placeholders of their own.
import { describe, expect, test } from "vitest";
import { clusterConfiguration, instance } from "../../support/configs.ts";
import { external } from "./behind-balancers.ts";
import { found, mended, nodes, type Texts } from "./found.ts";

const code = "cluster/control-plane-endpoint-missing";
const servers = ["10.0.0.11:6443", "10.0.0.12:6443"];
const script = (...lines: string[]): Texts => ({ "install.sh": `#!/bin/sh\n${lines.join("\n")}\n` });
const configuration = (...lines: string[]): string =>
  ["apiVersion: kubeadm.k8s.io/v1beta4", "kind: ClusterConfiguration", ...lines, ""].join("\n");
const join = "kubeadm join 10.0.0.100:8443 --token x";

describe(code, () => {
  test.each<[title: string, texts: Texts, found: string[]]>([
    [
      "a command with a control-plane join",
      external(servers, script("kubeadm init --upload-certs", `${join} --control-plane`)),
      ["install.sh:2 error kubeadm init --upload-certs"],
    ],
    [
      "a worker's join",
      external(servers, script("kubeadm init --upload-certs", join)),
      ["install.sh:2 warning kubeadm init --upload-certs"],
    ],
    [
      "a configuration",
      external(servers, { "kubeadm.yaml": configuration() }),
      ["kubeadm.yaml:2 warning kind: ClusterConfiguration"],
    ],
    ["with an endpoint", external(servers, { "kubeadm.yaml": clusterConfiguration("10.0.0.100:8443") }), []],
    ["one that is filled in", external(servers, { "kubeadm.yaml": clusterConfiguration("{{ vip }}:8443") }), []],
    ["flags that are filled in", external(servers, script("kubeadm init $FLAGS", `${join} --control-plane`)), []],
    ["a config file", external(servers, script("kubeadm init --config k.yaml", `${join} --control-plane`)), []],
    [
      "a template's line",
      external(servers, { "kubeadm.yaml": configuration("{% if ha %}", "controlPlaneEndpoint: a:1", "{% endif %}") }),
      [],
    ],
    [
      "another document has it",
      external(servers, { "kubeadm.yaml": configuration(), "other.yaml": clusterConfiguration("10.0.0.100:8443") }),
      [],
    ],
    [
      "a VIP for something else",
      {
        ...nodes({ name: "mysql", source: "10.0.0.1" }, { name: "mysql", source: "10.0.0.2" }),
        "kubeadm.yaml": configuration(),
      },
      [],
    ],
  ])("%s", (_, texts, findings) => {
    expect(found(code, texts)).toEqual(findings);
  });

  test("is mended by the VIP and the port that haproxy binds", () => {
    expect(mended(code, external(servers, script("kubeadm init --upload-certs", `${join} --control-plane`)))).toEqual([
      "install.sh:2 kubeadm init --upload-certs --control-plane-endpoint 10.0.0.100:8443",
    ]);
    expect(mended(code, external(servers, { "kubeadm.yaml": configuration("networking: {}") }))).toEqual([
      "kubeadm.yaml:3 controlPlaneEndpoint: 10.0.0.100:8443",
    ]);
  });

  test("says two ways where two VIPs lead there", () => {
    const vips = ["10.0.0.100", "10.0.0.101"];
    const texts = {
      ...external(servers, { "kubeadm.yaml": configuration() }),
      "lb1/keepalived.conf": instance({ source: "10.0.0.1", priority: 200, vips }),
      "lb2/keepalived.conf": instance({ source: "10.0.0.2", priority: 199, vips }),
    };
    expect(mended(code, texts)).toEqual([
      "! kubeadm.yaml:2 warning kind: ClusterConfiguration cluster/control-plane-endpoint-missing",
    ]);
  });
});

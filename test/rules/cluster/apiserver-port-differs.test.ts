import { describe, expect, test } from "vitest";
import { clusterConfiguration, initConfiguration } from "../../support/configs.ts";
import { external } from "./behind-balancers.ts";
import { found, mended, type Texts } from "./found.ts";

const code = "cluster/apiserver-port-differs";
const servers = ["10.0.0.11:9443", "10.0.0.12:9443"];
const init = "kubeadm init --control-plane-endpoint 10.0.0.100:8443 --apiserver-bind-port 9443";
const join = "kubeadm join 10.0.0.100:8443 --token x --control-plane";
const script = (...lines: string[]): Texts => ({ "install.sh": `#!/bin/sh\n${lines.join("\n")}\n` });
const joinConfiguration = (endpoint: string): string =>
  `apiVersion: kubeadm.k8s.io/v1beta4\nkind: JoinConfiguration\ncontrolPlane:\n  localAPIEndpoint:${endpoint}`;
const yaml = (endpoint: string, more = ""): Texts => ({
  "kubeadm.yaml": `${clusterConfiguration("10.0.0.100:8443")}${more}---\n${initConfiguration("10.0.0.11", 9443)}`,
  "join.yaml": joinConfiguration(endpoint),
});
const block = "\n    advertiseAddress: 10.0.0.12\n";

describe(code, () => {
  test.each<[title: string, texts: Texts, found: string[]]>([
    ["as kubeadm prints it", external(servers, script(init, join)), [`install.sh:3 error ${join}`]],
    ["with the port", external(servers, script(init, `${join} --apiserver-bind-port 9443`)), []],
    ["a worker", external(servers, script(init, "kubeadm join 10.0.0.100:8443 --token x")), []],
    ["the default", external(servers, script(init.replace("9443", "6443"), join)), []],
    ["flags that are filled in", external(servers, script(init, `${join} $FLAGS`)), []],
    ["a port that is filled in", external(servers, script(init.replace("9443", "$PORT"), join)), []],
    ["haproxy knows it", external(["10.0.0.11:9443", "10.0.0.12:6443"], script(init, join)), []],
    ["a document", external(servers, yaml(block)), ["join.yaml:2 error kind: JoinConfiguration"]],
    [
      "a port for all apiservers",
      external(servers, yaml(block, "apiServer:\n  extraArgs: [{name: secure-port, value: '9443'}]\n")),
      [],
    ],
  ])("%s", (_, texts, findings) => {
    expect(found(code, texts)).toEqual(findings);
  });

  test("is mended by the port", () => {
    expect(mended(code, external(servers, script(init, join)))).toEqual([
      `install.sh:3 ${join} --apiserver-bind-port 9443`,
    ]);
    expect(mended(code, external(servers, yaml(block)))).toEqual(["join.yaml:6 bindPort: 9443"]);
    expect(found(code, external(servers, yaml(" {advertiseAddress: 10.0.0.12}\n")))).toHaveLength(1);
    expect(mended(code, external(servers, yaml(" {advertiseAddress: 10.0.0.12}\n")))).toEqual([
      "! join.yaml:2 error kind: JoinConfiguration cluster/apiserver-port-differs",
    ]);
  });
});

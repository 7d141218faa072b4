import { describe, expect, test } from "vitest";
import { clusterConfiguration, initConfiguration } from "../../support/configs.ts";
import { external } from "./behind-balancers.ts";
import { found, mended, nodes, type Texts } from "./found.ts";

const code = "cluster/advertise-address-is-vip";
const servers = ["10.0.0.11:6443", "10.0.0.12:6443"];
const etcd = (version: string, args: string): Texts => ({
  "kubeadm.yaml": `apiVersion: kubeadm.k8s.io/${version}\nkind: ClusterConfiguration\ncontrolPlaneEndpoint: 10.0.0.100:8443\netcd:\n  local:\n    extraArgs:\n${args}`,
});

describe(code, () => {
  test.each<[title: string, texts: Texts, found: string[]]>([
    ["a node's own", external(servers, { "init.yaml": initConfiguration("10.0.0.11") }), []],
    ["the VIP", external(servers, { "init.yaml": initConfiguration("10.0.0.100") }), ["init.yaml:4 error 10.0.0.100"]],
    [
      "the VIP on a command line",
      external(servers, {
        "i.sh": "kubeadm init --apiserver-advertise-address=10.0.0.100 --control-plane-endpoint 10.0.0.100:8443\n",
      }),
      ["i.sh:1 error 10.0.0.100"],
    ],
    [
      "the endpoint is no such place",
      external(servers, { "kubeadm.yaml": clusterConfiguration("10.0.0.100:8443") }),
      [],
    ],
    [
      "etcd's peers",
      external(servers, etcd("v1beta3", "      initial-advertise-peer-urls: https://10.0.0.100:2380\n")),
      ["kubeadm.yaml:7 error 10.0.0.100"],
    ],
    [
      "etcd's peers in v1beta4",
      external(
        servers,
        etcd(
          "v1beta4",
          "    - name: initial-advertise-peer-urls\n      value: https://10.0.0.11:2380,https://10.0.0.100:2380\n",
        ),
      ),
      ["kubeadm.yaml:8 error 10.0.0.100"],
    ],
    [
      "an etcd member's own file",
      {
        ...nodes({ source: "10.0.0.11" }, { source: "10.0.0.12" }),
        "lb1/etcd.conf":
          "ETCD_NAME=lb1\nETCD_INITIAL_ADVERTISE_PEER_URLS=https://10.0.0.100:2380\nETCD_INITIAL_CLUSTER=lb1=https://10.0.0.100:2380\n",
      },
      ["lb1/etcd.conf:2 error https://10.0.0.100:2380"],
    ],
    ["a placeholder", external(servers, { "init.yaml": initConfiguration("{{ vip }}") }), []],
  ])("%s", (_, texts, findings) => {
    expect(found(code, texts)).toEqual(findings);
  });

  test("is mended where the node is known", () => {
    const own = {
      ...nodes({ source: "10.0.0.11" }, { source: "10.0.0.12" }),
      "lb2/init.yaml": initConfiguration("10.0.0.100"),
    };
    expect(mended(code, own)).toEqual(["lb2/init.yaml:4 advertiseAddress: 10.0.0.12"]);
  });
});

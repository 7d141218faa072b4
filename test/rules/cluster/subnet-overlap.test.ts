import { describe, expect, test } from "vitest";
import { instance } from "../../support/configs.ts";
import { external } from "./behind-balancers.ts";
import { findingsOf, found, type Texts } from "./found.ts";

const code = "cluster/subnet-overlap";
const configuration = (networking: string, endpoint = "10.0.0.100:8443"): Texts => ({
  "kubeadm.yaml": `apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\ncontrolPlaneEndpoint: ${endpoint}\nnetworking: ${networking}\n`,
});
const servers = ["10.0.0.11:6443"];
const at = (vip: string): Texts => ({
  "lb1/keepalived.conf": instance({ priority: 200, vips: [vip] }),
  "lb2/keepalived.conf": instance({ priority: 199, vips: [vip] }),
});

describe(code, () => {
  test.each<[title: string, texts: Texts, found: string[]]>([
    ["apart", external(servers, configuration("{podSubnet: 10.244.0.0/16, serviceSubnet: 10.96.0.0/12}")), []],
    ["pods", external(servers, configuration("{podSubnet: 10.0.0.0/16}")), ["kubeadm.yaml:4 error 10.0.0.0/16"]],
    [
      "services",
      external(servers, configuration("{serviceSubnet: 10.0.0.64/26}")),
      ["kubeadm.yaml:4 error 10.0.0.64/26"],
    ],
    [
      "of two families",
      external(servers, configuration("{podSubnet: 'fd00::/48,10.0.0.0/24'}")),
      ["kubeadm.yaml:4 error 10.0.0.0/24"],
    ],
    ["filled in", external(servers, configuration("{podSubnet: '{{ pods }}', serviceSubnet: '{{ services }}'}")), []],
    [
      "a flag",
      external(servers, {
        "i.sh": "kubeadm init --control-plane-endpoint 10.0.0.100:8443 --pod-network-cidr 10.0.0.0/8\n",
      }),
      ["i.sh:1 error 10.0.0.0/8"],
    ],
    [
      "kubeadm's default",
      { ...external(servers, configuration("{podSubnet: 10.244.0.0/16}", "10.100.0.100:8443")), ...at("10.100.0.100") },
      ["kubeadm.yaml:2 warning kind: ClusterConfiguration"],
    ],
    [
      "another subnet than kubeadm's default",
      {
        ...external(servers, configuration("{serviceSubnet: 172.30.0.0/16}", "10.100.0.100:8443")),
        ...at("10.100.0.100"),
      },
      [],
    ],
  ])("%s", (_, texts, findings) => {
    expect(found(code, texts)).toEqual(findings);
  });

  test("names every address once, with its places", () => {
    const [finding] = findingsOf(code, external(servers, configuration("{podSubnet: 10.0.0.0/16}")));
    expect(finding?.message).toContain("10.0.0.100, 10.0.0.1, 10.0.0.2");
    expect(finding?.related.map(({ file }) => file)).toEqual([
      "lb1/keepalived.conf",
      "lb2/keepalived.conf",
      "lb1/keepalived.conf",
      "lb2/keepalived.conf",
    ]);
  });
});

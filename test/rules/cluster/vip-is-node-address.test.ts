import { describe, expect, test } from "vitest";
import { balancer, clusterConfiguration, initConfiguration, instance } from "../../support/configs.ts";
import { findingsOf, found, nodes, type Texts } from "./found.ts";

const code = "cluster/vip-is-node-address";
const vip = "10.0.0.1/24";

/** A manifest that gives lb1 what stands first, and so on. */
function manifest(...addresses: readonly string[]): Texts {
  const entries = addresses.map((address, index) => {
    const name = `lb${index + 1}`;
    return `      - { name: ${name}, address: ${address}, files: ["${name}/**"] }\n`;
  });
  return { "haconf.yaml": `clusters:\n  - name: prod\n    nodes:\n${entries.join("")}` };
}

const hosts = (...lines: readonly string[]): Texts => ({ "etc/hosts": `${lines.join("\n")}\n` });

describe(code, () => {
  test.each<[title: string, texts: Texts, found: string[]]>([
    [
      "by the manifest: once, at the node that loses its address",
      { ...nodes({ vips: [vip] }, { vips: [vip] }), ...manifest("10.0.0.2", "10.0.0.1") },
      ["lb2:6 error 10.0.0.1/24"],
    ],
    [
      "by what a node sends from",
      nodes({ vips: [vip], source: "10.0.0.1" }, { vips: [vip], source: "10.0.0.2" }),
      ["lb1:7 error 10.0.0.1/24"],
    ],
    [
      "by its peers' unicast",
      nodes(
        { vips: [vip], source: "10.0.0.1", peers: ["10.0.0.2"] },
        { vips: [vip], source: "10.0.0.2", peers: ["10.0.0.1"] },
      ),
      ["lb1:10 error 10.0.0.1/24"],
    ],
    [
      "by a hosts file",
      { ...nodes({ vips: [vip] }, { vips: [vip] }), ...hosts("10.0.0.1 lb1", "10.0.0.2 lb2") },
      ["lb1:6 error 10.0.0.1/24"],
    ],
    [
      "of a node that does not list it",
      nodes(
        { vips: ["10.0.0.9/24"] },
        { vips: ["10.0.0.9/24"] },
        instance({ priority: 100, vips: ["10.0.0.9/24"], source: "10.0.0.3" }) +
          instance({ name: "VI_2", id: 52, vips: ["10.0.0.8/24"] }),
        instance({ name: "VI_2", id: 52, priority: 90, vips: ["10.0.0.8/24", "10.0.0.3/24"] }),
      ),
      ["lb4:7 error 10.0.0.3/24"],
    ],
    [
      "an excluded address is taken off as well",
      { ...nodes({ excluded: [vip] }, { excluded: [vip] }), ...manifest("10.0.0.1", "10.0.0.2") },
      ["lb1:9 error 10.0.0.1/24"],
    ],
    [
      "the owner of priority 255 is no exception",
      nodes({ vips: [vip], source: "10.0.0.1", state: "MASTER", priority: 255 }, { vips: [vip], priority: 100 }),
      ["lb1:8 error 10.0.0.1/24"],
    ],
  ])("%s", (_, texts, findings) => {
    expect(found(code, texts)).toEqual(findings);
  });

  test.each<[title: string, texts: Texts]>([
    ["an address of nobody", { ...nodes({}, {}), ...manifest("10.0.0.1", "10.0.0.2") }],
    [
      "a haproxy server with the node's name",
      {
        ...nodes({ vips: [vip] }, { vips: [vip] }),
        "haproxy.cfg": `${balancer("*:8443", [])}    server lb1 10.0.0.1:6443\n`,
      },
    ],
    [
      "an advertised address, which is another finding's matter",
      { ...nodes({ vips: [vip] }, { vips: [vip] }), "lb1/kubeadm.yaml": initConfiguration("10.0.0.1") },
    ],
    [
      "a folder of that name",
      { "10.0.0.1/keepalived.conf": instance({ vips: [vip] }), "10.0.0.2/keepalived.conf": instance({ vips: [vip] }) },
    ],
    [
      "the VIP's own name in a hosts file",
      { ...nodes({ vips: [vip] }, { vips: [vip] }), ...hosts("10.0.0.1 vip1", "10.0.0.2 lb1") },
    ],
    [
      "a hosts file that tells of no other node",
      { ...nodes({ vips: [vip] }, { vips: [vip] }), ...hosts("10.0.0.1 lb1") },
    ],
    [
      "a name that is the endpoint's",
      {
        "k8s-1/keepalived.conf": instance({ priority: 100, vips: [vip] }),
        "k8s-2/keepalived.conf": instance({ priority: 90, vips: [vip] }),
        "kubeadm.yaml": clusterConfiguration("k8s-1:6443"),
        ...hosts("10.0.0.1 k8s-1", "10.0.0.2 k8s-2"),
      },
    ],
    [
      "two addresses of one name",
      { ...nodes({ vips: [vip] }, { vips: [vip] }), ...hosts("10.0.0.1 lb1", "10.0.0.3 lb1", "10.0.0.2 lb2") },
    ],
    ["a placeholder", nodes({ vips: ["{{ vip }}"], source: "{{ ip }}" }, { vips: ["{{ vip }}"], source: "10.0.0.2" })],
  ])("silent: %s", (_, texts) => {
    expect(found(code, texts)).toEqual([]);
  });

  test("says how it is known, and where", () => {
    const [finding] = findingsOf(code, nodes({ vips: [vip], source: "10.0.0.1" }, { vips: [vip] }));
    expect(finding?.message).toBe(
      "10.0.0.1 is a VIP on lb1, lb2 and the own address of lb1 (its instances send from it). keepalived takes it off the interface when it starts, so lb1 loses its address and stays in FAULT; a VIP is an address that no machine has.",
    );
    expect(finding?.related.map(({ file, message }) => `${file}: ${message}`)).toEqual([
      "lb1/keepalived.conf: mcast_src_ip 10.0.0.1 on lb1",
      "lb2/keepalived.conf: 10.0.0.1/24 on lb2",
    ]);
  });

  test("says what happens to a node beside it", () => {
    const [finding] = findingsOf(code, {
      ...nodes({ vips: [vip] }, { vips: [vip] }, instance({ vips: ["10.0.0.9"] })),
      ...manifest("10.0.0.2", "10.0.0.3", "10.0.0.1"),
    });
    expect(finding?.message).toContain("Two machines answer for it");
  });

  test("silences what is said of the address as a source", () => {
    const texts = nodes({ vips: [vip], source: "10.0.0.1" }, { vips: [vip], source: "10.0.0.1" });
    expect(found(code, texts)).toEqual(["lb1:7 error 10.0.0.1/24"]);
    expect(found("cluster/source-address-duplicate", texts)).toEqual([]);
  });
});

import { describe, expect, test } from "vitest";
import { balancer, type InstanceOptions, initConfiguration, instance } from "../../support/configs.ts";
import { findingsOf, fixesOf, found, mended, nodes, type Texts } from "./found.ts";

const code = "cluster/source-address-foreign";

/** A manifest that gives lb1 what stands first, and so on. */
function manifest(...addresses: readonly string[]): Texts {
  const entries = addresses.map((address, index) => {
    const name = `lb${index + 1}`;
    return `      - { name: ${name}, address: ${address}, files: ["${name}/**"] }\n`;
  });
  return { "haconf.yaml": `clusters:\n  - name: prod\n    nodes:\n${entries.join("")}` };
}

const own: readonly string[] = ["10.0.0.1", "10.0.0.2", "10.0.0.3"];
const at = (host: number, more: InstanceOptions = {}): InstanceOptions => ({ source: `10.0.0.${host}`, ...more });
const servers = (...lines: readonly string[]): Texts => ({
  "haproxy.cfg": balancer("*:8443", []) + lines.map((line) => `    server ${line}:6443 check\n`).join(""),
});

describe(code, () => {
  test.each<[title: string, texts: Texts, found: string[], mended: string[]]>([
    [
      "by the manifest",
      { ...nodes(at(2), {}, at(3)), ...manifest(...own) },
      ["lb1:5 error 10.0.0.2"],
      ["lb1:5 mcast_src_ip 10.0.0.1"],
    ],
    ["own addresses", { ...nodes(at(1), at(2), at(3)), ...manifest(...own) }, [], []],
    ["an address that nobody has", { ...nodes(at(9), {}, {}), ...manifest(...own) }, [], []],
    [
      "one of several own addresses",
      { ...nodes({ source: "10.0.0.2" }, {}), ...manifest("[10.0.0.1, 10.0.0.2]", "10.0.0.3") },
      [],
      [],
    ],
    [
      "an address that the manifest gives to both",
      { ...nodes({ source: "10.0.0.2" }, {}), ...manifest("[10.0.0.1, 10.0.0.2]", "[10.0.0.2]") },
      [],
      [],
    ],
    [
      "of several own ones the one in the same network is meant",
      { ...nodes({ source: "10.0.0.2" }, {}), ...manifest("[192.168.0.1, 10.0.0.1]", "10.0.0.2") },
      ["lb1:5 error 10.0.0.2"],
      ["lb1:5 mcast_src_ip 10.0.0.1"],
    ],
    [
      "swapped",
      { ...nodes(at(2), at(1)), ...manifest(...own.slice(0, 2)) },
      ["lb1:5 error 10.0.0.2", "lb2:5 error 10.0.0.1"],
      ["lb1:5 mcast_src_ip 10.0.0.1", "lb2:5 mcast_src_ip 10.0.0.2"],
    ],
    [
      "by the node's name",
      {
        "10.0.0.1/keepalived.conf": instance({ ...at(2), priority: 100 }),
        "10.0.0.2/keepalived.conf": instance({ priority: 90 }),
      },
      ["10.0.0.1:5 error 10.0.0.2"],
      ["10.0.0.1:5 mcast_src_ip 10.0.0.1"],
    ],
    [
      "by the servers with the nodes' names",
      { ...nodes(at(2), {}), ...servers("lb1 10.0.0.1", "lb2 10.0.0.2") },
      ["lb1:5 error 10.0.0.2"],
      ["lb1:5 mcast_src_ip 10.0.0.1"],
    ],
    [
      "where nothing tells the own address there is no fix",
      { ...nodes(at(2), {}), ...servers("lb2 10.0.0.2") },
      ["lb1:5 error 10.0.0.2"],
      ["! lb1:5 error 10.0.0.2 cluster/source-address-foreign"],
    ],
    [
      "by a kubeadm file in the node's folder",
      { ...nodes(at(2), {}), "lb2/init.yaml": initConfiguration("10.0.0.2") },
      ["lb1:5 error 10.0.0.2"],
      ["! lb1:5 error 10.0.0.2 cluster/source-address-foreign"],
    ],
    ["nobody but the line itself tells", nodes(at(2), {}), [], []],
    ["a machine of another name", { ...nodes(at(2), {}), ...servers("cp2 10.0.0.2") }, [], []],
    [
      "both send from it: that is said once",
      { ...nodes(at(2), at(2)), ...manifest(...own.slice(0, 2)) },
      [],
      ["! lb1:5 error 10.0.0.2 cluster/source-address-duplicate"],
    ],
  ])("%s", (_, texts, findings, after) => {
    expect(found(code, texts)).toEqual(findings);
    expect(mended(code, texts)).toEqual(after);
  });

  test.each<[title: string, texts: Texts, said: string]>([
    [
      "by the manifest, with multicast",
      { ...nodes(at(2), {}), ...manifest(...own.slice(0, 2)) },
      "mcast_src_ip of lb1 is 10.0.0.2, the address of lb2 (haconf.yaml says so). lb2 takes these advertisements for its own and drops them, so both hold 10.0.0.100 at once.",
    ],
    [
      "by a server, with unicast",
      { ...nodes(at(2, { peers: ["10.0.0.2"] }), { peers: ["10.0.0.1"] }), ...servers("lb1 10.0.0.1", "lb2 10.0.0.2") },
      "unicast_src_ip of lb1 is 10.0.0.2, the address of lb2 (a haproxy server of that name has it). lb1 can neither send from it nor hear its peers, so it never takes 10.0.0.100 over.",
    ],
    [
      "by the node's name",
      {
        "10.0.0.1/keepalived.conf": instance({ ...at(2), priority: 100 }),
        "10.0.0.2/keepalived.conf": instance({ priority: 90 }),
      },
      "mcast_src_ip of 10.0.0.1 is 10.0.0.2, the address of 10.0.0.2 (the node is named so). 10.0.0.2 takes these advertisements for its own and drops them, so both hold 10.0.0.100 at once.",
    ],
    [
      "by Kubernetes files",
      { ...nodes(at(2), {}), "lb2/init.yaml": initConfiguration("10.0.0.2") },
      "mcast_src_ip of lb1 is 10.0.0.2, the address of lb2 (its Kubernetes files advertise it). lb2 takes these advertisements for its own and drops them, so both hold 10.0.0.100 at once.",
    ],
  ])("says how it is known: %s", (_, texts, said) => {
    const [finding] = findingsOf(code, texts);
    expect(finding?.message).toBe(said);
    expect(finding?.related.length).toBe(1);
  });

  test("names the own address in the fix", () => {
    expect(fixesOf(code, { ...nodes(at(2), {}), ...manifest(...own.slice(0, 2)) })).toEqual([
      "*lb1: Set mcast_src_ip to 10.0.0.1, the address of lb1",
    ]);
  });
});

// biome-ignore-all lint/suspicious/noTemplateCurlyInString: The configurations have placeholders of their own.
import { describe, expect, test } from "vitest";
import { balancer, type InstanceOptions, instance } from "../../support/configs.ts";
import { findingsOf, fixesOf, found, mended, nodes, type Texts } from "./found.ts";

const code = "cluster/source-address-duplicate";

/** A manifest that gives lb1 10.0.0.1, lb2 10.0.0.2 and so on. */
function manifest(count: number): string {
  const entries = Array.from({ length: count }, (_, index) => {
    const name = `lb${index + 1}`;
    return `      - { name: ${name}, address: 10.0.0.${index + 1}, files: ["${name}/**"] }\n`;
  });
  return `clusters:\n  - name: prod\n    nodes:\n${entries.join("")}`;
}

const at = (host: number, more: InstanceOptions = {}): InstanceOptions => ({ source: `10.0.0.${host}`, ...more });
const unicast = (host: number, ...peers: readonly number[]): InstanceOptions =>
  at(host, { peers: peers.map((peer) => `10.0.0.${peer}`) });
const second = (options: InstanceOptions): string =>
  instance({ name: "VI_2", id: 52, vips: ["10.0.0.200"], ...options });

describe(code, () => {
  test.each<[title: string, texts: Texts, found: string[], mended: string[]]>([
    ["own addresses", nodes(at(1), at(2), at(3)), [], []],
    ["nobody says", nodes({}, {}), [], []],
    [
      "two alike, and nothing tells whose it is: the higher priority keeps it",
      nodes(at(1), at(1), at(3)),
      ["lb2:5 error 10.0.0.1"],
      ["! lb2:5 error 10.0.0.1 cluster/source-address-duplicate"],
    ],
    [
      "the manifest tells",
      { ...nodes(at(2), at(2)), "haconf.yaml": manifest(2) },
      ["lb1:5 error 10.0.0.2"],
      ["lb1:5 mcast_src_ip 10.0.0.1"],
    ],
    [
      "a haproxy server with the node's name tells",
      {
        ...nodes(at(2), at(2)),
        "haproxy.cfg": `${balancer("*:8443", [])}    server lb1 10.0.0.1:6443 check\n    server lb2 10.0.0.2:6443 check\n`,
      },
      ["lb1:5 error 10.0.0.2"],
      ["lb1:5 mcast_src_ip 10.0.0.1"],
    ],
    [
      "nodes named after their addresses",
      {
        "10.0.0.1/keepalived.conf": instance(at(1, { priority: 100 })),
        "10.0.0.2/keepalived.conf": instance(at(1, { priority: 90 })),
      },
      ["10.0.0.2:5 error 10.0.0.1"],
      ["10.0.0.2:5 mcast_src_ip 10.0.0.2"],
    ],
    [
      "what all peers list and nobody has",
      nodes(unicast(1, 2, 3), unicast(1, 1, 3), unicast(3, 1, 2)),
      ["lb2:5 error 10.0.0.1"],
      ["lb2:5 unicast_src_ip 10.0.0.2"],
    ],
    [
      "the same of two, where the copy is the higher one",
      nodes(unicast(2, 2), unicast(2, 1)),
      ["lb1:5 error 10.0.0.2"],
      ["lb1:5 unicast_src_ip 10.0.0.1"],
    ],
    [
      "the whole block was copied",
      nodes(unicast(1, 2), unicast(1, 2)),
      ["lb2:5 error 10.0.0.1"],
      ["! lb2:5 error 10.0.0.1 cluster/source-address-duplicate"],
    ],
    [
      "a node's other instance tells",
      nodes(
        instance(at(1, { priority: 100 })) + second(at(1, { priority: 90 })),
        instance(at(1, { priority: 90 })) + second(at(2, { priority: 100 })),
      ),
      ["lb2:5 error 10.0.0.1"],
      // The line is one that the file has already.
      [],
    ],
    [
      "in two virtual routers of different nodes",
      nodes(
        instance(at(1, { priority: 100 })),
        instance(at(2, { priority: 90 })) + second(at(2, { priority: 100 })),
        second(at(1, { priority: 90 })),
      ),
      ["lb3:5 error 10.0.0.1"],
      ["! lb3:5 error 10.0.0.1 cluster/source-address-duplicate"],
    ],
    [
      "once for each virtual router",
      nodes(
        instance(at(1, { priority: 100 })) + second(at(3, { priority: 90 })),
        instance(at(1, { priority: 90 })) + second(at(3, { priority: 100 })),
      ),
      ["lb1:14 error 10.0.0.3", "lb2:5 error 10.0.0.1"],
      [
        "! lb1:14 error 10.0.0.3 cluster/source-address-duplicate",
        "! lb2:5 error 10.0.0.1 cluster/source-address-duplicate",
      ],
    ],
    [
      "two states of one node's text",
      nodes(at(1, { state: "BACKUP", priority: 100 }), at(1, { state: "BACKUP", priority: 100 })),
      [],
      [],
    ],
    ["placeholders", nodes(at(1, { source: "${IP}" }), at(1, { source: "${IP}" }), { source: "{{ ip }}" }), [], []],
    [
      "equal by value",
      nodes({ source: "fd00::1", vips: ["fd00::100"] }, { source: "fd00:0:0::1", vips: ["fd00::100"] }),
      ["lb2:5 error fd00:0:0::1"],
      ["! lb2:5 error fd00:0:0::1 cluster/source-address-duplicate"],
    ],
    [
      "a definition's value can't be replaced",
      {
        ...nodes(`$IP=10.0.0.2\n${instance(at(1, { priority: 90, source: "$IP" }))}`, at(2)),
        "haconf.yaml": manifest(2),
      },
      ["lb1:6 error $IP"],
      ["! lb1:6 error $IP cluster/source-address-duplicate"],
    ],
  ])("%s", (_, texts, findings, after) => {
    expect(found(code, texts)).toEqual(findings);
    expect(mended(code, texts)).toEqual(after);
  });

  test("says what happens with multicast and with unicast", () => {
    expect(findingsOf(code, nodes(at(1), at(1)))[0]?.message).toBe(
      "mcast_src_ip is 10.0.0.1 on lb2 and on lb1 alike. The node that has this address takes the other's advertisements for its own and drops them, so both hold 10.0.0.100 at once.",
    );
    const [finding] = findingsOf(code, nodes(unicast(1, 2), unicast(1, 1)));
    expect(finding?.message).toBe(
      "unicast_src_ip is 10.0.0.1 on lb2 and on lb1 alike. A node that does not have this address can neither send from it nor hear its peers, so it never takes 10.0.0.100 over.",
    );
    expect(finding?.related.map(({ file, message }) => `${file}: ${message}`)).toEqual([
      "lb1/keepalived.conf: 10.0.0.1 on lb1",
    ]);
  });

  test("a fix is preferred only where something tells whose the address is", () => {
    expect(fixesOf(code, { ...nodes(at(2), at(2)), "haconf.yaml": manifest(2) })).toEqual([
      "*lb1: Set mcast_src_ip to 10.0.0.1, the address of lb1",
    ]);
  });

  test("silences what is said of the same nodes' peers", () => {
    const all = nodes(unicast(1, 2), unicast(1, 2));
    expect(findingsOf("cluster/unicast-peer-mismatch", all)).toEqual([]);
  });
});

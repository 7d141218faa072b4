// biome-ignore-all lint/suspicious/noTemplateCurlyInString: The configurations have placeholders of their own.
import { describe, expect, test } from "vitest";
import { type InstanceOptions, instance } from "../../support/configs.ts";
import { findingsOf, fixesOf, found, mended, nodes, type Texts } from "./found.ts";

const code = "cluster/unicast-peer-mismatch";

const address = (host: number): string => `10.0.0.${host}`;

/** An instance that sends from an address and lists others; the source is on line 5, the list on 6, its first entry on 7. */
function listing(host: number, peers: readonly (number | string)[], more: InstanceOptions = {}): InstanceOptions {
  return {
    source: address(host),
    peers: peers.map((peer) => (typeof peer === "number" ? address(peer) : peer)),
    ...more,
  };
}

/** The same without a source address; the list is on line 5. */
function silent(peers: readonly number[], more: InstanceOptions = {}): InstanceOptions {
  return { peers: peers.map(address), ...more };
}

/** A manifest that gives lb1 what stands first, and so on. */
function manifest(...addresses: readonly string[]): Texts {
  const entries = addresses.map((text, index) => {
    const name = `lb${index + 1}`;
    return `      - { name: ${name}, address: ${text}, files: ["${name}/**"] }\n`;
  });
  return { "haconf.yaml": `clusters:\n  - name: prod\n    nodes:\n${entries.join("")}` };
}

describe(code, () => {
  test.each<[title: string, texts: Texts, found: string[], mended: string[]]>([
    ["all list each other", nodes(listing(1, [2, 3]), listing(2, [3, 1]), listing(3, [1, 2])), [], []],
    [
      "the master lacks one",
      nodes(listing(1, [2]), listing(2, [1, 3]), listing(3, [1, 2])),
      ["lb1:6 error unicast_peer"],
      ["lb1:8 10.0.0.3"],
    ],
    [
      "it lacks two",
      nodes(listing(1, [2]), listing(2, [1, 3, 4]), listing(3, [1, 2, 4]), listing(4, [1, 2, 3])),
      ["lb1:6 error unicast_peer"],
      ["lb1:8 10.0.0.3", "lb1:9 10.0.0.4"],
    ],
    [
      "two lack the same: each list is to be completed",
      nodes(listing(1, [2]), listing(2, [1]), listing(3, [1, 2])),
      ["lb1:6 error unicast_peer", "lb2:6 error unicast_peer"],
      ["lb1:8 10.0.0.3", "lb2:8 10.0.0.3"],
    ],
    [
      "another address stands in its place",
      nodes(listing(1, [2]), listing(2, [77])),
      ["lb2:7 error 10.0.0.77"],
      ["lb2:8 10.0.0.1"],
    ],
    [
      "equal by value",
      nodes(
        { source: "fd00::1", peers: ["fd00:0::2"], vips: ["fd00::100"] },
        { source: "fd00:0:0::2", peers: ["fd00::1"], vips: ["fd00::100"] },
      ),
      [],
      [],
    ],
    [
      "a list on one line",
      {
        ...nodes({}, listing(2, [1]), listing(3, [1, 2])),
        "lb1/keepalived.conf": instance({ priority: 200 }).replace(
          "    priority",
          "    unicast_src_ip 10.0.0.1\n    unicast_peer { 10.0.0.2 }\n    priority",
        ),
      },
      ["lb1:5 error unicast_peer", "lb2:6 error unicast_peer"],
      ["lb1:5 unicast_peer { 10.0.0.2", "lb1:6 10.0.0.3", "lb1:7 }", "lb2:8 10.0.0.3"],
    ],
    [
      "entries with options",
      nodes(listing(1, ["10.0.0.2 min_ttl 1"]), listing(2, [1, 3]), listing(3, [1, 2])),
      ["lb1:6 error unicast_peer"],
      ["lb1:8 10.0.0.3"],
    ],
    [
      "two virtual routers, of which one lacks an entry",
      nodes(
        instance({ priority: 100, ...listing(1, [2]) }) +
          instance({ name: "B", id: 52, priority: 90, vips: ["10.0.0.200"], ...listing(1, [9]) }),
        instance({ priority: 90, ...listing(2, [1]) }) +
          instance({ name: "B", id: 52, priority: 100, vips: ["10.0.0.200"], ...listing(2, [1]) }),
      ),
      ["lb1:19 error 10.0.0.9"],
      // The line that is added is one that the file has already.
      [],
    ],
    [
      "a definition's list can't be completed",
      nodes(`$P=10.0.0.9\n${instance({ priority: 200, ...listing(1, ["$P"]) })}`, listing(2, [1])),
      ["lb1:8 error $P"],
      ["! lb1:8 error $P cluster/unicast-peer-mismatch"],
    ],
  ])("%s", (_, texts, findings, after) => {
    expect(found(code, texts)).toEqual(findings);
    expect(mended(code, texts)).toEqual(after);
  });

  test.each<[title: string, texts: Texts, found: string[], mended: string[]]>([
    [
      "by the manifest",
      { ...nodes(silent([3]), silent([1, 3]), silent([1, 2])), ...manifest("10.0.0.1", "10.0.0.2", "10.0.0.3") },
      ["lb1:5 error unicast_peer"],
      ["lb1:7 10.0.0.2"],
    ],
    [
      "of several addresses any may be listed",
      { ...nodes(silent([12]), silent([1])), ...manifest("10.0.0.1", "[10.0.0.2, 10.0.0.12]") },
      [],
      [],
    ],
    [
      "but only the one that the other says it sends from",
      { ...nodes(listing(1, [12]), listing(2, [1])), ...manifest("10.0.0.1", "[10.0.0.2, 10.0.0.12]") },
      ["lb1:6 error unicast_peer"],
      ["lb1:8 10.0.0.2"],
    ],
    [
      "of several ones in other networks that of the list is added",
      {
        ...nodes(silent([3]), silent([1, 3]), silent([1, 2])),
        ...manifest("10.0.0.1", "[192.168.0.2, 10.0.0.2]", "10.0.0.3"),
      },
      ["lb1:5 error unicast_peer"],
      ["lb1:7 10.0.0.2"],
    ],
    [
      "an address of another network may be the same machine's",
      {
        ...nodes({ peers: ["192.168.0.2"] }, { peers: ["192.168.0.1"] }),
        ...manifest("10.0.0.1", "10.0.0.2"),
      },
      [],
      [],
    ],
    [
      "one of the same network is not",
      { ...nodes(silent([77]), silent([1])), ...manifest("10.0.0.1", "10.0.0.2") },
      ["lb1:6 error 10.0.0.77"],
      ["lb1:7 10.0.0.2"],
    ],
    [
      "by the node's name",
      {
        "10.0.0.1/keepalived.conf": instance({ priority: 100, ...silent([2, 3]) }),
        "10.0.0.2/keepalived.conf": instance({ priority: 90, ...silent([1]) }),
        "10.0.0.3/keepalived.conf": instance({ priority: 80, ...silent([1, 2]) }),
      },
      ["10.0.0.2:5 error unicast_peer"],
      ["10.0.0.2:7 10.0.0.3"],
    ],
    ["nothing tells the others' addresses", nodes(silent([77]), silent([78])), [], []],
  ])("how addresses are known: %s", (_, texts, findings, after) => {
    expect(found(code, texts)).toEqual(findings);
    expect(mended(code, texts)).toEqual(after);
  });

  test.each<[title: string, texts: Texts]>([
    ["an entry is a placeholder", nodes(listing(1, ["${PEER}"]), listing(2, [1]))],
    ["an entry is filled in by a template", nodes(listing(1, ["{{ peer }}"]), listing(2, [1]))],
    [
      "a loop makes the entries",
      nodes(listing(1, ["{% for p in peers %}", "{{ p }}", "{% endfor %}"]), listing(2, [1])),
    ],
    ["entries are included", nodes(listing(1, [3, "include peers.conf"]), listing(2, [1]))],
    ["the other's source is a placeholder", nodes(listing(1, [77]), listing(2, [1], { source: "${IP}" }))],
    ["the other's source may be included", nodes(listing(1, [77]), silent([1], { lines: ["include source.conf"] }))],
    ["one may have its peers elsewhere", nodes({ source: address(1), lines: ["include peers.conf"] }, listing(2, [1]))],
    ["an entry is a name", nodes(listing(1, ["lb2.example.com"]), listing(2, [1]))],
    ["addresses of the other family", { ...nodes(silent([2]), silent([1])), ...manifest("fd00::1", "fd00::2") }],
  ])("silent: %s", (_, texts) => {
    expect(found(code, texts)).toEqual([]);
  });

  test.each<[title: string, texts: Texts, said: string]>([
    [
      "the highest lacks a peer, which splits at once",
      nodes(listing(1, [77]), listing(2, [1])),
      "unicast_peer of lb1 lacks 10.0.0.2 (lb2), so its advertisements never reach lb2. lb1 has the highest priority, so both hold 10.0.0.100 at once from the start.",
    ],
    [
      "a backup lacks a peer, which splits after a failover",
      nodes(listing(1, [2, 3]), listing(2, [1]), listing(3, [1, 2])),
      "unicast_peer of lb2 lacks 10.0.0.3 (lb3), so its advertisements never reach lb3. All is well until lb2 takes over: from then on both hold 10.0.0.100 at once.",
    ],
    [
      "a backup that checks the source lacks the highest",
      nodes(listing(1, [2]), listing(2, [77], { lines: ["check_unicast_src"] })),
      "unicast_peer of lb2 lacks 10.0.0.1 (lb1), and check_unicast_src drops what unlisted nodes send. lb2 takes lb1 for dead, so both hold 10.0.0.100 at once from the start.",
    ],
    [
      "the same by the global setting",
      nodes(
        listing(1, [2]),
        `global_defs {\n    vrrp_check_unicast_src\n}\n${instance({ priority: 90, ...listing(2, [77]) })}`,
      ),
      "unicast_peer of lb2 lacks 10.0.0.1 (lb1), and check_unicast_src drops what unlisted nodes send. lb2 takes lb1 for dead, so both hold 10.0.0.100 at once from the start.",
    ],
    [
      "a backup that checks lacks another backup",
      nodes(listing(1, [2, 3]), listing(2, [1, 3]), listing(3, [1], { lines: ["check_unicast_src"] })),
      "unicast_peer of lb3 lacks 10.0.0.2 (lb2), so its advertisements never reach lb2. All is well until lb3 takes over: from then on both hold 10.0.0.100 at once.",
    ],
    [
      "who is highest is not known",
      nodes(listing(1, [77], { priority: "${P}" }), listing(2, [1])),
      "unicast_peer of lb1 lacks 10.0.0.2 (lb2), so its advertisements never reach lb2. Whenever lb1 holds 10.0.0.100, it is held there as well.",
    ],
  ])("says when it splits: %s", (_, texts, said) => {
    const [finding] = findingsOf(code, texts);
    expect(finding?.message).toBe(said);
  });

  test("names the place of the missing address", () => {
    const texts = nodes(listing(1, [2]), listing(2, [1, 3]), listing(3, [1, 2]));
    expect(findingsOf(code, texts)[0]?.related.map(({ file, message }) => `${file}: ${message}`)).toEqual([
      "lb3/keepalived.conf: lb3 has 10.0.0.3",
    ]);
    expect(fixesOf(code, texts)).toEqual(["*lb1: Add 10.0.0.3 to unicast_peer of lb1"]);
  });

  describe("a source address that nobody lists, while all list another in its place", () => {
    const texts = nodes(listing(1, [2, 3]), listing(2, [1, 3]), listing(13, [1, 2]));

    test("is one finding, at the odd one", () => {
      expect(found(code, texts)).toEqual(["lb3:5 error 10.0.0.13"]);
      expect(findingsOf(code, texts)[0]?.message).toBe(
        "unicast_src_ip of lb3 is 10.0.0.13, but lb1, lb2 list 10.0.0.3 and not this. Their advertisements never reach lb3, so it holds 10.0.0.100 beside the master, or can't take it over.",
      );
    });

    test("is mended there, or in all lists", () => {
      expect(fixesOf(code, texts)).toEqual([
        "*lb3: Set unicast_src_ip to 10.0.0.3, as lb1, lb2 list it",
        "lb3: Add 10.0.0.13 to unicast_peer of lb1, lb2",
      ]);
      expect(mended(code, texts)).toEqual(["lb3:5 unicast_src_ip 10.0.0.3"]);
      expect(mended(code, texts, (fixes) => fixes[1])).toEqual(["lb1:9 10.0.0.13", "lb2:9 10.0.0.13"]);
    });

    test("but not where the manifest gives the node that address", () => {
      const known = { ...texts, ...manifest("10.0.0.1", "10.0.0.2", "10.0.0.13") };
      expect(found(code, known)).toEqual(["lb1:8 error 10.0.0.3", "lb2:8 error 10.0.0.3"]);
    });
  });

  test.each<[title: string, texts: Texts, found: string[], mended: string[]]>([
    [
      "the own address among others is a hint",
      nodes(listing(1, [1, 2]), listing(2, [1])),
      ["lb1:7 hint 10.0.0.1"],
      ["lb1 -1"],
    ],
    [
      "with its options",
      nodes(listing(1, ["10.0.0.1 min_ttl 1", 2]), listing(2, [1])),
      ["lb1:7 hint 10.0.0.1"],
      ["lb1 -1"],
    ],
    [
      "instead of the other's it is an error as well",
      nodes(listing(1, [1]), listing(2, [1])),
      ["lb1:6 error unicast_peer", "lb1:7 hint 10.0.0.1"],
      ["lb1:7 10.0.0.2"],
    ],
    [
      "alone it can't be removed, for then the node would use multicast",
      nodes(listing(1, [1]), silent([1])),
      ["lb1:7 hint 10.0.0.1"],
      [],
    ],
  ])("lists itself: %s", (_, texts, findings, after) => {
    expect(found(code, texts)).toEqual(findings);
    expect(mended(code, texts)).toEqual(after);
  });

  const uni = (host: number, ...peers: readonly number[]): InstanceOptions => listing(host, peers);

  test.each<[title: string, texts: Texts, found: string[], mended: string[]]>([
    [
      "two: it is said at both, and nothing is preferred",
      nodes(uni(1, 2), { source: address(2) }),
      ["lb1:6 error unicast_peer", "lb2:1 error VI_1"],
      ["! lb1:6 error unicast_peer cluster/unicast-peer-mismatch", "! lb2:1 error VI_1 cluster/unicast-peer-mismatch"],
    ],
    [
      "most use unicast",
      nodes(uni(1, 2, 3), uni(2, 1, 3), { source: address(3) }),
      ["lb3:1 error VI_1"],
      ["lb3:2 unicast_peer {", "lb3:3 10.0.0.1", "lb3:4 10.0.0.2"],
    ],
    [
      "and do not list the odd one yet",
      nodes(uni(1, 2), uni(2, 1), { source: address(3) }),
      ["lb3:1 error VI_1"],
      ["lb1:8 10.0.0.3", "lb2:8 10.0.0.3", "lb3:2 unicast_peer {", "lb3:3 10.0.0.1", "lb3:4 10.0.0.2"],
    ],
    [
      "the odd one says what it sends from, where the manifest knows it",
      { ...nodes(uni(1, 2, 3), uni(2, 1, 3), {}), ...manifest("10.0.0.1", "10.0.0.2", "10.0.0.3") },
      ["lb3:1 error VI_1"],
      ["lb3:2 unicast_src_ip 10.0.0.3", "lb3:3 unicast_peer {", "lb3:4 10.0.0.1", "lb3:5 10.0.0.2"],
    ],
    [
      "where it is not known there is no fix",
      nodes(uni(1, 2, 3), uni(2, 1, 3), {}),
      ["lb3:1 error VI_1"],
      ["! lb3:1 error VI_1 cluster/unicast-peer-mismatch"],
    ],
    [
      "nor where the peers are in another network than what is known",
      {
        ...nodes(
          { source: "192.168.0.1", peers: ["192.168.0.2"] },
          { source: "192.168.0.2", peers: ["192.168.0.1"] },
          {},
        ),
        ...manifest("10.0.0.1", "10.0.0.2", "10.0.0.3"),
      },
      ["lb3:1 error VI_1"],
      ["! lb3:1 error VI_1 cluster/unicast-peer-mismatch"],
    ],
    [
      "an empty list means multicast, and is filled",
      nodes(uni(1, 2, 3), uni(2, 1, 3), uni(3)),
      ["lb3:6 error unicast_peer"],
      ["lb3:7 10.0.0.1", "lb3:8 10.0.0.2"],
    ],
    [
      "most use multicast",
      nodes({ source: address(1) }, { source: address(2) }, uni(3, 1, 2)),
      ["lb3:6 error unicast_peer"],
      ["lb3:5 mcast_src_ip 10.0.0.3", "lb3 -4"],
    ],
    ["all lists are empty", nodes(uni(1), uni(2)), [], []],
    ["one list is empty, the other absent", nodes(uni(1), { source: address(2) }), [], []],
    ["one may have its peers elsewhere", nodes({ lines: ["include peers.conf"] }, uni(2, 1)), [], []],
    ["one has placeholders as peers", nodes(listing(1, ["${P}"]), uni(2, 1)), [], []],
  ])("unicast against multicast: %s", (_, texts, findings, after) => {
    expect(found(code, texts)).toEqual(findings);
    expect(mended(code, texts)).toEqual(after);
  });

  test("unicast against multicast: of two, either way mends it", () => {
    const texts = nodes(uni(1, 2), { source: address(2) });
    expect(fixesOf(code, texts)).toEqual([
      "lb1: Let all nodes of 10.0.0.100 list each other in unicast_peer",
      "lb1: Remove unicast_peer, so that all nodes of 10.0.0.100 use multicast",
      "lb2: Let all nodes of 10.0.0.100 list each other in unicast_peer",
      "lb2: Remove unicast_peer, so that all nodes of 10.0.0.100 use multicast",
    ]);
    expect(mended(code, texts, ([fix]) => fix)).toEqual(["lb2:2 unicast_peer {", "lb2:3 10.0.0.1"]);
    expect(mended(code, texts, (fixes) => fixes[1])).toEqual(["lb1:5 mcast_src_ip 10.0.0.1", "lb1 -3"]);
  });

  test("unicast against multicast: says who sends how", () => {
    const said = (texts: Texts): string[] => findingsOf(code, texts).map(({ message }) => message);
    expect(said(nodes(uni(1, 2), {}))).toEqual([
      "lb1 sends to unicast_peer, but lb2 to the multicast group. Neither hears the other, so both hold 10.0.0.100 at once.",
      "lb2 sends to the multicast group, but lb1 to unicast_peer. Neither hears the other, so both hold 10.0.0.100 at once.",
    ]);
    expect(said(nodes(uni(1, 2), uni(2)))[1]).toBe(
      "unicast_peer of lb2 is empty, which means multicast, while that of lb1 is not. Neither hears the other, so both hold 10.0.0.100 at once.",
    );
  });

  describe("one file for all hosts", () => {
    const oneFile = (...peers: readonly string[]): Texts => ({
      "keepalived.conf": instance({
        priority: "0",
        source: "1",
        peers,
      })
        .replace("    priority 0\n", "@lb1     priority 110\n@lb2     priority 100\n@lb3     priority 90\n")
        .replace(
          / +unicast_src_ip 1\n/,
          [1, 2, 3].map((host) => `@lb${host}     unicast_src_ip ${address(host)}\n`).join(""),
        ),
    });

    test("lists all hosts, each itself too, as it must", () => {
      expect(found(code, oneFile(address(1), address(2), address(3)))).toEqual([]);
    });

    test("lacks one of them, which is said once and can't be put in for the others alone", () => {
      const texts = oneFile(address(1), address(2));
      expect(found(code, texts)).toEqual(["keepalived.conf:10 error unicast_peer"]);
      expect(fixesOf(code, texts)).toEqual([]);
    });
  });

  test("another virtual_router_id silences it", () => {
    const texts = nodes(listing(1, [77]), listing(2, [78], { id: 52 }));
    expect(found(code, texts)).toEqual([]);
    expect(found("cluster/virtual-router-id-mismatch", texts).length).toBe(2);
  });

  test("a source address of another node is not said again at that node's list", () => {
    const texts = { ...nodes(listing(2, [2]), silent([1])), ...manifest("10.0.0.1", "10.0.0.2") };
    expect(found(code, texts)).toEqual(["lb1:7 hint 10.0.0.2"]);
    expect(found("cluster/source-address-foreign", texts)).toEqual(["lb1:5 error 10.0.0.2"]);
  });
});

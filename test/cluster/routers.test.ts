// biome-ignore-all lint/suspicious/noTemplateCurlyInString: The configurations have placeholders of their own.
import { describe, expect, test } from "vitest";
import { files, type InstanceOptions, instance } from "../support/configs.ts";
import { sayParts } from "./parts.ts";

const a = ["10.0.0.100"];
const b = ["10.0.0.200"];
const c = ["10.0.0.201"];

/** The virtual routers of nodes that each have a folder with the given instances. */
function routersOf(nodes: Readonly<Record<string, readonly InstanceOptions[]>>): string[] {
  const texts = Object.entries(nodes).map(([name, options]) => [
    `${name}/keepalived.conf`,
    options.map(instance).join(""),
  ]);
  return sayParts(files(Object.fromEntries(texts))).flatMap((line) => line.match(/(?<=^router ).*/) ?? []);
}

describe("instances that share a VIP are one virtual router", () => {
  test.each<[string, Record<string, InstanceOptions[]>, string[]]>([
    [
      "whatever one thing else differs",
      { lb1: [{ name: "A", id: 1, pass: "x" }], lb2: [{ name: "B", id: 2, pass: "x", interface: "eth1" }] },
      ["1: lb1/A lb2/B"],
    ],
    [
      "but not where id and password are strangers to each other too",
      { lb1: [{ name: "A", id: 1, pass: "x" }], lb2: [{ name: "B", id: 2, pass: "y" }] },
      ["1: lb1/A", "2: lb2/B"],
    ],
    [
      "by value: prefixes and ways of writing do not count",
      {
        lb1: [{ vips: ["10.0.0.100/24 dev eth0"] }],
        lb2: [{ vips: ["10.0.0.100/32"] }],
        lb3: [{ vips: ["10.0.0.100"] }],
      },
      ["51: lb1/VI_1 lb2/VI_1 lb3/VI_1"],
    ],
    ["IPv6 too", { lb1: [{ vips: ["fd00::1/64"] }], lb2: [{ vips: ["fd00:0:0::0:1"] }] }, ["51: lb1/VI_1 lb2/VI_1"]],
    [
      "mirrored master/master pairs are two",
      {
        lb1: [
          { name: "VI_1", id: 51, vips: a },
          { name: "VI_2", id: 52, vips: b },
        ],
        lb2: [
          { name: "VI_1", id: 52, vips: b },
          { name: "VI_2", id: 51, vips: a },
        ],
      },
      ["51: lb1/VI_1 lb2/VI_2", "52: lb1/VI_2 lb2/VI_1"],
    ],
    [
      "IPv4 and IPv6 with one id are two",
      {
        lb1: [{ name: "V4" }, { name: "V6", vips: ["fd00::1"] }],
        lb2: [{ name: "V4" }, { name: "V6", vips: ["fd00::1"] }],
      },
      ["51: lb1/V4 lb2/V4", "51: lb1/V6 lb2/V6"],
    ],
    [
      "never two of one node",
      {
        lb1: [
          { name: "A", id: 1 },
          { name: "B", id: 2 },
        ],
        lb2: [{ name: "A", id: 1 }],
      },
      ["1: lb1/A lb2/A", "2: lb1/B"],
    ],
    [
      "each to the one with which it shares most",
      {
        lb1: [
          { name: "A", id: 1, vips: [...a, "10.0.0.101"] },
          { name: "B", id: 2, vips: [...b, ...c] },
        ],
        lb2: [{ name: "C", id: 3, vips: ["10.0.0.101", ...b, ...c] }],
      },
      ["1: lb1/A", "2: lb1/B lb2/C"],
    ],
    [
      "two texts of one node (source, state and priority alike) count once",
      {
        lb1: [{ source: "10.0.0.1", priority: 100, state: "MASTER" }],
        lb2: [{ source: "10.0.0.1", priority: 100, state: "MASTER" }],
        lb3: [{ source: "10.0.0.3", priority: 90 }],
      },
      ["51: lb1/VI_1 lb3/VI_1"],
    ],
  ])("%s", (_, nodes, routers) => {
    expect(routersOf(nodes)).toEqual(routers);
  });
});

describe("what is left over", () => {
  test.each<[string, Record<string, InstanceOptions[]>, string[]]>([
    [
      "is not joined by name alone",
      { lb1: [{ id: 1, vips: a }], lb2: [{ id: 2, vips: b }] },
      ["1: lb1/VI_1", "2: lb2/VI_1"],
    ],
    ["nor by id alone", { lb1: [{ name: "A", vips: a }], lb2: [{ name: "B", vips: b }] }, ["51: lb1/A", "51: lb2/B"]],
    ["is joined by id and name", { lb1: [{ vips: a }], lb2: [{ vips: b }] }, ["51: lb1/VI_1 lb2/VI_1"]],
    [
      "is joined by id and password",
      { lb1: [{ name: "A", pass: "p", vips: a }], lb2: [{ name: "B", pass: "p", vips: b }] },
      ["51: lb1/A lb2/B"],
    ],
    [
      "is not joined over another family",
      { lb1: [{ vips: a }], lb2: [{ vips: ["fd00::1"] }] },
      ["51: lb1/VI_1", "51: lb2/VI_1"],
    ],
    [
      "with unknown addresses is joined by id and name",
      { lb1: [{ vips: ["${VIP}"] }], lb2: [{ vips: ["{{ vip }}"] }] },
      ["51: lb1/VI_1 lb2/VI_1"],
    ],
    [
      "with an unknown id is not",
      { lb1: [{ id: "${ID}", vips: ["${VIP}"] }], lb2: [{ id: "${ID}", vips: ["${VIP}"] }] },
      ["${ID}: lb1/VI_1", "${ID}: lb2/VI_1"],
    ],
    [
      "joins the router in which its node is missing",
      { lb1: [{ vips: a }], lb2: [{ vips: a }], lb3: [{ vips: b }] },
      ["51: lb1/VI_1 lb2/VI_1 lb3/VI_1"],
    ],
    [
      "does not join one in which its node is",
      { lb1: [{ vips: a }], lb2: [{ vips: a }, { name: "VI_1", vips: b }] },
      ["51: lb1/VI_1 lb2/VI_1", "51: lb2/VI_1"],
    ],
    [
      "stays alone where two would take it",
      {
        lb1: [{ vips: a }, { name: "X", pass: "q", vips: b }],
        lb2: [{ vips: a }, { name: "X", pass: "q", vips: b }],
        lb3: [{ pass: "q", vips: c }],
      },
      ["51: lb1/VI_1 lb2/VI_1", "51: lb1/X lb2/X", "51: lb3/VI_1"],
    ],
    [
      "of nodes that are not named alike needs id, name and password",
      { web: [{ id: 7, vips: a }], db: [{ id: 7, vips: b }] },
      ["7: db/VI_1", "7: web/VI_1"],
    ],
    [
      "of nodes that are not named alike, with all three",
      { web: [{ id: 7, pass: "p", vips: a }], db: [{ id: 7, pass: "p", vips: b }] },
      ["7: db/VI_1 web/VI_1"],
    ],
    [
      "of nodes that are not named alike, with all three from keepalived's sample",
      { web: [{ pass: "1111", vips: a }], db: [{ pass: "1111", vips: b }] },
      ["51: db/VI_1", "51: web/VI_1"],
    ],
  ])("%s", (_, nodes, routers) => {
    expect(routersOf(nodes)).toEqual(routers);
  });
});

describe("one file for several hosts", () => {
  const shared =
    "vrrp_instance VI_1 {\n@lb1 priority 2\n@lb2 priority 1\nvirtual_router_id 5\nvirtual_ipaddress {\n10.0.0.1\n}\n}\n";

  test("each config id is a node", () => {
    expect(sayParts(files({ "keepalived.conf": shared }))).toEqual(["router 5: lb1/VI_1 lb2/VI_1"]);
  });

  test("copies in the hosts' folders are read as their host reads them", () => {
    expect(sayParts(files({ "lb1/keepalived.conf": shared, "lb2/keepalived.conf": shared }))).toEqual([
      "router 5: lb1/VI_1 lb2/VI_1",
    ]);
  });

  test("beside other nodes a folder of another name says nothing", () => {
    expect(sayParts(files({ "x1/keepalived.conf": shared, "x2/keepalived.conf": shared }))).toEqual([]);
  });
});

test("files of any name side by side count where their own address or router_id tells them apart", () => {
  const router = (id: string): string => `global_defs {\n    router_id ${id}\n}\n${instance()}`;
  expect(
    sayParts(
      files({
        "keepalived/alice.conf": router("a"),
        "keepalived/bob.conf": router("b"),
        "keepalived/eve.conf": instance(),
      }),
    ),
  ).toEqual(["router 51: alice/VI_1 bob/VI_1"]);
});

import { describe, expect, test } from "vitest";
import { type InstanceOptions, instance } from "../../support/configs.ts";
import { findingsOf, fixesOf, found, mended, nodes, type Texts } from "./found.ts";

const code = "cluster/virtual-router-id-conflict";
const first: InstanceOptions = { name: "A", vips: ["10.0.0.100"] };
const second: InstanceOptions = { name: "B", vips: ["10.0.0.200"] };
/** Two instances of one node. */
function both(a: InstanceOptions, b: InstanceOptions, priority = 100): string {
  return instance({ priority, ...first, ...a }) + instance({ priority, ...second, ...b });
}
/** One node with two instances. */
function alone(a: InstanceOptions = {}, b: InstanceOptions = {}, before = "", between = "", after = ""): Texts {
  const texts = [instance({ ...first, ...a }), instance({ ...second, ...b })];
  return { "lb1/keepalived.conf": before + texts.join(between) + after };
}
const inGroup = (group: string): InstanceOptions => ({ lines: [`mcast_dst_ip ${group}`] });

describe("two instances of one node", () => {
  test.each<[title: string, texts: Texts, found: string[], mended: string[]]>([
    ["with one id", alone(), ["lb1:10 error 51"], ["lb1:10 virtual_router_id 52"]],
    ["with ids of their own", alone({}, { id: 52 }), [], []],
    ["on two interfaces", alone({}, { interface: "eth1" }), [], []],
    ["IPv4 and IPv6", alone({}, { vips: ["fd00::1"] }), [], []],
    [
      "both IPv6",
      alone({ vips: ["fd00::1"] }, { vips: ["fd00::2"] }),
      ["lb1:10 error 51"],
      ["lb1:10 virtual_router_id 52"],
    ],
    ["both unicast", alone({ peers: ["10.0.0.2"] }, { peers: ["10.0.0.3"] }), [], []],
    ["unicast beside multicast", alone({ peers: ["10.0.0.2"] }), [], []],
    [
      "an empty unicast_peer block is multicast",
      alone({ peers: [] }),
      ["lb1:12 error 51"],
      ["lb1:12 virtual_router_id 52"],
    ],
    ["another multicast group", alone({}, inGroup("224.0.0.19")), [], []],
    [
      "one multicast group that is not the usual",
      alone(inGroup("224.0.0.19"), inGroup("224.0.0.19")),
      ["lb1:11 error 51"],
      ["lb1:11 virtual_router_id 52"],
    ],
    [
      "two versions do not help",
      alone({ lines: ["version 2"] }, { lines: ["version 3"] }),
      ["lb1:11 error 51"],
      ["lb1:11 virtual_router_id 52"],
    ],
    ["a placeholder for the interface", alone({ interface: "{{ dev }}" }, { interface: "{{ dev }}" }), [], []],
    ["a placeholder for one interface", alone({ interface: "{{ dev }}" }), [], []],
    ["a placeholder for the id", alone({ id: "{{ id }}" }, { id: "{{ id }}" }), [], []],
    [
      "placeholders for the VIPs, which may be of two families",
      alone({ vips: ["{{ a }}"] }, { vips: ["{{ b }}"] }),
      [],
      [],
    ],
    ["peers may be included", alone({ lines: ["include peers.conf"] }), [], []],
    ["a template that chooses one of them", alone({}, {}, "{% if a %}\n", "{% else %}\n", "{% endif %}\n"), [], []],
    [
      "a template that chooses one of them, and a group that is known",
      alone({}, {}, "global_defs {\n vrrp_mcast_group4 224.0.0.18\n}\n{% if a %}\n", "{% else %}\n", "{% endif %}\n"),
      [],
      [],
    ],
    [
      "a template's line inside one of them",
      alone({ lines: ["{% if a %}", "garp_master_delay 1", "{% endif %}"] }),
      [],
      [],
    ],
    [
      "the next free id",
      {
        "lb1/keepalived.conf": `${both({}, {})}${instance({ name: "C", id: 52, vips: ["10.0.0.201"] })}${instance({ name: "D", id: 53, vips: ["10.0.0.202"] })}`,
      },
      ["lb1:11 error 51"],
      ["lb1:11 virtual_router_id 54"],
    ],
    ["behind 255 comes 1", alone({ id: 255 }, { id: 255 }), ["lb1:10 error 255"], ["lb1:10 virtual_router_id 1"]],
    [
      "three with one id: each further one gets its own",
      { "lb1/keepalived.conf": `${both({}, {})}${instance({ name: "C", vips: ["10.0.0.201"] })}` },
      ["lb1:11 error 51", "lb1:19 error 51"],
      ["lb1:11 virtual_router_id 52", "lb1:19 virtual_router_id 53"],
    ],
    [
      "a definition's value can't be replaced",
      { "lb1/keepalived.conf": `$I=51\n${both({ id: "$I" }, { id: "$I" })}` },
      ["lb1:12 error $I"],
      ["! lb1:12 error $I cluster/virtual-router-id-conflict"],
    ],
  ])("%s", (_, texts, findings, after) => {
    expect(found(code, texts)).toEqual(findings);
    expect(mended(code, texts)).toEqual(after);
  });

  test("on all nodes of a cluster it is one finding, and all members get the new id", () => {
    const texts = nodes(both({}, {}, 100), both({}, {}, 90), both({}, {}, 80));
    expect(found(code, texts)).toEqual(["lb1:11 error 51"]);
    expect(mended(code, texts)).toEqual(["lb1:11", "lb2:11", "lb3:11"].map((place) => `${place} virtual_router_id 52`));
    expect(fixesOf(code, texts)).toEqual(["*lb1: Set virtual_router_id to 52 on all nodes of 10.0.0.200"]);
    const [finding] = findingsOf(code, texts);
    expect(finding?.message).toBe(
      "A and B both have virtual_router_id 51 on eth0 of lb1, lb2, lb3. keepalived refuses to start there, so these nodes hold none of their addresses; give one of the instances its own id.",
    );
    expect(finding?.related.map(({ file, message }) => `${file}: ${message}`)).toEqual([
      "lb1/keepalived.conf: virtual_router_id 51 of A on lb1",
      "lb2/keepalived.conf: virtual_router_id 51 of A on lb2",
      "lb2/keepalived.conf: virtual_router_id 51 of B on lb2",
      "lb3/keepalived.conf: virtual_router_id 51 of A on lb3",
      "lb3/keepalived.conf: virtual_router_id 51 of B on lb3",
    ]);
  });

  test("of which there are three: each further one is given another id at once", () => {
    const texts = { "lb1/keepalived.conf": both({}, {}) + instance({ name: "C", vips: ["10.0.0.201"] }) };
    expect(fixesOf(code, texts)).toEqual([
      "*lb1: Set virtual_router_id to 52 on all nodes of 10.0.0.200",
      "*lb1: Set virtual_router_id to 53 on all nodes of 10.0.0.201",
    ]);
  });

  test("on two interfaces are no neighbours in one network either", () => {
    const one = { vips: ["10.0.0.100/24"] };
    const other = { vips: ["10.0.0.200/24"], interface: "eth1" };
    expect(found(code, nodes(both(one, other, 100), both(one, other, 90)))).toEqual([]);
  });

  test("that stand the other way round on another node are the same two", () => {
    const turned = instance({ priority: 90, ...second }) + instance({ priority: 90, ...first });
    expect(found(code, nodes(both({}, {}), turned))).toEqual(["lb1:11 error 51"]);
  });

  test.each<[title: string, texts: Texts]>([
    ["the second", nodes(both({}, { id: 52 }, 100), both({}, { id: 52 }, 90), both({}, {}, 80))],
    ["the first", nodes(both({}, { id: 52 }, 100), both({}, { id: 52 }, 90), both({ id: 52 }, { id: 52 }, 80))],
  ])("of which %s is at odds with its virtual router are told only that", (_, texts) => {
    expect(found(code, texts)).toEqual([]);
    expect(found("cluster/virtual-router-id-mismatch", texts)).toHaveLength(1);
    expect(mended("cluster/virtual-router-id-mismatch", texts)).toHaveLength(1);
  });
});

/** A cluster of two nodes, whose names begin with its own; both are alike but for their priority, or as they are given. */
function cluster(name: string, one: InstanceOptions, other: InstanceOptions = one): Texts {
  return {
    [`${name}1/keepalived.conf`]: instance({ priority: 150, ...one }),
    [`${name}2/keepalived.conf`]: instance({ priority: 100, ...other }),
  };
}
const at = (vip: string, more: InstanceOptions = {}): InstanceOptions => ({ vips: [vip], ...more });
const sources = (a: string, b: string, vip: string): [InstanceOptions, InstanceOptions] => [
  at(vip, { source: a }),
  at(vip, { source: b }),
];

describe("two clusters of one scope", () => {
  test.each<[title: string, texts: Texts, found: string[]]>([
    [
      "in one network",
      { ...cluster("lb", at("10.0.0.100/24")), ...cluster("web", at("10.0.0.200/24")) },
      ["web1:3 warning 51"],
    ],
    [
      "with ids of their own",
      { ...cluster("lb", at("10.0.0.100/24")), ...cluster("web", at("10.0.0.200/24", { id: 52 })) },
      [],
    ],
    ["in two networks", { ...cluster("lb", at("10.0.0.100/24")), ...cluster("web", at("10.0.1.200/24")) }, []],
    [
      "a written prefix takes in the other's VIP",
      { ...cluster("lb", at("10.0.0.100/16")), ...cluster("web", at("10.0.1.200")) },
      ["web1:3 warning 51"],
    ],
    ["nothing tells the networks", { ...cluster("lb", at("10.0.0.100")), ...cluster("web", at("10.0.0.200")) }, []],
    [
      "a written prefix takes in the other's node",
      { ...cluster("lb", at("10.0.0.100/24")), ...cluster("web", ...sources("10.0.0.3", "10.0.0.4", "192.168.7.1")) },
      ["web1:3 warning 51"],
    ],
    [
      "the VIPs are another device's",
      {
        ...cluster("lb", at("10.0.0.100/24 dev eth1")),
        ...cluster("web", at("10.0.0.200/24 dev eth1")),
      },
      [],
    ],
    [
      "the VIPs are the interface's, and say so",
      {
        ...cluster("lb", at("10.0.0.100/24 dev eth0")),
        ...cluster("web", at("10.0.0.200/24 dev eth0")),
      },
      ["web1:3 warning 51"],
    ],
    [
      "link-local addresses tell no network",
      { ...cluster("lb", at("fe80::1/64")), ...cluster("web", at("fe80::2/64")) },
      [],
    ],
    ["IPv6", { ...cluster("lb", at("fd00::1/64")), ...cluster("web", at("fd00::2/64")) }, ["web1:3 warning 51"]],
    ["two families", { ...cluster("lb", at("10.0.0.100/24")), ...cluster("web", at("fd00::2/64")) }, []],
    [
      "both unicast",
      {
        ...cluster("lb", at("10.0.0.100/24", { peers: ["10.0.0.9"] })),
        ...cluster("web", at("10.0.0.200/24", { peers: ["10.0.0.8"] })),
      },
      [],
    ],
    [
      "one unicast",
      { ...cluster("lb", at("10.0.0.100/24")), ...cluster("web", at("10.0.0.200/24", { peers: ["10.0.0.8"] })) },
      [],
    ],
    [
      "two multicast groups",
      { ...cluster("lb", at("10.0.0.100/24")), ...cluster("web", at("10.0.0.200/24", inGroup("224.0.0.19"))) },
      [],
    ],
    [
      "different passwords do not help",
      { ...cluster("lb", at("10.0.0.100/24", { pass: "a" })), ...cluster("web", at("10.0.0.200/24", { pass: "b" })) },
      ["web1:3 warning 51"],
    ],
    [
      "one node only, which may be anything",
      { ...cluster("lb", at("10.0.0.100/24")), "web1/keepalived.conf": instance(at("10.0.0.200/24")) },
      [],
    ],
    [
      "a member whose id is at odds: that comes first",
      {
        ...cluster("lb", at("10.0.0.100/24")),
        ...cluster("web", at("10.0.0.200/24"), at("10.0.0.200/24", { id: 52 })),
      },
      [],
    ],
    [
      "two states of one cluster: the same machines",
      {
        ...cluster("lb", ...sources("10.0.0.1", "10.0.0.2", "10.0.0.100/24")),
        ...cluster("web", ...sources("10.0.0.1", "10.0.0.2", "10.0.0.200/24")),
      },
      [],
    ],
    [
      "other states of the same text may have another id",
      {
        ...cluster("lb", at("10.0.0.100/24")),
        ...cluster("web", at("10.0.0.200/24")),
        "web1/keepalived-new.conf": instance(at("10.0.0.200/24", { id: 52 })),
      },
      [],
    ],
    [
      "a placeholder for an interface does not matter here",
      {
        ...cluster("lb", at("10.0.0.100/24", { interface: "{{ dev }}" })),
        ...cluster("web", at("10.0.0.200/24", { interface: "{{ dev }}" })),
      },
      ["web1:3 warning 51"],
    ],
    [
      "three: each further one",
      {
        ...cluster("app", at("10.0.0.50/24")),
        ...cluster("lb", at("10.0.0.100/24")),
        ...cluster("web", at("10.0.0.200/24")),
      },
      ["lb1:3 warning 51", "web1:3 warning 51"],
    ],
  ])("%s", (_, texts, findings) => {
    expect(found(code, texts)).toEqual(findings);
    if (findings.length > 0) expect(mended(code, texts)).toHaveLength(2 * findings.length);
  });

  test("the id of all members of the second is changed to the next that nobody has", () => {
    const texts = {
      ...cluster("lb", at("10.0.0.100/24")),
      ...cluster("web", at("10.0.0.200/24")),
      ...cluster("db", at("10.0.1.50/24", { id: 52 })),
    };
    expect(mended(code, texts)).toEqual(["web1:3 virtual_router_id 53", "web2:3 virtual_router_id 53"]);
    const [finding] = findingsOf(code, texts);
    expect(finding?.message).toBe(
      "virtual_router_id 51 serves 10.0.0.200 on web1, web2 and 10.0.0.100 on lb1, lb2, in one network. They disturb each other: backups take the address for moments, or one of the addresses never comes up; give one virtual router its own id.",
    );
    expect(finding?.related.map(({ file, message }) => `${file}: ${message}`)).toEqual([
      "web2/keepalived.conf: virtual_router_id 51 of VI_1 on web2",
      "lb1/keepalived.conf: virtual_router_id 51 of VI_1 on lb1",
      "lb2/keepalived.conf: virtual_router_id 51 of VI_1 on lb2",
    ]);
  });

  test("clusters of two scopes are not compared", () => {
    const lb = Object.entries(cluster("lb", at("10.0.0.100/24"))).map(([file, text]) => [`east/${file}`, text]);
    const web = Object.entries(cluster("web", at("10.0.0.200/24"))).map(([file, text]) => [`west/${file}`, text]);
    expect(found(code, Object.fromEntries([...lb, ...web]) as Texts)).toEqual([]);
  });

  test("nodes that a manifest names need no second one", () => {
    const manifest =
      "clusters:\n  - name: prod\n    nodes:\n      - {name: edge, files: [lb.conf]}\n      - {name: shop, files: [web.conf]}\n";
    const opening = "! Configuration File for keepalived\n";
    const texts = {
      "lb.conf": opening + instance(at("10.0.0.100/24")),
      "web.conf": opening + instance(at("10.0.0.200/24")),
    };
    expect(found(code, texts)).toEqual([]);
    expect(found(code, { ...texts, "haconf.yaml": manifest })).toEqual(["web.conf:4 warning 51"]);
  });
});

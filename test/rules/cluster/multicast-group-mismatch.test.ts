import { describe, expect, test } from "vitest";
import { type InstanceOptions, instance } from "../../support/configs.ts";
import { findingsOf, fixesOf, found, mended, nodes, type Texts } from "./found.ts";

const code = "cluster/multicast-group-mismatch";
const unset = {};
const own = (group: string, more: InstanceOptions = {}) => ({ ...more, lines: [`mcast_dst_ip ${group}`] });
/** A whole file with a group for all instances. */
function whole(group: string, priority: number, ...instances: InstanceOptions[]): string {
  const keyword = group.includes(":") ? "vrrp_mcast_group6" : "vrrp_mcast_group4";
  const texts = instances.length === 0 ? [{}] : instances;
  return `global_defs {\n ${keyword} ${group}\n}\n${texts.map((one) => instance({ priority, ...one })).join("")}`;
}
const second = { name: "B", id: 52, vips: ["10.0.0.200"] };
const two = (priority: number, first: InstanceOptions = {}, other: InstanceOptions = {}): string =>
  instance({ priority, ...first }) + instance({ priority, ...second, ...other });
const v6 = { vips: ["fd00::1"] };

describe(code, () => {
  test.each<[title: string, texts: Texts, found: string[], mended: string[]]>([
    [
      "the file's",
      nodes(unset, unset, whole("224.0.0.19", 90)),
      ["lb3:2 error 224.0.0.19"],
      ["lb3:2 vrrp_mcast_group4 224.0.0.18"],
    ],
    [
      "unset it is 224.0.0.18",
      nodes(whole("224.0.0.19", 92), whole("224.0.0.19", 91), `global_defs {\n    router_id lb3\n}\n${instance()}`),
      ["lb3:4 error VI_1"],
      ["lb3:2 vrrp_mcast_group4 224.0.0.19"],
    ],
    [
      "unset in a file without global_defs",
      nodes(whole("224.0.0.19", 92), whole("224.0.0.19", 91), `# lb3\n${instance()}`),
      ["lb3:2 error VI_1"],
      ["lb3:2 global_defs {", "lb3:3 vrrp_mcast_group4 224.0.0.19"],
    ],
    ["224.0.0.18 and unset", nodes(unset, whole("224.0.0.18", 90)), [], []],
    [
      "the instance's own",
      nodes(unset, unset, own("224.0.0.19")),
      ["lb3:5 error 224.0.0.19"],
      ["lb3:5 mcast_dst_ip 224.0.0.18"],
    ],
    [
      "the instance's own wins over the file's",
      nodes(own("224.0.0.20"), whole("224.0.0.19", 90, own("224.0.0.20"))),
      [],
      [],
    ],
    [
      "of IPv6",
      nodes(v6, v6, whole("ff02::13", 90, v6)),
      ["lb3:2 error ff02::13"],
      ["lb3:2 vrrp_mcast_group6 ff02::12"],
    ],
    ["of IPv6, equal by value", nodes(v6, whole("ff02:0::0012", 90, v6)), [], []],
    ["IPv4's does not concern IPv6", nodes(v6, whole("224.0.0.19", 90, v6)), [], []],
    [
      "unicast uses none, which is another fault",
      nodes(unset, whole("224.0.0.19", 90, { peers: ["10.0.0.1"] })),
      [],
      ["! lb1:1 error VI_1 cluster/unicast-peer-mismatch", "! lb2:8 error unicast_peer cluster/unicast-peer-mismatch"],
    ],
    [
      "an empty unicast_peer block is multicast",
      nodes(unset, unset, whole("224.0.0.19", 90, { peers: [] })),
      ["lb3:2 error 224.0.0.19"],
      ["lb3:2 vrrp_mcast_group4 224.0.0.18"],
    ],
    ["no multicast address, which keepalived skips", nodes(unset, whole("10.0.0.18", 90)), [], []],
    ["a placeholder", nodes(unset, whole("{{ group }}", 90)), [], []],
    ["peers may be included", nodes(unset, whole("224.0.0.19", 90, { lines: ["include peers.conf"] })), [], []],
    ["an included file may hold it", nodes(whole("224.0.0.19", 90), `include global.conf\n${instance()}`), [], []],
    [
      "a definition's value can't be replaced",
      nodes(unset, unset, `$G=224.0.0.19\n${whole("$G", 90)}`),
      ["lb3:3 error $G"],
      ["! lb3:3 error $G cluster/multicast-group-mismatch"],
    ],
    [
      "all instances of a file at odds",
      nodes(two(99), two(98), whole("224.0.0.19", 90, {}, second)),
      ["lb3:2 error 224.0.0.19", "lb3:2 error 224.0.0.19"],
      ["lb3:2 vrrp_mcast_group4 224.0.0.18"],
    ],
    [
      "instances that only their groups tell apart stay so",
      nodes(two(99), two(98), two(90, own("224.0.0.19"), { id: 51 })),
      ["lb3:5 error 224.0.0.19"],
      [
        "! lb3:5 error 224.0.0.19 cluster/multicast-group-mismatch",
        "! lb3:12 error 51 cluster/virtual-router-id-mismatch",
      ],
    ],
    [
      "one instance of a file at odds: the others need the file's",
      nodes(two(99, {}, own("224.0.0.19")), two(98, {}, own("224.0.0.19")), whole("224.0.0.19", 90, {}, second)),
      ["lb3:2 error 224.0.0.19"],
      ["! lb3:2 error 224.0.0.19 cluster/multicast-group-mismatch"],
    ],
  ])("%s", (_, texts, findings, after) => {
    expect(found(code, texts)).toEqual(findings);
    expect(mended(code, texts)).toEqual(after);
  });

  test("a tie has one fix for each group, none preferred", () => {
    const texts = nodes(unset, whole("224.0.0.19", 90));
    expect(found(code, texts)).toEqual(["lb1:1 error VI_1", "lb2:2 error 224.0.0.19"]);
    expect(fixesOf(code, texts)).toEqual(
      ["lb1", "lb2"].flatMap((node) => [
        `${node}: Use the multicast group 224.0.0.18 on all nodes of 10.0.0.100`,
        `${node}: Use the multicast group 224.0.0.19 on all nodes of 10.0.0.100`,
      ]),
    );
    expect(mended(code, texts, (fixes) => fixes[0])).toEqual(["lb2:2 vrrp_mcast_group4 224.0.0.18"]);
    expect(mended(code, texts, (fixes) => fixes[1])).toEqual([
      "lb1:1 global_defs {",
      "lb1:2 vrrp_mcast_group4 224.0.0.19",
    ]);
  });

  test("says who sends where, and why that is bad", () => {
    const [finding] = findingsOf(code, nodes(unset, whole("224.0.0.19", 90), unset));
    expect(finding?.message).toBe(
      "lb2 sends to the multicast group 224.0.0.19, but lb1, lb3 to 224.0.0.18, though they share 10.0.0.100. They do not hear each other and nothing is logged, so both hold the address at once.",
    );
    expect(finding?.related.map(({ file, message }) => `${file}: ${message}`)).toEqual([
      "lb1/keepalived.conf: multicast group 224.0.0.18 on lb1",
      "lb3/keepalived.conf: multicast group 224.0.0.18 on lb3",
    ]);
  });
});

import { describe, expect, test } from "vitest";
import { type InstanceOptions, instance } from "../../support/configs.ts";
import { findingsOf, fixesOf, found, mended, nodes, type Texts } from "./found.ts";

const code = "cluster/vip-in-two-instances";

/** A node with VI_1 and VI_2. */
function two(first: readonly string[], second: readonly string[], priority = 100, more: InstanceOptions = {}): string {
  const one = instance({ priority, vips: first });
  return one + instance({ name: "VI_2", id: 52, priority, vips: second, ...more });
}

const group = (...names: readonly string[]): string =>
  `vrrp_sync_group G {\n    group {\n${names.map((name) => `        ${name}\n`).join("")}    }\n}\n`;

describe(code, () => {
  test.each<[title: string, texts: Texts, found: string[], mended: string[]]>([
    [
      "on both nodes, once: it stays where it is all that there is",
      nodes(
        two(["10.0.0.1/24"], ["10.0.0.2/24", "10.0.0.1/24"]),
        two(["10.0.0.1/24"], ["10.0.0.1/24", "10.0.0.2/24"], 90),
      ),
      ["lb1:15 error 10.0.0.1/24"],
      ["lb1 -1", "lb2 -1"],
    ],
    [
      "the first instance has the other address",
      nodes(
        two(["10.0.0.2/24", "10.0.0.1/24"], ["10.0.0.1/24"]),
        two(["10.0.0.2/24", "10.0.0.1/24"], ["10.0.0.1/24"], 90),
      ),
      ["lb1:7 error 10.0.0.1/24"],
      ["lb1 -1", "lb2 -1"],
    ],
    [
      "on one node: it goes where the other does not list it, and the lists agree again",
      nodes(
        two(["10.0.0.1/24", "10.0.0.3/24"], ["10.0.0.2/24", "10.0.0.1/24"]),
        two(["10.0.0.1/24", "10.0.0.3/24"], ["10.0.0.2/24"], 90),
      ),
      ["lb1:16 error 10.0.0.1/24"],
      ["lb1 -1"],
    ],
    [
      "three nodes, where two list it in the second instance alone",
      nodes(
        two(["10.0.0.1/24", "10.0.0.3/24"], ["10.0.0.2/24", "10.0.0.1/24"]),
        two(["10.0.0.3/24"], ["10.0.0.2/24", "10.0.0.1/24"], 90),
        two(["10.0.0.3/24"], ["10.0.0.2/24", "10.0.0.1/24"], 80),
      ),
      ["lb1:6 error 10.0.0.1/24"],
      ["lb1 -1"],
    ],
    [
      "another prefix makes no other address",
      nodes(two(["10.0.0.1"], ["10.0.0.2/24", "10.0.0.1/32"])),
      ["lb1:15 error 10.0.0.1/32"],
      ["lb1 -1"],
    ],
    [
      "excluded addresses are set as well",
      nodes(two(["10.0.0.1/24"], ["10.0.0.2/24"], 100, { excluded: ["10.0.0.1/24"] })),
      ["lb1:17 error 10.0.0.1/24"],
      ["lb1 -1"],
    ],
    [
      "two addresses at once",
      nodes(two(["10.0.0.1/24", "10.0.0.3/24"], ["10.0.0.2/24", "10.0.0.1/24", "10.0.0.3/24"])),
      ["lb1:16 error 10.0.0.1/24"],
      ["lb1 -2"],
    ],
  ])("%s", (_, texts, findings, after) => {
    expect(found(code, texts)).toEqual(findings);
    expect(mended(code, texts)).toEqual(after);
  });

  test("all that both have is one address: no fix leaves an instance without", () => {
    const texts = nodes(two(["10.0.0.1/24"], ["10.0.0.1/24"]), two(["10.0.0.1/24"], ["10.0.0.1/24"], 90));
    expect(found(code, texts)).toEqual(["lb1:14 error 10.0.0.1/24"]);
    expect(fixesOf(code, texts)).toEqual([]);
  });

  test("either may be meant: none is preferred", () => {
    const texts = nodes(two(["10.0.0.1/24", "10.0.0.3/24"], ["10.0.0.2/24", "10.0.0.1/24"]));
    expect(fixesOf(code, texts)).toEqual([
      "lb1: Remove 10.0.0.1 from VI_2 (lb1)",
      "lb1: Remove 10.0.0.1 from VI_1 (lb1)",
    ]);
    for (const index of [0, 1]) expect(mended(code, texts, (fixes) => fixes[index])).toEqual(["lb1 -1"]);
  });

  test.each<[title: string, texts: Texts, found: string[]]>([
    ["instances that move together", nodes(group("VI_1", "VI_2") + two(["10.0.0.1/24"], ["10.0.0.1/24"])), []],
    [
      "in groups of their own they don't",
      nodes(group("VI_1") + two(["10.0.0.1/24"], ["10.0.0.1/24"])),
      ["lb1:19 error 10.0.0.1/24"],
    ],
    ["the same gateway on every link", nodes(two(["fe80::1/64"], ["fe80::1/64"], 100, { interface: "eth1" })), []],
    ["the same gateway twice on one link", nodes(two(["fe80::1/64"], ["fe80::1/64"])), ["lb1:14 error fe80::1/64"]],
    [
      "two devices, which may be two networks",
      nodes(two(["10.0.0.1/24"], ["10.0.0.1/24"], 100, { interface: "eth1" })),
      ["lb1:14 warning 10.0.0.1/24"],
    ],
    [
      "a device that is told for the address",
      nodes(two(["10.0.0.1/24 dev br0"], ["10.0.0.1/24 dev br0"], 100, { interface: "eth1" })),
      ["lb1:14 error 10.0.0.1/24 dev br0"],
    ],
    ["mirrored pairs", nodes(two(["10.0.0.1/24"], ["10.0.0.2/24"]), two(["10.0.0.1/24"], ["10.0.0.2/24"], 90)), []],
    ["one instance twice is another matter", nodes(two(["10.0.0.1/24"], ["10.0.0.1/24"], 100, { name: "VI_1" })), []],
    ["placeholders", nodes(two(["{{ vip }}"], ["{{ vip }}"])), []],
    [
      "two blocks between a template's lines",
      nodes(
        `{% if a %}\n${instance({ vips: ["10.0.0.1/24"] })}{% else %}\n${instance({ name: "VI_2", id: 52, vips: ["10.0.0.1/24"] })}{% endif %}\n`,
      ),
      [],
    ],
    [
      "one address on two nodes, each in one instance",
      nodes({ vips: ["10.0.0.1/24"] }, { name: "VI_2", id: 52, vips: ["10.0.0.1/24"] }),
      [],
    ],
  ])("silent or not: %s", (_, texts, findings) => {
    expect(found(code, texts)).toEqual(findings);
  });

  test("says where else it stands", () => {
    const texts = nodes(
      two(["10.0.0.1/24"], ["10.0.0.2/24", "10.0.0.1/24"]),
      two(["10.0.0.1/24"], ["10.0.0.2/24", "10.0.0.1/24"], 90),
    );
    const [finding] = findingsOf(code, texts);
    expect(finding?.message).toMatch(/^10\.0\.0\.1 is a VIP of VI_2 and of VI_1 on lb1, lb2\. /);
    expect(finding?.related.map(({ file, message }) => `${file}: ${message}`)).toEqual([
      "lb1/keepalived.conf: 10.0.0.1/24 in VI_1 on lb1",
      "lb2/keepalived.conf: 10.0.0.1/24 in VI_2 on lb2",
      "lb2/keepalived.conf: 10.0.0.1/24 in VI_1 on lb2",
    ]);
  });

  test("silences the lists that differ by nothing else", () => {
    const texts = nodes(
      two(["10.0.0.1/24"], ["10.0.0.2/24", "10.0.0.1/24"]),
      two(["10.0.0.1/24"], ["10.0.0.2/24"], 90),
    );
    expect(found("cluster/virtual-ipaddress-mismatch", texts)).toEqual([]);
    const more = nodes(
      two(["10.0.0.1/24"], ["10.0.0.2/24", "10.0.0.1/24"]),
      two(["10.0.0.1/24"], ["10.0.0.2/24", "10.0.0.3/24"], 90),
    );
    expect(found(code, more)).toHaveLength(1);
    expect(found("cluster/virtual-ipaddress-mismatch", more)).toHaveLength(2);
  });
});

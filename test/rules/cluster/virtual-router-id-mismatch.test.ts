// biome-ignore-all lint/suspicious/noTemplateCurlyInString: The configurations have placeholders of their own.
import { describe, expect, test } from "vitest";
import { findingsOf, fixesOf, found, mended, nodes, type Texts } from "./found.ts";

const code = "cluster/virtual-router-id-mismatch";
const generated =
  "$ID=52\nvrrp_instance A {\n virtual_router_id $ID\n priority 3\n virtual_ipaddress {\n 10.0.0.100\n }\n}\n";

describe(code, () => {
  test.each<[title: string, texts: Texts, found: string[], mended: string[]]>([
    ["the odd one of three", nodes({}, {}, { id: 52 }), ["lb3:3 error 52"], ["lb3:3 virtual_router_id 51"]],
    ["the odd one of five", nodes({}, {}, { id: 9 }, {}, {}), ["lb3:3 error 9"], ["lb3:3 virtual_router_id 51"]],
    [
      "two odd ones of five, each with its fix",
      nodes({}, {}, { id: 9 }, {}, { id: 8 }),
      ["lb3:3 error 9", "lb5:3 error 8"],
      ["lb3:3 virtual_router_id 51", "lb5:3 virtual_router_id 51"],
    ],
    [
      "IPv6",
      nodes({ vips: ["fd00::1"] }, { vips: ["fd00:0::1"] }, { id: 52, vips: ["fd00::1"] }),
      ["lb3:3 error 52"],
      ["lb3:3 virtual_router_id 51"],
    ],
    ["of several, the last counts", nodes({}, {}, { lines: ["virtual_router_id 52"] }), ["lb3:5 error 52"], []],
    ["equal numbers, written otherwise", nodes({ id: "051" }, { id: "+51" }, { id: '"51"' }), [], []],
    ["a placeholder takes no part", nodes({ id: "${ID}" }, { id: 52 }), [], []],
    ["nor does a masked value", nodes({ id: "XXX" }, { id: 52 }), [], []],
    ["nor what is no number", nodes({ id: "0x33" }, { id: "52;" }, {}), [], []],
    ["nor one that is not set", nodes("vrrp_instance A {\n virtual_ipaddress {\n 10.0.0.100\n }\n}\n", {}), [], []],
    [
      "beside a placeholder the others are compared",
      nodes({ id: "{{ id }}" }, {}, {}, { id: 52 }),
      ["lb4:3 error 52"],
      ["lb4:3 virtual_router_id 51"],
    ],
    [
      "a definition's value can't be replaced",
      nodes({}, {}, generated),
      ["lb3:3 error $ID"],
      ["! lb3:3 error $ID cluster/virtual-router-id-mismatch"],
    ],
    ["but be the majority's", nodes({}, { id: 52 }, generated), ["lb1:3 error 51"], ["lb1:3 virtual_router_id 52"]],
    [
      "on one line with a comment",
      nodes(
        {},
        {},
        "vrrp_instance A { virtual_router_id 52 # why\r\n priority 7\r\n virtual_ipaddress { 10.0.0.100 } }",
      ),
      ["lb3:1 error 52"],
      ["lb3:1 vrrp_instance A { virtual_router_id 51 # why"],
    ],
  ])("%s", (_, texts, findings, after) => {
    expect(found(code, texts)).toEqual(findings);
    expect(mended(code, texts)).toEqual(after);
  });

  test.each<[title: string, texts: Texts, found: string[], titles: string[], first: string[]]>([
    [
      "two nodes",
      nodes({}, { id: 52 }),
      ["lb1:3 error 51", "lb2:3 error 52"],
      ["51 on all nodes of 10.0.0.100", "52 on all nodes of 10.0.0.100"],
      ["lb2:3 virtual_router_id 51"],
    ],
    [
      "two against two",
      nodes({}, { id: 52 }, { id: 52 }, {}),
      ["lb1:3 error 51", "lb2:3 error 52", "lb3:3 error 52", "lb4:3 error 51"],
      ["51 on all nodes of 10.0.0.100", "52 on all nodes of 10.0.0.100"],
      ["lb2:3 virtual_router_id 51", "lb3:3 virtual_router_id 51"],
    ],
    [
      "three that all differ",
      nodes({ id: 1 }, { id: 2 }, { id: 3 }),
      ["lb1:3 error 1", "lb2:3 error 2", "lb3:3 error 3"],
      ["1 on all nodes of 10.0.0.100", "2 on all nodes of 10.0.0.100", "3 on all nodes of 10.0.0.100"],
      ["lb2:3 virtual_router_id 1", "lb3:3 virtual_router_id 1"],
    ],
    [
      "a definition: only its value can become everyone's",
      nodes({}, generated),
      ["lb1:3 error 51", "lb2:3 error $ID"],
      ["52 on all nodes of 10.0.0.100"],
      ["lb1:3 virtual_router_id 52"],
    ],
  ])("a tie is found at each member, and no fix is preferred: %s", (_, texts, findings, titles, first) => {
    expect(found(code, texts)).toEqual(findings);
    const members = findings.map((line) => line.split(":")[0]);
    expect(fixesOf(code, texts)).toEqual(
      members.flatMap((member) => titles.map((title) => `${member}: Set virtual_router_id to ${title}`)),
    );
    expect(mended(code, texts, (fixes) => fixes[0])).toEqual(first);
  });

  test("names every member, and says what happens", () => {
    const [finding] = findingsOf(code, nodes({}, {}, { id: 52 }));
    expect(finding?.message).toBe(
      "virtual_router_id is 52 on lb3 but 51 on lb1, lb2, though they share 10.0.0.100. They ignore each other without a word in the log, so both hold the address at once.",
    );
    expect(finding?.related.map(({ file, message }) => `${file}: ${message}`)).toEqual([
      "lb1/keepalived.conf: virtual_router_id 51 on lb1",
      "lb2/keepalived.conf: virtual_router_id 51 on lb2",
    ]);
  });
});

// biome-ignore-all lint/suspicious/noTemplateCurlyInString: The configurations have placeholders of their own.
import { describe, expect, test } from "vitest";
import { instance } from "../../support/configs.ts";
import { findingsOf, fixesOf, found, mended, nodes, type Texts } from "./found.ts";

const code = "cluster/virtual-ipaddress-mismatch";
const one = { vips: ["10.0.0.100/24"] };
const two = { vips: ["10.0.0.100/24", "10.0.0.101/24"] };

describe(code, () => {
  test.each<[title: string, texts: Texts, found: string[], mended: string[]]>([
    ["one is missing", nodes(two, two, one), ["lb3:6 error 10.0.0.100/24"], ["lb3:7 10.0.0.101/24"]],
    ["one is too many", nodes(one, one, two), ["lb3:7 error 10.0.0.101/24"], ["lb3 -1"]],
    [
      "one is another",
      nodes(two, two, { vips: ["10.0.0.100/24", "10.0.0.109/24"] }),
      ["lb3:7 error 10.0.0.109/24"],
      ["lb3:7 10.0.0.101/24"],
    ],
    [
      "the only one is another, name and id join them",
      nodes(one, one, { vips: ["10.0.0.200/24"] }),
      ["lb3:6 error 10.0.0.200/24"],
      ["lb3:6 10.0.0.100/24"],
    ],
    [
      "two are missing, order kept",
      nodes(
        { vips: ["10.0.0.1", "10.0.0.2", "10.0.0.3"] },
        { vips: ["10.0.0.1", "10.0.0.2", "10.0.0.3"] },
        { vips: ["10.0.0.2"] },
      ),
      ["lb3:6 error 10.0.0.2"],
      ["lb3:7 10.0.0.1", "lb3:8 10.0.0.3"],
    ],
    ["an empty list", nodes(one, one, { vips: [] }), ["lb3:1 error VI_1"], ["lb3:6 10.0.0.100/24"]],
    [
      "no list",
      nodes(one, one, "vrrp_instance VI_1 {\n    virtual_router_id 51\n    priority 9\n}\n"),
      ["lb3:1 error VI_1"],
      ["lb3:2 virtual_ipaddress {", "lb3:3 10.0.0.100/24", "lb3:4 }"],
    ],
    ["the order does not matter", nodes(two, { vips: [...two.vips].reverse() }), [], []],
    [
      "nor do repetitions and ways of writing",
      nodes({ vips: ["fd00::1", "fd00::2"] }, { vips: ["fd00:0::2", "fd00::1", "fd00::1"] }),
      [],
      [],
    ],
    [
      "nor dev, label and scope",
      nodes({ vips: ["10.0.0.100 dev eth0"] }, { vips: ["10.0.0.100 dev eth1 label eth1:1"] }),
      [],
      [],
    ],
    ["a placeholder makes the list unknown", nodes(two, { vips: ["10.0.0.100/24", "${SECOND}"] }), [], []],
    [
      "so does a template's loop",
      nodes(two, { vips: ["{% for v in vips %}", "10.0.0.100/24", "{% endfor %}"] }),
      [],
      [],
    ],
    ["so does an include", nodes(two, { vips: ["10.0.0.100/24", "include more.conf"] }), [], []],
    [
      "an entry with options is taken over whole",
      nodes(
        { interface: "eth0", vips: ["10.0.0.100", "10.0.0.101/24 dev eth0 label eth0:1"] },
        { interface: "eth0", vips: ["10.0.0.100", "10.0.0.101/24 dev eth0 label eth0:1"] },
        { interface: "ens3", vips: ["10.0.0.100"] },
      ),
      ["lb3:6 error 10.0.0.100"],
      ["lb3:7 10.0.0.101/24 dev ens3 label eth0:1"],
    ],
    [
      "in one line",
      nodes(
        one,
        one,
        "vrrp_instance VI_1 { virtual_router_id 51\n priority 9\n virtual_ipaddress { 10.0.0.109/24 } }\n",
      ),
      ["lb3:3 error 10.0.0.109/24"],
      ["lb3:3 virtual_ipaddress { 10.0.0.100/24 } }"],
    ],
    [
      "a comment behind the entry stays",
      nodes(two, two, { vips: ["10.0.0.100/24", "10.0.0.109/24 # why"] }),
      ["lb3:7 error 10.0.0.109/24"],
      ["lb3:7 10.0.0.101/24 # why"],
    ],
    [
      "two blocks add up",
      nodes(two, { vips: ["10.0.0.100/24"], lines: ["virtual_ipaddress {", "10.0.0.101/24", "}"] }),
      [],
      [],
    ],
  ])("%s", (_, texts, findings, after) => {
    expect(found(code, texts)).toEqual(findings);
    expect(mended(code, texts)).toEqual(after);
  });

  test.each<[title: string, texts: Texts, found: string[], mended: string[]]>([
    [
      "a prefix",
      nodes(one, one, { vips: ["10.0.0.100/25"] }),
      ["lb3:6 warning 10.0.0.100/25"],
      ["lb3:6 10.0.0.100/24"],
    ],
    [
      "no prefix against one",
      nodes(one, one, { vips: ["10.0.0.100"] }),
      ["lb3:6 warning 10.0.0.100"],
      ["lb3:6 10.0.0.100/24"],
    ],
    ["no prefix is /32", nodes({ vips: ["10.0.0.100"] }, { vips: ["10.0.0.100/32"] }), [], []],
    ["no prefix is /128", nodes({ vips: ["fd00::1"] }, { vips: ["fd00::1/128"] }), [], []],
    [
      "an excluded address",
      nodes({ excluded: ["10.0.0.150"] }, { excluded: ["10.0.0.150"] }, { excluded: ["10.0.0.151"] }),
      ["lb3:9 warning 10.0.0.151"],
      ["lb3:9 10.0.0.150"],
    ],
    [
      "an excluded address that one lacks",
      nodes({ excluded: ["10.0.0.150"] }, { excluded: ["10.0.0.150"] }, {}),
      ["lb3:1 warning VI_1"],
      ["lb3:2 virtual_ipaddress_excluded {", "lb3:3 10.0.0.150"],
    ],
    [
      "an excluded address that only one has",
      nodes({}, {}, { excluded: ["10.0.0.150"] }),
      ["lb3:9 warning 10.0.0.150"],
      ["lb3 -1"],
    ],
    ["an unknown excluded address", nodes({ excluded: ["10.0.0.150"] }, { excluded: ["${X}"] }), [], []],
    [
      "other addresses say enough: the excluded ones wait",
      nodes({ ...one, excluded: ["10.0.0.150"] }, { ...one, excluded: ["10.0.0.150"] }, two),
      ["lb3:7 error 10.0.0.101/24"],
      ["lb3:2 virtual_ipaddress_excluded {", "lb3:3 10.0.0.150"],
    ],
  ])("a warning: %s", (_, texts, findings, after) => {
    expect(found(code, texts)).toEqual(findings);
    expect(mended(code, texts)).toEqual(after);
  });

  test("a tie is found at each member, and no fix is preferred", () => {
    const texts = nodes(two, one);
    expect(found(code, texts)).toEqual(["lb1:7 error 10.0.0.101/24", "lb2:6 error 10.0.0.100/24"]);
    const titles = ["lb1", "lb2"].map((node) => `List the addresses of ${node} in virtual_ipaddress on all nodes`);
    expect(fixesOf(code, texts)).toEqual(["lb1", "lb2"].flatMap((node) => titles.map((title) => `${node}: ${title}`)));
    expect(mended(code, texts, (fixes) => fixes[0])).toEqual(["lb2:7 10.0.0.101/24"]);
    expect(mended(code, texts, (fixes) => fixes[1])).toEqual(["lb1 -1"]);
  });

  test("where a definition makes the text there is no fix", () => {
    const defined = `$V=10.0.0.109/24\n${instance({ priority: 9, vips: ["10.0.0.100/24", "$V"] })}`;
    expect(found(code, nodes(two, two, defined))).toEqual(["lb3:8 error $V"]);
    expect(fixesOf(code, nodes(two, two, defined))).toEqual([]);
    const block = `$B=virtual_ipaddress { 10.0.0.100/24 }\nvrrp_instance VI_1 {\n virtual_router_id 51\n priority 9\n $B\n}\n`;
    expect(fixesOf(code, nodes(two, two, block))).toEqual([]);
    const sequence = instance({ priority: 9, vips: ["~SEQ(X, 100, 102) 10.0.0.${X}/24"] });
    expect(found(code, nodes(two, two, sequence))).toEqual(["lb3:6 error ~SEQ(X, 100, 102) 10.0.0.${X}/24"]);
    expect(fixesOf(code, nodes(two, two, sequence))).toEqual([]);
  });

  test("says what each lists", () => {
    const [finding] = findingsOf(code, nodes(two, two, one));
    expect(finding?.message).toBe(
      "virtual_ipaddress has 10.0.0.100/24 on lb3, but 10.0.0.100/24, 10.0.0.101/24 on lb1, lb2. keepalived 2.2 drops advertisements with another list, so several nodes hold addresses at once; newer ones lose the difference at a failover.",
    );
    expect(finding?.related.map(({ file, message }) => `${file}: ${message}`)).toEqual([
      "lb1/keepalived.conf: 10.0.0.100/24, 10.0.0.101/24 on lb1",
      "lb2/keepalived.conf: 10.0.0.100/24, 10.0.0.101/24 on lb2",
    ]);
  });
});

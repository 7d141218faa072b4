// biome-ignore-all lint/suspicious/noTemplateCurlyInString: The configurations have placeholders of their own.
import { describe, expect, test } from "vitest";
import { instance } from "../../support/configs.ts";
import { findingsOf, fixesOf, found, mended, nodes, type Texts } from "./found.ts";

const code = "cluster/advert-int-mismatch";
const every = (seconds: number | string, ...more: string[]) => ({ lines: [...more, `advert_int ${seconds}`] });
const v3 = (seconds: number | string) => every(seconds, "version 3");
const unset = {};

describe(code, () => {
  test.each<[title: string, texts: Texts, found: string[], mended: string[]]>([
    ["another interval", nodes(every(1), every(1), every(3)), ["lb3:5 error 3"], ["lb3:5 advert_int 1"]],
    ["unset it is 1", nodes(every(3), every(3), unset), ["lb3:1 error VI_1"], ["lb3:2 advert_int 3"]],
    ["the majority's is unset", nodes(unset, every(5), unset), ["lb2:5 error 5"], ["lb2:5 advert_int 1"]],
    ["unset and 1", nodes(unset, every(1)), [], []],
    ["equal numbers", nodes(every(2), every("2.0")), [], []],
    ["1.2 is 1", nodes(every(1), every("1.2"), every("0.5")), [], []],
    ["1.5 is 2", nodes(every(1), every(1), every("1.5")), ["lb3:5 error 1.5"], ["lb3:5 advert_int 1"]],
    [
      "the majority's is written as it counts",
      nodes(every("1.5"), every("1.6"), every(1)),
      ["lb3:5 error 1"],
      ["lb3:5 advert_int 2"],
    ],
    ["version 3: a warning", nodes(v3(1), v3(1), v3(3)), ["lb3:6 warning 3"], ["lb3:6 advert_int 1"]],
    ["version 3 knows fractions", nodes(v3(1), v3(1), v3("1.2")), ["lb3:6 warning 1.2"], ["lb3:6 advert_int 1"]],
    ["and hands them on", nodes(v3("0.2"), v3("0.2"), v3(1)), ["lb3:6 warning 1"], ["lb3:6 advert_int 0.2"]],
    ["of hundredths", nodes(v3("1.004"), v3(1)), [], []],
    [
      "IPv6 is version 3",
      nodes({ ...every(1), vips: ["fd00::1"] }, { ...every(1), vips: ["fd00::1"] }, { ...every(2), vips: ["fd00::1"] }),
      ["lb3:5 warning 2"],
      ["lb3:5 advert_int 1"],
    ],
    ["a placeholder", nodes(every(1), every("${SECONDS}")), [], []],
    ["out of range, so that keepalived ignores it", nodes(every(1), every(300), every(0)), [], []],
    ["an included part may hold it", nodes(every(3), { lines: ["include interval.conf"] }), [], []],
    ["an included part may hold the version", nodes(every(3), `include global.conf\n${instance(every(1))}`), [], []],
    [
      "a template may decide about the version",
      nodes(every(3), `{% if x %}\n${instance(every(1))}{% endif %}`),
      [],
      [],
    ],
    [
      "unknown VIPs may be of IPv6",
      nodes({ ...every(3), vips: ["{{ vip }}"] }, { ...every(1), vips: ["{{ vip }}"] }),
      [],
      [],
    ],
    [
      "a template that chooses between two",
      nodes(every(1), { lines: ["{% if fast %}", "advert_int 1", "{% else %}", "advert_int 3", "{% endif %}"] }),
      [],
      [],
    ],
    [
      "a definition's value can't be replaced",
      nodes(every(1), every(1), `$I=3\n${instance(every("$I"))}`),
      ["lb3:5 error $I"],
      ["! lb3:5 error $I cluster/advert-int-mismatch"],
    ],
    [
      "different virtual routers may differ",
      {
        "lb1/keepalived.conf": instance(every(1)) + instance({ name: "B", id: 52, vips: ["10.0.0.200"], ...every(5) }),
        "lb2/keepalived.conf":
          instance({ priority: 90, ...every(1) }) +
          instance({ name: "B", id: 52, priority: 90, vips: ["10.0.0.200"], ...every(5) }),
      },
      [],
      [],
    ],
  ])("%s", (_, texts, findings, after) => {
    expect(found(code, texts)).toEqual(findings);
    expect(mended(code, texts)).toEqual(after);
  });

  test("a tie has one fix for each value, none preferred", () => {
    const texts = nodes(every(1), every(3));
    expect(found(code, texts)).toEqual(["lb1:5 error 1", "lb2:5 error 3"]);
    expect(fixesOf(code, texts)).toEqual(
      ["lb1", "lb2"].flatMap((node) => [
        `${node}: Set advert_int to 1 on all nodes of 10.0.0.100`,
        `${node}: Set advert_int to 3 on all nodes of 10.0.0.100`,
      ]),
    );
    expect(mended(code, texts, (fixes) => fixes[0])).toEqual(["lb2:5 advert_int 1"]);
    expect(mended(code, texts, (fixes) => fixes[1])).toEqual(["lb1:5 advert_int 3"]);
  });

  test("says how a written value counts, and what follows in each version", () => {
    const [old] = findingsOf(code, nodes(unset, every(1), every("1.5")));
    expect(old?.message).toBe(
      "advert_int is 1.5 (which counts as 2) on lb3, but 1 on lb1, lb2, though they share 10.0.0.100. With VRRP version 2 they drop each other's advertisements, so both hold the address at once.",
    );
    expect(old?.related.map(({ file, message }) => `${file}: ${message}`)).toEqual([
      "lb1/keepalived.conf: advert_int 1 (unset) on lb1",
      "lb2/keepalived.conf: advert_int 1 on lb2",
    ]);
    const [young] = findingsOf(code, nodes(v3(1), v3(1), v3(3)));
    expect(young?.message).toContain("VRRP version 3 follows the holder's interval");
  });

  test("members of another version are compared among themselves", () => {
    const texts = nodes(every(1), every(1), every(3), v3(3), v3(5));
    // The two of version 3 are told that first; what their interval would do is not known until they speak version 2.
    expect(found(code, texts)).toEqual(["lb3:5 error 3"]);
    expect(found("cluster/vrrp-version-mismatch", texts)).toEqual(["lb4:5 error 3", "lb5:5 error 3"]);
  });
});

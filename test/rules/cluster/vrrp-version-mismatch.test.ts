import { describe, expect, test } from "vitest";
import { type InstanceOptions, instance } from "../../support/configs.ts";
import { findingsOf, fixesOf, found, mended, nodes, type Texts } from "./found.ts";

const code = "cluster/vrrp-version-mismatch";
const own = (version: number | string, more: InstanceOptions = {}) => ({
  ...more,
  lines: [...(more.lines ?? []), `version ${version}`],
});
const unset = {};
/** A whole file with a version for all instances. */
function whole(version: number | string, priority: number, ...instances: InstanceOptions[]): string {
  const texts = instances.length === 0 ? [{}] : instances;
  return `global_defs {\n vrrp_version ${version}\n}\n${texts.map((one) => instance({ priority, ...one })).join("")}`;
}
const second = { name: "B", id: 52, vips: ["10.0.0.200"] };
const two = (priority: number, first: InstanceOptions = {}, other: InstanceOptions = {}): string =>
  instance({ priority, ...first }) + instance({ priority, ...second, ...other });

describe(code, () => {
  test.each<[title: string, texts: Texts, found: string[], mended: string[]]>([
    ["the instance's own", nodes(unset, unset, own(3)), ["lb3:5 error 3"], ["lb3:5 version 2"]],
    ["the file's", nodes(unset, unset, whole(3, 90)), ["lb3:2 error 3"], ["lb3:2 vrrp_version 2"]],
    ["unset it is 2", nodes(own(3), own(3), unset), ["lb3:1 error VI_1"], ["lb3:2 version 3"]],
    ["2 and unset", nodes(unset, own(2), whole(2, 90)), [], []],
    ["the file's and the instance's own", nodes(own(3), whole(3, 90)), [], []],
    ["the instance's own wins over the file's", nodes(unset, whole(3, 90, own(2))), [], []],
    ["IPv6 is version 3", nodes({ vips: ["fd00::1"] }, own(3, { vips: ["fd00::1"] })), [], []],
    ["even if told otherwise", nodes(own(2, { vips: ["fd00::1"] }), own(3, { vips: ["fd00::1"] })), [], []],
    [
      "IPv4 and IPv6 with one id and name are two virtual routers",
      nodes({ vips: ["10.0.0.1"], pass: "a" }, { vips: ["fd00::1"], pass: "a" }),
      [],
      [],
    ],
    ["a placeholder", nodes(unset, own("{{ version }}")), [], []],
    ["no version that there is", nodes(unset, own(4)), [], []],
    ["unknown VIPs may be of IPv6", nodes({ vips: ["{{ vip }}"] }, own(3, { vips: ["{{ vip }}"] })), [], []],
    ["an included part may hold it", nodes(own(3), { lines: ["include more.conf"] }), [], []],
    ["an included file may hold it", nodes(own(3), `include global.conf\n${instance({ priority: 90 })}`), [], []],
    [
      "an included part of global_defs may hold it",
      nodes(own(3), `global_defs {\n include global.conf\n}\n${instance({ priority: 90 })}`),
      [],
      [],
    ],
    [
      "a template's line may decide about it",
      nodes(own(3), `global_defs {\n{% if new %}\n{% endif %}\n}\n${instance({ priority: 90 })}`),
      [],
      [],
    ],
    [
      "Ansible's line decides nothing",
      nodes(own(3), own(3), `{{ ansible_managed | comment }}\n${instance({ priority: 90 })}`),
      ["lb3:2 error VI_1"],
      ["lb3:3 version 3"],
    ],
    [
      "a definition's value can't be replaced",
      nodes(unset, unset, `$V=3\n${instance(own("$V"))}`),
      ["lb3:5 error $V"],
      ["! lb3:5 error $V cluster/vrrp-version-mismatch"],
    ],
  ])("%s", (_, texts, findings, after) => {
    expect(found(code, texts)).toEqual(findings);
    expect(mended(code, texts)).toEqual(after);
  });

  test.each<[title: string, texts: Texts, found: string[], mended: string[]]>([
    [
      "the file's version, where all its instances are at odds",
      nodes(two(99), two(98), whole(3, 90, {}, second)),
      ["lb3:2 error 3", "lb3:2 error 3"],
      ["lb3:2 vrrp_version 2"],
    ],
    [
      "one of its own, where the others need the file's",
      nodes(two(99, {}, own(3)), two(98, {}, own(3)), whole(3, 90, {}, second)),
      ["lb3:2 error 3"],
      ["lb3:5 version 2"],
    ],
    [
      "the authentication of the others, which counts from then on",
      nodes({ pass: "s3cr3t" }, { pass: "s3cr3t" }, own(3)),
      ["lb3:5 error 3"],
      ["lb3:2 authentication {", "lb3:3 auth_type PASS", "lb3:4 auth_pass s3cr3t", "lb3:9 version 2"],
    ],
    [
      "the part of a password that counts",
      nodes({ pass: "s3cr3t78" }, { pass: "s3cr3t78" }, own(3, { pass: "s3cr3t78-long" })),
      ["lb3:5 error 3"],
      ["lb3:5 version 2", "lb3:8 auth_pass s3cr3t78"],
    ],
    [
      "none, where the others have none",
      nodes(unset, unset, own(3, { pass: "s3cr3t" })),
      ["lb3:5 error 3"],
      ["lb3:5 version 2", "lb3 -4"],
    ],
    [
      "no authentication, which version 3 does not have",
      nodes(own(3), own(3), { pass: "s3cr3t" }),
      ["lb3:1 error VI_1"],
      ["lb3:2 version 3", "lb3 -3"],
    ],
    [
      "whole seconds, which is all that version 2 knows",
      nodes(unset, unset, own(3, { lines: ["advert_int 0.5"] })),
      ["lb3:6 error 3"],
      ["lb3:5 advert_int 1", "lb3:6 version 2"],
    ],
    [
      "the others' interval",
      nodes(own(3, { lines: ["advert_int 0.2"] }), own(3, { lines: ["advert_int 0.2"] }), unset),
      ["lb3:1 error VI_1"],
      ["lb3:2 version 3", "lb3:3 advert_int 0.2"],
    ],
  ])("the fix takes %s", (_, texts, findings, after) => {
    expect(found(code, texts)).toEqual(findings);
    expect(mended(code, texts)).toEqual(after);
  });

  test("a tie has one fix for each version, none preferred", () => {
    const texts = nodes({ pass: "a" }, whole(3, 90, { pass: "a" }));
    expect(found(code, texts)).toEqual(["lb1:1 error VI_1", "lb2:2 error 3"]);
    expect(fixesOf(code, texts)).toEqual(
      ["lb1", "lb2"].flatMap((node) => [
        `${node}: Use VRRP version 2 on all nodes of 10.0.0.100`,
        `${node}: Use VRRP version 3 on all nodes of 10.0.0.100`,
      ]),
    );
    expect(mended(code, texts, (fixes) => fixes[0])).toEqual(["lb2:2 vrrp_version 2"]);
    expect(mended(code, texts, (fixes) => fixes[1])).toEqual(["lb1:2 version 3", "lb1 -3"]);
  });

  test("silences what hangs on the version", () => {
    const texts = nodes({ pass: "a" }, own(3, { lines: ["advert_int 3"] }), { pass: "a" }, { pass: "a" });
    expect(found(code, texts)).toEqual(["lb2:6 error 3"]);
    expect(found("cluster/auth-mismatch", texts)).toEqual([]);
    expect(found("cluster/advert-int-mismatch", texts)).toEqual([]);
  });

  test("says who speaks what, and why that is bad", () => {
    const [finding] = findingsOf(code, nodes(unset, whole(3, 90), own(2)));
    expect(finding?.message).toBe(
      "lb2 speaks VRRP version 3, but lb1, lb3 version 2, though they share 10.0.0.100. They drop each other's advertisements, so both hold the address at once.",
    );
    expect(finding?.related.map(({ file, message }) => `${file}: ${message}`)).toEqual([
      "lb1/keepalived.conf: VRRP version 2 on lb1",
      "lb3/keepalived.conf: VRRP version 2 on lb3",
    ]);
  });
});

// biome-ignore-all lint/suspicious/noTemplateCurlyInString: The configurations have placeholders of their own.
import { describe, expect, test } from "vitest";
import { instance } from "../../support/configs.ts";
import { findingsOf, fixesOf, found, mended, nodes, type Texts } from "./found.ts";

const code = "cluster/auth-mismatch";
const secret = { pass: "s3cr3t" };
const without = {};

describe(code, () => {
  test.each<[title: string, texts: Texts, found: string[], mended: string[]]>([
    ["another password", nodes(secret, secret, { pass: "other" }), ["lb3:7 error other"], ["lb3:7 auth_pass s3cr3t"]],
    [
      "no authentication at all",
      nodes(secret, secret, without),
      ["lb3:1 error VI_1"],
      ["lb3:2 authentication {", "lb3:3 auth_type PASS", "lb3:4 auth_pass s3cr3t"],
    ],
    ["authentication where the others have none", nodes(without, without, secret), ["lb3:6 error PASS"], ["lb3 -4"]],
    ["AH against PASS", nodes(secret, { ...secret, type: "AH" }, secret), ["lb2:6 error AH"], ["lb2:6 auth_type PASS"]],
    [
      "type and password",
      nodes(secret, { type: "AH", pass: "x" }, secret),
      ["lb2:6 error AH"],
      ["lb2:6 auth_type PASS", "lb2:7 auth_pass s3cr3t"],
    ],
    [
      "equal in the first eight characters",
      nodes({ pass: "12345678" }, { pass: "12345678" }, { pass: "12345678" }),
      [],
      [],
    ],
    [
      "a quoted password",
      nodes({ pass: '"a b"' }, { pass: '"a b"' }, { pass: "a" }),
      ["lb3:7 error a"],
      ['lb3:7 auth_pass "a b"'],
    ],
    ["a password that a comment sign cuts", nodes({ pass: "P@" }, { pass: "P@##D321!" }), [], []],
    [
      "letters' case counts",
      nodes(secret, secret, { pass: "S3CR3T" }),
      ["lb3:7 error S3CR3T"],
      ["lb3:7 auth_pass s3cr3t"],
    ],
    ["a placeholder", nodes(secret, { pass: "${PASS}" }), [], []],
    ["a masked value", nodes(secret, { pass: "xxxx" }, { pass: "****" }), [], []],
    ["a placeholder for the type", nodes(secret, { type: "{{ type }}", pass: "x" }), [], []],
    ["a type without a password", nodes(secret, { type: "PASS" }), [], []],
    ["version 3 has none", nodes({ ...secret, lines: ["version 3"] }, { lines: ["version 3"] }), [], []],
    [
      "version 3 for the whole file",
      nodes(
        `global_defs {\n vrrp_version 3\n}\n${Object.values(nodes(secret))[0]}`,
        `global_defs {\n vrrp_version 3\n}\n${Object.values(nodes({ priority: 1, pass: "x" }))[0]}`,
      ),
      [],
      [],
    ],
    ["IPv6 is version 3", nodes({ ...secret, vips: ["fd00::1"] }, { vips: ["fd00::1"] }), [], []],
    [
      "an included file may set version 3",
      {
        ...nodes(secret, { pass: "other" }),
        "lb2/keepalived.conf": `include global.conf\n${instance({ priority: 100, pass: "other" })}`,
      },
      [],
      [],
    ],
    ["an included part may hold it", nodes(secret, { lines: ["include auth.conf"] }), [], []],
    ["a template may fill it in", nodes(secret, { lines: ["{% include 'auth' %}"] }), [], []],
    [
      "two blocks add up",
      nodes(secret, {
        lines: ["authentication {", "auth_type PASS", "}", "authentication {", "auth_pass s3cr3t", "}"],
      }),
      [],
      [],
    ],
  ])("%s", (_, texts, findings, after) => {
    expect(found(code, texts)).toEqual(findings);
    expect(mended(code, texts)).toEqual(after);
  });

  test.each<[title: string, texts: Texts, found: string[], titles: string[], first: string[], second: string[]]>([
    [
      "two passwords",
      nodes(secret, { pass: "other" }),
      ["lb1:7 error s3cr3t", "lb2:7 error other"],
      ["lb1", "lb2"],
      ["lb2:7 auth_pass s3cr3t"],
      ["lb1:7 auth_pass other"],
    ],
    [
      "with and without",
      nodes(secret, without),
      ["lb1:6 error PASS", "lb2:1 error VI_1"],
      ["lb1", "lb2"],
      ["lb2:2 authentication {", "lb2:3 auth_type PASS", "lb2:4 auth_pass s3cr3t"],
      ["lb1 -4"],
    ],
    [
      "two against two",
      nodes(secret, { pass: "other" }, secret, { pass: "other" }),
      ["lb1:7 error s3cr3t", "lb2:7 error other", "lb3:7 error s3cr3t", "lb4:7 error other"],
      ["lb1", "lb2"],
      ["lb2:7 auth_pass s3cr3t", "lb4:7 auth_pass s3cr3t"],
      ["lb1:7 auth_pass other", "lb3:7 auth_pass other"],
    ],
  ])("a tie has no preferred fix: %s", (_, texts, findings, models, first, second) => {
    expect(found(code, texts)).toEqual(findings);
    const members = findings.map((line) => line.split(":")[0]);
    expect(fixesOf(code, texts)).toEqual(
      members.flatMap((member) =>
        models.map((model) => `${member}: Use the authentication of ${model} on all nodes of 10.0.0.100`),
      ),
    );
    expect(mended(code, texts, (fixes) => fixes[0])).toEqual(first);
    expect(mended(code, texts, (fixes) => fixes[1])).toEqual(second);
  });

  test("a long password is cut where it is handed on, and only its first eight characters are compared", () => {
    const long = { pass: "12345678-one" };
    expect(found(code, nodes(long, { pass: "12345678-two" }))).toEqual([]);
    expect(mended(code, nodes(long, long, { pass: "other" }))).toEqual(["lb3:7 auth_pass 12345678"]);
  });

  test("where a definition makes the text there is no fix for it", () => {
    const defined =
      "$P=other\nvrrp_instance A {\n virtual_router_id 51\n priority 9\n authentication {\n auth_type PASS\n auth_pass $P\n }\n virtual_ipaddress {\n 10.0.0.100\n }\n}\n";
    expect(found(code, nodes(secret, secret, defined))).toEqual(["lb3:7 error $P"]);
    expect(fixesOf(code, nodes(secret, secret, defined))).toEqual([]);
  });

  test("no password is ever said", () => {
    const texts = nodes({ pass: "s3cr3t" }, { pass: "h1dden" }, { type: "AH", pass: "w0rd" }, {});
    const said = findingsOf(code, texts).flatMap(({ message, related, fixes }) => [
      message,
      ...related.map((place) => place.message),
      ...fixes.map(({ title }) => title),
    ]);
    expect(said.length).toBeGreaterThan(8);
    for (const text of said) expect(text).not.toMatch(/s3cr3t|h1dden|w0rd/);
  });
});

import { describe, expect, test } from "vitest";
import type { Finding } from "../../server/src/rules/finding.ts";
import { rules } from "../../server/src/rules/registry.ts";
import { silences, withoutSilenced } from "../../server/src/rules/silences.ts";
import { instance } from "../support/configs.ts";
import { check } from "../support/fixture.ts";

const place = { origin: { offset: 0 }, start: 0, end: 0 };

function finding(code: string, about?: object): Finding {
  const message = { template: code, args: {} };
  const base = { code, severity: "error", file: "f", at: place, message, related: [], fixes: [] } as const;
  return about === undefined ? base : { ...base, about: [about] };
}

describe("which findings make others superfluous", () => {
  const member = {};
  const other = {};
  const loud = finding("cluster/virtual-router-id-mismatch", member);

  test.each<[string, Finding[], string[]]>([
    ["about the same thing", [finding("cluster/auth-mismatch", member), loud], [loud.code]],
    ["in any order", [loud, finding("cluster/virtual-ipaddress-mismatch", member)], [loud.code]],
    ["not about another", [loud, finding("cluster/auth-mismatch", other)], [loud.code, "cluster/auth-mismatch"]],
    [
      "not where it is not said what about",
      [loud, finding("cluster/auth-mismatch")],
      [loud.code, "cluster/auth-mismatch"],
    ],
    [
      "not rules of other matters",
      [loud, finding("cluster/duplicate-priority", member)],
      [loud.code, "cluster/duplicate-priority"],
    ],
    ["nothing to silence", [finding("cluster/auth-mismatch", member)], ["cluster/auth-mismatch"]],
  ])("%s", (_, findings, codes) => {
    expect(withoutSilenced(findings).map(({ code }) => code)).toEqual(codes);
  });

  test("only rules that exist are named", () => {
    const codes = new Set<string>(rules.map(({ code }) => code));
    expect(
      Object.entries(silences)
        .flat(2)
        .filter((code) => !codes.has(code)),
    ).toEqual([]);
  });
});

test("a node with another virtual_router_id is only told that, and what concerns its priority", () => {
  const files = new Map([
    ["lb1/keepalived.conf", instance({ id: 51, priority: 100, pass: "a", vips: ["10.0.0.1/24"] })],
    ["lb2/keepalived.conf", instance({ id: 51, priority: 90, pass: "a", vips: ["10.0.0.1/24"] })],
    ["lb3/keepalived.conf", instance({ id: 52, priority: 90, pass: "b", vips: ["10.0.0.1/24", "10.0.0.2/24"] })],
  ]);
  expect(check(files).map(({ file, code }) => `${file} ${code}`)).toEqual([
    "lb3/keepalived.conf cluster/virtual-router-id-mismatch",
    "lb3/keepalived.conf cluster/duplicate-priority",
  ]);
});

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { rules } from "../../server/src/rules/registry.ts";
import type { PlacedFinding } from "../../server/src/workspace/types.ts";
import { check } from "../support/fixture.ts";
import { sharedPath } from "../support/shared.ts";

/** What real keepalived processes did with a case's configs. */
interface LabCase {
  readonly case: string;
  readonly title: string;
  readonly verdict: string;
  readonly holder: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
  readonly actions: readonly unknown[];
}

const folder = sharedPath("lab", "nothing is compared with real VRRP");
const cases: readonly LabCase[] =
  folder === undefined ? [] : (JSON.parse(readFileSync(join(folder, "lab.json"), "utf8")) as LabCase[]);

function findingsOf(name: string): PlacedFinding[] {
  const configs = join(folder ?? "", "cases", name);
  const files = readdirSync(configs).map((file): [string, string] => [
    `${file.replace(/\.conf$/, "")}/keepalived.conf`,
    readFileSync(join(configs, file), "utf8"),
  ]);
  return check(new Map(files)).filter(({ code }) => code.startsWith("cluster/"));
}

/** Whether two nodes held one address with 2.2.7, though nothing was done to either. */
function isSplit({ holder, actions }: LabCase): boolean {
  const held = Object.values(holder["2.2.7"] ?? {}).flatMap((addresses) => [...new Set(addresses)]);
  return actions.length === 0 && new Set(held).size < held.length;
}

/** The rules that cite cases which split, or which make chance decide, and those cases. */
const cited: Readonly<Record<string, readonly string[]>> = {
  "cluster/virtual-router-id-mismatch": ["b", "v2"],
  "cluster/auth-mismatch": ["c", "k1", "k2", "k4"],
  "cluster/virtual-ipaddress-mismatch": ["g1", "g3", "g4", "g7"],
  "cluster/advert-int-mismatch": ["f1", "f2"],
  "cluster/vrrp-version-mismatch": ["j1", "j2"],
  "cluster/multicast-group-mismatch": ["u10"],
};
const citedWarnings: Readonly<Record<string, readonly string[]>> = {
  "cluster/virtual-ipaddress-mismatch": ["g5", "g6"],
  "cluster/duplicate-priority": ["e1", "e4", "u1", "q12"],
  "cluster/advert-int-mismatch": ["f3", "f4"],
  "cluster/state-priority-inversion": ["o"],
  "cluster/virtual-router-id-conflict": ["l1", "l2"],
};
/** The cases that rules cite because nothing is wrong with them. */
const citedSilent: Readonly<Record<string, readonly string[]>> = {
  "cluster/virtual-router-id-conflict": ["l3", "u3", "v1"],
  "cluster/multiple-masters": ["a", "u1", "u7"],
  "cluster/state-priority-inversion": ["a", "n2", "n5", "u2"],
  "cluster/advert-int-mismatch": ["f5"],
  "cluster/vrrp-version-mismatch": ["k3", "v1"],
  "cluster/multicast-group-mismatch": ["h1", "h2"],
};

function rows(table: Readonly<Record<string, readonly string[]>>): [name: string, code: string][] {
  return Object.entries(table).flatMap(([code, names]) => names.map((name): [string, string] => [name, code]));
}

describe.runIf(folder !== undefined)("against what real VRRP did", () => {
  test.each(rows(cited))("case %s split: %s is an error, on each of the two", (name, code) => {
    const real = cases.find((candidate) => candidate.case === name);
    expect(real?.verdict).toContain("split-brain");
    expect(findingsOf(name).map((finding) => `${finding.file} ${finding.severity} ${finding.code}`)).toEqual([
      `a/keepalived.conf error ${code}`,
      `b/keepalived.conf error ${code}`,
    ]);
  });

  test.each(rows(citedWarnings))("case %s did not split: %s is a warning", (name, code) => {
    const findings = findingsOf(name);
    expect([...new Set(findings.map((finding) => `${finding.severity} ${finding.code}`))]).toEqual([`warning ${code}`]);
  });

  test.each(rows(citedSilent))("case %s gives no finding of %s", (name, code) => {
    expect(cases.some((candidate) => candidate.case === name)).toBe(true);
    expect(findingsOf(name).filter((finding) => finding.code === code)).toEqual([]);
  });

  test.each(["e2", "e3"])("case %s: two MASTERs of one priority, of which chance chose the holder", (name) => {
    expect(findingsOf(name).map((finding) => `${finding.severity} ${finding.code}`)).toEqual([
      "warning cluster/multiple-masters",
      "warning cluster/duplicate-priority",
    ]);
  });

  test("case u4 did not start: two instances of one id are an error, once for both nodes", () => {
    const real = cases.find((candidate) => candidate.case === "u4");
    expect(real?.verdict).toBe("refuses to start");
    const findings = findingsOf("u4");
    expect(findings.map(({ file, severity, code }) => `${file} ${severity} ${code}`)).toEqual([
      "a/keepalived.conf error cluster/virtual-router-id-conflict",
    ]);
    expect(findings[0]?.related.map(({ file }) => file)).toContain("b/keepalived.conf");
  });

  const healthy = cases.filter(({ verdict }) => /^(?:ok|works|formula ok|independent)\b/.test(verdict));

  test.each(healthy)("case $case, $title: $verdict, so nothing is an error", ({ case: name }) => {
    expect(findingsOf(name).filter(({ severity }) => severity === "error")).toEqual([]);
  });

  test("every case in which two nodes held one address is found, or its rule is still to come", () => {
    const split = cases.filter(isSplit);
    const missed = split.filter((one) => !findingsOf(one.case).some(({ severity }) => severity === "error"));
    console.log(
      `lab: ${split.length - missed.length} of ${split.length} split brains found; not yet: ${missed.map((one) => one.case).join(" ")}`,
    );
    // These hang on what the next rules compare: the peers and the source address.
    const later: Readonly<Record<string, readonly string[]>> = {
      "cluster/unicast-peer-mismatch": ["h1", "h2", "i2", "i3", "i5"],
      "cluster/source-address-foreign": ["p4"],
    };
    const codes = new Set<string>(rules.map(({ code }) => code));
    const expected = rows(later).flatMap(([name, code]) => (codes.has(code) ? [] : [name]));
    expect(missed.map((one) => one.case).sort()).toEqual(expected.sort());
  });
});

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
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

/** The lab's machines are told of where only a manifest can tell whose address is whose. */
const withManifest: ReadonlySet<string> = new Set(["p4", "u9"]);

function manifestOf(nodes: readonly string[]): string {
  const entries = nodes.map(
    (node) => `      - {name: ${node}, address: 10.9.0.${node.charCodeAt(0) - 96}, files: ["${node}/**"]}\n`,
  );
  return `clusters:\n  - name: lab\n    nodes:\n${entries.join("")}`;
}

function findingsOf(name: string): PlacedFinding[] {
  const configs = join(folder ?? "", "cases", name);
  const nodes = readdirSync(configs).map((file) => file.replace(/\.conf$/, ""));
  const files = new Map(
    nodes.map((node) => [`${node}/keepalived.conf`, readFileSync(join(configs, `${node}.conf`), "utf8")]),
  );
  if (withManifest.has(name)) files.set("haconf.yaml", manifestOf(nodes));
  return check(files).filter(
    // Some of the lab's nodes have one router_id, which no election looks at.
    ({ code }) => code.startsWith("cluster/") && code !== "cluster/router-id-duplicate",
  );
}

/** Who held the address at the end, with 2.2.7. */
function holdersOf({ holder }: LabCase): string[] {
  return Object.entries(holder["2.2.7"] ?? {}).flatMap(([node, addresses]) => (addresses.length > 0 ? [node] : []));
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
  "cluster/unicast-peer-mismatch": ["h1", "h2"],
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
  "cluster/preempt-mismatch": ["n3"],
  "cluster/sync-group-mismatch": ["u11"],
};
/** The cases that rules cite because nothing is wrong with them. */
const citedSilent: Readonly<Record<string, readonly string[]>> = {
  "cluster/virtual-router-id-conflict": ["l3", "u3", "v1"],
  "cluster/multiple-masters": ["a", "u1", "u7"],
  "cluster/state-priority-inversion": ["a", "n2", "n5", "u2"],
  "cluster/advert-int-mismatch": ["f5"],
  "cluster/vrrp-version-mismatch": ["k3", "v1"],
  "cluster/multicast-group-mismatch": ["h1", "h2"],
  "cluster/preempt-mismatch": ["n1", "n2", "n4", "n5", "a"],
  "cluster/sync-group-mismatch": ["u6", "u7"],
  // In m2 the weight says it, in the others each node looks at a file of its own.
  "cluster/track-mismatch": ["m1", "m2", "m3", "m4", "m5", "m6", "m7", "m8", "m9"],
  "cluster/vip-in-two-instances": ["u6", "u7"],
  "cluster/vip-is-node-address": ["a", "p1", "p4"],
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

  const weight = "cluster/ineffective-track-weight";
  const weightsOf = (name: string): PlacedFinding[] => findingsOf(name).filter(({ code }) => code === weight);

  test.each([
    ["m2", "112 − 2 = 110 is still above the 109 of b"],
    ["m3", "110 − 5 = 105 is still above the 100 of b"],
    ["m7", "110 − 10 = 100 only equals the 100 of b"],
    ["r2", "150 − 20 = 130 is still above the 100 of b"],
  ])("case %s, a tracked failure without failover: the weight is found, %s", (name, numbers) => {
    const real = cases.find((candidate) => candidate.case === name);
    expect(real?.verdict).toBe("no failover");
    expect(holdersOf(real as LabCase)).toEqual(["a"]);
    const findings = weightsOf(name);
    expect(findings.map(({ file, severity }) => `${file} ${severity}`)).toEqual(["a/keepalived.conf warning"]);
    expect(findings[0]?.message).toContain(numbers);
  });

  // In m10 and m9 the script itself is at fault, n1 to n4 are about who preempts whom, u11 about crossed priorities.
  test.each(["m1", "m4", "m5", "m6", "m8", "m9", "m10", "n1", "n2", "n3", "n4", "r1", "r3", "u6", "u11"])(
    "case %s: no weight is found",
    (name) => {
      expect(cases.find((candidate) => candidate.case === name)?.verdict).not.toBe("no failover");
      expect(weightsOf(name)).toEqual([]);
    },
  );

  test("there is no other case without failover", () => {
    const stuck = cases.filter(({ verdict }) => verdict === "no failover").map((one) => one.case);
    expect(stuck.sort()).toEqual(["m2", "m3", "m7", "r2"]);
  });

  test.each([
    ["i2", "a", "from the start"],
    ["i3", "b", "from the start"],
    ["i5", "a", "from the start"],
    ["i1", "b", "until b takes over"],
  ])("case %s: the list of %s lacks a peer, which splits %s", (name, node, moment) => {
    const real = cases.find((candidate) => candidate.case === name);
    expect(real?.verdict).toBe(moment === "from the start" ? "split-brain" : "ok until failover");
    const findings = findingsOf(name);
    expect(findings.map(({ file, severity, code }) => `${file} ${severity} ${code}`)).toEqual([
      `${node}/keepalived.conf error cluster/unicast-peer-mismatch`,
    ]);
    expect(findings[0]?.message).toContain(moment);
  });

  test("case h3, both list each other: nothing; case i4, one lists itself: a hint", () => {
    expect(findingsOf("h3")).toEqual([]);
    expect(findingsOf("i4").map(({ file, severity, code }) => `${file} ${severity} ${code}`)).toEqual([
      "a/keepalived.conf hint cluster/unicast-peer-mismatch",
    ]);
  });

  test("case p4, the other node's address as the source, which split: found where a manifest tells the addresses", () => {
    expect(cases.find((candidate) => candidate.case === "p4")?.verdict).toBe("split-brain");
    expect(findingsOf("p4").map(({ file, severity, code }) => `${file} ${severity} ${code}`)).toEqual([
      "a/keepalived.conf error cluster/source-address-foreign",
    ]);
  });

  test("case u9, the VIP is a's own address, which went to FAULT: found where a manifest tells the addresses", () => {
    expect(cases.find((candidate) => candidate.case === "u9")?.verdict).toBe("fault");
    expect(findingsOf("u9").map(({ file, severity, code }) => `${file} ${severity} ${code}`)).toEqual([
      "a/keepalived.conf error cluster/vip-is-node-address",
    ]);
  });

  test("case m10, a script on one node alone, which is no file there: it is told that the other does not track it", () => {
    expect(findingsOf("m10").map(({ file, severity, code }) => `${file} ${severity} ${code}`)).toEqual([
      "b/keepalived.conf information cluster/track-mismatch",
    ]);
  });

  test("case u3, one address in two instances, which nothing says: an error, once for both nodes", () => {
    expect(cases.find((candidate) => candidate.case === "u3")?.verdict).toBe("silent");
    expect(findingsOf("u3").map(({ file, severity, code }) => `${file} ${severity} ${code}`)).toEqual([
      "a/keepalived.conf error cluster/vip-in-two-instances",
    ]);
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

  const healthy = cases.filter(({ verdict }) => /^(?:ok(?! until)|works|formula ok|independent)\b/.test(verdict));

  test.each(healthy)("case $case, $title: $verdict, so nothing is an error", ({ case: name }) => {
    expect(findingsOf(name).filter(({ severity }) => severity === "error")).toEqual([]);
  });

  test("every case in which two nodes held one address is found", () => {
    const split = cases.filter(isSplit);
    const missed = split.filter((one) => !findingsOf(one.case).some(({ severity }) => severity === "error"));
    console.log(`lab: ${split.length - missed.length} of ${split.length} split brains found`);
    expect(missed.map((one) => one.case)).toEqual([]);
  });
});

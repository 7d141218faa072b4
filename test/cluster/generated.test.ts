import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { rules } from "../../server/src/rules/registry.ts";
import { silences } from "../../server/src/rules/silences.ts";
import type { PlacedFinding, PlacedFix } from "../../server/src/workspace/types.ts";
import type { Workspace } from "../../server/src/workspace/workspace.ts";
import { applyFix, openWorkspace } from "../support/fixture.ts";
import { type Fault, faults, faultsByMatter, type Spot } from "./faults.ts";
import { type ClusterPlan, type ClusterShape, plan, shapes } from "./generated-cluster.ts";
import { write } from "./written-cluster.ts";

const seed = Number(process.env["HACONF_SEED"] ?? 20_260_101);
/** How many clusters have each fault; of healthy ones there are ten times as many. */
const effort = Number(process.env["HACONF_GENERATED"] ?? 20);

const isGrave = ({ severity }: PlacedFinding): boolean => severity === "error" || severity === "warning";

/** What a healthy cluster deserves to be told by its shape. */
function deserved({ size, hasJoins, layout }: ClusterShape): ReadonlySet<string> {
  const isSmall = size < 3 && (hasJoins || layout === "manifest");
  return new Set(isSmall ? ["cluster/control-plane-count"] : []);
}

/** What rules leave to each other without the table of silences. */
const withinRules: Readonly<Record<string, readonly string[]>> = {
  "cluster/apiserver-port-conflict": ["cluster/endpoint-port-mismatch"],
};

/** What may be found beside a fault below warning, because it follows from it. */
const slight: ReadonlySet<string> = new Set(["cluster/control-plane-count", "cluster/track-mismatch"]);

/** The files of a plan, and where it has a neighbour, a healthy cluster of the same shape beside it. */
function filesOf(cluster: ClusterPlan, altered: ReadonlyMap<string, string> = write(cluster)): Map<string, string> {
  if (!cluster.shape.hasNeighbour) return new Map(altered);
  const neighbour = [...write(plan(cluster.shape))].map(([file, text]): [string, string] => [`next${file}`, text]);
  return new Map([...altered, ...neighbour]);
}

/** A cluster of a shape with faults in it. */
function spoil(shape: ClusterShape, injected: readonly (readonly [Fault, Spot])[]): Map<string, string> {
  const cluster = plan(shape);
  for (const [fault, spot] of injected) fault.inject?.(cluster, spot);
  const files = write(cluster);
  for (const [fault, spot] of injected) fault.alter?.(files, cluster, spot);
  return filesOf(cluster, files);
}

const spots = fc.record({ node: fc.nat(), router: fc.nat() });

function spotIn({ size, routers }: ClusterShape, { node, router }: Spot): Spot {
  return { node: node % size, router: router % routers };
}

/** Counts findings by what `keyOf` says of them. */
function tally(findings: readonly PlacedFinding[], keyOf: (finding: PlacedFinding) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const finding of findings) counts.set(keyOf(finding), (counts.get(keyOf(finding)) ?? 0) + 1);
  return counts;
}

const itself = ({ file, code, message }: PlacedFinding): string => `${file} ${code} ${message}`;
const matter = ({ file, code }: PlacedFinding): string => `${file} ${code}`;

/**
 * Applies a fix, looks what it left and brought, and takes it back.
 *
 * @param hidden codes of faults that may come to light when another is mended
 */
function tryFix(workspace: Workspace, finding: PlacedFinding, fix: PlacedFix, hidden: ReadonlySet<string>): void {
  const before = workspace.allFindings();
  const texts = new Map(fix.edits.map(({ file }) => [file, workspace.textOf(file) ?? ""]));
  applyFix(workspace, fix);
  const after = workspace.allFindings();
  const left = tally(after, itself).get(itself(finding)) ?? 0;
  const known = tally(before.filter(isGrave), matter);
  const grave = after.filter((one) => isGrave(one) && !hidden.has(one.code));
  const brought = [...tally(grave, matter)].filter(([key, count]) => count > (known.get(key) ?? 0));
  expect({ fix: fix.title, brought }).toEqual({ fix: fix.title, brought: [] });
  expect(left, `${fix.title} removes ${itself(finding)}`).toBeLessThan(tally(before, itself).get(itself(finding)) ?? 0);
  for (const [file, text] of texts) workspace.setFile(file, text);
}

/** Every fix that is offered must remove its finding and bring no other. */
function tryFixes(workspace: Workspace, hidden: ReadonlySet<string> = new Set()): void {
  for (const finding of workspace.allFindings()) {
    for (const fix of finding.fixes) tryFix(workspace, finding, fix, hidden);
  }
}

/**
 * Applies the preferred fix of the first finding, or where none is preferred the first offered, until there is no more to fix.
 *
 * @param seen gets the codes of all that was found on the way
 */
function mend(workspace: Workspace, seen = new Set<string>()): PlacedFinding[] {
  for (let round = 0; round < 30; round++) {
    for (const { code } of workspace.allFindings()) seen.add(code);
    const finding = workspace.allFindings().find((one) => isGrave(one) && one.fixes.length > 0);
    const fix = finding?.fixes.find(({ isPreferred }) => isPreferred) ?? finding?.fixes[0];
    if (fix === undefined) return workspace.allFindings().filter(isGrave);
    applyFix(workspace, fix);
  }
  throw new Error("the fixes do not come to an end");
}

function expectPlaces({ at, places }: Fault, shape: ClusterShape, spot: Spot, found: readonly PlacedFinding[]): void {
  const files = [...new Set(found.map(({ file }) => file))].sort();
  const allowed = [...places(shape, spot)].sort();
  if (at === "all") expect(files).toEqual(allowed);
  else {
    expect(files.length).toBe(1);
    expect(allowed).toContain(files[0]);
  }
}

function expectNoSecret(findings: readonly PlacedFinding[]): void {
  for (const { message, related, fixes } of findings) {
    const said = [message, ...related.map((place) => place.message), ...fixes.map(({ title }) => title)];
    expect(said.join(" ")).not.toContain("s3cr3t");
  }
}

const isPossible = (fault: Fault, shape: ClusterShape): boolean => fault.isPossible?.(shape) ?? true;

describe("generated clusters", () => {
  const mendable = new Map<string, number>();

  test("healthy ones give no finding, in any layout, but for what they deserve", () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        const workspace = openWorkspace(filesOf(plan(shape)));
        const findings = workspace.allFindings().filter(({ code }) => !deserved(shape).has(code));
        expect(findings).toEqual([]);
        expect(workspace.clusters().map(({ nodes }) => nodes.length)).toEqual(
          shape.hasNeighbour ? [shape.size, shape.size] : [shape.size],
        );
      }),
      { seed, numRuns: effort * 10 },
    );
  });

  test.each(Object.entries(faults))("%s: exactly that, at its place, and mended by its fix", (_, fault) => {
    const possible = shapes.filter((shape) => isPossible(fault, shape));
    fc.assert(
      fc.property(possible, spots, (shape, pick) => {
        const spot = spotIn(shape, pick);
        const workspace = openWorkspace(spoil(shape, [[fault, spot]]));
        const findings = workspace.allFindings();
        const own = findings.filter(({ code }) => code === fault.code);
        const others = findings.filter(({ code }) => code !== fault.code && !fault.also?.includes(code));
        expect(own.length).toBeGreaterThan(0);
        expect(own.filter((finding) => isGrave(finding) === (fault.isSlight === true))).toEqual([]);
        expect(others.filter((finding) => isGrave(finding) || !slight.has(finding.code))).toEqual([]);
        expectPlaces(fault, shape, spot, own);
        expectNoSecret(findings);
        tryFixes(workspace);
        const isMendable = own.every(({ fixes }) => fixes.length > 0);
        if (isMendable) {
          mendable.set(fault.code, (mendable.get(fault.code) ?? 0) + 1);
          expect(mend(workspace)).toEqual([]);
        }
      }),
      { seed, numRuns: effort },
    );
  });

  test("several at once: each is found or said by another, nothing else is, and no fix brings anything", () => {
    const several = fc
      .tuple(shapes, fc.array(fc.tuple(fc.nat(), spots), { minLength: 2, maxLength: faultsByMatter.length }))
      .map(([shape, picks]) => {
        // One of each matter: two faults in one place would be a third.
        const chosen = faultsByMatter.flatMap((ofMatter, index): (readonly [Fault, Spot])[] => {
          const pick = picks[index];
          const possible = Object.values(ofMatter).filter(
            (fault) => fault.isAlone !== true && isPossible(fault, shape),
          );
          const fault = pick === undefined ? undefined : possible[pick[0] % possible.length];
          return pick === undefined || fault === undefined ? [] : [[fault, spotIn(shape, pick[1])]];
        });
        return { shape, chosen };
      });
    fc.assert(
      fc.property(several, ({ shape, chosen }) => {
        const workspace = openWorkspace(spoil(shape, chosen));
        const injected = new Set(chosen.flatMap(([{ code, also }]) => [code, ...(also ?? [])]));
        const surplus = workspace.allFindings().filter(({ code }) => !slight.has(code) && !injected.has(code));
        expect(surplus).toEqual([]);
        tryFixes(workspace, injected);
        const seen = new Set<string>();
        const left = mend(workspace, seen);
        expect(left.filter(({ code, fixes }) => fixes.length > 0 || !injected.has(code))).toEqual([]);
        const isSaid = (code: string): boolean =>
          seen.has(code) ||
          [...seen].some((loud) => [...(silences[loud] ?? []), ...(withinRules[loud] ?? [])].includes(code));
        // What only people can mend may hide others to the end.
        const missed = left.length > 0 ? [] : chosen.map(([{ code }]) => code).filter((code) => !isSaid(code));
        expect(missed).toEqual([]);
      }),
      { seed, numRuns: effort * 5 },
    );
  }, 60_000);

  afterAll(() => {
    const injected = new Set(Object.values(faults).map(({ code }) => code));
    const missing = rules.map(({ code }) => code).filter((code) => code.startsWith("cluster/") && !injected.has(code));
    console.log(`rules of which no fault is made: ${missing.join(", ") || "none"}`);
    const unmended = rules.filter(({ code, fix }) => injected.has(code) && fix !== "none" && !mendable.has(code));
    console.log(`rules whose fix was never tried: ${unmended.map(({ code }) => code).join(", ") || "none"}`);
  });
});

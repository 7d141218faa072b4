import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { contestsOf } from "../../server/src/cluster/contests.ts";
import { stuckFailures } from "../../server/src/cluster/stuck.ts";
import type { PlacedFinding } from "../../server/src/workspace/types.ts";
import type { Workspace } from "../../server/src/workspace/workspace.ts";
import { applyFix, openWorkspace } from "../support/fixture.ts";
import { type InstancePlan, type NodePlan, stuckInModel, type TrackerPlan, write } from "./election-model.ts";
import { virtualRoutersOf } from "./parts.ts";

/** What the program finds in the nodes' files: `lb1 VI_1 script chk`. */
function stuck(nodes: readonly NodePlan[]): string[] {
  const files = new Map(nodes.map((node, index) => [`lb${index + 1}/keepalived.conf`, write(node)]));
  return stuckFailures(contestsOf(virtualRoutersOf(files)))
    .map(({ seat, tracker }) => `${seat.member.node.name} ${seat.member.instance.name.text} ${tracker.thing}`)
    .sort();
}

/** Where each finding stands, told by the line, which a fix of a number does not move. */
function placesIn(workspace: Workspace): string[] {
  return workspace.allFindings().map((finding) => placeOf(workspace, finding));
}

function placeOf(workspace: Workspace, { code, file, start }: PlacedFinding): string {
  return `${code} ${file}:${workspace.lineIndexOf(file)?.position(start).line}`;
}

function one(priority: number, tracks: readonly string[] = [], more: Partial<InstancePlan> = {}): InstancePlan {
  return { priority, state: "BACKUP", hasNopreempt: false, tracks, ...more };
}

const plain = (priority: number, more: Partial<InstancePlan> = {}): NodePlan => ({
  instances: [one(priority, [], more)],
  trackers: [],
  group: "none",
});

/** A node that tracks `chk`. */
function node(priority: number, chk: Partial<TrackerPlan>, more: Partial<NodePlan> = {}): NodePlan {
  const tracker: TrackerPlan = { kind: "script", name: "chk", where: "instance", ...chk };
  return { instances: [one(priority, ["chk"])], trackers: [tracker], group: "none", ...more };
}

const weight = (definition: string): Partial<TrackerPlan> => ({ definition });
const byGroup = (definition: string): Partial<TrackerPlan> => ({ definition, where: "group" });
const eth1 = (line: string, where: TrackerPlan["where"] = "instance"): Partial<TrackerPlan> => ({
  kind: "interface",
  name: "eth1",
  line,
  where,
});
const tracksEth1 = (priority: number): Partial<NodePlan> => ({ instances: [one(priority, ["eth1"])] });
const pair = (first: InstancePlan, second: InstancePlan): Partial<NodePlan> => ({ instances: [first, second] });
const both = (make: (priority: number) => NodePlan): NodePlan[] => [make(110), make(100)];

/**
 * What real keepalived 2.2.7 did in network namespaces: `chk` (or eth1) failed on the first node, which held the address, and the
 * address moved or stayed.
 */
const runs: readonly (readonly [title: string, nodes: readonly NodePlan[], outcome: "moved" | "stayed"])[] = [
  ["weight 2 on both, 110 and 109", [node(110, weight("2")), node(109, weight("2"))], "moved"],
  ["weight 2 on the holder alone", [node(110, weight("2")), plain(109)], "stayed"],
  ["weight -5", both((priority) => node(priority, weight("-5"))), "stayed"],
  ["weight -10, a tie", both((priority) => node(priority, weight("-10"))), "stayed"],
  ["weight -20", both((priority) => node(priority, weight("-20"))), "moved"],
  ["nothing goes below 1", [node(5, weight("-20")), plain(1)], "stayed"],
  ["nothing goes above 254", [node(250, weight("10")), node(246, weight("10"))], "moved"],
  ["a definition of -300", both((priority) => node(priority, weight("-300"))), "moved"],
  [
    "a line of -300 over a definition of -20",
    both((priority) => node(priority, { definition: "-20", line: "-300" })),
    "moved",
  ],
  ["a definition of 300 against 150", [node(100, weight("300")), plain(150)], "moved"],
  [
    "a script defined behind its use",
    both((priority) => node(priority, { definition: "-20", isLate: true })),
    "stayed",
  ],
  ["20 reverse on both", both((priority) => node(priority, weight("20 reverse"))), "stayed"],
  ["-20 reverse on both", both((priority) => node(priority, weight("-20 reverse"))), "stayed"],
  ["-20 reverse on the line", both((priority) => node(priority, { line: "-20 reverse" })), "stayed"],
  ["weight 10 on three", [node(110, weight("10")), node(105, weight("10")), node(101, weight("10"))], "moved"],
  ["weight 5 on three, a tie", [node(110, weight("5")), node(105, weight("5")), node(101, weight("5"))], "stayed"],
  ["the other has nopreempt", [node(110, weight("-20")), plain(100, { hasNopreempt: true })], "stayed"],
  ["nopreempt beside MASTER", [node(110, weight("-20")), plain(100, { hasNopreempt: true, state: "MASTER" })], "moved"],
  [
    "the second has nopreempt, the third takes over",
    [node(110, weight("-30")), plain(100, { hasNopreempt: true }), plain(90)],
    "moved",
  ],
  ["an interface of -20, 150 and 100", [node(150, eth1("-20"), tracksEth1(150)), plain(100)], "stayed"],
  ["an interface of -60, 150 and 100", [node(150, eth1("-60"), tracksEth1(150)), plain(100)], "moved"],
  ["an interface of 20 on both", both((priority) => node(priority, eth1("20"), tracksEth1(priority))), "moved"],
  ["an interface, reversed", both((priority) => node(priority, eth1("-20 reverse"), tracksEth1(priority))), "stayed"],
  ["a group of one ignores scripts", both((priority) => node(priority, weight("-20"), { group: "plain" })), "stayed"],
  [
    "but not with sync_group_tracking_weight",
    both((priority) => node(priority, weight("-20"), { group: "sync_group_tracking_weight" })),
    "moved",
  ],
  [
    "nor with global_tracking",
    both((priority) => node(priority, weight("-20"), { group: "global_tracking" })),
    "moved",
  ],
  ["nor what it tracks itself", both((priority) => node(priority, byGroup("-20"), { group: "plain" })), "moved"],
  [
    "interfaces count in a group",
    both((priority) => node(priority, eth1("-20"), { ...tracksEth1(priority), group: "plain" })),
    "moved",
  ],
  [
    "with their weights",
    both((priority) => node(priority, eth1("-5"), { ...tracksEth1(priority), group: "plain" })),
    "stayed",
  ],
  [
    "a group of two that tracks the script",
    both((priority) => node(priority, byGroup("-20"), { ...pair(one(priority), one(priority)), group: "plain" })),
    "moved",
  ],
  [
    "both instances track it",
    both((priority) =>
      node(priority, weight("-20"), {
        ...pair(one(priority, ["chk"]), one(priority, ["chk"])),
        group: "sync_group_tracking_weight",
      }),
    ),
    "moved",
  ],
  [
    "only one of them does",
    both((priority) =>
      node(priority, weight("-20"), {
        ...pair(one(priority, ["chk"]), one(priority)),
        group: "sync_group_tracking_weight",
      }),
    ),
    "stayed",
  ],
  [
    "one of the two stands too high",
    [
      node(110, byGroup("-20"), { ...pair(one(110), one(150)), group: "plain" }),
      node(100, byGroup("-20"), { ...pair(one(100), one(100)), group: "plain" }),
    ],
    "stayed",
  ],
  [
    "the taker of one of the two has nopreempt",
    [
      node(110, byGroup("-20"), { ...pair(one(110), one(110)), group: "plain" }),
      node(100, byGroup("-20"), { ...pair(one(100), one(100, [], { hasNopreempt: true })), group: "plain" }),
    ],
    "stayed",
  ],
  [
    "an interface of the group, -5",
    both((priority) => node(priority, eth1("-5", "group"), { ...pair(one(priority), one(priority)), group: "plain" })),
    "stayed",
  ],
  [
    "an interface of the group, -20",
    both((priority) => node(priority, eth1("-20", "group"), { ...pair(one(priority), one(priority)), group: "plain" })),
    "moved",
  ],
];

/** The runs in which nothing was tracked at all, in keepalived's eyes: it says so itself, and no weight is to blame. */
const untracked: ReadonlySet<string> = new Set(["a script defined behind its use", "a group of one ignores scripts"]);

describe("the election", () => {
  test.each(runs)("agrees with real keepalived: %s: the address %3$s", (title, nodes, outcome) => {
    expect(stuck(nodes).length > 0).toBe(outcome === "stayed" && !untracked.has(title));
  });

  test("agrees with a model that plays the advertisements out", () => {
    for (const [title, nodes] of runs) expect([title, stuck(nodes)]).toEqual([title, stuckInModel(nodes)]);
  });

  const numbers = fc.oneof(fc.integer({ min: -25, max: 25 }), fc.constantFrom(-300, -254, -253, 253, 254, 300, 0));
  const weights = fc
    .tuple(numbers, fc.boolean())
    .map(([number, isReversed]) => `${number}${isReversed ? " reverse" : ""}`);
  const priorities = fc.oneof(
    { weight: 8, arbitrary: fc.integer({ min: 95, max: 115 }) },
    { weight: 1, arbitrary: fc.constantFrom(1, 2, 240, 253, 254, 255, undefined) },
  );
  const instances = fc.record({
    priority: priorities,
    state: fc.constantFrom("BACKUP" as const, "BACKUP" as const, "MASTER" as const),
    hasNopreempt: fc.integer({ max: 3, min: 0 }).map((pick) => pick === 0),
    tracks: fc.subarray(["s1", "s2", "eth1"]),
  });
  const where = fc.constantFrom("instance" as const, "instance" as const, "group" as const);
  const scripts = (name: string): fc.Arbitrary<TrackerPlan> =>
    fc.record(
      {
        kind: fc.constant("script" as const),
        name: fc.constant(name),
        where,
        definition: weights,
        line: weights,
        isLate: fc.integer({ max: 7, min: 0 }).map((pick) => pick === 0),
      },
      { requiredKeys: ["kind", "name", "where"] },
    );
  const interfaces: fc.Arbitrary<TrackerPlan> = fc.record({
    kind: fc.constant("interface" as const),
    name: fc.constant("eth1"),
    where,
    // ±254 is a case of its own there, which the rule's own tests have.
    line: weights.filter((text) => !/254/.test(text)),
  });
  const clusters = fc.integer({ min: 1, max: 2 }).chain((count) =>
    fc.array(
      fc.record({
        instances: fc.array(instances, { minLength: count, maxLength: count }),
        trackers: fc.tuple(scripts("s1"), scripts("s2"), interfaces).map((all) => [...all]),
        group: fc.constantFrom(
          "none" as const,
          "none" as const,
          "plain" as const,
          "sync_group_tracking_weight" as const,
          "global_tracking" as const,
        ),
      }),
      { minLength: 2, maxLength: 4 },
    ),
  );

  test("agrees with the model on any cluster", () => {
    let withFindings = 0;
    fc.assert(
      fc.property(clusters, (nodes) => {
        const expected = stuckInModel(nodes);
        if (expected.length > 0) withFindings++;
        expect(stuck(nodes)).toEqual(expected);
      }),
      { seed: 20_260_102, numRuns: 3000 },
    );
    expect(withFindings).toBeGreaterThan(300);
  });

  test("a fix removes what it is offered for, and makes nothing new", () => {
    let fixed = 0;
    fc.assert(
      fc.property(clusters, (nodes) => {
        const files = new Map(nodes.map((plan, index) => [`lb${index + 1}/keepalived.conf`, write(plan)]));
        const before = openWorkspace(files);
        const places = placesIn(before);
        for (const finding of before.allFindings()) {
          const [fix] = finding.code === "cluster/ineffective-track-weight" ? finding.fixes : [];
          if (fix === undefined) continue;
          const workspace = openWorkspace(files);
          applyFix(workspace, fix);
          // That nodes track other things is said when nothing graver is left.
          const left = placesIn(workspace).filter((place) => !place.includes("cluster/track-mismatch"));
          expect(left).not.toContain(placeOf(before, finding));
          expect(left.filter((place) => !places.includes(place))).toEqual([]);
          fixed++;
        }
      }),
      { seed: 20_260_103, numRuns: 600 },
    );
    expect(fixed).toBeGreaterThan(100);
  });
});

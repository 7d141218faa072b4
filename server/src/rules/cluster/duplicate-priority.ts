import { contestsOf } from "../../cluster/contests.ts";
import { addedWeight, type Candidate, priorityWithAllUp } from "../../cluster/election.ts";
import type { Cluster, VirtualRouter, VirtualRouterMember } from "../../cluster/model.ts";
import { stuckFailures } from "../../cluster/stuck.ts";
import { countingTrackers } from "../../cluster/tracking.ts";
import { type Finding, type Fix, type FixEdit, message } from "../finding.ts";
import type { ClusterRule } from "../rule.ts";
import { exampleKeepalived } from "./example-files.ts";
import { isMaster, knownPriority, nodeNames, relatedMembers, routerName } from "./members.ts";

/**
 * The priorities that put the tied members in an order: the MASTER, or the first, keeps its own, each further one goes below it,
 * and whoever would then be met from above moves on down too. Undefined where there is no room down to 1, or where a priority
 * is not written as a number that can be replaced.
 */
function shiftedDown(
  router: VirtualRouter,
  tied: readonly VirtualRouterMember[],
  keeper: VirtualRouterMember,
): FixEdit[] | undefined {
  const areReplaceable = router.members.every(
    ({ instance: { priority } }) => priority?.value !== undefined && !priority.isGenerated,
  );
  if (!areReplaceable) return undefined;
  const rank = (member: VirtualRouterMember): number => (member === keeper ? 0 : tied.includes(member) ? 1 : 2);
  const ordered = [...router.members].sort(
    (a, b) =>
      (priorityWithAllUp(b.instance, b.keepalived) ?? 0) - (priorityWithAllUp(a.instance, a.keepalived) ?? 0) ||
      rank(a) - rank(b),
  );
  const edits: FixEdit[] = [];
  let previous: number | undefined;
  for (const member of ordered) {
    const total = priorityWithAllUp(member.instance, member.keepalived);
    if (total === undefined) return undefined;
    const isTooHigh = previous !== undefined && total >= previous;
    if (!isTooHigh) {
      previous = total;
      continue;
    }
    // Not from the total, which is held to 254 however much the weights add.
    const wanted: number = (previous ?? total) - 1;
    const lowered = wanted - addedWeight(countingTrackers(member.instance, member.keepalived) ?? []);
    // The MASTER is never lowered, and nothing goes below 1.
    if (lowered < 1 || isMaster(member)) return undefined;
    const at = member.instance.priority?.at;
    if (at === undefined) return undefined;
    edits.push({ file: member.file, at, form: "in-place", newText: String(lowered) });
    previous = wanted;
  }
  return edits.length > 0 ? edits : undefined;
}

/** Whether a weight would be in vain once the priorities are lowered, which now moves the address. */
function wouldStick(cluster: Cluster, router: VirtualRouter, edits: readonly FixEdit[]): boolean {
  const before = contestsOf(cluster.virtualRouters);
  const after = before.map((contest) => {
    if (contest.router !== router) return contest;
    const candidates = [...contest.candidates].map(([member, candidate]): [VirtualRouterMember, Candidate] => {
      const edit = edits.find(({ at }) => at === member.instance.priority?.at);
      return [member, edit === undefined ? candidate : { ...candidate, base: Number(edit.newText) }];
    });
    return { ...contest, candidates: new Map(candidates) };
  });
  return stuckFailures(after).length > stuckFailures(before).length;
}

function fixFor(
  cluster: Cluster,
  router: VirtualRouter,
  tied: readonly VirtualRouterMember[],
  keeper: VirtualRouterMember,
): Fix[] {
  const edits = shiftedDown(router, tied, keeper);
  if (edits === undefined || wouldStick(cluster, router, edits)) return [];
  const lowered = router.members.filter((member) => edits.some((edit) => edit.at === member.instance.priority?.at));
  const title = message("Lower the priority of {nodes} so that {keeper} wins", {
    nodes: nodeNames(lowered),
    keeper: keeper.node.name,
  });
  return [{ title, isPreferred: true, isSafe: true, edits }];
}

export const duplicatePriority: ClusterRule = {
  code: "cluster/duplicate-priority",
  scope: "cluster",
  severity: "warning",
  fix: "safe",
  since: "0.1.0",
  docs: {
    summary: "Two nodes of one virtual router have the same priority.",
    why: "With equal priorities nobody is meant to hold the VIP: whoever starts first gets it, whatever `state` says, and after the next reboot it is another node. Where both time out together, both may hold it for a moment. Weights of trackers that are up count: 110 and 100 with a weight of +10 are equal.",
    example: {
      bad: exampleKeepalived("lb1", { state: "MASTER", priority: 100 }) + exampleKeepalived("lb2", { priority: 100 }),
      good: exampleKeepalived("lb1", { state: "MASTER", priority: 100 }) + exampleKeepalived("lb2", { priority: 99 }),
    },
  },
  *check(cluster): Iterable<Finding> {
    for (const router of cluster.virtualRouters) {
      const byPriority = new Map<number, VirtualRouterMember[]>();
      for (const member of router.members) {
        const priority = knownPriority(member);
        if (priority !== undefined) byPriority.set(priority, [...(byPriority.get(priority) ?? []), member]);
      }
      for (const [priority, tied] of byPriority) {
        const [first] = tied;
        if (first === undefined || tied.length < 2) continue;
        const keeper = tied.find(isMaster) ?? first;
        const isMeant = tied.every((member) => !isMaster(member) && member.instance.noPreempt !== undefined);
        // Once for the tie, at the member that is to give way.
        const odd = [...tied].reverse().find((member) => member !== keeper) ?? first;
        const others = tied.filter((member) => member !== odd);
        yield {
          code: this.code,
          severity: isMeant ? "information" : this.severity,
          file: odd.file,
          at: odd.instance.priority?.at ?? odd.instance.name.at,
          message: isMeant
            ? message(
                "{nodes} share priority {priority} for {router} with nopreempt: whoever starts first keeps the address, which may be meant.",
                { nodes: nodeNames(tied), priority, router: routerName(router) },
              )
            : message(
                "{nodes} share priority {priority} for {router}. Which of them holds the address is chance, and changes with every restart; give each its own.",
                { nodes: nodeNames(tied), priority, router: routerName(router) },
              ),
          related: relatedMembers(
            others,
            (other) => other.instance.priority?.at ?? other.instance.name.at,
            (other) => ({ template: "priority {priority} on {node}", args: { priority, node: other.node.name } }),
          ),
          fixes: isMeant ? [] : fixFor(cluster, router, tied, keeper),
          about: tied,
        };
      }
    }
  },
};

import { priorityWithAllUp } from "../../cluster/election.ts";
import type { VirtualRouter, VirtualRouterMember } from "../../cluster/model.ts";
import { effectiveNoPreempt, ownerPriority } from "../../model/keepalived/effective.ts";
import { type Finding, type Fix, type FixEdit, message } from "../finding.ts";
import type { ClusterRule } from "../rule.ts";
import { exampleKeepalived } from "./example-files.ts";
import {
  addedLine,
  isMaster,
  knownPriority,
  nodeNames,
  relatedMembers,
  routerName,
  withoutRepeats,
  writtenValue,
} from "./members.ts";
import { hasNoPreempt } from "./states.ts";

/** The members that stand above all others, several in a tie; none where something that adds to a priority is unknown. */
function highestOf({ members }: VirtualRouter): readonly VirtualRouterMember[] {
  const priorities = members.map(knownPriority);
  if (priorities.includes(undefined)) return [];
  const highest = Math.max(...priorities.map((priority) => priority ?? 0));
  return members.filter((_, index) => priorities[index] === highest);
}

/** Whether a member takes the address back without a word that it is meant to. */
function preemptsUnasked(member: VirtualRouterMember): boolean {
  return effectiveNoPreempt(member.instance) === false && !hasNoPreempt(member) && !member.instance.isMeantToPreempt;
}

/** The edits that let the highest stay away while another one holds the address. Beside MASTER, and at 255, nopreempt is void. */
function added(top: VirtualRouterMember, router: VirtualRouter): FixEdit[] | undefined {
  const { priority, state } = top.instance;
  if (priority === undefined || priority.value === ownerPriority) return undefined;
  // Of several that are MASTER another one would be left, below a higher BACKUP.
  if (isMaster(top) && router.members.filter(isMaster).length > 1) return undefined;
  const line = addedLine(top, "nopreempt");
  const backup = isMaster(top) ? writtenValue(top, state, "state", "BACKUP") : undefined;
  if (line === undefined || (isMaster(top) && backup === undefined)) return undefined;
  return backup === undefined ? [line] : [backup, line];
}

/** The edits that take nopreempt away; with it equal priorities are meant, so there it stays. */
function removed(lower: readonly VirtualRouterMember[]): FixEdit[] | undefined {
  const priorities = lower.map(({ instance, keepalived }) => priorityWithAllUp(instance, keepalived));
  if (new Set(priorities).size < lower.length) return undefined;
  const edits: FixEdit[] = [];
  for (const { file, instance } of lower) {
    if (instance.noPreempt === undefined || instance.noPreempt.isGenerated) return undefined;
    edits.push({ file, at: instance.noPreempt, form: "remove-line", newText: "" });
  }
  return withoutRepeats(edits);
}

/** How many more members have nopreempt than have it not. */
function surplusOf({ members }: VirtualRouter, lower: readonly VirtualRouterMember[]): number {
  return 2 * lower.length - members.length;
}

function fixesFor(
  router: VirtualRouter,
  highest: readonly VirtualRouterMember[],
  lower: readonly VirtualRouterMember[],
): Fix[] {
  const surplus = surplusOf(router, lower);
  const fixes: Fix[] = [];
  const [top, tied] = highest;
  if (top === undefined) return [];
  const adding = tied === undefined ? added(top, router) : undefined;
  if (adding !== undefined) {
    const title = isMaster(top)
      ? message("Set nopreempt and state BACKUP on {node}", { node: top.node.name })
      : message("Set nopreempt on {node}", { node: top.node.name });
    fixes.push({ title, isPreferred: surplus > 0, isSafe: true, edits: adding });
  }
  const removing = removed(lower);
  if (removing !== undefined) {
    const title = message("Remove nopreempt from {nodes}", { nodes: nodeNames(lower) });
    fixes.push({ title, isPreferred: surplus < 0, isSafe: true, edits: removing });
  }
  return fixes;
}

export const preemptMismatch: ClusterRule = {
  code: "cluster/preempt-mismatch",
  scope: "cluster",
  severity: "warning",
  fix: "safe",
  since: "0.1.0",
  docs: {
    summary: "A lower node has `nopreempt`, but the one with the highest priority has not.",
    why: "`nopreempt` says that a node does not take the VIP from one of lower priority. On the node with the highest priority it would spare the second interruption: after a repair the VIP stays where it is. Without it there the node takes the VIP back as soon as it is up, and every failover costs two interruptions, whatever the lower nodes say.\n\n`nopreempt` works with `state BACKUP` only. Where `preempt` or `preempt_delay` says that the highest node is meant to take the VIP back, nothing is found.",
    example: {
      bad: [
        exampleKeepalived("lb1", { state: "BACKUP", priority: 150 }),
        exampleKeepalived("lb2", { priority: 120, noPreempt: true }),
        exampleKeepalived("lb3", { priority: 100, noPreempt: true }),
      ].join(""),
      good: [
        exampleKeepalived("lb1", { state: "BACKUP", priority: 150, noPreempt: true }),
        exampleKeepalived("lb2", { priority: 120, noPreempt: true }),
        exampleKeepalived("lb3", { priority: 100, noPreempt: true }),
      ].join(""),
    },
  },
  *check(cluster): Iterable<Finding> {
    for (const router of cluster.virtualRouters) {
      const highest = highestOf(router);
      const lower = router.members.filter(
        (member) => !highest.includes(member) && effectiveNoPreempt(member.instance) === true,
      );
      const [top] = highest;
      const [first] = lower;
      if (top === undefined || first === undefined || !highest.every(preemptsUnasked)) continue;
      // Of most that have it the highest is the odd one.
      const odd = surplusOf(router, lower) > 0 ? top : first;
      yield {
        code: this.code,
        severity: this.severity,
        file: odd.file,
        at: odd === top ? top.instance.name.at : (first.instance.noPreempt ?? first.instance.name.at),
        message: message(
          "{top} has the highest priority for {router} and no nopreempt, so it takes the address back after each restart, whatever nopreempt on {nodes} says. Every failover interrupts twice; set nopreempt on all nodes, with state BACKUP, or on none.",
          { top: top.node.name, router: routerName(router), nodes: nodeNames(lower) },
        ),
        related: [
          ...relatedMembers(
            odd === top ? [] : [top],
            ({ instance }) => instance.priority?.at ?? instance.name.at,
            (member) => ({
              template: "priority {priority} on {node}",
              args: {
                priority: priorityWithAllUp(member.instance, member.keepalived) ?? "",
                node: member.node.name,
              },
            }),
          ),
          ...relatedMembers(
            lower.filter((member) => member !== odd),
            ({ instance }) => instance.noPreempt ?? instance.name.at,
            (member) => ({ template: "nopreempt on {node}", args: { node: member.node.name } }),
          ),
        ],
        fixes: fixesFor(router, highest, lower),
        about: [odd],
      };
    }
  },
};

import { priorityWithAllUp } from "../../cluster/election.ts";
import type { VirtualRouter, VirtualRouterMember } from "../../cluster/model.ts";
import { effectiveNoPreempt, usualPriority } from "../../model/keepalived/effective.ts";
import { type Finding, type Fix, type FixEdit, type Message, message } from "../finding.ts";
import type { ClusterRule } from "../rule.ts";
import { exampleKeepalived } from "./example-files.ts";
import { isMaster, nodeNames, relatedMembers, routerName, trackersOf, withoutRepeats } from "./members.ts";
import { demoted, demotionTitle } from "./states.ts";

/** Who has the highest priority of all members: several in a tie, nobody where one's priority is unknown. */
function highestOf(router: VirtualRouter): readonly VirtualRouterMember[] {
  const priorities = router.members.map(({ instance, keepalived }) => priorityWithAllUp(instance, keepalived));
  if (priorities.includes(undefined)) return [];
  const highest = Math.max(...priorities.map((priority) => priority ?? 0));
  return router.members.filter((_, index) => priorities[index] === highest);
}

/**
 * Whether members without a `priority`, which MASTER makes 255 and BACKUP 100, may sink so: only one, who tracks nothing that would
 * count from then on, to a place that is free and below another.
 */
function maySink(sinking: readonly VirtualRouterMember[], router: VirtualRouter): boolean {
  const [only, second] = sinking;
  if (only === undefined) return true;
  if (second !== undefined || trackersOf(only).length > 0) return false;
  const others = router.members.flatMap((member) =>
    member === only ? [] : (priorityWithAllUp(member.instance, member.keepalived) ?? []),
  );
  return !others.includes(usualPriority) && others.some((priority) => priority > usualPriority);
}

/** The edits that make the given members BACKUP; undefined where a definition makes the text, or something else would change. */
function allDemoted(members: readonly VirtualRouterMember[], router: VirtualRouter): FixEdit[] | undefined {
  const sinking = members.filter(({ instance }) => instance.priority === undefined);
  if (!maySink(sinking, router)) return undefined;
  const edits: FixEdit[] = [];
  for (const member of members) {
    const own = demoted(member);
    if (own === undefined) return undefined;
    edits.push(...own);
  }
  return withoutRepeats(edits);
}

function fixesFor(router: VirtualRouter, masters: readonly VirtualRouterMember[]): Fix[] {
  const highest = highestOf(router);
  // Where the highest is tied, each of the tied may be meant.
  return highest.flatMap((keeper): Fix[] => {
    const others = masters.filter((member) => member !== keeper);
    const edits = allDemoted(others, router);
    if (edits === undefined) return [];
    // Nobody knows who was meant where the highest is no MASTER.
    const isPreferred = highest.length === 1 && isMaster(keeper);
    return [{ title: demotionTitle(others), isPreferred, isSafe: true, edits }];
  });
}

function sayWhy(router: VirtualRouter, masters: readonly VirtualRouterMember[]): Message {
  const args = { nodes: nodeNames(masters), router: routerName(router) };
  const [keeper, tied] = highestOf(router);
  const priority = keeper === undefined ? undefined : priorityWithAllUp(keeper.instance, keeper.keepalived);
  const isSure = keeper !== undefined && tied === undefined && effectiveNoPreempt(keeper.instance) === false;
  if (!isSure || priority === undefined) {
    return message(
      "{nodes} have state MASTER for {router}, but only one can hold the address, and the priority decides which. On the others the word only leads people to the wrong node; BACKUP is right there.",
      args,
    );
  }
  return message(
    "{nodes} have state MASTER for {router}, but only one can hold the address: {keeper}, by its priority of {priority}. On the others the word only leads people to the wrong node; BACKUP is right there.",
    { ...args, keeper: keeper.node.name, priority },
  );
}

export const multipleMasters: ClusterRule = {
  code: "cluster/multiple-masters",
  scope: "cluster",
  severity: "warning",
  fix: "safe",
  since: "0.1.0",
  docs: {
    summary: "Several nodes of one virtual router have `state MASTER`.",
    why: "The word is only where a node begins: within seconds the node of the highest priority holds the VIP, whatever the others say. So nothing breaks at once, but the files lie: whoever looks for the holder by them goes to the wrong machine. And MASTER is not without effect: it makes `nopreempt` void, and without a `priority` it means 255, which beats everything.",
    example: {
      bad: exampleKeepalived("lb1", { priority: 150 }) + exampleKeepalived("lb2", { state: "MASTER", priority: 100 }),
      good: exampleKeepalived("lb1", { priority: 150 }) + exampleKeepalived("lb2", { priority: 100 }),
    },
  },
  *check(cluster): Iterable<Finding> {
    for (const router of cluster.virtualRouters) {
      const masters = router.members.filter(isMaster);
      if (masters.length < 2) continue;
      const [highest = masters[0]] = highestOf(router);
      // Once for the virtual router, at one that is to give way.
      const odd = masters.find((member) => member !== highest);
      if (odd?.instance.state === undefined) continue;
      const others = masters.filter((member) => member !== odd);
      yield {
        code: this.code,
        severity: this.severity,
        file: odd.file,
        at: odd.instance.state.at,
        message: sayWhy(router, masters),
        related: relatedMembers(
          others,
          ({ instance }) => instance.state?.at ?? instance.name.at,
          (other) => ({ template: "state MASTER on {node}", args: { node: other.node.name } }),
        ),
        fixes: fixesFor(router, masters),
        // Who of them holds the address is a matter of them all.
        about: router.members,
      };
    }
  },
};

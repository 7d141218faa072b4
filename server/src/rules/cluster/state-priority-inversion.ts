import type { VirtualRouter, VirtualRouterMember } from "../../cluster/model.ts";
import { countingTrackers } from "../../cluster/tracking.ts";
import { effectiveNoPreempt, ownerPriority, usualPriority } from "../../model/keepalived/effective.ts";
import { type Finding, type Fix, type FixEdit, type Message, message } from "../finding.ts";
import type { ClusterRule } from "../rule.ts";
import { exampleKeepalived } from "./example-files.ts";
import { isMaster, knownPriority, relatedMembers, routerName, withoutRepeats, writtenValue } from "./members.ts";
import { demoted, demotionTitle, hasNoPreempt } from "./states.ts";

/** The members above another one, the highest first. */
function membersAbove(router: VirtualRouter, member: VirtualRouterMember): VirtualRouterMember[] {
  const own = knownPriority(member);
  if (own === undefined) return [];
  return router.members
    .filter((other) => (knownPriority(other) ?? 0) > own)
    .sort((a, b) => (knownPriority(b) ?? 0) - (knownPriority(a) ?? 0));
}

/** The weights that move the priority, in a form to compare; undefined where one is unknown. */
function weightsOf({ instance, keepalived }: VirtualRouterMember): string | undefined {
  return countingTrackers(instance, keepalived)
    ?.flatMap(({ weight, isReversed }) => (weight === 0 ? [] : [isReversed ? -weight : weight]))
    .sort((a, b) => a - b)
    .join(" ");
}

/** Whether a member moves together with other virtual routers of its node, whose priorities have to be like its own. */
function isInGroup({ instance, keepalived }: VirtualRouterMember): boolean {
  return keepalived.syncGroups.some(
    ({ members }) => members.length > 1 && members.some(({ text }) => text === instance.name.text),
  );
}

/**
 * The edits by which two members change their priorities. Undefined where that is not all that would change: their trackers weigh
 * differently, so that another failure fails over than before; one is the address owner, for whom weights are void; a sync group
 * would be torn; `nopreempt` would be on the lower one alone.
 */
function swappedPriorities(master: VirtualRouterMember, top: VirtualRouterMember): FixEdit[] | undefined {
  const bases = [master, top].map(({ instance }) =>
    instance.priority === undefined ? usualPriority : instance.priority.value,
  );
  const [masterBase, topBase] = bases;
  if (masterBase === undefined || topBase === undefined || bases.includes(ownerPriority)) return undefined;
  const weights = weightsOf(master);
  if (weights === undefined || weights !== weightsOf(top)) return undefined;
  if ([master, top].some(isInGroup) || hasNoPreempt(top)) return undefined;
  const raised = writtenValue(master, master.instance.priority, "priority", String(topBase));
  const lowered = writtenValue(top, top.instance.priority, "priority", String(masterBase));
  return raised === undefined || lowered === undefined ? undefined : withoutRepeats([raised, lowered]);
}

/** The edits by which the MASTER becomes BACKUP, and the member above it MASTER; undefined where a definition makes the text. */
function swappedStates(master: VirtualRouterMember, top: VirtualRouterMember): FixEdit[] | undefined {
  const down = demoted(master);
  // MASTER would make the top one's nopreempt void, and an unset priority 255; then all are to be BACKUP.
  if (staysBackup(top)) return down;
  const up = writtenValue(top, top.instance.state, "state", "MASTER");
  return down === undefined || up === undefined ? undefined : withoutRepeats([...down, up]);
}

/** Whether the word MASTER would change more than a word. */
function staysBackup(member: VirtualRouterMember): boolean {
  return hasNoPreempt(member) || member.instance.priority === undefined;
}

function fixesFor(router: VirtualRouter, master: VirtualRouterMember, above: readonly VirtualRouterMember[]): Fix[] {
  const [top, second] = above;
  if (top === undefined || router.members.some((member) => knownPriority(member) === undefined)) return [];
  // In a tie at the top, and beside a state that is unknown, nobody can tell who was meant.
  if (second !== undefined && knownPriority(second) === knownPriority(top)) return [];
  if (router.members.some(({ instance }) => instance.state !== undefined && instance.state.value === undefined))
    return [];
  // What stands elsewhere may be a nopreempt or a second state.
  if (master.instance.isOpen || top.instance.isOpen) return [];
  const names = { master: master.node.name, top: top.node.name };
  const fixes: Fix[] = [];
  const priorities = swappedPriorities(master, top);
  if (priorities !== undefined) {
    const title = message("Swap the priorities of {master} and {top}", names);
    fixes.push({ title, isPreferred: true, isSafe: true, edits: priorities });
  }
  const states = swappedStates(master, top);
  if (states !== undefined) {
    const title = staysBackup(top) ? demotionTitle([master]) : message("Swap the states of {master} and {top}", names);
    fixes.push({ title, isPreferred: false, isSafe: true, edits: states });
  }
  return fixes;
}

function sayWho(router: VirtualRouter, master: VirtualRouterMember, above: readonly VirtualRouterMember[]): Message {
  const [top] = above;
  const args = {
    master: master.node.name,
    own: knownPriority(master) ?? "",
    router: routerName(router),
    top: top?.node.name ?? "",
    priority: (top === undefined ? undefined : knownPriority(top)) ?? "",
  };
  if (top !== undefined && effectiveNoPreempt(top.instance) === true) {
    return message(
      "{master} has state MASTER for {router} with priority {own}, below the {priority} of {top}, which has nopreempt: whoever of them starts first keeps the address. The word MASTER does not decide that; give the node that is meant the highest priority.",
      args,
    );
  }
  return message(
    "{master} has state MASTER for {router} with priority {own}, but {top} has {priority} and takes the address from it. The word MASTER does not decide that; give the node that is meant the highest priority.",
    args,
  );
}

export const statePriorityInversion: ClusterRule = {
  code: "cluster/state-priority-inversion",
  scope: "cluster",
  severity: "warning",
  fix: "safe",
  since: "0.1.0",
  docs: {
    summary: "The node with `state MASTER` does not have the highest priority of its virtual router.",
    why: "The word is only where a node begins: the highest priority holds the VIP, so the node that was meant as the backup carries the traffic, and the one that was meant as the master never does. Weights of trackers that are up count: 100 with a weight of +60 is above 150. With `nopreempt` on the higher node whoever starts first keeps the VIP.",
    example: {
      bad:
        exampleKeepalived("lb1", { state: "MASTER", priority: 100 }) +
        exampleKeepalived("lb2", { state: "BACKUP", priority: 150 }),
      good:
        exampleKeepalived("lb1", { state: "MASTER", priority: 150 }) +
        exampleKeepalived("lb2", { state: "BACKUP", priority: 100 }),
    },
  },
  *check(cluster): Iterable<Finding> {
    for (const router of cluster.virtualRouters) {
      for (const master of router.members.filter(isMaster)) {
        const above = membersAbove(router, master);
        const [top] = above;
        if (top === undefined) continue;
        const others = router.members.filter((member) => member !== master && knownPriority(member) !== undefined);
        yield {
          code: this.code,
          severity: this.severity,
          file: master.file,
          at: master.instance.priority?.at ?? master.instance.name.at,
          message: sayWho(router, master, above),
          related: relatedMembers(
            others,
            ({ instance }) => instance.priority?.at ?? instance.name.at,
            (other) => ({
              template: "priority {priority} on {node}",
              args: { priority: knownPriority(other) ?? "", node: other.node.name },
            }),
          ),
          fixes: fixesFor(router, master, above),
          about: [master, top],
        };
      }
    }
  },
};

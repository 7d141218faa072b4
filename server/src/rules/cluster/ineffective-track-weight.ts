import { contestsOf, withTrackers } from "../../cluster/contests.ts";
import { type Standing, standingOf } from "../../cluster/election.ts";
import type { Cluster, VirtualRouterMember } from "../../cluster/model.ts";
import { type StuckFailure, stuckFailures } from "../../cluster/stuck.ts";
import type { Anchor } from "../../syntax/tree.ts";
import { type Finding, type Message, message, type RelatedPlace } from "../finding.ts";
import type { ClusterRule } from "../rule.ts";
import { exampleKeepalived } from "./example-files.ts";
import { nodeNames, routerName } from "./members.ts";
import { WeightFixes, weightPlace } from "./track-weight-fix.ts";

/** Failures that one weight leaves without effect, or one thing that several tied holders track. */
interface Cause {
  readonly first: StuckFailure;
  readonly failures: StuckFailure[];
}

function placeOf({ tracker }: StuckFailure): Anchor {
  return tracker.stated?.at ?? tracker.tracker.at;
}

/** One cause for each weight, and of holders that are tied for each thing. */
function causesOf(failures: readonly StuckFailure[]): Cause[] {
  const causes: Cause[] = [];
  const known = new Map<string, Cause>();
  const routers = new Map<object, number>();
  for (const failure of failures) {
    const { seat, tracker } = failure;
    const { router } = seat.contest;
    if (!routers.has(router)) routers.set(router, routers.size);
    const keys = [`${routers.get(router)} ${tracker.thing}`];
    if (tracker.stated !== undefined) keys.push(weightPlace(seat.member, tracker.stated));
    const same = keys.map((key) => known.get(key)).find((cause) => cause !== undefined);
    const cause = same ?? { first: failure, failures: [] };
    if (same === undefined) causes.push(cause);
    cause.failures.push(failure);
    for (const key of keys) known.set(key, cause);
  }
  return causes;
}

/** `110 − 5 = 105`, or the fall as it is where the holder's place in FAULT has no number. */
function fallOf({ before, after }: StuckFailure): { before: Standing; loss: number; after: Standing } {
  return { before, loss: Number(before) - Number(after), after };
}

const templates = {
  "too small":
    "weight {weight} of {tracker} is too small: if it fails on {node}, {before} − {loss} = {after} is still above the {best} of {others}. {router} stays on {node}, where what {tracker} watches is dead.",
  tie: "weight {weight} of {tracker} is too small: if it fails on {node}, {before} − {loss} = {after} only equals the {best} of {others}, and a tie moves nothing. {router} stays on {node}, where what {tracker} watches is dead.",
  nopreempt:
    "weight {weight} of {tracker} moves nothing: nopreempt on {others} takes the lower advertisements of {node} for those of a live master. {router} stays on {node}, where what {tracker} watches is dead; only weight 0 gives it up.",
  "sync group":
    "weight {weight} of {tracker} moves nothing: {instance} in the same sync group keeps priority {after} on {node}, and nobody takes it over. {router} stays on {node}, where what {tracker} watches is dead.",
  together:
    "If only {tracker} fails on {node}, {before} − {loss} = {after} is not below the {best} of {others}, so {router} stays there. It moves once other things that {node} tracks fail as well.",
  reverse:
    "{tracker} is tracked with reverse: if it fails on {node}, the priority rises from {before} to {after}, and {router} stays there. That is right if {tracker} succeeds while something is wrong.",
};

function kindOf(failure: StuckFailure, isTurned: boolean): keyof typeof templates {
  const { seat, tracker, blocked, after, best, rivals, movesWithOthers } = failure;
  if (tracker.isReversed && !isTurned) return "reverse";
  if (movesWithOthers) return "together";
  if (blocked.member !== seat.member) return "sync group";
  if (rivals.length === 0) return "nopreempt";
  return after === best ? "tie" : "too small";
}

function othersOf({ blocked, rivals }: StuckFailure): readonly VirtualRouterMember[] {
  if (rivals.length > 0) return rivals;
  return [...blocked.contest.candidates.keys()].filter((member) => member !== blocked.member);
}

function messageOf(failure: StuckFailure, kind: keyof typeof templates): Message {
  const { seat, tracker, blocked, best } = failure;
  return message(templates[kind], {
    ...fallOf(failure),
    weight: tracker.stated?.text ?? 0,
    tracker: tracker.tracker.name.text,
    node: seat.member.node.name,
    instance: blocked.member.instance.name.text,
    router: routerName(seat.contest.router),
    best,
    others: nodeNames(othersOf(failure)),
  });
}

function standingPlace(failure: StuckFailure, member: VirtualRouterMember): RelatedPlace[] {
  const candidate = failure.blocked.contest.candidates.get(member);
  if (candidate === undefined) return [];
  const { instance, node, file } = member;
  return [
    {
      file,
      at: instance.priority?.at ?? instance.name.at,
      message: message("priority {priority} on {node} while all is well", {
        priority: standingOf(candidate),
        node: node.name,
      }),
    },
  ];
}

function relatedOf({ first, failures }: Cause): RelatedPlace[] {
  const { seat, tracker, blocked } = first;
  const trackLine: RelatedPlace = {
    file: seat.member.file,
    at: tracker.tracker.at,
    message: message("{tracker} is tracked here", { tracker: tracker.tracker.name.text }),
  };
  const others = othersOf(first);
  const waiting = first.rivals.length > 0 ? [] : others;
  return [
    ...(tracker.stated === tracker.tracker.weight ? [] : [trackLine]),
    ...standingPlace(first, blocked.member),
    ...others.flatMap((member) => standingPlace(first, member)),
    ...waiting.flatMap(({ file, instance, node }): RelatedPlace[] =>
      instance.noPreempt === undefined
        ? []
        : [{ file, at: instance.noPreempt, message: message("nopreempt on {node}", { node: node.name }) }],
    ),
    ...failures.slice(1).map(
      (failure): RelatedPlace => ({
        file: failure.seat.member.file,
        at: failure.tracker.tracker.at,
        message: message("the same for {router} on {node}", {
          router: routerName(failure.seat.contest.router),
          node: failure.seat.member.node.name,
        }),
      }),
    ),
  ];
}

/** All that takes part in the contests of a cause. */
function aboutOf({ failures }: Cause): VirtualRouterMember[] {
  const seats = new Set([...new Set(failures.map((failure) => failure.seats))].flat());
  return [...seats].flatMap(({ contest }) => [...contest.candidates.keys()]);
}

function* findingsOf(cluster: Cluster): Iterable<Finding> {
  const contests = contestsOf(cluster.virtualRouters);
  const failures = stuckFailures(contests);
  if (failures.length === 0) return;
  // With `reverse` a thing that is down may be the good state. Such a weight is surely in vain only if it is so either way.
  const turned = stuckFailures(
    withTrackers(contests, (tracker) =>
      tracker.isReversed ? { ...tracker, weight: -tracker.weight, isReversed: false } : tracker,
    ),
  );
  const weightFixes = new WeightFixes(contests, failures);
  for (const cause of causesOf(failures)) {
    const { first } = cause;
    const eitherWay = first.tracker.isReversed
      ? turned.find(({ seat, tracker }) => seat.member === first.seat.member && tracker.thing === first.tracker.thing)
      : undefined;
    const kind = kindOf(eitherWay ?? first, eitherWay !== undefined);
    yield {
      code: ineffectiveTrackWeight.code,
      severity: kind === "reverse" || kind === "together" ? "information" : ineffectiveTrackWeight.severity,
      file: first.seat.member.file,
      at: placeOf(first),
      message: messageOf(eitherWay ?? first, kind),
      related: relatedOf(cause),
      fixes: first.tracker.isReversed ? [] : weightFixes.of(cause.failures),
      about: aboutOf(cause),
    };
  }
}

export const ineffectiveTrackWeight: ClusterRule = {
  code: "cluster/ineffective-track-weight",
  scope: "cluster",
  severity: "warning",
  fix: "safe",
  since: "0.1.0",
  docs: {
    summary: "A tracked failure on the node that holds the VIP does not move it.",
    why: "A weight lowers the priority of a node whose script, process or interface fails. If that priority is still not below another node's, nothing happens: haproxy is dead, and the VIP stays on the node where nothing listens. A tie moves nothing either, and a node with `nopreempt` waits until the holder falls silent, whatever its priority. Positive weights count on every node whose script succeeds, so 110 against 100 with a weight of 2 on both is 110 against 102 when it fails.\n\nWeight 0 (the default) takes a failing node out of the election instead, and always moves the VIP.",
    example: {
      bad:
        exampleKeepalived("lb1", { priority: 150, weight: -20 }) +
        exampleKeepalived("lb2", { priority: 100, weight: -20 }),
      good:
        exampleKeepalived("lb1", { priority: 150, weight: -51 }) +
        exampleKeepalived("lb2", { priority: 100, weight: -51 }),
    },
  },
  check: findingsOf,
};

import { type Contest, withTrackers } from "../../cluster/contests.ts";
import { type Candidate, standingOf, unboundedPriority } from "../../cluster/election.ts";
import type { VirtualRouterMember } from "../../cluster/model.ts";
import { type StuckFailure, stuckFailures } from "../../cluster/stuck.ts";
import type { CountingTracker } from "../../cluster/tracking.ts";
import type { TrackWeight } from "../../model/keepalived/facts.ts";
import type { Fix, FixEdit } from "../finding.ts";
import { message } from "../finding.ts";

/** The word that gives a weight, as a key: several trackers may share a definition, and several nodes a file. */
export function weightPlace(member: VirtualRouterMember, { at }: TrackWeight): string {
  return `${member.file}\n${at.origin.offset + at.start}`;
}

function commandOf(tracker: CountingTracker, { keepalived }: VirtualRouterMember): string | undefined {
  const { kind, name } = tracker.tracker;
  return kind === "script"
    ? keepalived.scripts.find((script) => script.name.text === name.text)?.command?.value
    : undefined;
}

/** What another node tracks where this one tracks `tracker`: the thing of that name, or a script with the same command. */
function counterpart(
  tracker: CountingTracker,
  member: VirtualRouterMember,
  other: VirtualRouterMember,
  { trackers }: Candidate,
): CountingTracker | undefined {
  const command = commandOf(tracker, member);
  return (
    trackers.find(({ thing }) => thing === tracker.thing) ??
    trackers.find((one) => command !== undefined && commandOf(one, other) === command)
  );
}

/** The contests in which a failure has to move something, with the holder there and its tracker of what failed. */
interface Struggle {
  readonly contest: Contest;
  readonly holder: VirtualRouterMember;
  readonly tracker: CountingTracker;
}

/** Undefined where a seat that does not track the thing keeps the others: no weight can help. */
function strugglesOf({ seats, tracker, blocked }: StuckFailure): Struggle[] | undefined {
  const struggles = seats.flatMap(({ contest, member }): Struggle[] => {
    const own = contest.candidates.get(member)?.trackers.find(({ thing }) => thing === tracker.thing);
    return own === undefined || own.weight === 0 ? [] : [{ contest, holder: member, tracker: own }];
  });
  return struggles.some(({ holder }) => holder === blocked.member) ? struggles : undefined;
}

/** A candidate's priority without one of its trackers, all others up. */
function priorityWithout(candidate: Candidate, tracker: CountingTracker | undefined): number {
  return unboundedPriority({ ...candidate, trackers: candidate.trackers.filter((one) => one !== tracker) }, new Set());
}

/**
 * The least weight of a sign with which somebody beats the holder when the thing fails there, as a positive number. A negative one
 * lowers the holder; a positive one counts for those that track the thing themselves.
 */
function leastWeight({ contest, holder, tracker }: Struggle, isPositive: boolean): number {
  const own = contest.candidates.get(holder);
  if (own === undefined) return Number.POSITIVE_INFINITY;
  const left = priorityWithout(own, tracker);
  const needs = [...contest.candidates].flatMap(([member, candidate]) => {
    if (member === holder || !candidate.mayPreempt) return [];
    const theirs = counterpart(tracker, holder, member, candidate);
    if (isPositive && theirs === undefined) return [];
    return [left - priorityWithout(candidate, theirs?.weight === 0 ? undefined : theirs) + 1];
  });
  return Math.max(1, Math.min(...needs));
}

/** Weights by the places of the words that give them. */
interface Change {
  readonly weight: number;
  readonly edits: ReadonlyMap<string, FixEdit>;
  readonly nodes: readonly string[];
}

/** Gives the weight to everyone who tracks the thing with less; undefined where a word can't be replaced. */
function changeTo(weight: number, struggles: readonly Struggle[]): Change | undefined {
  const edits = new Map<string, FixEdit>();
  const nodes = new Set<string>();
  for (const { contest, holder, tracker } of struggles) {
    for (const [member, candidate] of contest.candidates) {
      const theirs = counterpart(tracker, holder, member, candidate);
      if (theirs === undefined || theirs.weight === 0) continue;
      const isEnough = weight < 0 ? theirs.weight <= weight : weight > 0 && theirs.weight >= weight;
      if (isEnough) continue;
      if (theirs.isReversed || theirs.stated === undefined || theirs.stated.isGenerated) return undefined;
      const { at } = theirs.stated;
      const edit: FixEdit = { file: member.file, at, form: "in-place", newText: String(weight) };
      edits.set(weightPlace(member, theirs.stated), edit);
      nodes.add(member.node.name);
    }
  }
  return edits.size === 0 ? undefined : { weight, edits, nodes: [...nodes] };
}

/** Whether the members of each contest still stand in the same order, with the same ties. */
function isSameOrder(before: readonly Contest[], after: readonly Contest[]): boolean {
  const rank = (candidate: Candidate | undefined): number => {
    const standing = candidate === undefined ? "FAULT" : standingOf(candidate);
    return standing === "FAULT" ? 0 : standing;
  };
  return before.every(({ candidates }, index) => {
    const changed = after[index]?.candidates ?? new Map<VirtualRouterMember, Candidate>();
    return [...candidates].every(([a, own]) =>
      [...candidates].every(
        ([b, other]) => Math.sign(rank(own) - rank(other)) === Math.sign(rank(changed.get(a)) - rank(changed.get(b))),
      ),
    );
  });
}

/**
 * Tries a change on a copy of the values: nothing may be left of the failures, no other may come up, and who stands above whom while
 * all is well must stay as it is.
 */
function isCure(
  change: Change,
  failures: readonly StuckFailure[],
  struggles: readonly Struggle[],
  contests: readonly Contest[],
): boolean {
  const before = stuckFailures(contests);
  const changed = withTrackers(contests, (tracker, member) => {
    const isMeant = tracker.stated !== undefined && change.edits.has(weightPlace(member, tracker.stated));
    return isMeant ? { ...tracker, weight: change.weight } : tracker;
  });
  if (!isSameOrder(contests, changed)) return false;
  const touched = new Set(struggles.map(({ contest }) => contest.router));
  const things = new Set(failures.map(({ tracker }) => tracker.thing));
  return stuckFailures(changed).every(
    ({ seat, tracker }) =>
      !(touched.has(seat.contest.router) && things.has(tracker.thing)) &&
      before.some((known) => known.seat.member === seat.member && known.tracker.thing === tracker.thing),
  );
}

/**
 * The smallest weight with which the address moves, on all nodes that track the same. A positive weight stays positive where all
 * track it; where `nopreempt` or something else holds the address, only weight 0 gives it up, which is offered but not preferred
 * unless nothing else can help by the nature of things.
 *
 * @param failures what one weight leaves without effect
 * @param contests the elections of the cluster
 */
export function trackWeightFixes(failures: readonly StuckFailure[], contests: readonly Contest[]): Fix[] {
  const struggles: Struggle[] = [];
  let canHelp = true;
  for (const failure of failures) {
    const own = strugglesOf(failure);
    if (own === undefined) canHelp = false;
    struggles.push(
      ...(own ?? [{ contest: failure.seat.contest, holder: failure.seat.member, tracker: failure.tracker }]),
    );
  }
  const isNopreempt = failures.every(({ rivals }) => rivals.length === 0);
  const need = (isPositive: boolean): number => Math.max(...struggles.map((one) => leastWeight(one, isPositive)));
  const isPositive = failures.every(({ tracker }) => tracker.weight > 0);
  const weights = canHelp && !isNopreempt ? [...(isPositive ? [need(true)] : []), -need(false)] : [];
  for (const weight of [...weights, 0]) {
    if (!Number.isFinite(weight) || Math.abs(weight) > 253) continue;
    const change = changeTo(weight, struggles);
    if (change === undefined || !isCure(change, failures, struggles, contests)) continue;
    const title = message("Set the weight of {tracker} to {weight} on {nodes}", {
      tracker: failures[0]?.tracker.tracker.name.text ?? "",
      weight,
      nodes: change.nodes.join(", "),
    });
    // Weight 0 lets nobody hold the address while the thing is down everywhere, so it wants a look.
    const isZero = weight === 0;
    return [{ title, isPreferred: !isZero || isNopreempt, isSafe: !isZero, edits: [...change.edits.values()] }];
  }
  return [];
}

import { type Contest, type Seat, SyncedSeats, withTrackers } from "../../cluster/contests.ts";
import { addedWeight, type Candidate, standingOf } from "../../cluster/election.ts";
import type { VirtualRouterMember } from "../../cluster/model.ts";
import { type StuckFailure, stuckFailures } from "../../cluster/stuck.ts";
import { type CountingTracker, maximumWeight } from "../../cluster/tracking.ts";
import { ownerPriority } from "../../model/keepalived/effective.ts";
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

function trackedWith({ contest, member }: Seat, thing: string): CountingTracker | undefined {
  return contest.candidates.get(member)?.trackers.find((one) => one.thing === thing && one.weight !== 0);
}

/** The struggles of all seats that have to move if one of the failures is to move anything, each once. */
function strugglesOf(failures: readonly StuckFailure[]): Struggle[] {
  const struggles = new Map<VirtualRouterMember, Struggle>();
  const known = new Set<readonly Seat[]>();
  for (const { seats, tracker } of failures) {
    if (known.has(seats)) continue;
    known.add(seats);
    for (const seat of seats) {
      const own = trackedWith(seat, tracker.thing);
      if (own === undefined) continue;
      struggles.set(seat.member, { contest: seat.contest, holder: seat.member, tracker: own });
    }
  }
  return [...struggles.values()];
}

/** A candidate's priority without one of its trackers, all others up. */
function priorityWithout(candidate: Candidate, tracker: CountingTracker | undefined): number {
  return candidate.base + addedWeight(candidate.trackers.filter((one) => one !== tracker));
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

function isMeant(tracker: CountingTracker, member: VirtualRouterMember, { edits }: Change): boolean {
  return tracker.stated !== undefined && edits.has(weightPlace(member, tracker.stated));
}

/** Works out which weights mend the failures that weights leave without effect. */
export class WeightFixes {
  readonly #failures: readonly StuckFailure[];
  readonly #synced: SyncedSeats;
  readonly #byPlace = new Map<string, Set<Contest>>();

  /**
   * @param contests the elections of a cluster
   * @param failures all that is without effect in them
   */
  constructor(contests: readonly Contest[], failures: readonly StuckFailure[]) {
    this.#failures = failures;
    this.#synced = new SyncedSeats(contests);
    for (const contest of contests) {
      for (const [member, { trackers }] of contest.candidates) {
        for (const { stated } of trackers) {
          if (stated === undefined) continue;
          const place = weightPlace(member, stated);
          this.#byPlace.set(place, (this.#byPlace.get(place) ?? new Set()).add(contest));
        }
      }
    }
  }

  /**
   * The smallest weight with which the address moves, on all nodes that track the same. A positive weight stays positive where
   * others track it as well and the ceiling of priorities is not met. Where `nopreempt` or an instance that tracks nothing holds the
   * address, only weight 0 gives it up; that lets nobody hold it while the thing is down everywhere, so it wants a look.
   *
   * @param failures what has one cause
   */
  of(failures: readonly StuckFailure[]): Fix[] {
    const struggles = strugglesOf(failures);
    // A seat that does not track the thing keeps its priority, whatever the weight is.
    const canHelp = failures.every(({ blocked, tracker }) => trackedWith(blocked, tracker.thing) !== undefined);
    const isNopreempt = failures.every(({ rivals }) => rivals.length === 0);
    const need = (isPositive: boolean): number =>
      struggles.reduce((most, one) => Math.max(most, leastWeight(one, isPositive)), 1);
    const isPositive = failures.every(({ tracker }) => tracker.weight > 0);
    const weights = canHelp && !isNopreempt ? [...(isPositive ? [need(true)] : []), -need(false)] : [];
    for (const weight of [...weights, 0]) {
      const change = Math.abs(weight) > maximumWeight ? undefined : changeTo(weight, struggles);
      if (change === undefined || !this.#isCure(change, failures, struggles)) continue;
      const title = message("Set the weight of {tracker} to {weight} on {nodes}", {
        tracker: failures[0]?.tracker.tracker.name.text ?? "",
        weight,
        nodes: change.nodes.join(", "),
      });
      const isZero = weight === 0;
      return [{ title, isPreferred: !isZero || isNopreempt, isSafe: !isZero, edits: [...change.edits.values()] }];
    }
    return [];
  }

  /** The contests that a change touches, with those of the instances that can only move together with theirs. */
  #touchedBy({ edits }: Change): Contest[] {
    const touched = new Set([...edits.keys()].flatMap((place) => [...(this.#byPlace.get(place) ?? [])]));
    for (const contest of [...touched]) {
      for (const member of contest.candidates.keys()) {
        for (const seat of this.#synced.of({ contest, member }) ?? []) touched.add(seat.contest);
      }
    }
    return [...touched];
  }

  /**
   * Tries a change on a copy of the values: nothing may be left of the failures, no other may come up, and who stands above whom
   * while all is well must stay as it is.
   */
  #isCure(change: Change, failures: readonly StuckFailure[], struggles: readonly Struggle[]): boolean {
    const before = this.#touchedBy(change);
    const after = withTrackers(before, (tracker, member) =>
      isMeant(tracker, member, change) ? { ...tracker, weight: change.weight } : tracker,
    );
    const meetsCeiling = after.some(({ candidates }) =>
      [...candidates.values()].some(
        (candidate) => candidate.base + addedWeight(candidate.trackers) >= ownerPriority - 1,
      ),
    );
    if ((change.weight > 0 && meetsCeiling) || !isSameOrder(before, after)) return false;
    const routers = new Set(struggles.map(({ contest }) => contest.router));
    const things = new Set(failures.map(({ tracker }) => tracker.thing));
    return stuckFailures(after).every(
      ({ seat, tracker }) =>
        !(routers.has(seat.contest.router) && things.has(tracker.thing)) &&
        this.#failures.some((known) => known.seat.member === seat.member && known.tracker.thing === tracker.thing),
    );
  }
}

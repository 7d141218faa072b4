import { effectiveNoPreempt, effectivePriority, ownerPriority } from "../model/keepalived/effective.ts";
import type { KeepalivedFacts, VrrpInstance } from "../model/keepalived/facts.ts";
import { type CountingTracker, countingTrackers } from "./tracking.ts";

/** What an instance brings to the election of its virtual router. */
export interface Candidate {
  /** The priority without trackers. */
  readonly base: number;
  readonly trackers: readonly CountingTracker[];
  /** Whether it takes over from a master of lower priority. */
  readonly mayPreempt: boolean;
}

/** A candidate's priority, or that it is out of the election. */
export type Standing = number | "FAULT";

const nothingDown: ReadonlySet<string> = new Set();

/** What trackers add to a priority, weight 0 aside: what is up its positive weight, what is down its negative one. */
export function addedWeight(trackers: readonly CountingTracker[], down: ReadonlySet<string> = nothingDown): number {
  return trackers.reduce((sum, { thing, weight, isReversed }) => {
    const added = down.has(thing) ? Math.min(weight, 0) : Math.max(weight, 0);
    return isReversed ? sum - added : sum + added;
  }, 0);
}

/**
 * How a candidate stands (as real keepalived 2.2.7 does): what is up adds its positive weight, what is down its negative one, `reverse`
 * turns both round, and the sum stays within 1 and 254. A tracker of weight 0 adds nothing and takes the candidate out when down.
 *
 * @param down the things that are down on its node
 */
export function standingOf(candidate: Candidate, down: ReadonlySet<string> = nothingDown): Standing {
  const isOut = candidate.trackers.some(
    ({ thing, weight, isReversed }) => weight === 0 && down.has(thing) !== isReversed,
  );
  if (isOut) return "FAULT";
  if (candidate.base === ownerPriority) return ownerPriority;
  return Math.max(1, Math.min(ownerPriority - 1, candidate.base + addedWeight(candidate.trackers, down)));
}

/** The members that stand highest; several in a tie, none where all are out. */
function highest<Member>(standings: readonly (readonly [Member, Standing])[]): Member[] {
  const top = Math.max(0, ...standings.map(([, standing]) => (standing === "FAULT" ? 0 : standing)));
  return standings.flatMap(([member, standing]) => (standing === top ? [member] : []));
}

/** Who may hold the address while nothing is down: whoever stands highest, whatever `state` says; several in a tie. */
export function holdersOf<Member>(candidates: ReadonlyMap<Member, Candidate>): Member[] {
  return highest([...candidates].map(([member, candidate]) => [member, standingOf(candidate)] as const));
}

/**
 * Who takes the address from a holder, all others being well. A holder in FAULT falls silent, and the highest of the others follows;
 * one that goes on must be beaten, in which a tie is not enough, by a candidate that may preempt.
 *
 * @param down the things that are down on the holder's node
 * @returns several in a tie; none where the address stays
 */
export function takersFrom<Member>(
  candidates: ReadonlyMap<Member, Candidate>,
  holder: Member,
  down: ReadonlySet<string>,
): Member[] {
  const own = candidates.get(holder);
  if (own === undefined) return [];
  const left = standingOf(own, down);
  const rivals = [...candidates].flatMap(([member, candidate]) => {
    if (member === holder) return [];
    const standing = standingOf(candidate);
    const isTaker = left === "FAULT" || (candidate.mayPreempt && standing !== "FAULT" && standing > left);
    return isTaker ? [[member, standing] as const] : [];
  });
  return highest(rivals);
}

/**
 * Reads what an instance brings to the election.
 *
 * @returns undefined where its priority, a weight, or whether it preempts is unknown
 */
export function candidateOf(instance: VrrpInstance, facts: KeepalivedFacts): Candidate | undefined {
  const base = effectivePriority(instance);
  const trackers = countingTrackers(instance, facts);
  const noPreempt = effectiveNoPreempt(instance);
  if (base === undefined || trackers === undefined || noPreempt === undefined) return undefined;
  return { base, trackers, mayPreempt: !noPreempt };
}

/**
 * The priority with which an instance takes part in the election while everything that it tracks is up.
 *
 * @returns undefined where the priority or a weight is unknown
 */
export function priorityWithAllUp(instance: VrrpInstance, facts: KeepalivedFacts): number | undefined {
  const base = effectivePriority(instance);
  const trackers = countingTrackers(instance, facts);
  if (base === undefined || trackers === undefined) return undefined;
  const standing = standingOf({ base, trackers, mayPreempt: true });
  return standing === "FAULT" ? undefined : standing;
}

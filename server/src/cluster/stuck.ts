import { type Contest, mayHold, type Seat, SyncedSeats } from "./contests.ts";
import { type Candidate, holdersOf, type Standing, standingOf, takersFrom } from "./election.ts";
import type { VirtualRouterMember } from "./model.ts";
import type { CountingTracker } from "./tracking.ts";

/** A tracked failure on a holder's node that leaves the address where it is. */
export interface StuckFailure {
  /** The holder. */
  readonly seat: Seat;
  readonly tracker: CountingTracker;
  /** The seat that nobody takes: the holder's, or another one's of its sync group. */
  readonly blocked: Seat;
  /** All seats that move together with the holder's. */
  readonly seats: readonly Seat[];
  /** How the blocked seat stands before and after the failure. */
  readonly before: Standing;
  readonly after: Standing;
  /** The highest of the others that may preempt; empty where all of them have `nopreempt`. */
  readonly rivals: readonly VirtualRouterMember[];
  /** How the rivals stand. */
  readonly best: Standing;
  /** The address moves if everything that the seats track with a weight is down at once. */
  readonly movesWithOthers: boolean;
}

function candidateAt({ contest, member }: Seat): Candidate | undefined {
  return contest.candidates.get(member);
}

function isTaken({ contest, member }: Seat, down: ReadonlySet<string>): boolean {
  return takersFrom(contest.candidates, member, down).length > 0;
}

/**
 * Whether what goes down is the link that one of the seats runs on. That takes its instance to FAULT, and with it the whole sync group,
 * whatever the weights are.
 */
function isLinkOf(seats: readonly Seat[], thing: string): boolean {
  return seats.some(({ member: { instance } }) => thing === `interface ${instance.interface?.text ?? ""}`);
}

function weightedThings(seats: readonly Seat[]): Set<string> {
  return new Set(
    seats.flatMap(
      (seat) => candidateAt(seat)?.trackers.flatMap(({ thing, weight }) => (weight === 0 ? [] : [thing])) ?? [],
    ),
  );
}

function rivalsOf({ contest, member }: Seat): { rivals: VirtualRouterMember[]; best: Standing } {
  const others = new Map([...contest.candidates].filter(([one, { mayPreempt }]) => one !== member && mayPreempt));
  const rivals = holdersOf(others);
  const first = rivals[0] === undefined ? undefined : others.get(rivals[0]);
  return { rivals, best: first === undefined ? "FAULT" : standingOf(first) };
}

/** What it does to seats that move together if something goes down on their node. */
class Failures {
  readonly #held = new Map<readonly Seat[], boolean>();
  readonly #moved = new Map<readonly Seat[], boolean>();
  readonly #blocked = new Map<readonly Seat[], Map<string, readonly Seat[]>>();

  /** Whether one node may hold all of them. */
  areHeldTogether(seats: readonly Seat[]): boolean {
    const known = this.#held.get(seats) ?? seats.every(mayHold);
    this.#held.set(seats, known);
    return known;
  }

  /** Whether all of them are taken if everything that they track with a weight is down. */
  #movesAltogether(seats: readonly Seat[]): boolean {
    const known = this.#moved.get(seats);
    if (known !== undefined) return known;
    const all = weightedThings(seats);
    const moves = seats.every((one) => isTaken(one, all));
    this.#moved.set(seats, moves);
    return moves;
  }

  /** The seats that nobody takes. */
  blocked(seats: readonly Seat[], thing: string): readonly Seat[] {
    const known = this.#blocked.get(seats) ?? new Map<string, readonly Seat[]>();
    this.#blocked.set(seats, known);
    const down = new Set([thing]);
    const found = known.get(thing) ?? (isLinkOf(seats, thing) ? [] : seats.filter((one) => !isTaken(one, down)));
    known.set(thing, found);
    return found;
  }

  /** The failure that a weight leaves without effect. */
  stuck(seat: Seat, tracker: CountingTracker, seats: readonly Seat[]): StuckFailure | undefined {
    const blocked = this.blocked(seats, tracker.thing);
    // Another seat that is blocked in spite of a weight of its own on the same thing is found by that weight.
    const named =
      blocked.find(({ member }) => member === seat.member) ??
      blocked.find((one) => !weightedThings([one]).has(tracker.thing));
    const candidate = named === undefined ? undefined : candidateAt(named);
    if (named === undefined || candidate === undefined) return undefined;
    return {
      seat,
      tracker,
      blocked: named,
      seats,
      before: standingOf(candidate),
      after: standingOf(candidate, new Set([tracker.thing])),
      ...rivalsOf(named),
      movesWithOthers: this.#movesAltogether(seats),
    };
  }
}

/**
 * Finds the weights that are in vain: a thing that is tracked with a weight goes down on the holder's node, there alone, and nobody
 * takes the address over. In a tie each of those that may hold it is tried. A sync group moves only as a whole; one whose instances
 * are not all highest on one node is not looked at.
 */
export function stuckFailures(contests: readonly Contest[]): StuckFailure[] {
  const synced = new SyncedSeats(contests);
  const failures = new Failures();
  return contests.flatMap((contest) =>
    holdersOf(contest.candidates).flatMap((member): StuckFailure[] => {
      const trackers = contest.candidates.get(member)?.trackers.filter(({ weight }) => weight !== 0) ?? [];
      if (trackers.length === 0) return [];
      const seat: Seat = { contest, member };
      const seats = synced.of(seat);
      if (seats === undefined || !failures.areHeldTogether(seats)) return [];
      return trackers.flatMap((tracker) => failures.stuck(seat, tracker, seats) ?? []);
    }),
  );
}

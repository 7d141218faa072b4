import type { VrrpInstance, VrrpSyncGroup } from "../model/keepalived/facts.ts";
import { type Candidate, candidateOf, holdersOf } from "./election.ts";
import type { ClusterNode, VirtualRouter, VirtualRouterMember } from "./model.ts";
import { type CountingTracker, syncGroupOf } from "./tracking.ts";

/** The election of one virtual router: the members that hear one another, and what each brings. */
export interface Contest {
  readonly router: VirtualRouter;
  /** At least two. */
  readonly candidates: ReadonlyMap<VirtualRouterMember, Candidate>;
}

/** A member in its contest. */
export interface Seat {
  readonly contest: Contest;
  readonly member: VirtualRouterMember;
}

/** Members with different ids don't hear each other; where an id is unknown, all are taken to have the same. */
function byId({ members }: VirtualRouter): VirtualRouterMember[][] {
  const groups = new Map<number, VirtualRouterMember[]>();
  for (const member of members) {
    const id = member.instance.virtualRouterId?.value;
    if (id === undefined) return [[...members]];
    groups.set(id, [...(groups.get(id) ?? []), member]);
  }
  return [...groups.values()];
}

function contestOf(router: VirtualRouter, members: readonly VirtualRouterMember[]): Contest | undefined {
  const candidates = new Map<VirtualRouterMember, Candidate>();
  for (const member of members) {
    const candidate = member.instance.isOpen ? undefined : candidateOf(member.instance, member.keepalived);
    if (candidate === undefined) return undefined;
    candidates.set(member, candidate);
  }
  return candidates.size < 2 ? undefined : { router, candidates };
}

/** The elections of a cluster's virtual routers; one about which something is unknown is left out. */
export function contestsOf(routers: readonly VirtualRouter[]): Contest[] {
  return routers.flatMap((router) => byId(router).flatMap((members) => contestOf(router, members) ?? []));
}

/** The same elections with other trackers. */
export function withTrackers(
  contests: readonly Contest[],
  change: (tracker: CountingTracker, member: VirtualRouterMember) => CountingTracker,
): Contest[] {
  return contests.map(({ router, candidates }) => ({
    router,
    candidates: new Map(
      [...candidates].map(([member, candidate]) => [
        member,
        { ...candidate, trackers: candidate.trackers.map((tracker) => change(tracker, member)) },
      ]),
    ),
  }));
}

/** The seats that can only move together, because the instances are in one sync group. */
export class SyncedSeats {
  readonly #byInstance = new Map<VrrpInstance, Seat[]>();
  readonly #byGroup = new Map<VrrpSyncGroup, Map<ClusterNode, readonly Seat[] | undefined>>();

  constructor(contests: readonly Contest[]) {
    for (const contest of contests) {
      for (const member of contest.candidates.keys()) {
        const seats = this.#byInstance.get(member.instance);
        // One file may be read by several nodes.
        if (seats === undefined) this.#byInstance.set(member.instance, [{ contest, member }]);
        else seats.push({ contest, member });
      }
    }
  }

  /**
   * The seats that a seat moves with, itself among them; itself alone without a group.
   *
   * @returns undefined where one of the group takes part in no known contest
   */
  of(seat: Seat): readonly Seat[] | undefined {
    const { node, instance, keepalived } = seat.member;
    const group = syncGroupOf(instance, keepalived);
    if (group === undefined) return [seat];
    const known = this.#byGroup.get(group) ?? new Map<ClusterNode, readonly Seat[] | undefined>();
    this.#byGroup.set(group, known);
    if (!known.has(node)) known.set(node, this.#seatsOf(group, seat.member));
    return known.get(node);
  }

  #seatsOf(group: VrrpSyncGroup, { node, keepalived }: VirtualRouterMember): readonly Seat[] | undefined {
    const names = new Set(group.members.map(({ text }) => text));
    const seats: Seat[] = [];
    for (const instance of keepalived.instances) {
      if (!names.has(instance.name.text)) continue;
      const seat = this.#byInstance.get(instance)?.find(({ member }) => member.node === node);
      if (seat === undefined) return undefined;
      seats.push(seat);
    }
    return seats;
  }
}

/** Whether a seat's member may hold the address while nothing is down. */
export function mayHold({ contest, member }: Seat): boolean {
  return holdersOf(contest.candidates).includes(member);
}

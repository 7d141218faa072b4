import type { VrrpInstance } from "../model/keepalived/facts.ts";
import type { ClusterNode, MachineEvidence, MemberTie, VirtualRouter, VirtualRouterMember } from "./model.ts";
import { areNamedAlike } from "./units.ts";

interface Draft {
  readonly members: VirtualRouterMember[];
  readonly ties: Map<VirtualRouterMember, MemberTie>;
  readonly alternatives: Map<VirtualRouterMember, VirtualRouterMember[]>;
}

function newDraft(): Draft {
  return { members: [], ties: new Map(), alternatives: new Map() };
}

function knownAddresses(instance: VrrpInstance): Set<string> {
  return new Set(
    instance.virtualAddresses.flatMap((address) => (address.value === undefined ? [] : [address.value.text])),
  );
}

function hasNode(draft: Draft, member: VirtualRouterMember): boolean {
  return draft.members.some((known) => known.node === member.node);
}

/** The VIPs that a member shares with a virtual router. */
function sharedAddresses(draft: Draft, addresses: ReadonlySet<string>): string[] {
  const all = new Set(draft.members.flatMap((member) => [...knownAddresses(member.instance)]));
  return [...addresses].filter((address) => all.has(address));
}

function family(instance: VrrpInstance): number | undefined {
  return instance.virtualAddresses.find((address) => address.value !== undefined)?.value?.family;
}

/** What keepalived's own sample has, and with it thousands of unrelated files. */
const sample = { id: 51, password: "1111" };

/**
 * What shows that two instances that share no VIP are meant as one virtual router: the same id, and the same name or password.
 * A name alone says nothing: most people call theirs VI_1. Of nodes that are not named like machines of one set all three must
 * agree, and not be the sample's: versions of one file lie side by side as well.
 */
function tieById(one: VirtualRouterMember, other: VirtualRouterMember): MemberTie | undefined {
  const a = one.instance;
  const b = other.instance;
  const id = a.virtualRouterId?.value;
  if (id === undefined || id !== b.virtualRouterId?.value) return undefined;
  const familyA = family(a);
  const familyB = family(b);
  if (familyA !== undefined && familyB !== undefined && familyA !== familyB) return undefined;
  const sameName = a.name.value !== undefined && a.name.value === b.name.value;
  const password = a.authPass?.value;
  const samePassword = password !== undefined && password === b.authPass?.value;
  if (sameName && samePassword) {
    const isSample = id === sample.id || password === sample.password;
    const isTelling = areNamedAlike(one.node.name, other.node.name) || !isSample;
    return isTelling ? { kind: "id", and: "name and password" } : undefined;
  }
  if (!areNamedAlike(one.node.name, other.node.name)) return undefined;
  if (sameName) return { kind: "id", and: "name" };
  return samePassword ? { kind: "id", and: "password" } : undefined;
}

/** Two texts of one node: the same source address, state and priority. Only the first takes part. */
function areAlternatives(a: VrrpInstance, b: VrrpInstance): boolean {
  const source = a.sourceAddress?.value?.text;
  return (
    source !== undefined &&
    source === b.sourceAddress?.value?.text &&
    a.state?.value === b.state?.value &&
    a.priority?.value === b.priority?.value
  );
}

/** Whether both values are known and differ. */
function differ<T>(a: T | undefined, b: T | undefined): boolean {
  return a !== undefined && b !== undefined && a !== b;
}

/** Whether something names the node as a machine: the manifest, or one file for all hosts. */
function isDeclared({ knownBy }: ClusterNode): boolean {
  return knownBy === "manifest" || knownBy === "inventory" || knownBy === "config-id";
}

/** What makes two nodes surely different machines: the manifest says so, or their own addresses or `router_id`s. */
function differentMachines(one: VirtualRouterMember, other: VirtualRouterMember): MachineEvidence | undefined {
  if (isDeclared(one.node) && isDeclared(other.node)) return "declared";
  const a = one.instance.sourceAddress?.value?.text;
  const b = other.instance.sourceAddress?.value?.text;
  if (differ(a, b)) return "source addresses";
  return differ(one.keepalived.routerId?.value, other.keepalived.routerId?.value) ? "router ids" : undefined;
}

/**
 * What shows that two instances with a common VIP are meant as one virtual router. The VIP alone does not tell: variants of one
 * file (`before/` and `after/`, two customers with the same tutorial) have it in common as well. So the nodes must be sure to be
 * different machines, play different parts, or be named like machines of one set without being at odds in everything else.
 */
function tieOfMachines(one: VirtualRouterMember, other: VirtualRouterMember): MachineEvidence | undefined {
  const machines = differentMachines(one, other);
  if (machines !== undefined) return machines;
  const a = one.instance;
  const b = other.instance;
  if (differ(a.state?.value, b.state?.value)) return "states";
  const isStrange =
    differ(a.virtualRouterId?.value, b.virtualRouterId?.value) && differ(a.authPass?.value, b.authPass?.value);
  if (areNamedAlike(one.node.name, other.node.name)) return isStrange ? undefined : "names";
  const isSameId = a.virtualRouterId?.value !== undefined && a.virtualRouterId.value === b.virtualRouterId?.value;
  const isAtOdds = !isSameId || a.authPass?.value !== b.authPass?.value;
  return !isAtOdds && differ(a.priority?.value, b.priority?.value) ? "priorities" : undefined;
}

/** The first tie that one of a virtual router's members has to another instance. */
function firstTie<T>(draft: Draft, tieOf: (known: VirtualRouterMember) => T | undefined): T | undefined {
  for (const known of draft.members) {
    const tie = tieOf(known);
    if (tie !== undefined) return tie;
  }
  return undefined;
}

/** A virtual router that a member could join, and why. */
interface Home {
  readonly draft: Draft;
  readonly tie: MemberTie & { readonly kind: "address" };
}

/** Of the virtual routers that share a VIP with a member the one that shares most, if it is tied to it at all. */
function homeByAddress(
  member: VirtualRouterMember,
  addresses: ReadonlySet<string>,
  candidates: Iterable<Draft>,
): Home | undefined {
  let best: Home | undefined;
  for (const draft of candidates) {
    if (hasNode(draft, member)) continue;
    const machines = firstTie(draft, (known) => tieOfMachines(known, member));
    if (machines === undefined) continue;
    const shared = sharedAddresses(draft, addresses);
    if (shared.length > (best?.tie.addresses.length ?? 0)) {
      best = { draft, tie: { kind: "address", addresses: shared, machines } };
    }
  }
  return best;
}

/**
 * Groups the instances of a scope into virtual routers: first by shared VIPs, then what is left over by id and name or password.
 * Two instances of one node are never one virtual router.
 *
 * @param members the instances of the nodes' main files
 * @param others the instances of further files of these nodes, which stand for a member's other states
 */
export function groupVirtualRouters(
  members: readonly VirtualRouterMember[],
  others: readonly VirtualRouterMember[] = [],
): VirtualRouter[] {
  const drafts: Draft[] = [];
  const byAddress = new Map<string, Draft[]>();
  for (const member of members) {
    const addresses = knownAddresses(member.instance);
    const candidates = new Set([...addresses].flatMap((address) => byAddress.get(address) ?? []));
    const home = homeByAddress(member, addresses, candidates);
    const twin = home?.draft.members.find((known) => areAlternatives(known.instance, member.instance));
    if (home !== undefined && twin !== undefined) {
      addAlternative(home.draft, twin, member);
      continue;
    }
    const draft = home?.draft ?? newDraft();
    if (home === undefined) drafts.push(draft);
    else draft.ties.set(member, home.tie);
    draft.members.push(member);
    for (const address of addresses) byAddress.set(address, [...(byAddress.get(address) ?? []), draft]);
  }
  const place = new Map(members.map((member, index) => [member, index]));
  const inOrder = (a: VirtualRouterMember, b: VirtualRouterMember): number => (place.get(a) ?? 0) - (place.get(b) ?? 0);
  const routers = joinLeftOvers(joinNamesakes(drafts, byAddress));
  for (const router of routers) router.members.sort(inOrder);
  if (others.length > 0) takeAlternatives(routers, others);
  return routers;
}

function addAlternative({ alternatives }: Draft, member: VirtualRouterMember, other: VirtualRouterMember): void {
  const known = alternatives.get(member);
  if (known === undefined) alternatives.set(member, [other]);
  else known.push(other);
}

/** Gives each instance of a node's further file to the member of that node whose VIP, or else whose id, it has. */
function takeAlternatives(drafts: readonly Draft[], others: readonly VirtualRouterMember[]): void {
  const ofNode = new Map<ClusterNode, { draft: Draft; member: VirtualRouterMember }[]>();
  for (const draft of drafts) {
    for (const member of draft.members) {
      ofNode.set(member.node, [...(ofNode.get(member.node) ?? []), { draft, member }]);
    }
  }
  for (const other of others) {
    const addresses = knownAddresses(other.instance);
    const id = other.instance.virtualRouterId?.value;
    const candidates = ofNode.get(other.node) ?? [];
    const found =
      candidates.find(({ member }) => [...knownAddresses(member.instance)].some((address) => addresses.has(address))) ??
      candidates.find(({ member }) => id !== undefined && member.instance.virtualRouterId?.value === id);
    if (found !== undefined) addAlternative(found.draft, found.member, other);
  }
}

/**
 * Two strangers by name alone are no pair, but beside a virtual router that is complete a machine of the same name set with the
 * same VIP is its odd member.
 */
function joinNamesakes(drafts: readonly Draft[], byAddress: ReadonlyMap<string, readonly Draft[]>): Draft[] {
  const gone = new Set<Draft>();
  for (const draft of drafts) {
    const [only, second] = draft.members;
    if (only === undefined || second !== undefined) continue;
    const addresses = knownAddresses(only.instance);
    const home = [...addresses]
      .flatMap((address) => byAddress.get(address) ?? [])
      .find(
        (other) =>
          other.members.length > 1 &&
          !hasNode(other, only) &&
          other.members.some((member) => areNamedAlike(member.node.name, only.node.name)),
      );
    if (home === undefined) continue;
    join(home, draft, only, {
      kind: "address",
      addresses: sharedAddresses(home, addresses),
      machines: "set of names",
    });
    gone.add(draft);
  }
  return drafts.filter((draft) => !gone.has(draft));
}

/** Moves the only member of a draft, with its other states, to a virtual router. */
function join(home: Draft, from: Draft, only: VirtualRouterMember, tie: MemberTie): void {
  home.members.push(only);
  home.ties.set(only, tie);
  for (const [member, others] of from.alternatives) home.alternatives.set(member, others);
}

function joinLeftOvers(drafts: readonly Draft[]): Draft[] {
  // Instances of equal id come together first, so that a thousand routers are not compared each with each.
  const byId = new Map<number, Draft[]>();
  for (const draft of drafts) {
    for (const id of new Set(draft.members.map((member) => member.instance.virtualRouterId?.value))) {
      if (id !== undefined) byId.set(id, [...(byId.get(id) ?? []), draft]);
    }
  }
  const gone = new Set<Draft>();
  for (const draft of drafts) {
    const [only, second] = draft.members;
    if (only === undefined || second !== undefined || gone.has(draft)) continue;
    const id = only.instance.virtualRouterId?.value;
    const targets = (id === undefined ? [] : (byId.get(id) ?? [])).flatMap((other) => {
      if (other === draft || gone.has(other) || hasNode(other, only)) return [];
      const tie = firstTie(other, (member) => tieById(member, only));
      return tie === undefined ? [] : [{ home: other, tie }];
    });
    const complete = targets.filter(({ home }) => home.members.length > 1);
    const choices = complete.length > 0 ? complete : targets;
    const [target, ambiguous] = choices;
    // Several equally good homes mean that nothing is known; but any number of left-over ones form one router together.
    if (target === undefined || (complete.length > 0 && ambiguous !== undefined)) continue;
    join(target.home, draft, only, target.tie);
    gone.add(draft);
  }
  return drafts.filter((draft) => !gone.has(draft));
}

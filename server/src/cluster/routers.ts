import type { VrrpInstance } from "../model/keepalived/facts.ts";
import type { VirtualRouter, VirtualRouterMember } from "./model.ts";
import { areNamedAlike } from "./units.ts";

interface Draft {
  members: VirtualRouterMember[];
}

function knownAddresses(instance: VrrpInstance): Set<string> {
  return new Set(
    instance.virtualAddresses.flatMap((address) => (address.value === undefined ? [] : [address.value.text])),
  );
}

function hasNode(draft: Draft, member: VirtualRouterMember): boolean {
  return draft.members.some((known) => known.node === member.node);
}

/** How many VIPs a member shares with a virtual router. */
function sharedAddresses(draft: Draft, addresses: ReadonlySet<string>): number {
  const all = new Set(draft.members.flatMap((member) => [...knownAddresses(member.instance)]));
  return [...addresses].filter((address) => all.has(address)).length;
}

function family(instance: VrrpInstance): number | undefined {
  return instance.virtualAddresses.find((address) => address.value !== undefined)?.value?.family;
}

/** What keepalived's own sample has, and with it thousands of unrelated files. */
const sample = { id: 51, password: "1111" };

/**
 * Whether two instances that share no VIP may still be meant as one virtual router: the same id, and the same name or password.
 * A name alone says nothing: most people call theirs VI_1. Of nodes that are not named like machines of one set all three must
 * agree, and not be the sample's: versions of one file lie side by side as well.
 */
function looksLikeSameRouter(one: VirtualRouterMember, other: VirtualRouterMember): boolean {
  const a = one.instance;
  const b = other.instance;
  const id = a.virtualRouterId?.value;
  if (id === undefined || id !== b.virtualRouterId?.value) return false;
  const familyA = family(a);
  const familyB = family(b);
  if (familyA !== undefined && familyB !== undefined && familyA !== familyB) return false;
  const sameName = a.name.value !== undefined && a.name.value === b.name.value;
  const password = a.authPass?.value;
  const samePassword = password !== undefined && password === b.authPass?.value;
  if (areNamedAlike(one.node.name, other.node.name)) return sameName || samePassword;
  return sameName && samePassword && id !== sample.id && password !== sample.password;
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

/** Whether two nodes are sure to be different machines: the manifest says so, or their own addresses or `router_id`s. */
function areDifferentMachines(one: VirtualRouterMember, other: VirtualRouterMember): boolean {
  if (one.node.isDeclared && other.node.isDeclared) return true;
  const a = one.instance.sourceAddress?.value?.text;
  const b = other.instance.sourceAddress?.value?.text;
  return differ(a, b) || differ(one.keepalived.routerId?.value, other.keepalived.routerId?.value);
}

/**
 * Whether two instances with a common VIP are meant as one virtual router. The VIP alone does not tell: variants of one file
 * (`before/` and `after/`, two customers with the same tutorial) have it in common as well. So the nodes must be sure to be
 * different machines, play different parts, or be named like machines of one set without being at odds in everything else.
 */
function belongTogether(one: VirtualRouterMember, other: VirtualRouterMember): boolean {
  if (areDifferentMachines(one, other)) return true;
  const a = one.instance;
  const b = other.instance;
  if (differ(a.state?.value, b.state?.value)) return true;
  const isStrange =
    differ(a.virtualRouterId?.value, b.virtualRouterId?.value) && differ(a.authPass?.value, b.authPass?.value);
  if (areNamedAlike(one.node.name, other.node.name)) return !isStrange;
  const isSameId = a.virtualRouterId?.value !== undefined && a.virtualRouterId.value === b.virtualRouterId?.value;
  return isSameId && a.authPass?.value === b.authPass?.value && differ(a.priority?.value, b.priority?.value);
}

/**
 * Groups the instances of a scope into virtual routers: first by shared VIPs, then what is left over by id and name or password.
 * Two instances of one node are never one virtual router.
 */
export function groupVirtualRouters(members: readonly VirtualRouterMember[]): VirtualRouter[] {
  const drafts: Draft[] = [];
  const byAddress = new Map<string, Draft[]>();
  for (const member of members) {
    const addresses = knownAddresses(member.instance);
    const candidates = new Set([...addresses].flatMap((address) => byAddress.get(address) ?? []));
    let best: Draft | undefined;
    let bestShared = 0;
    for (const draft of candidates) {
      const isApart = hasNode(draft, member) || !draft.members.some((known) => belongTogether(known, member));
      const shared = isApart ? 0 : sharedAddresses(draft, addresses);
      if (shared > bestShared) {
        best = draft;
        bestShared = shared;
      }
    }
    if (best?.members.some((known) => areAlternatives(known.instance, member.instance))) continue;
    const draft = best ?? { members: [] };
    if (best === undefined) drafts.push(draft);
    draft.members.push(member);
    for (const address of addresses) byAddress.set(address, [...(byAddress.get(address) ?? []), draft]);
  }
  const place = new Map(members.map((member, index) => [member, index]));
  const inOrder = (a: VirtualRouterMember, b: VirtualRouterMember): number => (place.get(a) ?? 0) - (place.get(b) ?? 0);
  return joinLeftOvers(joinNamesakes(drafts, byAddress)).map((draft) => ({ members: draft.members.sort(inOrder) }));
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
    const home = [...knownAddresses(only.instance)]
      .flatMap((address) => byAddress.get(address) ?? [])
      .find(
        (other) =>
          other.members.length > 1 &&
          !hasNode(other, only) &&
          other.members.some((member) => areNamedAlike(member.node.name, only.node.name)),
      );
    if (home === undefined) continue;
    home.members.push(only);
    gone.add(draft);
  }
  return drafts.filter((draft) => !gone.has(draft));
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
    const targets = (id === undefined ? [] : (byId.get(id) ?? [])).filter(
      (other) =>
        other !== draft &&
        !gone.has(other) &&
        !hasNode(other, only) &&
        other.members.some((member) => looksLikeSameRouter(member, only)),
    );
    const complete = targets.filter((target) => target.members.length > 1);
    const choices = complete.length > 0 ? complete : targets;
    const [target, ambiguous] = choices;
    // Several equally good homes mean that nothing is known; but any number of left-over ones form one router together.
    if (target === undefined || (complete.length > 0 && ambiguous !== undefined)) continue;
    target.members.push(only);
    gone.add(draft);
  }
  return drafts.filter((draft) => !gone.has(draft));
}

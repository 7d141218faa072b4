import type { VirtualRouter, VirtualRouterMember } from "../../cluster/model.ts";
import { type IpAddress, sameSubnet } from "../../model/address.ts";
import { usesUnicast } from "../../model/keepalived/effective.ts";
import type { FixEdit } from "../finding.ts";
import { addedLine, withoutRepeats } from "./members.ts";
import { usualPrefix } from "./own-address.ts";

/** Where a member can be reached by its peers. */
export interface Reach {
  /** Any of them may be the one that it sends from; never empty. */
  readonly addresses: readonly IpAddress[];
  /** The instance says itself what it sends from; else its node may have addresses that nobody tells. */
  readonly isStated: boolean;
}

/** The address family that an instance's advertisements use: that of its virtual addresses. */
function familyOf({ virtualAddresses, unicastPeers }: VirtualRouterMember["instance"]): 4 | 6 | undefined {
  return [...virtualAddresses, ...unicastPeers].find(({ value }) => value !== undefined)?.value?.family;
}

/** The addresses that a member may send from; undefined where none is known. */
export function reachOf({ instance, node }: VirtualRouterMember): Reach | undefined {
  const { sourceAddress, isOpen } = instance;
  if (sourceAddress !== undefined) {
    return sourceAddress.value === undefined ? undefined : { addresses: [sourceAddress.value], isStated: true };
  }
  const family = familyOf(instance);
  const addresses = isOpen ? [] : node.addresses.filter((own) => family === undefined || own.family === family);
  return addresses.length === 0 ? undefined : { addresses, isStated: false };
}

/** How an instance sends; undefined where that can't be told. */
export function modeOf({ instance }: VirtualRouterMember): "unicast" | "multicast" | undefined {
  if (usesUnicast(instance)) return "unicast";
  return instance.isOpen ? undefined : "multicast";
}

/** The texts of the peers that a member lists; undefined where not all of them are known. */
export function listedBy({ instance }: VirtualRouterMember): ReadonlySet<string> | undefined {
  const texts = new Set<string>();
  for (const { value } of instance.unicastPeers) {
    if (value === undefined) return undefined;
    texts.add(value.text);
  }
  return instance.isOpen ? undefined : texts;
}

/** The address by which a member is to be listed elsewhere; undefined where several could be meant. */
export function addressToList(peer: VirtualRouterMember, lister: VirtualRouterMember): IpAddress | undefined {
  const { addresses } = reachOf(peer) ?? { addresses: [] };
  const [first, second] = addresses;
  if (first === undefined || second === undefined) return first;
  const near = [
    ...(reachOf(lister)?.addresses ?? []),
    ...lister.instance.unicastPeers.flatMap(({ value }) => value ?? []),
  ];
  const neighbours = addresses.filter((one) => near.some((other) => sameSubnet(one, other, usualPrefix(one))));
  return neighbours.length === 1 ? neighbours[0] : undefined;
}

/** The edit that adds entries to a member's `unicast_peer`; undefined where a definition makes its text, or several hosts read it. */
export function peersAdded(member: VirtualRouterMember, added: readonly string[]): FixEdit | undefined {
  const { file, instance, keepalived } = member;
  if (keepalived.configId !== undefined) return undefined;
  const { unicastPeers, unicastPeerBlocks } = instance;
  const last = unicastPeers[unicastPeers.length - 1];
  const block = unicastPeerBlocks[unicastPeerBlocks.length - 1];
  if (last?.isGenerated === true || block?.isGenerated === true) return undefined;
  if (last !== undefined) return { file, at: last.entry, form: "line-below", newText: added.join("\n") };
  if (block !== undefined) {
    const opening = { origin: block.inside.origin, start: block.inside.start - 1, end: block.inside.start };
    return { file, at: opening, form: "line-inside", newText: added.join("\n") };
  }
  return addedLine(member, ["unicast_peer {", ...added.map((peer) => `    ${peer}`), "}"].join("\n"));
}

/** Whether an address is of a network that a member lists peers of, if it lists any. */
function isNear(address: IpAddress, { instance }: VirtualRouterMember): boolean {
  const { unicastPeers } = instance;
  const isNeighbour = (peer: IpAddress | undefined): boolean =>
    peer !== undefined && sameSubnet(peer, address, usualPrefix(address));
  return unicastPeers.length === 0 || unicastPeers.some(({ value }) => isNeighbour(value));
}

/** The edits that add to a member's list what it lacks of the others. */
function completed(member: VirtualRouterMember, router: VirtualRouter): FixEdit[] | undefined {
  const listed = listedBy(member);
  if (listed === undefined) return undefined;
  const added: string[] = [];
  for (const other of router.members) {
    const reach = other === member ? undefined : reachOf(other);
    if (other === member || reach?.addresses.some(({ text }) => listed.has(text))) continue;
    const address = addressToList(other, member);
    if (address === undefined || (reach?.isStated !== true && !isNear(address, member))) return undefined;
    added.push(address.text);
  }
  if (added.length === 0) return [];
  const edit = peersAdded(member, added);
  return edit === undefined ? undefined : [edit];
}

/** The edit that says what a member sends from, as far as it does not. */
function sourceStated(member: VirtualRouterMember): FixEdit[] | undefined {
  if (member.instance.sourceAddress !== undefined) return [];
  const [own, another] = reachOf(member)?.addresses ?? [];
  if (own === undefined || another !== undefined) return undefined;
  const edit = addedLine(member, `unicast_src_ip ${own.text}`);
  return edit === undefined ? undefined : [edit];
}

/** The edits that let all members send to each other alone; undefined where an address or a text is not known well enough. */
export function allUnicast(router: VirtualRouter): FixEdit[] | undefined {
  const edits: FixEdit[] = [];
  for (const member of router.members) {
    const source = modeOf(member) === "unicast" ? [] : sourceStated(member);
    const peers = completed(member, router);
    if (source === undefined || peers === undefined) return undefined;
    edits.push(...source, ...peers);
  }
  return edits;
}

/** The edits that let all members send to the multicast group; undefined where a definition makes a text. */
export function allMulticast(router: VirtualRouter): FixEdit[] | undefined {
  const blocks = router.members.flatMap(({ file, instance }) =>
    instance.unicastPeerBlocks.map((block) => ({ file, block })),
  );
  const isFixed = blocks.some(({ block }) => block.isGenerated);
  if (isFixed) return undefined;
  // Without peers `unicast_src_ip` has no use, while multicast takes the same address by its own keyword.
  const sources = router.members.flatMap(({ file, instance }): FixEdit[] => {
    const at = instance.sourceKeyword === "unicast_src_ip" ? instance.sourceKeywordAt : undefined;
    return at === undefined ? [] : [{ file, at, form: "in-place", newText: "mcast_src_ip" }];
  });
  const removed = blocks.map(({ file, block }): FixEdit => ({ file, at: block.at, form: "remove-line", newText: "" }));
  return withoutRepeats([...removed, ...sources]);
}

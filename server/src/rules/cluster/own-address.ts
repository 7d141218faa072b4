import type { Cluster, ClusterNode, VirtualRouter, VirtualRouterMember } from "../../cluster/model.ts";
import { type IpAddress, sameSubnet } from "../../model/address.ts";
import { usesUnicast } from "../../model/keepalived/effective.ts";
import { spanOf } from "../../syntax/tree.ts";
import { type Fix, type FixEdit, message } from "../finding.ts";
import { routerName } from "./members.ts";

/** The prefix that networks of machines usually have. */
export function usualPrefix({ family }: IpAddress): number {
  return family === 4 ? 24 : 64;
}

/** Whether an address is known as a node's own by more than the lines that say what its instances send from. */
export function isKnownFromElsewhere(node: ClusterNode, text: string): boolean {
  return node.addresses.some((own) => own.text === text && [...own.evidence].some((how) => how !== "source address"));
}

/** The addresses that all other unicast members of a virtual router list, and that no node of the cluster has. */
function listedForNobody(member: VirtualRouterMember, router: VirtualRouter, cluster: Cluster): IpAddress[] {
  const others = router.members.filter((other) => other !== member && usesUnicast(other.instance));
  const [first, ...rest] = others.map(({ instance }) => instance.unicastPeers.flatMap(({ value }) => value ?? []));
  const isClaimed = ({ text }: IpAddress): boolean =>
    cluster.nodes.some((node) => node.addresses.some((own) => own.text === text));
  return (first ?? []).filter(
    (address) => !isClaimed(address) && rest.every((list) => list.some(({ text }) => text === address.text)),
  );
}

function onlyOne(addresses: readonly IpAddress[], near: IpAddress): IpAddress | undefined {
  if (addresses.length === 1) return addresses[0];
  const neighbours = addresses.filter((address) => sameSubnet(address, near, usualPrefix(near)));
  return neighbours.length === 1 ? neighbours[0] : undefined;
}

/**
 * The address that a member should send from instead of another node's: its node's own, from what tells it best (the manifest, the
 * node's name, a `server` of that name, Kubernetes files; else the node's other instances; else what all peers list and nobody has).
 *
 * @returns undefined where none or several could be meant
 */
export function addressInstead(
  member: VirtualRouterMember,
  router: VirtualRouter,
  cluster: Cluster,
): IpAddress | undefined {
  const present = member.instance.sourceAddress?.value;
  if (present === undefined) return undefined;
  const others = cluster.nodes.filter((node) => node !== member.node);
  const isFree = ({ text, family }: IpAddress): boolean =>
    text !== present.text &&
    family === present.family &&
    !others.some((node) => node.addresses.some((own) => own.text === text));
  const own = member.node.addresses.filter((address) => address.text !== present.text);
  const better = own.filter(
    ({ text, family }) =>
      family === present.family &&
      isKnownFromElsewhere(member.node, text) &&
      !others.some((node) => isKnownFromElsewhere(node, text)),
  );
  if (better.length > 0) return onlyOne(better, present);
  const sent = own.filter(isFree);
  if (sent.length > 0) return onlyOne(sent, present);
  const listed = listedForNobody(member, router, cluster).filter(isFree);
  return listed.length === 1 ? listed[0] : undefined;
}

/** The edit that lets a member send from its node's own address; undefined where that is not known. */
function ownAddressEdit(member: VirtualRouterMember, router: VirtualRouter, cluster: Cluster): FixEdit | undefined {
  const { sourceAddress } = member.instance;
  const own = addressInstead(member, router, cluster);
  if (own === undefined || sourceAddress === undefined || sourceAddress.isGenerated) return undefined;
  // A line that several hosts read can't be right for all of them.
  const { start } = spanOf(sourceAddress.at);
  const isShared = router.members.some(
    ({ file, instance: other }) =>
      other !== member.instance &&
      file === member.file &&
      other.sourceAddress !== undefined &&
      spanOf(other.sourceAddress.at).start === start,
  );
  if (isShared) return undefined;
  return { file: member.file, at: sourceAddress.at, form: "in-place", newText: own.text };
}

/** The fix that lets a member send from its node's own address; none where that is not known. */
export function ownAddressFixes(
  member: VirtualRouterMember,
  router: VirtualRouter,
  cluster: Cluster,
  isPreferred: boolean,
): Fix[] {
  const edit = ownAddressEdit(member, router, cluster);
  if (edit === undefined) return [];
  // Where the two were swapped, the other must give up what is this one's.
  const usurpers = router.members.filter(
    ({ node, instance }) =>
      node !== member.node &&
      instance.sourceAddress?.value?.text === edit.newText &&
      !isKnownFromElsewhere(node, edit.newText),
  );
  const others = usurpers.map((other) => ownAddressEdit(other, router, cluster));
  if (others.includes(undefined)) return [];
  const edits = [edit, ...others.flatMap((other) => other ?? [])];
  const title =
    edits.length > 1
      ? message("Let each node of {router} send from its own address", { router: routerName(router) })
      : message("Set {keyword} to {address}, the address of {node}", {
          keyword: member.instance.sourceKeyword ?? "",
          address: edit.newText,
          node: member.node.name,
        });
  return [{ title, isPreferred, isSafe: true, edits }];
}

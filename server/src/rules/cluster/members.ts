import type { VirtualRouter, VirtualRouterMember } from "../../cluster/model.ts";
import type { Anchor } from "../../syntax/tree.ts";
import type { RelatedPlace } from "../finding.ts";
import { message } from "../finding.ts";

/** The name of a virtual router as people speak of it: by its VIPs. */
export function routerName(router: VirtualRouter): string {
  const texts = new Set<string>();
  for (const { instance } of router.members) {
    for (const address of instance.virtualAddresses) if (address.value !== undefined) texts.add(address.value.text);
  }
  const [first, ...rest] = texts;
  if (first === undefined) return router.members[0]?.instance.name.text ?? "";
  return rest.length === 0 ? first : `${first} (+${rest.length})`;
}

/** The places of other members, each with what stands there. */
export function relatedMembers(
  others: readonly VirtualRouterMember[],
  placeOf: (member: VirtualRouterMember) => Anchor,
  textOf: (member: VirtualRouterMember) => { template: string; args: Record<string, string | number> },
): RelatedPlace[] {
  return others.map((member) => {
    const said = textOf(member);
    return { file: member.file, at: placeOf(member), message: message(said.template, said.args) };
  });
}

/** The nodes' names, for a sentence. */
export function nodeNames(members: readonly VirtualRouterMember[]): string {
  return members.map((member) => member.node.name).join(", ");
}

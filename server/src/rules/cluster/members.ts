import type { VirtualRouter, VirtualRouterMember } from "../../cluster/model.ts";
import type { Anchor } from "../../syntax/tree.ts";
import type { RelatedPlace } from "../finding.ts";
import { message } from "../finding.ts";

/** The name of a virtual router as people speak of it: by the VIP that most members list, and how many more they share. */
export function routerName(router: VirtualRouter): string {
  const counts = new Map<string, number>();
  for (const { instance } of router.members) {
    for (const { value } of instance.virtualAddresses) {
      if (value !== undefined) counts.set(value.text, (counts.get(value.text) ?? 0) + 1);
    }
  }
  const most = Math.max(0, ...counts.values());
  const [first, ...rest] = [...counts].filter(([, count]) => count === most).map(([text]) => text);
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

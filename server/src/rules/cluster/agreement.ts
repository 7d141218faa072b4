import type { VirtualRouter, VirtualRouterMember } from "../../cluster/model.ts";
import type { Fix, FixEdit, Message } from "../finding.ts";
import type { Division, ValueGroup } from "../majority.ts";
import { withoutRepeats } from "./members.ts";

/** How the members of a virtual router are brought to one value. */
export interface Agreement {
  /** What is compared; undefined for a member that takes no part. */
  keyOf(member: VirtualRouterMember): string | undefined;
  /** The edits that give `member` what `model` has; undefined where its text comes from elsewhere. */
  adopt(member: VirtualRouterMember, model: VirtualRouterMember): FixEdit[] | undefined;
  /** The member of a group to go by; the first where this is absent. */
  modelOf?(members: readonly VirtualRouterMember[]): VirtualRouterMember | undefined;
  /** The title where a majority has the value. */
  titleAs(majority: ValueGroup<VirtualRouterMember>): Message;
  /** The title where nobody has a majority and all are to follow one member. */
  titleForAll(model: VirtualRouterMember): Message;
}

function adoptAll(
  members: readonly VirtualRouterMember[],
  model: VirtualRouterMember,
  agreement: Agreement,
): FixEdit[] | undefined {
  const edits: FixEdit[] = [];
  for (const member of members) {
    const key = agreement.keyOf(member);
    if (key === undefined || key === agreement.keyOf(model)) continue;
    const own = agreement.adopt(member, model);
    if (own === undefined) return undefined;
    edits.push(...own);
  }
  return edits.length > 0 ? withoutRepeats(edits) : undefined;
}

/**
 * The fixes for a member at odds: the majority's value, preferred; without a majority one fix for each value, which brings all
 * members to it, and none preferred.
 */
export function agreementFixes(
  member: VirtualRouterMember,
  router: VirtualRouter,
  division: Division<VirtualRouterMember>,
  agreement: Agreement,
): Fix[] {
  const { majority, groups } = division;
  const modelOf = (members: readonly VirtualRouterMember[]): VirtualRouterMember | undefined =>
    agreement.modelOf?.(members) ?? members[0];
  if (majority !== undefined) {
    const model = modelOf(majority.members);
    const edits = model === undefined ? undefined : adoptAll([member], model, agreement);
    return edits === undefined ? [] : [{ title: agreement.titleAs(majority), isPreferred: true, isSafe: true, edits }];
  }
  return groups.flatMap((group): Fix[] => {
    const model = modelOf(group.members);
    const edits = model === undefined ? undefined : adoptAll(router.members, model, agreement);
    if (model === undefined || edits === undefined) return [];
    return [{ title: agreement.titleForAll(model), isPreferred: false, isSafe: true, edits }];
  });
}

import type { VirtualRouterMember } from "../../cluster/model.ts";
import { type FixEdit, type Message, message } from "../finding.ts";
import { nodeNames, writtenValue } from "./members.ts";

/** Whether a member's `nopreempt` stands there, be it in force or made void by MASTER. */
export function hasNoPreempt({ instance }: VirtualRouterMember): boolean {
  return instance.noPreempt !== undefined;
}

/**
 * The edits that make a MASTER BACKUP. A `nopreempt` that MASTER made void goes with it: it would come into force, and the node
 * would take over less than it does now.
 *
 * @returns undefined where a definition makes the text
 */
export function demoted(member: VirtualRouterMember): FixEdit[] | undefined {
  const { file, instance } = member;
  const edit = writtenValue(member, instance.state, "state", "BACKUP");
  if (edit === undefined || instance.noPreempt?.isGenerated) return undefined;
  if (instance.noPreempt === undefined) return [edit];
  return [edit, { file, at: instance.noPreempt, form: "remove-line", newText: "" }];
}

/** What a fix is called that makes members BACKUP. */
export function demotionTitle(members: readonly VirtualRouterMember[]): Message {
  const args = { nodes: nodeNames(members) };
  return members.some(hasNoPreempt)
    ? message("Set state BACKUP on {nodes}, and drop the nopreempt that MASTER makes void", args)
    : message("Set state BACKUP on {nodes}", args);
}

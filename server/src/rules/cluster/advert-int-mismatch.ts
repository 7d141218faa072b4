import type { VirtualRouter, VirtualRouterMember } from "../../cluster/model.ts";
import { certainVersion, effectiveAdvertInterval } from "../../model/keepalived/effective.ts";
import type { Anchor } from "../../syntax/tree.ts";
import { type Finding, type FixEdit, type Message, message } from "../finding.ts";
import { divide } from "../majority.ts";
import type { ClusterRule } from "../rule.ts";
import { type Agreement, agreementFixes } from "./agreement.ts";
import { exampleKeepalived } from "./example-files.ts";
import { nodeNames, relatedMembers, routerName, writtenValue } from "./members.ts";

/** The seconds that count; undefined for a member that speaks another version, or may do so. */
function intervalOf(member: VirtualRouterMember, version: 2 | 3): number | undefined {
  const { instance, keepalived } = member;
  return certainVersion(instance, keepalived) === version ? effectiveAdvertInterval(instance, version) : undefined;
}

/**
 * The edit that gives `member` an interval.
 *
 * @param seconds as the program counts them, so that no rounding is complained of
 * @returns undefined where a definition makes the text
 */
export function setInterval(member: VirtualRouterMember, seconds: number): FixEdit | undefined {
  return writtenValue(member, member.instance.advertInterval, "advert_int", String(seconds));
}

function placeOf(member: VirtualRouterMember): Anchor {
  return member.instance.advertInterval?.at ?? member.instance.name.at;
}

/** The interval as it is written, with what it comes to where that is something else. */
function said(member: VirtualRouterMember, version: 2 | 3): Message | string {
  const seconds = intervalOf(member, version) ?? "";
  const text = member.instance.advertInterval?.text;
  if (text === undefined) return message("{seconds} (unset)", { seconds });
  return Number(text) === seconds ? text : message("{text} (which counts as {seconds})", { text, seconds });
}

function sameInterval(router: VirtualRouter, version: 2 | 3): Agreement {
  const keyOf = (member: VirtualRouterMember): string | undefined => intervalOf(member, version)?.toString();
  return {
    keyOf,
    adopt(member, model) {
      const seconds = intervalOf(model, version);
      const edit = seconds === undefined ? undefined : setInterval(member, seconds);
      return edit === undefined ? undefined : [edit];
    },
    titleAs: ({ value, members }) =>
      message("Set advert_int to {value}, as on {nodes}", { value, nodes: nodeNames(members) }),
    titleForAll: (model) =>
      message("Set advert_int to {value} on all nodes of {router}", {
        value: keyOf(model) ?? "",
        router: routerName(router),
      }),
  };
}

const templates = {
  2: "advert_int is {own} on {node}, but {theirs} on {nodes}, though they share {router}. With VRRP version 2 they drop each other's advertisements, so both hold the address at once.",
  3: "advert_int is {own} on {node}, but {theirs} on {nodes}, though they share {router}. VRRP version 3 follows the holder's interval, but the slower node waits longer before it takes over, so after a start the wrong one may hold the address for a while.",
} as const;

export const advertIntMismatch: ClusterRule = {
  code: "cluster/advert-int-mismatch",
  scope: "cluster",
  severity: "error",
  fix: "safe",
  since: "0.1.0",
  docs: {
    summary: "Nodes of one virtual router send advertisements at different intervals.",
    why: "With VRRP version 2 a node drops every advertisement whose interval is not its own. Both nodes then believe that the other is dead and hold the VIP at once. Version 2 counts in whole seconds, so 1 and 1.2 agree, 1 and 1.5 do not.\n\nVersion 3 follows the interval of the node that holds the VIP, so there it is a warning: the slower node waits longer before it takes over, and after a start one of lower priority may hold the VIP for some seconds.",
    example: {
      bad: [
        exampleKeepalived("lb1", { priority: 150, advertInterval: 1 }),
        exampleKeepalived("lb2", { priority: 120, advertInterval: 1 }),
        exampleKeepalived("lb3", { priority: 100, advertInterval: 3 }),
      ].join(""),
      good: [
        exampleKeepalived("lb1", { priority: 150, advertInterval: 1 }),
        exampleKeepalived("lb2", { priority: 120, advertInterval: 1 }),
        exampleKeepalived("lb3", { priority: 100, advertInterval: 1 }),
      ].join(""),
    },
  },
  *check(cluster): Iterable<Finding> {
    for (const router of cluster.virtualRouters) {
      for (const version of [2, 3] as const) yield* findingsOf(router, version);
    }
  },
};

function* findingsOf(router: VirtualRouter, version: 2 | 3): Iterable<Finding> {
  const agreement = sameInterval(router, version);
  const division = divide(router.members, agreement.keyOf);
  if (division === undefined) return;
  const known = router.members.filter((member) => agreement.keyOf(member) !== undefined);
  for (const member of division.odd) {
    const others = known.filter((other) => other !== member);
    const different = others.filter((other) => agreement.keyOf(other) !== agreement.keyOf(member));
    yield {
      code: advertIntMismatch.code,
      severity: version === 2 ? advertIntMismatch.severity : "warning",
      file: member.file,
      at: placeOf(member),
      message: message(templates[version], {
        own: said(member, version),
        node: member.node.name,
        theirs: [...new Set(different.map(agreement.keyOf))].join(", "),
        nodes: nodeNames(different),
        router: routerName(router),
      }),
      related: relatedMembers(others, placeOf, (other) => ({
        template: "advert_int {value} on {node}",
        args: { value: said(other, version), node: other.node.name },
      })),
      fixes: agreementFixes(member, router, division, agreement),
      about: [member],
    };
  }
}

import type { VirtualRouter, VirtualRouterMember } from "../../cluster/model.ts";
import { type Finding, message } from "../finding.ts";
import { divide } from "../majority.ts";
import type { ClusterRule } from "../rule.ts";
import { type Agreement, agreementFixes } from "./agreement.ts";
import { exampleKeepalived } from "./example-files.ts";
import { nodeNames, relatedMembers, routerName } from "./members.ts";

function idOf(member: VirtualRouterMember): string | undefined {
  const value = member.instance.virtualRouterId?.value;
  return value === undefined ? undefined : String(value);
}

function sameId(router: VirtualRouter): Agreement {
  return {
    keyOf: idOf,
    adopt(member, model) {
      const stated = member.instance.virtualRouterId;
      if (stated === undefined || stated.isGenerated) return undefined;
      return [{ file: member.file, at: stated.at, form: "in-place", newText: idOf(model) ?? "" }];
    },
    titleAs: (majority) =>
      message("Set virtual_router_id to {value}, as on {nodes}", {
        value: majority.value,
        nodes: nodeNames(majority.members),
      }),
    titleForAll: (model) =>
      message("Set virtual_router_id to {value} on all nodes of {router}", {
        value: idOf(model) ?? "",
        router: routerName(router),
      }),
  };
}

export const virtualRouterIdMismatch: ClusterRule = {
  code: "cluster/virtual-router-id-mismatch",
  scope: "cluster",
  severity: "error",
  fix: "safe",
  since: "0.1.0",
  docs: {
    summary: "Nodes that share a VIP have different `virtual_router_id`s.",
    why: "keepalived nodes find each other by the virtual router's id. A node with another id hears nobody, takes itself for the only one and holds the VIP beside the real holder: two machines answer for one address, connections break at random, and no log line says why.",
    example: {
      bad: [
        exampleKeepalived("lb1", { priority: 150 }),
        exampleKeepalived("lb2", { priority: 120 }),
        exampleKeepalived("lb3", { priority: 100, virtualRouterId: 52 }),
      ].join(""),
      good: [
        exampleKeepalived("lb1", { priority: 150 }),
        exampleKeepalived("lb2", { priority: 120 }),
        exampleKeepalived("lb3", { priority: 100 }),
      ].join(""),
    },
  },
  *check(cluster): Iterable<Finding> {
    for (const router of cluster.virtualRouters) {
      const division = divide(router.members, idOf);
      if (division === undefined) continue;
      for (const member of division.odd) {
        const stated = member.instance.virtualRouterId;
        if (stated === undefined) continue;
        const others = router.members.filter((other) => other !== member && idOf(other) !== undefined);
        const different = others.filter((other) => idOf(other) !== idOf(member));
        yield {
          code: this.code,
          severity: this.severity,
          file: member.file,
          at: stated.at,
          message: message(
            "virtual_router_id is {value} on {node} but {other} on {nodes}, though they share {router}. They ignore each other without a word in the log, so both hold the address at once.",
            {
              value: stated.text,
              node: member.node.name,
              other: [...new Set(different.map((one) => idOf(one)))].join(", "),
              nodes: nodeNames(different),
              router: routerName(router),
            },
          ),
          related: relatedMembers(
            others,
            (other) => other.instance.virtualRouterId?.at ?? other.instance.name.at,
            (other) => ({
              template: "virtual_router_id {value} on {node}",
              args: { value: idOf(other) ?? "", node: other.node.name },
            }),
          ),
          fixes: agreementFixes(member, router, division, sameId(router)),
          about: [member],
        };
      }
    }
  },
};

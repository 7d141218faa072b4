import type { Cluster, VirtualRouter, VirtualRouterMember } from "../../cluster/model.ts";
import { addressFamily, effectiveMulticastGroup, usesMulticast } from "../../model/keepalived/effective.ts";
import type { KeepalivedFacts, VrrpInstance } from "../../model/keepalived/facts.ts";
import type { Stated } from "../../model/value.ts";
import type { Anchor } from "../../syntax/tree.ts";
import { type Finding, type FixEdit, message } from "../finding.ts";
import { divide } from "../majority.ts";
import type { ClusterRule } from "../rule.ts";
import { type Agreement, agreementFixes } from "./agreement.ts";
import { exampleKeepalived } from "./example-files.ts";
import { mayChangeFile, nodeNames, relatedMembers, routerName } from "./members.ts";

/** The group that a member sends to; undefined for one that uses unicast, or may do so. */
function groupOf({ instance, keepalived }: VirtualRouterMember): string | undefined {
  return usesMulticast(instance) === true ? effectiveMulticastGroup(instance, keepalived) : undefined;
}

/** What the file states for all its instances of a family. */
function groupOfFile(facts: KeepalivedFacts, family: 4 | 6 | undefined): Stated<unknown> | undefined {
  return family === 6 ? facts.multicastGroup6 : facts.multicastGroup4;
}

function placeOf({ instance, keepalived }: VirtualRouterMember): Anchor {
  const stated = instance.multicastDestination ?? groupOfFile(keepalived, addressFamily(instance));
  return stated?.at ?? instance.name.at;
}

/** The edit that states a group for the whole file, which has none yet; undefined where a definition makes its instances. */
function addedGroup({ file, keepalived }: VirtualRouterMember, line: string): FixEdit | undefined {
  const { globalDefs, instances } = keepalived;
  if (globalDefs !== undefined) return { file, at: globalDefs, form: "line-inside", newText: line };
  const [first] = instances;
  if (first === undefined || instances.some(({ name }) => name.isGenerated)) return undefined;
  const { origin, start } = first.at;
  return { file, at: { origin, start, end: start }, form: "in-place", newText: `global_defs {\n    ${line}\n}\n\n` };
}

/** Whether two instances of a file have one id on one interface, so that only their groups tell them apart. */
function needsGroups({ instances }: KeepalivedFacts): boolean {
  const keys = instances.flatMap((instance) => {
    if (usesMulticast(instance) === false) return [];
    return `${instance.virtualRouterId?.text} ${addressFamily(instance)} ${instance.interface?.text}`;
  });
  return new Set(keys).size < keys.length;
}

/** The edits that give `member` the group of `model`; undefined where its text comes from elsewhere, or serves others as well. */
function adopt(member: VirtualRouterMember, model: VirtualRouterMember, cluster: Cluster): FixEdit[] | undefined {
  const wanted = groupOf(model);
  if (wanted === undefined || needsGroups(member.keepalived)) return undefined;
  const { file, instance, keepalived } = member;
  const family = addressFamily(instance);
  const own = instance.multicastDestination;
  if (own !== undefined) {
    return own.isGenerated ? undefined : [{ file, at: own.at, form: "in-place", newText: wanted }];
  }
  const takesFromFile = (other: VrrpInstance): boolean =>
    other.multicastDestination === undefined && addressFamily(other) === family;
  if (!mayChangeFile(member, cluster, groupOf, takesFromFile, wanted)) return undefined;
  const stated = groupOfFile(keepalived, family);
  if (stated === undefined) {
    const edit = addedGroup(member, `vrrp_mcast_group${family} ${wanted}`);
    return edit === undefined ? undefined : [edit];
  }
  return stated.isGenerated ? undefined : [{ file, at: stated.at, form: "in-place", newText: wanted }];
}

function sameGroup(router: VirtualRouter, cluster: Cluster): Agreement {
  return {
    keyOf: groupOf,
    adopt: (member, model) => adopt(member, model, cluster),
    titleAs: ({ value, members }) =>
      message("Use the multicast group {group}, as on {nodes}", { group: value, nodes: nodeNames(members) }),
    titleForAll: (model) =>
      message("Use the multicast group {group} on all nodes of {router}", {
        group: groupOf(model) ?? "",
        router: routerName(router),
      }),
  };
}

export const multicastGroupMismatch: ClusterRule = {
  code: "cluster/multicast-group-mismatch",
  scope: "cluster",
  severity: "error",
  fix: "safe",
  since: "0.1.0",
  docs: {
    summary: "Nodes of one virtual router send their advertisements to different multicast groups.",
    why: "A node listens to its own group only, so it never hears a node that sends to another one. Both hold the VIP at once, and no log line says why. The group is that of the instance (`mcast_dst_ip`), else that of the file (`vrrp_mcast_group4`, `vrrp_mcast_group6`), else 224.0.0.18 or ff02::12.",
    example: {
      bad: [
        exampleKeepalived("lb1", { priority: 150 }),
        exampleKeepalived("lb2", { priority: 120 }),
        exampleKeepalived("lb3", { priority: 100, multicastGroup: "224.0.0.19" }),
      ].join(""),
      good: [
        exampleKeepalived("lb1", { priority: 150 }),
        exampleKeepalived("lb2", { priority: 120 }),
        exampleKeepalived("lb3", { priority: 100, multicastGroup: "224.0.0.18" }),
      ].join(""),
    },
  },
  *check(cluster): Iterable<Finding> {
    for (const router of cluster.virtualRouters) {
      const division = divide(router.members, groupOf);
      // Groups of two families can't be compared: one of the instances does not belong here.
      const families = new Set(router.members.flatMap(({ instance }) => addressFamily(instance) ?? []));
      if (division === undefined || families.size > 1) continue;
      const known = router.members.filter((member) => groupOf(member) !== undefined);
      for (const member of division.odd) {
        const others = known.filter((other) => other !== member);
        const different = others.filter((other) => groupOf(other) !== groupOf(member));
        yield {
          code: this.code,
          severity: this.severity,
          file: member.file,
          at: placeOf(member),
          message: message(
            "{node} sends to the multicast group {own}, but {nodes} to {theirs}, though they share {router}. They do not hear each other and nothing is logged, so both hold the address at once.",
            {
              own: groupOf(member) ?? "",
              node: member.node.name,
              theirs: [...new Set(different.map(groupOf))].join(", "),
              nodes: nodeNames(different),
              router: routerName(router),
            },
          ),
          related: relatedMembers(others, placeOf, (other) => ({
            template: "multicast group {group} on {node}",
            args: { group: groupOf(other) ?? "", node: other.node.name },
          })),
          fixes: agreementFixes(member, router, division, sameGroup(router, cluster)),
          about: [member],
        };
      }
    }
  },
};

import type { VirtualRouter, VirtualRouterMember } from "../../cluster/model.ts";
import { type Finding, type Fix, type FixEdit, message } from "../finding.ts";
import { divide, type ValueGroup } from "../majority.ts";
import type { ClusterRule } from "../rule.ts";
import { nodeNames, relatedMembers, routerName } from "./members.ts";

function idOf(member: VirtualRouterMember): string | undefined {
  const value = member.instance.virtualRouterId?.value;
  return value === undefined ? undefined : String(value);
}

/** Sets every member that has another id to `value`; undefined where one of them is made by a definition. */
function setAll(members: readonly VirtualRouterMember[], value: string): FixEdit[] | undefined {
  const edits: FixEdit[] = [];
  for (const member of members) {
    const stated = member.instance.virtualRouterId;
    if (stated?.value === undefined || String(stated.value) === value) continue;
    if (stated.isGenerated) return undefined;
    edits.push({ file: member.file, at: stated.at, form: "in-place", newText: value });
  }
  return edits;
}

function fixesFor(
  member: VirtualRouterMember,
  router: VirtualRouter,
  groups: readonly ValueGroup<VirtualRouterMember>[],
  majority: ValueGroup<VirtualRouterMember> | undefined,
): Fix[] {
  if (majority !== undefined) {
    const edits = setAll([member], majority.value);
    if (edits === undefined) return [];
    const title = message("Set virtual_router_id to {value}, as on {nodes}", {
      value: majority.value,
      nodes: nodeNames(majority.members),
    });
    return [{ title, isPreferred: true, isSafe: true, edits }];
  }
  return groups.flatMap((group) => {
    const edits = setAll(router.members, group.value);
    const title = message("Set virtual_router_id to {value} on all nodes of {router}", {
      value: group.value,
      router: routerName(router),
    });
    return edits === undefined ? [] : [{ title, isPreferred: false, isSafe: true, edits }];
  });
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
      bad: `//- lb1/keepalived.conf
vrrp_instance VI_1 {
    state MASTER
    interface eth0
    virtual_router_id 51
    priority 150
    virtual_ipaddress {
        10.0.0.100/24
    }
}
//- lb2/keepalived.conf
vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 120
    virtual_ipaddress {
        10.0.0.100/24
    }
}
//- lb3/keepalived.conf
vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 52
    priority 100
    virtual_ipaddress {
        10.0.0.100/24
    }
}
`,
      good: `//- lb1/keepalived.conf
vrrp_instance VI_1 {
    state MASTER
    interface eth0
    virtual_router_id 51
    priority 150
    virtual_ipaddress {
        10.0.0.100/24
    }
}
//- lb2/keepalived.conf
vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 120
    virtual_ipaddress {
        10.0.0.100/24
    }
}
`,
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
            "virtual_router_id is {value} on {node} but {other} on {nodes}, though they share {router}. They don't hear each other, so both hold the address at once.",
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
          fixes: fixesFor(member, router, division.groups, division.majority),
          about: member,
        };
      }
    }
  },
};

import type { ClusterNode } from "../../cluster/model.ts";
import { type Finding, type Fix, message } from "../finding.ts";
import type { ClusterRule } from "../rule.ts";

/** A node with the `router_id` that its file states. */
interface NamedNode {
  readonly node: ClusterNode;
  readonly file: string;
  readonly routerId: NonNullable<NonNullable<ClusterNode["keepalived"]>["facts"]["routerId"]>;
}

function namedNodes(nodes: readonly ClusterNode[]): NamedNode[] {
  return nodes.flatMap((node) => {
    const routerId = node.keepalived?.facts.routerId;
    if (node.keepalived === undefined || routerId?.value === undefined) return [];
    return [{ node, file: node.keepalived.file, routerId }];
  });
}

/** Whether a name can stand as a bare word behind `router_id`. */
function isPlainName(name: string): boolean {
  return /^[\p{L}\p{N}][\p{L}\p{N}_.-]*$/u.test(name);
}

function fixesFor(odd: readonly NamedNode[], taken: ReadonlySet<string>): Fix[] {
  const isPossible = odd.every(({ node, routerId }) => {
    const isFree = isPlainName(node.name) && !taken.has(node.name);
    return isFree && !routerId.isGenerated && node.knownBy !== "block";
  });
  if (!isPossible) return [];
  const edits = odd.map(({ node, file, routerId }) => ({
    file,
    at: routerId.at,
    form: "in-place" as const,
    newText: node.name,
  }));
  const title = message("Let router_id be the node's name");
  return [{ title, isPreferred: true, isSafe: true, edits }];
}

export const routerIdDuplicate: ClusterRule = {
  code: "cluster/router-id-duplicate",
  scope: "cluster",
  severity: "hint",
  fix: "safe",
  since: "0.1.0",
  docs: {
    summary: "Two nodes have the same `router_id`.",
    why: "`router_id` names the machine in keepalived's mails and SNMP traps; elections don't look at it. With one name on several nodes a notice does not tell which of them changed its state.",
    example: {
      bad: ["lb1", "lb2"].map((node, index) => exampleNode(node, "LVS_DEVEL", 150 - 50 * index)).join(""),
      good: ["lb1", "lb2"].map((node, index) => exampleNode(node, node, 150 - 50 * index)).join(""),
    },
  },
  *check(cluster): Iterable<Finding> {
    const byId = new Map<string, NamedNode[]>();
    const named = namedNodes(cluster.nodes);
    for (const one of named) {
      const id = one.routerId.value ?? "";
      byId.set(id, [...(byId.get(id) ?? []), one]);
    }
    for (const [id, same] of byId) {
      const [first, ...others] = same;
      const odd = others.at(-1);
      if (first === undefined || odd === undefined) continue;
      // The one that is named so already keeps its name.
      const keeper = same.find(({ node }) => node.name === id) ?? first;
      const place = odd === keeper ? first : odd;
      const rest = same.filter((one) => one !== place);
      yield {
        code: this.code,
        severity: this.severity,
        file: place.file,
        at: place.routerId.at,
        message: message(
          "{nodes} have the same router_id {id}. Mails and SNMP traps about a change of state do not tell which node they come from.",
          { nodes: same.map(({ node }) => node.name).join(", "), id },
        ),
        related: rest.map(({ node, file, routerId }) => ({
          file,
          at: routerId.at,
          message: message("router_id {id} on {node}", { id, node: node.name }),
        })),
        fixes: fixesFor(
          same.filter((one) => one !== keeper),
          new Set(named.map(({ routerId }) => routerId.value ?? "")),
        ),
        about: same.map(({ node }) => node),
      };
    }
  },
};

function exampleNode(node: string, routerId: string, priority: number): string {
  return [
    `//- ${node}/keepalived.conf`,
    "global_defs {",
    `    router_id ${routerId}`,
    "}",
    "vrrp_instance VI_1 {",
    `    state ${priority >= 150 ? "MASTER" : "BACKUP"}`,
    "    interface eth0",
    "    virtual_router_id 51",
    `    priority ${priority}`,
    "    virtual_ipaddress {",
    "        10.0.0.100/24",
    "    }",
    "}",
    "",
  ].join("\n");
}

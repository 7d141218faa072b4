import type { Cluster, ClusterNode, VirtualRouter, VirtualRouterMember } from "../../cluster/model.ts";
import { usesUnicast } from "../../model/keepalived/effective.ts";
import { type Finding, type Message, message, type RelatedPlace } from "../finding.ts";
import type { ClusterRule } from "../rule.ts";
import { exampleKeepalived, exampleManifest } from "./example-files.ts";
import { routerName } from "./members.ts";
import { isKnownFromElsewhere, ownAddressFixes } from "./own-address.ts";

/** The other node whose own address a member sends from. */
function ownerOf(text: string, member: VirtualRouterMember, cluster: Cluster): ClusterNode | undefined {
  if (isKnownFromElsewhere(member.node, text)) return undefined;
  return cluster.nodes.find((node) => node !== member.node && isKnownFromElsewhere(node, text));
}

/** How an address is known to be a node's, from what tells most on; `{how}` of the message. */
const evidenceTemplates = {
  manifest: "haconf.yaml says so",
  inventory: "an Ansible inventory says so",
  name: "the node is named so",
  kubernetes: "its Kubernetes files advertise it",
  hosts: "a hosts file says so",
  server: "a haproxy server of that name has it",
};

function evidenceOf(node: ClusterNode, text: string): Message {
  const known = node.addresses.find((own) => own.text === text)?.evidence;
  const how =
    (["manifest", "inventory", "name", "kubernetes", "hosts"] as const).find((one) => known?.has(one)) ?? "server";
  return message(evidenceTemplates[how]);
}

/** Where the other node's file speaks of the same virtual router, or of any. */
function placesOf(owner: ClusterNode, router: VirtualRouter, address: string): RelatedPlace[] {
  const { keepalived } = owner;
  const instance = router.members.find(({ node }) => node === owner)?.instance ?? keepalived?.facts.instances[0];
  if (keepalived === undefined || instance === undefined) return [];
  const said = message("{node} has {address}", { node: owner.name, address });
  return [{ file: keepalived.file, at: instance.sourceAddress?.at ?? instance.name.at, message: said }];
}

export const sourceAddressForeign: ClusterRule = {
  code: "cluster/source-address-foreign",
  scope: "cluster",
  severity: "error",
  fix: "safe",
  since: "0.1.0",
  docs: {
    summary: "A node sends its advertisements from the address of another node.",
    why: "`mcast_src_ip` and `unicast_src_ip` are the node's own address. The node that really has it takes these advertisements for its own and drops them: both nodes hold the VIP at once, and no log line says why. With `unicast_peer` the node that does not have the address can neither send nor hear, and never takes the VIP over.\n\nWhose address it is is known from `haconf.yaml`, a node's name, its Kubernetes files, a hosts file or the haproxy `server` with its name.",
    example: {
      bad: [
        exampleManifest,
        exampleKeepalived("lb1", { priority: 150, sourceAddress: "10.0.0.12" }),
        exampleKeepalived("lb2", { priority: 100 }),
      ].join(""),
      good: [
        exampleManifest,
        exampleKeepalived("lb1", { priority: 150, sourceAddress: "10.0.0.11" }),
        exampleKeepalived("lb2", { priority: 100 }),
      ].join(""),
    },
  },
  *check(cluster): Iterable<Finding> {
    for (const router of cluster.virtualRouters) {
      for (const member of router.members) {
        const { sourceAddress, sourceKeyword } = member.instance;
        const text = sourceAddress?.value?.text;
        const owner = text === undefined ? undefined : ownerOf(text, member, cluster);
        if (sourceAddress === undefined || text === undefined || owner === undefined) continue;
        const args = {
          keyword: sourceKeyword ?? "",
          node: member.node.name,
          address: text,
          owner: owner.name,
          how: evidenceOf(owner, text),
          router: routerName(router),
        };
        yield {
          code: this.code,
          severity: this.severity,
          file: member.file,
          at: sourceAddress.at,
          message: usesUnicast(member.instance)
            ? message(
                "{keyword} of {node} is {address}, the address of {owner} ({how}). {node} can neither send from it nor hear its peers, so it never takes {router} over.",
                args,
              )
            : message(
                "{keyword} of {node} is {address}, the address of {owner} ({how}). {owner} takes these advertisements for its own and drops them, so both hold {router} at once.",
                args,
              ),
          related: placesOf(owner, router, text),
          fixes: ownAddressFixes(member, router, cluster, true),
          about: [member],
        };
      }
    }
  },
};

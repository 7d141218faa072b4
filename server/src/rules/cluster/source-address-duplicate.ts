import { priorityWithAllUp } from "../../cluster/election.ts";
import type { Cluster, VirtualRouter, VirtualRouterMember } from "../../cluster/model.ts";
import { usesUnicast } from "../../model/keepalived/effective.ts";
import { type Finding, message } from "../finding.ts";
import type { ClusterRule } from "../rule.ts";
import { exampleKeepalived } from "./example-files.ts";
import { nodeNames, relatedMembers, routerName } from "./members.ts";
import { addressInstead, isKnownFromElsewhere, ownAddressFixes } from "./own-address.ts";

/** A member with its virtual router. */
interface Sender {
  readonly member: VirtualRouterMember;
  readonly router: VirtualRouter;
}

function groupBy<Key>(senders: readonly Sender[], keyOf: (sender: Sender) => Key | undefined): Map<Key, Sender[]> {
  const groups = new Map<Key, Sender[]>();
  for (const sender of senders) {
    const key = keyOf(sender);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [sender]);
    else group.push(sender);
  }
  return groups;
}

/** Senders of different nodes with one address: those of one virtual router together; those of several only where no router has two. */
function* clashes(cluster: Cluster): Iterable<[address: string, senders: Sender[]]> {
  const all = cluster.virtualRouters.flatMap((router) => router.members.map((member): Sender => ({ member, router })));
  for (const [address, senders] of groupBy(all, ({ member }) => member.instance.sourceAddress?.value?.text)) {
    const crowded = [...groupBy(senders, ({ router }) => router).values()].filter((group) => group.length > 1);
    for (const group of crowded) yield [address, group];
    const nodes = [...groupBy(senders, ({ member }) => member.node).values()];
    if (crowded.length === 0 && nodes.length > 1) yield [address, nodes.flatMap(([sender]) => sender ?? [])];
  }
}

/** Who has the address wrongly, and whether something shows that. */
function wrongOnes(
  address: string,
  senders: readonly Sender[],
  cluster: Cluster,
): { wrong: Sender[]; isSure: boolean } {
  const owners = senders.filter(({ member }) => isKnownFromElsewhere(member.node, address));
  const [owner] = owners;
  if (owner !== undefined && owners.length === 1) {
    return { wrong: senders.filter((sender) => sender !== owner), isSure: true };
  }
  const others = senders.filter(({ member, router }) => addressInstead(member, router, cluster) !== undefined);
  if (others.length === senders.length - 1) return { wrong: others, isSure: true };
  // Nobody can tell: the one that is most likely to hold the address keeps it.
  const rank = ({ member }: Sender): number => priorityWithAllUp(member.instance, member.keepalived) ?? 0;
  const keeper = [...senders].sort((a, b) => rank(b) - rank(a))[0];
  return { wrong: senders.filter((sender) => sender !== keeper), isSure: false };
}

export const sourceAddressDuplicate: ClusterRule = {
  code: "cluster/source-address-duplicate",
  scope: "cluster",
  severity: "error",
  fix: "safe",
  since: "0.1.0",
  docs: {
    summary: "Two nodes send their advertisements from one source address.",
    why: "`mcast_src_ip` and `unicast_src_ip` are the node's own address. A file that was copied from the other node and kept its address makes keepalived take the other's advertisements for its own and drop them: both nodes hold the VIP at once. With `unicast_peer` the node that does not have the address can neither send nor hear, and never takes the VIP over.",
    example: {
      bad: [
        exampleKeepalived("lb1", { priority: 150, sourceAddress: "10.0.0.11", unicastPeers: ["10.0.0.12"] }),
        exampleKeepalived("lb2", { priority: 100, sourceAddress: "10.0.0.11", unicastPeers: ["10.0.0.11"] }),
      ].join(""),
      good: [
        exampleKeepalived("lb1", { priority: 150, sourceAddress: "10.0.0.11", unicastPeers: ["10.0.0.12"] }),
        exampleKeepalived("lb2", { priority: 100, sourceAddress: "10.0.0.12", unicastPeers: ["10.0.0.11"] }),
      ].join(""),
    },
  },
  *check(cluster): Iterable<Finding> {
    for (const [address, senders] of clashes(cluster)) {
      const { wrong, isSure } = wrongOnes(address, senders, cluster);
      for (const sender of wrong) {
        const { member, router } = sender;
        const others = senders.filter((other) => other !== sender).map((other) => other.member);
        const { sourceAddress, sourceKeyword, name } = member.instance;
        const args = {
          keyword: sourceKeyword ?? "mcast_src_ip",
          address,
          node: member.node.name,
          others: nodeNames(others),
          router: routerName(router),
        };
        yield {
          code: this.code,
          severity: this.severity,
          file: member.file,
          at: sourceAddress?.at ?? name.at,
          message: usesUnicast(member.instance)
            ? message(
                "{keyword} is {address} on {node} and on {others} alike. A node that does not have this address can neither send from it nor hear its peers, so it never takes {router} over.",
                args,
              )
            : message(
                "{keyword} is {address} on {node} and on {others} alike. The node that has this address takes the other's advertisements for its own and drops them, so both hold {router} at once.",
                args,
              ),
          related: relatedMembers(
            others,
            (other) => other.instance.sourceAddress?.at ?? other.instance.name.at,
            (other) => ({ template: "{address} on {node}", args: { address, node: other.node.name } }),
          ),
          fixes: ownAddressFixes(member, router, cluster, isSure),
          about: senders.map((one) => one.member),
        };
      }
    }
  },
};

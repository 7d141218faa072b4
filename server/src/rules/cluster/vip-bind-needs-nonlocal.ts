import type { Balancer, Cluster, VirtualRouterMember } from "../../cluster/model.ts";
import { heldAddresses } from "../../cluster/vips.ts";
import type { IpAddress } from "../../model/address.ts";
import type { Bind } from "../../model/haproxy/facts.ts";
import { type Finding, type Fix, message, type RelatedPlace } from "../finding.ts";
import type { ClusterRule } from "../rule.ts";
import { exampleHaproxy, exampleKeepalived } from "./example-files.ts";
import { isHaproxy } from "./programs.ts";
import {
  bindsOf,
  isBoundAnyway,
  mayBeStartedByKeepalived,
  membersOn,
  placeOfVip,
  transparentEdits,
} from "./vip-binds.ts";

/** Whether a node of the haproxy is at times without the VIP: others hold it as well, or it never does itself. */
function mayBeWithout(cluster: Cluster, balancer: Balancer, vip: IpAddress): boolean {
  const routers = cluster.virtualRouters.filter(({ members }) =>
    members.some((member) => placeOfVip(member, vip.text) !== undefined),
  );
  // A lone instance may be all that there is.
  return routers.some(
    ({ members }) =>
      members.length > 1 ||
      members.some(({ instance }) => instance.unicastPeers.length > 0) ||
      balancer.nodes.some((node) => members.every((member) => member.node !== node)),
  );
}

/** Whether the address is there on every node: set for good, or as a director's on the loopback of its real servers. */
function isThereAnyway(cluster: Cluster, balancer: Balancer, vip: IpAddress): boolean {
  const isStatic = balancer.nodes.some(({ keepalived }) =>
    keepalived?.facts.staticAddresses.some(({ value }) => value === undefined || value.text === vip.text),
  );
  const isRoutedDirectly = cluster.nodes.some(({ keepalived }) =>
    keepalived?.facts.virtualServers.some(
      ({ address, forwarding }) => address?.value?.text === vip.text && forwarding?.value !== "NAT",
    ),
  );
  return isStatic || isRoutedDirectly;
}

function fixFor(balancer: Balancer, binds: readonly Bind[], vip: IpAddress): Fix[] {
  const edits = transparentEdits(balancer, binds);
  if (edits === undefined) return [];
  const title = message("Bind {vip} with transparent, so that haproxy starts without it", { vip: vip.text });
  return [{ title, isPreferred: true, isSafe: true, edits }];
}

function relatedOf(
  balancer: Balancer,
  others: readonly Bind[],
  members: readonly VirtualRouterMember[],
  vip: IpAddress,
): RelatedPlace[] {
  const lists = members.flatMap((member): RelatedPlace[] => {
    const at = placeOfVip(member, vip.text);
    const said = message("{vip} is a VIP of {node}", { vip: vip.text, node: member.node.name });
    return at === undefined ? [] : [{ file: member.file, at, message: said }];
  });
  const binds = others.map(({ at, text }) => ({
    file: balancer.file,
    at,
    message: message("{bind} is bound here", { bind: text }),
  }));
  return [...lists, ...binds];
}

export const vipBindNeedsNonlocal: ClusterRule = {
  code: "cluster/vip-bind-needs-nonlocal",
  scope: "cluster",
  severity: "warning",
  fix: "safe",
  since: "0.1.0",
  docs: {
    summary: "haproxy binds a VIP that its node does not always hold.",
    why: "A program can bind only addresses that its machine has. On the node without the VIP haproxy stops with `cannot bind socket (Cannot assign requested address)` when it starts or reloads, and after a failover the VIP leads to a node on which nothing listens. `transparent` on the `bind` line, or `net.ipv4.ip_nonlocal_bind = 1` (`net.ipv6.ip_nonlocal_bind` for IPv6) on every node lets it start without the address. A file beside the configs that sets it (`sysctl.conf`, a script, a playbook, a text) is taken into account.",
    example: {
      bad: [
        exampleKeepalived("lb1", { priority: 150, weight: 0 }),
        exampleHaproxy("lb1", "10.0.0.100:8443"),
        exampleKeepalived("lb2", { priority: 100, weight: 0 }),
        exampleHaproxy("lb2", "10.0.0.100:8443 transparent"),
      ].join(""),
      good: [
        exampleKeepalived("lb1", { priority: 150, weight: 0 }),
        exampleHaproxy("lb1", "10.0.0.100:8443"),
        exampleKeepalived("lb2", { priority: 100, weight: 0 }),
        exampleHaproxy("lb2", "10.0.0.100:8443"),
        "//- sysctl.d/90-vip.conf\nnet.ipv4.ip_nonlocal_bind = 1\n",
      ].join(""),
    },
  },
  *check(cluster): Iterable<Finding> {
    const vips = heldAddresses(cluster.virtualRouters, cluster.virtualAddresses);
    for (const balancer of cluster.balancers.filter(isHaproxy)) {
      const atVips = bindsOf(balancer).filter(({ address }) => vips.some(({ text }) => text === address?.text));
      for (const vip of vips) {
        if (cluster.nonlocalBind.has(vip.family)) continue;
        const binds = atVips.filter((bind) => bind.address?.text === vip.text && !isBoundAnyway(bind));
        const [first, ...others] = binds;
        if (first === undefined || !mayBeWithout(cluster, balancer, vip)) continue;
        const members = membersOn(cluster, balancer.nodes);
        if (members.some(mayBeStartedByKeepalived) || isThereAnyway(cluster, balancer, vip)) continue;
        yield {
          code: this.code,
          severity: this.severity,
          file: balancer.file,
          at: first.at,
          message: message(
            'haproxy binds the VIP {vip}, which a node does not have while another one holds it. haproxy does not start there ("cannot bind socket") unless the line says transparent or {setting} is 1, and a failover leads to a node on which nothing listens.',
            { vip: vip.text, setting: vip.family === 4 ? "net.ipv4.ip_nonlocal_bind" : "net.ipv6.ip_nonlocal_bind" },
          ),
          related: relatedOf(balancer, others, members, vip),
          fixes: fixFor(balancer, binds, vip),
          about: [balancer.facts],
        };
      }
    }
  },
};

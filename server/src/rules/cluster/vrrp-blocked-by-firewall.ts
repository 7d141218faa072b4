import { bindsPort } from "../../cluster/balancers.ts";
import type { Cluster, InFile, VirtualRouter } from "../../cluster/model.ts";
import type { FirewallFacts, OpenedPort } from "../../model/firewall/facts.ts";
import { effectiveMulticastGroup, usesMulticast } from "../../model/keepalived/effective.ts";
import { type Finding, type Fix, message } from "../finding.ts";
import type { ClusterRule } from "../rule.ts";
import { exampleHaproxy, exampleKeepalived } from "./example-files.ts";
import { routerName } from "./members.ts";
import { bindsOf } from "./vip-binds.ts";

/** The port by which a file shows that it is for the machines of a virtual router: their haproxy's, and no apiserver's. */
function portOfBalancer(cluster: Cluster, { members }: VirtualRouter, facts: FirewallFacts): OpenedPort | undefined {
  const nodes = new Set(members.map(({ node }) => node));
  const balancers = cluster.balancers.filter((balancer) => balancer.nodes.some((node) => nodes.has(node)));
  const isServerPort = (port: number): boolean =>
    balancers.some(({ facts: haproxy }) =>
      haproxy.proxies.some((proxy) => proxy.facts.servers.some((server) => server.port?.value === port)),
    );
  return facts.opened.find(
    ({ port }) =>
      balancers.some((balancer) => bindsOf(balancer).some((bind) => bindsPort(bind, port) === true)) &&
      (facts.isOfBalancer || !isServerPort(port)),
  );
}

/** Whether all members send to the group that is VRRP's own. */
function usesOwnGroup({ members }: VirtualRouter): boolean {
  return members.every(
    ({ instance, keepalived }) =>
      usesMulticast(instance) === true && effectiveMulticastGroup(instance, keepalived) === "224.0.0.18",
  );
}

function fixFor(file: string, router: VirtualRouter, { forVrrp }: OpenedPort): Fix[] {
  if (forVrrp === undefined || (forVrrp.isForGroup && !usesOwnGroup(router))) return [];
  const { at, form, text } = forVrrp;
  const title = message("Let VRRP through as well");
  return [{ title, isPreferred: true, isSafe: false, edits: [{ file, at, form, newText: text }] }];
}

function usesAh({ members }: VirtualRouter): boolean {
  return members.some(({ instance }) => instance.authType?.value === "AH");
}

/** The first file of each virtual router that opens ports for its machines. */
function blockedBy(
  cluster: Cluster,
  router: VirtualRouter,
): (InFile<FirewallFacts> & { opened: OpenedPort }) | undefined {
  for (const { file, facts, isNear } of cluster.firewalls) {
    const opened = isNear ? portOfBalancer(cluster, router, facts) : undefined;
    if (opened !== undefined) return { file, facts, opened };
  }
  return undefined;
}

export const vrrpBlockedByFirewall: ClusterRule = {
  code: "cluster/vrrp-blocked-by-firewall",
  scope: "cluster",
  severity: "warning",
  fix: "unsafe",
  since: "0.1.0",
  docs: {
    summary: "The nodes' firewall is opened for haproxy and not for VRRP.",
    why: "VRRP is neither TCP nor UDP but an IP protocol of its own, number 112 (with `auth_type AH` it is wrapped in protocol 51), so no open port lets it through. firewalld, ufw and rules that end in DROP hold it back: each node hears no other, all of them become MASTER, and the VIP is on several machines at once. Files that switch the firewall off, trust the other nodes or allow `vrrp` anywhere around the cluster keep this rule silent.",
    example: {
      bad: [
        exampleKeepalived("lb1", { priority: 150, weight: 0 }),
        exampleKeepalived("lb2", { priority: 100, weight: 0 }),
        exampleHaproxy("lb1", "*:8443"),
        exampleHaproxy("lb2", "*:8443"),
        "//- setup.sh\nfirewall-cmd --permanent --add-port=8443/tcp\nfirewall-cmd --reload\n",
      ].join(""),
      good: [
        exampleKeepalived("lb1", { priority: 150, weight: 0 }),
        exampleKeepalived("lb2", { priority: 100, weight: 0 }),
        exampleHaproxy("lb1", "*:8443"),
        exampleHaproxy("lb2", "*:8443"),
        "//- setup.sh\nfirewall-cmd --permanent --add-port=8443/tcp\nfirewall-cmd --permanent --add-protocol=vrrp\nfirewall-cmd --reload\n",
      ].join(""),
    },
  },
  *check(cluster): Iterable<Finding> {
    const { firewalls } = cluster;
    if (firewalls.length === 0 || firewalls.some(({ facts }) => facts.isPermissive || facts.allowsVrrp)) return;
    const said = new Set<OpenedPort>();
    for (const router of cluster.virtualRouters) {
      const isAh = usesAh(router);
      if (router.members.length < 2 || (isAh && firewalls.some(({ facts }) => facts.allowsAh))) continue;
      const found = blockedBy(cluster, router);
      if (found === undefined || said.has(found.opened)) continue;
      said.add(found.opened);
      yield {
        code: this.code,
        severity: this.severity,
        file: found.file,
        at: found.opened.at,
        message: message(
          "{tool} opens port {port} for haproxy here, but nothing lets VRRP (IP protocol {protocol}) through. The nodes do not hear each other, so each of them takes {router}.",
          { tool: found.opened.tool, port: found.opened.port, protocol: isAh ? 51 : 112, router: routerName(router) },
        ),
        related: router.members.map(({ file, instance, node }) => ({
          file,
          at: instance.name.at,
          message: message("{node} speaks VRRP here", { node: node.name }),
        })),
        fixes: isAh ? [] : fixFor(found.file, router, found.opened),
        about: [found.opened],
      };
    }
  },
};

import { bindsPort } from "../../cluster/balancers.ts";
import type { Cluster } from "../../cluster/model.ts";
import { countingTrackers } from "../../cluster/tracking.ts";
import { isWildcard } from "../../model/address.ts";
import type { Probe } from "../../model/checks/facts.ts";
import { type Finding, type Fix, type FixEdit, message } from "../finding.ts";
import type { ClusterRule } from "../rule.ts";
import { addressOfProbe, checksOf, type MemberCheck, placeKey } from "./checks.ts";
import { exampleChecked, exampleHaproxy } from "./example-files.ts";
import { nodeNames, routerName } from "./members.ts";
import { bindsOf, placeOfVip } from "./vip-binds.ts";

/** A script that hangs on who holds the VIP. */
interface VipCheck extends MemberCheck {
  readonly probe: Probe;
  readonly vip: string;
  readonly weight: number;
}

/** Whether a script may end well before it comes to a probe. */
function mayEndBefore({ check }: MemberCheck, probe: Probe): boolean {
  const { text, probes } = check.facts;
  return probes.some(({ isFallback }) => isFallback) || /\bexit\s+0\b/.test(text.slice(0, probe.at.start));
}

function vipCheckOf(cluster: Cluster, one: MemberCheck): VipCheck | undefined {
  const { member, check, tracker } = one;
  if (check.facts.asksForAddresses) return undefined;
  const weight = countingTrackers(member.instance, member.keepalived)?.find((counting) => counting.tracker === tracker);
  if (weight === undefined || weight.isReversed) return undefined;
  for (const probe of check.facts.probes) {
    if (probe.kind !== "connection" && probe.kind !== "ping") continue;
    const vip = addressOfProbe(cluster, probe)?.text;
    if (vip === undefined || placeOfVip(member, vip) === undefined || mayEndBefore(one, probe)) continue;
    return { ...one, probe, vip, weight: weight.weight };
  }
  return undefined;
}

/** Whether the node's haproxy answers on a port of the machine itself. */
function answersLocally(cluster: Cluster, { member, probe }: VipCheck): boolean {
  const port = probe.port?.value;
  if (port === undefined) return false;
  return cluster.balancers.some(
    (balancer) =>
      balancer.nodes.includes(member.node) &&
      bindsOf(balancer).some(
        (bind) =>
          !bind.isUnknown &&
          bindsPort(bind, port) === true &&
          (bind.isWildcard || (bind.address?.family === 4 && isWildcard(bind.address))),
      ),
  );
}

/** One edit for every script, so that all nodes ask themselves. */
function fixesFor(cluster: Cluster, checks: readonly VipCheck[]): Fix[] {
  const edits: FixEdit[] = [];
  for (const one of checks) {
    const { host, kind } = one.probe;
    if (kind !== "connection" || host === undefined || host.isGenerated || !answersLocally(cluster, one)) return [];
    edits.push({ file: one.check.file, at: host.at, form: "in-place", newText: "127.0.0.1" });
  }
  const title = message("Ask haproxy on the node itself");
  return [{ title, isPreferred: true, isSafe: false, edits }];
}

const templates = {
  deadlock:
    "{script} asks the VIP {vip}, which only its holder has, and every node fails as long as none has it. With weight 0 on {nodes} nobody ever takes it: ask 127.0.0.1, or ask the VIP only where ip addr shows it.",
  shared:
    "{script} asks the VIP {vip}, so it tests the node that holds it and not the one that runs it. When the holder's service dies, {nodes} fail alike and the VIP stays: ask 127.0.0.1, or ask the VIP only where ip addr shows it.",
};

export const checkScriptProbesVip: ClusterRule = {
  code: "cluster/check-script-probes-vip",
  scope: "cluster",
  severity: "warning",
  fix: "unsafe",
  since: "0.1.0",
  docs: {
    summary: "A tracked script asks the VIP whichever node holds it.",
    why: "keepalived runs a check script on every node to find out whether that node may hold the VIP. A script that connects to the VIP, or pings it, finds out whether the holder is well. Where it has weight 0 on all nodes, a node may take the VIP only after the script has succeeded, and the script succeeds only after a node has taken it: nobody ever does. With a weight all nodes lose or gain alike, and nothing moves. A script may ask the VIP where it looks first whether its own machine has it (`ip addr | grep -q VIP`); that is what the script of the kubeadm documentation does.",
    example: {
      bad: [
        exampleChecked("lb1", 150, "curl -sfk https://10.0.0.100:8443/healthz"),
        exampleHaproxy("lb1", "*:8443"),
        exampleChecked("lb2", 100, "curl -sfk https://10.0.0.100:8443/healthz"),
        exampleHaproxy("lb2", "*:8443"),
      ].join(""),
      good: [
        exampleChecked("lb1", 150, "curl -sfk https://127.0.0.1:8443/healthz"),
        exampleHaproxy("lb1", "*:8443"),
        exampleChecked("lb2", 100, "curl -sfk https://127.0.0.1:8443/healthz"),
        exampleHaproxy("lb2", "*:8443"),
      ].join(""),
    },
  },
  *check(cluster): Iterable<Finding> {
    const said = new Set<string>();
    for (const router of cluster.virtualRouters) {
      const checks = checksOf(cluster, router).flatMap((one) => vipCheckOf(cluster, one) ?? []);
      const places = new Map(checks.map((one) => [placeKey(one.check.file, one.probe.at), one]));
      const [first, ...others] = places.values();
      if (first === undefined || said.has(placeKey(first.check.file, first.probe.at))) continue;
      for (const key of places.keys()) said.add(key);
      const isStuck =
        router.members.length > 1 &&
        router.members.every((member) => checks.some((one) => one.member === member && one.weight === 0));
      yield {
        code: this.code,
        severity: isStuck ? "error" : this.severity,
        file: first.check.file,
        at: first.probe.host?.at ?? first.probe.at,
        message: message(isStuck ? templates.deadlock : templates.shared, {
          script: first.script.name.text,
          vip: first.vip,
          nodes: nodeNames([...new Set(checks.map(({ member }) => member))]),
        }),
        related: [
          ...others.map(({ check, probe }) => ({
            file: check.file,
            at: probe.host?.at ?? probe.at,
            message: message("this script asks a VIP as well"),
          })),
          ...router.members.flatMap((member) => {
            const at = placeOfVip(member, first.vip);
            const said = message("{vip} is a VIP of {router} here", { vip: first.vip, router: routerName(router) });
            return at === undefined ? [] : [{ file: member.file, at, message: said }];
          }),
        ],
        fixes: fixesFor(cluster, [...places.values()]),
        about: checks.map(({ probe }) => probe),
      };
    }
  },
};

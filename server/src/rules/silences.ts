import type { Finding } from "./finding.ts";

/** All that compares the members of one virtual router, but for who wins: a member that nobody hears is judged by its id first. */
const pairRules = [
  "cluster/advert-int-mismatch",
  "cluster/auth-mismatch",
  "cluster/ineffective-track-weight",
  "cluster/multicast-group-mismatch",
  "cluster/preempt-mismatch",
  "cluster/source-address-duplicate",
  "cluster/source-address-foreign",
  "cluster/track-mismatch",
  "cluster/unicast-peer-mismatch",
  "cluster/virtual-ipaddress-mismatch",
  "cluster/virtual-router-id-conflict",
  "cluster/vrrp-version-mismatch",
] as const;

/**
 * Which findings make others superfluous where both are about the same thing: mending the first mends or changes the second.
 * Keys silence their values.
 */
export const silences: Readonly<Record<string, readonly string[]>> = {
  "cluster/bind-address-not-local": ["cluster/endpoint-port-mismatch", "cluster/vip-bind-needs-nonlocal"],
  "cluster/backend-loops-to-vip": [
    "cluster/backend-port-mismatch",
    "cluster/backend-server-is-vip",
    "cluster/backend-server-unknown",
  ],
  "cluster/backend-unchecked": ["cluster/haproxy-drift"],
  "cluster/etcd-duplicate-name": ["cluster/etcd-initial-cluster-mismatch"],
  "cluster/etcd-endpoint-mismatch": ["etcd/legacy-port"],
  "cluster/backend-server-missing": ["cluster/haproxy-drift"],
  "cluster/check-script-missing": ["cluster/check-script-target-mismatch"],
  "cluster/duplicate-priority": ["cluster/state-priority-inversion"],
  "cluster/lvs-drift": ["cluster/lvs-real-server-port-mismatch"],
  "cluster/ineffective-track-weight": ["cluster/track-mismatch"],
  "cluster/multiple-masters": ["cluster/state-priority-inversion"],
  "cluster/virtual-router-id-mismatch": pairRules,
  "cluster/source-address-duplicate": ["cluster/source-address-foreign", "cluster/unicast-peer-mismatch"],
  "cluster/unicast-peer-mismatch": ["cluster/multicast-group-mismatch"],
  "cluster/vip-in-two-instances": ["cluster/virtual-ipaddress-mismatch"],
  "cluster/vip-is-node-address": [
    "cluster/advertise-address-is-vip",
    "cluster/backend-server-is-vip",
    "cluster/backend-loops-to-vip",
    "cluster/source-address-duplicate",
    "cluster/source-address-foreign",
    "cluster/unicast-peer-mismatch",
  ],
  "cluster/vrrp-version-mismatch": ["cluster/advert-int-mismatch", "cluster/auth-mismatch"],
};

/** Leaves out the findings that another one silences: one that speaks of all that they are about. */
export function withoutSilenced(findings: readonly Finding[]): Finding[] {
  const loud = findings.flatMap(({ code, about }) => {
    const quiet = silences[code];
    return quiet === undefined || about === undefined ? [] : [{ quiet, about: new Set(about) }];
  });
  if (loud.length === 0) return [...findings];
  return findings.filter(
    ({ code, about }) =>
      about === undefined ||
      about.length === 0 ||
      !loud.some((one) => one.quiet.includes(code) && about.every((thing) => one.about.has(thing))),
  );
}

import type { Rule } from "../../server/src/rules/rule.ts";

type Code = Rule["code"];

/**
 * The words with which the reader of the labelled sets says what is wrong, and the rules that say the same. The first rule is
 * the one meant; another of the list counts as well, because which of them speaks hangs on what else the set shows.
 */
const codesByWord: Readonly<Record<string, readonly Code[]>> = {
  "apiserver-not-in-backends": ["cluster/backend-server-missing"],
  "auth-pass-mismatch": ["cluster/auth-mismatch"],
  "auth-pass-truncated": ["keepalived/auth-pass-truncated"],
  "backend-is-vip": ["cluster/backend-server-is-vip", "cluster/backend-loops-to-vip"],
  "check-port-not-haproxy-port": ["cluster/check-script-target-mismatch"],
  "deprecated-keyword": ["keepalived/unknown-keyword"],
  "endpoint-not-vip": ["cluster/endpoint-address-mismatch"],
  "equal-priority": ["cluster/duplicate-priority"],
  "failover-weight-insufficient": ["cluster/ineffective-track-weight"],
  "garp-differs": [],
  "haproxy-backend-missing-node": ["cluster/backend-server-missing"],
  "haproxy-backends-differ": ["cluster/haproxy-drift"],
  "haproxy-bind-not-vip": ["cluster/bind-address-not-local"],
  "haproxy-binds-vip": ["cluster/vip-bind-needs-nonlocal"],
  "haproxy-global-differs": ["cluster/haproxy-drift"],
  "haproxy-not-tracked": ["cluster/haproxy-not-tracked"],
  "health-check-missing": ["cluster/backend-unchecked"],
  "invalid-state": ["keepalived/state-unknown"],
  "kubeadm-api-old": ["kubeadm/api-version-removed"],
  "misspelt-keyword": ["keepalived/unknown-keyword"],
  "no-health-check": ["cluster/haproxy-not-tracked"],
  "nopreempt-with-master": ["keepalived/nopreempt-with-master", "cluster/preempt-mismatch"],
  "priority-255": ["keepalived/weight-on-owner"],
  "priority-inverted": ["cluster/state-priority-inversion"],
  "track-script-differs": ["cluster/track-mismatch"],
  "track-script-only-on-one-node": ["cluster/track-mismatch"],
  "track-script-other-service": ["cluster/haproxy-not-tracked"],
  "track-script-undefined": ["keepalived/undefined-script"],
  "two-masters": ["cluster/multiple-masters"],
  "unicast-peer-empty": ["cluster/unicast-peer-mismatch"],
  "unicast-peer-not-mutual": ["cluster/unicast-peer-mismatch"],
  "unicast-src-ip-conflict": ["cluster/source-address-duplicate", "cluster/source-address-foreign"],
  "vip-differs": ["cluster/virtual-ipaddress-mismatch"],
};

/**
 * The rules that say what a word of the labelled sets says; empty where there is none in the catalogue.
 *
 * @throws Error for a word that the table lacks, so that a new one can't be overlooked
 */
export function codesOf(word: string): readonly Code[] {
  const codes = codesByWord[word];
  if (codes === undefined) throw new Error(`scripts/corpus/codes.ts has no rule for the word ${word}`);
  return codes;
}

// Made by scripts/generate-rules.ts from the files beside it.
import { advertIntMismatch } from "./cluster/advert-int-mismatch.ts";
import { advertiseAddressIsVip } from "./cluster/advertise-address-is-vip.ts";
import { apiserverCheckPlaintext } from "./cluster/apiserver-check-plaintext.ts";
import { apiserverHttpMode } from "./cluster/apiserver-http-mode.ts";
import { apiserverPortConflict } from "./cluster/apiserver-port-conflict.ts";
import { apiserverPortDiffers } from "./cluster/apiserver-port-differs.ts";
import { authMismatch } from "./cluster/auth-mismatch.ts";
import { backendDuplicateServer } from "./cluster/backend-duplicate-server.ts";
import { backendLoopsToVip } from "./cluster/backend-loops-to-vip.ts";
import { backendPortMismatch } from "./cluster/backend-port-mismatch.ts";
import { backendServerIsVip } from "./cluster/backend-server-is-vip.ts";
import { backendServerMissing } from "./cluster/backend-server-missing.ts";
import { backendServerUnknown } from "./cluster/backend-server-unknown.ts";
import { backendUnchecked } from "./cluster/backend-unchecked.ts";
import { bindAddressNotLocal } from "./cluster/bind-address-not-local.ts";
import { certSanMissing } from "./cluster/cert-san-missing.ts";
import { checkScriptMissing } from "./cluster/check-script-missing.ts";
import { checkScriptProbesVip } from "./cluster/check-script-probes-vip.ts";
import { checkScriptTargetMismatch } from "./cluster/check-script-target-mismatch.ts";
import { controlPlaneCount } from "./cluster/control-plane-count.ts";
import { controlPlaneEndpointMissing } from "./cluster/control-plane-endpoint-missing.ts";
import { duplicatePriority } from "./cluster/duplicate-priority.ts";
import { endpointAddressMismatch } from "./cluster/endpoint-address-mismatch.ts";
import { endpointPortMismatch } from "./cluster/endpoint-port-mismatch.ts";
import { etcdDuplicateName } from "./cluster/etcd-duplicate-name.ts";
import { etcdEndpointMismatch } from "./cluster/etcd-endpoint-mismatch.ts";
import { etcdEvenMembers } from "./cluster/etcd-even-members.ts";
import { etcdInitialClusterMismatch } from "./cluster/etcd-initial-cluster-mismatch.ts";
import { etcdTokenMismatch } from "./cluster/etcd-token-mismatch.ts";
import { haproxyDrift } from "./cluster/haproxy-drift.ts";
import { haproxyNotTracked } from "./cluster/haproxy-not-tracked.ts";
import { ineffectiveTrackWeight } from "./cluster/ineffective-track-weight.ts";
import { joinEndpointMismatch } from "./cluster/join-endpoint-mismatch.ts";
import { lvsDrift } from "./cluster/lvs-drift.ts";
import { lvsRealServerPortMismatch } from "./cluster/lvs-real-server-port-mismatch.ts";
import { lvsVipNotHeld } from "./cluster/lvs-vip-not-held.ts";
import { manifestDuplicateName } from "./cluster/manifest-duplicate-name.ts";
import { manifestSyntax } from "./cluster/manifest-syntax.ts";
import { manifestUnknownKey } from "./cluster/manifest-unknown-key.ts";
import { manifestUnmatchedPath } from "./cluster/manifest-unmatched-path.ts";
import { manifestWrongValue } from "./cluster/manifest-wrong-value.ts";
import { multicastGroupMismatch } from "./cluster/multicast-group-mismatch.ts";
import { multipleMasters } from "./cluster/multiple-masters.ts";
import { noFailoverPeer } from "./cluster/no-failover-peer.ts";
import { preemptMismatch } from "./cluster/preempt-mismatch.ts";
import { routerIdDuplicate } from "./cluster/router-id-duplicate.ts";
import { sourceAddressDuplicate } from "./cluster/source-address-duplicate.ts";
import { sourceAddressForeign } from "./cluster/source-address-foreign.ts";
import { statePriorityInversion } from "./cluster/state-priority-inversion.ts";
import { staticPodHostNetwork } from "./cluster/static-pod-host-network.ts";
import { staticPodMountMismatch } from "./cluster/static-pod-mount-mismatch.ts";
import { subnetOverlap } from "./cluster/subnet-overlap.ts";
import { syncGroupMismatch } from "./cluster/sync-group-mismatch.ts";
import { syslogReceiverMissing } from "./cluster/syslog-receiver-missing.ts";
import { templateConstantPriority } from "./cluster/template-constant-priority.ts";
import { trackMismatch } from "./cluster/track-mismatch.ts";
import { unicastPeerMismatch } from "./cluster/unicast-peer-mismatch.ts";
import { unusedSuppression } from "./cluster/unused-suppression.ts";
import { vipBindNeedsNonlocal } from "./cluster/vip-bind-needs-nonlocal.ts";
import { vipInTwoInstances } from "./cluster/vip-in-two-instances.ts";
import { vipIsNodeAddress } from "./cluster/vip-is-node-address.ts";
import { virtualIpaddressMismatch } from "./cluster/virtual-ipaddress-mismatch.ts";
import { virtualRouterIdConflict } from "./cluster/virtual-router-id-conflict.ts";
import { virtualRouterIdMismatch } from "./cluster/virtual-router-id-mismatch.ts";
import { vrrpBlockedByFirewall } from "./cluster/vrrp-blocked-by-firewall.ts";
import { vrrpVersionMismatch } from "./cluster/vrrp-version-mismatch.ts";
import { blankInList } from "./etcd/blank-in-list.ts";
import { fullwidthQuote } from "./etcd/fullwidth-quote.ts";
import { initialClusterState } from "./etcd/initial-cluster-state.ts";
import { legacyPort } from "./etcd/legacy-port.ts";
import { backendWithoutServers } from "./haproxy/backend-without-servers.ts";
import { badAcl } from "./haproxy/bad-acl.ts";
import { badAddress } from "./haproxy/bad-address.ts";
import { badArgument } from "./haproxy/bad-argument.ts";
import { badCondition } from "./haproxy/bad-condition.ts";
import { badEscape } from "./haproxy/bad-escape.ts";
import { badExpression } from "./haproxy/bad-expression.ts";
import { badInheritance } from "./haproxy/bad-inheritance.ts";
import { badLogFormat } from "./haproxy/bad-log-format.ts";
import { badName } from "./haproxy/bad-name.ts";
import { checkIntervalSlow } from "./haproxy/check-interval-slow.ts";
import { conflictingArguments } from "./haproxy/conflicting-arguments.ts";
import { conflictingSettings } from "./haproxy/conflicting-settings.ts";
import { deprecatedKeyword } from "./haproxy/deprecated-keyword.ts";
import { duplicateBind } from "./haproxy/duplicate-bind.ts";
import { duplicateName } from "./haproxy/duplicate-name.ts";
import { experimentalKeyword } from "./haproxy/experimental-keyword.ts";
import { fetchNotAvailable } from "./haproxy/fetch-not-available.ts";
import { globalNotFirst } from "./haproxy/global-not-first.ts";
import { httpRuleInTcpMode } from "./haproxy/http-rule-in-tcp-mode.ts";
import { incompatibleMode } from "./haproxy/incompatible-mode.ts";
import { keywordBeforeSection } from "./haproxy/keyword-before-section.ts";
import { longConnectionTimeout } from "./haproxy/long-connection-timeout.ts";
import { missingArgument } from "./haproxy/missing-argument.ts";
import { missingFinalNewline } from "./haproxy/missing-final-newline.ts";
import { missingTimeout } from "./haproxy/missing-timeout.ts";
import { noEffect } from "./haproxy/no-effect.ts";
import { haproxyNulCharacter } from "./haproxy/nul-character.ts";
import { plainSecret } from "./haproxy/plain-secret.ts";
import { prefixNotAllowed } from "./haproxy/prefix-not-allowed.ts";
import { printedMessage } from "./haproxy/printed-message.ts";
import { removedKeyword } from "./haproxy/removed-keyword.ts";
import { repeatedSetting } from "./haproxy/repeated-setting.ts";
import { ruleOrder } from "./haproxy/rule-order.ts";
import { serverSetup } from "./haproxy/server-setup.ts";
import { shadowedRule } from "./haproxy/shadowed-rule.ts";
import { statsWithoutAuth } from "./haproxy/stats-without-auth.ts";
import { stickTypeMismatch } from "./haproxy/stick-type-mismatch.ts";
import { suspiciousPattern } from "./haproxy/suspicious-pattern.ts";
import { suspiciousValue } from "./haproxy/suspicious-value.ts";
import { tooManyWords } from "./haproxy/too-many-words.ts";
import { undefinedAcl } from "./haproxy/undefined-acl.ts";
import { undefinedReference } from "./haproxy/undefined-reference.ts";
import { unexpectedArgument } from "./haproxy/unexpected-argument.ts";
import { unknownHaproxyKeyword } from "./haproxy/unknown-keyword.ts";
import { unterminatedHaproxyQuote } from "./haproxy/unterminated-quote.ts";
import { unterminatedVariable } from "./haproxy/unterminated-variable.ts";
import { unusedAcl } from "./haproxy/unused-acl.ts";
import { unusedBackend } from "./haproxy/unused-backend.ts";
import { versionNeeded } from "./haproxy/version-needed.ts";
import { weakTls } from "./haproxy/weak-tls.ts";
import { wrongSection } from "./haproxy/wrong-section.ts";
import { adjustedValue } from "./keepalived/adjusted-value.ts";
import { advertIntervalRounded } from "./keepalived/advert-interval-rounded.ts";
import { authIgnoredInV3 } from "./keepalived/auth-ignored-in-v3.ts";
import { authPassComment } from "./keepalived/auth-pass-comment.ts";
import { authPassTruncated } from "./keepalived/auth-pass-truncated.ts";
import { authWithoutPassword } from "./keepalived/auth-without-password.ts";
import { badDefinition } from "./keepalived/bad-definition.ts";
import { badSequence } from "./keepalived/bad-sequence.ts";
import { checkerAddresses } from "./keepalived/checker-addresses.ts";
import { checkerConflict } from "./keepalived/checker-conflict.ts";
import { conflictingLines } from "./keepalived/conflicting-lines.ts";
import { conflictingOptions } from "./keepalived/conflicting-options.ts";
import { deprecatedKeepalivedKeyword } from "./keepalived/deprecated-keyword.ts";
import { drPortMapping } from "./keepalived/dr-port-mapping.ts";
import { duplicateAddress } from "./keepalived/duplicate-address.ts";
import { duplicateKeepalivedName } from "./keepalived/duplicate-name.ts";
import { duplicateVirtualServer } from "./keepalived/duplicate-virtual-server.ts";
import { emptyBlock } from "./keepalived/empty-block.ts";
import { ineffectiveKeyword } from "./keepalived/ineffective-keyword.ts";
import { invalidAddress } from "./keepalived/invalid-address.ts";
import { invalidNumber } from "./keepalived/invalid-number.ts";
import { lineTooLong } from "./keepalived/line-too-long.ts";
import { malformedValue } from "./keepalived/malformed-value.ts";
import { masterWithoutPriority } from "./keepalived/master-without-priority.ts";
import { missingKeepalivedArgument } from "./keepalived/missing-argument.ts";
import { missingClosingBrace } from "./keepalived/missing-closing-brace.ts";
import { missingInclude } from "./keepalived/missing-include.ts";
import { missingKeyword } from "./keepalived/missing-keyword.ts";
import { missingOpeningBrace } from "./keepalived/missing-opening-brace.ts";
import { mixedFamilies } from "./keepalived/mixed-families.ts";
import { noVirtualAddress } from "./keepalived/no-virtual-address.ts";
import { nopreemptWithMaster } from "./keepalived/nopreempt-with-master.ts";
import { keepalivedNulCharacter } from "./keepalived/nul-character.ts";
import { offMeansOn } from "./keepalived/off-means-on.ts";
import { ownInterfaceTracked } from "./keepalived/own-interface-tracked.ts";
import { persistenceGranularity } from "./keepalived/persistence-granularity.ts";
import { preemptDelayIgnored } from "./keepalived/preempt-delay-ignored.ts";
import { quorumUnreachable } from "./keepalived/quorum-unreachable.ts";
import { quotedInclude } from "./keepalived/quoted-include.ts";
import { realServerUnchecked } from "./keepalived/real-server-unchecked.ts";
import { repeatedKeyword } from "./keepalived/repeated-keyword.ts";
import { scriptAfterUse } from "./keepalived/script-after-use.ts";
import { scriptSecurity } from "./keepalived/script-security.ts";
import { smartQuote } from "./keepalived/smart-quote.ts";
import { sorryServerDuplicate } from "./keepalived/sorry-server-duplicate.ts";
import { sorryServerOrder } from "./keepalived/sorry-server-order.ts";
import { stateUnknown } from "./keepalived/state-unknown.ts";
import { strayClosingBrace } from "./keepalived/stray-closing-brace.ts";
import { strayOpeningBrace } from "./keepalived/stray-opening-brace.ts";
import { strictForbids } from "./keepalived/strict-forbids.ts";
import { surplusWords } from "./keepalived/surplus-words.ts";
import { syncGroupIgnoresWeight } from "./keepalived/sync-group-ignores-weight.ts";
import { syncGroupOfOne } from "./keepalived/sync-group-of-one.ts";
import { thresholdOrder } from "./keepalived/threshold-order.ts";
import { trackWeightRange } from "./keepalived/track-weight-range.ts";
import { trackedTwice } from "./keepalived/tracked-twice.ts";
import { undefinedDefinition } from "./keepalived/undefined-definition.ts";
import { undefinedInstance } from "./keepalived/undefined-instance.ts";
import { undefinedScript } from "./keepalived/undefined-script.ts";
import { undefinedServerGroup } from "./keepalived/undefined-server-group.ts";
import { undefinedTracker } from "./keepalived/undefined-tracker.ts";
import { unicastRouterConflict } from "./keepalived/unicast-router-conflict.ts";
import { unicastWithoutPeers } from "./keepalived/unicast-without-peers.ts";
import { unknownBlock } from "./keepalived/unknown-block.ts";
import { unknownKeepalivedKeyword } from "./keepalived/unknown-keyword.ts";
import { unknownOption } from "./keepalived/unknown-option.ts";
import { unknownValue } from "./keepalived/unknown-value.ts";
import { unquotedCommand } from "./keepalived/unquoted-command.ts";
import { unterminatedKeepalivedQuote } from "./keepalived/unterminated-quote.ts";
import { unusedScript } from "./keepalived/unused-script.ts";
import { valueTooLong } from "./keepalived/value-too-long.ts";
import { vipPrefixMissing } from "./keepalived/vip-prefix-missing.ts";
import { virtualInterface } from "./keepalived/virtual-interface.ts";
import { virtualServerDefaults } from "./keepalived/virtual-server-defaults.ts";
import { virtualServerProtocol } from "./keepalived/virtual-server-protocol.ts";
import { weightOnOwner } from "./keepalived/weight-on-owner.ts";
import { wrongParent } from "./keepalived/wrong-parent.ts";
import { apiVersionRemoved } from "./kubeadm/api-version-removed.ts";
import { endpointWithoutPort } from "./kubeadm/endpoint-without-port.ts";
import { unknownField } from "./kubeadm/unknown-field.ts";
import type { Rule } from "./rule.ts";

/** Every rule, by family and name. */
export const rules: readonly Rule[] = [
  advertIntMismatch,
  advertiseAddressIsVip,
  apiserverCheckPlaintext,
  apiserverHttpMode,
  apiserverPortConflict,
  apiserverPortDiffers,
  authMismatch,
  backendDuplicateServer,
  backendLoopsToVip,
  backendPortMismatch,
  backendServerIsVip,
  backendServerMissing,
  backendServerUnknown,
  backendUnchecked,
  bindAddressNotLocal,
  certSanMissing,
  checkScriptMissing,
  checkScriptProbesVip,
  checkScriptTargetMismatch,
  controlPlaneCount,
  controlPlaneEndpointMissing,
  duplicatePriority,
  endpointAddressMismatch,
  endpointPortMismatch,
  etcdDuplicateName,
  etcdEndpointMismatch,
  etcdEvenMembers,
  etcdInitialClusterMismatch,
  etcdTokenMismatch,
  haproxyDrift,
  haproxyNotTracked,
  ineffectiveTrackWeight,
  joinEndpointMismatch,
  lvsDrift,
  lvsRealServerPortMismatch,
  lvsVipNotHeld,
  manifestDuplicateName,
  manifestSyntax,
  manifestUnknownKey,
  manifestUnmatchedPath,
  manifestWrongValue,
  multicastGroupMismatch,
  multipleMasters,
  noFailoverPeer,
  preemptMismatch,
  routerIdDuplicate,
  sourceAddressDuplicate,
  sourceAddressForeign,
  statePriorityInversion,
  staticPodHostNetwork,
  staticPodMountMismatch,
  subnetOverlap,
  syncGroupMismatch,
  syslogReceiverMissing,
  templateConstantPriority,
  trackMismatch,
  unicastPeerMismatch,
  unusedSuppression,
  vipBindNeedsNonlocal,
  vipInTwoInstances,
  vipIsNodeAddress,
  virtualIpaddressMismatch,
  virtualRouterIdConflict,
  virtualRouterIdMismatch,
  vrrpBlockedByFirewall,
  vrrpVersionMismatch,
  blankInList,
  fullwidthQuote,
  initialClusterState,
  legacyPort,
  backendWithoutServers,
  badAcl,
  badAddress,
  badArgument,
  badCondition,
  badEscape,
  badExpression,
  badInheritance,
  badLogFormat,
  badName,
  checkIntervalSlow,
  conflictingArguments,
  conflictingSettings,
  deprecatedKeyword,
  duplicateBind,
  duplicateName,
  experimentalKeyword,
  fetchNotAvailable,
  globalNotFirst,
  httpRuleInTcpMode,
  incompatibleMode,
  keywordBeforeSection,
  longConnectionTimeout,
  missingArgument,
  missingFinalNewline,
  missingTimeout,
  noEffect,
  haproxyNulCharacter,
  plainSecret,
  prefixNotAllowed,
  printedMessage,
  removedKeyword,
  repeatedSetting,
  ruleOrder,
  serverSetup,
  shadowedRule,
  statsWithoutAuth,
  stickTypeMismatch,
  suspiciousPattern,
  suspiciousValue,
  tooManyWords,
  undefinedAcl,
  undefinedReference,
  unexpectedArgument,
  unknownHaproxyKeyword,
  unterminatedHaproxyQuote,
  unterminatedVariable,
  unusedAcl,
  unusedBackend,
  versionNeeded,
  weakTls,
  wrongSection,
  adjustedValue,
  advertIntervalRounded,
  authIgnoredInV3,
  authPassComment,
  authPassTruncated,
  authWithoutPassword,
  badDefinition,
  badSequence,
  checkerAddresses,
  checkerConflict,
  conflictingLines,
  conflictingOptions,
  deprecatedKeepalivedKeyword,
  drPortMapping,
  duplicateAddress,
  duplicateKeepalivedName,
  duplicateVirtualServer,
  emptyBlock,
  ineffectiveKeyword,
  invalidAddress,
  invalidNumber,
  lineTooLong,
  malformedValue,
  masterWithoutPriority,
  missingKeepalivedArgument,
  missingClosingBrace,
  missingInclude,
  missingKeyword,
  missingOpeningBrace,
  mixedFamilies,
  noVirtualAddress,
  nopreemptWithMaster,
  keepalivedNulCharacter,
  offMeansOn,
  ownInterfaceTracked,
  persistenceGranularity,
  preemptDelayIgnored,
  quorumUnreachable,
  quotedInclude,
  realServerUnchecked,
  repeatedKeyword,
  scriptAfterUse,
  scriptSecurity,
  smartQuote,
  sorryServerDuplicate,
  sorryServerOrder,
  stateUnknown,
  strayClosingBrace,
  strayOpeningBrace,
  strictForbids,
  surplusWords,
  syncGroupIgnoresWeight,
  syncGroupOfOne,
  thresholdOrder,
  trackWeightRange,
  trackedTwice,
  undefinedDefinition,
  undefinedInstance,
  undefinedScript,
  undefinedServerGroup,
  undefinedTracker,
  unicastRouterConflict,
  unicastWithoutPeers,
  unknownBlock,
  unknownKeepalivedKeyword,
  unknownOption,
  unknownValue,
  unquotedCommand,
  unterminatedKeepalivedQuote,
  unusedScript,
  valueTooLong,
  vipPrefixMissing,
  virtualInterface,
  virtualServerDefaults,
  virtualServerProtocol,
  weightOnOwner,
  wrongParent,
  apiVersionRemoved,
  endpointWithoutPort,
  unknownField,
];

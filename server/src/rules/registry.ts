// Made by scripts/generate-rules.ts from the files beside it.
import { advertIntMismatch } from "./cluster/advert-int-mismatch.ts";
import { apiserverPortConflict } from "./cluster/apiserver-port-conflict.ts";
import { authMismatch } from "./cluster/auth-mismatch.ts";
import { backendPortMismatch } from "./cluster/backend-port-mismatch.ts";
import { duplicatePriority } from "./cluster/duplicate-priority.ts";
import { endpointAddressMismatch } from "./cluster/endpoint-address-mismatch.ts";
import { endpointPortMismatch } from "./cluster/endpoint-port-mismatch.ts";
import { ineffectiveTrackWeight } from "./cluster/ineffective-track-weight.ts";
import { joinEndpointMismatch } from "./cluster/join-endpoint-mismatch.ts";
import { manifestDuplicateName } from "./cluster/manifest-duplicate-name.ts";
import { manifestSyntax } from "./cluster/manifest-syntax.ts";
import { manifestUnknownKey } from "./cluster/manifest-unknown-key.ts";
import { manifestUnmatchedPath } from "./cluster/manifest-unmatched-path.ts";
import { manifestWrongValue } from "./cluster/manifest-wrong-value.ts";
import { multicastGroupMismatch } from "./cluster/multicast-group-mismatch.ts";
import { multipleMasters } from "./cluster/multiple-masters.ts";
import { routerIdDuplicate } from "./cluster/router-id-duplicate.ts";
import { sourceAddressDuplicate } from "./cluster/source-address-duplicate.ts";
import { sourceAddressForeign } from "./cluster/source-address-foreign.ts";
import { statePriorityInversion } from "./cluster/state-priority-inversion.ts";
import { unicastPeerMismatch } from "./cluster/unicast-peer-mismatch.ts";
import { virtualIpaddressMismatch } from "./cluster/virtual-ipaddress-mismatch.ts";
import { virtualRouterIdConflict } from "./cluster/virtual-router-id-conflict.ts";
import { virtualRouterIdMismatch } from "./cluster/virtual-router-id-mismatch.ts";
import { vrrpVersionMismatch } from "./cluster/vrrp-version-mismatch.ts";
import { badCondition } from "./haproxy/bad-condition.ts";
import { badEscape } from "./haproxy/bad-escape.ts";
import { keywordBeforeSection } from "./haproxy/keyword-before-section.ts";
import { missingFinalNewline } from "./haproxy/missing-final-newline.ts";
import { haproxyNulCharacter } from "./haproxy/nul-character.ts";
import { prefixNotAllowed } from "./haproxy/prefix-not-allowed.ts";
import { removedKeyword } from "./haproxy/removed-keyword.ts";
import { tooManyWords } from "./haproxy/too-many-words.ts";
import { unknownHaproxyKeyword } from "./haproxy/unknown-keyword.ts";
import { unterminatedHaproxyQuote } from "./haproxy/unterminated-quote.ts";
import { unterminatedVariable } from "./haproxy/unterminated-variable.ts";
import { wrongSection } from "./haproxy/wrong-section.ts";
import { authPassTruncated } from "./keepalived/auth-pass-truncated.ts";
import { badSequence } from "./keepalived/bad-sequence.ts";
import { missingClosingBrace } from "./keepalived/missing-closing-brace.ts";
import { missingOpeningBrace } from "./keepalived/missing-opening-brace.ts";
import { keepalivedNulCharacter } from "./keepalived/nul-character.ts";
import { strayClosingBrace } from "./keepalived/stray-closing-brace.ts";
import { strayOpeningBrace } from "./keepalived/stray-opening-brace.ts";
import { unknownBlock } from "./keepalived/unknown-block.ts";
import { unknownKeepalivedKeyword } from "./keepalived/unknown-keyword.ts";
import { unterminatedKeepalivedQuote } from "./keepalived/unterminated-quote.ts";
import { wrongParent } from "./keepalived/wrong-parent.ts";
import type { Rule } from "./rule.ts";

/** Every rule, by family and name. */
export const rules: readonly Rule[] = [
  advertIntMismatch,
  apiserverPortConflict,
  authMismatch,
  backendPortMismatch,
  duplicatePriority,
  endpointAddressMismatch,
  endpointPortMismatch,
  ineffectiveTrackWeight,
  joinEndpointMismatch,
  manifestDuplicateName,
  manifestSyntax,
  manifestUnknownKey,
  manifestUnmatchedPath,
  manifestWrongValue,
  multicastGroupMismatch,
  multipleMasters,
  routerIdDuplicate,
  sourceAddressDuplicate,
  sourceAddressForeign,
  statePriorityInversion,
  unicastPeerMismatch,
  virtualIpaddressMismatch,
  virtualRouterIdConflict,
  virtualRouterIdMismatch,
  vrrpVersionMismatch,
  badCondition,
  badEscape,
  keywordBeforeSection,
  missingFinalNewline,
  haproxyNulCharacter,
  prefixNotAllowed,
  removedKeyword,
  tooManyWords,
  unknownHaproxyKeyword,
  unterminatedHaproxyQuote,
  unterminatedVariable,
  wrongSection,
  authPassTruncated,
  badSequence,
  missingClosingBrace,
  missingOpeningBrace,
  keepalivedNulCharacter,
  strayClosingBrace,
  strayOpeningBrace,
  unknownBlock,
  unknownKeepalivedKeyword,
  unterminatedKeepalivedQuote,
  wrongParent,
];

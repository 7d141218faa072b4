// Made by scripts/generate-rules.ts from the files beside it.
import { apiserverPortConflict } from "./cluster/apiserver-port-conflict.ts";
import { authMismatch } from "./cluster/auth-mismatch.ts";
import { duplicatePriority } from "./cluster/duplicate-priority.ts";
import { endpointPortMismatch } from "./cluster/endpoint-port-mismatch.ts";
import { virtualIpaddressMismatch } from "./cluster/virtual-ipaddress-mismatch.ts";
import { virtualRouterIdMismatch } from "./cluster/virtual-router-id-mismatch.ts";
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
import { adjustedValue } from "./keepalived/adjusted-value.ts";
import { authPassTruncated } from "./keepalived/auth-pass-truncated.ts";
import { badSequence } from "./keepalived/bad-sequence.ts";
import { conflictingOptions } from "./keepalived/conflicting-options.ts";
import { invalidAddress } from "./keepalived/invalid-address.ts";
import { invalidNumber } from "./keepalived/invalid-number.ts";
import { malformedValue } from "./keepalived/malformed-value.ts";
import { missingArgument } from "./keepalived/missing-argument.ts";
import { missingClosingBrace } from "./keepalived/missing-closing-brace.ts";
import { missingOpeningBrace } from "./keepalived/missing-opening-brace.ts";
import { keepalivedNulCharacter } from "./keepalived/nul-character.ts";
import { stateUnknown } from "./keepalived/state-unknown.ts";
import { strayClosingBrace } from "./keepalived/stray-closing-brace.ts";
import { strayOpeningBrace } from "./keepalived/stray-opening-brace.ts";
import { surplusWords } from "./keepalived/surplus-words.ts";
import { trackWeightRange } from "./keepalived/track-weight-range.ts";
import { unknownBlock } from "./keepalived/unknown-block.ts";
import { unknownKeepalivedKeyword } from "./keepalived/unknown-keyword.ts";
import { unknownOption } from "./keepalived/unknown-option.ts";
import { unknownValue } from "./keepalived/unknown-value.ts";
import { unterminatedKeepalivedQuote } from "./keepalived/unterminated-quote.ts";
import { valueTooLong } from "./keepalived/value-too-long.ts";
import { wrongParent } from "./keepalived/wrong-parent.ts";
import type { Rule } from "./rule.ts";

/** Every rule, by family and name. */
export const rules: readonly Rule[] = [
  apiserverPortConflict,
  authMismatch,
  duplicatePriority,
  endpointPortMismatch,
  virtualIpaddressMismatch,
  virtualRouterIdMismatch,
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
  adjustedValue,
  authPassTruncated,
  badSequence,
  conflictingOptions,
  invalidAddress,
  invalidNumber,
  malformedValue,
  missingArgument,
  missingClosingBrace,
  missingOpeningBrace,
  keepalivedNulCharacter,
  stateUnknown,
  strayClosingBrace,
  strayOpeningBrace,
  surplusWords,
  trackWeightRange,
  unknownBlock,
  unknownKeepalivedKeyword,
  unknownOption,
  unknownValue,
  unterminatedKeepalivedQuote,
  valueTooLong,
  wrongParent,
];

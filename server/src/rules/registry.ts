// Made by scripts/generate-rules.ts from the files beside it.
import { apiserverPortConflict } from "./cluster/apiserver-port-conflict.ts";
import { authMismatch } from "./cluster/auth-mismatch.ts";
import { duplicatePriority } from "./cluster/duplicate-priority.ts";
import { endpointPortMismatch } from "./cluster/endpoint-port-mismatch.ts";
import { virtualIpaddressMismatch } from "./cluster/virtual-ipaddress-mismatch.ts";
import { virtualRouterIdMismatch } from "./cluster/virtual-router-id-mismatch.ts";
import { badAcl } from "./haproxy/bad-acl.ts";
import { badAddress } from "./haproxy/bad-address.ts";
import { badArgument } from "./haproxy/bad-argument.ts";
import { badCondition } from "./haproxy/bad-condition.ts";
import { badEscape } from "./haproxy/bad-escape.ts";
import { badExpression } from "./haproxy/bad-expression.ts";
import { badLogFormat } from "./haproxy/bad-log-format.ts";
import { badName } from "./haproxy/bad-name.ts";
import { conflictingArguments } from "./haproxy/conflicting-arguments.ts";
import { fetchNotAvailable } from "./haproxy/fetch-not-available.ts";
import { keywordBeforeSection } from "./haproxy/keyword-before-section.ts";
import { missingArgument } from "./haproxy/missing-argument.ts";
import { missingFinalNewline } from "./haproxy/missing-final-newline.ts";
import { haproxyNulCharacter } from "./haproxy/nul-character.ts";
import { prefixNotAllowed } from "./haproxy/prefix-not-allowed.ts";
import { removedKeyword } from "./haproxy/removed-keyword.ts";
import { suspiciousPattern } from "./haproxy/suspicious-pattern.ts";
import { tooManyWords } from "./haproxy/too-many-words.ts";
import { undefinedAcl } from "./haproxy/undefined-acl.ts";
import { unexpectedArgument } from "./haproxy/unexpected-argument.ts";
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
  apiserverPortConflict,
  authMismatch,
  duplicatePriority,
  endpointPortMismatch,
  virtualIpaddressMismatch,
  virtualRouterIdMismatch,
  badAcl,
  badAddress,
  badArgument,
  badCondition,
  badEscape,
  badExpression,
  badLogFormat,
  badName,
  conflictingArguments,
  fetchNotAvailable,
  keywordBeforeSection,
  missingArgument,
  missingFinalNewline,
  haproxyNulCharacter,
  prefixNotAllowed,
  removedKeyword,
  suspiciousPattern,
  tooManyWords,
  undefinedAcl,
  unexpectedArgument,
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

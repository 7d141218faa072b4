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
import { badInheritance } from "./haproxy/bad-inheritance.ts";
import { badLogFormat } from "./haproxy/bad-log-format.ts";
import { badName } from "./haproxy/bad-name.ts";
import { conflictingArguments } from "./haproxy/conflicting-arguments.ts";
import { conflictingSettings } from "./haproxy/conflicting-settings.ts";
import { deprecatedKeyword } from "./haproxy/deprecated-keyword.ts";
import { duplicateName } from "./haproxy/duplicate-name.ts";
import { experimentalKeyword } from "./haproxy/experimental-keyword.ts";
import { fetchNotAvailable } from "./haproxy/fetch-not-available.ts";
import { globalNotFirst } from "./haproxy/global-not-first.ts";
import { httpRuleInTcpMode } from "./haproxy/http-rule-in-tcp-mode.ts";
import { incompatibleMode } from "./haproxy/incompatible-mode.ts";
import { keywordBeforeSection } from "./haproxy/keyword-before-section.ts";
import { missingArgument } from "./haproxy/missing-argument.ts";
import { missingFinalNewline } from "./haproxy/missing-final-newline.ts";
import { missingTimeout } from "./haproxy/missing-timeout.ts";
import { noEffect } from "./haproxy/no-effect.ts";
import { haproxyNulCharacter } from "./haproxy/nul-character.ts";
import { prefixNotAllowed } from "./haproxy/prefix-not-allowed.ts";
import { printedMessage } from "./haproxy/printed-message.ts";
import { removedKeyword } from "./haproxy/removed-keyword.ts";
import { repeatedSetting } from "./haproxy/repeated-setting.ts";
import { ruleOrder } from "./haproxy/rule-order.ts";
import { serverSetup } from "./haproxy/server-setup.ts";
import { shadowedRule } from "./haproxy/shadowed-rule.ts";
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
  badInheritance,
  badLogFormat,
  badName,
  conflictingArguments,
  conflictingSettings,
  deprecatedKeyword,
  duplicateName,
  experimentalKeyword,
  fetchNotAvailable,
  globalNotFirst,
  httpRuleInTcpMode,
  incompatibleMode,
  keywordBeforeSection,
  missingArgument,
  missingFinalNewline,
  missingTimeout,
  noEffect,
  haproxyNulCharacter,
  prefixNotAllowed,
  printedMessage,
  removedKeyword,
  repeatedSetting,
  ruleOrder,
  serverSetup,
  shadowedRule,
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

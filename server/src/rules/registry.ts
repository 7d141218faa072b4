// Made by scripts/generate-rules.ts from the files beside it.
import { apiserverPortConflict } from "./cluster/apiserver-port-conflict.ts";
import { authMismatch } from "./cluster/auth-mismatch.ts";
import { duplicatePriority } from "./cluster/duplicate-priority.ts";
import { endpointPortMismatch } from "./cluster/endpoint-port-mismatch.ts";
import { virtualIpaddressMismatch } from "./cluster/virtual-ipaddress-mismatch.ts";
import { virtualRouterIdMismatch } from "./cluster/virtual-router-id-mismatch.ts";
import { badEscape } from "./haproxy/bad-escape.ts";
import { keywordBeforeSection } from "./haproxy/keyword-before-section.ts";
import { missingFinalNewline } from "./haproxy/missing-final-newline.ts";
import { nulCharacter } from "./haproxy/nul-character.ts";
import { prefixNotAllowed } from "./haproxy/prefix-not-allowed.ts";
import { removedKeyword } from "./haproxy/removed-keyword.ts";
import { tooManyWords } from "./haproxy/too-many-words.ts";
import { unknownKeyword } from "./haproxy/unknown-keyword.ts";
import { unterminatedQuote } from "./haproxy/unterminated-quote.ts";
import { unterminatedVariable } from "./haproxy/unterminated-variable.ts";
import { wrongSection } from "./haproxy/wrong-section.ts";
import { authPassTruncated } from "./keepalived/auth-pass-truncated.ts";
import type { Rule } from "./rule.ts";

/** Every rule, by family and name. */
export const rules: readonly Rule[] = [
  apiserverPortConflict,
  authMismatch,
  duplicatePriority,
  endpointPortMismatch,
  virtualIpaddressMismatch,
  virtualRouterIdMismatch,
  badEscape,
  keywordBeforeSection,
  missingFinalNewline,
  nulCharacter,
  prefixNotAllowed,
  removedKeyword,
  tooManyWords,
  unknownKeyword,
  unterminatedQuote,
  unterminatedVariable,
  wrongSection,
  authPassTruncated,
];

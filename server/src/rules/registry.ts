// Made by scripts/generate-rules.ts from the files beside it.
import { apiserverPortConflict } from "./cluster/apiserver-port-conflict.ts";
import { authMismatch } from "./cluster/auth-mismatch.ts";
import { duplicatePriority } from "./cluster/duplicate-priority.ts";
import { endpointPortMismatch } from "./cluster/endpoint-port-mismatch.ts";
import { virtualIpaddressMismatch } from "./cluster/virtual-ipaddress-mismatch.ts";
import { virtualRouterIdMismatch } from "./cluster/virtual-router-id-mismatch.ts";
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
  authPassTruncated,
];

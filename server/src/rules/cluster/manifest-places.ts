import type { Anchor } from "../../syntax/tree.ts";
import { type Finding, type Fix, type Message, message } from "../finding.ts";
import type { ManifestRule } from "../rule.ts";

/** A finding in a manifest. */
export function manifestFinding(
  rule: ManifestRule,
  file: string,
  at: Anchor,
  said: Message,
  more: Partial<Pick<Finding, "related" | "fixes">> = {},
): Finding {
  return { code: rule.code, severity: rule.severity, file, at, message: said, related: [], fixes: [], ...more };
}

/** The fix that writes what was probably meant. */
export function replacement(file: string, at: Anchor, text: string): Fix {
  return {
    title: message("Replace with {text}", { text }),
    isPreferred: true,
    isSafe: false,
    edits: [{ file, at, form: "in-place", newText: text }],
  };
}

import type { Anchor } from "../../syntax/tree.ts";
import type { Finding, Fix, Message, RelatedPlace, Severity } from "../finding.ts";
import type { FileContext } from "../rule.ts";

/** A finding at a place of a file. */
export function fileFinding(
  rule: { readonly code: string; readonly severity: Severity },
  context: FileContext,
  at: Anchor,
  said: Message,
  more: {
    readonly severity?: Severity;
    readonly fixes?: readonly Fix[];
    readonly related?: readonly RelatedPlace[];
  } = {},
): Finding {
  return {
    code: rule.code,
    severity: more.severity ?? rule.severity,
    file: context.file,
    at,
    message: said,
    related: more.related ?? [],
    fixes: more.fixes ?? [],
  };
}

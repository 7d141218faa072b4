import { l10n } from "vscode";
import type { Counts } from "./cluster-states.ts";

/** `3 nodes`. */
export function sayNodes(count: number): string {
  return count === 1 ? l10n.t("1 node") : l10n.t("{0} nodes", count);
}

/** `1 error, 2 warnings`; `healthy` where there is neither. */
export function sayHealth({ errors, warnings }: Counts): string {
  const parts: string[] = [];
  if (errors > 0) parts.push(errors === 1 ? l10n.t("1 error") : l10n.t("{0} errors", errors));
  if (warnings > 0) parts.push(warnings === 1 ? l10n.t("1 warning") : l10n.t("{0} warnings", warnings));
  return parts.length === 0 ? l10n.t("healthy") : sayList(parts);
}

/** Things one after the other: `a, b`. */
export function sayList(things: readonly string[]): string {
  return things.length < 2 ? (things[0] ?? "") : things.reduce((list, thing) => l10n.t("{0}, {1}", list, thing));
}

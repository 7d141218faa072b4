import type { KeepalivedArgument } from "../schema/keepalived/index.ts";

/** What there is to say of an argument beside its place: its range or unit, and a note. */
export function argumentFacts({ min, max, unit, note }: KeepalivedArgument): readonly string[] {
  const facts: string[] = [];
  if (min !== undefined || max !== undefined) {
    facts.push(`Range: ${min ?? ""} to ${max ?? ""}${unit === undefined ? "" : ` ${unit}`}`);
  } else if (unit !== undefined) facts.push(`Unit: ${unit}`);
  if (note !== undefined) facts.push(note);
  return facts;
}

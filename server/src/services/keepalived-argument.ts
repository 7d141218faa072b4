import { type Message, message } from "../rules/finding.ts";
import type { KeepalivedArgument } from "../schema/keepalived/index.ts";

/** What there is to say of an argument beside its place: its range or unit, and a note. */
export function argumentFacts({ min, max, unit, note }: KeepalivedArgument): readonly Message[] {
  const facts: Message[] = [];
  const range = `${min ?? ""} … ${max ?? ""}`.trim();
  if (min !== undefined && max !== undefined) {
    const high = unit === undefined ? String(max) : `${max} ${unit}`;
    facts.push(message("Range: {low} to {high}", { low: min, high }));
  } else if (min !== undefined || max !== undefined) {
    facts.push(message("Range: {range}", { range: unit === undefined ? range : `${range} ${unit}` }));
  } else if (unit !== undefined) facts.push(message("Unit: {unit}", { unit }));
  if (note !== undefined) facts.push(message("Note: {note}", { note }));
  return facts;
}

import { type Message, message } from "../rules/finding.ts";
import type { KeepalivedArgument } from "../schema/keepalived/index.ts";

/** What the recorded facts note of an argument, in words that can be translated. */
const notes: Readonly<Record<string, Message>> = {
  "longer values are cut": message("what is longer is cut"),
  "version 2: whole seconds 1..255, fractions are rounded; version 3: 0.01..40.95": message(
    "VRRPv2 takes whole seconds from 1 to 255 and rounds fractions, VRRPv3 takes 0.01 to 40.95",
  ),
};

/** What there is to say of an argument beside its place: its range or unit, and a note. */
export function argumentFacts({ min, max, unit, note }: KeepalivedArgument): readonly Message[] {
  const facts: Message[] = [];
  const withUnit = (limit: number): string => (unit === undefined ? String(limit) : `${limit} ${unit}`);
  if (min !== undefined && max !== undefined) {
    facts.push(message("Range: {low} to {high}", { low: min, high: withUnit(max) }));
  } else if (min !== undefined) facts.push(message("At least {low}", { low: withUnit(min) }));
  else if (max !== undefined) facts.push(message("At most {high}", { high: withUnit(max) }));
  else if (unit !== undefined) facts.push(message("Unit: {unit}", { unit }));
  if (note !== undefined)
    facts.push(message("Note: {note}", { note: Object.hasOwn(notes, note) ? (notes[note] ?? note) : note }));
  return facts;
}

/**
 * What keepalived takes for an argument as it is written, as text: a number with its unit, the nearest one that it allows, the part of
 * a text that it has room for.
 *
 * @returns undefined where that is plain from what is written
 */
export function argumentInForce(argument: KeepalivedArgument, written: string): string | undefined {
  const { type, unit, cut, max_length: longest } = argument;
  if (type === "string" && cut === true && longest !== undefined && written.length > longest)
    return written.slice(0, longest);
  if (!/^(?:uint|int|decimal)$/.test(type ?? "") || !/^-?\d+(?:\.\d+)?$/.test(written)) return undefined;
  const value = Number(written);
  const { adjust_below: low = value, adjust_above: high = value, adjust_to: to } = argument;
  const used = value < low ? (to ?? low) : value > high ? (to ?? high) : value;
  if (unit !== undefined) return `${used} ${unit}`;
  return used === value ? undefined : String(used);
}

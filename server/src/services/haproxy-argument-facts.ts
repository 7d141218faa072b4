import { type Message, message } from "../rules/finding.ts";
import { typeNameOf } from "../rules/haproxy/analysis/say.ts";
import { readTime } from "../schema/haproxy/values.ts";

/**
 * What a type of argument and its limits tell: what it is, its unit, its range, its choices.
 *
 * @param isMeant what it is has been said already
 */
export function haproxyArgumentFacts(
  { type, limits }: { readonly type: string; readonly limits: string },
  isMeant: boolean,
): readonly Message[] {
  if (type === "time") {
    const unit = limits.split("/")[0] || "ms";
    return [message("A time such as `30s`; a bare number counts in {unit}", { unit })];
  }
  if (type === "one-of" || type === "some-of") {
    return [message("One of: {known}", { known: limits.replaceAll(",", ", ") })];
  }
  const facts = !isMeant && isTold(type) ? [message("Takes {what}", { what: typeNameOf(type) })] : [];
  const range = /(?:^|\/)(-?\d*)\.\.(-?\d*)$/.exec(limits);
  if (range === null) return facts;
  const [, low = "", high = ""] = range;
  if (low !== "" && high !== "") return [...facts, message("Range: {low} to {high}", { low, high })];
  return [...facts, low === "" ? message("At most {high}", { high }) : message("At least {low}", { low })];
}

/** Whether a type has a name that says more than that it is an argument. */
function isTold(type: string): boolean {
  return typeNameOf(type).template !== typeNameOf("word").template;
}

const shownUnits: readonly (readonly [unit: string, microseconds: number])[] = [
  ["d", 86_400_000_000],
  ["h", 3_600_000_000],
  ["min", 60_000_000],
  ["s", 1_000_000],
  ["ms", 1_000],
  ["µs", 1],
];

const sizeFactors: Readonly<Record<string, number>> = { k: 1024, m: 1024 ** 2, g: 1024 ** 3 };

/** What haproxy makes of a value; undefined where that is nothing else than what is written. */
export function haproxyEffectiveValue(
  { type, limits }: { readonly type: string; readonly limits: string },
  text: string,
): Message | undefined {
  if (type === "time") {
    const microseconds = readTime(text, limits.split("/")[0] || "ms");
    if (microseconds === undefined || microseconds === 0) return undefined;
    const fitting = shownUnits.find(([, factor]) => microseconds >= factor && Number.isInteger(microseconds / factor));
    const [unit, factor] = fitting ?? ["µs", 1];
    return message("Effective here: {value}", { value: `${microseconds / factor} ${unit}` });
  }
  if (type === "size") {
    const [, number, unit = ""] = /^(\d+)([kmg])$/i.exec(text) ?? [];
    const factor = sizeFactors[unit.toLowerCase()];
    if (number === undefined || factor === undefined) return undefined;
    return message("Effective here: {value}", { value: `${Number(number) * factor} B` });
  }
  return undefined;
}

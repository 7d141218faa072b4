import { numberFault, readNumber } from "./numbers.ts";
import type { OptionReader } from "./option-reader.ts";

/** How many units of the kernel make a millisecond, by option. */
const unitsPerMillisecond: Readonly<Record<string, number>> = { rtt: 8, rttvar: 4, rto_min: 1 };

/** The kernel's limits, in milliseconds. */
const shortest = 200;
const longest = 120_000;

/** What releases before 2.2.3 take: any decimal, octal, hexadecimal or exponential number. */
const older = /^(?:0x[\da-f]+|\d*\.?\d+(?:e[+-]?\d+)?|\d+\.)(?:m?s(?:ecs?)?)?$/i;

/**
 * Reads a time of a route: seconds or milliseconds with their unit, or units of the kernel without one. Since 2.2.3 keepalived
 * puts a time that the kernel would not take at the nearest one that it does.
 */
export function readRouteTime(reader: OptionReader, name: string): void {
  let text = reader.value();
  if (text === "lock") text = reader.value();
  if (text === undefined) return;
  if (!reader.isSince("2.2.3") && older.test(text)) return;
  const [, digits = "", unit] = /^\s*([^sS]*?)(m?s(?:ecs?)?)?$/i.exec(text) ?? [];
  const decimals = unit !== undefined && !/^m/i.test(unit) ? 3 : 0;
  const scale = unitsPerMillisecond[name] ?? 1;
  const max = (longest * scale) / 10 ** decimals;
  const fault = digits === "" ? undefined : numberFault(digits, { type: "decimal", decimals, max });
  if (digits === "" || fault !== undefined) {
    if (fault?.kind === "number" && fault.reason !== "not-a-number") reader.drop(fault);
    reader.malformed("time");
  }
  const milliseconds = (readNumber(digits) * 10 ** decimals) / (unit === undefined ? scale : 1);
  if (milliseconds < shortest) reader.adjust(shortest);
  else if (milliseconds > longest) reader.adjust(longest);
}

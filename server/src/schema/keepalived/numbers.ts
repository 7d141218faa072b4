import type { KeepalivedFaultDetail } from "./faults.ts";

/** The numbers that may stand in a place. */
export interface NumberRange {
  /** `uint` complains of a minus sign as such; `decimal` has a point. */
  readonly type: "uint" | "int" | "decimal";
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  /** The digits that may follow the point. */
  readonly decimals?: number | undefined;
  readonly unit?: string | undefined;
}

/** The largest number that a word without a sign may hold, and the limits of one with a sign. */
const largestUnsigned = 4_294_967_295;
const largestSigned = 2_147_483_647;
/** Decimals are counted in millionths, in 64 bits. */
const largestDecimal = 18_446_744_073_709;

const integer = /^[ \t\f\r\v]*[+-]?\d*$/;

/**
 * What keepalived says of a word that is to be a number. It reads decimal digits only, and an empty word as 0.
 *
 * @returns undefined where it takes the word
 */
export function numberFault(text: string, range: NumberRange): KeepalivedFaultDetail | undefined {
  const decimals = range.type === "decimal" ? (range.decimals ?? 6) : 0;
  const fault = (reason: Extract<KeepalivedFaultDetail, { kind: "number" }>["reason"]): KeepalivedFaultDetail => {
    const { min, max, unit } = range;
    return { kind: "number", reason, min, max, decimals, unit };
  };
  if (range.type !== "int" && text.trimStart().startsWith("-")) return fault("negative");
  let digits = text;
  if (range.type === "decimal") {
    const point = text.indexOf(".");
    if (point >= 0) {
      if (text.length - point - 1 > decimals)
        return fault(/^[\d.]+$/.test(text) ? "too-many-decimals" : "not-a-number");
      digits = text.slice(0, point) + text.slice(point + 1);
    }
  }
  if (!integer.test(digits) || /[+-]$/.test(digits)) return fault("not-a-number");
  const value = readNumber(text);
  const min = range.min ?? (range.type === "int" ? -largestSigned - 1 : 0);
  const max =
    range.max ?? (range.type === "decimal" ? largestDecimal : range.type === "int" ? largestSigned : largestUnsigned);
  return value < min || value > max ? fault("out-of-range") : undefined;
}

/** The number that a word stands for; an empty one is 0. */
export function readNumber(text: string): number {
  return Number(text.trim() === "" ? 0 : text.trim());
}

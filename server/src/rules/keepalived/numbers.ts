import type { KeepalivedFaultDetail } from "../../schema/keepalived/faults.ts";
import { type Message, message } from "../finding.ts";

/** Whether a number in an entry of this block is the weight of something that is tracked. */
export function isTrackerWeight(path: readonly string[], isEntry: boolean): boolean {
  return isEntry && /^track_(?:script|interface|file|process|bfd)$/.test(path[path.length - 1] ?? "");
}

/** A range for a message: `1 to 255`, `0 to 4294 s`. */
function rangeText(min: number, max: number, unit: string | undefined): Message {
  return message("{min} to {max}", { min, max: unit === undefined ? max : `${max} ${unit}` });
}

/** Says what is wrong with a number. */
export function sayNumber(
  { reason, min, max, decimals, unit }: Extract<KeepalivedFaultDetail, { kind: "number" }>,
  keyword: string,
  value: string,
): Message {
  const args = { keyword, value, decimals };
  switch (reason) {
    case "negative":
      return message(
        "{keyword} takes no negative number: keepalived complains of {value} and goes on without it.",
        args,
      );
    case "too-many-decimals":
      return message(
        "{keyword} takes at most {decimals} digits behind the point: keepalived complains of {value}.",
        args,
      );
    case "not-a-number":
      return decimals === 0 && /^\d*\.\d+$/.test(value)
        ? message("{keyword} takes a whole number: keepalived complains of {value} and goes on without it.", args)
        : message("{keyword} takes a number: keepalived complains of {value} and goes on without it.", args);
    case "out-of-range":
      return max === undefined
        ? message("{keyword} takes a number from {min}: keepalived complains of {value} and goes on without it.", {
            ...args,
            min: min ?? 0,
          })
        : message("{keyword} takes {range}: keepalived complains of {value} and goes on without it.", {
            ...args,
            range: rangeText(min ?? 0, max, unit),
          });
  }
}

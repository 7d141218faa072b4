import { parseIpAddress } from "../../../model/address.ts";
import { isPlaceholderWord } from "../../../model/placeholder.ts";
import { checkValue } from "../../../schema/haproxy/values.ts";
import { message } from "../../finding.ts";
import { isUnknownWord } from "../../unknown-word.ts";
import type { StatementScope } from "./problem.ts";

const code = "haproxy/bad-acl";

/** How an ACL compares what it looks at with its patterns. */
export type MatchMethod =
  | "found"
  | "bool"
  | "int"
  | "ip"
  | "bin"
  | "len"
  | "str"
  | "beg"
  | "sub"
  | "dir"
  | "dom"
  | "end"
  | "reg";

const operators = new Set(["eq", "ne", "le", "ge", "lt", "gt"]);

function isIntegerPattern(text: string): boolean {
  if (/^[-+]?\d+$/.test(text)) return true;
  const range = /^(-?\d*)[:-](-?\d*)$/.exec(text);
  if (range === null) return false;
  const [, low = "", high = ""] = range;
  return low === "" || high === "" || low === "-" || high === "-" || Number(low) <= Number(high);
}

/** Whether a word that stands where an address must is surely none; a name may be looked up. */
export function isWrongAddress(text: string): boolean {
  if (isPlaceholderWord(text) || parseIpAddress(text) !== undefined) return false;
  const slash = text.lastIndexOf("/");
  const address = slash < 0 ? text : text.slice(0, slash);
  const mask = slash < 0 ? undefined : text.slice(slash + 1);
  const known = parseIpAddress(address);
  if (known !== undefined) return mask !== undefined && parseIpAddress(mask) === undefined;
  // No name holds a colon, and none begins like a dotted address.
  if (address.includes(":")) return /^[0-9a-fA-F:.]+$/.test(address);
  return /^\d+\.\d+\.\d+\./.test(address);
}

/** Judges the patterns of an ACL that compares in some way; undefined where that is not known. */
export function checkPatterns(judged: StatementScope, match: MatchMethod | undefined, from: number, to: number): void {
  const { scope, words, values } = judged;
  for (let at = from; at < to; at++) {
    const word = words[at];
    const text = values[at];
    if (word === undefined || text === undefined || isUnknownWord(text)) continue;
    if (match === "int" || match === "len" || match === "bool") {
      if (match !== "bool" && operators.has(text)) continue;
      if (match === "bool" || isIntegerPattern(text)) continue;
      const said = message(
        "{word} is neither a number nor a range of numbers nor an operator, and haproxy does not start with it.",
        {
          word: text,
        },
      );
      scope.report(code, word, said);
      return;
    }
    if (match === "ip" && isWrongAddress(text)) {
      scope.report(code, word, message("{word} is no address, and haproxy does not start with it.", { word: text }));
      return;
    }
    if (match === "reg" && checkValue("regex", "", text, scope.mask) !== undefined) {
      const said = message(
        "{word} is no regular expression: something in it is not closed. haproxy does not start with it.",
        {
          word: text,
        },
      );
      scope.report(code, word, said);
      return;
    }
    if (match === "bin" && !/^(?:[0-9a-fA-F]{2})*$/.test(text)) {
      scope.report(
        code,
        word,
        message("{word} is no row of hexadecimal digits, two a byte; haproxy does not start with it.", { word: text }),
      );
      return;
    }
  }
}

/** Judges patterns that are versions of a protocol: `3.1`, `3.1:3.3`, `gt 3`. */
export function checkDottedPatterns(judged: StatementScope, from: number, to: number): void {
  const { scope, words, values } = judged;
  for (let at = from; at < to; at++) {
    const word = words[at];
    const text = values[at] ?? "";
    if (word === undefined || isUnknownWord(text) || operators.has(text)) continue;
    if (/^[\d.]*(?:[:-][\d.]*)?$/.test(text)) continue;
    const said = message(
      "{word} is neither a number nor a range of numbers nor an operator, and haproxy does not start with it.",
      { word: text },
    );
    scope.report(code, word, said);
    return;
  }
}

import { familyOf, isAddress, isMulticast, withoutRange } from "./addresses.ts";
import type { KeepalivedLine } from "./arguments.ts";
import { type KeepalivedFault, type KeepalivedWords, refused, tolerated } from "./faults.ts";
import { numberFault, readNumber } from "./numbers.ts";
import { ownReaders } from "./own-readers.ts";
import type { KeepalivedArgument } from "./types.ts";

const booleans = ["on", "true", "yes", "off", "false", "no"];

/** How long a name of an interface, a label and the like may be, in bytes. */
function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}

function checkNumber(at: number, text: string, argument: KeepalivedArgument): KeepalivedFault | undefined {
  const type = argument.type === "int" || argument.type === "decimal" ? argument.type : "uint";
  const fault = numberFault(text, { ...argument, type });
  if (fault !== undefined) return refused(at, fault);
  const value = readNumber(text);
  const { adjust_below: low, adjust_above: high, adjust_to: to } = argument;
  if (low !== undefined && value < low) return tolerated(at, { kind: "adjusted", to: to ?? low });
  if (high !== undefined && value > high) return tolerated(at, { kind: "adjusted", to: to ?? high });
  return undefined;
}

function checkChoice(at: number, text: string, argument: KeepalivedArgument): KeepalivedFault | undefined {
  const values = argument.values ?? [];
  const isKnown =
    argument.case_insensitive === true
      ? values.some((value) => value.toLowerCase() === text.toLowerCase())
      : values.includes(text);
  return isKnown ? undefined : refused(at, { kind: "choice", values });
}

function checkStatusCode(at: number, text: string): KeepalivedFault | undefined {
  const match = /^[ \t]*\+?(\d+)(?:-[ \t]*\+?(\d+))?$/.exec(text);
  const first = Number(match?.[1]);
  const last = Number(match?.[2] ?? match?.[1]);
  const isRight = match !== null && first >= 100 && last <= 599 && first <= last;
  return isRight ? undefined : refused(at, { kind: "form", form: "status-code" });
}

function checkForm(at: number, text: string, type: string): KeepalivedFault | undefined {
  switch (type) {
    case "md5":
      return /^[0-9a-fA-F]{32}$/.test(text) ? undefined : refused(at, { kind: "form", form: "md5" });
    case "int or range":
      return checkStatusCode(at, text);
    case "dns name":
      return /^\.|\.\./.test(text) && text !== "." ? refused(at, { kind: "form", form: "dns-name" }) : undefined;
    case "IPv4 netmask or IPv6 prefix length 1..128":
      return /^[\d.x]+$/.test(text) ? undefined : refused(at, { kind: "form", form: "netmask" });
    default:
      return undefined;
  }
}

/** Checks one word against the argument in whose place it stands. */
function checkWord(at: number, text: string, argument: KeepalivedArgument): KeepalivedFault | undefined {
  switch (argument.type) {
    case "uint":
    case "int":
    case "decimal":
      return argument.values?.includes(text) === true ? undefined : checkNumber(at, text, argument);
    case "port":
      return /^0+$/.test(text) ? undefined : checkNumber(at, text, { type: "uint", min: 1, max: 65_535 });
    case "bool":
      return booleans.includes(text) ? undefined : refused(at, { kind: "choice", values: booleans });
    case "enum":
      return checkChoice(at, text, argument);
    case "enum or size":
      return checkChoice(at, text, argument) === undefined ? undefined : checkNumber(at, text, { type: "uint" });
    case "ip":
      return isAddress(withoutRange(text))
        ? undefined
        : refused(at, { kind: "address", family: undefined, isMulticast: false });
    case "multicast ip":
      return isAddress(withoutRange(text)) && isMulticast(text)
        ? undefined
        : refused(at, { kind: "address", family: undefined, isMulticast: true });
    case "ip4 group":
    case "ip6 group": {
      const family = argument.type === "ip4 group" ? 4 : 6;
      const isRight = isAddress(withoutRange(text)) && familyOf(text) === family && isMulticast(text);
      return isRight ? undefined : refused(at, { kind: "address", family, isMulticast: true });
    }
    case "string":
    case "interface": {
      const { max_length: max, cut } = argument;
      if (max === undefined || byteLength(text) <= max) return undefined;
      return cut === true
        ? tolerated(at, { kind: "too-long", max, isCut: true })
        : refused(at, { kind: "too-long", max, isCut: false });
    }
    default:
      return argument.type === undefined ? undefined : checkForm(at, text, argument.type);
  }
}

/** Arguments behind which any number of words may follow. */
const openEnded = new Set(["command_line", "words", "pairs", "hex string (spaces allowed)"]);

/**
 * Checks the words of a keyword's line.
 *
 * @param key the keyword's path with its name
 * @param words the keyword and its arguments
 * @param line how the release that is judged by reads it
 */
export function lineFaults(key: string, words: KeepalivedWords, line: KeepalivedLine): readonly KeepalivedFault[] {
  const own = ownReaders[key];
  if (own !== undefined) return own(words);
  const { args } = line;
  const faults: KeepalivedFault[] = [];
  let next = 1;
  for (const argument of args) {
    if (next >= words.length) {
      if (argument.optional === true || line.none === "accepted" || next > 1) break;
      return [refused(words.length, { kind: "missing", stops: line.none === "fatal" })];
    }
    do {
      const text = words[next];
      const fault = text === undefined ? undefined : checkWord(next, text, argument);
      if (fault !== undefined) faults.push(fault);
      next++;
    } while (argument.repeat === true && next < words.length);
    if (argument.type !== undefined && openEnded.has(argument.type)) return faults;
    if (argument.forms !== undefined) return faults;
  }
  if (next < words.length && words[next] !== undefined) {
    faults.push(
      line.isSurplusReported
        ? refused(next, { kind: "surplus", isSilent: false })
        : tolerated(next, { kind: "surplus", isSilent: true }),
    );
  }
  return faults;
}

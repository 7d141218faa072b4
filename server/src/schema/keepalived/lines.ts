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

/** Whether the C library reads a word as an IPv4 address: one to four numbers, the last of which fills what is left. */
function isNumericAddress(text: string): boolean {
  const parts = text.split(".");
  if (parts.length > 4 || !parts.every((part) => /^(?:0x[\da-f]+|\d+)$/i.test(part))) return false;
  return parts.every((part, at) => Number(part) <= (at < parts.length - 1 ? 255 : 256 ** (5 - parts.length) - 1));
}

/** Whether no name service can know a word: it has a mask, or it is numbers that make no address. */
function isNoHost(text: string): boolean {
  return text.includes("/") || (/^[\d.]+$/.test(text) && !isNumericAddress(text));
}

function checkForm(at: number, text: string, type: string): KeepalivedFault | undefined {
  switch (type) {
    case "md5":
      // Each pair of digits is read as a number for itself, so that one may have a sign.
      return /^(?:[0-9a-fA-F+-][0-9a-fA-F]){16}$/.test(text) ? undefined : refused(at, { kind: "form", form: "md5" });
    case "int or range":
      return checkStatusCode(at, text);
    case "dns name":
      return /^\.|\.\./.test(text) && text !== "." ? refused(at, { kind: "form", form: "dns-name" }) : undefined;
    case "IPv4 netmask or IPv6 prefix length 1..128":
      return isNumericAddress(text) ? undefined : refused(at, { kind: "form", form: "netmask" });
    case "ip or host":
      return isNoHost(text) ? refused(at, { kind: "form", form: "host" }) : undefined;
    default:
      return undefined;
  }
}

function checkAddress(at: number, text: string, type: string): KeepalivedFault | undefined {
  const isRight = isAddress(withoutRange(text));
  switch (type) {
    case "ip":
      return isRight ? undefined : refused(at, { kind: "address", family: undefined, isMulticast: false });
    case "multicast ip":
      if (!isRight || !isMulticast(text)) return refused(at, { kind: "address", family: undefined, isMulticast: true });
      return familyOf(text) === 4 || /^ff[\da-f]2:/i.test(text)
        ? undefined
        : refused(at, { kind: "form", form: "link-local-group" });
    default:
      return isRight && familyOf(text) === 4 && isMulticast(text)
        ? undefined
        : refused(at, { kind: "address", family: 4, isMulticast: true });
  }
}

function checkLength(
  at: number,
  text: string,
  { max_length: max, min_length: min, cut }: KeepalivedArgument,
): KeepalivedFault | undefined {
  if (min !== undefined && byteLength(text) < min) return refused(at, { kind: "form", form: "non-empty" });
  if (max === undefined || byteLength(text) <= max) return undefined;
  return cut === true
    ? tolerated(at, { kind: "too-long", max, isCut: true })
    : refused(at, { kind: "too-long", max, isCut: false });
}

/** Checks one word against the argument in whose place it stands. */
function checkWord(at: number, text: string, argument: KeepalivedArgument): KeepalivedFault | undefined {
  switch (argument.type) {
    case undefined:
      return undefined;
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
    case "ip":
    case "multicast ip":
    case "ip4 group":
      return checkAddress(at, text, argument.type);
    case "command_line":
      // Commands know single quotes too.
      return checkLength(at, text === "''" ? "" : text, argument);
    case "string":
    case "path":
    case "interface":
      return checkLength(at, text, argument);
    default:
      return checkForm(at, text, argument.type);
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
  if (own !== undefined) return own(words, line);
  if (line.isUnchecked) return [];
  const faults: KeepalivedFault[] = [];
  let next = 1;
  for (const argument of line.args) {
    if (next >= words.length) {
      if (argument.optional === true || line.none === "accepted" || next > 1) break;
      return [refused(words.length, { kind: "missing", stops: line.none === "fatal" })];
    }
    const end = argument.repeat === true ? words.length : next + 1;
    for (; next < end; next++) {
      const text = words[next];
      const fault = text === undefined ? undefined : checkWord(next, text, argument);
      if (fault !== undefined) faults.push(fault);
    }
    const isOpenEnded = argument.type !== undefined && openEnded.has(argument.type);
    if (isOpenEnded || argument.forms !== undefined) return faults;
  }
  return [...faults, ...surplusFaults(words, next, line)];
}

function surplusFaults(words: KeepalivedWords, at: number, line: KeepalivedLine): readonly KeepalivedFault[] {
  if (words[at] === undefined) return [];
  return line.isSurplusReported
    ? [refused(at, { kind: "surplus", isSilent: false })]
    : [tolerated(at, { kind: "surplus", isSilent: true })];
}

import { allHaproxyVersions, haproxyVersionMask, type haproxyVersions } from "./versions.ts";

/** What is wrong with a word as a value of a type. */
export interface ValueFault {
  readonly kind: "form" | "small" | "large" | "choice" | "character";
  /** The limit that is passed, or the character that is not allowed. */
  readonly limit: string;
}

/** The versions (bits) from one on. */
export function versionsFrom(version: (typeof haproxyVersions)[number]): number {
  // The bits are in the order of the versions.
  return allHaproxyVersions & ~(haproxyVersionMask(version) - 1);
}

const form: ValueFault = { kind: "form", limit: "" };

interface Limits {
  readonly low: number | undefined;
  readonly high: number | undefined;
}

const limitsRead = new Map<string, Limits>();

/** Limits as signatures write them: `1..256`, `1..`. There are few different ones. */
function readLimits(text: string): Limits {
  const known = limitsRead.get(text);
  if (known !== undefined) return known;
  const read = parseLimits(text);
  limitsRead.set(text, read);
  return read;
}

function parseLimits(text: string): Limits {
  const [low = "", high = ""] = text.split("..");
  return { low: low === "" ? undefined : Number(low), high: high === "" ? undefined : Number(high) };
}

function within(value: number, limits: string): ValueFault | undefined {
  if (limits === "") return undefined;
  const { low, high } = readLimits(limits);
  if (low !== undefined && value < low) return { kind: "small", limit: String(low) };
  if (high !== undefined && value > high) return { kind: "large", limit: String(high) };
  return undefined;
}

const timeUnits: Readonly<Record<string, number>> = {
  us: 1,
  ms: 1_000,
  s: 1_000_000,
  m: 60_000_000,
  h: 3_600_000_000,
  d: 86_400_000_000,
};

/** haproxy reads no further than the unit, so that it takes `5min` and `10sec` as well. */
const timePattern = /^(\d+)(?:(us|ms|[smhd]).*)?$/s;
/** Above it haproxy speaks of an overflow. */
const longestTime = 0x80000000;

/** A duration in microseconds, or undefined where the text is none; without a unit it counts in `unit`. */
export function readTime(text: string, unit: string): number | undefined {
  const match = timePattern.exec(text);
  if (match === null) return undefined;
  return Number(match[1]) * (timeUnits[match[2] ?? unit] ?? 1);
}

/** Limits of a time begin with the unit that a bare number counts in: `ms/1..`, `s`. */
function checkTime(text: string, limits: string): ValueFault | undefined {
  const [unit = "ms", range = ""] = limits.split("/");
  const microseconds = readTime(text, unit === "" ? "ms" : unit);
  if (microseconds === undefined) return form;
  const inUnit = microseconds / (timeUnits[unit === "" ? "ms" : unit] ?? 1);
  if (Math.ceil(inUnit) >= longestTime) return { kind: "large", limit: String(longestTime - 1) };
  if (microseconds > 0 && microseconds < (timeUnits[unit === "" ? "ms" : unit] ?? 1) && microseconds < 1) return form;
  return within(Math.ceil(inUnit), range);
}

function checkSize(text: string, limits: string): ValueFault | undefined {
  const match = /^(\d+)([kKmMgG]?)$/.exec(text);
  if (match === null) return form;
  const factor = { "": 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3 }[(match[2] ?? "").toLowerCase()] ?? 1;
  const size = Number(match[1]) * factor;
  if (size > 0xffffffff) return { kind: "large", limit: String(0xffffffff) };
  return within(size, limits);
}

function checkInteger(text: string, limits: string): ValueFault | undefined {
  return /^[-+]?\d+$/.test(text) ? within(Number(text), limits) : form;
}

function checkChoice(text: string, choices: readonly string[]): ValueFault | undefined {
  return choices.includes(text) ? undefined : { kind: "choice", limit: choices.join(", ") };
}

function checkCharacters(text: string, allowed: RegExp): ValueFault | undefined {
  for (const character of text) if (!allowed.test(character)) return { kind: "character", limit: character };
  return undefined;
}

const nameWord = /^[A-Za-z0-9_.:-]*$/;
const nameCharacter = /[A-Za-z0-9_.:-]/;
const domainCharacter = /[A-Za-z0-9_.-]/;

/** A comma list, each of its items of one type. */
function checkList(text: string, check: (item: string) => ValueFault | undefined): ValueFault | undefined {
  for (const item of text.split(",")) {
    const fault = check(item);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

/** Status codes as `http-check expect status` takes them: `200,300-399`. */
function checkStatusList(text: string): ValueFault | undefined {
  return checkList(text, (item) => {
    if (item === "") return undefined;
    const match = /^(\d+)(?:-(\d+))?$/.exec(item);
    if (match === null) return form;
    const low = Number(match[1]);
    const high = match[2] === undefined ? low : Number(match[2]);
    if (low < 100 || high < 100) return { kind: "small", limit: "100" };
    if (low > 999 || high > 999) return { kind: "large", limit: "999" };
    return low > high ? form : undefined;
  });
}

/** A bracket with what stands in it, an escaped character, or a parenthesis; a bracket in the first place is a character. */
const regexParts = /\[\^?\]?(?:\\[\s\S]|[^\]\\])*\]|\\[\s\S]|[()]|\[|\\/g;

/** Whether brackets and parentheses of a regular expression close; what else is wrong with one is not looked for. */
function checkRegex(text: string): ValueFault | undefined {
  // Quoted stretches, comments and extended groups have rules of their own.
  if (/\\[QE]|\(\?#|\(\*|\[\[|\(\?\^?-?[a-z]*x/.test(text)) return undefined;
  let depth = 0;
  for (const [part] of text.matchAll(regexParts)) {
    // What is left alone has nothing to close it.
    if (part === "[" || part === "\\") return form;
    if (part === "(") depth++;
    else if (part === ")" && --depth < 0) return form;
  }
  return depth === 0 ? undefined : form;
}

const variableScopes = ["proc", "sess", "txn", "req", "res", "check"];

function checkVariable(text: string): ValueFault | undefined {
  const dot = text.indexOf(".");
  if (dot < 0) return form;
  const scope = checkChoice(text.slice(0, dot), variableScopes);
  if (scope !== undefined) return scope;
  if (dot === text.length - 1) return form;
  return checkCharacters(text.slice(dot + 1), /[A-Za-z0-9_.]/);
}

/**
 * Judges a word as a value of a simple type (one that looks at nothing but the word and the version).
 *
 * @param limits what the signature says behind the type's colon
 * @param mask the versions to judge by; what one of them takes is right
 * @returns undefined where it is right, and for types that are not judged by the word alone
 */
export function checkValue(type: string, limits: string, text: string, mask: number): ValueFault | undefined {
  switch (type) {
    case "int":
      return checkInteger(text, limits);
    case "number": {
      // Before its reading became strict, a text that is no number was read as one.
      const [since = "2.4", range = ""] = limits.split("/");
      if ((mask & ~versionsFrom(since as (typeof haproxyVersions)[number])) !== 0) {
        return /^[-+]?\d/.test(text) ? within(Number.parseInt(text, 10), range) : undefined;
      }
      return checkInteger(text, range);
    }
    case "leading-number": {
      // Read up to the first sign that is no digit; without any it is 0.
      return within(Number.parseInt(text, 10) || 0, limits);
    }
    case "time":
      return checkTime(text, limits);
    case "size":
      return checkSize(text, limits);
    case "status":
      return checkInteger(text, limits === "" ? "100..999" : limits);
    case "status-list":
      return checkStatusList(text);
    case "switch":
      return checkChoice(text, ["on", "off"]);
    case "one-of":
      return checkChoice(text, limits.split(","));
    case "some-of":
      return checkList(text, (item) => checkChoice(item, limits.split(",")));
    case "name":
    case "server-name":
      // Nearly every name is right, and one look at the whole is quicker than one at each character.
      return nameWord.test(text) ? undefined : checkCharacters(text, nameCharacter);
    case "domain":
      return checkCharacters(text, domainCharacter);
    case "regex":
      return checkRegex(text);
    case "hex":
      return /^(?:[0-9a-fA-F]{2})*$/.test(text) ? undefined : form;
    case "octal":
      return /^0*[0-7]{1,4}$/.test(text) ? undefined : form;
    case "variable":
      return checkVariable(text);
    case "range":
      return /^\d+(?:-\d+)?$/.test(text) ? undefined : form;
    default:
      return undefined;
  }
}

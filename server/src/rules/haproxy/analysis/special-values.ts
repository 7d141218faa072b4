import { parseIpAddress } from "../../../model/address.ts";
import { isPlaceholderWord } from "../../../model/placeholder.ts";
import { expressionNames, findStickData } from "../../../schema/haproxy/expressions.ts";
import { checkValue, type ValueFault, versionsFrom } from "../../../schema/haproxy/values.ts";
import { isWrongAddress } from "./patterns.ts";

function fault(kind: ValueFault["kind"], limit = ""): ValueFault {
  return { kind, limit };
}

function checkCookieDomain(text: string): ValueFault | undefined {
  const bad = [...text].find((character) => !/[A-Za-z0-9._-]/.test(character));
  return bad === undefined ? undefined : fault("character", bad);
}

/** The items of a list whose commas may stand in parentheses, too. */
function storeItems(text: string): string[] {
  return text.split(/,(?![^(]*\))/);
}

/** Whether one item of `store` is none, or has other arguments than it takes. */
function isWrongStore(item: string, mask: number): boolean {
  const match = /^([^(]*)(?:\((.*)\))?$/.exec(item);
  const entry = findStickData(match?.[1] ?? item);
  const variant = entry?.variants.find(({ versions }) => (versions & mask) !== 0);
  if (variant === undefined) return true;
  const given = match?.[2] === undefined || match[2] === "" ? [] : match[2].split(",");
  if (given.length !== Number(variant.isArray) + Number(variant.hasPeriod)) return true;
  const isWrongPeriod = variant.hasPeriod && checkValue("time", "", given.at(-1) ?? "", mask) !== undefined;
  return isWrongPeriod || (variant.isArray && checkValue("int", "1..100", given[0] ?? "", mask) !== undefined);
}

function checkStore(text: string, mask: number): ValueFault | undefined {
  const items = storeItems(text);
  if (items.some((item) => !isPlaceholderWord(item) && isWrongStore(item, mask))) return fault("form");
  const names = items.map((item) => item.split("(")[0] ?? "");
  for (const [array, ...others] of arrays) {
    if (names.includes(array) && others.some((other) => names.includes(other))) return fault("form");
  }
  return undefined;
}

/** Arrays with what can not be stored beside each. */
const arrays: readonly (readonly [string, ...string[]])[] = [
  ["gpc", "gpc0", "gpc1"],
  ["gpc_rate", "gpc0_rate", "gpc1_rate"],
  ["gpt", "gpt0"],
];

function checkBalance(text: string): ValueFault | undefined {
  if (text.startsWith("random")) return checkDraws(text);
  return /^(?:hdr\([^)]+\)|rdp-cookie$|rdp-cookie\([^)]+\))/.test(text) ? undefined : fault("form");
}

/** How many servers `random(2)` draws; nothing in the parentheses is 2. */
function checkDraws(text: string): ValueFault | undefined {
  if (!text.startsWith("random(")) return undefined;
  const draws = /^random\((\d*)\)/.exec(text)?.[1];
  return draws === undefined || (draws !== "" && Number(draws) < 1) ? fault("form") : undefined;
}

/** Numbers and ranges with commas between them. */
function isNumberSet(text: string): boolean {
  return text.split(",").every((item) => /^\d+(?:-|$)/.test(item));
}

/** Threads as `cpu-map` takes them: `1`, `1/all`, `auto:1/1-4`. */
function checkCpuMap(text: string): ValueFault | undefined {
  const set = /^(?:all|odd|even|\d+(?:-\d*)?)$/;
  return text
    .replace(/^auto:/, "")
    .split("/")
    .every((part) => set.test(part))
    ? undefined
    : fault("form");
}

/** Which log lines are sent: `1-2,5:10` is three of ten. Ranges may neither meet nor pass the size. */
function checkLogSample(text: string): ValueFault | undefined {
  const colon = text.indexOf(":");
  const size = Number.parseInt(text.slice(colon + 1), 10);
  if (colon < 0 || Number.isNaN(size)) return fault("form");
  const taken: (readonly [number, number])[] = [];
  for (const item of text.slice(0, colon).split(",")) {
    const match = /^(\d+)(?:-(\d+))?$/.exec(item);
    const low = Number(match?.[1]);
    const high = Number(match?.[2] ?? match?.[1]);
    if (match === null || low < 1 || high < low || high > size) return fault("form");
    if (taken.some(([from, to]) => from <= high && low <= to)) return fault("form");
    taken.push([low, high]);
  }
  return undefined;
}

/** How many servers a template makes, or from which number to which. */
function checkCount(text: string): ValueFault | undefined {
  const [, low, dash, high = ""] = /^(\d+)(-)?(\d*)/.exec(text) ?? [];
  const last = Number(dash === undefined ? low : high);
  return low === undefined || last < 1 || last < Number(low) ? fault("form") : undefined;
}

/** What stands behind `usesrc`, but for names that may be looked up. */
function checkSource(text: string): ValueFault | undefined {
  const occurrence = /^hdr_ip\([^,]*,\s*(-\d+)/.exec(text)?.[1];
  return occurrence !== undefined && Number(occurrence) < -10 ? fault("form") : undefined;
}

/** A network that is given in numbers alone. */
function isWrongNetwork(text: string): boolean {
  return !isPlaceholderWord(text) && (isWrongAddress(text) || parseIpAddress(text.split("/")[0] ?? "") === undefined);
}

/** The service that answers in the place of a server; scripts may bring some. */
function checkService(text: string, mask: number): ValueFault | undefined {
  if (text.startsWith("lua.") || expressionNames("service").has(text)) return undefined;
  const known = [...expressionNames("service")].flatMap(([name, versions]) => ((versions & mask) === 0 ? [] : [name]));
  return { kind: "choice", limit: known.join(", ") };
}

function checkInitAddress(text: string): ValueFault | undefined {
  for (const item of text.split(",")) {
    if (item !== "last" && item !== "libc" && item !== "none" && parseIpAddress(item) === undefined)
      return fault("form");
  }
  return undefined;
}

function errorCodes(mask: number): string {
  const codes = "200,400,401,403,404,405,407,408,410,413,421,422,425,429,500,501,502,503,504";
  return (mask & versionsFrom("3.2")) === 0 ? codes : `${codes},414,431`;
}

function checkThreadSet(text: string): ValueFault | undefined {
  const [group, set] = text.includes("/")
    ? [text.slice(0, text.indexOf("/")), text.slice(text.indexOf("/") + 1)]
    : [undefined, text];
  if (group !== undefined && (!/^\d+$/.test(group) || Number(group) < 1)) return fault("form");
  return /^(?:all|odd|even|(?:\d+(?:-\d*)?,?)+)$/.test(set) ? undefined : fault("form");
}

/** Values that some statements have a form of their own for, by the type of the argument. */
const readers: Readonly<Record<string, (text: string, mask: number) => ValueFault | undefined>> = {
  weight: (text, mask) => checkValue("leading-number", "0..256", text, mask),
  "leading-integer": (text) => (/^\s*[-+]?\d/.test(text) ? undefined : fault("form")),
  "log-level": (text, mask) => checkValue("one-of", "emerg,alert,crit,err,warning,notice,info,debug", text, mask),
  "cpu-map": (text) => checkCpuMap(text),
  "cpu-set": (text) => (/^(?:all|odd|even)$/.test(text) || isNumberSet(text) ? undefined : fault("form")),
  "cache-number": (text, mask) => checkValue("int", "0..", text, mask),
  balance: (text) => checkBalance(text),
  "cookie-attribute": (text) => (text.includes(";") ? fault("character", ";") : undefined),
  "cookie-domain": (text) => checkCookieDomain(text),
  // What stands behind the number does not count.
  "error-code": (text, mask) => checkValue("one-of", errorCodes(mask), /^\d+/.exec(text)?.[0] ?? text, mask),
  "deny-status": (text, mask) => checkValue("leading-number", "200..599", text, mask),
  "redirect-code": (text, mask) => checkValue("one-of", "301,302,303,307,308", String(Number.parseInt(text, 10)), mask),
  "tls-version": (text, mask) => checkValue("one-of", "SSLv3,TLSv1.0,TLSv1.1,TLSv1.2,TLSv1.3", text, mask),
  store: (text, mask) => checkStore(text, mask),
  "thread-set": (text) => checkThreadSet(text),
  "server-count": (text) => checkCount(text),
  nbthread: (text, mask) => checkValue("int", "1..4096", text, mask),
  "time-or-infinite": (text, mask) => (text === "infinite" ? undefined : checkValue("time", "", text, mask)),
  "ring-size": (text, mask) =>
    // Older versions read no further than the digits.
    checkValue((mask & ~versionsFrom("3.0")) === 0 ? "size" : "leading-number", "1..", text, mask),
  "ring-length": (text, mask) => checkValue("leading-number", "1..", text, mask),
  "mux:bind": (text) => (/^(?:h1|h2|quic|qmux|h3|none)$/.test(text) ? undefined : fault("form")),
  // Health checks of each kind speak nothing else.
  "mux:http": (text) => (/^(?:h1|h2|fcgi|quic|qmux|h3)$/.test(text) ? undefined : fault("form")),
  "mux:tcp": (text) => (text === "none" ? undefined : fault("form")),
  mux: (text) => (/^(?:h1|h2|fcgi|spop|quic|none|qmux|h3|peers|pt|PASS)$/.test(text) ? undefined : fault("form")),
  "named-header": (text, mask) => {
    if ((mask & ~versionsFrom("3.4")) !== 0) return undefined;
    return /^(?:host|content-length|transfer-encoding|connection)$/i.test(text) ? fault("form") : undefined;
  },
  // Headers behind the version were a trick of old.
  "http-version": (text, mask) =>
    (mask & ~versionsFrom("2.8")) === 0 && /[\r\n]/.test(text) ? fault("form") : undefined,
  // What is no number is read as 0, which turns it off.
  "hash-balance-factor": (text, mask) =>
    (Number.parseInt(text, 10) || 0) === 0 ? undefined : checkValue("leading-number", "101..", text, mask),
  // How many there are hangs on OpenSSL.
  "error-ids": (text) =>
    text === "all" || text.split(",").every((item) => Number.parseInt(item, 10) > 0) ? undefined : fault("form"),
  "log-sample": (text) => checkLogSample(text),
  // Newer versions take an expression as well.
  mark: (text, mask) =>
    (mask & versionsFrom("3.0")) !== 0 || /^-?(?:0[xX][\da-fA-F]+|\d+)$/.test(text) ? undefined : fault("form"),
  mss: (text, mask) => checkValue("leading-number", "1..65535", text.replace(/^-/, ""), mask),
  network: (text) => (isWrongAddress(text) ? fault("form") : undefined),
  networks: (text) => (text.split(",").some((item) => isWrongNetwork(item)) ? fault("form") : undefined),
  "port-or-sample": (text, mask) =>
    /^\d/.test(text) ? checkValue("leading-number", "1..65535", text, mask) : undefined,
  service: (text, mask) => checkService(text, mask),
  shards: (text, mask) => (text.startsWith("by-") ? undefined : checkValue("leading-number", "1..", text, mask)),
  usesrc: (text) => checkSource(text),
  "init-addr": (text) => checkInitAddress(text),
};

/**
 * Judges a word as a value of a type that a few statements have to themselves.
 *
 * @param mask the versions (bits) to judge by
 * @returns undefined where it is right, and for other types
 */
export function checkSpecialValue(type: string, text: string, mask: number): ValueFault | undefined {
  return Object.hasOwn(readers, type) ? readers[type]?.(text, mask) : undefined;
}

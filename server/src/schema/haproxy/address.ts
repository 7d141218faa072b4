import { versionsFrom } from "./values.ts";
import type { HaproxyVersion } from "./versions.ts";

/** What a place for an address takes beside the address itself. */
export interface AddressNeeds {
  readonly port: "required" | "optional" | "none";
  /** `80-90` */
  readonly range: boolean;
  /** `+1000` */
  readonly offset: boolean;
  /** Datagram sockets (`udp@`), stream sockets, or both. */
  readonly sockets: "stream" | "datagram" | "both";
  /** Open files (`fd@3`). */
  readonly files: boolean;
  /** A name that is looked up only when haproxy runs is taken. */
  readonly names: boolean;
}

export interface AddressFault {
  readonly kind:
    | "missing-port"
    | "port-not-allowed"
    | "range-not-allowed"
    | "offset-not-allowed"
    | "bad-port"
    | "port-out-of-range"
    | "reversed-range"
    | "wrong-socket"
    | "bad-file"
    | "unknown-prefix"
    | "bad-host"
    | "empty";
  /** The stretch of the text that it is about. */
  readonly start: number;
  readonly end: number;
}

const prefixPattern = /^(?:(stream|dgram)\+)?(?:([a-z][a-z0-9]*)@)?/;

/** Prefixes by what they bring: the kind of socket where it is fixed, and whether a port belongs behind them. */
const prefixes: Readonly<
  Record<string, { readonly socket?: "stream" | "datagram"; readonly kind: "ip" | "path" | "file" }>
> = {
  unix: { kind: "path" },
  uxst: { kind: "path", socket: "stream" },
  uxdg: { kind: "path", socket: "datagram" },
  abns: { kind: "path" },
  abnsz: { kind: "path" },
  ip: { kind: "ip" },
  ipv4: { kind: "ip" },
  ipv6: { kind: "ip" },
  tcp: { kind: "ip", socket: "stream" },
  tcp4: { kind: "ip", socket: "stream" },
  tcp6: { kind: "ip", socket: "stream" },
  udp: { kind: "ip", socket: "datagram" },
  udp4: { kind: "ip", socket: "datagram" },
  udp6: { kind: "ip", socket: "datagram" },
  quic4: { kind: "ip", socket: "stream" },
  quic6: { kind: "ip", socket: "stream" },
  fd: { kind: "file" },
  sockpair: { kind: "file" },
};

function portFault(text: string, start: number, needs: AddressNeeds): AddressFault | undefined {
  const end = start + text.length;
  const lowest = needs.port === "required" ? 1 : 0;
  if (text === "") return needs.port === "required" ? { kind: "missing-port", start, end } : undefined;
  if (/^[+-]/.test(text)) return needs.offset ? undefined : { kind: "offset-not-allowed", start, end };
  if (!/^\d/.test(text)) return { kind: "bad-port", start, end };
  const dash = text.indexOf("-");
  if (dash >= 0 && !needs.range) return { kind: "range-not-allowed", start, end };
  // haproxy reads the digits and stops at the first other sign.
  const low = Number.parseInt(text, 10);
  const high = dash < 0 ? low : Number.parseInt(text.slice(dash + 1), 10) || 0;
  if (low < lowest || low > 65535 || high < lowest || high > 65535) return { kind: "port-out-of-range", start, end };
  return low > high ? { kind: "reversed-range", start, end } : undefined;
}

/** Prefixes that only newer versions have, with those; an older one takes the whole for a name. */
const laterPrefixes: Readonly<Record<string, HaproxyVersion>> = {
  quic4: "2.6",
  quic6: "2.6",
  rhttp: "3.0",
  abnsz: "3.2",
  mptcp: "3.2",
  mptcp4: "3.2",
  mptcp6: "3.2",
};

/** Where the last colon outside of brackets stands; -1 where there is none. */
function colonBeforePort(text: string): number {
  for (let at = text.length - 1; at > 0; at--) {
    if (text[at] === "]") return -1;
    if (text[at] === ":") return at;
  }
  // A text of nothing but a port: `:80`.
  return text.startsWith(":") ? 0 : -1;
}

interface ReadPrefix {
  readonly kind: "ip" | "path" | "file" | "unknown";
  readonly socket: "stream" | "datagram" | undefined;
  /** How long it is. */
  readonly length: number;
  readonly word: string | undefined;
}

function readPrefix(text: string): ReadPrefix {
  const [whole = "", socketWord, word] = prefixPattern.exec(text) ?? [];
  const stated = socketWord === undefined ? undefined : socketWord === "dgram" ? "datagram" : "stream";
  const known = word === undefined ? undefined : prefixes[word];
  if (word !== undefined && known === undefined) return { kind: "unknown", socket: stated, length: whole.length, word };
  const kind = known?.kind ?? (text.startsWith("/", whole.length) ? "path" : "ip");
  return { kind, socket: known?.socket ?? stated, length: whole.length, word };
}

/** Whether every version that is judged by is older than a prefix. */
function isTooNew(word: string | undefined, mask: number): boolean {
  const since = word === undefined ? undefined : laterPrefixes[word];
  return since !== undefined && (mask & versionsFrom(since)) === 0;
}

/** What stands where a name or an address must, and surely is none. */
function isImpossibleHost(host: string, prefix: string | undefined): boolean {
  const isNumeric = /^\d+(?:\.\d+){3,}$/.test(host);
  if (isNumeric) {
    const parts = host.split(".");
    return parts.length > 4 || parts.some((part) => Number(part) > 255) || /6$/.test(prefix ?? "");
  }
  if (/[/,]/.test(host) || host.startsWith("[") !== host.endsWith("]")) return true;
  const inner = host.replace(/^\[(.*)\]$/, "$1");
  // No name holds a colon.
  if (!inner.includes(":")) return inner !== host;
  return /4$/.test(prefix ?? "") || !/^[\da-fA-F:.]+(?:%.+)?$/.test(inner);
}

/** What stands behind the machine of an address; undefined where it has no ports, or where that can't be told. */
function portText(text: string): string | undefined {
  const { kind, length } = readPrefix(text);
  if (kind !== "ip") return undefined;
  const rest = text.slice(length);
  const colon = colonBeforePort(rest);
  return colon < 0 ? "" : rest.slice(colon + 1);
}

/** Whether an address has a port of its own that a check can connect to; undefined where it needs none, or where that can't be told. */
export function hasServicePort(text: string): boolean | undefined {
  const port = portText(text);
  return port === undefined ? undefined : /^\d/.test(port) && Number.parseInt(port, 10) !== 0;
}

/** Whether an address names its machine by numbers. */
export function isNumericAddress(text: string): boolean {
  const { kind, length } = readPrefix(text);
  const rest = text.slice(length);
  const colon = colonBeforePort(rest);
  const host = colon < 0 ? rest : rest.slice(0, colon);
  return kind === "ip" && (/^\d+(?:\.\d+){3}$/.test(host) || /^\[?[\da-fA-F]*:[\da-fA-F:.]*\]?$/.test(host));
}

/** Whether the port of a connection hangs on the one that the client came to: none is written, or one with a sign. */
export function hasMappedPort(text: string): boolean | undefined {
  const port = portText(text);
  return port === undefined ? undefined : port === "" || /^[-+]/.test(port);
}

/**
 * The stretch of an address that stands for the machine, where it can be neither an address nor a name that could be looked up.
 *
 * @returns undefined where it may be one
 */
export function impossibleHost(text: string): { readonly start: number; readonly end: number } | undefined {
  const { kind, length: start, word } = readPrefix(text);
  if (kind !== "ip") return undefined;
  const rest = text.slice(start);
  const colon = colonBeforePort(rest);
  const host = colon < 0 ? rest : rest.slice(0, colon);
  if (host === "" || host === "*" || !isImpossibleHost(host, word)) return undefined;
  return { start, end: start + host.length };
}

/**
 * Judges one address as haproxy reads it, but for whether a name can be looked up.
 *
 * @param mask the versions (bits) to judge by
 * @returns undefined where nothing is wrong, or where that can't be told
 */
export function checkAddress(text: string, needs: AddressNeeds, mask: number): AddressFault | undefined {
  const end = text.length;
  if (text === "") return { kind: "empty", start: 0, end };
  const { kind, socket, length: start, word } = readPrefix(text);
  if (isTooNew(word, mask)) return { kind: "unknown-prefix", start: 0, end: start };
  // A prefix of newer versions, or an `@` that belongs to something else.
  if (kind === "unknown") return undefined;
  const rest = text.slice(start);
  const isWrongSocket = socket !== undefined && needs.sockets !== "both" && socket !== needs.sockets;
  const wrongSocket: AddressFault | undefined = isWrongSocket ? { kind: "wrong-socket", start: 0, end } : undefined;
  if (kind === "file" && !needs.files) return { kind: "wrong-socket", start: 0, end };
  if (kind === "file") return /^\s*\+?\d+$/.test(rest) ? undefined : { kind: "bad-file", start, end };
  if (kind === "path") return wrongSocket;
  const colon = colonBeforePort(rest);
  if (colon < 0) return needs.port === "required" ? { kind: "missing-port", start: 0, end } : wrongSocket;
  if (needs.port === "none") return { kind: "port-not-allowed", start: start + colon, end };
  return portFault(rest.slice(colon + 1), start + colon + 1, needs) ?? wrongSocket;
}

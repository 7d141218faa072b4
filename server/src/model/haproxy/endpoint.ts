import { type IpAddress, isWildcard, parseIpAddress } from "../address.ts";
import { hole, maskHoles, mayBePlaceholder, readHostName } from "../placeholder.ts";

/** What an address word of a `bind` or `server` line says. */
export interface HaproxyEndpoint {
  readonly protocol: "tcp" | "udp";
  readonly address: IpAddress | undefined;
  /** Every address: an empty one, `*`, `0.0.0.0` or `::`. */
  readonly isWildcard: boolean;
  readonly hostName: string | undefined;
  /** Neither an address nor a name nor every address: a placeholder, or a socket that is no IP. */
  readonly isAddressUnknown: boolean;
  readonly firstPort: number | undefined;
  readonly lastPort: number | undefined;
  /** Where the port's digits stand in the word, if it is one plain port. */
  readonly portStart: number | undefined;
  readonly isPortUnknown: boolean;
  /** A socket that has no port by its kind. */
  readonly isPortless: boolean;
}

const socket: HaproxyEndpoint = {
  protocol: "tcp",
  address: undefined,
  isWildcard: false,
  hostName: undefined,
  isAddressUnknown: true,
  firstPort: undefined,
  lastPort: undefined,
  portStart: undefined,
  isPortUnknown: false,
  isPortless: true,
};

/** An inherited socket: it may be an IP socket with a port. */
const inheritedSocket: HaproxyEndpoint = { ...socket, isPortUnknown: true, isPortless: false };

const socketPrefixes: ReadonlySet<string> = new Set([
  "unix",
  "uxst",
  "uxdg",
  "abns",
  "abnsz",
  "sockpair",
  "rhttp",
  "rev",
]);
const ipPrefix = /^(?:ipv[46]|(?:tcp|mptcp|udp|quic)[46]?)$/;

const colon = 58;
const closeBracket = 93;
const zero = 48;
const nine = 57;
const dot = 46;

/** The number that a stretch of decimal digits stands for; undefined where anything else stands there, or no port can be. */
function readPort(text: string, start: number, end: number): number | undefined {
  if (start >= end || end - start > 8) return undefined;
  let value = 0;
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code < zero || code > nine) return undefined;
    value = value * 10 + (code - zero);
  }
  return value <= 65535 ? value : undefined;
}

/**
 * Where an IPv4 address in canonical form at the start of a text ends, or -1. It is by far the commonest word here and needs no
 * rewriting.
 */
function canonicalIpv4End(text: string): number {
  let octet = -1;
  let dots = 0;
  let i = 0;
  for (; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === dot) {
      if (octet < 0) return -1;
      octet = -1;
      dots++;
    } else if (code >= zero && code <= nine) {
      if (octet === 0) return -1;
      octet = octet < 0 ? code - zero : octet * 10 + (code - zero);
      if (octet > 255) return -1;
    } else break;
  }
  return dots === 3 && octet >= 0 ? i : -1;
}

/** Reads `10.0.0.1:6443`; any other form is left to the long way. */
function readPlainEndpoint(text: string): HaproxyEndpoint | undefined {
  const hostEnd = canonicalIpv4End(text);
  if (hostEnd < 0 || text.charCodeAt(hostEnd) !== colon) return undefined;
  const port = readPort(text, hostEnd + 1, text.length);
  if (port === undefined) return undefined;
  const address: IpAddress = { family: 4, text: text.slice(0, hostEnd), prefix: undefined };
  return {
    protocol: "tcp",
    address,
    isWildcard: isWildcard(address),
    hostName: undefined,
    isAddressUnknown: false,
    firstPort: port,
    lastPort: port,
    portStart: hostEnd + 1,
    isPortUnknown: false,
    isPortless: false,
  };
}

interface HostPart {
  readonly address: IpAddress | undefined;
  readonly isWildcard: boolean;
  readonly hostName: string | undefined;
  readonly isAddressUnknown: boolean;
}

const everyAddress: HostPart = { address: undefined, isWildcard: true, hostName: undefined, isAddressUnknown: false };

function readHost(text: string, masked: string): HostPart {
  if (canonicalIpv4End(text) === text.length) {
    const address: IpAddress = { family: 4, text, prefix: undefined };
    return { address, isWildcard: isWildcard(address), hostName: undefined, isAddressUnknown: false };
  }
  if (text === "" || text === "*") return everyAddress;
  const address = masked.includes(hole) || text.includes("/") ? undefined : parseIpAddress(text);
  if (address !== undefined) {
    return { address, isWildcard: isWildcard(address), hostName: undefined, isAddressUnknown: false };
  }
  const hostName = masked.includes(hole) ? undefined : readHostName(text);
  return { address: undefined, isWildcard: false, hostName, isAddressUnknown: hostName === undefined };
}

interface PortPart {
  readonly firstPort: number | undefined;
  readonly lastPort: number | undefined;
  readonly portStart: number | undefined;
  readonly isPortUnknown: boolean;
}

const noPort: PortPart = { firstPort: undefined, lastPort: undefined, portStart: undefined, isPortUnknown: false };
const unknownPort: PortPart = { ...noPort, isPortUnknown: true };

function readPorts(text: string, start: number): PortPart {
  const single = readPort(text, start, text.length);
  if (single !== undefined) return { firstPort: single, lastPort: single, portStart: start, isPortUnknown: false };
  const dash = text.indexOf("-", start);
  if (dash > start) {
    const firstPort = readPort(text, start, dash);
    const lastPort = readPort(text, dash + 1, text.length);
    if (firstPort !== undefined && lastPort !== undefined && firstPort <= lastPort) {
      return { firstPort, lastPort, portStart: undefined, isPortUnknown: false };
    }
  }
  // A relative port (`+1`, `-1000`) is known to be none of its own.
  const sign = text[start];
  if ((sign === "+" || sign === "-") && readPort(text, start + 1, text.length) !== undefined) return noPort;
  return unknownPort;
}

/** Where the family prefix (`ipv6@`, `quic4@`) ends, or the kind of socket that is no IP. */
function readPrefix(masked: string): { end: number; protocol: "tcp" | "udp" } | HaproxyEndpoint {
  const at = masked.indexOf("@");
  if (at < 0) return { end: 0, protocol: "tcp" };
  const plus = masked.indexOf("+");
  const transport = plus > 0 && plus < at ? masked.slice(0, plus) : "";
  const hasTransport = transport === "stream" || transport === "dgram";
  const family = masked.slice(hasTransport ? plus + 1 : 0, at);
  if (family === "fd") return inheritedSocket;
  if (socketPrefixes.has(family)) return socket;
  if (!ipPrefix.test(family)) return { end: 0, protocol: "tcp" };
  const isUdp = transport === "dgram" || family.startsWith("udp") || family.startsWith("quic");
  return { end: at + 1, protocol: isUdp ? "udp" : "tcp" };
}

/**
 * Reads one address as haproxy does: it splits at the last colon, unless a bracket closes behind it. A placeholder leaves the
 * address or the port unknown, each for itself where a colon outside of it parts them.
 *
 * @param text one address, without the commas that part several
 */
export function readHaproxyEndpoint(text: string): HaproxyEndpoint {
  if (text.charCodeAt(0) === 47) return socket;
  const plain = readPlainEndpoint(text);
  if (plain !== undefined) return plain;
  const masked = mayBePlaceholder(text) ? maskHoles(text) : text;
  const prefix = readPrefix(masked);
  if (!("end" in prefix)) return prefix;
  let split = text.length - 1;
  while (split >= prefix.end) {
    const code = masked.charCodeAt(split);
    if (code === colon || code === closeBracket) break;
    split--;
  }
  const hasPort = split >= prefix.end && masked.charCodeAt(split) === colon;
  const hostEnd = hasPort ? split : text.length;
  const host = readHost(text.slice(prefix.end, hostEnd), masked.slice(prefix.end, hostEnd));
  let ports = noPort;
  if (hasPort) ports = split + 1 < text.length ? readPorts(masked, split + 1) : noPort;
  else if (masked !== text) ports = unknownPort;
  return {
    protocol: prefix.protocol,
    address: host.address,
    isWildcard: host.isWildcard,
    hostName: host.hostName,
    isAddressUnknown: host.isAddressUnknown,
    firstPort: ports.firstPort,
    lastPort: ports.lastPort,
    portStart: ports.portStart,
    isPortUnknown: ports.isPortUnknown,
    isPortless: false,
  };
}

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
    | "empty";
  /** The stretch of the text that it is about. */
  readonly start: number;
  readonly end: number;
}

const prefixPattern = /^(?:(stream|dgram)\+)?(?:([a-z][a-z0-9]*)@)?/;

/** Prefixes by what they bring: the kind of socket where it is fixed, and whether a port belongs behind them. */
const prefixes: Readonly<
  Record<string, { readonly socket?: "stream" | "datagram"; readonly kind: "ip" | "path" | "file" | "other" }>
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

/**
 * Judges one address as haproxy reads it, but for whether a name can be looked up.
 *
 * @returns undefined where nothing is wrong, or where that can't be told
 */
export function checkAddress(text: string, needs: AddressNeeds): AddressFault | undefined {
  if (text === "") return { kind: "empty", start: 0, end: 0 };
  const [whole = "", socketWord, prefixWord] = prefixPattern.exec(text) ?? [];
  const prefix = prefixWord === undefined ? undefined : prefixes[prefixWord];
  // A prefix of newer versions, or an `@` that belongs to something else.
  if (prefixWord !== undefined && prefix === undefined) return undefined;
  const rest = text.slice(whole.length);
  const start = whole.length;
  const isPath = prefix === undefined ? rest.startsWith("/") : prefix.kind === "path";
  const stated = socketWord === undefined ? undefined : socketWord === "dgram" ? "datagram" : "stream";
  const socket = prefix?.socket ?? stated;
  const wrongSocket: AddressFault = { kind: "wrong-socket", start: 0, end: text.length };
  const isWrongSocket = socket !== undefined && needs.sockets !== "both" && socket !== needs.sockets;
  if (prefix?.kind === "file") {
    if (!/^\s*[+-]?\d+$/.test(rest) || Number.parseInt(rest, 10) < 0)
      return { kind: "bad-file", start, end: text.length };
    return undefined;
  }
  if (isPath || prefix?.kind === "other") return isWrongSocket ? wrongSocket : undefined;
  let colon = -1;
  for (let at = rest.length - 1; at > 0; at--) {
    if (rest[at] === "]") break;
    if (rest[at] === ":") {
      colon = at;
      break;
    }
  }
  // A text of nothing but a port: `:80`.
  if (colon < 0 && rest.startsWith(":")) colon = 0;
  if (colon < 0) {
    if (needs.port === "required") return { kind: "missing-port", start: 0, end: text.length };
    return isWrongSocket ? wrongSocket : undefined;
  }
  if (needs.port === "none") return { kind: "port-not-allowed", start: start + colon, end: text.length };
  const fault = portFault(rest.slice(colon + 1), start + colon + 1, needs);
  return fault ?? (isWrongSocket ? wrongSocket : undefined);
}

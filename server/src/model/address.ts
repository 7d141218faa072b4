/** An IP address, with its prefix length where one is written. */
export interface IpAddress {
  readonly family: 4 | 6;
  /** The canonical text without prefix: `10.0.0.1`, `::1`; equal addresses have equal texts. */
  readonly text: string;
  readonly prefix: number | undefined;
}

const ipv4 = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/;

function readIpv4(text: string): number[] | undefined {
  const match = ipv4.exec(text);
  if (match === null) return undefined;
  const bytes = match.slice(1).map(Number);
  return bytes.every((byte) => byte <= 255) ? bytes : undefined;
}

/** The eight 16-bit groups of an IPv6 address. */
function readIpv6(text: string): number[] | undefined {
  let source = text;
  const zone = source.indexOf("%");
  if (zone >= 0) source = source.slice(0, zone);
  const lastColon = source.lastIndexOf(":");
  if (lastColon < 0) return undefined;
  const tail = readIpv4(source.slice(lastColon + 1));
  if (tail !== undefined) {
    const [a = 0, b = 0, c = 0, d = 0] = tail;
    source = `${source.slice(0, lastColon + 1)}${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
  }
  const halves = source.split("::");
  if (halves.length > 2) return undefined;
  const groupsOf = (half: string): number[] | undefined => {
    if (half === "") return [];
    const groups = half.split(":");
    if (!groups.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) return undefined;
    return groups.map((group) => Number.parseInt(group, 16));
  };
  const head = groupsOf(halves[0] ?? "");
  const rest = halves.length === 2 ? groupsOf(halves[1] ?? "") : [];
  if (head === undefined || rest === undefined) return undefined;
  if (halves.length === 1) return head.length === 8 ? head : undefined;
  if (head.length + rest.length > 7) return undefined;
  return [...head, ...Array<number>(8 - head.length - rest.length).fill(0), ...rest];
}

function writeIpv6(groups: readonly number[]): string {
  let bestStart = -1;
  let bestLength = 1;
  for (let start = 0; start < groups.length; start++) {
    let length = 0;
    while (groups[start + length] === 0) length++;
    if (length > bestLength) {
      bestStart = start;
      bestLength = length;
    }
  }
  const text = (part: readonly number[]): string => part.map((group) => group.toString(16)).join(":");
  if (bestStart < 0) return text(groups);
  return `${text(groups.slice(0, bestStart))}::${text(groups.slice(bestStart + bestLength))}`;
}

/**
 * Reads `10.0.0.1`, `10.0.0.1/24`, `fe80::1`, `[::1]`.
 *
 * @returns the address, or undefined where the text is none (a host name, a placeholder)
 */
export function parseIpAddress(source: string): IpAddress | undefined {
  let text = source;
  let prefix: number | undefined;
  const slash = text.indexOf("/");
  if (slash >= 0) {
    const digits = text.slice(slash + 1);
    if (!/^\d{1,3}$/.test(digits)) return undefined;
    prefix = Number(digits);
    text = text.slice(0, slash);
  }
  if (text.startsWith("[") && text.endsWith("]")) text = text.slice(1, -1);
  const bytes = readIpv4(text);
  if (bytes !== undefined) {
    return prefix === undefined || prefix <= 32 ? { family: 4, text: bytes.join("."), prefix } : undefined;
  }
  const groups = readIpv6(text);
  if (groups === undefined || (prefix !== undefined && prefix > 128)) return undefined;
  return { family: 6, text: writeIpv6(groups), prefix };
}

const bitsByAddress = new WeakMap<IpAddress, bigint>();

/** The bits of an address as a number of its own width; worked out once, because some addresses are compared with all others. */
function bitsOf(address: IpAddress): bigint {
  const known = bitsByAddress.get(address);
  if (known !== undefined) return known;
  const bits =
    address.family === 4
      ? BigInt(address.text.split(".").reduce((sum, byte) => sum * 256 + Number(byte), 0))
      : (readIpv6(address.text) ?? []).reduce((sum, group) => (sum << 16n) | BigInt(group), 0n);
  bitsByAddress.set(address, bits);
  return bits;
}

/** Whether two addresses lie in one subnet of the given prefix length. */
export function sameSubnet(a: IpAddress, b: IpAddress, prefix: number): boolean {
  if (a.family !== b.family) return false;
  const shift = BigInt((a.family === 4 ? 32 : 128) - prefix);
  return bitsOf(a) >> shift === bitsOf(b) >> shift;
}

/** Whether an address is one of this host itself: 127.0.0.0/8 or ::1. */
export function isLoopback(address: IpAddress): boolean {
  return address.family === 4 ? address.text.startsWith("127.") : address.text === "::1";
}

/** Whether an address stands for all of a host's addresses: 0.0.0.0 or ::. */
export function isWildcard(address: IpAddress): boolean {
  return address.text === "0.0.0.0" || address.text === "::";
}

/** Whether an address is for use inside a site only: RFC 1918, carriers' shared 100.64.0.0/10, link-local, or fc00::/7. */
export function isPrivate(address: IpAddress): boolean {
  return address.family === 4
    ? /^(?:10\.|192\.168\.|169\.254\.|172\.(?:1[6-9]|2\d|3[01])\.|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.)/.test(
        address.text,
      )
    : /^f(?:[cd]|e[89ab])/.test(address.text);
}

/** Whether an address is of a single link and says nothing about the network: 169.254.0.0/16 or fe80::/10. */
export function isLinkLocal(address: IpAddress): boolean {
  return address.family === 4 ? address.text.startsWith("169.254.") : /^fe[89ab]/.test(address.text);
}

/** The network that an address lies in, `10.0.0.0/24`; undefined where it has no prefix length, or one that leaves only itself. */
export function networkOf(address: IpAddress): string | undefined {
  const { family, prefix } = address;
  const width = family === 4 ? 32 : 128;
  if (prefix === undefined || prefix >= width) return undefined;
  const shift = BigInt(width - prefix);
  const bits = (bitsOf(address) >> shift) << shift;
  const step = family === 4 ? 8 : 16;
  const parts = Array.from({ length: width / step }, (_, index) =>
    Number((bits >> BigInt(width - step * (index + 1))) & ((1n << BigInt(step)) - 1n)),
  );
  return `${family === 4 ? parts.join(".") : writeIpv6(parts)}/${prefix}`;
}

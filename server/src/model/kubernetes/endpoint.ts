import type { Anchor } from "../../syntax/tree.ts";
import { parseIpAddress } from "../address.ts";
import { hole, isAddressPlaceholder, maskHoles, readHostName } from "../placeholder.ts";
import type { Stated } from "../value.ts";
import { readPort, stated, type Written } from "../written.ts";
import type { Endpoint } from "./facts.ts";

/** Where the host ends and the port begins, as Go's `net.SplitHostPort` cuts; a bare IPv6 address has no port. */
function splitEndpoint(masked: string): { hostStart: number; hostEnd: number; portStart: number | undefined } {
  if (masked.startsWith("[")) {
    const close = masked.indexOf("]");
    if (close > 0) {
      const hasPort = masked[close + 1] === ":";
      return { hostStart: 1, hostEnd: close, portStart: hasPort ? close + 2 : undefined };
    }
  }
  const colon = masked.lastIndexOf(":");
  if (colon < 0 || masked.indexOf(":") < colon) return { hostStart: 0, hostEnd: masked.length, portStart: undefined };
  return { hostStart: 0, hostEnd: colon, portStart: colon + 1 };
}

/**
 * States a `host:port`. A placeholder leaves the host or the port unknown, each for itself where a colon outside of it parts
 * them; there is no value where nothing of it is known.
 */
export function stateEndpoint(written: Written): Stated<Endpoint> {
  const { text } = written;
  const masked = maskHoles(text);
  const { hostStart, hostEnd, portStart } = splitEndpoint(masked);
  const host = text.slice(hostStart, hostEnd);
  const isWhole = portStart === undefined && (masked.includes(hole) || written.isUnknown);
  const address = parseIpAddress(host);
  const isHostHole =
    isWhole || (address === undefined && (isAddressPlaceholder(host) || readHostName(host) === undefined));
  const isHostUnknown = isHostHole || (written.isUnknown && address === undefined);
  const port = portStart === undefined ? undefined : readPort(text.slice(portStart));
  const isPortUnknown = isWhole || (portStart !== undefined && port === undefined);
  if (isHostUnknown && port === undefined) return stated<Endpoint>(written, undefined);
  // The port may stand there in digits even where the host is filled in.
  const hasOwnDigits =
    portStart !== undefined && port !== undefined && written.raw?.endsWith(text.slice(portStart - 1));
  const portAt =
    hasOwnDigits === true
      ? { origin: written.at.origin, start: written.at.end - (text.length - portStart), end: written.at.end }
      : undefined;
  return stated<Endpoint>(written, {
    host,
    address,
    port,
    isHostUnknown,
    isPortUnknown,
    hostAt: isHostUnknown ? undefined : placeOfHost(written, hostStart, hostEnd),
    portAt,
  });
}

/** Where the host stands, if it stands there as it is: the port behind it may come from elsewhere. */
function placeOfHost({ text, raw, at }: Written, start: number, end: number): Anchor | undefined {
  if (raw === undefined || raw.slice(0, end) !== text.slice(0, end)) return undefined;
  // What follows the host must be its end in both, or the host would go on with what is filled in.
  if (raw[end] !== text[end]) return undefined;
  return { origin: at.origin, start: at.start + start, end: at.start + end };
}

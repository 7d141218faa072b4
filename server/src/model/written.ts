import type { Anchor } from "../syntax/tree.ts";
import { type IpAddress, parseIpAddress } from "./address.ts";
import { maskHoles } from "./placeholder.ts";
import { isPlaceholder, type Stated } from "./value.ts";

/** A value as it stands in a YAML document, a script or a hosts file, before it is known what it should be. */
export interface Written {
  /** What the program reads, as far as it can be told here. */
  readonly text: string;
  readonly at: Anchor;
  /** The characters at `at`, as far as quotes and escapes leave them readable: equal to `text` but for what is filled in. */
  readonly raw: string | undefined;
  /** The value was put together from what stands elsewhere (a variable, a YAML anchor). */
  readonly isGenerated: boolean;
  /** Something in it is filled in by a means that is not looked into (`$(hostname)`, `$1`). */
  readonly isUnknown: boolean;
}

/** A part of a written value, by offsets of its text. */
export function partOf(written: Written, start: number, end: number): Written {
  const text = written.text.slice(start, end);
  if (written.raw !== written.text) return { ...written, text, raw: undefined };
  const { origin } = written.at;
  return { ...written, text, raw: text, at: { origin, start: written.at.start + start, end: written.at.start + end } };
}

/** The parts of a comma-separated list, without the blanks around them and without empty ones. */
export function splitList(written: Written): Written[] {
  const masked = maskHoles(written.text);
  const parts: Written[] = [];
  for (let start = 0; start <= masked.length; ) {
    const comma = masked.indexOf(",", start);
    const end = comma < 0 ? masked.length : comma;
    const part = written.text.slice(start, end);
    const trimmed = part.trim();
    if (trimmed !== "") {
      const from = start + part.indexOf(trimmed);
      parts.push(partOf(written, from, from + trimmed.length));
    }
    start = end + 1;
  }
  return parts;
}

/** A value together with how it is written. */
export function stated<T>(written: Written, value: T | undefined): Stated<T> {
  return { value, text: written.text, at: written.at, isGenerated: written.isGenerated };
}

/** Whether a value can't be told from what is written. */
export function isFilledIn(written: Written): boolean {
  return written.isUnknown || isPlaceholder(written.text);
}

export function stateText(written: Written): Stated<string> {
  return stated(written, isFilledIn(written) ? undefined : written.text);
}

/** A port from 1 to 65535 in decimal digits. */
export function readPort(text: string): number | undefined {
  if (!/^\d{1,5}$/.test(text)) return undefined;
  const port = Number(text);
  return port >= 1 && port <= 65535 ? port : undefined;
}

export function statePort(written: Written): Stated<number> {
  return stated(written, isFilledIn(written) ? undefined : readPort(written.text));
}

/** An address with its prefix length, `10.244.0.0/16`; without one it is no subnet. */
export function stateSubnet(written: Written): Stated<IpAddress> {
  const address = isFilledIn(written) ? undefined : parseIpAddress(written.text);
  return stated(written, address?.prefix === undefined ? undefined : address);
}

export function stateAddress(written: Written): Stated<IpAddress> {
  const address = isFilledIn(written) || written.text.includes("/") ? undefined : parseIpAddress(written.text);
  return stated(written, address);
}

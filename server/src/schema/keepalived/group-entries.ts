import { familyOf, isAddress, withoutRange } from "./addresses.ts";
import { type KeepalivedFault, type KeepalivedWords, refused, tolerated } from "./faults.ts";
import { numberFault, readNumber } from "./numbers.ts";
import { checkPortAt } from "./own-readers.ts";

const badAddress = { kind: "address", family: undefined, isMulticast: false } as const;
const backwards = { kind: "conflict", reason: "range-backwards", isFatal: true } as const;

/** The number that an IPv4 address is, or an IPv6 address. */
function valueOf(address: string): bigint {
  if (familyOf(address) === 4) return address.split(".").reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
  const [front = [], back] = address.split("::").map(groupsOf);
  const missing = 8 - front.length - (back?.length ?? 0);
  const groups = back === undefined ? front : [...front, ...Array<bigint>(missing).fill(0n), ...back];
  return groups.reduce((sum, group) => sum * 65_536n + group, 0n);
}

/** The groups of a part of an IPv6 address; an IPv4 address at its end is two. */
function groupsOf(part: string): readonly bigint[] {
  if (part === "") return [];
  return part.split(":").flatMap((group) => {
    if (!group.includes(".")) return [BigInt(`0x${group}`)];
    const value = valueOf(group);
    return [value >> 16n, value & 0xffffn];
  });
}

/** An entry of a `virtual_server_group`: an address, a range or a network with a port, or a firewall mark. */
export function groupEntryFaults(words: KeepalivedWords): readonly KeepalivedFault[] {
  const [address, second, third] = words;
  if (address === undefined) return [];
  if (address === "fwmark") {
    if (words.length < 2) return [refused(1, { kind: "missing", stops: true })];
    const fault = second === undefined ? undefined : numberFault(second, { type: "uint" });
    if (fault !== undefined) return [refused(1, fault)];
    const families = ["inet", "inet6"];
    if (third !== undefined && !families.includes(third)) return [refused(2, { kind: "choice", values: families })];
    return surplusFrom(words, 3);
  }
  const port = checkPortAt(words, 1);
  const start = withoutRange(address);
  if (!isAddress(start)) return [refused(0, badAddress), ...port];
  if (port.length > 0) return port;
  const surplus = surplusFrom(words, 2);
  const slash = address.indexOf("/");
  if (slash >= 0 && !address.includes("-")) return [...maskFaults(start, address.slice(slash + 1)), ...surplus];
  const dash = address.indexOf("-");
  return dash < 0 ? surplus : [...rangeFaults(start, address.slice(dash + 1)), ...surplus];
}

/** Words behind the last one that is read, which are passed over in silence. */
function surplusFrom(words: KeepalivedWords, at: number): readonly KeepalivedFault[] {
  return words[at] === undefined ? [] : [tolerated(at, { kind: "surplus", isSilent: true })];
}

function maskFaults(start: string, mask: string): readonly KeepalivedFault[] {
  const width = familyOf(start) === 6 ? 128 : 32;
  const isRight = /^[1-9]\d*$/.test(mask) && Number(mask) <= width;
  if (!isRight) return [refused(0, { kind: "form", form: "prefix" })];
  const size = 1n << BigInt(width - Number(mask));
  return valueOf(start) % size === 0n ? [] : [refused(0, { kind: "conflict", reason: "mask-bits", isFatal: true })];
}

/** The end of a range is an address of the family, or the last number of one: decimal, and hexadecimal for IPv6. */
function rangeFaults(start: string, end: string): readonly KeepalivedFault[] {
  const isLong = end.includes(familyOf(start) === 6 ? ":" : ".");
  if (isLong) {
    if (familyOf(end) !== familyOf(start) || !isAddress(end)) return [refused(0, badAddress)];
    return valueOf(end) < valueOf(start) ? [refused(0, backwards)] : [];
  }
  if (familyOf(start) === 6) {
    if (!/^[\da-f]*$/i.test(end)) return [refused(0, badAddress)];
    const last = Number.parseInt(end === "" ? "0" : end, 16);
    return last > 65_535 || last <= Number(valueOf(start) & 0xffffn) ? [refused(0, backwards)] : [];
  }
  const fault = numberFault(end, { type: "uint", max: 255 });
  if (fault !== undefined) return [refused(0, fault)];
  return readNumber(end) <= Number(valueOf(start) & 0xffn) ? [refused(0, backwards)] : [];
}

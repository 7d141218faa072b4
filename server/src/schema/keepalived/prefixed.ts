import { familyOf, isAddress } from "./addresses.ts";
import { type KeepalivedFault, refused } from "./faults.ts";
import { numberFault } from "./numbers.ts";

const badAddress = { kind: "address", family: undefined, isMulticast: false } as const;

/** An address with a prefix length, as addresses, routes and rules have it. */
export function prefixedAddressFaults(at: number, text: string): KeepalivedFault[] {
  const slash = text.indexOf("/");
  const address = slash < 0 ? text : text.slice(0, slash);
  const faults: KeepalivedFault[] = [];
  if (slash >= 0) {
    const fault = numberFault(text.slice(slash + 1), { type: "uint", max: familyOf(text) === 6 ? 128 : 32 });
    if (fault !== undefined) faults.push(refused(at, { kind: "form", form: "prefix" }));
  }
  if (!isAddress(address)) return [refused(at, badAddress)];
  return faults;
}

import type { IpAddress } from "../model/address.ts";
import type { VirtualRouter } from "./model.ts";

/**
 * Every address that virtual routers hold, each once without prefix: their VIPs, and those of `virtual_ipaddress_excluded`, which
 * move with them.
 *
 * @param known addresses that count as VIPs besides: a manifest's
 */
export function heldAddresses(routers: readonly VirtualRouter[], known: readonly IpAddress[]): IpAddress[] {
  const held = new Map(known.map((address) => [address.text, address]));
  for (const { members } of routers) {
    for (const { instance } of members) {
      for (const { value } of [...instance.virtualAddresses, ...instance.excludedAddresses]) {
        if (value !== undefined && !held.has(value.text)) held.set(value.text, { ...value, prefix: undefined });
      }
    }
  }
  return [...held.values()];
}

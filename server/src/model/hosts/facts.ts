import type { IpAddress } from "../address.ts";
import type { Stated } from "../value.ts";

/** A line of a hosts file: one address and the names that it has. */
export interface HostEntry {
  readonly address: Stated<IpAddress>;
  readonly names: readonly Stated<string>[];
}

/** What a hosts file says, or what a script appends to one. */
export interface HostsFacts {
  readonly kind: "hosts";
  readonly entries: readonly HostEntry[];
}

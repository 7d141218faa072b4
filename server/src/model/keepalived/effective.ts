import type { IpAddress } from "../address.ts";
import type { KeepalivedFacts, VrrpInstance } from "./facts.ts";

/** The priority of the address owner: it beats every other and takes over at once. */
export const ownerPriority = 255;

/** The priority of a BACKUP that states none. */
export const usualPriority = 100;

/**
 * The priority that keepalived starts the election with, no tracker counted. Unset it is 100, but with `state MASTER` the
 * instance becomes the address owner with 255 (seen with 2.2.7).
 *
 * @returns undefined where the priority, or the state that decides about it, is a placeholder or out of range
 */
export function effectivePriority(instance: VrrpInstance): number | undefined {
  if (instance.priority !== undefined) {
    const value = instance.priority.value;
    return value !== undefined && value >= 1 && value <= ownerPriority ? value : undefined;
  }
  if (instance.isOpen) return undefined;
  if (instance.state === undefined) return usualPriority;
  if (instance.state.value === undefined) return undefined;
  return instance.state.value === "MASTER" ? ownerPriority : usualPriority;
}

/**
 * The family of an instance's VIPs: the first decides, and keepalived ignores those of the other.
 *
 * @returns undefined where no VIP is known
 */
export function addressFamily(instance: VrrpInstance): 4 | 6 | undefined {
  return instance.virtualAddresses.find(({ value }) => value !== undefined)?.value?.family;
}

/** The VRRP version that an instance speaks: its own, else 3 for IPv6 addresses, else the file's, else 2. */
export function effectiveVersion(instance: VrrpInstance, facts: KeepalivedFacts): 2 | 3 | undefined {
  if (addressFamily(instance) === 6) return 3;
  const stated = instance.version ?? facts.globalVersion;
  if (stated === undefined) return 2;
  return stated.value === 2 || stated.value === 3 ? stated.value : undefined;
}

/**
 * As `effectiveVersion`, but undefined also where unknown VIPs may be of IPv6, or where the version may be stated elsewhere: for
 * what must not be said of a version that was only supposed.
 */
export function certainVersion(instance: VrrpInstance, facts: KeepalivedFacts): 2 | 3 | undefined {
  const family = addressFamily(instance);
  if (family === 6) return 3;
  const stated = instance.version ?? facts.globalVersion;
  if (stated === undefined && (instance.isOpen || facts.isOpen)) return undefined;
  const version = effectiveVersion(instance, facts);
  return family === undefined && version === 2 ? undefined : version;
}

/** How many bytes of `auth_pass` count; the rest is ignored, as both programs' logs say. */
export const authPassLength = 8;

/** The part of a password that goes over the wire: its first eight bytes. */
export function effectivePassword(password: string): string {
  const bytes = new TextEncoder().encode(password);
  return bytes.length <= authPassLength ? password : new TextDecoder().decode(bytes.slice(0, authPassLength));
}

/** The authentication that goes over the wire: none, or the type with the part of the password that counts. */
export interface EffectiveAuthentication {
  readonly type: "none" | "PASS" | "AH";
  /** Undefined where no password belongs to the type. */
  readonly password: string | undefined;
}

/**
 * The authentication that an instance uses.
 *
 * @returns undefined where a part of it is unknown (a placeholder, a masked password, an include)
 */
export function effectiveAuthentication(instance: VrrpInstance): EffectiveAuthentication | undefined {
  if (instance.authType === undefined) {
    return instance.isOpen ? undefined : { type: "none", password: undefined };
  }
  const type = instance.authType.value;
  if (type === undefined || instance.authPass?.value === undefined) return undefined;
  return { type, password: effectivePassword(instance.authPass.value) };
}

/** Whether an instance sends to listed peers; an empty `unicast_peer` block leaves it with multicast. */
export function usesUnicast(instance: VrrpInstance): boolean {
  return instance.unicastPeers.length > 0;
}

/**
 * Whether an instance sends to a multicast group.
 *
 * @returns undefined where peers may be listed elsewhere
 */
export function usesMulticast(instance: VrrpInstance): boolean | undefined {
  if (usesUnicast(instance)) return false;
  return instance.isOpen ? undefined : true;
}

/** The longest interval that VRRPv3's field holds, in seconds; keepalived takes it in place of a longer one. */
export const longestV3Interval = 40.95;

/**
 * The seconds between two advertisements. VRRPv2 knows whole seconds only: keepalived rounds to the nearest, at least 1 (seen with
 * 2.2.7: 1.2 is 1, 1.5 is 2). VRRPv3 knows hundredths. Unset it is 1.
 *
 * @param version the VRRP version that the instance speaks
 * @returns undefined where it is a placeholder, out of range or may stand elsewhere
 */
export function effectiveAdvertInterval(instance: VrrpInstance, version: 2 | 3): number | undefined {
  if (instance.advertInterval === undefined) return instance.isOpen ? undefined : 1;
  const seconds = instance.advertInterval.value;
  if (seconds === undefined || seconds < 0.01 || seconds > 255) return undefined;
  return version === 3
    ? Math.min(longestV3Interval, Math.round(seconds * 100) / 100)
    : Math.max(1, Math.round(seconds));
}

/** Where advertisements go if nothing else is said, by address family. */
const usualMulticastGroups = { 4: "224.0.0.18", 6: "ff02::12" } as const;

function isMulticast({ family, text }: IpAddress): boolean {
  const first = Number.parseInt(text, 10);
  return family === 6 ? text.startsWith("ff") : first >= 224 && first <= 239;
}

/**
 * The text of the group address that an instance without unicast peers sends to.
 *
 * @returns undefined where it is a placeholder, no group address or may stand elsewhere, or where the family is unknown
 */
export function effectiveMulticastGroup(instance: VrrpInstance, facts: KeepalivedFacts): string | undefined {
  const family = addressFamily(instance);
  if (family === undefined) return undefined;
  const stated = instance.multicastDestination ?? (family === 4 ? facts.multicastGroup4 : facts.multicastGroup6);
  if (stated === undefined) return instance.isOpen || facts.isOpen ? undefined : usualMulticastGroups[family];
  const { value } = stated;
  return value !== undefined && value.family === family && isMulticast(value) ? value.text : undefined;
}

/**
 * Whether `nopreempt` holds: keepalived drops it with `state MASTER` and for an address owner (seen with 2.2.7).
 *
 * @returns undefined where the state or priority is unknown
 */
export function effectiveNoPreempt(instance: VrrpInstance): boolean | undefined {
  if (instance.noPreempt === undefined) return instance.isOpen ? undefined : false;
  if (instance.state !== undefined && instance.state.value === undefined) return undefined;
  const priority = effectivePriority(instance);
  if (priority === undefined) return undefined;
  return instance.state?.value !== "MASTER" && priority !== ownerPriority;
}

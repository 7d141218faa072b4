import type { KeepalivedFacts, VrrpInstance } from "./facts.ts";

/** The priority of the address owner: it beats every other and takes over at once. */
export const ownerPriority = 255;

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
  if (instance.state === undefined) return 100;
  if (instance.state.value === undefined) return undefined;
  return instance.state.value === "MASTER" ? ownerPriority : 100;
}

/** The VRRP version that an instance speaks: its own, else 3 for IPv6 addresses, else the file's, else 2. */
export function effectiveVersion(instance: VrrpInstance, facts: KeepalivedFacts): 2 | 3 | undefined {
  if (instance.virtualAddresses.some((address) => address.value?.family === 6)) return 3;
  const stated = instance.version ?? facts.globalVersion;
  if (stated === undefined) return 2;
  return stated.value === 2 || stated.value === 3 ? stated.value : undefined;
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
 * The seconds between two advertisements. VRRPv2 knows whole seconds only: keepalived rounds to the nearest, at least 1 (seen with
 * 2.2.7: 1.2 is 1, 1.5 is 2). Unset it is 1.
 *
 * @param version the VRRP version that the instance speaks
 * @returns undefined where it is a placeholder or may stand elsewhere
 */
export function effectiveAdvertInterval(instance: VrrpInstance, version: 2 | 3): number | undefined {
  if (instance.advertInterval === undefined) return instance.isOpen ? undefined : 1;
  const seconds = instance.advertInterval.value;
  if (seconds === undefined || seconds <= 0) return undefined;
  return version === 3 ? seconds : Math.max(1, Math.round(seconds));
}

/** Where advertisements over IPv4 go if nothing else is said. */
const usualMulticastGroup = "224.0.0.18";

/**
 * The text of the group address that an IPv4 instance without unicast peers sends to.
 *
 * @returns undefined where it is a placeholder
 */
export function effectiveMulticastGroup4(facts: KeepalivedFacts): string | undefined {
  return facts.multicastGroup4 === undefined ? usualMulticastGroup : facts.multicastGroup4.value?.text;
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

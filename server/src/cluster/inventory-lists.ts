import { type IpAddress, parseIpAddress } from "../model/address.ts";
import type { AnsibleInventory, RawVariables } from "../model/ansible/facts.ts";
import type { HostNames } from "./hosts.ts";
import type { Cluster } from "./model.ts";

/** Groups that people name after the control planes: `kube_control_plane`, `masters`, `k8s-master`. */
const controlPlaneGroup =
  /^(?:(?:kube|k8s|kubernetes)[-_]?)?(?:control[-_]?planes?|masters?)(?:[-_]?nodes?)?$|^control[-_]?plane[-_]?hosts$/i;

/** Where an inventory names the machines of a cluster's control planes. */
export interface InventoryList {
  readonly file: string;
  /** The addresses of every machine that the inventory names, whatever its group. */
  readonly all: ReadonlySet<string>;
  /** Those of the control planes. */
  readonly controlPlanes: ReadonlySet<string>;
}

/** The hosts of a group with those of its children. */
function hostsOf(inventory: AnsibleInventory, name: string, seen: Set<string> = new Set()): Set<string> {
  const hosts = new Set<string>();
  if (seen.has(name)) return hosts;
  seen.add(name);
  const group = inventory.groups.get(name);
  for (const host of group?.hosts ?? []) hosts.add(host);
  for (const child of group?.children ?? []) for (const host of hostsOf(inventory, child, seen)) hosts.add(host);
  return hosts;
}

/** A machine's addresses: each that its variables give, whatever they are for, and that of its name. */
function addressesOf(host: string, variables: RawVariables | undefined, names: HostNames): IpAddress[] {
  const texts = [...(variables?.values() ?? [])].filter((value) => typeof value === "string");
  const stated = [host, ...texts].flatMap((text) => parseIpAddress(text) ?? []);
  const named = names.addressOfMachine(host);
  return named === undefined ? stated : [...stated, named];
}

function readList(file: string, inventory: AnsibleInventory, names: HostNames): InventoryList | undefined {
  const groups = [...inventory.groups.keys()].filter((name) => controlPlaneGroup.test(name));
  const members = new Set(groups.flatMap((name) => [...hostsOf(inventory, name)]));
  const all = new Set<string>();
  const controlPlanes = new Set<string>();
  for (const [host, variables] of inventory.hosts) {
    if (host === "localhost") continue;
    const addresses = addressesOf(host, variables, names);
    // One that is known by a name alone may be any.
    if (addresses.length === 0) return undefined;
    for (const { text } of addresses) {
      all.add(text);
      if (members.has(host)) controlPlanes.add(text);
    }
  }
  return members.size < 2 ? undefined : { file, all, controlPlanes };
}

/**
 * The inventories around a cluster that give the addresses of all their machines and have a group of control planes.
 *
 * @returns one for each such inventory: of several (production, staging) it is not told here which is the cluster's
 */
export function inventoryLists({ inventories, hosts }: Cluster): InventoryList[] {
  return inventories.flatMap(({ file, facts }) => readList(file, facts, hosts) ?? []);
}

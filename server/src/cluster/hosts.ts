import { type IpAddress, isLoopback, isWildcard } from "../model/address.ts";
import type { Server } from "../model/haproxy/facts.ts";
import type { HostEntry, HostsFacts } from "../model/hosts/facts.ts";
import type { InFile } from "./model.ts";

/** Which name has which address, as the hosts files of a cluster say. */
export interface HostNames {
  /** The one address of a name; undefined where no file has it, or where they disagree. */
  addressOf(name: string): IpAddress | undefined;
  /** The one address of a machine: of its name, or of the name with a domain behind it. */
  addressOfMachine(name: string): IpAddress | undefined;
  /** The lines that have a name, those for the machine itself (127.0.1.1) left out. */
  entriesOf(name: string): readonly InFile<HostEntry>[];
}

/** The address that all lines of a name agree on. A name may have one of each family; then the IPv4 one is meant first. */
function commonAddress(entries: readonly InFile<HostEntry>[]): IpAddress | undefined {
  const addresses = new Map<string, IpAddress>();
  for (const { facts } of entries) {
    const address = facts.address.value;
    if (address === undefined) return undefined;
    addresses.set(address.text, address);
  }
  const found = [...addresses.values()].sort((a, b) => a.family - b.family);
  const [first, second, third] = found;
  const isOnePerFamily = second === undefined || (first?.family !== second.family && third === undefined);
  return isOnePerFamily ? first : undefined;
}

/** Lines that every machine has for itself say nothing to others. */
function isOwnLine({ address }: HostEntry): boolean {
  return address.value !== undefined && (isLoopback(address.value) || isWildcard(address.value));
}

function addTo(map: Map<string, InFile<HostEntry>[]>, key: string, entry: InFile<HostEntry>): void {
  const same = map.get(key);
  if (same === undefined) map.set(key, [entry]);
  else if (!same.includes(entry)) same.push(entry);
}

/** Puts the hosts files of a cluster together. */
export function hostNames(files: readonly InFile<HostsFacts>[]): HostNames {
  const byName = new Map<string, InFile<HostEntry>[]>();
  const byLabel = new Map<string, InFile<HostEntry>[]>();
  for (const { file, facts } of files) {
    for (const line of facts.entries) {
      if (isOwnLine(line)) continue;
      const entry = { file, facts: line };
      for (const { value } of line.names) {
        if (value === undefined) continue;
        const name = value.toLowerCase();
        addTo(byName, name, entry);
        addTo(byLabel, name.split(".")[0] ?? name, entry);
      }
    }
  }
  const entriesOf = (name: string): readonly InFile<HostEntry>[] => byName.get(name.toLowerCase()) ?? [];
  return {
    entriesOf,
    addressOf: (name) => commonAddress(entriesOf(name)),
    addressOfMachine: (name) =>
      commonAddress(entriesOf(name).length > 0 ? entriesOf(name) : (byLabel.get(name.toLowerCase()) ?? [])),
  };
}

/** No hosts file at all. */
export const noHostNames: HostNames = hostNames([]);

/** The address that a server line leads to, by itself or by its name. */
export function addressOfServer(server: Server, hosts: HostNames): IpAddress | undefined {
  return server.address ?? (server.hostName === undefined ? undefined : hosts.addressOf(server.hostName));
}

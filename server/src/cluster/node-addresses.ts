import { type IpAddress, isLoopback } from "../model/address.ts";
import type { ProxyFacts } from "../model/haproxy/facts.ts";
import type { DraftBalancer, DraftNode } from "./draft.ts";
import type { HostNames } from "./hosts.ts";
import type { AddressEvidence, NodeAddress } from "./model.ts";

/** Adds an address to those of a node, or how it is known to one that is there already. */
export function addAddress(addresses: NodeAddress[], address: IpAddress | undefined, evidence: AddressEvidence): void {
  if (address === undefined) return;
  const index = addresses.findIndex((known) => known.text === address.text);
  const known = addresses[index];
  if (known === undefined) addresses.push({ ...address, evidence: new Set([evidence]) });
  else addresses[index] = { ...known, evidence: new Set([...known.evidence, evidence]) };
}

/** Names of roles and bare numbers (`master`, `1`) are too common to tell a machine by. */
function isTellingName(name: string): boolean {
  return /[a-z]\d|-|\d{2}/i.test(name);
}

/** The nodes of whose addresses only source lines tell, and tell what another node's do as well: one of the two is wrong. */
function disputedNodes(nodes: readonly DraftNode[]): DraftNode[] {
  const claims = new Map<string, number>();
  for (const { addresses } of nodes) {
    for (const { text } of addresses) claims.set(text, (claims.get(text) ?? 0) + 1);
  }
  const isDoubtful = ({ text, evidence }: NodeAddress): boolean =>
    evidence.size === 1 && evidence.has("source address") && (claims.get(text) ?? 0) > 1;
  return nodes.filter(({ addresses }) => addresses.length > 0 && addresses.every(isDoubtful));
}

const addressesByFacts = new WeakMap<ProxyFacts, ReadonlyMap<string, IpAddress>>();

/**
 * The addresses of a proxy's servers by their names in lower case; kept for as long as the section's facts are. That a haproxy reaches
 * its own node by 127.0.0.1 tells nobody where the node is.
 */
function addressesByName(facts: ProxyFacts): ReadonlyMap<string, IpAddress> {
  const known = addressesByFacts.get(facts);
  if (known !== undefined) return known;
  const addresses = new Map<string, IpAddress>();
  for (const { name, address } of facts.servers) {
    if (address !== undefined && !isLoopback(address)) addresses.set(name.text.toLowerCase(), address);
  }
  addressesByFacts.set(facts, addresses);
  return addresses;
}

/**
 * A node's address is also known by the `server` line that bears its name, where nothing better tells it; a VIP is never a node's
 * own address.
 */
export function learnAddresses(
  nodes: readonly DraftNode[],
  balancers: readonly DraftBalancer[],
  vips: readonly IpAddress[],
): void {
  const learn = (wanting: readonly DraftNode[]): void => {
    const missing = new Map<DraftNode, string>();
    for (const node of wanting) if (isTellingName(node.name)) missing.set(node, node.name.toLowerCase());
    for (const proxy of missing.size === 0 ? [] : balancers.flatMap(({ facts }) => facts.proxies)) {
      const addresses = addressesByName(proxy.facts);
      if (addresses.size === 0) continue;
      for (const [node, name] of missing) {
        const address = addresses.get(name);
        if (address === undefined || vips.some((vip) => vip.text === address.text)) continue;
        addAddress(node.addresses, address, "server");
        missing.delete(node);
      }
    }
  };
  learn(nodes.filter(({ addresses }) => addresses.length === 0));
  // What was learned now may dispute what another node says of itself.
  learn(disputedNodes(nodes));
}

/** The address that the hosts files give to a node's name. */
export function addressByHosts({ name }: { readonly name: string }, hosts: HostNames): IpAddress | undefined {
  return isTellingName(name) ? hosts.addressOfMachine(name) : undefined;
}

import { parseIpAddress } from "../model/address.ts";
import type { HaproxyFacts } from "../model/haproxy/facts.ts";
import type { KeepalivedFacts } from "../model/keepalived/facts.ts";
import type { NodeValues } from "../model/node-values.ts";
import type { DraftNode, FactsOf } from "./draft.ts";
import { shownConfigs } from "./host.ts";
import type { Host, NodeSlot, Scope } from "./layout.ts";
import type { InFile, NodeAddress, VirtualRouterMember } from "./model.ts";
import { addAddress } from "./node-addresses.ts";

function keepalivedReadings(file: string | undefined, factsOf: FactsOf, values?: NodeValues): KeepalivedFacts[] {
  return file === undefined ? [] : factsOf(file, values).filter((facts) => facts.kind === "keepalived");
}

function haproxyFactsOf(
  file: string | undefined,
  factsOf: FactsOf,
  values?: NodeValues,
): InFile<HaproxyFacts> | undefined {
  if (file === undefined) return undefined;
  const facts = factsOf(file, values).find((candidate) => candidate.kind === "haproxy");
  return facts === undefined ? undefined : { file, facts };
}

/** The other states of a node's keepalived.conf; beside one that includes others nobody can tell them from its parts. */
function alternativesOf(slot: NodeSlot, main: KeepalivedFacts, factsOf: FactsOf): InFile<KeepalivedFacts>[] {
  if (main.hasInclude || main.configId !== undefined) return [];
  return slot.alternatives.flatMap((file) => {
    const [facts, second] = keepalivedReadings(file, factsOf, slot.values);
    return facts === undefined || second !== undefined ? [] : [{ file, facts }];
  });
}

export function membersOf(node: DraftNode, { file, facts }: InFile<KeepalivedFacts>): VirtualRouterMember[] {
  return facts.instances.map((instance) => ({ node, file, instance, keepalived: facts }));
}

function nodesOfSlot(slot: NodeSlot, scope: Scope, factsOf: FactsOf): DraftNode[] {
  const readings = keepalivedReadings(slot.keepalived, factsOf, slot.values);
  const haproxy = haproxyFactsOf(slot.haproxy, factsOf, slot.values);
  const make = (name: string, facts: KeepalivedFacts | undefined): DraftNode => {
    const addresses: NodeAddress[] = [];
    const evidence = slot.knownBy === "inventory" ? "inventory" : "manifest";
    for (const text of slot.addresses) addAddress(addresses, parseIpAddress(text), evidence);
    // A folder or file may be named after the machine's address.
    addAddress(addresses, parseIpAddress(slot.name), "name");
    for (const { sourceAddress } of facts?.instances ?? []) {
      addAddress(addresses, sourceAddress?.value, "source address");
    }
    return {
      name,
      knownBy: facts?.configId === undefined ? slot.knownBy : "config-id",
      // The folder of a whole scope holds everybody's files.
      folder: slot.folder === scope.reach ? undefined : slot.folder,
      addresses,
      knownAddresses: [],
      knownDisputed: [],
      disputedAddresses: [],
      keepalived: facts === undefined || slot.keepalived === undefined ? undefined : { file: slot.keepalived, facts },
      alternatives: facts === undefined ? [] : alternativesOf(slot, facts, factsOf),
      haproxy,
      isNamedControlPlane: slot.isControlPlane,
      isControlPlane: slot.isControlPlane,
    };
  };
  const named = readings.filter((facts) => facts.configId !== undefined);
  if (named.length === 0) return [make(slot.name, readings[0])];
  const own = named.find((facts) => facts.configId?.toLowerCase() === slot.name.toLowerCase());
  if (own !== undefined) return [make(slot.name, own)];
  // One file for all hosts: each config id is a node. Beside other nodes nobody can tell which id this one has, unless the lines only
  // except hosts, and this is none of them.
  return scope.nodes.length === 1
    ? readings.map((facts) => make(facts.configId ?? slot.name, facts))
    : [
        make(
          slot.name,
          readings.find((facts) => facts.configId === undefined),
        ),
      ];
}

/** What a text says of the machine that it is for: its own address, or its `router_id`. */
function identityOf({ keepalived }: DraftNode): string | undefined {
  if (keepalived === undefined) return undefined;
  const { instances, routerId } = keepalived.facts;
  return instances.find((one) => one.sourceAddress?.value !== undefined)?.sourceAddress?.value?.text ?? routerId?.value;
}

/** The machines whose configs a text shows. */
function nodesOfHost(host: Host, factsOf: FactsOf): DraftNode[] {
  return shownConfigs(factsOf(host.file), host.kind).keepalived.map(({ name, facts }): DraftNode => {
    const addresses: NodeAddress[] = [];
    for (const { sourceAddress } of facts.instances) addAddress(addresses, sourceAddress?.value, "source address");
    return {
      name,
      knownBy: "block",
      folder: undefined,
      addresses,
      knownAddresses: [],
      knownDisputed: [],
      disputedAddresses: [],
      keepalived: { file: host.file, facts },
      alternatives: [],
      haproxy: undefined,
      isNamedControlPlane: false,
      isControlPlane: false,
    };
  });
}

/** The haproxies of a scope that belong to no node alone. */
export function looseHaproxies(scope: Scope, factsOf: FactsOf): InFile<HaproxyFacts>[] {
  if (scope.host === undefined) return scope.looseHaproxies.flatMap((file) => haproxyFactsOf(file, factsOf) ?? []);
  const { haproxy } = shownConfigs(factsOf(scope.host.file), scope.host.kind);
  return haproxy === undefined ? [] : [{ file: scope.host.file, facts: haproxy }];
}

/** The nodes of a scope; of files that only their texts can tell apart, those that do. */
export function nodesOfScope(scope: Scope, factsOf: FactsOf): DraftNode[] {
  if (scope.host !== undefined) return nodesOfHost(scope.host, factsOf);
  const identities = new Set<string>();
  return scope.nodes.flatMap((slot) => {
    const nodes = nodesOfSlot(slot, scope, factsOf);
    if (slot.knownBy !== "content") return nodes;
    return nodes.filter((node) => {
      const identity = identityOf(node);
      if (identity === undefined || identities.has(identity)) return false;
      identities.add(identity);
      return true;
    });
  });
}

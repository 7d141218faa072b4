import { bindsPort } from "../cluster/balancers.ts";
import type { ClusterNode } from "../cluster/model.ts";
import type { IpAddress } from "../model/address.ts";
import type { AddressRole } from "../model/addresses.ts";
import type { Endpoint, KubernetesFacts } from "../model/kubernetes/facts.ts";
import type { Stated } from "../model/value.ts";
import { spanOf } from "../syntax/tree.ts";
import {
  addressAt,
  filesAround,
  isTelling,
  type StatedPlace,
  statedPlace,
  usesOf,
  withoutRepeats,
} from "./addresses.ts";
import type { FilePlace, NavigationSource } from "./source.ts";

/** The statements of a file's cluster that give an address in one of some roles. */
function givingPlaces(
  source: NavigationSource,
  file: string,
  address: IpAddress,
  roles: readonly AddressRole[],
): StatedPlace[] {
  const found = filesAround(source, file).flatMap((name) =>
    usesOf(source, name)
      .filter((use) => use.address.text === address.text && roles.includes(use.role))
      .map((use) => statedPlace(name, use.at, use.whole, true)),
  );
  return withoutRepeats(found);
}

/** The instances of the nodes that have an address, where no source address says so. */
function instancesOfNode(source: NavigationSource, file: string, address: IpAddress): StatedPlace[] {
  const hasAddress = ({ addresses }: ClusterNode): boolean => addresses.some((own) => own.text === address.text);
  const nodes = source.clustersOf(file).flatMap((cluster) => cluster.nodes.filter(hasAddress));
  const found = nodes.flatMap(({ keepalived }) =>
    keepalived === undefined
      ? []
      : keepalived.facts.instances.map(({ name, at }) => statedPlace(keepalived.file, name.at, at, true)),
  );
  return withoutRepeats(found);
}

/** Where an address is given: a VIP by its entries, a node's address by its source address, else its instances, and its apiserver. */
function givenPlaces(source: NavigationSource, file: string, address: IpAddress, role: AddressRole): StatedPlace[] {
  const vips = givingPlaces(source, file, address, ["vip"]);
  if (vips.length > 0) return vips;
  const own = givingPlaces(source, file, address, ["source"]);
  const node = own.length > 0 ? own : instancesOfNode(source, file, address);
  // Whoever lists a peer means its keepalived.
  return role === "peer" ? node : [...node, ...givingPlaces(source, file, address, ["advertise"])];
}

function endpointsOf(facts: KubernetesFacts): Stated<Endpoint>[] {
  return [
    ...facts.clusters.flatMap(({ endpoint }) => endpoint ?? []),
    ...facts.nodes.flatMap(({ joinEndpoint }) => joinEndpoint ?? []),
  ];
}

/** The endpoint at an offset: kubeadm's own or the address of a join. */
export function endpointAt(source: NavigationSource, file: string, offset: number): Stated<Endpoint> | undefined {
  const endpoints = source.factsOf(file).flatMap((facts) => (facts.kind === "kubernetes" ? endpointsOf(facts) : []));
  return endpoints.find(({ at }) => {
    const { start, end } = spanOf(at);
    return start <= offset && offset <= end;
  });
}

/** The binds that an endpoint leads to: on its port, on its address or on all; of an endpoint by name those of apiserver proxies. */
function bindsOfEndpoint(source: NavigationSource, file: string, endpoint: Endpoint): StatedPlace[] {
  const { address, port, isHostUnknown } = endpoint;
  if (port === undefined || isHostUnknown) return [];
  const found = source.clustersOf(file).flatMap(({ balancers }) =>
    balancers.flatMap((balancer) =>
      balancer.facts.proxies.flatMap(({ facts: proxy }) => {
        const isEntry = balancer.apiServerProxies.some(({ entry }) => entry.facts === proxy);
        return proxy.binds
          .filter((bind) => {
            if (bindsPort(bind, port) !== true) return false;
            return address === undefined ? isEntry : bind.isWildcard || bind.address?.text === address.text;
          })
          .map((bind) => {
            const { file: home } = source.homeOf({ file: balancer.file, at: bind.at });
            return statedPlace(home, bind.at, bind.line, true);
          });
      }),
    ),
  );
  return withoutRepeats(found);
}

/** Where an address or an endpoint leads. */
export interface AddressTarget {
  readonly origin: FilePlace;
  readonly places: readonly StatedPlace[];
}

/**
 * Where the address at an offset leads: a VIP to the entries of the other members, a node's address to what gives it, an endpoint
 * to its binds as well.
 *
 * @returns undefined where no address stands, or nothing else gives it
 */
export function targetOfAddress(source: NavigationSource, file: string, offset: number): AddressTarget | undefined {
  const endpoint = endpointAt(source, file, offset);
  const here = endpoint === undefined ? addressAt(source, file, offset) : undefined;
  const origin = endpoint === undefined ? here?.place : { file, ...spanOf(endpoint.at) };
  if (origin === undefined) return undefined;
  const address = here?.address ?? endpoint?.value?.address;
  const given =
    address === undefined || !isTelling(address) ? [] : givenPlaces(source, file, address, here?.role ?? "endpoint");
  const binds = endpoint?.value === undefined ? [] : bindsOfEndpoint(source, file, endpoint.value);
  const places = withoutRepeats([...given, ...binds]).filter(
    (place) => place.file !== file || place.end < origin.start || place.start > origin.end,
  );
  return places.length === 0 ? undefined : { origin, places };
}

import { mayHoldMoreAddresses } from "../../cluster/entrance.ts";
import type { Balancer, Cluster, ClusterNode, NodeAddress } from "../../cluster/model.ts";
import { heldAddresses } from "../../cluster/vips.ts";
import { type IpAddress, isLinkLocal, isLoopback, isPrivate, isWildcard, sameSubnet } from "../../model/address.ts";
import type { Bind } from "../../model/haproxy/facts.ts";
import { type Anchor, spanOf } from "../../syntax/tree.ts";
import { type Finding, type Fix, type FixEdit, message, type RelatedPlace } from "../finding.ts";
import type { ClusterRule } from "../rule.ts";
import { endpointPort, endpointStatements } from "./endpoints.ts";
import { exampleHaproxy, exampleKeepalived } from "./example-files.ts";
import { usualPrefix } from "./own-address.ts";
import { isHaproxy, programOf } from "./programs.ts";
import {
  bindsOf,
  isBoundAnyway,
  mayBeStartedByKeepalived,
  membersOn,
  placeOfVip,
  transparentEdits,
} from "./vip-binds.ts";

/** Addresses that a node has at times or always, as its keepalived.conf says. */
function addressesOfKeepalived({ keepalived }: ClusterNode): IpAddress[] {
  return (keepalived?.facts.staticAddresses ?? []).flatMap(({ value }) => value ?? []);
}

/** Whether two addresses lie in one network: that of a VIP with a written prefix around them, else one of the usual size. */
function isOneNetwork(a: IpAddress, b: IpAddress, vips: readonly IpAddress[]): boolean {
  const prefixes = vips.flatMap((vip) =>
    vip.prefix !== undefined && vip.prefix < usualPrefix(vip) && sameSubnet(vip, a, vip.prefix) ? [vip.prefix] : [],
  );
  return a.family === b.family && sameSubnet(a, b, Math.min(usualPrefix(a), ...prefixes.filter((one) => one >= 16)));
}

/** All that a cluster's nodes list as VIPs, with their prefixes. */
function writtenVips(cluster: Cluster): IpAddress[] {
  return cluster.virtualRouters.flatMap(({ members }) =>
    members.flatMap(({ instance }) =>
      [...instance.virtualAddresses, ...instance.excludedAddresses].flatMap(({ value }) => value ?? []),
    ),
  );
}

/** A bind on an address that its node surely does not have, and what shows it. */
interface ForeignBind {
  readonly bind: Bind;
  readonly address: IpAddress;
  /** The node's own address in the same network, where the haproxy is one node's. */
  readonly own: NodeAddress | undefined;
  /** The node that has the address. */
  readonly owner: ClusterNode | undefined;
}

/** What is known of the addresses around a haproxy. */
interface Surrounding {
  readonly cluster: Cluster;
  readonly balancer: Balancer;
  readonly vips: readonly IpAddress[];
  /** Addresses that the haproxy's nodes hold at times or always, and those that are VIPs of the cluster. */
  readonly held: ReadonlySet<string>;
}

function ownerOf(cluster: Cluster, { text }: IpAddress): ClusterNode | undefined {
  return cluster.nodes.find(({ addresses }) => addresses.some((own) => own.text === text));
}

/**
 * Whether a haproxy that several nodes share can't mean an address: none of them has it, and it lies where their others lie. That
 * they share it is mostly told from the files that there are, so an address of one of them may be right on that one.
 */
function isForeignToAll({ cluster, vips, balancer }: Surrounding, address: IpAddress): boolean {
  if (ownerOf(cluster, address) !== undefined) return balancer.knownBy === "manifest";
  if (balancer.knownBy === "manifest") return true;
  // What haproxy sends to is a machine's address, and of these nodes it may be one's.
  const isServer = balancer.facts.proxies.some(({ facts }) =>
    facts.servers.some((server) => server.address?.text === address.text),
  );
  if (isServer && balancer.nodes.some(({ addresses }) => addresses.length === 0)) return false;
  const known = [...vips, ...balancer.nodes.flatMap(({ addresses }) => addresses)];
  return known.some(
    (near) =>
      near.family === address.family &&
      isPrivate(near) &&
      isPrivate(address) &&
      sameSubnet(near, address, near.family === 4 ? 16 : usualPrefix(near)),
  );
}

function foreignBind(around: Surrounding, bind: Bind): ForeignBind | undefined {
  const { cluster, balancer, vips, held } = around;
  const { address } = bind;
  if (address === undefined || held.has(address.text) || isBoundAnyway(bind)) return undefined;
  if (isWildcard(address) || isLoopback(address) || isLinkLocal(address)) return undefined;
  const owner = ownerOf(cluster, address);
  const [node, second] = balancer.nodes;
  if (node === undefined) return undefined;
  if (second !== undefined)
    return isForeignToAll(around, address) ? { bind, address, own: undefined, owner } : undefined;
  if (owner === node) return undefined;
  const own = node.addresses.find((known) => isOneNetwork(known, address, vips));
  return own === undefined ? undefined : { bind, address, own, owner };
}

/**
 * Whether the haproxies of other nodes bind as many other addresses that nobody is known to have: then each node has one more than
 * the files tell.
 */
function isOnePerNode({ cluster, balancer, vips }: Surrounding, { bind, owner }: ForeignBind): boolean {
  if (owner !== undefined || balancer.nodes.length > 1) return false;
  const others = cluster.balancers.filter((other) => other !== balancer);
  return others.some((other) =>
    bindsOf(other).some(
      ({ address, firstPort }) =>
        address !== undefined &&
        firstPort === bind.firstPort &&
        address.text !== bind.address?.text &&
        !isWildcard(address) &&
        !isLoopback(address) &&
        !vips.some(({ text }) => text === address.text) &&
        ownerOf(cluster, address) === undefined,
    ),
  );
}

/** Where the address stands in a bind, so that it can be replaced; undefined where the line is not that plain. */
function addressPlace({ bind, address }: ForeignBind): Anchor | undefined {
  const { origin, start, end } = bind.at;
  if (end - start !== bind.text.length) return undefined;
  const from = bind.text.indexOf(address.text);
  return from < 0 ? undefined : { origin, start: start + from, end: start + from + address.text.length };
}

/** Whether the haproxy has a socket on an address and port already, so that a second can't be opened. */
function isTaken(balancer: Balancer, bind: Bind, address: IpAddress): boolean {
  return bindsOf(balancer).some(
    (other) =>
      other !== bind &&
      (other.isWildcard || other.address?.text === address.text) &&
      other.firstPort !== undefined &&
      other.lastPort !== undefined &&
      bind.firstPort !== undefined &&
      bind.lastPort !== undefined &&
      other.firstPort <= bind.lastPort &&
      other.lastPort >= bind.firstPort,
  );
}

/** Whether haproxy starts with a bind on a VIP though the node does not hold it. */
function startsWithoutVip(around: Surrounding, vip: IpAddress): boolean {
  const { cluster, balancer } = around;
  return cluster.nonlocalBind.has(vip.family) || membersOn(cluster, balancer.nodes).some(mayBeStartedByKeepalived);
}

/** What the haproxies of the other nodes bind on a port, where all do the same: every address, their own one or a VIP. */
type Usage =
  | { readonly kind: "all"; readonly model: Bind }
  | { readonly kind: "own" }
  | { readonly kind: "VIP"; readonly vip: string };

function usageOf({ vips }: Surrounding, other: Balancer, bind: Bind): Usage | undefined {
  const { address } = bind;
  if (bind.isWildcard || (address !== undefined && isWildcard(address))) return { kind: "all", model: bind };
  if (address === undefined) return undefined;
  if (vips.some(({ text }) => text === address.text)) return { kind: "VIP", vip: address.text };
  const isOwn = other.nodes.some((node) => node.addresses.some(({ text }) => text === address.text));
  return isOwn ? { kind: "own" } : undefined;
}

function usageOfOthers(around: Surrounding, { bind }: ForeignBind): Usage | undefined {
  const usages = around.cluster.balancers.flatMap((other) =>
    other === around.balancer
      ? []
      : bindsOf(other).flatMap((theirs) =>
          theirs.firstPort === bind.firstPort && !(theirs.address !== undefined && isLoopback(theirs.address))
            ? [usageOf(around, other, theirs)]
            : [],
        ),
  );
  const [first] = usages;
  const keys = new Set(usages.map((usage) => (usage?.kind === "VIP" ? usage.vip : usage?.kind)));
  return keys.size === 1 ? first : undefined;
}

/** The fix where all other haproxies bind every address. */
function fixToAll({ balancer }: Surrounding, foreign: ForeignBind, model: Bind): Fix[] {
  const at = addressPlace(foreign);
  const { bind, address } = foreign;
  const isElsewhere = bindsOf(balancer).some((other) => other !== bind && other.firstPort === bind.firstPort);
  if (at === undefined || isElsewhere || model.address?.family === (address.family === 4 ? 6 : 4)) return [];
  const isBracketed = bind.text.startsWith("[");
  const newText = address.family === 4 ? "*" : isBracketed ? "::" : "[::]";
  return [
    {
      title: message("Bind all addresses, as the other nodes do"),
      isPreferred: true,
      isSafe: true,
      edits: [{ file: balancer.file, at, form: "in-place", newText }],
    },
  ];
}

function fixTo(around: Surrounding, foreign: ForeignBind, to: IpAddress): FixEdit[] | undefined {
  const { balancer } = around;
  const at = addressPlace(foreign);
  if (at === undefined || to.family !== foreign.address.family || isTaken(balancer, foreign.bind, to)) return undefined;
  const edit: FixEdit = { file: balancer.file, at, form: "in-place", newText: to.text };
  if (to === foreign.own || startsWithoutVip(around, to)) return [edit];
  const more = transparentEdits(balancer, [foreign.bind]);
  return more === undefined ? undefined : [edit, ...more];
}

function fixesFor(around: Surrounding, foreign: ForeignBind): Fix[] {
  const { cluster, balancer, vips } = around;
  const usage = usageOfOthers(around, foreign);
  if (usage?.kind === "all") return fixToAll(around, foreign, usage.model);
  const members = membersOn(cluster, balancer.nodes);
  // What the others agree on is what a right bind is like.
  const near = vips.filter(
    (vip) =>
      members.some((member) => placeOfVip(member, vip.text) !== undefined) &&
      (usage === undefined || (usage.kind === "VIP" && usage.vip === vip.text)),
  );
  const fixes: { title: Fix["title"]; edits: FixEdit[] }[] = [];
  for (const vip of near) {
    const edits = fixTo(around, foreign, vip);
    if (edits !== undefined) fixes.push({ title: message("Bind the VIP {vip}", { vip: vip.text }), edits });
  }
  if (foreign.own !== undefined && (usage === undefined ? foreign.owner !== undefined : usage.kind === "own")) {
    const edits = fixTo(around, foreign, foreign.own);
    const title = message("Bind {address}, the node's own address", { address: foreign.own.text });
    // A haproxy.cfg that was copied from the other node.
    if (edits !== undefined) fixes.unshift({ title, edits });
  }
  const isClear = fixes.length === 1 || (foreign.owner !== undefined && foreign.own !== undefined);
  return fixes.map(({ title, edits }, index) => ({ title, isPreferred: isClear && index === 0, isSafe: true, edits }));
}

function relatedOf({ cluster, balancer, vips }: Surrounding, { owner, address }: ForeignBind): RelatedPlace[] {
  const members = membersOn(cluster, balancer.nodes);
  const lists = members.flatMap((member) =>
    vips.flatMap((vip): RelatedPlace[] => {
      const at = placeOfVip(member, vip.text);
      const said = message("{vip} is a VIP of {node}", { vip: vip.text, node: member.node.name });
      return at === undefined ? [] : [{ file: member.file, at, message: said }];
    }),
  );
  const theirs = membersOn(cluster, owner === undefined ? [] : [owner]).flatMap(({ file, instance }): RelatedPlace[] =>
    instance.sourceAddress?.value?.text === address.text
      ? [
          {
            file,
            at: instance.sourceAddress.at,
            message: message("{address} is the address of {node}", { address: address.text, node: owner?.name ?? "" }),
          },
        ]
      : [],
  );
  return [...lists, ...theirs];
}

function textOf({ cluster, balancer }: Surrounding, { address, owner }: ForeignBind): Finding["message"] {
  const nodes = balancer.nodes.map(({ name }) => name).join(", ");
  const error = isHaproxy(balancer) ? "cannot bind socket" : "Cannot assign requested address";
  const args = { program: programOf(balancer), error, address: address.text, nodes, owner: owner?.name ?? "" };
  if (cluster.nonlocalBind.has(address.family)) {
    return message(
      "{program} binds {address}, which is neither a VIP nor an address of {nodes}. No connection ever arrives there, so what it serves can't be reached.",
      args,
    );
  }
  if (owner !== undefined) {
    return message(
      '{program} on {nodes} binds {address}, which is the address of {owner} and no VIP. It does not start there ("{error}"), and a failover leads to a node on which nothing listens.',
      args,
    );
  }
  return message(
    '{program} binds {address}, which is neither a VIP nor an address of {nodes}. It does not start there ("{error}"), and the VIP leads to a node on which nothing listens.',
    args,
  );
}

/** The statements of the endpoint that a bind would serve if it stood on the VIP. */
function endpointsBehind(cluster: Cluster, { bind }: ForeignBind): object[] {
  const { firstPort, lastPort } = bind;
  return endpointStatements(cluster).flatMap(({ stated }) => {
    const port = stated.value === undefined ? undefined : endpointPort(cluster, stated.value);
    const isBound =
      port !== undefined && firstPort !== undefined && lastPort !== undefined && firstPort <= port && port <= lastPort;
    return isBound ? [stated] : [];
  });
}

export const bindAddressNotLocal: ClusterRule = {
  code: "cluster/bind-address-not-local",
  scope: "cluster",
  severity: "error",
  fix: "safe",
  since: "0.1.0",
  docs: {
    summary: "haproxy binds an address that its node does not have.",
    why: "haproxy can bind only addresses of its machine. With any other it stops with `cannot bind socket (Cannot assign requested address)`, and nothing listens on that node; with `ip_nonlocal_bind` it starts, but no connection ever comes to that socket. It happens where a haproxy.cfg is copied from one node to another, or where the VIP is mistyped. A second network card is no mistake: an address counts as foreign only where another address of the node in the same network is known, or where several nodes share the file.",
    example: {
      bad: [
        exampleKeepalived("lb1", { priority: 150, weight: 0, sourceAddress: "10.0.0.1" }),
        exampleHaproxy("lb1", "10.0.0.110:8443"),
        exampleKeepalived("lb2", { priority: 100, weight: 0, sourceAddress: "10.0.0.2" }),
        exampleHaproxy("lb2", "10.0.0.100:8443 transparent"),
      ].join(""),
      good: [
        exampleKeepalived("lb1", { priority: 150, weight: 0, sourceAddress: "10.0.0.1" }),
        exampleHaproxy("lb1", "10.0.0.100:8443 transparent"),
        exampleKeepalived("lb2", { priority: 100, weight: 0, sourceAddress: "10.0.0.2" }),
        exampleHaproxy("lb2", "10.0.0.100:8443 transparent"),
      ].join(""),
    },
  },
  *check(cluster): Iterable<Finding> {
    if (cluster.virtualRouters.length === 0 || mayHoldMoreAddresses(cluster)) return;
    const vips = writtenVips(cluster);
    const distinct = heldAddresses(cluster.virtualRouters, []).map(
      (vip) => vips.find(({ text }) => text === vip.text) ?? vip,
    );
    for (const balancer of cluster.balancers) {
      // A node without a keepalived.conf here may hold any address.
      if (balancer.nodes.some(({ keepalived }) => keepalived === undefined)) continue;
      const held = new Set(
        [...distinct, ...cluster.virtualAddresses, ...balancer.nodes.flatMap(addressesOfKeepalived)].map(
          ({ text }) => text,
        ),
      );
      const around: Surrounding = { cluster, balancer, vips: distinct, held };
      const seen = new Set<number>();
      for (const bind of bindsOf(balancer)) {
        const foreign = foreignBind(around, bind);
        if (foreign === undefined || isOnePerNode(around, foreign) || seen.has(spanOf(bind.at).start)) continue;
        seen.add(spanOf(bind.at).start);
        yield {
          code: this.code,
          severity: this.severity,
          file: balancer.file,
          at: bind.at,
          message: textOf(around, foreign),
          related: relatedOf(around, foreign),
          fixes: fixesFor(around, foreign),
          about: [bind, balancer.facts, ...endpointsBehind(cluster, foreign)],
        };
      }
    }
  },
};

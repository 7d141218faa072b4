import { isLoopback } from "../../model/address.ts";
import { effectiveBalances, effectiveMode, isServerChecked, serversOf } from "../../model/haproxy/effective.ts";
import type { Bind, Server } from "../../model/haproxy/facts.ts";
import type { Anchor } from "../../syntax/tree.ts";
import { type Finding, type Fix, type FixEdit, type Message, message } from "../finding.ts";
import { type Division, divide } from "../majority.ts";
import type { ClusterRule } from "../rule.ts";
import { httpPaths } from "./apiserver-http-mode.ts";
import { portConflicts } from "./apiserver-port-conflict.ts";
import { rightServerPorts } from "./backend-port-mismatch.ts";
import { backendsWithWrongServers } from "./backend-server-missing.ts";
import { exampleHaproxy, exampleKeepalived } from "./example-files.ts";
import { isExpectedPort } from "./expected-ports.ts";
import {
  bindKeys,
  hasBindOnPort,
  isOwnServer,
  type OwnFaults,
  type PeerGroup,
  type PeerProxy,
  peerGroups,
  proxiesOfPeers,
  serverKey,
} from "./haproxy-peers.ts";
import { transparentEdits } from "./vip-binds.ts";

/** Something that the proxies of one name must agree on. */
interface Aspect {
  /** In a form to compare; undefined where it is unknown. */
  keyOf(peer: PeerProxy): string | undefined;
  textOf(peer: PeerProxy): string;
  placeOf(peer: PeerProxy, others: readonly PeerProxy[]): Anchor;
  /** The edits that give a proxy what another has; undefined where they can't be written. */
  adopt(peer: PeerProxy, model: PeerProxy): FixEdit[] | undefined;
  /** What a finding is about beside the proxy itself. */
  aboutOf(peer: PeerProxy, others: readonly PeerProxy[]): readonly object[];
}

function headerOf({ proxy }: PeerProxy): Anchor {
  return proxy.facts.name?.at ?? proxy.facts.header;
}

function nodesOf(peers: readonly PeerProxy[]): string {
  return peers.flatMap(({ balancer }) => balancer.nodes.map(({ name }) => name)).join(", ");
}

/** `mode` or `balance`: one word of the proxy or of its defaults. */
function wordAspect(keyword: "mode" | "balance", keyOf: (peer: PeerProxy) => string | undefined): Aspect {
  const stated = ({ proxy }: PeerProxy) => proxy.facts[keyword];
  return {
    keyOf,
    textOf: (peer) => `${keyword} ${keyOf(peer) ?? ""}`,
    placeOf: (peer) => stated(peer)?.at ?? headerOf(peer),
    adopt(peer, model) {
      const { file } = peer.balancer;
      const wanted = keyOf(model);
      const own = stated(peer);
      if (wanted === undefined || own?.isGenerated) return undefined;
      if (own !== undefined) return [{ file, at: own.at, form: "in-place", newText: wanted }];
      return [{ file, at: peer.proxy.facts.header, form: "line-inside", newText: `${keyword} ${wanted}` }];
    },
    aboutOf: () => [],
  };
}

/** The mode, where it is not one that is wrong in front of its servers. */
function modesAspect({ faults }: PeerGroup): Aspect {
  return wordAspect("mode", ({ proxy }) => (faults.modes.has(proxy) ? undefined : effectiveMode(proxy)));
}

/** The algorithm, where there is something to spread; what haproxy takes by itself hangs on its version. */
const algorithms = wordAspect("balance", ({ proxy }) => {
  if (serversOf(proxy).length < 2) return undefined;
  const balances = effectiveBalances(proxy);
  const [first] = balances ?? [];
  return first === undefined ? undefined : first;
});

function bindsAspect(group: PeerGroup): Aspect {
  const bindsOf = (peer: PeerProxy): Map<string, Bind> => bindKeys(group, peer) ?? new Map();
  const surplusOf = (peer: PeerProxy, others: readonly PeerProxy[]): Bind[] => {
    const theirs = new Set(others.flatMap((other) => [...bindsOf(other).keys()]));
    return [...bindsOf(peer)].flatMap(([key, bind]) => (theirs.has(key) ? [] : [bind]));
  };
  return {
    keyOf: (peer) => {
      const binds = bindKeys(group, peer);
      return binds === undefined ? undefined : [...binds.keys()].sort().join(", ");
    },
    textOf: (peer) => `bind ${[...bindsOf(peer).values()].map(({ text }) => text).join(", ") || "none"}`,
    placeOf: (peer, others) => surplusOf(peer, others)[0]?.at ?? headerOf(peer),
    adopt(peer, model) {
      const [surplus, second] = surplusOf(peer, [model]);
      const [missing, another] = surplusOf(model, [peer]);
      if (second !== undefined || another !== undefined || surplus === undefined || missing === undefined) {
        return undefined;
      }
      const { file } = peer.balancer;
      const isPlain = surplus.at.end - surplus.at.start === surplus.text.length;
      const port = missing.firstPort;
      const ownPort = surplus.firstPort;
      // A port that others count on is not to be given up.
      if (ownPort !== port && ownPort !== undefined && isExpectedPort(group.cluster, peer.balancer, ownPort)) {
        return undefined;
      }
      if (!isPlain || port === undefined || hasBindOnPort(peer.balancer, port, surplus)) return undefined;
      const isVip = group.cluster.virtualAddresses.some(({ text }) => text === missing.address?.text);
      // The own address of another node is not this one's.
      if (missing.isWildcard || isVip || (missing.address !== undefined && isLoopback(missing.address))) {
        // What lets the other haproxy start without the VIP is needed here as well.
        const isLet = !isVip || !missing.options.includes("transparent") || surplus.options.includes("transparent");
        const more = isLet ? [] : transparentEdits(peer.balancer, [surplus]);
        return more && [{ file, at: surplus.at, form: "in-place", newText: missing.text }, ...more];
      }
      return surplus.portAt === undefined || missing.lastPort !== port
        ? undefined
        : [{ file, at: surplus.portAt, form: "in-place", newText: String(port) }];
    },
    aboutOf: () => [],
  };
}

/** The servers of all peers by where they lead; undefined for one of which that is unknown. */
type ServersOf = (peer: PeerProxy) => ReadonlyMap<string, Server> | undefined;

function serversByKey(group: PeerGroup, peers: readonly PeerProxy[]): ServersOf {
  const known = new Map<PeerProxy, Map<string, Server> | undefined>();
  for (const peer of peers) {
    const { facts, isInheritanceUnknown } = peer.proxy;
    const found = new Map<string, Server>();
    let isKnown =
      !group.faults.servers.has(peer.proxy) && !facts.isOpen && !facts.hasServerTemplate && !isInheritanceUnknown;
    for (const server of serversOf(peer.proxy)) {
      const key = serverKey(group, peer, server);
      if (key === undefined) isKnown = false;
      else if (!found.has(key)) found.set(key, server);
    }
    known.set(peer, isKnown ? found : undefined);
  }
  // Where no haproxy sends to its own node, but all to the others', it is meant so.
  const leavesOutItself = peers.every((peer) =>
    [...(known.get(peer)?.keys() ?? [])].every((key) => !isOwnServer(peer, key)),
  );
  if (leavesOutItself) {
    for (const servers of known.values()) {
      for (const key of servers?.keys() ?? []) if (peers.some((peer) => isOwnServer(peer, key))) servers?.delete(key);
    }
  }
  return (peer) => known.get(peer);
}

/**
 * Whether two lists can be compared: a machine is in both, whatever its port, or both spread over several. One server each, and
 * another on each node, is what runs on the node itself.
 */
function areComparable(a: ReadonlyMap<string, Server>, b: ReadonlyMap<string, Server>): boolean {
  if (a.size > 1 && b.size > 1) return true;
  const hostOf = (key: string): string => key.slice(0, key.lastIndexOf(" "));
  const hosts = new Set([...a.keys()].map(hostOf));
  return [...b.keys()].some((key) => hosts.has(hostOf(key)));
}

function plainWord(word: string): boolean {
  return /^[^\s"'\\#$]+$/.test(word);
}

function serversAspect(group: PeerGroup, peers: readonly PeerProxy[], serversOfPeer: ServersOf): Aspect {
  const isComparable = peers.every((peer) => {
    const own = serversOfPeer(peer);
    return (
      own === undefined ||
      peers.every((other) => {
        const theirs = serversOfPeer(other);
        return other === peer || theirs === undefined || areComparable(own, theirs);
      })
    );
  });
  const surplusOf = (peer: PeerProxy, others: readonly PeerProxy[]): [string, Server][] => {
    const theirs = new Set(others.flatMap((other) => [...(serversOfPeer(other)?.keys() ?? [])]));
    return [...(serversOfPeer(peer) ?? [])].filter(([key]) => !theirs.has(key));
  };
  return {
    keyOf(peer) {
      const servers = isComparable ? serversOfPeer(peer) : undefined;
      return servers === undefined ? undefined : [...servers.keys()].sort().join(", ");
    },
    textOf: (peer) => [...(serversOfPeer(peer)?.values() ?? [])].map(({ target }) => target.text).join(", ") || "none",
    placeOf: (peer, others) => surplusOf(peer, others)[0]?.[1].target.at ?? headerOf(peer),
    adopt: (peer, model) => adoptServers(group, peer, surplusOf(peer, [model]), surplusOf(model, [peer])),
    aboutOf: (peer, others) => [
      ...surplusOf(peer, others).map(([, server]) => server),
      ...others.flatMap((other) => surplusOf(other, [peer]).map(([, server]) => server)),
    ],
  };
}

function adoptServers(
  { cluster }: PeerGroup,
  peer: PeerProxy,
  surplus: readonly [string, Server][],
  missing: readonly [string, Server][],
): FixEdit[] | undefined {
  const { file } = peer.balancer;
  const edits: FixEdit[] = [];
  const left = [...missing];
  const own = serversOf(peer.proxy);
  for (const [, server] of surplus) {
    const index = left.findIndex(
      ([, { name, address }]) => name.text === server.name.text || address?.text === server.address?.text,
    );
    const [substitute] = index < 0 ? [] : left.splice(index, 1);
    if (substitute === undefined) edits.push({ file, at: server.at, form: "remove-line", newText: "" });
    else {
      const target = targetFor(cluster, substitute);
      if (target === undefined || server.target.isGenerated) return undefined;
      edits.push({ file, at: server.target.at, form: "in-place", newText: target });
    }
  }
  const gone = new Set(surplus.map(([, server]) => server));
  const last = own.findLast((server) => !gone.has(server)) ?? own[own.length - 1];
  const lines: string[] = [];
  for (const one of left) {
    const [, { name, options }] = one;
    const target = targetFor(cluster, one);
    if (target === undefined || own.some((server) => server.name.text === name.text)) return undefined;
    const words = ["server", name.text, target, ...options];
    if (!words.every(plainWord)) return undefined;
    lines.push(words.join(" "));
  }
  if (lines.length > 0) {
    if (last === undefined) return undefined;
    edits.push({ file, at: last.at, form: "line-below", newText: lines.join("\n") });
  }
  return edits;
}

/** The address word of a server as another node has to write it: what calls itself 127.0.0.1 there has an address here. */
function targetFor({ nodes }: PeerGroup["cluster"], [key, server]: [string, Server]): string | undefined {
  if (server.target.value === undefined) return undefined;
  if (server.address === undefined || !isLoopback(server.address)) return server.target.value;
  const node = nodes.find(({ name }) => key.startsWith(`node ${name} `));
  const [address, second] = node?.addresses ?? [];
  if (address === undefined || second !== undefined || server.port === undefined) return undefined;
  return address.family === 6 ? `[${address.text}]:${server.port.text}` : `${address.text}:${server.port.text}`;
}

/** A server that one haproxy checks and another does not. */
interface Unchecked {
  readonly peer: PeerProxy;
  readonly servers: Server[];
  /** Those that check some of them. */
  readonly checking: Set<PeerProxy>;
}

/** The haproxies that go without a check of servers which others check. */
function uncheckedOf(peers: readonly PeerProxy[], serversOfPeer: ServersOf): Unchecked[] {
  const found = new Map<PeerProxy, Unchecked>();
  for (const key of new Set(peers.flatMap((peer) => [...(serversOfPeer(peer)?.keys() ?? [])]))) {
    const entries = peers.flatMap((peer) => {
      const server = serversOfPeer(peer)?.get(key);
      return server === undefined ? [] : [{ peer, server, isChecked: isServerChecked(peer.proxy, server) }];
    });
    const checking = entries.filter(({ isChecked }) => isChecked === true);
    if (checking.length === 0) continue;
    for (const { peer, server, isChecked } of entries) {
      if (isChecked !== false) continue;
      const known = found.get(peer) ?? { peer, servers: [], checking: new Set<PeerProxy>() };
      found.set(peer, known);
      known.servers.push(server);
      for (const one of checking) known.checking.add(one.peer);
    }
  }
  return [...found.values()];
}

function* uncheckedServers(peers: readonly PeerProxy[], serversOfPeer: ServersOf): Iterable<Finding> {
  for (const { peer, servers, checking } of uncheckedOf(peers, serversOfPeer)) {
    const [first] = servers;
    if (first === undefined) continue;
    const { file } = peer.balancer;
    const { facts } = peer.proxy;
    const others = [...checking];
    const edits = servers.map(({ at: { origin, end } }): FixEdit => {
      return { file, at: { origin, start: end, end }, form: "in-place", newText: " check" };
    });
    yield {
      code: haproxyDrift.code,
      severity: haproxyDrift.severity,
      file,
      at: first.target.at,
      message: message(
        "{proxy} does not check {servers} on {node}, but does on {nodes}. When the VIP is on {node}, a dead server goes on getting its share of the connections.",
        {
          proxy: `${facts.kind} ${facts.name?.text ?? ""}`,
          servers: servers.map(({ name }) => name.text).join(", "),
          node: nodesOf([peer]),
          nodes: nodesOf(others),
        },
      ),
      related: others.map((other) => ({
        file: other.balancer.file,
        at: headerOf(other),
        message: message("checked on {node}", { node: nodesOf([other]) }),
      })),
      fixes: [
        {
          title: message("Check the servers as on {nodes}", { nodes: nodesOf(others) }),
          isPreferred: true,
          isSafe: true,
          edits,
        },
      ],
      about: servers,
    };
  }
}

function fixesFor(peer: PeerProxy, peers: readonly PeerProxy[], division: Division<PeerProxy>, aspect: Aspect): Fix[] {
  const [best] = division.majority?.members ?? [];
  if (best !== undefined) {
    const edits = aspect.adopt(peer, best);
    if (edits === undefined || edits.length === 0) return [];
    return [{ title: message("Do as on {nodes}", { nodes: nodesOf([best]) }), isPreferred: true, isSafe: true, edits }];
  }
  return division.groups.flatMap(({ members: [model] }): Fix[] => {
    if (model === undefined) return [];
    const edits: FixEdit[] = [];
    for (const one of peers) {
      const key = aspect.keyOf(one);
      if (key === undefined || key === aspect.keyOf(model)) continue;
      const own = aspect.adopt(one, model);
      if (own === undefined || own.length === 0) return [];
      edits.push(...own);
    }
    const title = message("Do as on {nodes} on all nodes", { nodes: nodesOf([model]) });
    return [{ title, isPreferred: false, isSafe: true, edits }];
  });
}

const templates = {
  word: "{proxy} has {own} on {node}, but {theirs} on {nodes}. Which holds depends on who has the VIP, so a failover changes how clients are served.",
  binds:
    "{proxy} has {own} on {node}, but {theirs} on {nodes}. When the VIP moves, clients of an address or port that is only on one of them get connection refused.",
  servers:
    "{proxy} sends to {own} on {node}, but to {theirs} on {nodes}. When the VIP moves, servers drop out, or others get connections that are not meant for them.",
};

function* differences(peers: readonly PeerProxy[], aspect: Aspect, kind: keyof typeof templates): Iterable<Finding> {
  const division = divide(peers, aspect.keyOf);
  if (division === undefined) return;
  const taking = division.groups.flatMap(({ members }) => members);
  for (const peer of division.odd) {
    const others = taking.filter((other) => aspect.keyOf(other) !== aspect.keyOf(peer));
    const { facts } = peer.proxy;
    yield {
      code: haproxyDrift.code,
      severity: haproxyDrift.severity,
      file: peer.balancer.file,
      at: aspect.placeOf(peer, others),
      message: message(templates[kind], {
        proxy: `${facts.kind} ${facts.name?.text ?? ""}`,
        own: aspect.textOf(peer),
        node: nodesOf([peer]),
        theirs: [...new Set(others.map(aspect.textOf))].join(" / "),
        nodes: nodesOf(others),
      }),
      related: others.map((other) => ({
        file: other.balancer.file,
        at: aspect.placeOf(other, [peer]),
        message: listOn(aspect.textOf(other), nodesOf([other])),
      })),
      fixes: fixesFor(peer, taking, division, aspect),
      about: aspect.aboutOf(peer, others).length > 0 ? aspect.aboutOf(peer, others) : [peer.proxy],
    };
  }
}

function listOn(list: string, node: string): Message {
  return message("{list} on {node}", { list, node });
}

/** Whether a proxy serves anybody: pages of statistics are each node's own. */
function isServing({ proxy: { facts } }: PeerProxy): boolean {
  return (
    facts.servers.length > 0 ||
    facts.hasServerTemplate ||
    facts.defaultBackend !== undefined ||
    facts.useBackends.length > 0
  );
}

export const haproxyDrift: ClusterRule = {
  code: "cluster/haproxy-drift",
  scope: "cluster",
  severity: "warning",
  fix: "safe",
  since: "0.1.0",
  docs: {
    summary: "The haproxies behind one VIP are set up differently.",
    why: "Only the haproxy of the VIP's holder is used, so a difference shows at the next failover: a server is missing, a port is not bound, a mode or a check is another. Proxies of one name are compared by their binds, mode, balance, checks and the addresses and ports of their servers. What belongs to a node does not count: its own address is the same as 127.0.0.1, and `backup`, `weight`, names, comments and order are free.",
    example: {
      bad: [
        exampleKeepalived("lb1", { priority: 150, weight: 0 }),
        exampleHaproxy("lb1", "*:8443"),
        exampleKeepalived("lb2", { priority: 120, weight: 0 }),
        exampleHaproxy("lb2", "*:8443"),
        exampleKeepalived("lb3", { priority: 100, weight: 0 }),
        exampleHaproxy("lb3", "*:8443").replace("    server cp2 10.0.0.12:6443 check\n", ""),
      ].join(""),
      good: [
        exampleKeepalived("lb1", { priority: 150, weight: 0 }),
        exampleHaproxy("lb1", "*:8443"),
        exampleKeepalived("lb2", { priority: 100, weight: 0 }),
        exampleHaproxy("lb2", "*:8443"),
      ].join(""),
    },
  },
  *check(cluster): Iterable<Finding> {
    const faultsOf = (): OwnFaults => ({
      serverPorts: rightServerPorts(cluster),
      binds: new Set(portConflicts(cluster).map(({ bind }) => bind)),
      modes: new Set(httpPaths(cluster).flatMap(({ proxies }) => proxies)),
      servers: backendsWithWrongServers(cluster),
    });
    for (const group of peerGroups(cluster, faultsOf)) {
      const binds = bindsAspect(group);
      for (const peers of proxiesOfPeers(group)) {
        if (!peers.some(isServing)) continue;
        const servers = serversByKey(group, peers);
        yield* differences(peers, binds, "binds");
        yield* differences(peers, modesAspect(group), "word");
        yield* differences(peers, algorithms, "word");
        yield* differences(peers, serversAspect(group, peers, servers), "servers");
        yield* uncheckedServers(peers, servers);
      }
    }
  },
};

import { bindsPort } from "../cluster/balancers.ts";
import { candidateOf, holdersOf, priorityWithAllUp, standingOf } from "../cluster/election.ts";
import type { Balancer, Cluster, VirtualRouter, VirtualRouterMember } from "../cluster/model.ts";
import type { IpAddress } from "../model/address.ts";
import type { Bind } from "../model/haproxy/facts.ts";
import { type Message, message, type Severity } from "../rules/finding.ts";
import { spanOf } from "../syntax/tree.ts";
import { filesOfCluster } from "./addresses.ts";
import { type ClusterPlace, clusterPlaceAt } from "./cluster-place.ts";
import type { HoverText } from "./hover.ts";
import { tracksFiles } from "./keepalived-effective.ts";
import { list, plain, table } from "./markdown.ts";
import { type FilePlace, lineOf, type NavigationSource, placeOfAnchor } from "./source.ts";
import type { Say } from "./speak.ts";

/** A finding as it is said to the reader, at its place. */
export interface SaidFinding extends FilePlace {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly related: readonly FilePlace[];
}

/** What the hover of a cluster needs beside the files. */
export interface ClusterNews {
  findingsOf(file: string): readonly SaidFinding[];
  /** The name that the reader knows a file by. */
  nameOf(file: string): string;
}

/** Somewhere a hover ends: so many lines of each kind are shown, for it has to be read at a glance. */
const mostRows = 9;
const mostServers = 6;
const mostFindings = 5;
/** In so many files of a cluster it is looked for what is at odds. */
const mostFiles = 50;

const severityOrder: readonly Severity[] = ["error", "warning", "information", "hint"];

interface Reader {
  readonly source: NavigationSource;
  readonly say: Say;
  readonly news: ClusterNews;
}

function hasAddress({ members }: VirtualRouter, address: IpAddress): boolean {
  return members.some(({ instance }) =>
    [...instance.virtualAddresses, ...instance.excludedAddresses].some(({ value }) => value?.text === address.text),
  );
}

function isVirtual({ virtualAddresses }: Cluster, address: IpAddress): boolean {
  return virtualAddresses.some(({ text }) => text === address.text);
}

function isWithin(place: FilePlace, { file, instance }: VirtualRouterMember): boolean {
  const { file: home, start, end } = placeOfAnchor(file, instance.at);
  return place.file === home && start <= place.start && place.end <= end;
}

/** The virtual routers of a cluster that a place is about; undefined where the cluster has nothing to do with it. */
function routersAt(cluster: Cluster, place: ClusterPlace): readonly VirtualRouter[] | undefined {
  const { virtualRouters } = cluster;
  switch (place.kind) {
    case "member": {
      const own = virtualRouters.filter(({ members }) => members.some((member) => isWithin(place, member)));
      // Alone in its virtual router it has nobody to be compared with.
      const shared = own.filter(({ members }) => members.length > 1);
      return shared.length === 0 ? undefined : shared;
    }
    case "address":
      if (!isVirtual(cluster, place.address)) return undefined;
      return virtualRouters.filter((router) => hasAddress(router, place.address));
    case "bind": {
      const { address, isWildcard } = place.bind;
      if (address === undefined || isWildcard) return virtualRouters;
      return isVirtual(cluster, address) ? virtualRouters.filter((router) => hasAddress(router, address)) : undefined;
    }
    case "endpoint": {
      const { address } = place.endpoint;
      const own = address === undefined ? [] : virtualRouters.filter((router) => hasAddress(router, address));
      // An endpoint by name, or one that is no VIP: the reader looks for the one that it should be.
      return own.length > 0 ? own : virtualRouters;
    }
  }
}

function more(count: number, { say }: Reader): string[] {
  return count > 0 ? [say(message("… and {count} more", { count }))] : [];
}

function priorityCell({ instance, keepalived }: VirtualRouterMember): string {
  const written = instance.priority?.text ?? "";
  const effective = priorityWithAllUp(instance, keepalived);
  return effective === undefined || String(effective) === written ? plain(written) : `${plain(written)} → ${effective}`;
}

function sourceCell({ instance, node }: VirtualRouterMember): string {
  const stated = instance.sourceAddress?.text;
  return plain(stated ?? node.addresses.map(({ text }) => text).join(", "));
}

/** Who holds the addresses as far as the members hear each other; undefined where that can't be told. */
function electionOf({ members, alternatives }: VirtualRouter): Message | undefined {
  if (members.length < 2 || alternatives.size > 0) return undefined;
  const ids = new Set(members.map(({ instance }) => instance.virtualRouterId?.value));
  // Members with different ids don't hear each other: each of them wins.
  if (ids.size !== 1 || ids.has(undefined)) return undefined;
  if (members.some(({ instance, keepalived }) => tracksFiles(instance, keepalived))) return undefined;
  const candidates = new Map(
    members.flatMap((member) => {
      const candidate = candidateOf(member.instance, member.keepalived);
      return candidate === undefined ? [] : [[member, candidate] as const];
    }),
  );
  if (candidates.size < members.length)
    return message("Who wins the election can't be told: a priority or a weight is filled in later.");
  const [winner, ...tied] = holdersOf(candidates);
  const own = winner === undefined ? undefined : candidates.get(winner);
  if (winner === undefined || own === undefined) return undefined;
  const priority = String(standingOf(own));
  if (tied.length > 0) {
    const nodes = [winner, ...tied].map(({ node }) => plain(node.name)).join(", ");
    return message("Nothing decides between {nodes}: each has priority {priority}.", { nodes, priority });
  }
  candidates.delete(winner);
  const next = holdersOf(candidates)
    .map(({ node }) => plain(node.name))
    .join(" / ");
  const args = { node: plain(winner.node.name), priority, next };
  return own.mayPreempt
    ? message("{node} wins the election with priority {priority}; when it is gone, {next} follows.", args)
    : message(
        "{node} wins the election with priority {priority}, but with nopreempt it takes nothing from a node that holds the addresses already; when it is gone, {next} follows.",
        args,
      );
}

function routerPart(router: VirtualRouter, reader: Reader): string {
  const { say } = reader;
  const { members } = router;
  const names = [...new Set(members.map(({ instance }) => instance.name.text))].slice(0, mostRows).join(", ");
  const vips = new Set(members.flatMap(({ instance }) => instance.virtualAddresses.map(({ text }) => text)));
  const rows = members
    .slice(0, mostRows)
    .map((member) => [
      `**${plain(member.node.name)}**`,
      plain(member.instance.state?.text ?? ""),
      plain(member.instance.virtualRouterId?.text ?? ""),
      priorityCell(member),
      sourceCell(member),
    ]);
  const head = [say(message("node")), "state", "virtual_router_id", "priority", say(message("source address"))];
  const election = electionOf(router);
  return [
    say(message("Virtual router {names} with {vips}", { names: plain(names), vips: plain([...vips].join(", ")) })),
    table(head, rows),
    ...more(members.length - mostRows, reader),
    ...(election === undefined ? [] : [say(election)]),
  ].join("\n\n");
}

/** The proxies that a place is about, one row each: where it listens, and where it leads. */
function proxyRows(balancer: Balancer, place: ClusterPlace, { news }: Reader): string[][] {
  const port = place.kind === "endpoint" ? place.endpoint.port : undefined;
  const isMeant = (bind: Bind): boolean => {
    if (place.kind !== "bind") return port === undefined || bindsPort(bind, port) !== false;
    return bind.firstPort === place.bind.firstPort;
  };
  const entries = balancer.apiServerProxies.filter(({ entry }) => entry.facts.binds.length > 0);
  // An endpoint whose port nobody binds: the reader wants to see which ports there are.
  const meant = entries.filter(({ entry }) => entry.facts.binds.some(isMeant));
  const shown = meant.length === 0 && place.kind !== "bind" ? entries : meant;
  return shown.map(({ entry, backend }) => {
    const servers = backend.facts.servers.map(({ target }) => plain(target.text));
    const rest = servers.length > mostServers ? [`… (${servers.length})`] : [];
    return [
      balancer.nodes.map(({ name }) => `**${plain(name)}**`).join(", "),
      `${plain(entry.facts.name?.text ?? "")} (\`${news.nameOf(balancer.file)}\`)`,
      entry.facts.binds.map(({ text }) => plain(text)).join(", "),
      [...servers.slice(0, mostServers), ...rest].join(", "),
    ];
  });
}

function balancersPart(cluster: Cluster, place: ClusterPlace, reader: Reader): string[] {
  const { say } = reader;
  const rows = cluster.balancers.flatMap((balancer) => proxyRows(balancer, place, reader));
  if (rows.length === 0) return [];
  const head = [say(message("node")), "haproxy", "bind", "server"];
  return [table(head, rows.slice(0, mostRows)), ...more(rows.length - mostRows, reader)];
}

/** The first sentence of a message: what differs. What comes of it is said at the finding. */
function firstSentence(text: string): string {
  const line = text.split("\n")[0] ?? "";
  return /^.*?(?:[.!?](?=\s)|。)/u.exec(line)?.[0] ?? line;
}

function findingsPart(
  cluster: Cluster,
  routers: readonly VirtualRouter[],
  place: ClusterPlace,
  reader: Reader,
): string[] {
  const { source, say, news } = reader;
  const members = routers.flatMap((router) => router.members);
  const entrances = new Set([
    ...cluster.balancers.flatMap(({ file }) => source.configurationOf(file)?.files ?? [file]),
    ...[...cluster.kubeadmClusters, ...cluster.kubeadmNodes, ...cluster.apiServers].map(({ file }) => file),
  ]);
  const isAbout = (finding: SaidFinding): boolean => {
    if (place.kind !== "member" && entrances.has(finding.file)) return true;
    return [finding, ...finding.related].some((one) => members.some((member) => isWithin(one, member)));
  };
  const own = [...new Set([place.file, ...members.map(({ file }) => file), ...filesOfCluster(source, cluster)])];
  const found = own
    .slice(0, mostFiles)
    .flatMap((file) => news.findingsOf(file))
    .filter((finding) => finding.code.startsWith("cluster/") && isAbout(finding))
    .sort((a, b) => severityOrder.indexOf(a.severity) - severityOrder.indexOf(b.severity));
  if (found.length === 0) return [];
  const lines = found.slice(0, mostFindings).map(({ file, start, message: said }) => {
    return `\`${news.nameOf(file)}:${lineOf(source, file, start)}\` ${plain(firstSentence(said))}`;
  });
  return [say(message("At odds:")), list([...lines, ...more(found.length - mostFindings, reader)])];
}

function clusterPart(cluster: Cluster, routers: readonly VirtualRouter[], place: ClusterPlace, reader: Reader): string {
  const { say } = reader;
  const { name, endpoint, virtualAddresses } = cluster;
  const parts = [`**${say(message("Cluster {name}", { name: plain(name) }))}**`];
  if (place.kind !== "member") {
    const vips = virtualAddresses.map(({ text }) => text).join(", ");
    const said = [
      ...(vips === "" ? [] : [say(message("VIPs: {vips}", { vips }))]),
      ...(endpoint === undefined ? [] : [say(message("Control-plane endpoint: {endpoint}", { endpoint }))]),
    ];
    if (said.length > 0) parts.push(list(said));
  }
  parts.push(...routers.slice(0, mostRows).map((router) => routerPart(router, reader)));
  parts.push(...more(routers.length - mostRows, reader));
  if (place.kind !== "member") parts.push(...balancersPart(cluster, place, reader));
  parts.push(...findingsPart(cluster, routers, place, reader));
  return parts.join("\n\n");
}

/** Whether a bind is an entrance of a cluster: one on a wildcard may be anything else. */
function isEntrance(cluster: Cluster, place: ClusterPlace): boolean {
  if (place.kind !== "bind" || !place.bind.isWildcard) return true;
  const { start, end } = spanOf(place.bind.at);
  return cluster.balancers.some(
    ({ file, apiServerProxies }) =>
      file === place.file &&
      apiServerProxies.some(({ entry }) =>
        entry.facts.binds.some(({ at }) => {
          const span = spanOf(at);
          return span.start === start && span.end === end;
        }),
      ),
  );
}

/**
 * Shows the cluster of a VIP, a `virtual_router_id`, a `priority`, a bind or an endpoint: its members with their values, who wins
 * the election, where its haproxies lead, and what is at odds.
 *
 * @returns undefined where no such value stands, or the file is alone with it
 */
export function clusterHoverAt(
  source: NavigationSource,
  file: string,
  offset: number,
  say: Say,
  news: ClusterNews,
): HoverText | undefined {
  const place = clusterPlaceAt(source, file, offset);
  if (place === undefined) return undefined;
  const reader = { source, say, news };
  const parts = source.clustersOf(file).flatMap((cluster) => {
    const routers = routersAt(cluster, place);
    if (routers === undefined || !isEntrance(cluster, place)) return [];
    const isBare = routers.length === 0 && cluster.balancers.length === 0;
    return isBare ? [] : [clusterPart(cluster, routers, place, reader)];
  });
  if (parts.length === 0) return undefined;
  return { start: place.start, end: place.end, markdown: parts.join("\n\n---\n\n") };
}

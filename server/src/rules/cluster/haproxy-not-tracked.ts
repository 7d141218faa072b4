import { bindsPort } from "../../cluster/balancers.ts";
import { readTrackedScript, scriptPathOf } from "../../cluster/check-scripts.ts";
import { servesSomethingElse } from "../../cluster/entrance.ts";
import type { Balancer, Cluster, ClusterNode, VirtualRouterMember } from "../../cluster/model.ts";
import { isLoopback, isWildcard } from "../../model/address.ts";
import type { CheckScript } from "../../model/checks/facts.ts";
import type { Bind } from "../../model/haproxy/facts.ts";
import type { Tracker } from "../../model/keepalived/facts.ts";
import { type Finding, type Fix, type FixEdit, message, type RelatedPlace } from "../finding.ts";
import type { ClusterRule } from "../rule.ts";
import { exampleHaproxy, exampleKeepalived } from "./example-files.ts";
import { addedLine, trackersOf, withoutRepeats } from "./members.ts";
import { isHaproxy } from "./programs.ts";
import { bindsOf, placeOfVip } from "./vip-binds.ts";

/** What a tracker watches, as far as its text shows. */
type Watched = "haproxy" | "links" | "something else" | "unknown";

/** Programs that are surely not haproxy, and hosts that are asked whether they are there. */
const otherPrograms =
  /nginx|mysql|maria|galera|percona|postgres|pgsql|patroni|redis|mongo|rabbit|kafka|minio|ceph|nfs|samba|ldap|named|bind9|squid|varnish|envoy|traefik|apache|httpd|tomcat|\bping6?\b|\bfping\b/gi;

/** What only asks for a program of that name: there the rest of the line changes nothing. */
const asksForProgram = /^(?:\S*\/)?(?:killall|pidof|pgrep|pkill|systemctl|service|ping6?|fping)\b/;

/** Whether a text names a port on which the node's haproxy listens. */
function namesBoundPort(text: string, binds: readonly Bind[]): boolean {
  return (text.match(/(?<![\d.])\d{2,5}(?![\d.])/g) ?? []).some((digits) =>
    binds.some((bind) => bindsPort(bind, Number(digits)) !== false),
  );
}

/** What a script's command or name shows. A path says what it watches only by a program's name in it. */
function watchedByText(texts: readonly string[], balancer: Balancer): Watched {
  const binds = bindsOf(balancer);
  const text = texts.join(" ");
  if (/ha[-_]?proxy|\bhap\b/i.test(text) || namesBoundPort(text, binds)) return "haproxy";
  const programs = (text.match(otherPrograms) ?? []).map((word) => word.toLowerCase());
  const [command = ""] = texts;
  if (programs.length === 0) {
    return asksForProgram.test(command) && !/[|&;$`]/.test(command) ? "something else" : "unknown";
  }
  // What haproxy itself passes on may be asked through it.
  const names = balancer.facts.proxies.map(({ facts }) => facts.name?.text.toLowerCase() ?? "").join(" ");
  return programs.some((word) => names.includes(word)) || /[|&;$`]/.test(command) ? "unknown" : "something else";
}

/** What a script file that keepalived runs watches: haproxy where it names it or a port of it. */
function watchedByScript({ probes, text }: CheckScript, name: string, balancer: Balancer): Watched {
  const binds = bindsOf(balancer);
  const isPortOfHaproxy = probes.some(
    ({ port }) => port?.value !== undefined && binds.some((bind) => bindsPort(bind, port.value ?? 0) !== false),
  );
  if (/ha[-_]?proxy|\bhap\b/i.test(`${text} ${name}`) || isPortOfHaproxy || namesBoundPort(text, binds))
    return "haproxy";
  const isElse = probes.every(({ kind, program }) => kind === "ping" || program?.match(otherPrograms) != null);
  const names = balancer.facts.proxies.map(({ facts }) => facts.name?.text.toLowerCase() ?? "").join(" ");
  return probes.length > 0 && isElse && !probes.some(({ program }) => program !== undefined && names.includes(program))
    ? "something else"
    : "unknown";
}

function watchedBy(cluster: Cluster, tracker: Tracker, member: VirtualRouterMember, balancer: Balancer): Watched {
  const { kind, name } = tracker;
  const { keepalived } = member;
  if (kind === "interface") return "links";
  if (kind === "bfd") return "something else";
  if (kind === "file" || name.value === undefined) return "unknown";
  if (kind === "process") {
    const definition = keepalived.otherTrackDefinitions.find(
      (one) => one.kind === "process" && one.name.text === name.text,
    );
    if (definition === undefined || !("process" in definition) || definition.isOpen) return "unknown";
    if (definition.process === undefined) return "unknown";
    if (definition.process.value === undefined) return "unknown";
    return /haproxy/i.test(`${definition.process.value} ${name.text}`) ? "haproxy" : "something else";
  }
  const definition = keepalived.scripts.find((one) => one.name.text === name.text);
  const command = definition?.command;
  if (definition === undefined || definition.isOpen || command === undefined) {
    return /ha[-_]?proxy/i.test(name.text) ? "haproxy" : "unknown";
  }
  if (command.value === undefined) return "unknown";
  const isFile = scriptPathOf(command.value) !== undefined;
  const read = isFile ? readTrackedScript(cluster, member, tracker) : undefined;
  if (read !== undefined) return watchedByScript(read.check.facts, `${command.value} ${name.text}`, balancer);
  return watchedByText([command.value, name.text], balancer);
}

/** The addresses that move with a member. */
function vipsOf({ instance }: VirtualRouterMember): ReadonlySet<string | undefined> {
  return new Set([...instance.virtualAddresses, ...instance.excludedAddresses].map(({ value }) => value?.text));
}

/**
 * Whether clients come to a bind by a VIP of the member.
 *
 * @param held the member's VIPs
 */
function isBehind(bind: Bind, member: VirtualRouterMember, held: ReadonlySet<string | undefined>): boolean {
  const hasPort = bind.firstPort !== undefined || bind.isPortUnknown;
  if (!hasPort || bind.isUnknown) return false;
  const { address } = bind;
  if (bind.isWildcard || address === undefined || isWildcard(address)) return !servesSomethingElse(member);
  return held.has(address.text) && !isLoopback(address);
}

/** Whether haproxy takes what comes to the VIPs of an instance, and nothing else on the node is known to. */
function isInFront(member: VirtualRouterMember, { facts }: Balancer): boolean {
  const isByLvs = member.keepalived.virtualServers.some(
    ({ address }) => address?.value === undefined || placeOfVip(member, address.value.text) !== undefined,
  );
  if (isByLvs) return false;
  const held = vipsOf(member);
  return facts.proxies.some(
    ({ facts: proxy }) =>
      (proxy.servers.length > 0 || proxy.defaultBackend !== undefined || proxy.useBackends.length > 0) &&
      proxy.binds.some((bind) => isBehind(bind, member, held)),
  );
}

/** Whether another node is there, or meant, to take the VIP. */
function hasTaker(cluster: Cluster, { instance }: VirtualRouterMember): boolean {
  const router = cluster.virtualRouters.find(({ members }) => members.some((member) => member.instance === instance));
  const isTemplate = [instance.state, instance.priority].some(
    (stated) => stated !== undefined && stated.value === undefined,
  );
  return (router?.members.length ?? 0) > 1 || instance.unicastPeers.length > 0 || isTemplate;
}

interface Untracked {
  readonly member: VirtualRouterMember;
  readonly balancer: Balancer;
  /** Something is watched, but surely not haproxy. */
  readonly watchesElse: readonly Tracker[];
}

function untrackedOf(cluster: Cluster, member: VirtualRouterMember, balancer: Balancer): Untracked | undefined {
  const { instance, keepalived } = member;
  if (instance.isOpen || keepalived.isOpen || keepalived.hasInclude) return undefined;
  if (keepalived.syncGroups.some(({ members }) => members.some(({ value }) => value === undefined))) return undefined;
  if (!hasTaker(cluster, member) || !isInFront(member, balancer)) return undefined;
  const trackers = trackersOf(member);
  const watched = trackers.map((tracker) => watchedBy(cluster, tracker, member, balancer));
  if (watched.some((what) => what === "haproxy" || what === "unknown")) return undefined;
  return { member, balancer, watchesElse: trackers.filter((_, index) => watched[index] === "something else") };
}

/** The first `script_user` or `enable_script_security` of a file, whichever instance it serves. */
function hasScriptSettings({ keepalived }: VirtualRouterMember): boolean {
  return keepalived.sections.some(({ statements }) =>
    statements.some(
      ({ words, block }) =>
        words[0]?.value === "global_defs" &&
        block?.statements.some((line) => line.words[0]?.value === "enable_script_security"),
    ),
  );
}

const securityLines = ["enable_script_security", "script_user root"];

/** The edits that let some instances of one file track a script that asks for haproxy's process. */
function scriptEdits(members: readonly VirtualRouterMember[]): FixEdit[] | undefined {
  const [first] = members;
  if (first === undefined) return undefined;
  const { file, keepalived } = first;
  const known = keepalived.scripts.find(({ command }) => /\bhaproxy\b/.test(command?.value ?? ""));
  const name = known?.name.text ?? "chk_haproxy";
  const isTaken = keepalived.scripts.some((script) => script !== known && script.name.text === name);
  const edits = trackingEdits(members, `track_script {\n    ${name}\n}`);
  if (edits === undefined || isTaken) return undefined;
  const isInOrder = members.every(({ instance }) => known === undefined || startOf(known.at) < startOf(instance.at));
  if (!isInOrder) return undefined;
  if (known !== undefined) return edits;
  const needsSecurity = keepalived.scripts.length === 0 && !hasScriptSettings(first);
  const { globalDefs } = keepalived;
  const blocks = [
    ...(needsSecurity && globalDefs === undefined
      ? ["global_defs {", ...securityLines.map((line) => `    ${line}`), "}"]
      : []),
    `vrrp_script ${name} {`,
    '    script "/usr/bin/killall -0 haproxy"',
    "    interval 2",
    "    fall 2",
    "    rise 2",
    "}",
  ];
  edits.push({ file, at: frontOf(first, members), form: "in-place", newText: `${blocks.join("\n")}\n\n` });
  if (needsSecurity && globalDefs !== undefined) {
    edits.push({ file, at: globalDefs, form: "line-inside", newText: securityLines.join("\n") });
  }
  return edits;
}

/** The same with keepalived's own watch on processes, which takes no script but keepalived 2.0.11. */
function processEdits(members: readonly VirtualRouterMember[]): FixEdit[] | undefined {
  const [first] = members;
  if (first?.keepalived.otherTrackDefinitions.some(({ name }) => name.text === "haproxy") !== false) return undefined;
  const edits = trackingEdits(members, "track_process {\n    haproxy\n}");
  if (edits === undefined) return undefined;
  const block = "vrrp_track_process haproxy {\n    process haproxy\n}\n\n";
  edits.push({ file: first.file, at: frontOf(first, members), form: "in-place", newText: block });
  return edits;
}

function startOf({ origin, start }: VirtualRouterMember["instance"]["at"]): number {
  return origin.offset + start;
}

/** In front of the first of some instances of a file: what they track must stand before them. */
function frontOf(one: VirtualRouterMember, members: readonly VirtualRouterMember[]): FixEdit["at"] {
  const at = members.reduce(
    (first, { instance }) => (startOf(instance.at) < startOf(first) ? instance.at : first),
    one.instance.at,
  );
  return { origin: at.origin, start: at.start, end: at.start };
}

function trackingEdits(members: readonly VirtualRouterMember[], block: string): FixEdit[] | undefined {
  const edits: FixEdit[] = [];
  for (const member of members) {
    const edit = addedLine(member, block);
    if (edit === undefined) return undefined;
    edits.push(edit);
  }
  return edits;
}

/** One edit set for all files of the untracked instances, so that the nodes stay alike. */
function fixesFor(all: readonly Untracked[]): Fix[] {
  const byFile = new Map<string, VirtualRouterMember[]>();
  for (const { member } of all) byFile.set(member.file, [...(byFile.get(member.file) ?? []), member]);
  const together = (
    edit: (members: readonly VirtualRouterMember[]) => FixEdit[] | undefined,
  ): FixEdit[] | undefined => {
    const edits = [...byFile.values()].map(edit);
    return edits.includes(undefined) ? undefined : withoutRepeats(edits.flatMap((one) => one ?? []));
  };
  const script = together(scriptEdits);
  const process = together(processEdits);
  return [
    ...(script === undefined
      ? []
      : [
          {
            title: message("Track haproxy with a script that asks for its process"),
            isPreferred: true,
            isSafe: false,
            edits: script,
          },
        ]),
    ...(process === undefined
      ? []
      : [
          {
            title: message("Track the process haproxy (keepalived 2.0.11 and newer)"),
            isPreferred: false,
            isSafe: false,
            edits: process,
          },
        ]),
  ];
}

/** What is watched in place of haproxy decides how grave it is, so that makes two causes. */
function causeOf({ watchesElse }: Untracked): string {
  return watchesElse.length === 0 ? "nothing" : "something else";
}

/**
 * The instances that lack the same on the same nodes, though of several virtual routers: one haproxy goes unwatched there, and one
 * finding says it.
 */
function groupedByCause(routers: readonly (readonly Untracked[])[]): Untracked[][] {
  const groups = new Map<string, Untracked[]>();
  for (const all of routers) {
    for (const cause of new Set(all.map(causeOf))) {
      const alike = all.filter((one) => causeOf(one) === cause);
      const nodes = alike.map(({ member }) => member.node.name).sort();
      const key = JSON.stringify([cause, ...nodes]);
      groups.set(key, [...(groups.get(key) ?? []), ...alike]);
    }
  }
  return [...groups.values()];
}

/** The other places that are to be mended; a file that several nodes read has each once. */
function otherPlaces({ member }: Untracked, group: readonly Untracked[]): RelatedPlace[] {
  const seen = new Set([`${member.file}\n${startOf(member.instance.name.at)}`]);
  return group.flatMap(({ member: { file, instance, node } }) => {
    const place = `${file}\n${startOf(instance.name.at)}`;
    if (seen.has(place)) return [];
    seen.add(place);
    const text = message("{instance} on {node} does not track haproxy either", {
      instance: instance.name.text,
      node: node.name,
    });
    return [{ file, at: instance.name.at, message: text }];
  });
}

function findingFor(first: Untracked, group: readonly Untracked[], fixes: readonly Fix[]): Finding {
  const { member, balancer, watchesElse } = first;
  const { file, instance, node } = member;
  const [tracker] = watchesElse;
  const held = vipsOf(member);
  const bind = bindsOf(balancer).find((one) => isBehind(one, member, held));
  const nodes = [...new Set(group.map((one) => one.member.node.name))].join(", ");
  const haproxy: RelatedPlace[] =
    bind === undefined
      ? []
      : [{ file: balancer.file, at: bind.at, message: message("haproxy of {node} listens here", { node: node.name }) }];
  return {
    code: haproxyNotTracked.code,
    severity: tracker === undefined ? haproxyNotTracked.severity : "information",
    file,
    at: tracker === undefined ? instance.name.at : tracker.at,
    message:
      tracker === undefined
        ? message(
            "keepalived on {nodes} does not watch haproxy: {instance} tracks neither a script nor a process. Track haproxy, or the VIP stays on a node where haproxy is dead, and clients get connection refused.",
            { nodes, instance: instance.name.text },
          )
        : message(
            "keepalived on {nodes} does not watch haproxy: {instance} tracks only {tracked}. Track haproxy as well, or the VIP stays on a node where haproxy is dead, and clients get connection refused.",
            {
              nodes,
              instance: instance.name.text,
              tracked: [...new Set(watchesElse.map(({ name }) => name.text))].join(", "),
            },
          ),
    related: [...haproxy, ...otherPlaces(first, group)],
    fixes,
    about: group.map((one) => one.member),
  };
}

export const haproxyNotTracked: ClusterRule = {
  code: "cluster/haproxy-not-tracked",
  scope: "cluster",
  severity: "warning",
  fix: "unsafe",
  since: "0.1.0",
  docs: {
    summary: "A node runs haproxy behind a VIP, and keepalived does not watch it.",
    why: "keepalived moves a VIP when its node or its link is gone; of haproxy it knows nothing unless it is told to track it. When haproxy stops (a crash, a bad config at a reload, an upgrade) and the node lives on, the VIP stays where nobody listens, and the other balancers are of no use. A `vrrp_script` or `track_process` without a weight takes the node out of the election as soon as haproxy is gone.",
    example: {
      bad: [
        exampleKeepalived("lb1", { priority: 150, weight: 0 }),
        exampleHaproxy("lb1", "*:8443"),
        exampleKeepalived("lb2", { priority: 100 }),
        exampleHaproxy("lb2", "*:8443"),
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
    const balancerOf = new Map<ClusterNode, Balancer>();
    for (const balancer of cluster.balancers) {
      if (isHaproxy(balancer)) for (const node of balancer.nodes) balancerOf.set(node, balancer);
    }
    const untracked = cluster.virtualRouters.map(({ members }) =>
      members.flatMap((member) => {
        const balancer = balancerOf.get(member.node);
        return balancer === undefined ? [] : (untrackedOf(cluster, member, balancer) ?? []);
      }),
    );
    const all = untracked.flat();
    if (all.length === 0) return;
    const fixes = fixesFor(all);
    for (const group of groupedByCause(untracked)) {
      const [first] = group;
      if (first !== undefined) yield findingFor(first, group, fixes);
    }
  },
};

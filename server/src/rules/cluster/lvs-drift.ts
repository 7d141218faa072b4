import type { Cluster, VirtualRouter, VirtualRouterMember } from "../../cluster/model.ts";
import type { RealServer, VirtualServer, VirtualServerGroup } from "../../model/keepalived/facts.ts";
import type { Stated } from "../../model/value.ts";
import type { Anchor } from "../../syntax/tree.ts";
import { type Finding, type FixEdit, type Message, message } from "../finding.ts";
import { type Division, divide } from "../majority.ts";
import type { ClusterRule } from "../rule.ts";
import { type Agreement, agreementFixes } from "./agreement.ts";
import { exampleKeepalived } from "./example-files.ts";
import { realServerKey, serviceKey, serviceName } from "./lvs-services.ts";
import { nodeNames, relatedMembers, routerName } from "./members.ts";
import { writeStatement } from "./written-block.ts";

/** A director's virtual servers by what they are for; undefined where one of them is unknown or may stand elsewhere. */
function servicesOf({ keepalived, node }: VirtualRouterMember): Map<string, VirtualServer> | undefined {
  if (keepalived.isOpen || keepalived.hasInclude || keepalived.configId !== undefined) return undefined;
  // A text for people shows the parts of one file in blocks of their own.
  if (node.knownBy === "block" && keepalived.virtualServers.length === 0) return undefined;
  const services = new Map<string, VirtualServer>();
  for (const server of keepalived.virtualServers) {
    const key = serviceKey(server);
    if (key === undefined) return undefined;
    // One address and port may be there for TCP and for UDP.
    const protocol = services.has(key) ? ` ${server.protocol?.text.toUpperCase() ?? "UDP"}` : "";
    services.set(`${key}${protocol}`, server);
  }
  return services;
}

/** Whether a member may hold the address of a virtual server; marks and groups are everybody's. */
function mayHold({ keepalived }: VirtualRouterMember, { address }: VirtualServer): boolean {
  return (
    address === undefined ||
    keepalived.instances.some(({ virtualAddresses, excludedAddresses }) =>
      [...virtualAddresses, ...excludedAddresses].some(({ value }) => value?.text === address.value?.text),
    )
  );
}

/** The directors of a virtual router whose virtual servers are known. */
interface Directors {
  readonly cluster: Cluster;
  readonly router: VirtualRouter;
  readonly members: readonly VirtualRouterMember[];
  readonly services: ReadonlyMap<VirtualRouterMember, ReadonlyMap<string, VirtualServer>>;
}

function directorsOf(cluster: Cluster, router: VirtualRouter): Directors | undefined {
  const services = new Map<VirtualRouterMember, ReadonlyMap<string, VirtualServer>>();
  const files = new Set<string>();
  for (const member of router.members) {
    // What one file says to several nodes differs only in their own values; a text for people has a block for each.
    const isSame = files.has(member.file) && member.node.knownBy !== "block";
    const own = isSame ? undefined : servicesOf(member);
    files.add(member.file);
    if (own !== undefined) services.set(member, own);
  }
  const members = [...services.keys()];
  const isAny = members.some((member) => (services.get(member)?.size ?? 0) > 0);
  return members.length > 1 && isAny ? { cluster, router, members, services } : undefined;
}

/** Something of one virtual server that directors must agree on. */
interface Aspect {
  /** In a form to compare; undefined where it is unknown. */
  keyOf(member: VirtualRouterMember): string | undefined;
  /** As people read it. */
  textOf(member: VirtualRouterMember): string;
  placeOf(member: VirtualRouterMember, others: readonly VirtualRouterMember[]): Anchor;
  adopt(member: VirtualRouterMember, model: VirtualRouterMember): FixEdit[] | undefined;
  aboutOf(member: VirtualRouterMember, others: readonly VirtualRouterMember[]): readonly object[];
}

/** A keyword with one value. */
interface Setting {
  readonly keyword: "lb_algo" | "lb_kind" | "persistence_timeout";
  valueOf(server: VirtualServer): Stated<string | number> | undefined;
  /** What counts where the keyword is absent. */
  readonly unset: string;
}

const settings: readonly Setting[] = [
  { keyword: "lb_algo", valueOf: ({ scheduler }) => scheduler, unset: "wlc" },
  { keyword: "lb_kind", valueOf: ({ forwarding }) => forwarding, unset: "NAT" },
  { keyword: "persistence_timeout", valueOf: ({ persistenceTimeout }) => persistenceTimeout, unset: "0" },
];

/** The entries of the group that a virtual server names. */
function groupAspect(serverOf: ServerOf): Aspect {
  const groupOf = (member: VirtualRouterMember): VirtualServerGroup | undefined => {
    const name = serverOf(member)?.group?.value;
    return name === undefined
      ? undefined
      : member.keepalived.virtualServerGroups.find((group) => group.name.value === name);
  };
  const textOf = (member: VirtualRouterMember): string => (groupOf(member)?.entries ?? []).join(", ");
  return {
    keyOf: (member) => groupOf(member)?.entries && [...new Set(groupOf(member)?.entries)].sort().join("\n"),
    textOf,
    placeOf: (member) => groupOf(member)?.name.at ?? member.instance.name.at,
    adopt: () => undefined,
    aboutOf: (member) => [groupOf(member) ?? member],
  };
}

type ServerOf = (member: VirtualRouterMember) => VirtualServer | undefined;

function settingAspect(serverOf: ServerOf, { keyword, valueOf, unset }: Setting): Aspect {
  const keyOf = (member: VirtualRouterMember): string | undefined => {
    const server = serverOf(member);
    if (server === undefined || server.isOpen) return undefined;
    const stated = valueOf(server);
    return stated === undefined ? unset : stated.value === undefined ? undefined : String(stated.value);
  };
  return {
    keyOf,
    textOf: (member) => `${keyword} ${keyOf(member) ?? ""}`,
    placeOf(member) {
      const server = serverOf(member);
      const stated = server === undefined ? undefined : valueOf(server);
      return stated?.at ?? server?.address?.at ?? server?.at ?? member.instance.name.at;
    },
    adopt(member, model) {
      const { file } = member;
      const server = serverOf(member);
      const wanted = keyOf(model);
      if (server === undefined || wanted === undefined) return undefined;
      const stated = valueOf(server);
      if (stated?.isGenerated) return undefined;
      if (keyword === "persistence_timeout" && wanted === unset) {
        const entry = server.persistenceTimeout?.entry;
        return entry === undefined ? undefined : [{ file, at: entry, form: "remove-line", newText: "" }];
      }
      // A keyword without a value has no word that could be replaced.
      const isBare = stated?.text === keyword;
      if (stated !== undefined) {
        return [{ file, at: stated.at, form: "in-place", newText: isBare ? `${keyword} ${wanted}` : wanted }];
      }
      if (server.opening === undefined) return undefined;
      return [{ file, at: server.opening, form: "line-inside", newText: `${keyword} ${wanted}` }];
    },
    aboutOf: (member) => [serverOf(member) ?? member],
  };
}

/** The real servers of a director by where they are; undefined where one is unknown. */
function realServersOf(
  cluster: Cluster,
  member: VirtualRouterMember,
  server: VirtualServer,
): Map<string, RealServer> | undefined {
  if (server.isOpen) return undefined;
  const found = new Map<string, RealServer>();
  for (const one of server.realServers) {
    const key = realServerKey(cluster, member, one);
    if (key === undefined) return undefined;
    found.set(key, one);
  }
  return found;
}

function realServersAspect({ cluster, members }: Directors, serverOf: ServerOf): Aspect {
  const byMember = new Map(
    members.map((member) => {
      const server = serverOf(member);
      return [member, server === undefined ? undefined : realServersOf(cluster, member, server)];
    }),
  );
  const isOwn = (member: VirtualRouterMember, key: string): boolean => key.startsWith(`node ${member.node.name} `);
  // Directors that are real servers too may all leave out themselves.
  const leavesOutItself = members.every((member) =>
    [...(byMember.get(member)?.keys() ?? [])].every((key) => !isOwn(member, key)),
  );
  const keysOf = (member: VirtualRouterMember): string[] | undefined => {
    const keys = byMember.get(member)?.keys();
    if (keys === undefined) return undefined;
    const isCompared = (key: string): boolean => !leavesOutItself || !members.some((one) => isOwn(one, key));
    return [...keys].filter(isCompared).sort();
  };
  const surplus = (member: VirtualRouterMember, others: readonly VirtualRouterMember[]): RealServer[] => {
    const known = others.map((other) => new Set(keysOf(other)));
    return (keysOf(member) ?? []).flatMap((key) =>
      known.some((keys) => keys.has(key)) ? [] : (byMember.get(member)?.get(key) ?? []),
    );
  };
  return {
    keyOf: (member) => keysOf(member)?.join(", "),
    textOf(member) {
      const texts = [...(byMember.get(member)?.values() ?? [])].map(({ address, port }) =>
        port === undefined ? address.text : `${address.text} ${port.text}`,
      );
      return texts.length === 0 ? "none" : texts.join(", ");
    },
    placeOf(member, others) {
      const server = serverOf(member);
      return surplus(member, others)[0]?.address.at ?? server?.address?.at ?? server?.at ?? member.instance.name.at;
    },
    adopt: (member, model) => adoptRealServers(member, byMember, model, serverOf),
    aboutOf(member, others) {
      const odd = surplus(member, others);
      return odd.length > 0 ? odd : [serverOf(member) ?? member];
    },
  };
}

function adoptRealServers(
  member: VirtualRouterMember,
  byMember: ReadonlyMap<VirtualRouterMember, ReadonlyMap<string, RealServer> | undefined>,
  model: VirtualRouterMember,
  serverOf: ServerOf,
): FixEdit[] | undefined {
  const { file } = member;
  const own = byMember.get(member);
  const wanted = byMember.get(model);
  const server = serverOf(member);
  if (own === undefined || wanted === undefined || server === undefined) return undefined;
  const surplus = [...own].flatMap(([key, one]) => (wanted.has(key) ? [] : [one]));
  const missing = [...wanted].flatMap(([key, one]) => (own.has(key) ? [] : [one]));
  if (surplus.some(({ statement }) => statement.words[0]?.generated === true)) return undefined;
  const edits: FixEdit[] = [];
  // The same server with another port keeps its block.
  for (const one of [...surplus]) {
    const same = missing.find(({ address }) => address.value?.text === one.address.value?.text);
    if (same?.port === undefined || one.port === undefined || one.port.isGenerated) continue;
    edits.push({ file, at: one.port.at, form: "in-place", newText: same.port.text });
    surplus.splice(surplus.indexOf(one), 1);
    missing.splice(missing.indexOf(same), 1);
  }
  for (const one of surplus) edits.push({ file, at: one.at, form: "remove-line", newText: "" });
  // What a node calls 127.0.0.1 is another address elsewhere.
  if (missing.some(({ address }) => address.text.startsWith("127."))) return undefined;
  const blocks = missing.map(({ statement }) => writeStatement(statement));
  if (blocks.includes(undefined)) return undefined;
  const last = server.realServers.findLast((one) => !surplus.includes(one));
  if (blocks.length > 0 && last !== undefined) {
    edits.push({ file, at: last.at, form: "line-below", newText: blocks.join("\n") });
  } else if (blocks.length > 0) {
    if (server.opening === undefined) return undefined;
    edits.push({ file, at: server.opening, form: "line-inside", newText: blocks.join("\n") });
  }
  return edits;
}

function agreementOn({ router }: Directors, aspect: Aspect, service: string): Agreement {
  return {
    keyOf: aspect.keyOf,
    adopt: aspect.adopt,
    titleAs: ({ members }) =>
      message("Let the virtual_server {service} be as on {nodes}", { service, nodes: nodeNames(members) }),
    titleForAll: (model) =>
      message("Let the virtual_server {service} be as on {node} on all nodes of {router}", {
        service,
        node: model.node.name,
        router: routerName(router),
      }),
  };
}

const templates = {
  setting:
    "The virtual_server {service} has {own} on {node}, but {theirs} on {nodes}. After a failover connections are spread in another way, or sent to where they were not before.",
  group:
    "The virtual_server {service} takes {own} on {node}, but {theirs} on {nodes}. After a failover connections to some of them are refused.",
  servers:
    "The virtual_server {service} sends to {own} on {node}, but to {theirs} on {nodes}. After a failover some servers get nothing any more, or connections go to where they were not meant to.",
};

function* differences(
  directors: Directors,
  aspect: Aspect,
  service: string,
  kind: keyof typeof templates,
): Iterable<Finding> {
  const { members, router } = directors;
  const division = divide(members, aspect.keyOf);
  if (division === undefined) return;
  const known: VirtualRouter = { ...router, members };
  for (const member of division.odd) {
    const different = othersOf(division, member, aspect);
    yield {
      code: lvsDrift.code,
      severity: lvsDrift.severity,
      file: member.file,
      at: aspect.placeOf(member, different),
      message: message(templates[kind], {
        service,
        own: aspect.textOf(member),
        node: member.node.name,
        theirs: [...new Set(different.map(aspect.textOf))].join(" / "),
        nodes: nodeNames(different),
      }),
      related: relatedMembers(
        different,
        (other) => aspect.placeOf(other, [member]),
        (other): Message => message("{list} on {node}", { list: aspect.textOf(other), node: other.node.name }),
      ),
      fixes: agreementFixes(member, known, division, agreementOn(directors, aspect, service)),
      about: aspect.aboutOf(member, different),
    };
  }
}

function othersOf(
  division: Division<VirtualRouterMember>,
  member: VirtualRouterMember,
  aspect: Aspect,
): VirtualRouterMember[] {
  return division.groups
    .flatMap((group) => group.members)
    .filter((other) => aspect.keyOf(other) !== aspect.keyOf(member));
}

/** The edit that gives a director virtual servers that it lacks, behind its last one or else its instance. */
function addedServices(
  member: VirtualRouterMember,
  missing: readonly VirtualServer[],
  model: VirtualRouterMember,
): FixEdit | undefined {
  const { keepalived, file, instance } = member;
  const texts = missing.map((server) => {
    const { origin, start } = server.at;
    const section = model.keepalived.sections.find((one) => one.origin === origin);
    const statement = section?.statements.find((one) => one.start === start);
    return statement === undefined ? undefined : writeStatement(statement);
  });
  if (texts.includes(undefined) || instance.name.isGenerated) return undefined;
  const last = keepalived.virtualServers[keepalived.virtualServers.length - 1]?.at ?? instance.at;
  const end = { origin: last.origin, start: last.end, end: last.end };
  return { file, at: end, form: "in-place", newText: texts.map((text) => `\n\n${text}`).join("") };
}

/** A director with virtual servers in which it is odd. */
interface OddServices {
  readonly member: VirtualRouterMember;
  readonly keys: string[];
}

/** The directors that lack virtual servers, and where most lack one those that have it. */
function oddServices({ members, services }: Directors): { lacking: OddServices[]; having: OddServices[] } {
  const found = { lacking: new Map<VirtualRouterMember, string[]>(), having: new Map<VirtualRouterMember, string[]>() };
  const all = new Map(members.flatMap((member) => [...(services.get(member) ?? [])]));
  for (const [key, server] of all) {
    const holders = members.filter((member) => mayHold(member, server));
    const having = holders.filter((member) => services.get(member)?.has(key));
    if (having.length === 0 || having.length === holders.length) continue;
    const isOdd = having.length * 2 < holders.length;
    const list = isOdd ? found.having : found.lacking;
    for (const member of isOdd ? having : holders.filter((one) => !having.includes(one))) {
      list.set(member, [...(list.get(member) ?? []), key]);
    }
  }
  const listed = (map: Map<VirtualRouterMember, string[]>): OddServices[] =>
    Array.from(map, ([member, keys]) => ({ member, keys }));
  return { lacking: listed(found.lacking), having: listed(found.having) };
}

function lackingFinding({ members, services, router }: Directors, { member, keys }: OddServices): Finding {
  const having = members.filter((other) => keys.some((key) => services.get(other)?.has(key)));
  const model = having.find((other) => keys.every((key) => services.get(other)?.has(key)));
  const wanted = keys.flatMap((key) => (model === undefined ? [] : (services.get(model)?.get(key) ?? [])));
  const edit = model === undefined ? undefined : addedServices(member, wanted, model);
  const [key = ""] = keys;
  const shown = having.flatMap((other) => {
    const server = services.get(other)?.get(key);
    return server === undefined ? [] : [{ other, server }];
  });
  const names = keys.flatMap((one) => having.flatMap((other) => services.get(other)?.get(one) ?? []).slice(0, 1));
  return {
    code: lvsDrift.code,
    severity: lvsDrift.severity,
    file: member.file,
    at: member.instance.name.at,
    message: message(
      "{node} lacks the virtual_server {services} that {nodes} has for {router}. When the VIP moves to {node}, connections to it are refused.",
      {
        node: member.node.name,
        services: names.map(serviceName).join(", "),
        nodes: nodeNames(having),
        router: routerName(router),
      },
    ),
    related: shown.map(({ other, server }) => ({
      file: other.file,
      at: server.address?.at ?? server.at,
      message: message("virtual_server {service} on {node}", {
        service: serviceName(server),
        node: other.node.name,
      }),
    })),
    fixes:
      edit === undefined
        ? []
        : [
            {
              title: message("Add the virtual_server of {nodes}", { nodes: model?.node.name ?? "" }),
              isPreferred: having.length * 2 > members.length,
              isSafe: false,
              edits: [edit],
            },
          ],
    about: [member],
  };
}

function* havingFindings({ members, services, router }: Directors, { member, keys }: OddServices): Iterable<Finding> {
  const surplus = keys.flatMap((key) => services.get(member)?.get(key) ?? []);
  const [first] = surplus;
  if (first === undefined) return;
  const lacking = members.filter((other) => !keys.every((key) => services.get(other)?.has(key)));
  yield {
    code: lvsDrift.code,
    severity: lvsDrift.severity,
    file: member.file,
    at: first.address?.at ?? first.at,
    message: message(
      "Only {node} has the virtual_server {services} for {router}. When the VIP moves to {nodes}, connections to it are refused.",
      {
        node: member.node.name,
        services: surplus.map(serviceName).join(", "),
        nodes: nodeNames(lacking),
        router: routerName(router),
      },
    ),
    related: relatedMembers(
      lacking,
      (other) => other.instance.name.at,
      (other) => message("no such virtual_server on {node}", { node: other.node.name }),
    ),
    fixes: [],
    about: [first],
  };
}

const exampleLvs = (algorithm: string): string => `virtual_server 10.0.0.100 80 {
    lb_algo ${algorithm}
    lb_kind NAT
    protocol TCP
    real_server 10.0.0.11 80 {
        TCP_CHECK {
            connect_timeout 3
        }
    }
}
`;

function exampleDirectors(...algorithms: readonly string[]): string {
  return algorithms
    .map(
      (algorithm, index) => exampleKeepalived(`lb${index + 1}`, { priority: 150 - 10 * index }) + exampleLvs(algorithm),
    )
    .join("");
}

export const lvsDrift: ClusterRule = {
  code: "cluster/lvs-drift",
  scope: "cluster",
  severity: "warning",
  fix: "safe",
  since: "0.1.0",
  docs: {
    summary: "LVS directors of one VIP spread connections differently.",
    why: "Only the holder of the VIP works as a director, so a difference is not seen before the failover: then servers are missing, others get connections that were taken out long ago, packets are forwarded in a way for which the servers are not set up, or sessions lose their server. Virtual servers, their real servers, `lb_algo`, `lb_kind` and `persistence_timeout` are compared; weights and checks are not.",
    example: { bad: exampleDirectors("rr", "rr", "wlc"), good: exampleDirectors("rr", "rr", "rr") },
  },
  *check(cluster): Iterable<Finding> {
    const done = new Set<string>();
    for (const router of cluster.virtualRouters) {
      const directors = directorsOf(cluster, router);
      if (directors === undefined) continue;
      const { members, services } = directors;
      // Of several virtual routers of the same nodes one is enough.
      const nodes = members.map(({ node }) => node.name).join("\n");
      if (done.has(nodes)) continue;
      done.add(nodes);
      const odd = oddServices(directors);
      for (const one of odd.lacking) yield lackingFinding(directors, one);
      for (const one of odd.having) yield* havingFindings(directors, one);
      for (const key of new Set(members.flatMap((member) => [...(services.get(member)?.keys() ?? [])]))) {
        const serverOf: ServerOf = (member) => services.get(member)?.get(key);
        const [sample] = members.flatMap((member) => serverOf(member) ?? []);
        const service = sample === undefined ? key : serviceName(sample);
        yield* differences(directors, realServersAspect(directors, serverOf), service, "servers");
        yield* differences(directors, groupAspect(serverOf), service, "group");
        for (const setting of settings) {
          yield* differences(directors, settingAspect(serverOf, setting), service, "setting");
        }
      }
    }
  },
};

import { clientUrlsOf, ownHosts } from "../../cluster/etcd.ts";
import type { Cluster, EtcdCluster, EtcdClusterMember, InFile } from "../../cluster/model.ts";
import { isLoopback } from "../../model/address.ts";
import type { EtcdClient, EtcdUrl } from "../../model/etcd/facts.ts";
import type { Stated } from "../../model/value.ts";
import { type Finding, type FixEdit, message, type RelatedPlace } from "../finding.ts";
import type { ClusterRule } from "../rule.ts";
import { exampleEtcd } from "./etcd-examples.ts";
import { hostsOfCluster, knownList, memberName, memberNames } from "./etcd-members.ts";

/** Who asks, as people call it. */
const askers = { apiserver: "kube-apiserver", kubeadm: "kubeadm" } as const;

interface Asked {
  readonly stated: Stated<EtcdUrl>;
  readonly url: EtcdUrl;
}

function isLocal({ address, host }: EtcdUrl): boolean {
  return host === "localhost" || (address !== undefined && isLoopback(address));
}

/** Whether an address is one at which something may stand in front of etcd: a VIP, or a bind of a balancer. */
function isFrontEnd(url: EtcdUrl, cluster: Cluster): boolean {
  const { address } = url;
  if (address === undefined) return false;
  return (
    cluster.virtualAddresses.some((vip) => vip.text === address.text) ||
    cluster.balancers.some(({ facts }) =>
      facts.proxies.some((proxy) => proxy.facts.binds.some((bind) => bind.address?.text === address.text)),
    )
  );
}

/** The members that have a host, and the URLs at which they take clients, as far as all of these are known. */
function membersAt(etcd: EtcdCluster, host: string): EtcdClusterMember[] {
  return etcd.members.filter(({ facts }) => ownHosts(facts).has(host));
}

/** Whether it is known on which URLs a member takes clients. */
function areClientUrlsKnown({ facts, isDoubtful }: EtcdClusterMember): boolean {
  const lists = [facts.clientUrls, facts.listenClientUrls].filter((list) => list !== undefined);
  return !isDoubtful && lists.length > 0 && lists.every(({ isComplete }) => isComplete);
}

function relatedMembers(members: readonly EtcdClusterMember[]): RelatedPlace[] {
  return members.flatMap((member) => {
    const list = member.facts.clientUrls ?? member.facts.listenClientUrls;
    if (list === undefined) return [];
    const urls = list.list.value ?? "";
    return [
      {
        file: member.file,
        at: list.list.at,
        message: message("{name} takes clients at {urls}", { name: memberName(member), urls }),
      },
    ];
  });
}

/** The one URL that a member tells its clients. */
function advertisedUrl({ facts }: EtcdClusterMember): EtcdUrl | undefined {
  const urls = (facts.clientUrls?.urls ?? []).flatMap(({ value }) =>
    value === undefined || isLocal(value) ? [] : value,
  );
  return urls.length === 1 ? urls[0] : undefined;
}

function replaceUrl(
  file: string,
  { at, text, isGenerated }: Stated<EtcdUrl>,
  url: EtcdUrl | undefined,
): FixEdit | undefined {
  if (url === undefined || isGenerated || at.end - at.start !== text.length) return undefined;
  return { file, at, form: "in-place", newText: url.text };
}

interface Wrong {
  readonly stated: Stated<EtcdUrl>;
  readonly url: EtcdUrl;
  /** Undefined for one that no file configures, and that is taken to be as the others. */
  readonly member: EtcdClusterMember | undefined;
  /** What to ask instead. */
  readonly meant: EtcdUrl | undefined;
  /** The member takes clients on that port by another scheme. */
  readonly isScheme: boolean;
}

/** The URLs at which the member that they name takes no clients. */
function wrongUrls(asked: readonly Asked[], etcd: EtcdCluster): Wrong[] {
  return asked.flatMap(({ stated, url }): Wrong[] => {
    const members = isLocal(url) ? [] : membersAt(etcd, url.host);
    const [member] = members;
    if (member === undefined || !members.every(areClientUrlsKnown)) return [];
    const urls = members.flatMap(({ facts }) => clientUrlsOf(facts)).filter(({ host }) => host === url.host);
    // Of a member whose own client URLs are of another network, or local, nothing is known here.
    if (urls.length === 0 || urls.some(({ text }) => text === url.text)) return [];
    return [
      { stated, url, member, meant: advertisedUrl(member), isScheme: urls.some(({ port }) => port === url.port) },
    ];
  });
}

/** Members without a file, asked in the same wrong way as those with one, where all of these take clients alike. */
function wrongElsewhere(asked: readonly Asked[], wrong: readonly Wrong[], etcd: EtcdCluster): Wrong[] {
  const [first] = wrong;
  const meant = etcd.members.map(advertisedUrl);
  const [model] = meant;
  const areAlike = meant.every((url) => url?.port === model?.port && url?.scheme === model?.scheme);
  if (first === undefined || model === undefined || !areAlike) return [];
  const listed = hostsOfCluster(etcd);
  return asked.flatMap(({ stated, url }): Wrong[] => {
    const isElsewhere = listed.has(url.host) && membersAt(etcd, url.host).length === 0;
    if (!isElsewhere || url.port !== first.url.port || url.scheme !== first.url.scheme) return [];
    const host = url.address?.family === 6 ? `[${url.host}]` : url.host;
    const text = `${model.scheme}://${host}:${model.port}`;
    return [{ stated, url, member: undefined, meant: { ...model, host: url.host, text }, isScheme: first.isScheme }];
  });
}

/** One finding for all URLs of a client that have the same fault. */
function* portFindings(
  { file, facts }: InFile<EtcdClient>,
  asked: readonly Asked[],
  etcd: EtcdCluster,
): Iterable<Finding> {
  const surely = wrongUrls(asked, etcd);
  const wrong = [...surely, ...wrongElsewhere(asked, surely, etcd)];
  for (const isScheme of [false, true]) {
    const same = wrong.filter((one) => one.isScheme === isScheme);
    const [first, ...others] = same;
    if (first === undefined) continue;
    const members = [...new Set(same.flatMap(({ member }) => member ?? []))];
    const edits = same.map(({ stated, meant }) => replaceUrl(file, stated, meant));
    const said = {
      asker: askers[facts.kind],
      url: same.map(({ url }) => url.text).join(", "),
      names: memberNames(members),
      taken: [...new Set(members.flatMap((member) => advertisedUrl(member)?.text ?? []))].join(", "),
      meant: [...new Set(same.flatMap(({ meant }) => meant?.text ?? []))].join(", "),
    };
    yield {
      code: etcdEndpointMismatch.code,
      severity: etcdEndpointMismatch.severity,
      file,
      at: first.stated.at,
      message: isScheme
        ? message(
            "{asker} asks etcd at {url}, but the client URLs of {names} have another scheme: {taken}. The handshake fails, and once the members that it can reach have failed, the apiserver stops.",
            said,
          )
        : message(
            "{asker} asks etcd at {url}, but the client URLs of {names} are {taken}. Nothing answers on that port, and once the members that it can reach have failed, the apiserver stops.",
            said,
          ),
      related: [
        ...others.map(({ stated, url }) => ({
          file,
          at: stated.at,
          message: message("{url} here as well", { url: url.text }),
        })),
        ...relatedMembers(members),
      ],
      fixes: edits.includes(undefined)
        ? []
        : [
            {
              title: message("Ask {meant}, as the members advertise", { meant: said.meant }),
              isPreferred: true,
              isSafe: false,
              edits: edits.filter((edit) => edit !== undefined),
            },
          ],
      about: same.map(({ stated }) => stated),
    };
  }
}

/** Addresses that are no member's, beside others that are. */
function* foreignUrls(
  { file, facts }: InFile<EtcdClient>,
  asked: readonly Asked[],
  etcd: EtcdCluster,
  cluster: Cluster,
): Iterable<Finding> {
  const lists = etcd.members.flatMap((member) => knownList(member) ?? []);
  if (lists.length === 0 || etcd.members.some((member) => member.isDoubtful)) return;
  const hosts = hostsOfCluster(etcd);
  const isIp = etcd.members.every(({ facts: member }) =>
    (member.initialCluster?.peers ?? []).every(({ url }) => url.value?.address !== undefined),
  );
  const known = asked.filter(({ url }) => hosts.has(url.host));
  const unnamed = etcd.members.filter((member) => !known.some(({ url }) => ownHosts(member.facts).has(url.host)));
  for (const { stated, url } of asked) {
    // A member may have a second address for its clients, in another network.
    const isOpen =
      url.address === undefined || !isIp || hosts.has(url.host) || isLocal(url) || isFrontEnd(url, cluster);
    if (isOpen || known.length === 0 || known.length < asked.length - 1) continue;
    const [only, other] = unnamed;
    const meant = only === undefined || other !== undefined ? undefined : advertisedUrl(only);
    const edit = replaceUrl(file, stated, meant);
    yield {
      code: etcdEndpointMismatch.code,
      severity: etcdEndpointMismatch.severity,
      file,
      at: stated.at,
      message: message(
        "{asker} asks etcd at {url}, but no member of the cluster has that address. The apiserver gets no answer there and has one member less to fall back on.",
        { asker: askers[facts.kind], url: url.text },
      ),
      related: relatedMembers(etcd.members),
      fixes:
        edit === undefined || meant === undefined
          ? []
          : [
              {
                title: message("Ask {url}, which no other URL names", { url: meant.text }),
                isPreferred: true,
                isSafe: false,
                edits: [edit],
              },
            ],
      about: [stated],
    };
  }
}

/** Members that are asked by nobody where the others are. */
function* missingMembers(
  { file, facts }: InFile<EtcdClient>,
  asked: readonly Asked[],
  etcd: EtcdCluster,
): Iterable<Finding> {
  const [first] = asked;
  if (first === undefined || asked.some(({ url }) => isLocal(url))) return;
  // An apiserver may ask the member of its own machine alone.
  const isOwn = facts.kind === "apiserver" && asked.length === 1;
  if (isOwn && (facts.ownAddress === undefined || facts.ownAddress.text === first.url.host)) return;
  const hosts = new Set(asked.map(({ url }) => url.host));
  const settled = etcd.members.filter((member) => !member.isDoubtful && advertisedUrl(member)?.address !== undefined);
  const missing = settled.filter(({ facts: member }) => ![...ownHosts(member)].some((host) => hosts.has(host)));
  const areAllNamed = asked.every(({ url }) => url.address !== undefined && membersAt(etcd, url.host).length > 0);
  const last = facts.urls.urls.at(-1);
  if (missing.length === 0 || !areAllNamed || last === undefined) return;
  const added = missing.flatMap((member) => advertisedUrl(member)?.text ?? []);
  const isPlain = !last.isGenerated && last.at.end - last.at.start === last.text.length;
  const { lastLine } = facts;
  const canAdd = isPlain && (facts.kind === "apiserver" || lastLine !== undefined);
  yield {
    code: etcdEndpointMismatch.code,
    severity: "warning",
    file,
    at: facts.urls.list.at,
    message: message(
      "{asker} does not ask {names} of the same etcd cluster. When the members that it asks have failed, the apiserver stops although etcd may still have a quorum.",
      { asker: askers[facts.kind], names: memberNames(missing) },
    ),
    related: relatedMembers(missing),
    fixes: canAdd
      ? [
          {
            title: message("Ask {urls} as well", { urls: added.join(", ") }),
            isPreferred: true,
            isSafe: false,
            edits: [
              lastLine === undefined
                ? {
                    file,
                    at: { origin: last.at.origin, start: last.at.end, end: last.at.end },
                    form: "in-place",
                    newText: added.map((url) => `,${url}`).join(""),
                  }
                : { file, at: lastLine, form: "line-below", newText: added.map((url) => `- ${url}`).join("\n") },
            ],
          },
        ]
      : [],
    about: facts.urls.urls,
  };
}

function* findingsOf(client: InFile<EtcdClient>, etcd: EtcdCluster, cluster: Cluster): Iterable<Finding> {
  const asked = client.facts.urls.urls.flatMap((stated): Asked[] =>
    stated.value === undefined ? [] : [{ stated, url: stated.value }],
  );
  yield* portFindings(client, asked, etcd);
  // What stands in front of etcd leads to all members; what is not known may be any of them.
  if (!client.facts.urls.isComplete || asked.some(({ url }) => isFrontEnd(url, cluster))) return;
  yield* foreignUrls(client, asked, etcd, cluster);
  yield* missingMembers(client, asked, etcd);
}

export const etcdEndpointMismatch: ClusterRule = {
  code: "cluster/etcd-endpoint-mismatch",
  scope: "cluster",
  severity: "error",
  fix: "unsafe",
  since: "0.1.0",
  docs: {
    summary: "An apiserver asks etcd where no member takes clients, or leaves a member out.",
    why: "kube-apiserver keeps everything in etcd. A URL with another address, port or scheme than the member's is a server that never answers: as long as another one does nobody notices, and with the last good one the API is gone, though etcd itself has a quorum. An apiserver on a machine of a stacked cluster may ask the member of that machine alone.",
    example: {
      bad: [
        exampleEtcd(1),
        exampleEtcd(2),
        exampleEtcd(3),
        `//- kubeadm.yaml
apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
etcd:
  external:
    endpoints:
    - https://10.0.0.1:2379
    - https://10.0.0.2:2379
    - https://10.0.0.3:2380
`,
      ].join(""),
      good: [
        exampleEtcd(1),
        exampleEtcd(2),
        exampleEtcd(3),
        `//- kubeadm.yaml
apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
etcd:
  external:
    endpoints:
    - https://10.0.0.1:2379
    - https://10.0.0.2:2379
    - https://10.0.0.3:2379
`,
      ].join(""),
    },
  },
  *check(cluster): Iterable<Finding> {
    for (const etcd of cluster.etcdClusters) {
      for (const client of etcd.clients) yield* findingsOf(client, etcd, cluster);
    }
  },
};

import { knownControlPlanes } from "../../cluster/control-planes.ts";
import type { Cluster, InFile } from "../../cluster/model.ts";
import { type IpAddress, parseIpAddress } from "../../model/address.ts";
import type { KubeadmCluster } from "../../model/kubernetes/facts.ts";
import type { Anchor } from "../../syntax/tree.ts";
import { type Finding, type Fix, type FixEdit, message } from "../finding.ts";
import type { ClusterRule } from "../rule.ts";
import { apiServerBackends, vipTexts } from "./backends.ts";
import { endpointStatements, statedAddress } from "./endpoints.ts";
import { exampleHaproxy, exampleKeepalived } from "./example-files.ts";

/** A name or address by which somebody comes to the apiservers. */
interface UsedName {
  readonly name: string;
  readonly address: IpAddress | undefined;
  readonly file: string;
  readonly at: Anchor;
  readonly user: "join" | "check" | "kubeconfig";
  /** What a finding is about. */
  readonly about: object;
}

/** The names that kubeadm gives to every certificate of an apiserver. */
const builtInName = /^(?:localhost|kubernetes(?:\.default(?:\.svc(?:\..+)?)?)?)$/;

function joinNames(cluster: Cluster): UsedName[] {
  const held = vipTexts(cluster);
  return endpointStatements(cluster).flatMap((statement): UsedName[] => {
    const { role, stated, file } = statement;
    const address = statedAddress(cluster, statement);
    // Any other address or name may be one node's own, for which its certificate is valid.
    if (role !== "join" || stated.value === undefined || address === undefined || !held.has(address.text)) return [];
    return [
      { name: stated.value.host, address: stated.value.address, file, at: stated.at, user: "join", about: stated },
    ];
  });
}

/** Whether a name may be a machine's own, for which its certificate is valid. */
function mayBeMachine(cluster: Cluster, name: string): boolean {
  const short = (text: string | undefined): string => text?.toLowerCase().split(".")[0] ?? "";
  const machines = [
    ...cluster.nodes.map((node) => node.name),
    ...cluster.kubeadmNodes.map(({ facts }) => facts.nodeName?.text),
    ...apiServerBackends(cluster).flatMap(({ backend }) =>
      backend.facts.servers.flatMap((server) => [server.name.text, server.hostName]),
    ),
  ];
  return machines.some((machine) => short(machine) === short(name));
}

/** The names by which kubeconfigs that lie beside the cluster come: its VIPs, and names that are no machine's own. */
function kubeconfigNames(cluster: Cluster): UsedName[] {
  const held = vipTexts(cluster);
  return cluster.kubeconfigs.flatMap(({ file, facts: { server, isVerified } }): UsedName[] => {
    const { value } = server;
    if (!isVerified || value === undefined || value.isHostUnknown) return [];
    const { host, address } = value;
    const known = address ?? cluster.hosts.addressOf(host);
    const isMeant = known === undefined ? !mayBeMachine(cluster, host) : held.has(known.text);
    return isMeant ? [{ name: host, address, file, at: server.at, user: "kubeconfig", about: server }] : [];
  });
}

/** The names that haproxy asks for in its checks; without a certificate authority it does not look at the answer. */
function checkNames(cluster: Cluster): UsedName[] {
  return apiServerBackends(cluster).flatMap(({ balancer, backend }) =>
    backend.facts.servers.flatMap((server): UsedName[] => {
      const words = [...server.options, ...server.sectionDefaults];
      const name = words[words.indexOf("check-sni") + 1];
      const isVerified = words.includes("ca-file") && words[words.indexOf("verify") + 1] !== "none";
      if (!words.includes("check-sni") || name === undefined || !isVerified) return [];
      const address = parseIpAddress(name);
      return [{ name, address, file: balancer.file, at: server.target.at, user: "check", about: server }];
    }),
  );
}

/** An address in its canonical form, a name in lower case. */
function canonical(name: string): string {
  return parseIpAddress(name)?.text ?? name.toLowerCase();
}

/** The names that a configuration gives to all certificates; undefined where more may be there than can be read. */
function namesOfConfiguration(facts: KubeadmCluster): string[] | undefined {
  const { source, endpoint, certificateNames, advertiseAddress } = facts;
  const isUnread = certificateNames.some(({ value }) => value === undefined);
  const isEndpointUnread = endpoint !== undefined && (endpoint.value === undefined || endpoint.value.isHostUnknown);
  if (source.isOpen || isUnread || isEndpointUnread) return undefined;
  const texts = [endpoint?.value?.host, advertiseAddress?.value?.text, ...certificateNames.map(({ value }) => value)];
  return texts.flatMap((text) => (text === undefined ? [] : [canonical(text)]));
}

/** The names of the certificates of all apiservers; undefined where more may be there than can be read. */
function certifiedNames(cluster: Cluster): Set<string> | undefined {
  const names = new Set<string>();
  for (const { facts } of cluster.kubeadmClusters) {
    const own = namesOfConfiguration(facts);
    if (own === undefined) return undefined;
    for (const name of own) names.add(name);
  }
  for (const { facts } of cluster.kubeadmNodes) {
    if (facts.isControlPlane && facts.nodeName?.value !== undefined) names.add(canonical(facts.nodeName.value));
  }
  for (const { name, addresses } of knownControlPlanes(cluster)) {
    if (name !== undefined) names.add(canonical(name));
    for (const { text } of addresses) names.add(text);
  }
  return names;
}

function isCertified({ name, address }: UsedName, names: ReadonlySet<string>): boolean {
  const text = address?.text ?? name.toLowerCase();
  if (names.has(text) || builtInName.test(text)) return true;
  const wildcard = text.replace(/^[^.]+/, "*");
  return address === undefined && names.has(wildcard);
}

function editFor({ file, facts }: InFile<KubeadmCluster>, name: string): FixEdit | undefined {
  const { certificateNames, certificateNamesEnd, source } = facts;
  if (certificateNamesEnd !== undefined) {
    const { at, form } = certificateNamesEnd;
    if (form === "lines")
      return { file, at, form: "line-below", newText: `- ${name.includes(":") ? `"${name}"` : name}` };
    const end = { origin: at.origin, start: at.end, end: at.end };
    return { file, at: end, form: "in-place", newText: `,${name}` };
  }
  if (source.form !== "command" || certificateNames.length > 0) return undefined;
  const end = { origin: source.at.origin, start: source.at.end, end: source.at.end };
  return { file, at: end, form: "in-place", newText: ` --apiserver-cert-extra-sans ${name}` };
}

/** Lets a kubeconfig come by the endpoint, which is certified, where that is one and its port the same. */
function kubeconfigFix(cluster: Cluster, { file, about }: UsedName): Fix[] {
  const own = cluster.kubeconfigs.find(({ facts }) => facts.server === about)?.facts.server.value;
  const endpoints = cluster.kubeadmClusters.flatMap(({ facts }) => facts.endpoint?.value ?? []);
  const [endpoint] = endpoints;
  if (own?.hostAt === undefined || endpoint === undefined || own.address?.family === 6) return [];
  const isOne = endpoints.every(({ host, port }) => host === endpoint.host && port === own.port);
  if (!isOne || endpoint.address?.family === 6) return [];
  const title = message("Let the kubeconfig use the endpoint {endpoint}", { endpoint: endpoint.host });
  return [
    {
      title,
      isPreferred: false,
      isSafe: true,
      edits: [{ file, at: own.hostAt, form: "in-place", newText: endpoint.host }],
    },
  ];
}

function fixesFor(cluster: Cluster, used: UsedName): Fix[] {
  const { name, address, user } = used;
  const others = user === "kubeconfig" ? kubeconfigFix(cluster, used) : [];
  const text = address?.text ?? name;
  const edits = cluster.kubeadmClusters.flatMap((one) => editFor(one, text) ?? []);
  if (edits.length === 0 || edits.length < cluster.kubeadmClusters.length) return others;
  const title = message("Add {name} to the names of the apiserver's certificate", { name: text });
  return [{ title, isPreferred: true, isSafe: true, edits }, ...others];
}

const templates = {
  join: "The join goes to {name}, for which the apiserver's certificate is not valid. It ends with an x509 error; add {name} to certSANs.",
  check:
    "The check asks for {name}, for which the apiserver's certificate is not valid. haproxy takes the server for DOWN; add {name} to certSANs.",
  kubeconfig:
    "The kubeconfig goes to {name}, for which the apiserver's certificate is not valid. All that use it end with an x509 error; add {name} to certSANs.",
} as const;

export const certSanMissing: ClusterRule = {
  code: "cluster/cert-san-missing",
  scope: "cluster",
  severity: "warning",
  fix: "safe",
  since: "0.1.0",
  docs: {
    summary: "A join, a kubeconfig or a check comes to the apiservers by a name that their certificate does not have.",
    why: "kubeadm makes the apiserver's certificate for the control-plane endpoint, the node's own name and address, and what `certSANs` adds. Who comes by another VIP or name gets \"x509: certificate is valid for …, not …\": the join ends, kubectl and kubelets fail, or the check fails and haproxy takes the server for DOWN. Of kubeconfigs only those are looked at that lie beside the cluster's files and name a VIP of it, or a name at a port that its haproxy binds. A certificate that is there already has to be made anew.",
    example: {
      bad: [
        exampleKeepalived("lb1", { priority: 150, weight: 0, virtualAddresses: ["10.0.0.100/24", "10.0.0.101/24"] }),
        exampleHaproxy("lb1", "*:8443"),
        exampleKeepalived("lb2", { priority: 100, weight: 0, virtualAddresses: ["10.0.0.100/24", "10.0.0.101/24"] }),
        `//- install.sh
kubeadm init --control-plane-endpoint 10.0.0.100:8443 --upload-certs
kubeadm join 10.0.0.101:8443 --token "$TOKEN" --control-plane
`,
      ].join(""),
      good: [
        exampleKeepalived("lb1", { priority: 150, weight: 0, virtualAddresses: ["10.0.0.100/24", "10.0.0.101/24"] }),
        exampleHaproxy("lb1", "*:8443"),
        exampleKeepalived("lb2", { priority: 100, weight: 0, virtualAddresses: ["10.0.0.100/24", "10.0.0.101/24"] }),
        `//- install.sh
kubeadm init --control-plane-endpoint 10.0.0.100:8443 --upload-certs --apiserver-cert-extra-sans 10.0.0.101
kubeadm join 10.0.0.101:8443 --token "$TOKEN" --control-plane
`,
      ].join(""),
    },
  },
  *check(cluster): Iterable<Finding> {
    // Without an endpoint the fault is another one, and joins are not judged by it.
    if (!cluster.kubeadmClusters.some(({ facts }) => facts.endpoint !== undefined)) return;
    const names = certifiedNames(cluster);
    if (names === undefined) return;
    const related = cluster.kubeadmClusters.map(({ file, facts }) => ({
      file,
      at: facts.certificateNames[0]?.at ?? facts.endpoint?.at ?? facts.source.at,
      message: message("the certificate's names come from here"),
    }));
    const seen = new Set<string>();
    for (const used of [...joinNames(cluster), ...kubeconfigNames(cluster), ...checkNames(cluster)]) {
      if (isCertified(used, names) || seen.has(used.name)) continue;
      seen.add(used.name);
      yield {
        code: this.code,
        severity: this.severity,
        file: used.file,
        at: used.at,
        message: message(templates[used.user], { name: used.name }),
        related,
        fixes: fixesFor(cluster, used),
        about: [used.about],
      };
    }
  },
};

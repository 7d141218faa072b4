import { configLanguage } from "../../documents/detect.ts";
import { mentionsConfigMap, mentionsKubeconfig, mentionsKubernetes } from "../../documents/mentions.ts";
import type { Origin } from "../../syntax/tree.ts";
import type { IpAddress } from "../address.ts";
import type { Stated } from "../value.ts";
import { partOf, splitList, stateAddress, statePort, stateSubnet, stateText, type Written } from "../written.ts";
import { composeYaml } from "../yaml/compose.ts";
import { DocumentReader, type Found } from "../yaml/document.ts";
import { stateEndpoint } from "./endpoint.ts";
import type {
  ApiServerManifest,
  ConfigMapOfConfigs,
  KubeadmCluster,
  KubeadmDocument,
  KubeadmNode,
  KubeadmSource,
  KubeconfigServer,
  KubernetesFacts,
} from "./facts.ts";
import type { BalancerPod, KubeVip } from "./pod-facts.ts";
import { readPods } from "./pods.ts";
import { untemplate } from "./untemplate.ts";
import type { YamlPlace } from "./yaml-reader.ts";

/** Documents of `kind: List` may hold others; lists of lists are left alone. */
const maximumListDepth = 3;

interface Draft {
  readonly documents: KubeadmDocument[];
  readonly clusters: KubeadmCluster[];
  readonly nodes: KubeadmNode[];
  readonly apiServers: ApiServerManifest[];
  readonly pods: BalancerPod[];
  readonly kubeVips: KubeVip[];
  readonly configMaps: ConfigMapOfConfigs[];
  readonly kubeconfigs: KubeconfigServer[];
}

function stateWith<T>(state: (written: Written) => T, written: Written | undefined): T | undefined {
  return written === undefined ? undefined : state(written);
}

/** The subnets of a comma-separated list: one of each family for dual stack. */
function readSubnets(reader: DocumentReader, object: Found, name: string): Stated<IpAddress>[] {
  const written = reader.written(reader.get(object, "networking", name));
  return written === undefined ? [] : splitList(written).map(stateSubnet);
}

/** The addresses in a comma-separated list of URLs. */
function readUrlAddresses(written: Written | undefined): Stated<IpAddress>[] {
  if (written === undefined) return [];
  return splitList(written).flatMap((url) => {
    const match = /^(\w+:\/\/)(\[[^\]]*\]|[^:/]*)/.exec(url.text);
    const start = match?.[1]?.length ?? 0;
    return match === null ? [] : [stateAddress(partOf(url, start, match[0].length))];
  });
}

function readCluster(reader: DocumentReader, object: Found, source: KubeadmSource): KubeadmCluster {
  const apiServer = reader.get(object, "apiServer");
  const localEtcd = reader.get(object, "etcd", "local");
  return {
    source,
    endpoint: reader.value(stateEndpoint, object, "controlPlaneEndpoint"),
    bindPort: stateWith(statePort, reader.extraArgument(apiServer, "secure-port")),
    bindAddress: stateWith(stateAddress, reader.extraArgument(apiServer, "bind-address")),
    advertiseAddress: stateWith(stateAddress, reader.extraArgument(apiServer, "advertise-address")),
    certificateNames: reader.list(apiServer, "certSANs").map(stateText),
    certificateNamesEnd: reader.listEnd(apiServer, "certSANs"),
    etcdEndpoints: reader.list(object, "etcd", "external", "endpoints").map(stateText),
    etcd: reader.get(object, "etcd", "external") === undefined ? "stacked" : "external",
    etcdPeerAddresses: [
      ...readUrlAddresses(reader.extraArgument(localEtcd, "initial-advertise-peer-urls")),
      ...readUrlAddresses(reader.extraArgument(localEtcd, "listen-peer-urls")),
    ],
    podSubnets: readSubnets(reader, object, "podSubnet"),
    serviceSubnets: readSubnets(reader, object, "serviceSubnet"),
  };
}

function readNode(reader: DocumentReader, object: Found, source: KubeadmSource, action: "init" | "join"): KubeadmNode {
  const controlPlane = action === "init" ? object : reader.get(object, "controlPlane");
  const endpoint = reader.get(controlPlane, "localAPIEndpoint");
  return {
    source,
    action,
    isControlPlane: controlPlane !== undefined,
    nodeName: reader.value(stateText, object, "nodeRegistration", "name"),
    advertiseAddress: reader.value(stateAddress, endpoint, "advertiseAddress"),
    bindPort: reader.value(statePort, endpoint, "bindPort"),
    bindPortBelow: reader.lineEnd(endpoint, "advertiseAddress"),
    joinEndpoint:
      action === "join"
        ? reader.value(stateEndpoint, object, "discovery", "bootstrapToken", "apiServerEndpoint")
        : undefined,
  };
}

/**
 * kubeadm's one document of before 1.12, with the cluster's settings and the first node's. Its advertise address is left out,
 * because people had to write the VIP there.
 */
function readMaster(reader: DocumentReader, object: Found, source: KubeadmSource, draft: Draft): void {
  const api = reader.get(object, "api");
  const bindPort = reader.value(statePort, api, "bindPort");
  // Much of what later versions read has another name or is not there at all.
  const old: KubeadmSource = { ...source, isOpen: true };
  draft.clusters.push({
    source: old,
    endpoint: reader.value(stateEndpoint, api, "controlPlaneEndpoint"),
    bindPort,
    bindAddress: undefined,
    advertiseAddress: undefined,
    certificateNames: reader.list(object, "apiServerCertSANs").map(stateText),
    etcdEndpoints: [
      ...reader.list(object, "etcd", "endpoints"),
      ...reader.list(object, "etcd", "external", "endpoints"),
    ].map(stateText),
    certificateNamesEnd: undefined,
    etcd: reader.list(object, "etcd", "endpoints").length > 0 ? "external" : "stacked",
    etcdPeerAddresses: [],
    podSubnets: readSubnets(reader, object, "podSubnet"),
    serviceSubnets: readSubnets(reader, object, "serviceSubnet"),
  });
  draft.nodes.push({
    source: old,
    action: "init",
    isControlPlane: true,
    nodeName: reader.value(stateText, object, "nodeName"),
    advertiseAddress: undefined,
    bindPort,
    bindPortBelow: undefined,
    joinEndpoint: undefined,
  });
}

/** The value of a flag among a container's words: `--name=value`, or `--name` and the next word; the last holds. */
function findFlag(words: readonly Written[], flag: string): Written | undefined {
  const prefix = `--${flag}=`;
  const at = words.findLastIndex((word) => word.text.startsWith(prefix) || word.text === `--${flag}`);
  const word = words[at];
  if (word === undefined) return undefined;
  return word.text.startsWith(prefix) ? partOf(word, prefix.length, word.text.length) : words[at + 1];
}

function readPod(reader: DocumentReader, object: Found): ApiServerManifest | undefined {
  for (const container of reader.items(reader.get(object, "spec", "containers"))) {
    const words = [...reader.list(container, "command"), ...reader.list(container, "args")];
    if (!words.some((word) => /(?:^|\/)kube-apiserver$/.test(word.text))) continue;
    return {
      at: reader.kindAt(object),
      advertiseAddress: stateWith(stateAddress, findFlag(words, "advertise-address")),
      bindAddress: stateWith(stateAddress, findFlag(words, "bind-address")),
      securePort: stateWith(statePort, findFlag(words, "secure-port")),
    };
  }
  return undefined;
}

/** A ConfigMap one of whose entries is a config; undefined for any other. */
function readConfigMap(reader: DocumentReader, object: Found): ConfigMapOfConfigs | undefined {
  const name = reader.text(object, "metadata", "name");
  const isOfConfigs = reader.pairs(reader.get(object, "data")).some((pair) => {
    const key = reader.key(pair) ?? "";
    return configLanguage(reader.text(object, "data", key) ?? "", key.toLowerCase()) !== undefined;
  });
  if (name === undefined || !isOfConfigs) return undefined;
  return { name, namespace: reader.text(object, "metadata", "namespace") };
}

/** The servers of a kubeconfig; nothing else of it is read, for it holds keys and tokens. */
function readKubeconfig(reader: DocumentReader, object: Found): KubeconfigServer[] {
  return reader.items(reader.get(object, "clusters")).flatMap((entry): KubeconfigServer[] => {
    const cluster = reader.get(entry, "cluster");
    const url = reader.written(reader.get(cluster, "server"));
    const match = url === undefined ? null : /^(https:\/\/)([^/]+)/.exec(url.text);
    if (url === undefined || match === null) return [];
    const server = stateEndpoint(partOf(url, match[1]?.length ?? 0, match[0].length));
    const isSkipped = reader.text(cluster, "insecure-skip-tls-verify") === "true";
    return [{ server, isVerified: !isSkipped && reader.get(cluster, "tls-server-name") === undefined }];
  });
}

/** A document of kubeadm's API. */
function readKubeadm(reader: DocumentReader, object: Found, isOpen: boolean, draft: Draft): void {
  const apiVersion = reader.text(object, "apiVersion");
  const kind = reader.text(object, "kind");
  const version = reader.value(stateText, object, "apiVersion");
  if (version !== undefined && kind !== undefined) {
    const kubernetesVersion = reader.value(stateText, object, "kubernetesVersion");
    draft.documents.push({ apiVersion: version, kind, kubernetesVersion, entries: reader.entries(object) });
  }
  const source: KubeadmSource = { form: "yaml", at: reader.kindAt(object), apiVersion, isOpen };
  if (kind === "ClusterConfiguration") draft.clusters.push(readCluster(reader, object, source));
  else if (kind === "InitConfiguration") draft.nodes.push(readNode(reader, object, source, "init"));
  else if (kind === "MasterConfiguration") readMaster(reader, object, source, draft);
  else if (kind === "JoinConfiguration") draft.nodes.push(readNode(reader, object, source, "join"));
}

function readObject(reader: DocumentReader, object: Found, isOpen: boolean, draft: Draft, listDepth: number): void {
  const apiVersion = reader.text(object, "apiVersion");
  const kind = reader.text(object, "kind");
  if (kind === "List") {
    if (listDepth >= maximumListDepth) return;
    for (const item of reader.items(reader.get(object, "items"))) {
      readObject(reader, item, isOpen, draft, listDepth + 1);
    }
    return;
  }
  if (kind !== undefined) {
    const { pod, kubeVip } = readPods(reader, kind, object, isOpen);
    if (pod !== undefined) draft.pods.push(pod);
    if (kubeVip !== undefined) draft.kubeVips.push(kubeVip);
  }
  if (kind === "Config" && (apiVersion === "v1" || apiVersion === undefined)) {
    draft.kubeconfigs.push(...readKubeconfig(reader, object));
    return;
  }
  if (kind === "ConfigMap") {
    const configMap = readConfigMap(reader, object);
    if (configMap !== undefined) draft.configMaps.push(configMap);
    return;
  }
  if (kind === "Pod") {
    const manifest = readPod(reader, object);
    if (manifest !== undefined) draft.apiServers.push(manifest);
    return;
  }
  if (apiVersion?.startsWith("kubeadm.k8s.io/") === true) readKubeadm(reader, object, isOpen, draft);
}

/**
 * Reads what Kubernetes YAML says of apiservers and of what balances them: kubeadm's ClusterConfiguration, InitConfiguration and
 * JoinConfiguration, the pods of kube-apiserver, haproxy, keepalived and kube-vip, the ConfigMaps with these programs' configs, and kubeconfigs. Broken YAML gives what can be read of it. Take it from `loadYamlReader`.
 *
 * @param text one or more documents; templates (`{{ … }}`, `{% … %}`, `${X}`) are taken as unknown
 * @param place where the text stands in another file; its anchors count from there
 * @returns undefined where there is nothing of that kind
 */
export function kubernetesFactsFromYaml(text: string, place?: YamlPlace): KubernetesFacts | undefined {
  const isOfInterest = (part: string): boolean =>
    mentionsKubernetes(part) || mentionsConfigMap(part) || mentionsKubeconfig(part);
  if (!isOfInterest(text)) return undefined;
  const origin: Origin = { offset: 0 };
  const placed = place ?? { origin, start: 0 };
  const template = untemplate(text);
  const draft: Draft = {
    documents: [],
    clusters: [],
    nodes: [],
    apiServers: [],
    pods: [],
    kubeVips: [],
    configMaps: [],
    kubeconfigs: [],
  };
  for (const document of composeYaml(template.text)?.documents ?? []) {
    const [from, , to] = document.range;
    if (!isOfInterest(text.slice(from, to))) continue;
    const reader = new DocumentReader(document, text, placed);
    const root = reader.root();
    if (root === undefined) continue;
    const isOpen = template.openAt.some((offset) => offset >= from && offset <= to);
    readObject(reader, root, isOpen, draft, 0);
  }
  if (Object.values(draft).every((found: readonly unknown[]) => found.length === 0)) return undefined;
  return { kind: "kubernetes", ...draft };
}

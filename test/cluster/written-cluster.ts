import { instance } from "../support/configs.ts";
import {
  address,
  type ClusterPlan,
  type ClusterShape,
  type EtcdMemberPlan,
  type HaproxyPlan,
  hasHaproxy,
  type MemberPlan,
  type PodPlan,
  type ServicePlan,
} from "./generated-cluster.ts";

const gems = ["amber", "beryl", "coral", "garnet", "jade", "opal", "onyx", "pearl", "ruby"];

/** The file of a node for a program. */
export function fileOf({ layout }: ClusterShape, node: number, program: "keepalived" | "haproxy"): string {
  const ending = program === "keepalived" ? "conf" : "cfg";
  switch (layout) {
    case "folders":
      return `site/dev${node + 3}/${program}.${ending}`;
    case "file names":
      return `site/${program}${node + 1}.${ending}`;
    case "role names":
      return `site/${program}-${node === 0 ? "master" : `backup${node}`}.${ending}`;
    case "etc paths":
      return `site/hosts/lb0${node + 1}/etc/${program}/${program}.${ending}`;
    case "kind folders":
      return `site/${program}/lb${node + 1}/${program}.${ending}`;
    case "manifest":
      return `site/conf/${gems[node] ?? ""}.${program}`;
  }
}

export const sharedHaproxy = "site/haproxy.cfg";
export const manifestFile = "site/haconf.yaml";
/** A script of its own for a join, where the endpoint stands in YAML. */
export const joinFile = "site/join.sh";

/** The file in which the n-th haproxy stands. */
export function haproxyFile(shape: ClusterShape, node: number): string {
  return shape.isHaproxyShared ? sharedHaproxy : fileOf(shape, node, "haproxy");
}

/** The file that states the control-plane endpoint. */
export function endpointFile({ kubeadm }: ClusterShape): string {
  return kubeadm === "yaml" ? "site/kubeadm.yaml" : "site/install.sh";
}

/** The file that says how the n-th control plane is made. */
export function controlPlaneFile(shape: ClusterShape, index: number): string {
  return shape.kubeadm === "yaml" && index > 0 ? `site/join-${index + 1}.yaml` : endpointFile(shape);
}

/** The file of a node's pod. */
export function podFile({ layout }: ClusterShape, node: number): string {
  return layout === "folders"
    ? `site/dev${node + 3}/haproxy-pod.yaml`
    : `site/hosts/lb0${node + 1}/etc/kubernetes/manifests/haproxy.yaml`;
}

/** The file of the n-th etcd member. */
export function etcdFile({ etcd }: ClusterShape, index: number): string {
  return etcd === "stacked" ? `site/manifests/cp${index + 1}/etcd.yaml` : `site/etcd/etcd${index + 1}/etcd.conf`;
}

function withPort(shape: ClusterShape, host: number, port: number): string {
  return shape.family === 4 ? `${address(shape, host)}:${port}` : `[${address(shape, host)}]:${port}`;
}

const indented = (lines: readonly string[], depth = 4): string =>
  lines.map((line) => `${" ".repeat(depth)}${line}\n`).join("");

function scriptText({ weight, command }: MemberPlan, router: number): string {
  const line = weight === undefined ? "" : `    weight ${weight}\n`;
  return `vrrp_script chk_${router + 1} {\n    script "${command}"\n${line}}\n\n`;
}

/** The script that looks after a virtual router; those of a sync group have one, because they move together. */
function scriptOf({ hasSyncGroup }: ClusterShape, router: number): number {
  return hasSyncGroup ? 0 : router;
}

function memberText(shape: ClusterShape, member: MemberPlan, router: number): string {
  const { id, priority, state, password, interval, vips, hasNopreempt, source, peers } = member;
  return instance({
    name: `VI_${router + 1}`,
    id,
    priority,
    vips,
    ...(state === undefined ? {} : { state }),
    ...(password === undefined ? {} : { pass: password }),
    ...(source === undefined ? {} : { source: address(shape, source) }),
    ...(peers === undefined ? {} : { peers: peers.map((peer) => address(shape, peer)) }),
    lines: [
      ...(interval === undefined ? [] : [`advert_int ${interval}`]),
      ...(hasNopreempt ? ["nopreempt"] : []),
      ...(member.isTracking ? ["track_script {", `    chk_${scriptOf(shape, router) + 1}`, "}"] : []),
    ],
  });
}

function groupText(routers: readonly number[], isWeighted: boolean): string {
  if (routers.length === 0) return "";
  const weight = isWeighted ? "    sync_group_tracking_weight\n" : "";
  return `vrrp_sync_group site {\n    group {\n${indented(
    routers.map((router) => `VI_${router + 1}`),
    8,
  )}    }\n${weight}}\n\n`;
}

function serviceText(shape: ClusterShape, { host, port, algorithm, kind, servers }: ServicePlan): string {
  const checks = servers.flatMap((server) => [
    `real_server ${address(shape, server.host)} ${server.port} {`,
    "    weight 1",
    "    TCP_CHECK {",
    "        connect_timeout 3",
    "    }",
    "}",
  ]);
  const lines = ["delay_loop 6", `lb_algo ${algorithm}`, `lb_kind ${kind}`, "protocol TCP", ...checks];
  return `\nvirtual_server ${address(shape, host)} ${port} {\n${indented(lines)}}\n`;
}

function keepalivedText(cluster: ClusterPlan, node: number): string {
  const { shape } = cluster;
  const own = cluster.members[node] ?? [];
  const scripts = own
    .map((member, router) =>
      member.isTracking && scriptOf(shape, router) === router ? scriptText(member, router) : "",
    )
    .join("");
  const group = cluster.multicastGroups[node];
  const globals = [
    `router_id ${cluster.routerIds[node] ?? ""}`,
    ...(scripts === "" ? [] : ["script_user root", "enable_script_security"]),
    ...(cluster.versions[node] === 3 ? ["vrrp_version 3"] : []),
    ...(group === undefined ? [] : [`vrrp_mcast_group${shape.family} ${group}`]),
  ];
  return [
    `global_defs {\n${indented(globals)}}\n\n`,
    scripts,
    groupText(
      cluster.groups[node] ?? [],
      own.some(({ weight }) => weight !== undefined),
    ),
    own.map((member, router) => memberText(shape, member, router)).join("\n"),
    (cluster.services[node] ?? []).map((service) => serviceText(shape, service)).join(""),
  ].join("");
}

function haproxyText(shape: ClusterShape, haproxy: HaproxyPlan): string {
  const { bindHost, isTransparent, bindPort, mode, balance, checking, servers } = haproxy;
  const all = shape.family === 4 ? `*:${bindPort}` : `[::]:${bindPort}`;
  const bind = bindHost === undefined ? all : withPort(shape, bindHost, bindPort);
  const check = checking === "by HTTPS" ? " check check-ssl verify none" : " check";
  return [
    "defaults",
    `    mode ${mode}`,
    "    timeout connect 5s",
    "    timeout client 1h",
    "    timeout server 1h",
    "",
    "frontend apiserver",
    `    bind ${bind}${isTransparent ? " transparent" : ""}`,
    "    default_backend apiservers",
    "",
    "backend apiservers",
    `    balance ${balance}`,
    ...(checking === "by TCP" ? [] : ["    option httpchk GET /readyz"]),
    ...servers.map(
      ({ host, port, isChecked }, index) =>
        `    server cp${index + 1} ${withPort(shape, host, port)}${isChecked ? check : ""}`,
    ),
    "",
  ].join("\n");
}

const kubeadmHead = (kind: string): string => `apiVersion: kubeadm.k8s.io/v1beta4\nkind: ${kind}\n`;

function configurationText({ shape, endpoint, podSubnet, certificateNames, etcdEndpoints }: ClusterPlan): string {
  const urls = etcdEndpoints.map(({ scheme, host, port }) => `${scheme}://${withPort(shape, host, port)}`);
  return [
    kubeadmHead("ClusterConfiguration"),
    endpoint === undefined ? "" : `controlPlaneEndpoint: "${withPort(shape, endpoint.host, endpoint.port)}"\n`,
    podSubnet === undefined ? "" : `networking:\n  podSubnet: ${podSubnet}\n`,
    certificateNames === undefined
      ? ""
      : `apiServer:\n  certSANs:\n${certificateNames.map((name) => `  - "${name}"\n`).join("")}`,
    urls.length === 0
      ? ""
      : `etcd:\n  external:\n    endpoints:\n${urls.map((url) => `    - ${url}\n`).join("")}    caFile: /etc/etcd/ca.pem\n`,
  ].join("");
}

function localEndpoint(shape: ClusterShape, { host, port }: ClusterPlan["controlPlanes"][number]): string[] {
  return [
    "localAPIEndpoint:",
    `  advertiseAddress: "${address(shape, host)}"`,
    ...(port === undefined ? [] : [`  bindPort: ${port}`]),
  ];
}

function joinText(shape: ClusterShape, to: string, own: ClusterPlan["controlPlanes"][number]): string {
  const discovery = indented(["apiServerEndpoint: ".concat(`"${to}"`), "token: abcdef.0123456789abcdef"]);
  return `${kubeadmHead("JoinConfiguration")}discovery:\n  bootstrapToken:\n${discovery}controlPlane:\n${indented(
    localEndpoint(shape, own),
    2,
  )}`;
}

function kubeadmFiles(cluster: ClusterPlan): Map<string, string> {
  const { shape, endpoint, controlPlanes } = cluster;
  const to = cluster.join ?? endpoint;
  const target = to === undefined ? undefined : withPort(shape, to.host, to.port);
  const files = new Map<string, string>();
  if (shape.kubeadm === "yaml") {
    const [first, ...others] = controlPlanes;
    const init = first === undefined ? [] : localEndpoint(shape, first);
    const initText = `---\n${kubeadmHead("InitConfiguration")}${indented(init, 0)}`;
    files.set(endpointFile(shape), `${configurationText(cluster)}${shape.hasJoins ? initText : ""}`);
    if (shape.hasJoins && target !== undefined) {
      for (const [index, own] of others.entries())
        files.set(controlPlaneFile(shape, index + 1), joinText(shape, target, own));
    } else if (cluster.join !== undefined)
      files.set(joinFile, `#!/bin/sh\nkubeadm join ${target} --token "$TOKEN" --control-plane\n`);
    return files;
  }
  const flags = ({ host, port }: ClusterPlan["controlPlanes"][number]): string =>
    shape.hasJoins
      ? ` --apiserver-advertise-address ${address(shape, host)}${port === undefined ? "" : ` --apiserver-bind-port ${port}`}`
      : "";
  const stated =
    endpoint === undefined ? "" : ` --control-plane-endpoint "${withPort(shape, endpoint.host, endpoint.port)}"`;
  const subnet = cluster.podSubnet === undefined ? "" : ` --pod-network-cidr ${cluster.podSubnet}`;
  const lines = controlPlanes.flatMap((own, index) => {
    if (index === 0) return [`kubeadm init${stated}${subnet} --upload-certs${flags(own)}`];
    if (!shape.hasJoins && index > 1) return [];
    return [`kubeadm join ${target ?? "$ENDPOINT"} --token "$TOKEN" --control-plane${flags(own)}`];
  });
  files.set(endpointFile(shape), `#!/bin/sh\n${indented(lines, 0)}`);
  return files;
}

function etcdText(shape: ClusterShape, { name, host, list, token }: EtcdMemberPlan): string {
  const peers = list.map((other) => `${other.name}=https://${withPort(shape, other.host, other.port)}`).join(",");
  const peer = `https://${withPort(shape, host, 2380)}`;
  const client = `https://${withPort(shape, host, 2379)}`;
  if (shape.etcd === "external") {
    return [
      `ETCD_NAME="${name}"`,
      `ETCD_LISTEN_PEER_URLS="${peer}"`,
      `ETCD_LISTEN_CLIENT_URLS="${client}"`,
      `ETCD_INITIAL_ADVERTISE_PEER_URLS="${peer}"`,
      `ETCD_ADVERTISE_CLIENT_URLS="${client}"`,
      `ETCD_INITIAL_CLUSTER="${peers}"`,
      `ETCD_INITIAL_CLUSTER_TOKEN="${token}"`,
      'ETCD_INITIAL_CLUSTER_STATE="new"',
      "",
    ].join("\n");
  }
  const words = [
    "etcd",
    `--advertise-client-urls=${client}`,
    `--initial-advertise-peer-urls=${peer}`,
    `--initial-cluster=${peers}`,
    ...(list.length > 1 ? ["--initial-cluster-state=existing"] : []),
    `--listen-client-urls=${client}`,
    `--listen-peer-urls=${peer}`,
    `--name=${name}`,
  ];
  return `apiVersion: v1\nkind: Pod\nmetadata:\n  name: etcd\n  namespace: kube-system\nspec:\n  containers:\n  - command:\n${words
    .map((word) => `    - ${word}\n`)
    .join("")}    image: registry.k8s.io/etcd:3.5.12-0\n`;
}

function podText({ isOnHost, probedPort }: PodPlan): string {
  return `apiVersion: v1
kind: Pod
metadata:
  name: haproxy
  namespace: kube-system
spec:
${isOnHost ? "  hostNetwork: true\n" : ""}  containers:
  - name: haproxy
    image: haproxy:2.8
    livenessProbe:
      tcpSocket:
        host: localhost
        port: ${probedPort}
    volumeMounts:
    - name: config
      mountPath: /usr/local/etc/haproxy/haproxy.cfg
  volumes:
  - name: config
    hostPath:
      path: /etc/haproxy/haproxy.cfg
`;
}

function manifestText(shape: ClusterShape, files: readonly string[]): string {
  const nodes = Array.from({ length: shape.size }, (_, node) => {
    const own = [fileOf(shape, node, "keepalived"), ...(hasHaproxy(shape) ? [haproxyFile(shape, node)] : [])];
    return [
      `      - name: node${node + 1}`,
      `        address: "${address(shape, node + 1)}"`,
      `        files: [${own.map((file) => file.replace("site/", "")).join(", ")}]`,
    ];
  });
  const shared = files.filter((file) => /\/(?:kubeadm\.yaml|install\.sh|join[^/]*|etcd[^/]*)$/.test(file));
  return [
    "clusters:",
    "  - name: site",
    ...(shared.length === 0 ? [] : [`    files: [${shared.map((file) => file.replace("site/", "")).join(", ")}]`]),
    "    nodes:",
    ...nodes.flat(),
    "",
  ].join("\n");
}

/** Writes a cluster down. */
export function write(cluster: ClusterPlan): Map<string, string> {
  const { shape } = cluster;
  const files = new Map<string, string>();
  for (let node = 0; node < shape.size; node++)
    files.set(fileOf(shape, node, "keepalived"), keepalivedText(cluster, node));
  if (hasHaproxy(shape)) {
    for (const [node, haproxy] of cluster.haproxies.entries()) {
      const file = haproxyFile(shape, node);
      if (!files.has(file)) files.set(file, haproxyText(shape, haproxy));
    }
  }
  for (const [node, pod] of cluster.pods.entries()) files.set(podFile(shape, node), podText(pod));
  if (shape.balancing !== "none") for (const [file, text] of kubeadmFiles(cluster)) files.set(file, text);
  for (const [index, member] of cluster.etcd.entries()) files.set(etcdFile(shape, index), etcdText(shape, member));
  if (shape.layout === "manifest") files.set(manifestFile, manifestText(shape, [...files.keys()]));
  return files;
}

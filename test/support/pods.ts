/** What a pod's manifest says where it differs from that of a usual static pod. */
export interface PodOptions {
  readonly kind?: "Pod" | "DaemonSet" | "Deployment";
  readonly program?: "haproxy" | "keepalived";
  readonly image?: string;
  readonly command?: readonly string[];
  /** Absent: true; undefined: the line is not there. */
  readonly hostNetwork?: string | undefined;
  /** The container's `securityContext` in flow style; undefined: it has none. */
  readonly security?: string | undefined;
  /** Host path and mount path of each mount. */
  readonly mounts?: readonly (readonly [hostPath: string, mountPath: string])[];
  /** The inside of `livenessProbe` in flow style. */
  readonly probe?: string;
  /** Further lines of the container. */
  readonly container?: readonly string[];
  readonly namespace?: string;
  readonly annotation?: string;
}

const usualMount = {
  haproxy: ["/etc/haproxy/haproxy.cfg", "/usr/local/etc/haproxy/haproxy.cfg"],
  keepalived: ["/etc/keepalived/keepalived.conf", "/usr/local/etc/keepalived/keepalived.conf"],
} as const;

/** The manifest of a pod that runs haproxy or keepalived. */
export function podManifest(options: PodOptions = {}): string {
  const { kind = "Pod", program = "haproxy", namespace = "kube-system" } = options;
  const image = options.image ?? { haproxy: "haproxy:2.8", keepalived: "osixia/keepalived:2.0.20" }[program];
  const hostNetwork = "hostNetwork" in options ? options.hostNetwork : "true";
  const all = "{ capabilities: { add: [NET_ADMIN, NET_BROADCAST, NET_RAW] } }";
  const security = "security" in options ? options.security : program === "keepalived" ? all : undefined;
  const mounts = options.mounts ?? [usualMount[program]];
  const metadata = [
    ...(options.annotation === undefined ? [] : [`annotations: { ${options.annotation} }`]),
    "labels: { app: balancer }",
  ];
  const pod = [
    "spec:",
    ...(hostNetwork === undefined ? [] : [`  hostNetwork: ${hostNetwork}`]),
    "  containers:",
    `  - name: ${program}`,
    `    image: ${image}`,
    ...(options.command === undefined ? [] : [`    command: [${options.command.join(", ")}]`]),
    ...(security === undefined ? [] : [`    securityContext: ${security}`]),
    ...(options.probe === undefined ? [] : [`    livenessProbe: ${options.probe}`]),
    ...(options.container ?? []).map((line) => `    ${line}`),
    ...(mounts.length === 0 ? [] : ["    volumeMounts:"]),
    ...mounts.map(([, path], index) => `    - { name: v${index}, mountPath: ${path} }`),
    ...(mounts.length === 0 ? [] : ["  volumes:"]),
    ...mounts.map(([path], index) => `  - { name: v${index}, hostPath: { path: ${path} } }`),
  ];
  const head = [`apiVersion: ${kind === "Pod" ? "v1" : "apps/v1"}`, `kind: ${kind}`];
  const own = ["metadata:", `  name: ${program}`, `  namespace: ${namespace}`];
  const lines =
    kind === "Pod"
      ? [...head, ...own, ...metadata.map((line) => `  ${line}`), ...pod]
      : [
          ...head,
          ...own,
          "spec:",
          "  template:",
          "    metadata:",
          ...metadata.map((line) => `      ${line}`),
          ...pod.map((line) => `    ${line}`),
        ];
  return `${lines.join("\n")}\n`;
}

import { bindsPort, commonApiServerPort, defaultApiServerPort } from "../../cluster/balancers.ts";
import { isWithin } from "../../cluster/layout.ts";
import type { Cluster, InFile } from "../../cluster/model.ts";
import { isLoopback, parseIpAddress } from "../../model/address.ts";
import type { HaproxyFacts, Proxy } from "../../model/haproxy/facts.ts";
import type { BalancerContainer, BalancerPod, PodMount, PodProbe } from "../../model/kubernetes/pod-facts.ts";
import type { Stated } from "../../model/value.ts";
import { type Finding, type Fix, message } from "../finding.ts";
import type { ClusterRule } from "../rule.ts";
import { exampleHaproxy, exampleKeepalived } from "./example-files.ts";

/** The haproxies whose config a pod may read: its node's, else all of the cluster. */
function haproxiesOf(cluster: Cluster, file: string): InFile<HaproxyFacts>[] {
  const owners = cluster.nodes.filter(({ folder }) => folder !== undefined && isWithin(file, folder));
  const all = owners.length > 0 ? owners.flatMap(({ haproxy }) => haproxy ?? []) : cluster.balancers;
  return all.flatMap(({ file: config, facts }) => (facts.program === "haproxy" ? [{ file: config, facts }] : []));
}

/** The files of the program's config that a pod may read. */
function configFiles(cluster: Cluster, file: string, program: BalancerContainer["program"]): string[] {
  if (program === "haproxy") return [...new Set(haproxiesOf(cluster, file).map((one) => one.file))];
  const owners = cluster.nodes.filter(({ folder }) => folder !== undefined && isWithin(file, folder));
  const nodes = owners.length > 0 ? owners : cluster.nodes;
  return [...new Set(nodes.flatMap(({ keepalived }) => keepalived?.file ?? []))];
}

/** Whether a probe asks the machine that the pod runs on. */
function asksItself(cluster: Cluster, { host }: PodProbe): boolean {
  if (host === undefined || host.value === "localhost") return true;
  const address = host.value === undefined ? undefined : parseIpAddress(host.value);
  if (address === undefined) return false;
  return isLoopback(address) || cluster.nodes.some((node) => node.addresses.some(({ text }) => text === address.text));
}

/** Whether a haproxy surely takes no connections on a port. */
function bindsNowhere({ proxies }: HaproxyFacts, port: number): boolean {
  return (
    proxies.length > 0 &&
    proxies.every(({ facts }) => !facts.isOpen && facts.binds.every((bind) => bindsPort(bind, port) === false))
  );
}

/** Whether the apiserver of the pod's machine may listen on a port. */
function mayBeApiServer(cluster: Cluster, port: number): boolean {
  return port === defaultApiServerPort || port === commonApiServerPort(cluster);
}

function isPlainHttp({ facts, defaults }: Proxy): boolean {
  return (facts.mode ?? defaults?.mode)?.value === "http";
}

/** The ports that a probe may be meant for: those of the apiservers' proxies if it speaks TLS or only connects, else of plain HTTP. */
function portsFor(cluster: Cluster, probe: PodProbe, haproxies: readonly InFile<HaproxyFacts>[]): number[] {
  const files = new Set(haproxies.map(({ file }) => file));
  const entries = cluster.balancers
    .filter(({ file }) => files.has(file))
    .flatMap(({ apiServerProxies }) => apiServerProxies.map(({ entry }) => entry));
  const isPlain = probe.form === "httpGet" && !probe.isTls;
  const proxies = isPlain ? haproxies.flatMap(({ facts }) => facts.proxies.filter(isPlainHttp)) : entries;
  const binds = proxies.flatMap(({ facts }) => facts.binds);
  return [...new Set(binds.flatMap(({ firstPort, lastPort }) => (firstPort === lastPort ? (firstPort ?? []) : [])))];
}

function probeFixes(file: string, probe: PodProbe, ports: readonly number[]): Fix[] {
  const { port } = probe;
  if (port.isGenerated || port.at.end - port.at.start !== port.text.length) return [];
  return ports.map((wanted) => ({
    title: message("Let the probe ask port {port}, which haproxy binds", { port: wanted }),
    isPreferred: ports.length === 1,
    isSafe: ports.length === 1,
    edits: [{ file, at: port.at, form: "in-place", newText: String(wanted) }],
  }));
}

function* probeFindings(
  cluster: Cluster,
  { file, facts: pod }: InFile<BalancerPod>,
  container: BalancerContainer,
): Iterable<Finding> {
  // Of several files, or of a folder of them, the workspace may have only some.
  const isOneFile = container.configPaths?.every(({ text }) => /\.(?:cfg|conf)$/.test(text)) === true;
  if (container.program !== "haproxy" || !isOneFile || (container.configPaths?.length ?? 0) > 1) return;
  const haproxies = haproxiesOf(cluster, file);
  if (haproxies.length === 0) return;
  for (const probe of container.probes) {
    const port = probe.port.value;
    if (port === undefined || !asksItself(cluster, probe)) continue;
    if (!haproxies.every(({ facts }) => bindsNowhere(facts, port))) continue;
    const isApiServers = mayBeApiServer(cluster, port) && probe.isTls;
    const binds = haproxies.flatMap((haproxy) =>
      haproxy.facts.proxies.flatMap((proxy) => proxy.facts.binds.map((bind) => ({ file: haproxy.file, bind }))),
    );
    yield {
      code: staticPodMountMismatch.code,
      severity: isApiServers || probe.kind === "readinessProbe" ? "warning" : staticPodMountMismatch.severity,
      file,
      at: probe.port.at,
      message: isApiServers
        ? message(
            "The probe of the haproxy pod asks port {port}, where the apiserver itself may answer but haproxy binds nothing. The kubelet does not see when haproxy is stuck, and restarts it when the apiserver is down.",
            { port },
          )
        : probe.kind === "readinessProbe"
          ? message(
              "The readiness probe of the haproxy pod asks port {port}, which its haproxy.cfg does not bind. The pod never becomes ready.",
              { port },
            )
          : message(
              "The probe of the haproxy pod asks port {port}, which its haproxy.cfg does not bind. The kubelet takes haproxy for dead and restarts it again and again, with all connections to the apiservers.",
              { port },
            ),
      related: binds.map((one) => ({
        file: one.file,
        at: one.bind.at,
        message: message("haproxy binds {bind} here", { bind: one.bind.text }),
      })),
      fixes: probeFixes(file, probe, portsFor(cluster, probe, haproxies)),
      about: [pod],
    };
  }
}

/** Images whose own command reads a path that is known. */
function imageDefault({ program, image, hasCommand }: BalancerContainer): string | undefined {
  const text = image?.value;
  if (text === undefined || hasCommand || program !== "haproxy") return undefined;
  const isOfficial =
    /^(?:(?:docker\.io\/)?(?:library\/)?haproxy|(?:docker\.io\/)?haproxytech\/haproxy-[a-z]+)(?:[:@]|$)/;
  return isOfficial.test(text) ? "/usr/local/etc/haproxy/haproxy.cfg" : undefined;
}

/** The path in the container that the program reads; undefined where that can't be told. */
function configPath(
  container: BalancerContainer,
): { readonly path: string; readonly stated?: Stated<string> } | undefined {
  if (container.configPaths === undefined) return undefined;
  const [stated, another] = container.configPaths;
  if (stated === undefined) {
    const path = imageDefault(container);
    return path === undefined ? undefined : { path };
  }
  if (another !== undefined || stated.value?.startsWith("/") !== true) return undefined;
  return { path: stated.value.replace(/\/+$/, ""), stated };
}

function withoutSlash({ value }: Stated<string>): string | undefined {
  return value?.startsWith("/") === true ? value.replace(/\/+$/, "") : undefined;
}

/** Whether one of two absolute paths is the other or lies below it. */
function areOnOneWay(a: string, b: string): boolean {
  return a === b || a.startsWith(`${b}/`) || b.startsWith(`${a}/`);
}

/** Whether a mount is meant to bring the program's config, by the program's name in both of its paths. */
function bringsConfig({ mountPath, hostPath }: PodMount, program: string): boolean {
  const isConfig = (path: string | undefined): boolean => {
    const name = path?.slice(path.lastIndexOf("/") + 1) ?? "";
    return name === program || (name.startsWith(program) && /\.(?:cfg|conf)$/.test(name));
  };
  return isConfig(mountPath.value) && isConfig(hostPath?.value);
}

/** A config is mounted, but not where the program reads it. */
function* unreadMounts({ file, facts: pod }: InFile<BalancerPod>, container: BalancerContainer): Iterable<Finding> {
  const read = configPath(container);
  if (read === undefined || pod.isOpen) return;
  const mounted = container.mounts.map(({ mountPath }) => withoutSlash(mountPath));
  if (mounted.some((path) => path === undefined || areOnOneWay(path, read.path))) return;
  const mount = container.mounts.find((one) => bringsConfig(one, container.program));
  if (mount === undefined) return;
  const { program } = container;
  const name = read.path.slice(read.path.lastIndexOf("/") + 1);
  const isFile = /\.(?:cfg|conf)$/.test(mount.mountPath.text.replace(/\/+$/, ""));
  const newText = isFile || !/\.(?:cfg|conf)$/.test(name) ? read.path : read.path.slice(0, read.path.lastIndexOf("/"));
  const isPlain = !mount.mountPath.isGenerated;
  yield {
    code: staticPodMountMismatch.code,
    severity: staticPodMountMismatch.severity,
    file,
    at: mount.mountPath.at,
    message: message(
      "{mounted} is mounted at {path}, but {program} reads {read} in this pod, where nothing is mounted. It starts without the node's config, or not at all.",
      { mounted: mount.hostPath?.text ?? "", path: mount.mountPath.text, program, read: read.path },
    ),
    related: [
      {
        file,
        at: read.stated?.at ?? container.at,
        message: message("{program} is told to read {read}", { program, read: read.path }),
      },
    ],
    fixes: isPlain
      ? [
          {
            title: message("Mount it at {path}", { path: newText }),
            isPreferred: true,
            isSafe: true,
            edits: [{ file, at: mount.mountPath.at, form: "in-place", newText }],
          },
        ]
      : [],
    about: [pod],
  };
}

/** The path on its machine that a file of the workspace mirrors, `/etc/haproxy/haproxy.cfg`; undefined where its path says nothing. */
function mirroredPath(file: string): string | undefined {
  const at = file.lastIndexOf("/etc/");
  const path = at >= 0 ? file.slice(at) : file.startsWith("etc/") ? `/${file}` : undefined;
  // A template or a copy has another name than what it becomes; a config without a folder of its own may be put anywhere.
  return path !== undefined && /^\/etc\/[\w.-]+\/[\w.-]+\.(?:cfg|conf)$/.test(path) ? path : undefined;
}

/** The mount that brings the config, and the path of it on the node that the program then reads. */
function mountedConfig(container: BalancerContainer): { mount: PodMount; hostFile: string } | undefined {
  const names = { haproxy: "haproxy.cfg", keepalived: "keepalived.conf" } as const;
  const read = configPath(container)?.path;
  const found = container.mounts.flatMap((mount) => {
    const path = withoutSlash(mount.mountPath);
    const host = mount.hostPath === undefined ? undefined : withoutSlash(mount.hostPath);
    if (path === undefined || host === undefined) return [];
    if (read === undefined) return path.endsWith(`/${names[container.program]}`) ? [{ mount, hostFile: host }] : [];
    const isAround = read === path || read.startsWith(`${path}/`);
    return isAround ? [{ mount, hostFile: host + read.slice(path.length) }] : [];
  });
  // The innermost mount is what the program sees.
  return found.sort((a, b) => b.mount.mountPath.text.length - a.mount.mountPath.text.length)[0];
}

/** The node's file that is mounted is another one than where the workspace has the config. */
function* strangeMounts(
  cluster: Cluster,
  { file, facts: pod }: InFile<BalancerPod>,
  container: BalancerContainer,
): Iterable<Finding> {
  const { program } = container;
  const files = configFiles(cluster, file, program);
  const paths = new Set(files.map(mirroredPath));
  const [path] = paths;
  const mounted = mountedConfig(container);
  if (path === undefined || paths.size > 1 || mounted === undefined || mounted.hostFile === path) return;
  const { mount, hostFile } = mounted;
  const { hostPath } = mount;
  // `-f /etc/haproxy` reads the whole folder.
  if (hostPath === undefined || path.startsWith(`${hostFile}/`)) return;
  const rest = hostFile.slice(withoutSlash(hostPath)?.length ?? 0);
  const newText = path.endsWith(rest) ? path.slice(0, path.length - rest.length) : undefined;
  const isPlain = !hostPath.isGenerated && newText !== undefined && newText !== "";
  yield {
    code: staticPodMountMismatch.code,
    severity: staticPodMountMismatch.severity,
    file,
    at: hostPath.at,
    message: message(
      "The pod gives {program} the node's {mounted}, but its config is {path} here. What is changed there never reaches {program}, which starts with an empty or an older config, or not at all.",
      { program, mounted: hostFile, path },
    ),
    related: files.map((config) => ({
      file: config,
      at: { origin: { offset: 0 }, start: 0, end: 0 },
      message: message("the config, at {path} on its node", { path }),
    })),
    fixes: isPlain
      ? [
          {
            title: message("Mount {path} of the node", { path: newText }),
            isPreferred: true,
            isSafe: true,
            edits: [{ file, at: hostPath.at, form: "in-place", newText }],
          },
        ]
      : [],
    about: [pod],
  };
}

function podYaml(port: number): string {
  return `//- lb1/haproxy.yaml
apiVersion: v1
kind: Pod
metadata:
  name: haproxy
  namespace: kube-system
spec:
  hostNetwork: true
  containers:
  - name: haproxy
    image: haproxy:2.8
    livenessProbe:
      tcpSocket:
        host: localhost
        port: ${port}
    volumeMounts:
    - name: config
      mountPath: /usr/local/etc/haproxy/haproxy.cfg
  volumes:
  - name: config
    hostPath:
      path: /etc/haproxy/haproxy.cfg
`;
}

const exampleNodes = [
  exampleKeepalived("lb1", { priority: 150, weight: 0 }),
  exampleHaproxy("lb1", "*:8443"),
  exampleKeepalived("lb2", { priority: 100, weight: 0 }),
].join("");

export const staticPodMountMismatch: ClusterRule = {
  code: "cluster/static-pod-mount-mismatch",
  scope: "cluster",
  severity: "error",
  fix: "safe",
  since: "0.1.0",
  docs: {
    summary: "A pod of haproxy or keepalived does not fit the config that it is for.",
    why: "A static pod brings its config by a hostPath mount, so three paths must fit: the file on the node, the place where it is mounted, and the place where the program in the image reads. Where they do not, the kubelet makes an empty file or folder (`FileOrCreate`) and the program starts with nothing, or with the config that the image was built with. A liveness probe that asks a port which haproxy does not bind lets the kubelet kill a haproxy that works. Paths are compared only where the pod says by `-f`, or its official image by itself, what is read, and where the workspace's folders mirror the node's (`…/etc/haproxy/haproxy.cfg`).",
    example: { bad: exampleNodes + podYaml(9443), good: exampleNodes + podYaml(8443) },
  },
  *check(cluster): Iterable<Finding> {
    for (const pod of cluster.pods) {
      for (const container of pod.facts.containers) {
        yield* unreadMounts(pod, container);
        yield* strangeMounts(cluster, pod, container);
        yield* probeFindings(cluster, pod, container);
      }
    }
  },
};

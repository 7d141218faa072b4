import { describe, expect, test } from "vitest";
import { describeFinding, openWorkspace } from "../support/fixture.ts";
import { clusterConfiguration } from "../support/kube-vip.ts";

function indented(text: string, depth: number): string {
  return text.replace(/^(?=.)/gm, " ".repeat(depth));
}

const haproxy = `defaults
    mode tcp
    timeout connect 5s
    timeout client 1h
    timeout server 1h
frontend apiserver
    bind *:8443
    default_backend apiservers
backend apiservers
    server cp1 10.0.0.11:6443 check
    server cp2 10.0.0.12:6443 check
`;

const keepalived = `vrrp_instance VI_1 {
    state \${STATE}
    interface eth0
    virtual_router_id 51
    priority \${PRIORITY}
    virtual_ipaddress {
        10.0.0.100/24
    }
}
`;

interface Options {
  readonly kind?: string;
  readonly hostNetwork?: boolean;
  readonly probe?: number;
}

/** ConfigMaps with the set of pods that reads them. */
function manifest({ kind = "DaemonSet", hostNetwork = true, probe = 8443 }: Options = {}): string {
  return `apiVersion: v1
kind: ConfigMap
metadata:
  name: lb
data:
  haproxy.cfg: |
${indented(haproxy, 4)}  keepalived.conf: |
${indented(keepalived, 4)}---
apiVersion: apps/v1
kind: ${kind}
metadata:
  name: lb
spec:
  template:
    spec:
      hostNetwork: ${hostNetwork}
      containers:
      - name: haproxy
        image: haproxy:2.8
        livenessProbe:
          tcpSocket: { port: ${probe} }
        volumeMounts:
        - { name: lb, mountPath: /usr/local/etc/haproxy }
      volumes:
      - name: lb
        configMap: { name: lb }
`;
}

const joins = "kubeadm join 10.0.0.100:8443 --token t --control-plane --apiserver-advertise-address 10.0.0.12\n";

function graveIn(texts: Readonly<Record<string, string>>): string[] {
  const workspace = openWorkspace(new Map(Object.entries(texts)));
  return workspace
    .allFindings()
    .filter(({ severity, code }) => (severity === "error" || severity === "warning") && code.startsWith("cluster/"))
    .filter(({ code }) => code !== "cluster/haproxy-not-tracked")
    .map((finding) => describeFinding(workspace, finding));
}

describe("configs in ConfigMaps", () => {
  test("are what the pods on the nodes read", () => {
    const texts = { "lb.yaml": manifest(), "kubeadm.yaml": clusterConfiguration("10.0.0.100:8443"), "join.sh": joins };
    expect(graveIn(texts)).toEqual([]);
    const [cluster] = openWorkspace(new Map(Object.entries(texts))).clusterFiles();
    expect(cluster?.vips).toEqual(["10.0.0.100"]);
    expect(cluster?.files.map(({ file }) => file)).toEqual(["join.sh", "kubeadm.yaml", "lb.yaml"]);
  });

  test("are compared with the Kubernetes files that name their addresses", () => {
    const texts = { "lb.yaml": manifest(), "kubeadm.yaml": clusterConfiguration("10.0.0.100:6443"), "join.sh": joins };
    expect(graveIn(texts)).toEqual(["kubeadm.yaml:3:24 error cluster/endpoint-port-mismatch 10.0.0.100:6443"]);
  });

  test("are compared with the pod that mounts them", () => {
    expect(graveIn({ "lb.yaml": manifest({ probe: 9443 }) })).toEqual([
      "lb.yaml:41:30 error cluster/static-pod-mount-mismatch 9443",
    ]);
  });

  test("of pods in the cluster's own network are not the apiservers' entrance", () => {
    const inside = manifest({ kind: "Deployment", hostNetwork: false }).replace(
      / {2}keepalived\.conf: \|\n(?: {4}.*\n)*/,
      "",
    );
    const texts = { "lb.yaml": inside, "kubeadm.yaml": clusterConfiguration("10.0.0.11:6443"), "join.sh": joins };
    expect(graveIn(texts).filter((line) => !line.startsWith("join.sh"))).toEqual([]);
  });

  test("give way to configs in files of their own", () => {
    const texts = {
      "lb.yaml": manifest(),
      "lb1/haproxy.cfg": haproxy.replace("8443", "7443"),
      "lb1/keepalived.conf":
        "vrrp_instance VI_1 {\n    interface eth0\n    virtual_router_id 51\n    priority 101\n    virtual_ipaddress {\n        10.0.0.100\n    }\n}\n",
      "lb2/haproxy.cfg": haproxy.replace("8443", "7443"),
      "lb2/keepalived.conf":
        "vrrp_instance VI_1 {\n    interface eth0\n    virtual_router_id 51\n    priority 100\n    virtual_ipaddress {\n        10.0.0.100\n    }\n}\n",
      "kubeadm.yaml": clusterConfiguration("10.0.0.100:7443"),
    };
    expect(graveIn(texts)).toEqual([]);
  });

  test("follow an edit of the pods", () => {
    const texts = { "lb.yaml": manifest(), "kubeadm.yaml": clusterConfiguration("10.0.0.100:9443") };
    const workspace = openWorkspace(new Map(Object.entries(texts)));
    const ports = (): string[] =>
      workspace.allFindings().flatMap(({ code, file }) => (code === "cluster/endpoint-port-mismatch" ? [file] : []));
    expect(ports()).toEqual(["kubeadm.yaml"]);
    workspace.setFile("lb.yaml", manifest({ hostNetwork: false, kind: "Deployment" }));
    expect(ports()).toEqual([]);
    workspace.setFile("lb.yaml", manifest());
    expect(ports()).toEqual(["kubeadm.yaml"]);
  });

  const inNamespace = (text: string, namespace: string): string =>
    text.replace(/^ {2}name: lb$/m, `  name: lb\n  namespace: ${namespace}`);
  /** The ConfigMap and the set of pods in files of their own, with haproxy alone. */
  const parted = (options: Options = {}): { map: string; pods: string } => {
    const [map = "", pods = ""] = manifest(options)
      .replace(/ {2}keepalived\.conf: \|\n(?: {4}.*\n)*/, "")
      .split("---\n");
    return { map: inNamespace(map, "kube-system"), pods: inNamespace(pods, "kube-system") };
  };
  const byName = clusterConfiguration("api.example:9443");

  test("are found by the pods of another file, and the endpoint is compared with haproxy's bind", () => {
    const { map, pods } = parted({ probe: 9443 });
    expect(graveIn({ "lb/map.yaml": map, "lb/pods.yaml": pods, "lb/kubeadm.yaml": byName })).toEqual([
      "lb/kubeadm.yaml:3:24 warning cluster/endpoint-port-mismatch api.example:9443",
      "lb/pods.yaml:14:30 error cluster/static-pod-mount-mismatch 9443",
    ]);
  });

  test("name what ties the pods to them", () => {
    const { map, pods } = parted();
    const workspace = openWorkspace(new Map(Object.entries({ "map.yaml": map, "pods.yaml": pods })));
    expect(workspace.explain("pods.yaml")).toContain("its pods read the ConfigMap lb");
  });

  test.each<[title: string, texts: (map: string, pods: string) => Record<string, string>]>([
    [
      "another namespace",
      (map, pods) => ({
        "map.yaml": map,
        "pods.yaml": inNamespace(pods, "web").replace(/\n {2}namespace: kube-system/, ""),
      }),
    ],
    [
      "another name",
      (map, pods) => ({
        "map.yaml": map,
        "pods.yaml": pods.replace("configMap: { name: lb }", "configMap: { name: other }"),
      }),
    ],
    ["two of that name, as near", (map, pods) => ({ "a/map.yaml": map, "b/map.yaml": map, "pods.yaml": pods })],
  ])("silent: %s", (_, of) => {
    const { map, pods } = parted({ probe: 9443 });
    expect(graveIn({ ...of(map, pods), "kubeadm.yaml": byName })).toEqual([]);
  });

  test("of two environments are each their own pods'", () => {
    const { map, pods } = parted();
    const wrong = parted({ probe: 9443 }).pods;
    const texts = { "prod/map.yaml": map, "prod/pods.yaml": pods, "stage/map.yaml": map, "stage/pods.yaml": wrong };
    expect(graveIn(texts)).toEqual(["stage/pods.yaml:14:30 error cluster/static-pod-mount-mismatch 9443"]);
  });

  test("follow an edit of pods in another file", () => {
    const { map, pods } = parted();
    const workspace = openWorkspace(
      new Map(Object.entries({ "map.yaml": map, "pods.yaml": pods, "kubeadm.yaml": byName })),
    );
    const ports = (): string[] =>
      workspace.allFindings().flatMap(({ code, file }) => (code === "cluster/endpoint-port-mismatch" ? [file] : []));
    expect(ports()).toEqual(["kubeadm.yaml"]);
    workspace.setFile("pods.yaml", pods.replace("hostNetwork: true", "hostNetwork: false"));
    expect(ports()).toEqual([]);
    workspace.setFile("pods.yaml", pods);
    expect(ports()).toEqual(["kubeadm.yaml"]);
    workspace.setFile("map.yaml", map.replace("*:8443", "*:9443"));
    expect(ports()).toEqual([]);
  });
});

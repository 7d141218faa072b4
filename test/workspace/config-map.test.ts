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
});

import { balancer } from "../../support/configs.ts";
import { nodes, type Texts } from "./found.ts";

/** Two balancers with one haproxy.cfg in front of control planes elsewhere; its first server stands in line 10. */
export function external(servers: readonly string[], others: Texts = {}, bind = "*:8443"): Texts {
  return {
    ...nodes({ source: "10.0.0.1" }, { source: "10.0.0.2" }),
    "haproxy.cfg": balancer(bind, servers),
    ...others,
  };
}

/** The same with a haproxy.cfg of its own words: a frontend, and a backend with these lines, the first one in line 10. */
export function withBackend(lines: readonly string[], others: Texts = {}, defaults = "mode tcp"): Texts {
  const text = [
    "defaults",
    ...defaults.split("\n").map((line) => `    ${line}`),
    "    timeout connect 5s",
    "    timeout client 1h",
    "    timeout server 1h",
    "frontend apiserver",
    "    bind *:8443",
    "    default_backend apiservers",
    "backend apiservers",
    ...lines.map((line) => `    ${line}`),
    "",
  ];
  return { ...nodes({ source: "10.0.0.1" }, { source: "10.0.0.2" }), "haproxy.cfg": text.join("\n"), ...others };
}

/** A script with a `kubeadm init`, and a control-plane join for each further address. */
export function commands(first: string, ...more: readonly string[]): Texts {
  const init = `kubeadm init --control-plane-endpoint 10.0.0.100:8443 --apiserver-advertise-address ${first}`;
  const joins = more.map(
    (address) => `kubeadm join 10.0.0.100:8443 --token x --control-plane --apiserver-advertise-address ${address}`,
  );
  return { "install.sh": ["#!/bin/sh", init, ...joins, ""].join("\n") };
}

/** A configuration whose etcd endpoints are names of its certificates as well. */
export function stacked(addresses: readonly string[], names: readonly string[] = addresses): Texts {
  const lines = [
    "apiVersion: kubeadm.k8s.io/v1beta4",
    "kind: ClusterConfiguration",
    "controlPlaneEndpoint: 10.0.0.100:8443",
    "apiServer:",
    "  certSANs:",
    ...names.map((name) => `  - ${name}`),
    "etcd:",
    "  external:",
    "    endpoints:",
    ...addresses.map((address) => `    - https://${address}:2379`),
    "",
  ];
  return { "kubeadm.yaml": lines.join("\n") };
}

/** A manifest that gives the two balancers and control planes their roles. */
export function manifest(...controlPlanes: readonly string[]): Texts {
  const roles = controlPlanes.map(
    (address, index) => `      - {name: cp${index + 1}, address: ${address}, roles: [control-plane], files: []}`,
  );
  return {
    "haconf.yaml": [
      "clusters:",
      "  - name: all",
      "    files: [haproxy.cfg, kubeadm.yaml]",
      "    nodes:",
      "      - {name: lb1, address: 10.0.0.1, files: [lb1/**]}",
      "      - {name: lb2, address: 10.0.0.2, files: [lb2/**]}",
      ...roles,
      "",
    ].join("\n"),
  };
}

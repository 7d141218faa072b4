import { describe, expect, test } from "vitest";
import { clusterConfiguration } from "../../support/configs.ts";
import { commands, external, manifest, stacked } from "./behind-balancers.ts";
import { found, type Texts } from "./found.ts";

const code = "cluster/control-plane-count";
const servers = (count: number): string[] => ["10.0.0.11:6443", "10.0.0.12:6443", "10.0.0.13:6443"].slice(0, count);
const addresses = (count: number): string[] => ["10.0.0.11", "10.0.0.12", "10.0.0.13"].slice(0, count);
const kubeadm = { "kubeadm.yaml": clusterConfiguration("10.0.0.100:8443") };
const external2 = (address: string): Texts => ({
  "kubeadm.yaml": `${clusterConfiguration("10.0.0.100:8443")}etcd:\n  external:\n    endpoints: ["https://${address}:2379"]\n`,
});

describe(code, () => {
  test.each<[title: string, texts: Texts, count: number]>([
    ["two by commands and haproxy", external(servers(2), commands("10.0.0.11", "10.0.0.12")), 1],
    ["three", external(servers(3), commands("10.0.0.11", "10.0.0.12", "10.0.0.13")), 0],
    ["haproxy knows a third", external(servers(3), commands("10.0.0.11", "10.0.0.12")), 0],
    ["two by the manifest", external(servers(2), { ...manifest(...addresses(2)), ...kubeadm }), 1],
    ["three by the manifest", external(servers(3), { ...manifest(...addresses(3)), ...kubeadm }), 0],
    ["etcd elsewhere", external(servers(2), { ...manifest(...addresses(2)), ...external2("10.0.0.31") }), 0],
    ["two by certificates and etcd", external(servers(2), stacked(addresses(2))), 1],
    ["nobody says how many there are", external(servers(2), kubeadm), 0],
  ])("%s", (_, texts, count) => {
    expect(found(code, texts)).toHaveLength(count);
  });
});

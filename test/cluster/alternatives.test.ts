import { describe, expect, test } from "vitest";
import { versionsOfDocuments } from "../../server/src/cluster/alternatives.ts";
import { balancer, clusterConfiguration, instance } from "../support/configs.ts";
import { describeFindings } from "../support/fixture.ts";

function findingsOf(texts: Readonly<Record<string, string>>): string[] {
  return describeFindings(new Map(Object.entries(texts))).filter(
    (line) => line.includes(" cluster/") && !line.includes("haproxy-not-tracked"),
  );
}

describe("versions of one document", () => {
  test.each([
    ["a/kubeadm-v1beta3.yaml a/kubeadm-v1beta4.yaml", "a/kubeadm-v1beta3.yaml+a/kubeadm-v1beta4.yaml"],
    ["v1.16/init.yaml v1.18.2/init.yaml", "v1.16/init.yaml+v1.18.2/init.yaml"],
    ["kubeadm-1.29.yaml kubeadm-1.30.yaml", "kubeadm-1.29.yaml+kubeadm-1.30.yaml"],
    ["init-v1beta3.yaml join-v1beta3.yaml", "init-v1beta3.yaml join-v1beta3.yaml"],
    ["10.0.0.1/kubeadm.yaml 10.0.0.2/kubeadm.yaml", "10.0.0.1/kubeadm.yaml 10.0.0.2/kubeadm.yaml"],
    ["master1/kubeadm.yaml master2/kubeadm.yaml", "master1/kubeadm.yaml master2/kubeadm.yaml"],
  ])("%s", (files, groups) => {
    const said = versionsOfDocuments(files.split(" ")).map((group) => group.join("+"));
    expect(said.join(" ")).toBe(groups);
  });
});

describe("a second config of one node", () => {
  const master = instance({ state: "MASTER", priority: 150 });
  const right = instance({ state: "BACKUP", priority: 100 });
  const wrong = instance({ state: "BACKUP", priority: 100, id: 52 });
  const id = "cluster/virtual-router-id-mismatch";

  test.each<[title: string, second: Record<string, string>, found: string[]]>([
    ["none", {}, [`lb1/keepalived.conf:4:23 error ${id} 51`, `lb2/keepalived.conf:4:23 error ${id} 52`]],
    ["that is right makes it unsure", { "lb2/keepalived-new.conf": right }, []],
    [
      "with the same fault does not",
      { "lb2/keepalived-new.conf": wrong },
      [`lb1/keepalived.conf:4:23 error ${id} 51`, `lb2/keepalived.conf:4:23 error ${id} 52`],
    ],
    [
      "for another virtual router says nothing",
      { "lb2/keepalived-web.conf": instance({ id: 60, vips: ["10.0.0.200"] }) },
      [`lb1/keepalived.conf:4:23 error ${id} 51`, `lb2/keepalived.conf:4:23 error ${id} 52`],
    ],
    [
      "that is a template of the first says nothing",
      { "lb2/keepalived.conf.j2": right.replace("51", "{{ id }}") },
      [`lb1/keepalived.conf:4:23 error ${id} 51`, `lb2/keepalived.conf:4:23 error ${id} 52`],
    ],
    [
      "that is a copy says nothing",
      { "lb2/keepalived.conf.bak": right },
      [`lb1/keepalived.conf:4:23 error ${id} 51`, `lb2/keepalived.conf:4:23 error ${id} 52`],
    ],
  ])("%s", (_, second, found) => {
    expect(findingsOf({ "lb1/keepalived.conf": master, "lb2/keepalived.conf": wrong, ...second })).toEqual(found);
  });

  test("a second document of one machine beside the first counts as its other state", () => {
    const text = (vrid: number): string => instance({ id: vrid, source: "10.0.0.2", state: "BACKUP", priority: 90 });
    const first = instance({ source: "10.0.0.1", state: "MASTER", priority: 150 });
    const unsure = { "a/keepalived.conf": first, "b/keepalived.conf": text(52), "c/keepalived.conf": text(51) };
    expect(findingsOf(unsure)).toEqual([]);
  });
});

test("kubeadm documents in several versions are one: what is wrong in one of them alone is not said", () => {
  const cluster = {
    "lb1/keepalived.conf": instance({ priority: 150 }),
    "lb2/keepalived.conf": instance({ priority: 100 }),
    "haproxy.cfg": balancer("*:8443", ["10.0.0.11:6443"]),
  };
  const wrong = clusterConfiguration("10.0.0.100:7000");
  const right = clusterConfiguration("10.0.0.100:8443");
  expect(findingsOf({ ...cluster, "kubeadm-v1beta3.yaml": wrong, "kubeadm-v1beta4.yaml": right })).toEqual([]);
  expect(findingsOf({ ...cluster, "kubeadm-v1beta3.yaml": wrong, "kubeadm-v1beta4.yaml": wrong })).toEqual([
    "kubeadm-v1beta3.yaml:3:23 error cluster/endpoint-port-mismatch 10.0.0.100:7000",
  ]);
});

test("a config in a text for people is compared with its like, never with what a program reads", () => {
  const real = { "keepalived-master.conf": instance({ priority: 150 }) };
  const shown = { "keepalived-backup.txt": instance({ priority: 100, id: 52 }) };
  expect(findingsOf({ ...real, ...shown })).toEqual([]);
  expect(findingsOf({ "keepalived-master.txt": instance({ priority: 150 }), ...shown })).toHaveLength(2);
});

import { describe, expect, test } from "vitest";
import { clusterConfiguration } from "../../support/configs.ts";
import { openWorkspace } from "../../support/fixture.ts";
import { commands, external, manifest, stacked } from "./behind-balancers.ts";
import { fixesOf, found, mended, type Texts } from "./found.ts";

const code = "cluster/backend-server-unknown";
const servers = ["10.0.0.11:6443", "10.0.0.12:6443", "10.0.0.19:6443"];
const kubeadm = { "kubeadm.yaml": clusterConfiguration("10.0.0.100:8443") };
const hit = ["haproxy.cfg:12 warning 10.0.0.19:6443"];

const withoutAddress = (texts: Texts, address: string): Texts => ({
  "haconf.yaml": (texts["haconf.yaml"] ?? "").replace(`, address: ${address}`, ""),
});

describe(code, () => {
  test.each<[title: string, texts: Texts, found: string[]]>([
    ["by certificates and etcd", external(servers, stacked(["10.0.0.11", "10.0.0.12"])), hit],
    ["by the manifest", external(servers, { ...manifest("10.0.0.11", "10.0.0.12"), ...kubeadm }), hit],
    ["no list is whole", external(servers, commands("10.0.0.11", "10.0.0.12")), []],
    [
      "a name of the certificates",
      external(servers, stacked(["10.0.0.11", "10.0.0.12"], ["10.0.0.11", "10.0.0.12", "10.0.0.19"])),
      [],
    ],
    ["etcd elsewhere", external(servers, stacked(["10.0.0.21", "10.0.0.22"], ["10.0.0.11", "10.0.0.12"])), []],
    [
      "another network",
      external(["192.168.0.1:6443", "192.168.0.2:6443", "10.0.0.11:6443"], stacked(["10.0.0.11", "10.0.0.12"])),
      [],
    ],
    [
      "a manifest that does not know an address",
      external(servers, {
        ...withoutAddress(manifest("10.0.0.11", "10.0.0.12", "10.0.0.13", "10.0.0.14"), "10.0.0.14"),
        ...kubeadm,
      }),
      [],
    ],
  ])("%s", (_, texts, findings) => {
    expect(found(code, texts)).toEqual(findings);
  });

  test("an installer's machine", () => {
    const texts = external(servers, stacked(["10.0.0.11", "10.0.0.12"]));
    const text = (texts["haproxy.cfg"] ?? "").replace("server cp3", "server bootstrap");
    expect(found(code, { ...texts, "haproxy.cfg": text })).toEqual([]);
  });

  test("goes, or gets the address of the one that is missing", () => {
    expect(fixesOf(code, external(servers, stacked(["10.0.0.11", "10.0.0.12"])))).toEqual(["*haproxy.cfg: Remove cp3"]);
    expect(mended(code, external(servers, stacked(["10.0.0.11", "10.0.0.12"])))).toEqual(["haproxy.cfg -1"]);
    expect(mended(code, external(servers, stacked(["10.0.0.11", "10.0.0.12", "10.0.0.13"])))).toEqual([
      "haproxy.cfg:12 server cp3 10.0.0.13:6443 check",
    ]);
  });

  const four = ["10.0.0.11:6443", "10.0.0.12:6443", "10.0.0.13:6443", "10.0.0.19:6443"];
  const inventory = (lines: readonly string[], group = "kube_control_plane"): string =>
    [`[${group}]`, ...lines, "", "[lb]", "lb1 ansible_host=10.0.0.1", "lb2 ansible_host=10.0.0.2", ""].join("\n");
  const machines = [11, 12, 13].map((byte) => `cp${byte} ansible_host=10.0.0.${byte}`);
  const beside = (texts: Texts, backend = four): Texts => external(backend, { ...kubeadm, ...texts });
  const inInventory = ["haproxy.cfg:13 warning 10.0.0.19:6443"];

  test.each<[title: string, texts: Texts, found: string[]]>([
    ["no machine of it", beside({ "inventory/hosts.ini": inventory(machines) }), inInventory],
    ["masters", beside({ "inventory/hosts.ini": inventory(machines, "masters") }), inInventory],
    [
      "named by their addresses",
      beside({ "inventory/hosts.ini": inventory(["10.0.0.11", "10.0.0.12"]) }, servers),
      hit,
    ],
    [
      "in children",
      beside({
        "inventory/hosts.ini": inventory(machines, "first").replace(
          "[lb]",
          "[kube_control_plane:children]\nfirst\n[lb]",
        ),
      }),
      inInventory,
    ],
    [
      "a machine of another group",
      beside({ "inventory/hosts.ini": `${inventory(machines)}[nodes]\nw ansible_host=10.0.0.19\n` }),
      [],
    ],
    [
      "a second address of a machine",
      beside({ "inventory/hosts.ini": inventory([...machines, "cp4 ansible_host=192.168.0.4 ip=10.0.0.19"]) }),
      [],
    ],
    ["a machine without an address", beside({ "inventory/hosts.ini": inventory([...machines, "cp4"]) }), []],
    [
      "an address that is filled in",
      beside({ "inventory/hosts.ini": inventory([...machines, 'cp4 ansible_host="{{ cp4 }}"']) }),
      [],
    ],
    ["a group of something else", beside({ "inventory/hosts.ini": inventory(machines, "mysql_masters") }), []],
    ["one control plane", beside({ "inventory/hosts.ini": inventory(machines.slice(0, 1)) }), []],
    [
      "two inventories that know them",
      beside({
        "inventories/a/hosts.ini": inventory(machines),
        "inventories/b/hosts.ini": inventory(machines.slice(0, 2)),
      }),
      [],
    ],
    [
      "beside that of another cluster",
      beside({
        "inventories/a/hosts.ini": inventory(machines),
        "inventories/b/hosts.ini": inventory(machines).replaceAll("10.0.0.", "10.9.0."),
      }),
      inInventory,
    ],
  ])("by an inventory: %s", (_, texts, findings) => {
    expect(found(code, texts)).toEqual(findings);
  });

  test("goes and comes with an edit of the inventory", () => {
    const workspace = openWorkspace(new Map(Object.entries(beside({ "inventory/hosts.ini": inventory(machines) }))));
    const count = (): number => workspace.allFindings().filter((finding) => finding.code === code).length;
    expect(count()).toBe(1);
    workspace.setFile("inventory/hosts.ini", inventory([...machines, "cp4 ansible_host=10.0.0.19"]));
    expect(count()).toBe(0);
    workspace.setFile("inventory/hosts.ini", inventory(machines));
    expect(count()).toBe(1);
  });
});

import { describe, expect, test } from "vitest";
import { clusterConfiguration } from "../../support/configs.ts";
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
});

import { describe, expect, test } from "vitest";
import chinese from "../../server/src/rules/locale/zh-cn.json" with { type: "json" };
import { balancer, clusterConfiguration, instance } from "../support/configs.ts";
import { openWorkspace } from "../support/fixture.ts";

const workspace = openWorkspace(
  new Map([
    ["lb1/keepalived.conf", instance({ state: "MASTER", priority: 150, source: "10.0.0.1" })],
    ["lb2/keepalived.conf", instance({ state: "BACKUP", priority: 100, source: "10.0.0.2" })],
    ["lb3/keepalived.conf", instance({ state: "BACKUP", priority: 90, vips: ["10.0.0.101"] })],
    ["lb1/keepalived.conf.bak", instance({ state: "MASTER", priority: 150 })],
    ["haproxy.cfg", balancer("10.0.0.100:8443", ["10.0.0.11:6443"])],
    ["kubeadm.yaml", clusterConfiguration("10.0.0.100:8443")],
    ["hosts", "10.0.0.2 lb2\n10.0.0.11 cp1\n"],
    ["lvs/lvs.keepalived", "virtual_server 10.8.0.8 80 {\n    protocol TCP\n}\n"],
    ["other/web.keepalived", instance({ id: 7, vips: ["10.9.0.9"] })],
  ]),
);

describe("why a file belongs to a cluster", () => {
  const text = workspace.explain("lb2/keepalived.conf") ?? "";

  test.each([
    ["the cluster", "## Cluster 10.0.0.100"],
    ["its endpoint", "- Control-plane endpoint: 10.0.0.100:8443"],
    [
      "its nodes with their files",
      "- **lb1** (10.0.0.1, `lb1/keepalived.conf`, `haproxy.cfg`): the file lies in a folder of that name",
    ],
    ["what ties members by address", "- **lb2** (10.0.0.100): it shares 10.0.0.100, and their source addresses differ"],
    ["what ties a member that has another VIP", "- **lb3** (10.0.0.101): it has the same virtual_router_id and name"],
    ["whose a balancer is", "- `haproxy.cfg` runs on lb1, lb2, lb3: it binds a VIP."],
    ["what it leads to", "It leads to the apiservers through apiserver."],
    ["the Kubernetes files, and why", "- `kubeadm.yaml` its endpoint 10.0.0.100 is a VIP"],
    ["the hosts files, and why", "- `hosts` its address 10.0.0.2 is a node's own address"],
  ])("%s", (_, part) => {
    expect(text).toContain(part);
  });

  test("a haproxy, a Kubernetes file and a hosts file are explained by the same cluster", () => {
    for (const file of ["haproxy.cfg", "kubeadm.yaml", "hosts"]) {
      expect(workspace.explain(file)?.replace(file, "")).toBe(text.replace("lb2/keepalived.conf", ""));
    }
  });

  test.each([
    ["a copy", "lb1/keepalived.conf.bak", "a copy which no program reads"],
    ["one that nothing is tied to", "lvs/lvs.keepalived", "it is checked alone"],
    ["the only node of its virtual router", "other/web.keepalived", "No other node here shares its virtual routers."],
  ])("%s stands alone, and the reason is said", (_, file, part) => {
    expect(workspace.explain(file)).toContain(part);
  });

  test("a file that is not there is nothing to explain", () => {
    expect(workspace.explain("none")).toBeUndefined();
  });

  test("names and words are the reader's", () => {
    const said = workspace.explain("lb2/keepalived.conf", chinese, (file) => `/home/me/${file}`) ?? "";
    expect(said).toContain("# /home/me/lb2/keepalived.conf");
    expect(said).toContain("`/home/me/lb1/keepalived.conf`");
    expect(said).toContain("共用 10.0.0.100，依据：两者的源地址不同");
  });

  test("a text that tries to break out of the table stays in its cell", () => {
    const odd = openWorkspace(
      new Map([
        ["lb1/keepalived.conf", instance({ priority: 150, name: "a|b" })],
        ["lb2/keepalived.conf", instance({ state: "x|y", priority: 100 })],
      ]),
    );
    expect(odd.explain("lb1/keepalived.conf")).toContain("| x\\|y |");
  });
});

import { describe, expect, test } from "vitest";
import { defaultSettings } from "../../server/src/workspace/types.ts";
import type { Workspace } from "../../server/src/workspace/workspace.ts";
import { balancer, instance } from "../support/configs.ts";
import { describeFinding, openWorkspace } from "../support/fixture.ts";

function say(workspace: Workspace): string[] {
  return workspace.allFindings().map((finding) => describeFinding(workspace, finding));
}

const pair = new Map([
  ["k/alpha.conf", `! Configuration File for keepalived\n${instance({ id: 51, priority: 100 })}`],
  ["k/beta.conf", `! Configuration File for keepalived\n${instance({ id: 52, priority: 90 })}`],
]);

const manifest =
  "clusters:\n  - name: prod\n    nodes:\n      - {name: one, files: [k/alpha.conf]}\n      - {name: two, files: ['k/beta*']}\n";

describe("haconf.yaml", () => {
  test("names nodes that nobody could guess", () => {
    const workspace = openWorkspace(new Map([...pair, ["haconf.yaml", manifest]]));
    expect(say(workspace).map((line) => line.split(" ")[2])).toEqual([
      "cluster/virtual-router-id-mismatch",
      "cluster/virtual-router-id-mismatch",
    ]);
    expect(workspace.clusters().map(({ name, nodes }) => [name, nodes])).toEqual([["prod", ["one", "two"]]]);
  });

  test("keeps apart what it does not name together", () => {
    const files = new Map([
      ["lb1/keepalived.conf", instance({ id: 51, priority: 100 })],
      ["lb2/keepalived.conf", instance({ id: 52, priority: 90 })],
    ]);
    expect(say(openWorkspace(files)).length).toBe(2);
    const apart =
      "clusters:\n  - name: p\n    nodes: [{name: one, files: [lb1/**]}]\n  - name: q\n    nodes: [{name: two, files: [lb2/**]}]\n";
    expect(say(openWorkspace(new Map([...files, ["haconf.yaml", apart]])))).toEqual([]);
  });

  test("gives addresses and roles: a control plane whose haproxy takes the apiserver's port", () => {
    const files = new Map([
      ["lb1/keepalived.conf", instance({ priority: 100 })],
      ["lb2/keepalived.conf", instance({ priority: 90 })],
      ["haproxy.cfg", balancer("10.0.0.1:6443", ["10.0.0.1:6443", "10.0.0.2:6443"])],
    ]);
    expect(say(openWorkspace(files))).toEqual([]);
    const named =
      "clusters:\n  - name: prod\n    nodes:\n      - {name: one, address: 10.0.0.1, roles: [control-plane], files: [lb1/**, haproxy.cfg]}\n      - {name: two, address: [10.0.0.2], roles: [control-plane], files: [lb2/**, haproxy.cfg]}\n";
    expect(say(openWorkspace(new Map([...files, ["haconf.yaml", named]])))).toEqual([
      "haproxy.cfg:7:10 error cluster/apiserver-port-conflict 10.0.0.1:6443",
    ]);
  });

  test("sets severities by code, also off written as a boolean, and the nearest wins", () => {
    const files = new Map([
      ["haproxy.cfg", "global\n    daemonn\n"],
      ["x/haproxy.cfg", "global\n    daemonn\n"],
      ["y/haproxy.cfg", "global\n    daemonn\n"],
      ["haconf.yaml", "rules:\n  haproxy/unknown-keyword: warning\n"],
      ["x/haconf.yaml", "rules:\n  haproxy/unknown-keyword: off\n"],
      ["y/haconf.yaml", "rules:\n  haproxy/unknown-keyword: false\n"],
    ]);
    expect(say(openWorkspace(files))).toEqual(["haproxy.cfg:2:5 warning haproxy/unknown-keyword daemonn"]);
  });

  test("wins over the user's settings", () => {
    const files = new Map([
      ["haproxy.cfg", "global\n    daemonn\n"],
      ["haconf.yaml", "rules:\n  haproxy/unknown-keyword: hint\n"],
    ]);
    const settings = { ...defaultSettings, rules: { "haproxy/unknown-keyword": "off" } } as const;
    expect(say(openWorkspace(files, settings))).toEqual(["haproxy.cfg:2:5 hint haproxy/unknown-keyword daemonn"]);
  });

  test("excludes files from findings and from clusters", () => {
    const files = new Map([
      ["lb1/keepalived.conf", instance({ priority: 100 })],
      ["lb2/keepalived.conf", instance({ priority: 90 })],
      ["lb3/keepalived.conf", instance({ id: 52, priority: 80 })],
      ["archive/haproxy.cfg", "global\n    daemonn\n"],
      ["haconf.yaml", "exclude: ['archive/**', lb3]\n"],
    ]);
    const workspace = openWorkspace(files);
    expect(say(workspace)).toEqual([]);
    expect(workspace.clusters().map(({ nodes }) => nodes)).toEqual([["lb1", "lb2"]]);
  });

  test("pins versions", () => {
    const files = new Map([
      ["haproxy.cfg", "global\n    nbproc 2\n"],
      ["new/haproxy.cfg", "global\n    nbproc 2\n"],
      ["haconf.yaml", 'haproxy: "2.4"\n'],
      ["new/haconf.yaml", "haproxy: 3.2\n"],
    ]);
    const workspace = openWorkspace(files);
    expect(workspace.allFindings().map(({ file, severity }) => `${file} ${severity}`)).toEqual([
      "haproxy.cfg warning",
      "new/haproxy.cfg error",
    ]);
  });

  test("is followed as it comes, changes and goes", () => {
    const workspace = openWorkspace(pair);
    expect(say(workspace)).toEqual([]);
    workspace.setFile("haconf.yaml", manifest);
    expect(say(workspace).length).toBe(2);
    workspace.setFile("haconf.yaml", `rules:\n  cluster/virtual-router-id-mismatch: off\n${manifest}`);
    expect(say(workspace)).toEqual([]);
    workspace.setFile("haconf.yaml", manifest);
    expect(say(workspace).length).toBe(2);
    workspace.removeFile("haconf.yaml");
    expect(say(workspace)).toEqual([]);
  });

  test("that can't be read says nothing and stops nothing", () => {
    const broken = new Map([...pair, ["haconf.yaml", "clusters: [\n"]] as const);
    expect(openWorkspace(broken).clusters()).toEqual(openWorkspace(pair).clusters());
  });
});

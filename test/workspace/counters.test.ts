import { describe, expect, test } from "vitest";
import type { Counters } from "../../server/src/workspace/types.ts";
import type { Workspace } from "../../server/src/workspace/workspace.ts";
import { balancer, clusterConfiguration, instance } from "../support/configs.ts";
import { openWorkspace } from "../support/fixture.ts";

/** Many clusters, each with two balancers, their haproxies and a kubeadm file, in a folder of its own. */
function clusters(count: number): Map<string, string> {
  const files = new Map<string, string>();
  for (let index = 0; index < count; index++) {
    const folder = `site${index + 1}`;
    const vip = `10.${index}.0.100`;
    for (const node of [1, 2]) {
      const text = `global_defs {\n    router_id lb${node}\n}\n\n${instance({ priority: 100 - node, vips: [vip] })}\nvrrp_script chk {\n    script "/bin/true"\n}\n`;
      files.set(`${folder}/lb${node}/keepalived.conf`, text);
      files.set(
        `${folder}/lb${node}/haproxy.cfg`,
        `global\n    daemon\n\n${balancer("*:8443", [`10.${index}.0.11:6443`])}`,
      );
    }
    files.set(`${folder}/kubeadm.yaml`, clusterConfiguration(`${vip}:8443`));
  }
  return files;
}

/** What an edit of one file costs: the counters' differences. */
function costOf(workspace: Workspace, edit: () => void): Counters {
  workspace.update();
  const before = workspace.counters;
  edit();
  workspace.update();
  const after = workspace.counters;
  return {
    parsedSections: after.parsedSections - before.parsedSections,
    checkedSections: after.checkedSections - before.checkedSections,
    builtFacts: after.builtFacts - before.builtFacts,
    builtScopes: after.builtScopes - before.builtScopes,
    checkedClusters: after.checkedClusters - before.checkedClusters,
  };
}

function replacing(workspace: Workspace, file: string, from: string, to: string): () => void {
  const text = workspace.textOf(file) ?? "";
  expect(text).toContain(from);
  return () => workspace.setFile(file, text.replace(from, to));
}

describe("what one edit costs in a workspace of many clusters", () => {
  test.each<[title: string, file: string, from: string, to: string, cost: Counters]>([
    [
      "a priority",
      "site3/lb1/keepalived.conf",
      "priority 99",
      "priority 98",
      { parsedSections: 2, checkedSections: 2, builtFacts: 1, builtScopes: 1, checkedClusters: 1 },
    ],
    [
      "a VIP",
      "site3/lb1/keepalived.conf",
      "10.2.0.100",
      "10.2.0.101",
      { parsedSections: 2, checkedSections: 2, builtFacts: 1, builtScopes: 1, checkedClusters: 1 },
    ],
    [
      "a backend's server",
      "site3/lb1/haproxy.cfg",
      "10.2.0.11",
      "10.2.0.12",
      { parsedSections: 2, checkedSections: 2, builtFacts: 1, builtScopes: 1, checkedClusters: 1 },
    ],
    [
      "a bind in the middle of the file",
      "site3/lb1/haproxy.cfg",
      "*:8443",
      "*:8444",
      { parsedSections: 2, checkedSections: 2, builtFacts: 1, builtScopes: 1, checkedClusters: 1 },
    ],
    [
      "an endpoint",
      "site3/kubeadm.yaml",
      ":8443",
      ":8444",
      { parsedSections: 0, checkedSections: 0, builtFacts: 1, builtScopes: 0, checkedClusters: 1 },
    ],
  ])("%s", (_, file, from, to, cost) => {
    const workspace = openWorkspace(clusters(12));
    expect(costOf(workspace, replacing(workspace, file, from, to))).toEqual(cost);
  });

  test("a hosts file re-does only the clusters that it is tied to", () => {
    const files = clusters(12);
    files.set("site3/hosts", "10.2.0.100 k8s.example\n");
    const workspace = openWorkspace(files);
    const cost = costOf(workspace, replacing(workspace, "site3/hosts", "k8s", "api"));
    expect([cost.builtFacts, cost.builtScopes, cost.checkedClusters]).toEqual([1, 0, 1]);
  });

  test("the same text again costs nothing", () => {
    const workspace = openWorkspace(clusters(2));
    const file = "site1/lb1/keepalived.conf";
    const text = workspace.textOf(file) ?? "";
    const nothing = { parsedSections: 0, checkedSections: 0, builtFacts: 0, builtScopes: 0, checkedClusters: 0 };
    expect(costOf(workspace, () => workspace.setFile(file, text))).toEqual(nothing);
    expect(costOf(workspace, () => workspace.setFile("notes.md", "# nothing"))).toEqual(nothing);
  });

  test("the first look parses every section once, and builds one set of facts a file, one scope and one check a cluster", () => {
    const workspace = openWorkspace(clusters(12));
    workspace.update();
    expect(workspace.counters).toEqual({
      parsedSections: 12 * 2 * (3 + 4),
      checkedSections: 12 * 2 * (3 + 4),
      builtFacts: 12 * 5,
      builtScopes: 12,
      checkedClusters: 12,
    });
  });

  test("a new node re-does its own cluster alone", () => {
    const workspace = openWorkspace(clusters(12));
    const cost = costOf(workspace, () =>
      workspace.setFile("site3/lb3/keepalived.conf", instance({ priority: 50, vips: ["10.2.0.100"] })),
    );
    expect([cost.builtFacts, cost.builtScopes, cost.checkedClusters]).toEqual([1, 1, 1]);
  });

  test("a haproxy that goes re-does its own cluster alone", () => {
    const workspace = openWorkspace(clusters(12));
    const cost = costOf(workspace, () => workspace.removeFile("site3/lb2/haproxy.cfg"));
    expect([cost.builtFacts, cost.builtScopes, cost.checkedClusters]).toEqual([0, 1, 1]);
  });

  test("the touched files are the edited one and those whose findings change", () => {
    const workspace = openWorkspace(clusters(4));
    workspace.update();
    const file = "site3/lb1/keepalived.conf";
    workspace.setFile(file, (workspace.textOf(file) ?? "").replace("virtual_router_id 51", "virtual_router_id 52"));
    expect([...workspace.update()].sort()).toEqual([file, "site3/lb2/keepalived.conf"]);
  });
});

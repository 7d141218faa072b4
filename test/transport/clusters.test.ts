import { describe, expect, test } from "vitest";
import type { ExplainClusterResult } from "../../server/src/transport/lsp/protocol.ts";
import { brokenCluster, keepalivedConf } from "../cli/command.ts";
import { clusterConfiguration } from "../support/configs.ts";
import { modernCapabilities, TestClient, uriOf } from "./client.ts";

const clusterFiles = {
  ...brokenCluster(),
  "dev3/haproxy.cfg":
    "defaults\n  mode tcp\n  timeout connect 5s\n  timeout client 1h\n  timeout server 1h\nfrontend a\n  bind *:8443\n  default_backend b\nbackend b\n  server x 172.29.1.3:6443 check\n",
  "kubeadm.yaml": clusterConfiguration("172.29.1.200:8443"),
  "notes/kubeadm.yaml": "nothing\n",
};

function statusOf(path: string, nodes: string[], errors = 0, warnings = 0): object {
  return { uri: uriOf(path), nodes, errors, warnings };
}

describe("the state of clusters", () => {
  test("is told when all files are read, with nodes, files and counts", async () => {
    const client = await TestClient.start({ files: clusterFiles });
    await client.settle();
    expect(client.statuses).toEqual([
      [
        {
          name: "172.29.1.200",
          vips: ["172.29.1.200"],
          nodes: ["dev3", "dev6", "dev7"],
          files: [
            statusOf("dev3/haproxy.cfg", ["dev3"]),
            // Nothing of it asks whether its haproxy runs.
            statusOf("dev3/keepalived.conf", ["dev3"], 0, 1),
            statusOf("dev6/keepalived.conf", ["dev6"], 1),
            statusOf("dev7/keepalived.conf", ["dev7"]),
            statusOf("kubeadm.yaml", []),
          ],
        },
      ],
    ]);
  });

  test("is told again only when something of it is different", async () => {
    const client = await TestClient.start({ files: clusterFiles });
    await client.open("dev6/keepalived.conf");
    await client.settle();
    await client.replace("dev6/keepalived.conf", "priority 102", "priority  102");
    await client.settle();
    expect(client.statuses).toHaveLength(1);
    await client.replace("dev6/keepalived.conf", "virtual_router_id 34", "virtual_router_id 33");
    await client.settle();
    expect(client.statuses).toHaveLength(2);
    expect(client.statuses.at(-1)?.[0]?.files.map(({ errors }) => errors)).toEqual([0, 0, 0, 0, 0]);
    await client.replace("dev6/keepalived.conf", "vrrp_instance", "#");
    await client.settle();
    expect(client.statuses.at(-1)?.map(({ name, nodes }) => [name, nodes])).toEqual([
      ["172.29.1.200", ["dev3", "dev7"]],
    ]);
  });

  test("follows severities, and what is turned off does not count", async () => {
    const client = await TestClient.start({
      files: clusterFiles,
      settings: { rules: { "cluster/virtual-router-id-mismatch": "warning" } },
    });
    const counts = () => client.statuses.at(-1)?.[0]?.files.map(({ errors, warnings }) => errors * 10 + warnings);
    await client.settle();
    expect(counts()).toEqual([0, 1, 1, 0, 0]);
    client.settings = { rules: { "cluster/virtual-router-id-mismatch": "hint" } };
    await client.notify("workspace/didChangeConfiguration", { settings: null });
    await client.settle();
    expect(counts()).toEqual([0, 1, 0, 0, 0]);
    client.settings = { cluster: { enable: false } };
    await client.notify("workspace/didChangeConfiguration", { settings: null });
    await client.settle();
    expect(client.statuses.at(-1)).toEqual([]);
  });

  test("a workspace without clusters has none", async () => {
    const client = await TestClient.start({ files: {} });
    await client.settle();
    expect(client.statuses).toEqual([[]]);
  });

  test.each([
    ["no word of it", undefined],
    ["another's wishes", { other: true }],
    ["something else", { haconf: "yes" }],
    ["a refusal", { haconf: { clusterStatus: false } }],
  ])("is not told to a client with %s", async (_, experimental) => {
    const { experimental: __, ...capabilities } = modernCapabilities;
    const client = await TestClient.start({ files: clusterFiles, capabilities: { ...capabilities, experimental } });
    await client.settle();
    expect(client.statuses).toEqual([]);
    expect(client.pushed).toHaveLength(2);
  });
});

describe("the explanation of a file's cluster", () => {
  const explain = (client: TestClient, path: string): Promise<ExplainClusterResult> =>
    client.request("haconf/explainCluster", { uri: uriOf(path) });

  test.each(["dev6/keepalived.conf", "dev3/haproxy.cfg", "kubeadm.yaml"])("for %s", async (path) => {
    const client = await TestClient.start({ files: clusterFiles });
    const { markdown } = await explain(client, path);
    for (const word of ["172.29.1.200", "dev3", "dev6", "dev7"]) expect(markdown).toContain(word);
    // Files are called as in the workspace.
    expect(markdown).toContain(path);
    expect(markdown).not.toContain("work space");
  });

  test("a file alone is explained as well, and there is nothing to say of what haconf does not read", async () => {
    const files = { ...clusterFiles, "single/haproxy.cfg": "global\n", "notes.yaml": "a: b\n" };
    const client = await TestClient.start({ files });
    expect((await explain(client, "single/haproxy.cfg")).markdown).toContain("single/haproxy.cfg");
    expect(await explain(client, "notes.yaml")).toEqual({ markdown: null });
    expect(await explain(client, "none")).toEqual({ markdown: null });
  });

  test("shows no password", async () => {
    const client = await TestClient.start({ files: clusterFiles });
    expect((await explain(client, "dev6/keepalived.conf")).markdown).not.toContain("sesame");
  });

  test("is in the client's language", async () => {
    const client = await TestClient.start({ files: clusterFiles, params: { locale: "zh-cn" } });
    expect((await explain(client, "dev6/keepalived.conf")).markdown).toMatch(/集群/);
  });

  test("may be asked for again once after a change", async () => {
    const client = await TestClient.start({ files: clusterFiles });
    await client.open("dev6/keepalived.conf");
    await client.settle();
    expect(client.explanationChanges).toBe(0);
    await explain(client, "dev6/keepalived.conf");
    await client.settle();
    expect(client.explanationChanges).toBe(0);
    for (const priority of [103, 104, 105]) {
      await client.replace("dev6/keepalived.conf", `priority ${priority - 1}`, `priority ${priority}`);
      await client.settle();
    }
    expect(client.explanationChanges).toBe(1);
    await explain(client, "dev6/keepalived.conf");
    client.disk.set(uriOf("dev8/keepalived.conf"), keepalivedConf({ priority: 99 }));
    await client.tell({ dev8: 1 });
    await client.settle();
    expect(client.explanationChanges).toBe(2);
    expect((await explain(client, "dev6/keepalived.conf")).markdown).toContain("dev8");
  });
});

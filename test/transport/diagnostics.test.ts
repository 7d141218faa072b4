import { describe, expect, test } from "vitest";
import { brokenCluster, keepalivedConf } from "../cli/command.ts";
import { modernCapabilities, root, TestClient, uriOf } from "./client.ts";

const mismatch = "cluster/virtual-router-id-mismatch";
const line = { start: { line: 4, character: 22 }, end: { line: 4, character: 24 } };

describe("pushed", () => {
  test("for files that nobody has opened, with all that the client can show", async () => {
    const client = await TestClient.start({ files: brokenCluster() });
    await client.settle();
    expect(client.pushed.map(({ uri }) => uri)).toEqual([uriOf("dev6/keepalived.conf")]);
    expect(client.shown("dev6/keepalived.conf")).toMatchObject([
      {
        range: line,
        severity: 1,
        code: mismatch,
        codeDescription: { href: `https://github.com/haconf/haconf/blob/main/docs/rules/${mismatch}.md` },
        source: "haconf",
        relatedInformation: [
          { location: { uri: uriOf("dev3/keepalived.conf"), range: line } },
          { location: { uri: uriOf("dev7/keepalived.conf"), range: line } },
        ],
        data: { fixes: [{ preferred: true }] },
      },
    ]);
    expect(client.logged).toEqual([]);
  });

  test("nothing is announced for pulling, but pulls are answered", async () => {
    const client = await TestClient.start({ files: brokenCluster() });
    expect(client.initialized.capabilities.diagnosticProvider).toBeUndefined();
    const pull = async (previousResultId?: string): Promise<{ kind: string; resultId: string; items: unknown[] }> =>
      client.request("textDocument/diagnostic", {
        textDocument: { uri: uriOf("dev6/keepalived.conf") },
        previousResultId,
      });
    const report = await pull();
    expect(report).toMatchObject({ kind: "full", items: [{ code: mismatch }] });
    expect(await pull(report.resultId)).toEqual({ kind: "unchanged", resultId: report.resultId });
  });

  test("a client that shows no related places reads them in the message", async () => {
    const client = await TestClient.start({
      files: brokenCluster(),
      capabilities: { textDocument: { publishDiagnostics: {} } },
    });
    await client.settle();
    const [diagnostic] = client.shown("dev6/keepalived.conf") ?? [];
    expect(diagnostic?.message).toMatch(/dev3\/keepalived\.conf:5:23: .+\n.*dev7\/keepalived\.conf:5:23: /);
    expect(Object.keys(diagnostic ?? {}).sort()).toEqual(["code", "message", "range", "severity", "source"]);
  });

  test("follow what is typed, with the version, once for a burst", async () => {
    const client = await TestClient.start({ files: brokenCluster() });
    await client.open("dev6/keepalived.conf");
    await client.settle();
    const before = client.pushed.length;
    for (const [from, to] of [
      ["34", "35"],
      ["35", "36"],
      ["36", "33"],
      ["priority 102", "priority 1"],
    ] as const) {
      await client.replace("dev6/keepalived.conf", from, to);
    }
    await client.settle();
    expect(client.pushed.slice(before)).toEqual([{ uri: uriOf("dev6/keepalived.conf"), version: 5, diagnostics: [] }]);
  });

  test("an edit changes the findings of files that are not open", async () => {
    const client = await TestClient.start({ files: brokenCluster() });
    await client.open("dev3/keepalived.conf");
    await client.settle();
    expect(client.codes("dev6/keepalived.conf")).toEqual([mismatch]);
    await client.replace("dev3/keepalived.conf", "virtual_router_id 33", "virtual_router_id 34");
    await client.settle();
    expect(client.codes("dev6/keepalived.conf")).toEqual([]);
    expect(client.codes("dev7/keepalived.conf")).toEqual([mismatch]);
  });

  test("a closed document counts again as it is on disk", async () => {
    const client = await TestClient.start({ files: brokenCluster() });
    await client.open("dev6/keepalived.conf", keepalivedConf({ priority: 102 }));
    await client.settle();
    expect(client.codes("dev6/keepalived.conf")).toEqual([]);
    await client.close("dev6/keepalived.conf");
    await client.settle();
    expect(client.codes("dev6/keepalived.conf")).toEqual([mismatch]);
  });

  test("a document that is nowhere on disk is forgotten when it is closed", async () => {
    const client = await TestClient.start({ files: {} });
    await client.open("lb/keepalived.conf", keepalivedConf({ password: "0123456789" }));
    await client.settle();
    expect(client.codes("lb/keepalived.conf")).toEqual(["keepalived/auth-pass-truncated"]);
    await client.close("lb/keepalived.conf");
    await client.settle();
    expect(client.shown("lb/keepalived.conf")).toEqual([]);
  });

  test("an editor's word counts more than a name, and a spelling of a URI is no other file", async () => {
    const client = await TestClient.start({ files: {} });
    const text = keepalivedConf({ password: "0123456789" });
    const uri = `${root}/notes%2Etxt`;
    await client.notify("textDocument/didOpen", { textDocument: { uri, languageId: "keepalived", version: 7, text } });
    await client.settle();
    expect(client.pushed).toMatchObject([
      { uri, version: 7, diagnostics: [{ code: "keepalived/auth-pass-truncated" }] },
    ]);
    const { items } = await client.request<{ items: unknown[] }>("textDocument/diagnostic", {
      textDocument: { uri: uriOf("notes.txt") },
    });
    expect(items).toHaveLength(1);
  });

  test("the older side of a comparison is not looked at", async () => {
    const client = await TestClient.start({ files: brokenCluster() });
    const uri = "git:/work%20space/dev7/keepalived.conf?%7B%22ref%22%3A%22%22%7D";
    const text = keepalivedConf({ routerId: 99, password: "0123456789" });
    await client.notify("textDocument/didOpen", { textDocument: { uri, languageId: "keepalived", version: 1, text } });
    await client.settle();
    expect(client.pushed.map((one) => one.uri)).toEqual([uriOf("dev6/keepalived.conf")]);
  });
});

describe("pulled by a client that knows nothing else", () => {
  const capabilities = {
    workspace: { diagnostics: { refreshSupport: true } },
    textDocument: { diagnostic: { relatedInformation: true } },
  };

  test("is announced, and nothing is pushed", async () => {
    const client = await TestClient.start({ files: brokenCluster(), capabilities });
    expect(client.initialized.capabilities.diagnosticProvider).toEqual({
      identifier: "haconf",
      interFileDependencies: true,
      workspaceDiagnostics: true,
    });
    const report = await client.request<{ items: { uri: string; resultId: string }[] }>("workspace/diagnostic", {
      previousResultIds: [],
    });
    expect(report.items).toMatchObject([
      { uri: uriOf("dev6/keepalived.conf"), kind: "full", version: null, items: [{ code: mismatch }] },
    ]);
    const previousResultIds = report.items.map(({ uri, resultId }) => ({ uri, value: resultId }));
    expect(await client.request("workspace/diagnostic", { previousResultIds })).toMatchObject({
      items: [{ uri: uriOf("dev6/keepalived.conf"), kind: "unchanged" }],
    });
    expect(client.pushed).toEqual([]);
  });

  test("the client is told when the findings of other files change", async () => {
    const client = await TestClient.start({ files: brokenCluster(), capabilities });
    await client.open("dev3/keepalived.conf");
    await client.open("dev6/keepalived.conf");
    await client.settle();
    const before = client.refreshes;
    await client.replace("dev6/keepalived.conf", "priority 102", "priority  102");
    await client.settle();
    expect(client.refreshes).toBe(before);
    await client.replace("dev3/keepalived.conf", "virtual_router_id 33", "virtual_router_id 34");
    await client.settle();
    expect(client.refreshes).toBe(before + 1);
    expect(client.pushed).toEqual([]);
  });
});

describe("the workspace", () => {
  test("watched files are read again, and forgotten with their folder", async () => {
    const client = await TestClient.start({ files: brokenCluster() });
    await client.settle();
    expect(client.registrations.map(({ method }) => method)).toContain("workspace/didChangeWatchedFiles");
    const change = async (path: string, type: number): Promise<void> => {
      await client.notify("workspace/didChangeWatchedFiles", { changes: [{ uri: uriOf(path), type }] });
      await client.settle();
    };
    client.disk.set(uriOf("dev6/keepalived.conf"), keepalivedConf({ priority: 102 }));
    await change("dev6/keepalived.conf", 2);
    expect(client.codes("dev6/keepalived.conf")).toEqual([]);
    client.disk.set(uriOf("dev8/keepalived.conf"), keepalivedConf({ priority: 99, routerId: 35 }));
    await change("dev8/keepalived.conf", 1);
    expect(client.codes("dev8/keepalived.conf")).toEqual([mismatch]);
    client.disk.delete(uriOf("dev8/keepalived.conf"));
    await change("dev8", 3);
    expect(client.shown("dev8/keepalived.conf")).toEqual([]);
  });

  test("a file that changes on disk does not take the place of what is being typed", async () => {
    const client = await TestClient.start({ files: brokenCluster() });
    await client.open("dev6/keepalived.conf", keepalivedConf({ priority: 102 }));
    await client.notify("workspace/didChangeWatchedFiles", {
      changes: [{ uri: uriOf("dev6/keepalived.conf"), type: 2 }],
    });
    await client.settle();
    expect(client.codes("dev6/keepalived.conf")).toEqual([]);
  });

  test("folders come and go", async () => {
    const client = await TestClient.start({ files: brokenCluster(), params: { workspaceFolders: [] } });
    await client.settle();
    expect(client.pushed).toEqual([]);
    const change = async (added: object[], removed: object[]): Promise<void> => {
      await client.notify("workspace/didChangeWorkspaceFolders", { event: { added, removed } });
      await client.settle();
    };
    await change([{ uri: root, name: "work space" }], []);
    expect(client.codes("dev6/keepalived.conf")).toEqual([mismatch]);
    await change([], [{ uri: root, name: "work space" }]);
    expect(client.shown("dev6/keepalived.conf")).toEqual([]);
  });
});

describe("settings", () => {
  test("come with the first message", async () => {
    const client = await TestClient.start({
      files: brokenCluster(),
      params: { initializationOptions: { rules: { [mismatch]: "hint" } } },
    });
    await client.settle();
    expect(client.shown("dev6/keepalived.conf")).toMatchObject([{ severity: 4 }]);
  });

  test("are asked for, at the start and after a change", async () => {
    const client = await TestClient.start({ files: brokenCluster(), settings: { rules: { [mismatch]: "off" } } });
    await client.settle();
    expect(client.pushed).toEqual([]);
    client.settings = { rules: {}, cluster: { enable: true } };
    await client.notify("workspace/didChangeConfiguration", { settings: null });
    await client.settle();
    expect(client.codes("dev6/keepalived.conf")).toEqual([mismatch]);
    client.settings = { cluster: { enable: false } };
    await client.notify("workspace/didChangeConfiguration", { settings: null });
    await client.settle();
    expect(client.codes("dev6/keepalived.conf")).toEqual([]);
  });

  test("are taken from the notification of a client that answers no questions, whatever is in it", async () => {
    const { workspace: _, ...capabilities } = modernCapabilities;
    const client = await TestClient.start({ files: brokenCluster(), capabilities });
    const change = async (settings: unknown): Promise<void> => {
      await client.notify("workspace/didChangeConfiguration", { settings });
      await client.settle();
    };
    await change({ haconf: { exclude: ["dev6/**"] } });
    expect(client.codes("dev6/keepalived.conf")).toEqual([]);
    await change({ haconf: { exclude: "nonsense", rules: [1], haproxy: 7, cluster: null } });
    expect(client.codes("dev6/keepalived.conf")).toEqual([mismatch]);
    await change("nonsense");
    expect(client.codes("dev6/keepalived.conf")).toEqual([mismatch]);
    expect(client.logged).toEqual([]);
  });
});

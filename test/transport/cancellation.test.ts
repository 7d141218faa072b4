import { describe, expect, test, vi } from "vitest";
import { CancellationTokenSource, LSPErrorCodes } from "vscode-languageserver/node";
import { brokenCluster, keepalivedConf } from "../cli/command.ts";
import { modernCapabilities, root, TestClient, uriOf } from "./client.ts";

const mismatch = "cluster/virtual-router-id-mismatch";
const path = "dev6/keepalived.conf";
const textDocument = { uri: uriOf(path) };
const position = { line: 4, character: 6 };
const range = { start: { line: 4, character: 22 }, end: { line: 4, character: 24 } };

const instanceName = { line: 1, character: 16 };

const waiting: [method: string, params: object][] = [
  ["textDocument/codeAction", { textDocument, range, context: { diagnostics: [] } }],
  ["textDocument/diagnostic", { textDocument }],
  ["workspace/diagnostic", { previousResultIds: [] }],
  ["haconf/explainCluster", { uri: uriOf(path) }],
  ["workspace/symbol", { query: "VI_1" }],
  ["textDocument/prepareRename", { textDocument, position: instanceName }],
];

const immediate: [method: string, params: object][] = [
  ["textDocument/hover", { textDocument, position }],
  ["textDocument/completion", { textDocument, position }],
  ["textDocument/documentSymbol", { textDocument }],
  ["textDocument/foldingRange", { textDocument }],
  ["textDocument/documentHighlight", { textDocument, position: instanceName }],
];

/** A promise that somebody else keeps. */
function gate(): { opened: Promise<void>; open: () => void } {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

/** A client whose disk answers nothing until it is let. */
async function held(files = brokenCluster(), params = {}) {
  const { opened, open } = gate();
  const client = await TestClient.start({ files, latency: () => opened, params });
  return { client, release: open };
}

/** Lets the messages that are on their way arrive. */
async function pass(milliseconds = 20): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
}

describe("a request that the client takes back", () => {
  test.each(waiting)("%s, while files are read", async (method, params) => {
    const { client, release } = await held();
    await client.open(path);
    const source = new CancellationTokenSource();
    const answer = client.refusal(client.connection.sendRequest(method, params, source.token));
    await pass();
    source.cancel();
    expect(await answer).toBe(LSPErrorCodes.RequestCancelled);
    release();
    await client.settle();
    expect(client.codes(path)).toEqual([mismatch]);
    expect(client.logged).toEqual([]);
  });

  test.each([...waiting, ...immediate])("%s, before it was looked at", async (method, params) => {
    const client = await TestClient.start({ files: brokenCluster() });
    await client.open(path);
    await client.settle();
    const source = new CancellationTokenSource();
    // Both messages arrive together.
    const answer = client.refusal(client.connection.sendRequest(method, params, source.token));
    source.cancel();
    expect(await answer).toBe(LSPErrorCodes.RequestCancelled);
    expect(await client.refusal(client.request(method, params))).toBeUndefined();
  });
});

describe("a request that comes before all files are read", () => {
  test.each(waiting)("%s waits for them", async (method, params) => {
    const { client, release } = await held();
    await client.open(path);
    let isAnswered = false;
    const answer = client.request(method, params).then((result) => {
      isAnswered = true;
      return JSON.stringify(result);
    });
    await pass(60);
    expect(isAnswered).toBe(false);
    release();
    expect(await answer).toMatch(/dev3|virtual-router-id-mismatch|VI_1/);
  });

  test.each(immediate)("%s is answered from the document", async (method, params) => {
    const { client, release } = await held();
    await client.open(path);
    expect(await client.request(method, params)).not.toBeNull();
    release();
  });
});

describe("an answer that has become old", () => {
  const changes: [string, (client: TestClient) => Promise<void>][] = [
    ["an edit", (client) => client.replace(path, "virtual_router_id 34", "virtual_router_id 33")],
    ["a close", (client) => client.close(path)],
    [
      "a close and an open",
      async (client) => {
        await client.close(path);
        await client.open(path, keepalivedConf({ priority: 7 }));
        await client.replace(path, "priority 7", "priority 8");
      },
    ],
  ];

  test.each(changes)("is not sent: a code action after %s", async (_, change) => {
    const { client, release } = await held();
    await client.open(path);
    const answer = client.refusal(client.codeActions(path, range));
    await change(client);
    release();
    expect(await answer).toBe(LSPErrorCodes.ContentModified);
  });

  test("is not sent: a pull, which the client may repeat", async () => {
    const { client, release } = await held();
    await client.open(path);
    const pull = client.request("textDocument/diagnostic", { textDocument });
    await client.replace(path, "virtual_router_id 34", "virtual_router_id 33");
    release();
    await expect(pull).rejects.toMatchObject({
      code: LSPErrorCodes.ServerCancelled,
      data: { retriggerRequest: true },
    });
    expect(await client.request("textDocument/diagnostic", { textDocument })).toMatchObject({ items: [] });
  });

  test("another document's change is none", async () => {
    const { client, release } = await held();
    await client.open(path);
    const actions = client.codeActions(path, range);
    await client.open("dev3/keepalived.conf");
    release();
    expect((await actions).length).toBeGreaterThan(0);
  });

  test("what is pushed is for the version that it was worked out for, and the last one is the newest", async () => {
    const { client, release } = await held();
    await client.open(path);
    await client.replace(path, "virtual_router_id 34", "virtual_router_id 35");
    await client.replace(path, "virtual_router_id 35", "virtual_router_id 36");
    release();
    await client.settle();
    expect(client.pushed).toMatchObject([{ uri: uriOf(path), version: 3, diagnostics: [{ code: mismatch }] }]);
    await client.replace(path, "priority 102", "priority  102");
    await client.settle();
    // The same findings, said again for the new version: some clients drop what is for another.
    expect(client.pushed.slice(1)).toMatchObject([{ version: 4, diagnostics: [{ code: mismatch }] }]);
    await client.replace(path, "virtual_router_id 36", "virtual_router_id 33");
    await client.settle();
    await client.replace(path, "priority  102", "priority 102");
    await client.settle();
    expect(client.pushed.slice(2)).toMatchObject([
      { version: 5, diagnostics: [] },
      { version: 6, diagnostics: [] },
    ]);
  });

  test("documents without findings cost no message", async () => {
    const client = await TestClient.start({ files: brokenCluster() });
    await client.open("dev3/keepalived.conf");
    await client.replace("dev3/keepalived.conf", "priority 103", "priority  103");
    await client.settle();
    expect(client.pushed.map(({ uri }) => uri)).toEqual([uriOf(path)]);
  });

  test("a closed document is not shown by the text that it had, while the disk is read", async () => {
    const files = brokenCluster();
    const client = await TestClient.start({ files });
    await client.open("dev3/keepalived.conf");
    await client.settle();
    await client.replace("dev3/keepalived.conf", "virtual_router_id 33", "virtual_router_id 34");
    const { opened, open } = gate();
    client.latency = () => opened;
    await client.close("dev3/keepalived.conf");
    await pass(100);
    const pushedWhileReading = client.pushed.length;
    open();
    await client.settle();
    expect(client.pushed).toHaveLength(pushedWhileReading);
    expect(client.pushed).toHaveLength(1);
    expect(client.codes(path)).toEqual([mismatch]);
  });
});

describe("a scan", () => {
  const north = "file:///srv/north";

  test("is given up for a folder that is removed, and the others are read", async () => {
    const many = Array.from({ length: 40 }, (_, at) => [`${north}/n${at}/keepalived.conf`, keepalivedConf()] as const);
    const { client, release } = await held(
      { ...Object.fromEntries(many), ...brokenCluster() },
      { workspaceFolders: [{ uri: north }, { uri: root }] },
    );
    await pass(50);
    expect(client.lists).toBe(1);
    await client.notify("workspace/didChangeWorkspaceFolders", { event: { added: [], removed: [{ uri: north }] } });
    await pass();
    // It begins anew although the first has no answer yet.
    expect(client.lists).toBe(2);
    release();
    await client.settle();
    expect([...client.view().keys()]).toEqual([uriOf(path)]);
    expect(client.reads).toBe(3);
  });

  test("is given up at the end", async () => {
    const { client } = await held();
    await pass();
    await client.leave();
    expect(client.reads).toBe(0);
  });

  test("is told of when it is long, and ends", async () => {
    const files = Object.fromEntries(
      Array.from({ length: 60 }, (_, at) => [`n${at}/keepalived.conf`, keepalivedConf({ priority: at })]),
    );
    const latency = () => new Promise<void>((resolve) => setTimeout(resolve, 300));
    const client = await TestClient.start({ files, latency });
    await client.settle();
    expect(client.progress.map(({ kind }) => kind)).toEqual([
      "begin",
      ...client.progress.slice(2).map(() => "report"),
      "end",
    ]);
    expect(client.progress).toContainEqual(
      expect.objectContaining({ kind: "report", message: expect.stringMatching(/^\d+ of 60 files$/) }),
    );
  });

  test("is told of in the client's language", async () => {
    const { client, release } = await held(brokenCluster(), { locale: "zh-cn" });
    await vi.waitFor(() => expect(client.progress).toMatchObject([{ kind: "begin", message: "正在读取文件" }]));
    release();
    await client.settle();
  });

  test.each<[string, (client: TestClient) => Promise<unknown>]>([
    ["is given up at the end", (client) => client.connection.sendRequest("shutdown")],
    [
      "is given up for another",
      (client) =>
        client.notify("workspace/didChangeWorkspaceFolders", { event: { added: [], removed: [{ uri: root }] } }),
    ],
  ])("that is told of ends also when it %s", async (_, stop) => {
    const { client } = await held();
    const kinds = () => client.progress.map(({ kind }) => kind);
    await vi.waitFor(() => expect(kinds()).toEqual(["begin"]));
    await stop(client);
    await vi.waitFor(() => expect(kinds().slice(0, 2)).toEqual(["begin", "end"]));
  });

  test("that ends while the client makes room for its progress begins and ends it", async () => {
    const { client, release } = await held();
    const room = gate();
    let isAsked = false;
    client.connection.onRequest("window/workDoneProgress/create", async () => {
      isAsked = true;
      await room.opened;
      return null;
    });
    await vi.waitFor(() => expect(isAsked).toBe(true));
    release();
    await client.settle();
    expect(client.progress).toEqual([]);
    room.open();
    await vi.waitFor(() => expect(client.progress.map(({ kind }) => kind)).toEqual(["begin", "end"]));
  });

  test("nothing is told to a client that shows no progress", async () => {
    const { window: _, ...capabilities } = modernCapabilities;
    const { opened, open } = gate();
    const client = await TestClient.start({ files: brokenCluster(), latency: () => opened, capabilities });
    await pass(350);
    open();
    await client.settle();
    expect(client.progress).toEqual([]);
    expect(client.logged).toEqual([]);
  });

  test("that fails leaves the open documents with findings", async () => {
    const client = await TestClient.start({
      files: brokenCluster(),
      latency: () => Promise.reject(new Error("no disk")),
    });
    await client.open(path, keepalivedConf({ password: "0123456789" }));
    await client.settle();
    expect(client.codes(path)).toEqual(["keepalived/auth-pass-truncated"]);
    expect(client.logged.join()).toContain("no disk");
  });
});

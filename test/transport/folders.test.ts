import { describe, expect, test } from "vitest";
import { brokenCluster, keepalivedConf } from "../cli/command.ts";
import { modernCapabilities, root, TestClient, uriOf } from "./client.ts";

const mismatch = "cluster/virtual-router-id-mismatch";
const truncated = "keepalived/auth-pass-truncated";
const folder = (uri: string) => ({ uri, name: uri });

/** The files of a cluster below another folder. */
function below(prefix: string, files: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [`${prefix}/${path}`, text]));
}

/** The shown codes by URI. */
function shown(client: TestClient): Record<string, unknown[]> {
  return Object.fromEntries(Array.from(client.view(), ([uri, all]) => [uri, all.map(({ code }) => code)]));
}

async function changeFolders(client: TestClient, added: string[], removed: string[]): Promise<void> {
  const event = { added: added.map(folder), removed: removed.map(folder) };
  await client.notify("workspace/didChangeWorkspaceFolders", { event });
}

describe("several folders", () => {
  const north = "file:///srv/north";
  const south = "file:///srv/south";
  const healthy = {
    "dev3/keepalived.conf": keepalivedConf({ priority: 103, routerId: 34 }),
    "dev6/keepalived.conf": keepalivedConf({ priority: 102, routerId: 34 }),
  };
  const files = { ...below(north, brokenCluster()), ...below(south, healthy) };

  test("the same paths in two folders are two clusters", async () => {
    const client = await TestClient.start({ files, params: { workspaceFolders: [folder(north), folder(south)] } });
    await client.settle();
    expect(shown(client)).toEqual({ [`${north}/dev6/keepalived.conf`]: [mismatch] });
    expect(client.statuses.at(-1)?.map(({ name, nodes }) => [name, nodes])).toEqual([
      ["172.29.1.200", ["dev3", "dev6", "dev7"]],
      ["172.29.1.200", ["dev3", "dev6"]],
    ]);
  });

  test("one is added, and one is removed", async () => {
    const client = await TestClient.start({ files, params: { workspaceFolders: [folder(south)] } });
    await client.settle();
    expect(shown(client)).toEqual({});
    await changeFolders(client, [north], []);
    await client.settle();
    expect(shown(client)).toEqual({ [`${north}/dev6/keepalived.conf`]: [mismatch] });
    await changeFolders(client, [], [north]);
    await client.settle();
    expect(shown(client)).toEqual({});
    expect(client.statuses.at(-1)).toHaveLength(1);
  });

  test("a removed folder is not read again, nor what changes in it", async () => {
    const client = await TestClient.start({ files, params: { workspaceFolders: [folder(north), folder(south)] } });
    await client.settle();
    await changeFolders(client, [], [north]);
    await client.settle();
    const { lists, reads } = client;
    await client.tell({ [`${north}/dev6/keepalived.conf`]: 2, [`${north}/dev9`]: 1 });
    await client.settle();
    expect([client.lists, client.reads]).toEqual([lists, reads]);
    expect(shown(client)).toEqual({});
  });

  test("a document of a removed folder stays what it is for itself", async () => {
    const client = await TestClient.start({ files, params: { workspaceFolders: [folder(north), folder(south)] } });
    const path = `${north}/dev6/keepalived.conf`;
    await client.open(path, keepalivedConf({ routerId: 34, password: "0123456789" }));
    await client.settle();
    expect(shown(client)[path]).toContain(mismatch);
    await changeFolders(client, [], [north]);
    await client.settle();
    expect(shown(client)).toEqual({ [path]: [truncated] });
  });

  test("a folder within another: both may be open, and one of them closed", async () => {
    const inner = `${north}/site`;
    const client = await TestClient.start({
      files: below(inner, brokenCluster()),
      params: { workspaceFolders: [folder(north), folder(inner)] },
    });
    await client.settle();
    const finding = { [`${inner}/dev6/keepalived.conf`]: [mismatch] };
    expect(shown(client)).toEqual(finding);
    expect(client.pushed).toHaveLength(1);
    await changeFolders(client, [], [inner]);
    await client.settle();
    expect(shown(client)).toEqual(finding);
    await changeFolders(client, [inner], []);
    await changeFolders(client, [], [north]);
    await client.settle();
    expect(shown(client)).toEqual(finding);
    await changeFolders(client, [], [inner]);
    await client.settle();
    expect(shown(client)).toEqual({});
  });

  test("a folder that another leaves out counts where it is open itself", async () => {
    const inner = `${north}/dist`;
    const start = async (folders: string[]) => {
      const client = await TestClient.start({
        files: below(inner, brokenCluster()),
        params: { workspaceFolders: folders.map(folder) },
      });
      await client.settle();
      return client;
    };
    expect(shown(await start([north]))).toEqual({});
    expect(Object.keys(shown(await start([north, inner])))).toEqual([`${inner}/dev6/keepalived.conf`]);
  });

  test("each folder has its own settings", async () => {
    const twice = { ...below(north, brokenCluster()), ...below(south, brokenCluster()) };
    const client = await TestClient.start({
      files: twice,
      params: { workspaceFolders: [folder(north), folder(south)] },
      settings: {},
      folderSettings: { [north]: { rules: { [mismatch]: "hint" } } },
    });
    const severities = () => Array.from(client.view(), ([uri, [first]]) => [uri, first?.severity]);
    await client.settle();
    expect(severities()).toEqual([
      [`${north}/dev6/keepalived.conf`, 4],
      [`${south}/dev6/keepalived.conf`, 1],
    ]);
    client.folderSettings = { [north]: { cluster: { enable: false } }, [south]: { exclude: ["dev6"] } };
    await client.notify("workspace/didChangeConfiguration", { settings: null });
    await client.settle();
    expect(severities()).toEqual([]);
    client.folderSettings = {};
    await client.notify("workspace/didChangeConfiguration", { settings: null });
    await client.settle();
    expect(severities().map(([, severity]) => severity)).toEqual([1, 1]);
  });
});

describe("without folders", () => {
  const single = keepalivedConf({ password: "0123456789" });

  test.each([
    ["null", { workspaceFolders: null, rootUri: null }],
    ["none", { workspaceFolders: [] }],
    ["not a word of them", { workspaceFolders: undefined, rootUri: null }],
  ])("%s: what is open is checked, and nothing is read", async (_, params) => {
    const client = await TestClient.start({ files: brokenCluster(), params: params as object });
    await client.open("dev6/keepalived.conf", single);
    await client.settle();
    expect(client.codes("dev6/keepalived.conf")).toEqual([truncated]);
    expect(client.reads).toBe(0);
    await client.close("dev6/keepalived.conf");
    await client.settle();
    expect(shown(client)).toEqual({});
  });

  test("a root is a folder, for clients that know no more than one", async () => {
    const { workspace: _, ...capabilities } = modernCapabilities;
    const client = await TestClient.start({
      files: brokenCluster(),
      capabilities,
      params: { workspaceFolders: undefined, rootUri: root } as object,
    });
    await client.settle();
    expect(client.codes("dev6/keepalived.conf")).toEqual([mismatch]);
  });

  test("documents that were never saved", async () => {
    const client = await TestClient.start({ files: {} });
    const uri = "untitled:Untitled-1";
    await client.open(uri, single);
    await client.settle();
    expect(shown(client)).toEqual({ [uri]: [truncated] });
    await client.replace(uri, "0123456789", "01234567");
    await client.settle();
    expect(shown(client)).toEqual({});
    await client.replace(uri, "01234567", "0123456789");
    // Saving it closes it and opens the file.
    client.disk.set(uriOf("lb/keepalived.conf"), single);
    await client.close(uri);
    await client.open("lb/keepalived.conf");
    await client.tell({ "lb/keepalived.conf": 1 });
    await client.settle();
    expect(shown(client)).toEqual({ [uriOf("lb/keepalived.conf")]: [truncated] });
  });

  test("a document without a name has a language, or its text shows it", async () => {
    const client = await TestClient.start({ files: {} });
    await client.open("untitled:Untitled-2", "vrrp_instance A {\n    foo\n}\n", "plaintext");
    await client.open("untitled:Untitled-3", "nothing of ours", "plaintext");
    await client.open("untitled:Untitled-4", `! Configuration File for keepalived\n${single}`, "plaintext");
    await client.settle();
    expect(Object.keys(shown(client))).toEqual(["untitled:Untitled-4"]);
  });
});

describe("files that settings leave out", () => {
  test("are no part of a cluster; open ones are checked for themselves, with completion and hover", async () => {
    const client = await TestClient.start({
      files: { ...brokenCluster(), "dev6/keepalived.conf": keepalivedConf({ routerId: 34, password: "0123456789" }) },
      settings: { exclude: ["dev6/**"] },
    });
    await client.settle();
    expect(shown(client)).toEqual({});
    await client.open("dev6/keepalived.conf");
    await client.settle();
    expect(client.codes("dev6/keepalived.conf")).toEqual([truncated]);
    const place = { textDocument: { uri: uriOf("dev6/keepalived.conf") }, position: { line: 4, character: 6 } };
    expect(await client.request("textDocument/hover", place)).not.toBeNull();
    client.settings = { exclude: [] };
    await client.notify("workspace/didChangeConfiguration", { settings: null });
    await client.settle();
    expect(client.codes("dev6/keepalived.conf")).toContain(mismatch);
    client.settings = { exclude: ["dev6"] };
    await client.notify("workspace/didChangeConfiguration", { settings: null });
    await client.close("dev6/keepalived.conf");
    await client.settle();
    expect(shown(client)).toEqual({});
  });
});

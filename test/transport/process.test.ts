import { type ChildProcess, fork, spawn } from "node:child_process";
import { mkdirSync, renameSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import {
  createProtocolConnection,
  IPCMessageReader,
  IPCMessageWriter,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";
import { brokenCluster, folderWith, keepalivedConf, mainModule } from "../cli/command.ts";

const mismatch = "cluster/virtual-router-id-mismatch";

function ended(server: ChildProcess): Promise<number | null> {
  onTestFinished(() => {
    server.kill();
  });
  return new Promise((resolve) => server.on("exit", resolve));
}

/** Says hello, waits for the first findings and takes leave; gives the file and the codes that came first. */
async function visit(connection: ProtocolConnection, folder: string): Promise<PublishDiagnosticsParams> {
  connection.listen();
  const first = new Promise<PublishDiagnosticsParams>((resolve) =>
    connection.onNotification("textDocument/publishDiagnostics", resolve),
  );
  await connection.sendRequest("initialize", {
    processId: process.pid,
    rootUri: pathToFileURL(folder).href,
    capabilities: { textDocument: { publishDiagnostics: {} } },
  });
  await connection.sendNotification("initialized", {});
  const params = await first;
  await connection.sendRequest("shutdown");
  await connection.sendNotification("exit");
  return params;
}

test("over standard input and output, reading the disk by itself", async () => {
  const folder = folderWith({
    ...brokenCluster(),
    "node_modules/x/keepalived.conf": keepalivedConf({ password: "0123456789" }),
    "haproxy.cfg": Buffer.from([0, 1, 2, 3]),
  });
  mkdirSync(join(folder, "circle"));
  symlinkSync("..", join(folder, "circle/up"));
  symlinkSync("nowhere", join(folder, "keepalived.conf"));
  // A second name of a file, which would be a node of equal priority.
  symlinkSync("../dev3/keepalived.conf", join(folder, "circle/keepalived.conf"));
  const server = spawn(process.execPath, [mainModule, "lsp", "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
  const status = ended(server);
  const connection = createProtocolConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  const { uri, diagnostics } = await visit(connection, folder);
  expect(uri).toBe(pathToFileURL(join(folder, "dev6/keepalived.conf")).href);
  expect(diagnostics.map(({ code }) => code)).toEqual([mismatch]);
  expect(await status).toBe(0);
});

test("folders that appear on the disk are read, and a link in them is no second machine", async () => {
  const below = Object.entries(brokenCluster()).map(([path, text]) => [`site/${path}`, text] as const);
  const folder = folderWith(Object.fromEntries(below));
  const uriOf = (path: string): string => pathToFileURL(join(folder, path)).href;
  const server = spawn(process.execPath, [mainModule, "lsp", "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
  const status = ended(server);
  const connection = createProtocolConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  connection.listen();
  const warnings: string[] = [];
  connection.onNotification("window/logMessage", ({ message }: { message: string }) => void warnings.push(message));
  await connection.sendRequest("initialize", {
    processId: process.pid,
    workspaceFolders: [{ uri: pathToFileURL(folder).href, name: "" }],
    capabilities: { textDocument: { diagnostic: {} } },
  });
  await connection.sendNotification("initialized", {});
  const findings = async (): Promise<string[]> => {
    const { items } = await connection.sendRequest<{ items: { uri: string; items: { code: string }[] }[] }>(
      "workspace/diagnostic",
      { previousResultIds: [] },
    );
    return items.flatMap(({ uri, items: found }) => found.map(({ code }) => `${code} ${uri}`));
  };
  const tell = async (changes: Readonly<Record<string, 1 | 2 | 3>>): Promise<void> =>
    connection.sendNotification("workspace/didChangeWatchedFiles", {
      changes: Object.entries(changes).map(([path, type]) => ({ uri: uriOf(path), type })),
    });
  expect(await findings()).toEqual([`${mismatch} ${uriOf("site/dev6/keepalived.conf")}`]);

  renameSync(join(folder, "site"), join(folder, "10.0.0.1"));
  await tell({ "10.0.0.1": 1, site: 3 });
  const renamed = [`${mismatch} ${uriOf("10.0.0.1/dev6/keepalived.conf")}`];
  expect(await findings()).toEqual(renamed);

  // A second name of a file, which would be a node of equal priority; and things that are no folders.
  mkdirSync(join(folder, "10.0.0.1/dev8"));
  symlinkSync("../dev3/keepalived.conf", join(folder, "10.0.0.1/dev8/keepalived.conf"));
  await tell({ "10.0.0.1/dev8": 1, "10.0.0.1/dev6/keepalived.conf.swp": 1, "10.0.0.1/nothing": 1 });
  expect(await findings()).toEqual(renamed);

  // What editors do to save: a new file takes the place of the old one.
  writeFileSync(join(folder, "10.0.0.1/dev9.conf"), keepalivedConf({ priority: 102 }));
  renameSync(join(folder, "10.0.0.1/dev9.conf"), join(folder, "10.0.0.1/dev6/keepalived.conf"));
  await tell({ "10.0.0.1/dev6/keepalived.conf": 2 });
  expect(await findings()).toEqual([]);
  expect(warnings).toEqual([]);

  await connection.sendRequest("shutdown");
  await connection.sendNotification("exit");
  expect(await status).toBe(0);
});

test("over Node's channel", async () => {
  const folder = folderWith(brokenCluster());
  const args = ["lsp", "--node-ipc", `--clientProcessId=${process.pid}`];
  const server = fork(mainModule, args, { stdio: "inherit" });
  const status = ended(server);
  const connection = createProtocolConnection(new IPCMessageReader(server), new IPCMessageWriter(server));
  expect((await visit(connection, folder)).diagnostics.map(({ code }) => code)).toEqual([mismatch]);
  expect(await status).toBe(0);
});

test("ends with the input of a client that has gone away", async () => {
  const server = spawn(process.execPath, [mainModule, "lsp", "--stdio"], { stdio: ["pipe", "ignore", "inherit"] });
  const status = ended(server);
  server.stdin.end();
  expect(await status).toBe(1);
});

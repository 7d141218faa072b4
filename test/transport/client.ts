import { PassThrough } from "node:stream";
import { onTestFinished } from "vitest";
import {
  type ClientCapabilities,
  type CodeAction,
  type Connection,
  createConnection,
  createProtocolConnection,
  type Diagnostic,
  type InitializeParams,
  type InitializeResult,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  ResponseError,
  StreamMessageReader,
  StreamMessageWriter,
  type TextEdit,
  type WorkDoneProgressBegin,
  type WorkDoneProgressEnd,
  type WorkDoneProgressReport,
  type WorkspaceEdit,
} from "vscode-languageserver/node";
import { clientFiles } from "../../server/src/transport/lsp/files.ts";
import type { ClusterStatus, ClusterStatusParams } from "../../server/src/transport/lsp/protocol.ts";
import { startServer } from "../../server/src/transport/lsp/server.ts";

/** What VS Code's client can do, as far as the server asks. */
export const modernCapabilities: ClientCapabilities = {
  workspace: {
    workspaceFolders: true,
    configuration: true,
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
    workspaceEdit: { documentChanges: true },
    diagnostics: { refreshSupport: true },
    inlayHint: { refreshSupport: true },
  },
  textDocument: {
    publishDiagnostics: {
      relatedInformation: true,
      codeDescriptionSupport: true,
      dataSupport: true,
      tagSupport: { valueSet: [1, 2] },
    },
    diagnostic: {},
    codeAction: {
      codeActionLiteralSupport: { codeActionKind: { valueSet: ["", "quickfix", "source"] } },
      isPreferredSupport: true,
    },
    hover: { contentFormat: ["markdown", "plaintext"] },
    signatureHelp: {
      signatureInformation: {
        documentationFormat: ["markdown", "plaintext"],
        parameterInformation: { labelOffsetSupport: true },
      },
    },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    definition: { linkSupport: true },
    rename: { prepareSupport: true },
  },
  window: { workDoneProgress: true },
  experimental: { haconf: { clusterStatus: true } },
};

export const root = "file:///work%20space";

/** The URI of a file below the workspace folder; what is a URI already stays as it is. */
export function uriOf(path: string): string {
  if (/^[a-z]+:/.test(path)) return path;
  return `${root}/${path.split("/").map(encodeURIComponent).join("/")}`;
}

export interface ClientOptions {
  /** Files on the client's disk by their path below the workspace folder, or by URI. */
  readonly files: Readonly<Record<string, string>>;
  readonly capabilities?: ClientCapabilities;
  readonly params?: Partial<InitializeParams>;
  /** What the client answers to questions for the section `haconf`. */
  readonly settings?: unknown;
  /** What it answers for single folders, by their URIs. */
  readonly folderSettings?: Readonly<Record<string, unknown>>;
  /** Waited for before each answer to the server's questions for files. */
  readonly latency?: () => Promise<void>;
  /** The client does not know all that a folder holds. */
  readonly cannotListAll?: boolean;
}

type Progress = { token: string | number; value: WorkDoneProgressBegin | WorkDoneProgressReport | WorkDoneProgressEnd };

/** An editor without a screen, with a server in the same process on the other end of a stream. */
export class TestClient {
  readonly connection: ProtocolConnection;
  readonly disk: Map<string, string>;
  /** Everything that the server pushed, in order. */
  readonly pushed: PublishDiagnosticsParams[] = [];
  readonly logged: string[] = [];
  /** Every state of the clusters that the server sent. */
  readonly statuses: ClusterStatus[][] = [];
  readonly progress: Progress["value"][] = [];
  settings: unknown;
  folderSettings: Readonly<Record<string, unknown>>;
  latency: () => Promise<void>;
  refreshes = 0;
  hintRefreshes = 0;
  explanationChanges = 0;
  registrations: { method: string; registerOptions?: unknown }[] = [];
  /** How often files were listed and read. */
  lists = 0;
  reads = 0;
  initialized: InitializeResult = { capabilities: {} };
  readonly #texts = new Map<string, { text: string; version: number; languageId: string }>();
  readonly #server: Connection;
  #hasLeft = false;

  constructor(options: ClientOptions) {
    const toServer = new PassThrough();
    const toClient = new PassThrough();
    this.disk = new Map(Object.entries(options.files).map(([path, text]) => [uriOf(path), text]));
    this.settings = options.settings;
    this.folderSettings = options.folderSettings ?? {};
    this.latency = options.latency ?? (async () => undefined);
    const server = createConnection(new StreamMessageReader(toServer), new StreamMessageWriter(toClient));
    startServer(server, clientFiles(server));
    this.connection = createProtocolConnection(new StreamMessageReader(toClient), new StreamMessageWriter(toServer));
    this.#answer(options);
    this.connection.listen();
    this.#server = server;
  }

  /** Takes leave of the server. */
  async leave(): Promise<void> {
    if (this.#hasLeft) return;
    this.#hasLeft = true;
    await this.connection.sendRequest("shutdown");
    this.connection.dispose();
    this.#server.dispose();
  }

  #answer(options: ClientOptions): void {
    const { connection } = this;
    connection.onNotification("textDocument/publishDiagnostics", (params: PublishDiagnosticsParams) => {
      this.pushed.push(params);
    });
    connection.onNotification("window/logMessage", ({ message }: { message: string }) => {
      this.logged.push(message);
    });
    connection.onNotification("haconf/clusterStatus", ({ clusters }: ClusterStatusParams) => {
      this.statuses.push([...clusters]);
    });
    connection.onNotification("haconf/explanationsChanged", () => {
      this.explanationChanges++;
    });
    connection.onNotification("$/progress", ({ value }: Progress) => {
      this.progress.push(value);
    });
    connection.onRequest("window/workDoneProgress/create", () => null);
    connection.onRequest("workspace/configuration", ({ items }: { items: { scopeUri?: string }[] }) =>
      items.map(({ scopeUri }) => this.folderSettings[scopeUri ?? ""] ?? this.settings ?? null),
    );
    connection.onRequest("client/registerCapability", ({ registrations }: { registrations: { method: string }[] }) => {
      this.registrations.push(...registrations);
      return null;
    });
    connection.onRequest("workspace/inlayHint/refresh", () => {
      this.hintRefreshes++;
      return null;
    });
    connection.onRequest("workspace/diagnostic/refresh", () => {
      this.refreshes++;
      return null;
    });
    connection.onRequest("haconf/readFile", async ({ uri }: { uri: string }) => {
      this.reads++;
      await this.latency();
      return { text: this.disk.get(uri) ?? null };
    });
    connection.onRequest("haconf/listFiles", async ({ folders }: { folders: string[] }) => {
      this.lists++;
      await this.latency();
      return { uris: [...this.disk.keys()].filter((uri) => folders.some((folder) => uri.startsWith(`${folder}/`))) };
    });
    connection.onRequest("haconf/listFolder", async ({ uri }: { uri: string }) => {
      // What is there when the question comes is answered, however late.
      const uris = [...this.disk.keys()].filter((file) => file === uri || file.startsWith(`${uri}/`));
      await this.latency();
      return { uris, isComplete: options.cannotListAll !== true };
    });
  }

  /** A client that has said hello, its server having begun to read the workspace. */
  static async start(options: ClientOptions): Promise<TestClient> {
    const client = new TestClient(options);
    client.initialized = await client.connection.sendRequest("initialize", {
      processId: null,
      rootUri: null,
      workspaceFolders: [{ uri: root, name: "work space" }],
      capabilities: options.capabilities ?? modernCapabilities,
      ...options.params,
    });
    await client.connection.sendNotification("initialized", {});
    onTestFinished(() => client.leave());
    return client;
  }

  async request<Result>(method: string, params: object): Promise<Result> {
    return this.connection.sendRequest<Result>(method, params);
  }

  async notify(method: string, params: object): Promise<void> {
    return this.connection.sendNotification(method, params);
  }

  /** The code of the error that a request is answered with; undefined where it has an answer. */
  async refusal(request: Promise<unknown>): Promise<number | undefined> {
    try {
      await request;
      return undefined;
    } catch (error) {
      if (error instanceof ResponseError) return error.code;
      throw error;
    }
  }

  async open(path: string, text = this.disk.get(uriOf(path)) ?? "", languageId = "keepalived"): Promise<void> {
    this.#texts.set(path, { text, version: 1, languageId });
    await this.notify("textDocument/didOpen", { textDocument: { uri: uriOf(path), languageId, version: 1, text } });
  }

  /** Replaces the first place of a text in an open document. */
  async replace(path: string, before: string, after: string): Promise<void> {
    const { text, version, languageId } = this.textOf(path);
    const at = text.indexOf(before);
    if (at < 0) throw new Error(`"${before}" is not in ${path}`);
    const range = { start: positionAt(text, at), end: positionAt(text, at + before.length) };
    const changed = text.slice(0, at) + after + text.slice(at + before.length);
    this.#texts.set(path, { text: changed, version: version + 1, languageId });
    await this.notify("textDocument/didChange", {
      textDocument: { uri: uriOf(path), version: version + 1 },
      contentChanges: [{ range, text: after }],
    });
  }

  /** Tells of changes on disk: paths with 1 for created, 2 for changed, 3 for deleted. */
  async tell(changes: Readonly<Record<string, 1 | 2 | 3>>): Promise<void> {
    await this.notify("workspace/didChangeWatchedFiles", {
      changes: Object.entries(changes).map(([path, type]) => ({ uri: uriOf(path), type })),
    });
  }

  /** The paths of open documents. */
  opened(): string[] {
    return [...this.#texts.keys()];
  }

  textOf(path: string): { text: string; version: number; languageId: string } {
    const state = this.#texts.get(path);
    if (state === undefined) throw new Error(`${path} is not open`);
    return state;
  }

  async close(path: string): Promise<void> {
    this.#texts.delete(path);
    await this.notify("textDocument/didClose", { textDocument: { uri: uriOf(path) } });
  }

  /** What was pushed last for a file; undefined where nothing was pushed. */
  shown(path: string): Diagnostic[] | undefined {
    return this.pushed.findLast(({ uri }) => uri === uriOf(path))?.diagnostics;
  }

  /** The codes that are shown for a file. */
  codes(path: string): unknown[] {
    return (this.shown(path) ?? []).map(({ code }) => code);
  }

  /** What is shown for each file that has something, as a person would see it. */
  view(): Map<string, Diagnostic[]> {
    const shown = new Map<string, Diagnostic[]>();
    for (const { uri, diagnostics } of this.pushed) {
      if (diagnostics.length > 0) shown.set(uri, diagnostics);
      else shown.delete(uri);
    }
    return new Map([...shown].sort());
  }

  /**
   * Waits until the server has come to rest: it answers only when all it was told is worked in, and publishes 100 ms later at
   * the latest, by a timer of this very process.
   */
  async settle(): Promise<void> {
    await this.request("textDocument/diagnostic", { textDocument: { uri: uriOf("none") } });
    await new Promise((resolve) => setTimeout(resolve, 130));
    await this.request("textDocument/diagnostic", { textDocument: { uri: uriOf("none") } });
  }

  async codeActions(path: string, range: Diagnostic["range"], only?: string[]): Promise<CodeAction[]> {
    return this.request("textDocument/codeAction", {
      textDocument: { uri: uriOf(path) },
      range,
      context: { diagnostics: [], ...(only === undefined ? {} : { only }) },
    });
  }
}

/** The position of an offset, for texts with plain line feeds. */
export function positionAt(text: string, offset: number): { line: number; character: number } {
  const lines = text.slice(0, offset).split("\n");
  return { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
}

/** A text after one file's edits of a workspace edit. */
export function applyTo(text: string, edits: readonly TextEdit[]): string {
  const lineStarts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) lineStarts.push(at + 1);
  const offset = ({ line, character }: TextEdit["range"]["start"]): number =>
    (lineStarts[line] ?? text.length) + character;
  return [...edits]
    .sort((a, b) => offset(b.range.start) - offset(a.range.start))
    .reduce(
      (result, { range, newText }) => result.slice(0, offset(range.start)) + newText + result.slice(offset(range.end)),
      text,
    );
}

/** The edits of a workspace edit by file and version. */
export function editsOf(edit: WorkspaceEdit | undefined): { uri: string; version: number | null; edits: TextEdit[] }[] {
  return (edit?.documentChanges ?? []).flatMap((change) =>
    "textDocument" in change
      ? [{ ...change.textDocument, edits: change.edits.flatMap((one) => ("newText" in one ? [one] : [])) }]
      : [],
  );
}

import {
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type DidChangeWatchedFilesParams,
  FileChangeType,
  type FileEvent,
  type InitializeParams,
  type WorkspaceFolder,
  type WorkspaceFoldersChangeEvent,
} from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { mayBeConfig } from "../../documents/detect.ts";
import type { LineIndex } from "../../text/line-index.ts";
import { defaultSettings, type PlacedFinding, type Settings } from "../../workspace/types.ts";
import { Workspace } from "../../workspace/workspace.ts";
import { loadTranslations, type Translations } from "../translations.ts";
import { provideYamlReader } from "../yaml.ts";
import { type ClientFeatures, readClientFeatures } from "./client-features.ts";
import { DiagnosticsChannel, type DiagnosticsSource } from "./diagnostics.ts";
import { type FileAccess, FolderScope, scanFolders } from "./files.ts";
import { readSettings } from "./settings.ts";
import { hasQuery, keyOf, schemeOf, uriOf } from "./uris.ts";

/** Milliseconds without an edit after which findings are worked out. */
const pause = 30;

/** Milliseconds after which a scan is worth telling about. */
const patience = 300;

/** Files whose change on disk matters; what a name leaves open is decided when the file is read. */
const watchedFiles = [
  "**/*.{keepalived,haproxy,yaml,yml,sh,bash,conf,cfg,cnf,config,j2,jinja,jinja2,tmpl,tpl,erb,gotmpl}",
  "**/*{keepalived,haproxy}*",
  "**/{hosts,hosts.txt,*.hosts}",
];

/** Says what went wrong outside a request, whose errors the protocol library answers itself. */
export function reportFault(connection: Connection, error: unknown): void {
  connection.console.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
}

/** One client with its workspace: which documents are open, which files lie on disk, and what both come to. */
export class Session implements DiagnosticsSource {
  readonly workspace = new Workspace();
  readonly features: ClientFeatures;
  readonly diagnostics: DiagnosticsChannel;
  readonly #connection: Connection;
  readonly #access: FileAccess;
  readonly #locale: string | undefined;
  readonly #open = new Map<string, TextDocument>();
  /** The URIs of files on disk as the scan or the client named them. */
  readonly #uris = new Map<string, string>();
  readonly #stale = new Set<string>();
  readonly #edited = new Set<string>();
  #folders: readonly WorkspaceFolder[];
  #settings: Settings;
  #scope: FolderScope;
  #translations: Translations | undefined;
  /** Everything that waits for files or settings, one after the other. */
  #work: Promise<void>;
  #begin: () => void = () => undefined;
  #isScanned = false;
  #isEnded = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(connection: Connection, access: FileAccess, params: InitializeParams) {
    this.#connection = connection;
    this.#access = access;
    this.#locale = params.locale;
    this.features = readClientFeatures(params.capabilities);
    this.diagnostics = new DiagnosticsChannel(connection, this.features, this);
    this.#folders = foldersOf(params);
    this.#settings = readSettings(params.initializationOptions) ?? defaultSettings;
    this.workspace.setSettings(this.#settings);
    this.#scope = this.#makeScope();
    this.#work = new Promise((resolve) => {
      this.#begin = resolve;
    });
  }

  /** Begins to work: the client has said that it is ready. */
  start(): void {
    this.#enqueue(async () => {
      this.#translations = await loadTranslations(this.#locale);
      await this.#pullSettings();
      await this.#scan();
      this.#isScanned = true;
    });
    this.#begin();
    this.#register().catch((error: unknown) => reportFault(this.#connection, error));
  }

  /** Begins nothing any more: the client is about to leave. Resolves when what was begun is done. */
  async end(): Promise<void> {
    this.#isEnded = true;
    clearTimeout(this.#timer);
    this.#begin();
    await this.#work;
  }

  async #register(): Promise<void> {
    const { client } = this.#connection;
    if (this.features.configurationRegistration) {
      await client.register(DidChangeConfigurationNotification.type, { section: "haconf" });
    }
    if (this.features.fileWatchRegistration) {
      const watchers = watchedFiles.map((globPattern) => ({ globPattern }));
      await client.register(DidChangeWatchedFilesNotification.type, { watchers });
    }
  }

  /** Puts work behind all other; one that fails is told of and does not hold up what comes after it. */
  #enqueue(work: () => Promise<void>): void {
    this.#work = this.#work
      .then(() => (this.#isEnded ? undefined : work()))
      .catch((error: unknown) => reportFault(this.#connection, error))
      .then(() => this.#schedule());
  }

  /** Resolves when the workspace is read, so that an answer can hang on all of its files. */
  async settled(): Promise<void> {
    for (let work: Promise<void> | undefined; work !== this.#work; ) {
      work = this.#work;
      await work;
    }
    await provideYamlReader(this.workspace);
    this.#gatherStale();
    await this.#lookForPaths();
  }

  /** Looks on disk for what manifests name and the workspace does not have: it holds only what haconf reads. */
  async #lookForPaths(): Promise<void> {
    for (const path of this.workspace.openPaths()) {
      const isThere = await this.#access.isOnDisk(uriOf(path.folder), path.glob);
      this.workspace.answerPath(path, isThere !== false);
    }
    this.#gatherStale();
  }

  // Settings and folders

  #makeScope(): FolderScope {
    return new FolderScope(
      this.#folders.map(({ uri }) => keyOf(uri)),
      this.#settings.exclude,
    );
  }

  async #pullSettings(): Promise<void> {
    if (!this.features.configuration) return;
    const settings = readSettings(await this.#connection.workspace.getConfiguration("haconf"));
    if (settings !== undefined) this.#takeSettings(settings);
  }

  /** Returns whether the globs of excluded files changed, so that the folders have to be read again. */
  #takeSettings(settings: Settings): boolean {
    const isSameScope = JSON.stringify(settings.exclude) === JSON.stringify(this.#settings.exclude);
    if (JSON.stringify(settings) !== JSON.stringify(this.#settings)) {
      this.#settings = settings;
      this.workspace.setSettings(settings);
      this.#scope = this.#makeScope();
    }
    return !isSameScope;
  }

  /** @param sent what came with the notification; a client that answers questions is asked instead */
  changeSettings(sent: unknown): void {
    this.#enqueue(async () => {
      const before = this.#settings;
      if (this.features.configuration) await this.#pullSettings();
      else {
        const section = typeof sent === "object" && sent !== null && "haconf" in sent ? sent.haconf : undefined;
        const settings = readSettings(section);
        if (settings !== undefined) this.#takeSettings(settings);
      }
      if (before.exclude.join("\n") !== this.#settings.exclude.join("\n")) await this.#scan();
    });
  }

  changeFolders({ added, removed }: WorkspaceFoldersChangeEvent): void {
    this.#enqueue(async () => {
      const gone = new Set(removed.map(({ uri }) => keyOf(uri)));
      this.#folders = [...this.#folders.filter(({ uri }) => !gone.has(keyOf(uri))), ...added];
      this.#scope = this.#makeScope();
      await this.#scan();
    });
  }

  // Files on disk

  async #scan(): Promise<void> {
    let total = 0;
    let read = 0;
    const progress = this.#showProgress(() => ({ read, total }));
    try {
      const folders = this.#folders.map(({ uri }) => uri);
      const found = await scanFolders(this.#access, folders, this.#settings.exclude, (done, all) => {
        read = done;
        total = all;
      });
      const known = new Set(found.map(({ file }) => file));
      this.workspace.forgetPaths();
      for (const file of this.workspace.fileNames()) {
        if (!known.has(file) && !this.#open.has(file)) this.#remove(file);
      }
      for (const { file, uri, text } of found) this.#putFromDisk(file, uri, text);
      for (const [file, document] of this.#open) this.#putFromEditor(file, document);
      await provideYamlReader(this.workspace);
    } finally {
      progress.end();
    }
  }

  /** Tells the client how far a long scan is. */
  #showProgress(state: () => { read: number; total: number }): { end(): void } {
    let isEnded = false;
    let end = (): void => undefined;
    const show = async (): Promise<void> => {
      const reporter = await this.#connection.window.createWorkDoneProgress();
      if (isEnded) return;
      reporter.begin("haconf", 0, "reading files");
      const ticker = setInterval(() => {
        const { read, total } = state();
        reporter.report(total === 0 ? 0 : (100 * read) / total, `${read} of ${total} files`);
      }, patience);
      end = () => {
        clearInterval(ticker);
        reporter.done();
      };
    };
    const timer = setTimeout(() => {
      show().catch((error: unknown) => reportFault(this.#connection, error));
    }, patience);
    return {
      end: () => {
        isEnded = true;
        clearTimeout(timer);
        end();
      },
    };
  }

  #putFromDisk(file: string, uri: string, text: string): void {
    this.#uris.set(file, uri);
    if (this.#open.has(file)) return;
    if (!this.workspace.setFile(file, text)) this.#stale.add(file);
  }

  #remove(file: string): void {
    this.workspace.removeFile(file);
    this.#stale.add(file);
  }

  /** Whether a file counts although no editor has it open. */
  #isWanted(file: string): boolean {
    return mayBeConfig(file) !== "no" && this.#scope.contains(file) && !this.#scope.excludes(file);
  }

  async #readAgain(file: string, uri: string): Promise<void> {
    const text = this.#isWanted(file) ? await this.#access.read(uri) : undefined;
    if (this.#open.has(file)) return;
    if (text === undefined) this.#remove(file);
    else this.#putFromDisk(file, uri, text);
  }

  changeFiles({ changes }: DidChangeWatchedFilesParams): void {
    // Clients report a change once for each watcher; of several changes the last one tells what is there now.
    const last = new Map(changes.map((change) => [keyOf(change.uri), change]));
    this.#enqueue(async () => {
      for (const [file, change] of last) await this.#changeFile(file, change);
      this.workspace.forgetPaths();
    });
  }

  async #changeFile(file: string, { uri, type }: FileEvent): Promise<void> {
    if (type !== FileChangeType.Deleted) {
      if (this.#isWanted(file)) await this.#readAgain(file, uri);
      return;
    }
    // Of a folder only its own end is reported.
    for (const known of this.workspace.fileNames()) {
      const isGone = known === file || known.startsWith(`${file}/`);
      if (isGone && !this.#open.has(known)) this.#remove(known);
    }
  }

  // Open documents

  /** Whether a document is looked at: not one side of a comparison, nor what another extension makes up. */
  #isLookedAt(uri: string): boolean {
    const scheme = schemeOf(uri);
    if (scheme === "file" || scheme === "untitled") return true;
    if (this.#folders.length === 0) return !hasQuery(uri);
    return this.#folders.some((folder) => schemeOf(folder.uri) === scheme);
  }

  changeDocument(document: TextDocument): void {
    if (!this.#isLookedAt(document.uri)) return;
    const file = keyOf(document.uri);
    this.#open.set(file, document);
    this.#edited.add(file);
    this.#putFromEditor(file, document);
    this.#schedule();
  }

  #putFromEditor(file: string, document: TextDocument): void {
    this.#stale.add(file);
    if (this.#scope.excludes(file)) this.workspace.removeFile(file);
    else this.workspace.setFile(file, document.getText(), document.languageId);
  }

  closeDocument(document: TextDocument): void {
    const file = keyOf(document.uri);
    if (this.#open.get(file) !== document) return;
    this.#open.delete(file);
    this.#stale.add(file);
    this.#enqueue(() => this.#readAgain(file, this.#uris.get(file) ?? document.uri));
  }

  // Answers

  /** Findings are sought only when the typing rests, once for a burst of edits. */
  #schedule(): void {
    clearTimeout(this.#timer);
    if (!this.#isScanned || this.#isEnded) return;
    this.#timer = setTimeout(() => {
      this.#publish().catch((error: unknown) => reportFault(this.#connection, error));
    }, pause);
  }

  async #publish(): Promise<void> {
    await this.settled();
    const files = [...this.#stale].sort();
    const edited = new Set(this.#edited);
    this.#stale.clear();
    this.#edited.clear();
    await this.diagnostics.update(files, edited);
  }

  /** The workspace says only once what became stale; answers to requests must not swallow it. */
  #gatherStale(): void {
    for (const file of this.workspace.update()) this.#stale.add(file);
  }

  findingsOf(file: string): PlacedFinding[] {
    this.#gatherStale();
    return this.workspace.findingsOf(file, this.#translations);
  }

  files(): string[] {
    return [...new Set([...this.workspace.fileNames(), ...this.#open.keys()])];
  }

  uriOf(file: string): string {
    return this.#open.get(file)?.uri ?? this.#uris.get(file) ?? uriOf(file);
  }

  linesOf(file: string): LineIndex {
    const lines = this.workspace.lineIndexOf(file);
    if (lines === undefined) throw new Error(`${file} is not in the workspace`);
    return lines;
  }

  versionOf(file: string): number | null {
    return this.#open.get(file)?.version ?? null;
  }

  languageIdOf(file: string): string | undefined {
    return this.#open.get(file)?.languageId;
  }
}

function foldersOf(params: InitializeParams): readonly WorkspaceFolder[] {
  if (params.workspaceFolders !== undefined && params.workspaceFolders !== null) return params.workspaceFolders;
  const uri = params.rootUri ?? (typeof params.rootPath === "string" ? uriOf(params.rootPath) : undefined);
  return uri === undefined ? [] : [{ uri, name: uri }];
}

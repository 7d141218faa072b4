import {
  CancellationToken,
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
import { type Message, message, sayMessage } from "../../rules/finding.ts";
import type { LineIndex } from "../../text/line-index.ts";
import { defaultSettings, type PlacedFinding } from "../../workspace/types.ts";
import { Workspace } from "../../workspace/workspace.ts";
import { loadTranslations, type Translations } from "../translations.ts";
import { provideYamlReader } from "../yaml.ts";
import { type ClientFeatures, readClientFeatures } from "./client-features.ts";
import { ClusterChannel } from "./cluster-channel.ts";
import { DiagnosticsChannel, type DiagnosticsSource } from "./diagnostics.ts";
import { type FileAccess, listFiles, readFiles } from "./files.ts";
import { changedFolders, FolderScope, type FolderToRead } from "./folders.ts";
import { ScanProgress } from "./progress.ts";
import { askSettings, type ClientSettings, readSettings } from "./settings.ts";
import { hasQuery, keyOf, schemeOf, uriOf } from "./uris.ts";
import { unlessCancelled, unlessGivenUp } from "./waiting.ts";
import { WorkQueue } from "./work-queue.ts";

/** Milliseconds without an edit after which findings are worked out. */
const pause = 30;

/** Milliseconds without news of the disk after which findings are worked out: a checkout in the middle is no state to judge. */
const pauseOfDisk = 100;

/**
 * What is watched on disk: everything. Editors tell of a folder's coming and going and not of the files in it, and by a name
 * alone many a file may be a config; what doesn't matter is sorted out quickly.
 */
const watchers = [{ globPattern: "**" }];

/** Says what went wrong outside a request, whose errors the protocol library answers itself. */
export function reportFault(connection: Connection, error: unknown): void {
  connection.console.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
}

/** One client with its workspace: which documents are open, which files lie on disk, and what both come to. */
/** A message in which files bear other names. */
function withFileNames({ template, args }: Message, nameOf: (file: string) => string): Message {
  const named = Object.entries(args).map(([gap, filling]) => {
    if (typeof filling === "object") return [gap, withFileNames(filling, nameOf)];
    return [gap, gap === "file" ? nameOf(String(filling)) : filling];
  });
  return { template, args: Object.fromEntries(named) };
}

export class Session implements DiagnosticsSource {
  readonly workspace = new Workspace();
  readonly features: ClientFeatures;
  readonly diagnostics: DiagnosticsChannel;
  readonly clusters: ClusterChannel;
  readonly #connection: Connection;
  readonly #access: FileAccess;
  readonly #locale: string | undefined;
  readonly #open = new Map<string, TextDocument>();
  /** The URIs of files on disk as the scan or the client named them. */
  readonly #uris = new Map<string, string>();
  readonly #stale = new Set<string>();
  readonly #edited = new Set<string>();
  readonly #queue: WorkQueue;
  readonly #ended = new AbortController();
  #folders: readonly WorkspaceFolder[];
  #settings: ClientSettings;
  #scope: FolderScope;
  #translations: Translations | undefined;
  /** The scan that is going on. */
  #scanning: AbortController | undefined;
  #mustScan = true;
  #isScanned = false;
  #isRefreshQueued = false;
  /** What was heard of the disk and not read yet. */
  #diskChanges = new Map<string, FileEvent>();
  #isReadingQueued = false;
  /** Counts how often files have come or gone. */
  #newsOfDisk = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(connection: Connection, access: FileAccess, params: InitializeParams) {
    this.#connection = connection;
    this.#access = access;
    this.#locale = params.locale;
    this.features = readClientFeatures(params.capabilities);
    this.diagnostics = new DiagnosticsChannel(connection, this.features, this);
    this.clusters = new ClusterChannel(connection, this.features, this);
    this.#queue = new WorkQueue(this.#fail);
    this.#folders = foldersOf(params);
    this.#settings = { general: readSettings(params.initializationOptions) ?? defaultSettings, ofFolders: new Map() };
    this.#scope = this.#useSettings();
  }

  /** After the end nobody is there to be told, and what was given up may fail. */
  readonly #fail = (error: unknown): void => {
    if (!this.#ended.signal.aborted) reportFault(this.#connection, error);
  };

  /** Begins to work: the client has said that it is ready. */
  start(): void {
    this.#enqueue(async () => {
      this.#translations = await loadTranslations(this.#locale);
    });
    this.#refresh();
    this.#queue.begin();
    this.#register().catch(this.#fail);
  }

  /** Begins nothing any more, and gives up what takes long: the client is about to leave. */
  async end(): Promise<void> {
    clearTimeout(this.#timer);
    this.#ended.abort();
    this.#scanning?.abort();
    this.#queue.close();
    await this.#queue.done();
  }

  async #register(): Promise<void> {
    const { client } = this.#connection;
    if (this.features.configurationRegistration) {
      await client.register(DidChangeConfigurationNotification.type, { section: "haconf" });
    }
    if (this.features.fileWatchRegistration) {
      await client.register(DidChangeWatchedFilesNotification.type, { watchers });
    }
  }

  /** Puts work behind all other; what it comes to is published a while later. */
  #enqueue(work: () => Promise<void>, delay = pause): void {
    this.#queue.add(async () => {
      try {
        await work();
      } finally {
        this.#schedule(delay);
      }
    });
  }

  /**
   * Resolves when all that the client has told until now is worked in, so that an answer can hang on all files; throws
   * where the request is cancelled before.
   */
  async settled(token: CancellationToken = CancellationToken.None): Promise<void> {
    await unlessCancelled(this.#queue.done(), token);
    await provideYamlReader(this.workspace);
    this.#gatherStale();
    await unlessCancelled(this.#lookForPaths(), token);
  }

  /** Looks on disk for what manifests name and the workspace does not have: it holds only what haconf reads. */
  async #lookForPaths(): Promise<void> {
    const news = this.#newsOfDisk;
    for (const path of this.workspace.openPaths()) {
      const asked = this.#access.isOnDisk(uriOf(path.folder), path.glob);
      const isThere = await unlessGivenUp(asked, this.#ended.signal);
      // What was seen before the news may be wrong by now; it is looked for again when the news are worked in.
      if (news !== this.#newsOfDisk) return;
      this.workspace.answerPath(path, isThere !== false);
    }
    this.#gatherStale();
  }

  #forgetPaths(): void {
    this.#newsOfDisk++;
    this.workspace.forgetPaths();
  }

  /** A text of the transport in the client's language. */
  say(said: Message): string {
    return sayMessage(said, this.#translations);
  }

  /** The same for a message that names files by their keys, in gaps `file`: they are called as the client knows them. */
  sayOfFiles(said: Message): string {
    return this.say(withFileNames(said, (file) => this.nameOf(file)));
  }

  // Settings and folders

  #settingsOf({ uri }: WorkspaceFolder): ClientSettings["general"] {
    return this.#settings.ofFolders.get(uri) ?? this.#settings.general;
  }

  #foldersToRead(): FolderToRead[] {
    return this.#folders.map((folder) => ({ uri: folder.uri, exclude: this.#settingsOf(folder).exclude }));
  }

  /** Lets the workspace judge by the present settings; gives the scope that they make. */
  #useSettings(): FolderScope {
    const { general } = this.#settings;
    const ofFolders = this.#folders.map((folder) => ({
      folder: keyOf(folder.uri),
      settings: this.#settingsOf(folder),
    }));
    const isGeneral = ofFolders.every(({ settings }) => JSON.stringify(settings) === JSON.stringify(general));
    this.workspace.setSettings(general, isGeneral ? [] : ofFolders);
    return new FolderScope(this.#foldersToRead());
  }

  #takeSettings(settings: ClientSettings): void {
    const before = JSON.stringify([this.#settings.general, ...this.#settings.ofFolders]);
    if (JSON.stringify([settings.general, ...settings.ofFolders]) === before) return;
    const excluded = JSON.stringify(this.#foldersToRead());
    this.#settings = settings;
    this.#scope = this.#useSettings();
    if (this.features.inlayHintRefresh) this.#connection.languages.inlayHint.refresh().catch(this.#fail);
    if (JSON.stringify(this.#foldersToRead()) !== excluded) this.#mustScan = true;
  }

  /** Asks for the settings, and reads the folders where that has become necessary; once for all that asks for it. */
  #refresh(): void {
    if (this.#isRefreshQueued) return;
    this.#isRefreshQueued = true;
    this.#enqueue(async () => {
      this.#isRefreshQueued = false;
      if (this.features.configuration) {
        const asked = askSettings(this.#connection, this.#folders, this.#settings.general);
        const settings = await unlessGivenUp(asked, this.#ended.signal);
        if (settings !== undefined) this.#takeSettings(settings);
      }
      if (this.#mustScan) await this.#scan();
    });
  }

  /** @param sent what came with the notification; a client that answers questions is asked instead */
  changeSettings(sent: unknown): void {
    if (!this.features.configuration) {
      const section = typeof sent === "object" && sent !== null && "haconf" in sent ? sent.haconf : undefined;
      const general = readSettings(section);
      if (general === undefined) return;
      this.#takeSettings({ general, ofFolders: new Map() });
    }
    this.#refresh();
  }

  changeFolders({ added, removed }: WorkspaceFoldersChangeEvent): void {
    this.#folders = changedFolders(this.#folders, added, removed);
    this.#scope = this.#useSettings();
    // A scan of folders that are not wanted any more is given up; the next one reads those that are.
    this.#scanning?.abort();
    if (added.length > 0) this.#mustScan = true;
    for (const file of this.workspace.fileNames()) {
      if (!this.#open.has(file) && !this.#isWanted(file)) this.#remove(file);
    }
    for (const [file, document] of this.#open) this.#putFromEditor(file, document);
    this.#refresh();
  }

  // Files on disk

  async #scan(): Promise<void> {
    const scanning = new AbortController();
    this.#scanning = scanning;
    const words = {
      begin: this.say(message("reading files")),
      count: (read: number, total: number) => this.say(message("{read} of {total} files", { read, total })),
    };
    const progress = new ScanProgress(this.#connection, words, this.#fail);
    try {
      const list = (folders: readonly FolderToRead[]) => this.#access.list(folders);
      const listed = await listFiles(list, this.#foldersToRead(), this.#scope, scanning.signal);
      if (listed === undefined) return;
      const onRead = (read: number): void => progress.update(read, listed.size);
      const texts = await readFiles(this.#access, listed, scanning.signal, onRead);
      if (texts === undefined) return;
      this.#mustScan = false;
      this.#forgetPaths();
      for (const file of this.workspace.keptNames()) {
        if (!texts.has(file) && !this.#open.has(file)) this.#remove(file);
      }
      this.#putFromDisk(listed, texts);
      for (const [file, document] of this.#open) this.#putFromEditor(file, document);
      await provideYamlReader(this.workspace);
    } finally {
      progress.end();
      this.#scanning = undefined;
      // Also after a fault of the client's: what is open has findings all the same.
      if (!scanning.signal.aborted) this.#isScanned = true;
    }
  }

  #putFromDisk(uris: ReadonlyMap<string, string>, texts: ReadonlyMap<string, string | undefined>): void {
    for (const [file, text] of texts) {
      const uri = uris.get(file);
      if (uri !== undefined) this.#uris.set(file, uri);
      if (this.#open.has(file)) continue;
      // The folder may have been closed while the file was read.
      if (text === undefined || !this.#isWanted(file)) this.#remove(file);
      else if (!this.workspace.setFile(file, text)) this.#stale.add(file);
    }
  }

  #remove(file: string): void {
    this.workspace.removeFile(file);
    this.workspace.setAside(file, false);
    this.#stale.add(file);
  }

  /** Whether a file counts although no editor has it open. */
  #isWanted(file: string): boolean {
    return mayBeConfig(file) !== "no" && this.#scope.contains(file);
  }

  changeFiles({ changes }: DidChangeWatchedFilesParams): void {
    const heard = changes.filter((change) => this.#isOfInterest(keyOf(change.uri), change));
    if (changes.some(({ uri, type }) => type !== FileChangeType.Changed && !this.#scope.skips(keyOf(uri)))) {
      // A path of a manifest may mean files that are not read.
      this.#forgetPaths();
      this.#schedule(pauseOfDisk);
    }
    if (heard.length > 0) this.#hearOf(heard, pauseOfDisk);
  }

  #isOfInterest(file: string, { type }: FileEvent): boolean {
    if (this.#isWanted(file) || type === FileChangeType.Deleted) return true;
    return type === FileChangeType.Created && this.#scope.mayBeFolder(file);
  }

  /** Notes changes of the disk, of several of one file the last, and reads all of them at once when the queue comes to it. */
  #hearOf(changes: readonly FileEvent[], delay: number): void {
    for (const change of changes) this.#diskChanges.set(keyOf(change.uri), change);
    if (this.#isReadingQueued) return;
    this.#isReadingQueued = true;
    this.#enqueue(async () => {
      this.#isReadingQueued = false;
      const heard = this.#diskChanges;
      this.#diskChanges = new Map();
      await this.#readChanges(heard);
    }, delay);
  }

  async #readChanges(changes: ReadonlyMap<string, FileEvent>): Promise<void> {
    const { signal } = this.#ended;
    const gone = new Set<string>();
    const uris = new Map<string, string>();
    const folders: FolderToRead[] = [];
    for (const [file, { uri, type }] of changes) {
      if (type === FileChangeType.Deleted) gone.add(file);
      else uris.set(file, this.#uris.get(file) ?? uri);
      if (type === FileChangeType.Created && this.#scope.mayBeFolder(file)) folders.push({ uri, exclude: [] });
    }
    const list = (added: readonly FolderToRead[]) => this.#access.listAlso(added);
    const found = folders.length === 0 ? new Map() : await listFiles(list, folders, this.#scope, signal);
    if (found === undefined) return;
    for (const [file, uri] of found) uris.set(file, uri);
    const wanted = new Map([...uris].filter(([file]) => this.#isWanted(file)));
    const texts = await readFiles(this.#access, wanted, signal);
    if (texts === undefined) return;
    // Of a folder that has come back with fewer files only its coming may have been told.
    for (const { uri } of folders) gone.add(keyOf(uri));
    for (const file of this.workspace.keptNames()) {
      const isGone = uris.has(file) ? !wanted.has(file) : isBelowAny(file, gone);
      if (isGone && !this.#open.has(file)) this.#remove(file);
    }
    this.#putFromDisk(wanted, texts);
    await provideYamlReader(this.workspace);
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
    this.#schedule(pause);
  }

  #putFromEditor(file: string, document: TextDocument): void {
    this.#stale.add(file);
    this.workspace.setAside(file, this.#scope.leavesOut(file));
    this.workspace.setFile(file, document.getText(), document.languageId);
  }

  closeDocument(document: TextDocument): void {
    const file = keyOf(document.uri);
    if (this.#open.get(file) !== document) return;
    this.#open.delete(file);
    this.#stale.add(file);
    this.#hearOf([{ uri: document.uri, type: FileChangeType.Changed }], pause);
  }

  // Answers

  /** Findings are sought only when the typing rests, once for a burst of edits. */
  #schedule(delay: number): void {
    clearTimeout(this.#timer);
    if (!this.#isScanned || this.#ended.signal.aborted) return;
    this.#timer = setTimeout(() => {
      this.#publish().catch(this.#fail);
    }, delay);
  }

  async #publish(): Promise<void> {
    await this.settled();
    // What was told meanwhile is worked in first, and publishes by itself: a closed document still has its unsaved text here.
    if (!this.#queue.isIdle || this.#ended.signal.aborted) return;
    const files = [...this.#stale].sort();
    const edited = new Set(this.#edited);
    this.#stale.clear();
    this.#edited.clear();
    await Promise.all([this.diagnostics.update(files, edited), this.clusters.update(files)]);
  }

  /** The workspace says only once what became stale; answers to requests must not swallow it. */
  #gatherStale(): void {
    for (const file of this.workspace.update()) this.#stale.add(file);
  }

  findingsOf(file: string): PlacedFinding[] {
    this.#gatherStale();
    return this.workspace.findingsOf(file, this.#translations);
  }

  /** The clusters of a file in words, as Markdown; undefined for a file that is not read. */
  explain(file: string): string | undefined {
    this.#gatherStale();
    return this.workspace.explain(file, this.#translations, (one) => this.nameOf(one));
  }

  /** Whether the folders have been read since the start. */
  get isScanned(): boolean {
    return this.#isScanned;
  }

  /** The name that the reader knows a file by: its path below the folder. */
  nameOf(file: string): string {
    return this.#scope.pathOf(file) ?? file;
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
}

function isBelowAny(file: string, folders: ReadonlySet<string>): boolean {
  if (folders.size === 0) return false;
  for (let end = file.length; end > 0; end = file.lastIndexOf("/", end - 1)) {
    if (folders.has(file.slice(0, end))) return true;
  }
  return false;
}

function foldersOf(params: InitializeParams): readonly WorkspaceFolder[] {
  if (params.workspaceFolders !== undefined && params.workspaceFolders !== null) return params.workspaceFolders;
  const uri = params.rootUri ?? (typeof params.rootPath === "string" ? uriOf(params.rootPath) : undefined);
  return uri === undefined ? [] : [{ uri, name: uri }];
}

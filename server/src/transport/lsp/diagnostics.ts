import type {
  Connection,
  Diagnostic,
  DocumentDiagnosticReport,
  WorkspaceDiagnosticParams,
  WorkspaceDocumentDiagnosticReport,
} from "vscode-languageserver";
import type { PlacedFinding } from "../../workspace/types.ts";
import type { ClientFeatures } from "./client-features.ts";
import { type FileDirectory, toDiagnostic } from "./to-lsp.ts";

/** What was pushed last for a file. */
interface Pushed {
  readonly uri: string;
  /** The document's version that it was pushed for; null where the file was not open. */
  readonly version: number | null;
  /** The diagnostics as text, to see whether they changed. */
  readonly content: string;
}

/** What a file's findings were when they were last pulled or announced to be pulled. */
interface Result {
  readonly content: string;
  /** Names this state in answers to pulls. */
  readonly id: string;
}

const noDiagnostics = "[]";
const noResult: Result = { content: noDiagnostics, id: "0" };

export interface DiagnosticsSource extends FileDirectory {
  findingsOf(file: string): readonly PlacedFinding[];
  /** The files of the workspace and those that are open. */
  files(): readonly string[];
}

/**
 * Brings findings to the client, pushed or pulled, never both for one client.
 *
 * Findings are pushed to every client that takes them, also where it could pull: a change in one file changes the findings of
 * others, most of them not open, and a pull tells of those only when the client asks next. VS Code's asks every two seconds
 * for the workspace as a whole. Pulls are answered whenever they come, but announced only to clients that know nothing else.
 */
export class DiagnosticsChannel {
  readonly #connection: Connection;
  readonly #features: ClientFeatures;
  readonly #source: DiagnosticsSource;
  readonly #pushed = new Map<string, Pushed>();
  readonly #results = new Map<string, Result>();
  #lastResult = 0;

  constructor(connection: Connection, features: ClientFeatures, source: DiagnosticsSource) {
    this.#connection = connection;
    this.#features = features;
    this.#source = source;
  }

  /** Whether this client gets its findings by asking for them. */
  static isPulled(features: ClientFeatures): boolean {
    return features.pullDiagnostics && !features.pushDiagnostics;
  }

  #diagnosticsOf(file: string): Diagnostic[] {
    return this.#source.findingsOf(file).map((finding) => toDiagnostic(finding, this.#source, this.#features));
  }

  /**
   * Tells the client about files whose findings may have changed.
   *
   * @param edited files whose change the client knows about: it pulls their findings without being told to
   */
  async update(files: Iterable<string>, edited: ReadonlySet<string>): Promise<void> {
    if (!DiagnosticsChannel.isPulled(this.#features)) {
      const sent: Promise<void>[] = [];
      for (const file of files) sent.push(...this.#push(file));
      await Promise.all(sent);
      return;
    }
    let hasNews = false;
    for (const file of files) {
      const before = this.#results.get(file) ?? noResult;
      if (this.#resultOf(file, this.#diagnosticsOf(file)) !== before && !edited.has(file)) hasNews = true;
    }
    if (hasNews && this.#features.diagnosticRefresh) await this.#connection.languages.diagnostics.refresh();
  }

  /**
   * Pushes a file's findings where the client does not have them yet. A document that has or had some is pushed at each of its
   * versions, although they are the same: clients drop what is for an older version than theirs, and would wait for ever.
   */
  #push(file: string): Promise<void>[] {
    const diagnostics = this.#diagnosticsOf(file);
    const now = {
      uri: this.#source.uriOf(file),
      version: this.#source.versionOf(file),
      content: JSON.stringify(diagnostics),
    };
    const before = this.#pushed.get(file) ?? { ...now, content: noDiagnostics };
    const isOtherUri = before.uri !== now.uri;
    const isOtherVersion = now.version !== null && before.version !== now.version;
    if (before.content === now.content && !isOtherUri && !isOtherVersion) return [];
    // Of a closed file without findings there is nothing to remember.
    if (now.content === noDiagnostics && now.version === null) this.#pushed.delete(file);
    else this.#pushed.set(file, now);
    const version = now.version === null ? {} : { version: now.version };
    const sent = [this.#connection.sendDiagnostics({ uri: now.uri, diagnostics, ...version })];
    if (isOtherUri) sent.push(this.#connection.sendDiagnostics({ uri: before.uri, diagnostics: [] }));
    return sent;
  }

  /** Names the state of a file's findings; the same object for the same state. */
  #resultOf(file: string, diagnostics: readonly Diagnostic[]): Result {
    const content = JSON.stringify(diagnostics);
    const before = this.#results.get(file) ?? noResult;
    if (before.content === content) return before;
    const result = { content, id: String(++this.#lastResult) };
    this.#results.set(file, result);
    return result;
  }

  /** Answers a pull for one document. */
  pull(file: string, previousResultId: string | undefined): DocumentDiagnosticReport {
    const items = this.#diagnosticsOf(file);
    const { id: resultId } = this.#resultOf(file, items);
    return resultId === previousResultId ? { kind: "unchanged", resultId } : { kind: "full", resultId, items };
  }

  /** Answers a pull for the whole workspace: files with findings, and those that the client believes to have some. */
  pullAll(
    { previousResultIds }: WorkspaceDiagnosticParams,
    fileOf: (uri: string) => string,
  ): WorkspaceDocumentDiagnosticReport[] {
    const previous = new Map(previousResultIds.map(({ uri, value }) => [fileOf(uri), value]));
    const files = new Set([...this.#source.files(), ...previous.keys()]);
    const reports: WorkspaceDocumentDiagnosticReport[] = [];
    for (const file of [...files].sort()) {
      const place = { uri: this.#source.uriOf(file), version: this.#source.versionOf(file) };
      const report = this.pull(file, previous.get(file));
      if (report.kind === "unchanged") reports.push({ kind: "unchanged", resultId: report.resultId, ...place });
      else if (report.items.length > 0 || previous.has(file)) {
        reports.push({ kind: "full", items: report.items, resultId: report.resultId ?? "0", ...place });
      }
    }
    return reports;
  }
}

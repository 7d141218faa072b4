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

/** What the client was told last about a file. */
interface Told {
  readonly uri: string;
  /** The diagnostics as text, to see whether they changed. */
  readonly content: string;
  /** Names this state in answers to pulls. */
  readonly resultId: string;
}

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
  readonly #told = new Map<string, Told>();
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

  /** Notes the state of a file; undefined where the client knows it already. */
  #note(file: string, diagnostics: readonly Diagnostic[]): Told | undefined {
    const uri = this.#source.uriOf(file);
    const content = JSON.stringify(diagnostics);
    const known = this.#told.get(file);
    if (known === undefined ? diagnostics.length === 0 : known.content === content && known.uri === uri)
      return undefined;
    const told = { uri, content, resultId: String(++this.#lastResult) };
    this.#told.set(file, told);
    return told;
  }

  /**
   * Tells the client about files whose findings may have changed.
   *
   * @param edited files whose change the client knows about: it pulls their findings without being told to
   */
  async update(files: Iterable<string>, edited: ReadonlySet<string>): Promise<void> {
    const isPulled = DiagnosticsChannel.isPulled(this.#features);
    const sent: Promise<void>[] = [];
    let hasNews = false;
    for (const file of files) {
      const diagnostics = this.#diagnosticsOf(file);
      const before = this.#told.get(file);
      const told = this.#note(file, diagnostics);
      if (told === undefined) continue;
      if (!edited.has(file)) hasNews = true;
      if (isPulled) continue;
      if (before !== undefined && before.uri !== told.uri) {
        sent.push(this.#connection.sendDiagnostics({ uri: before.uri, diagnostics: [] }));
      }
      const version = this.#source.versionOf(file);
      sent.push(
        this.#connection.sendDiagnostics({ uri: told.uri, diagnostics, ...(version === null ? {} : { version }) }),
      );
      if (diagnostics.length === 0) this.#told.delete(file);
    }
    await Promise.all(sent);
    if (isPulled && hasNews && this.#features.diagnosticRefresh) await this.#connection.languages.diagnostics.refresh();
  }

  /** Answers a pull for one document. */
  pull(file: string, previousResultId: string | undefined): DocumentDiagnosticReport {
    const diagnostics = this.#diagnosticsOf(file);
    this.#note(file, diagnostics);
    const resultId = this.#told.get(file)?.resultId ?? "0";
    if (resultId === previousResultId) return { kind: "unchanged", resultId };
    return { kind: "full", resultId, items: diagnostics };
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

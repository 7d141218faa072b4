import {
  commands,
  type Disposable,
  EventEmitter,
  type LogOutputChannel,
  l10n,
  TabInputText,
  TabInputWebview,
  type TextDocumentContentProvider,
  Uri,
  ViewColumn,
  window,
  workspace,
} from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import {
  type ExplainClusterParams,
  type ExplainClusterResult,
  explainClusterMethod,
  explanationsChangedMethod,
} from "./protocol.ts";

const scheme = "haconf-cluster";

/** Gives the client of a server that runs. */
export type RunningClient = () => Promise<BaseLanguageClient | undefined>;

/** Shows what the server says of a file's cluster as a read-only Markdown document, which follows what changes. */
export class Explanations implements TextDocumentContentProvider, Disposable {
  readonly #getClient: RunningClient;
  readonly #output: LogOutputChannel;
  readonly #changed = new EventEmitter<Uri>();
  /** The documents that were shown, by their URIs. */
  readonly #shown = new Map<string, Uri>();

  readonly onDidChange = this.#changed.event;
  // Behind the event, for which the editor looks when it is told of the provider.
  readonly #registration = workspace.registerTextDocumentContentProvider(scheme, this);

  constructor(getClient: RunningClient, output: LogOutputChannel) {
    this.#getClient = getClient;
    this.#output = output;
  }

  listenTo(client: BaseLanguageClient): void {
    client.onNotification(explanationsChangedMethod, () => {
      this.#refresh().catch((error: unknown) => this.#output.error(String(error)));
    });
  }

  async provideTextDocumentContent(uri: Uri): Promise<string> {
    const markdown = await this.#ask(Uri.parse(uri.query));
    return markdown ?? l10n.t("haconf does not read this file.");
  }

  async #ask(file: Uri): Promise<string | undefined> {
    const client = await this.#getClient();
    const params: ExplainClusterParams = { uri: file.toString() };
    const answer = await client?.sendRequest<ExplainClusterResult>(explainClusterMethod, params);
    return answer?.markdown ?? undefined;
  }

  /** Explains the cluster of a file beside it; tells the user where there is nothing to say. */
  async show(file: Uri): Promise<void> {
    if ((await this.#ask(file)) === undefined) {
      await window.showInformationMessage(l10n.t("haconf does not read this file."));
      return;
    }
    const uri = Uri.from({ scheme, path: `${file.path}/${l10n.t("Cluster")}.md`, query: file.toString() });
    this.#shown.set(uri.toString(), uri);
    this.#changed.fire(uri);
    try {
      await commands.executeCommand("markdown.showLockedPreviewToSide", uri);
    } catch (error) {
      // The editor's own Markdown extension may be switched off; it can still be read as a text.
      this.#output.info(`There is no preview of Markdown: ${String(error)}`);
      await window.showTextDocument(uri, { preview: true, viewColumn: ViewColumn.Beside });
    }
  }

  async #refresh(): Promise<void> {
    const tabs = window.tabGroups.all.flatMap((group) => group.tabs);
    const isPreviewOpen = tabs.some(
      ({ input }) => input instanceof TabInputWebview && input.viewType.includes("markdown.preview"),
    );
    const isOpen = (uri: Uri): boolean =>
      tabs.some(({ input }) => input instanceof TabInputText && input.uri.toString() === uri.toString());
    for (const [key, uri] of this.#shown) {
      if (isPreviewOpen || isOpen(uri)) this.#changed.fire(uri);
      else this.#shown.delete(key);
    }
    // The editor forgets a document that only a preview shows; the preview asks for it anew when it is told to.
    if (isPreviewOpen && this.#shown.size > 0) await commands.executeCommand("markdown.preview.refresh");
  }

  dispose(): void {
    this.#registration.dispose();
    this.#changed.dispose();
  }
}

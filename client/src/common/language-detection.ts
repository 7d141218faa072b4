import {
  type Disposable,
  type LogOutputChannel,
  languages,
  TabInputText,
  type TextDocument,
  window,
  workspace,
} from "vscode";
import { hasOpeningWords, inspectedLength, inspectedLines, isDetectionCandidate } from "./language-hints.ts";
import type { LanguageId } from "./protocol.ts";

/** Asks the server for the language of a document; `undefined` where it is neither, or no server runs. */
export type LanguageQuestion = (uri: string, text: string) => Promise<LanguageId | undefined>;

/**
 * Sets the language of documents whose folder or first lines show that they are a keepalived or haproxy configuration
 * although their name does not. A document is asked about once while its tab is open, so that a language chosen by hand
 * afterwards stays; one that the user's `files.associations` name is never touched.
 */
export class LanguageDetection {
  readonly #askServer: LanguageQuestion;
  readonly #output: LogOutputChannel;
  readonly #asked = new Set<string>();

  constructor(askServer: LanguageQuestion, output: LogOutputChannel) {
    this.#askServer = askServer;
    this.#output = output;
  }

  /** Looks at what is open and at whatever will be opened, until the result is disposed of. */
  listen(): Disposable[] {
    for (const document of workspace.textDocuments) this.#detectInBackground(document);
    return [
      workspace.onDidOpenTextDocument((document) => this.#detectInBackground(document)),
      window.tabGroups.onDidChangeTabs(({ closed }) => {
        for (const tab of closed) {
          if (tab.input instanceof TabInputText) this.#asked.delete(tab.input.uri.toString());
        }
      }),
    ];
  }

  #detectInBackground(document: TextDocument): void {
    this.#detect(document).catch((error: unknown) => {
      this.#output.error(`Finding the language of ${document.uri.toString()} failed: ${String(error)}`);
    });
  }

  async #detect(document: TextDocument): Promise<void> {
    const uri = document.uri.toString();
    if (this.#asked.has(uri) || !isOnDiskOrInWorkspace(document)) return;
    if (!isDetectionCandidate(document.uri.path, document.languageId) || isAssociatedByUser(document)) return;
    const text = beginningOf(document);
    if (!hasOpeningWords(text)) return;
    this.#asked.add(uri);
    const languageBefore = document.languageId;
    const language = await this.#askServer(uri, text);
    // The user may have closed the document or chosen a language while the server was thinking.
    if (language === undefined || document.isClosed || document.languageId !== languageBefore) return;
    await languages.setTextDocumentLanguage(document, language);
    this.#output.info(`${uri} is taken as ${language} because of its content.`);
  }
}

/** Leaves out the documents that other parts of the editor make up: diffs, output, search results. */
function isOnDiskOrInWorkspace(document: TextDocument): boolean {
  return document.uri.scheme === "file" || workspace.getWorkspaceFolder(document.uri) !== undefined;
}

function isAssociatedByUser(document: TextDocument): boolean {
  const associations = workspace
    .getConfiguration("files", document.uri)
    .get<Record<string, string>>("associations", {});
  return Object.entries(associations).some(([glob, languageId]) => {
    if (languageId !== document.languageId) return false;
    return languages.match({ pattern: glob.includes("/") ? glob : `**/${glob}` }, document) > 0;
  });
}

function beginningOf(document: TextDocument): string {
  let text = "";
  const lines = Math.min(document.lineCount, inspectedLines);
  for (let line = 0; line < lines && text.length < inspectedLength; line++) text += `${document.lineAt(line).text}\n`;
  return text.slice(0, inspectedLength);
}

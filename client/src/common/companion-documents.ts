import {
  type BaseLanguageClient,
  CodeActionRequest,
  DidChangeTextDocumentNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DocumentDiagnosticRequest,
  type ServerCapabilities,
  TextDocumentSyncKind,
} from "vscode-languageclient";
import { companionSelector } from "./file-patterns.ts";

/**
 * Adds the documents of other languages (kubeadm YAML, scripts, Markdown) to a running client, for their text, their
 * findings and their quick fixes only. A client has one document selector for everything that its server announces, so
 * naming them there would also make haconf a formatter, an outline and a completion source of YAML and Markdown.
 *
 * No document may match both selectors: each match sends a change once more.
 *
 * @param client a client whose start has just ended well; what is registered here lasts until it stops
 */
export function registerCompanionDocuments(client: BaseLanguageClient): void {
  const capabilities = client.initializeResult?.capabilities;
  if (capabilities === undefined) return;
  const documentSelector = companionSelector;
  const syncKind = syncKindOf(capabilities);
  if (syncKind !== TextDocumentSyncKind.None) {
    client
      .getFeature(DidOpenTextDocumentNotification.method)
      .register({ id: "haconf.companions.open", registerOptions: { documentSelector } });
    client
      .getFeature(DidChangeTextDocumentNotification.method)
      .register({ id: "haconf.companions.change", registerOptions: { documentSelector, syncKind } });
    client
      .getFeature(DidCloseTextDocumentNotification.method)
      .register({ id: "haconf.companions.close", registerOptions: { documentSelector } });
  }
  const codeActions = capabilities.codeActionProvider;
  if (codeActions !== undefined && codeActions !== false) {
    const options = codeActions === true ? {} : codeActions;
    client
      .getFeature(CodeActionRequest.method)
      .register({ id: "haconf.companions.codeAction", registerOptions: { ...options, documentSelector } });
  }
  const diagnostics = capabilities.diagnosticProvider;
  if (diagnostics !== undefined) {
    // The whole workspace is pulled by the registration for the two languages; a second one would show it twice.
    const registerOptions = { ...diagnostics, workspaceDiagnostics: false, documentSelector };
    client
      .getFeature(DocumentDiagnosticRequest.method)
      .register({ id: "haconf.companions.diagnostic", registerOptions });
  }
}

function syncKindOf(capabilities: ServerCapabilities): TextDocumentSyncKind {
  const sync = capabilities.textDocumentSync;
  if (sync === undefined) return TextDocumentSyncKind.None;
  return typeof sync === "number" ? sync : (sync.change ?? TextDocumentSyncKind.None);
}

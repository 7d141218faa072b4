import {
  type BaseLanguageClient,
  CodeActionRequest,
  CompletionRequest,
  DefinitionRequest,
  DidChangeTextDocumentNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DocumentDiagnosticRequest,
  DocumentHighlightRequest,
  type DocumentSelector,
  type DynamicFeature,
  HoverRequest,
  InlayHintRequest,
  ReferencesRequest,
  RenameRequest,
  type ServerCapabilities,
  SignatureHelpRequest,
  TextDocumentSyncKind,
} from "vscode-languageclient";
import { companionSelector } from "./file-patterns.ts";

type ForCompanions<Options> = Options & { readonly documentSelector: DocumentSelector };

/** What a server announces for a feature, for these documents: nothing, that it is there, or what it offers. */
function forCompanions<Options extends object>(
  announced: boolean | Options | undefined,
): ForCompanions<Options> | undefined {
  if (announced === undefined || announced === false) return undefined;
  const options = announced === true ? ({} as Options) : announced;
  return { ...options, documentSelector: companionSelector };
}

function register<Options>(feature: DynamicFeature<Options>, registerOptions: Options | undefined): void {
  if (registerOptions === undefined) return;
  feature.register({ id: `haconf.companions.${feature.registrationType.method}`, registerOptions });
}

/**
 * Adds the documents of other languages (kubeadm YAML, scripts, Markdown) to a running client: for their text, their findings and
 * their quick fixes, and for what the server answers about a place, which is nothing outside the configs that stand in them. A
 * client has one document selector for everything that its server announces, so naming them there would also make haconf a
 * formatter and an outline of YAML and Markdown.
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
  register(client.getFeature(CodeActionRequest.method), forCompanions(capabilities.codeActionProvider));
  register(client.getFeature(CompletionRequest.method), forCompanions(capabilities.completionProvider));
  register(client.getFeature(HoverRequest.method), forCompanions(capabilities.hoverProvider));
  register(client.getFeature(SignatureHelpRequest.method), forCompanions(capabilities.signatureHelpProvider));
  register(client.getFeature(DefinitionRequest.method), forCompanions(capabilities.definitionProvider));
  register(client.getFeature(ReferencesRequest.method), forCompanions(capabilities.referencesProvider));
  register(client.getFeature(DocumentHighlightRequest.method), forCompanions(capabilities.documentHighlightProvider));
  register(client.getFeature(RenameRequest.method), forCompanions(capabilities.renameProvider));
  register(client.getFeature(InlayHintRequest.method), forCompanions(capabilities.inlayHintProvider));
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

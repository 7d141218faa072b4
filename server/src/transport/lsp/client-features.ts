import { type ClientCapabilities, CodeActionKind, type DiagnosticTag, MarkupKind } from "vscode-languageserver";

/** What the client on the other side can do, as far as the server cares. */
export interface ClientFeatures {
  readonly configuration: boolean;
  readonly configurationRegistration: boolean;
  readonly fileWatchRegistration: boolean;
  readonly workspaceFolders: boolean;
  /** The client shows what it is sent without asking. */
  readonly pushDiagnostics: boolean;
  readonly pullDiagnostics: boolean;
  readonly diagnosticRefresh: boolean;
  readonly inlayHintRefresh: boolean;
  readonly relatedInformation: boolean;
  readonly diagnosticTags: ReadonlySet<DiagnosticTag>;
  readonly codeDescription: boolean;
  readonly diagnosticData: boolean;
  readonly documentChanges: boolean;
  readonly codeActionLiterals: boolean;
  readonly preferredActions: boolean;
  readonly markdownHover: boolean;
  readonly markdownCompletion: boolean;
  readonly deprecatedCompletion: boolean;
  /** The client fills in the places of a snippet. */
  readonly snippets: boolean;
  readonly markdownSignature: boolean;
  /** The client takes the places of parameters in the label, not only their texts. */
  readonly parameterOffsets: boolean;
  /** The client takes it that no parameter of a signature is at the cursor. */
  readonly noActiveParameter: boolean;
  readonly symbolTree: boolean;
  /** The client wants `haconf/clusterStatus`. */
  readonly clusterStatus: boolean;
  /** The client takes definitions together with the word that leads to them and what stands around them. */
  readonly definitionLinks: boolean;
  readonly prepareRename: boolean;
  /** How many folding ranges the client takes; undefined: all. */
  readonly foldingLimit: number | undefined;
}

/** Markdown is used where the client takes it at all, whatever it likes best. */
function takesMarkdown(formats: readonly MarkupKind[] | undefined): boolean {
  return formats?.includes(MarkupKind.Markdown) === true;
}

/** Whether `experimental: { haconf: { clusterStatus: true } }` is among a client's capabilities, which may hold anything. */
function wantsClusterStatus(experimental: unknown): boolean {
  if (typeof experimental !== "object" || experimental === null || !("haconf" in experimental)) return false;
  const { haconf } = experimental;
  return typeof haconf === "object" && haconf !== null && "clusterStatus" in haconf && haconf.clusterStatus === true;
}

export function readClientFeatures({ workspace, textDocument, experimental }: ClientCapabilities): ClientFeatures {
  const published = textDocument?.publishDiagnostics;
  const pulled = textDocument?.diagnostic;
  const completionItem = textDocument?.completion?.completionItem;
  const signature = textDocument?.signatureHelp?.signatureInformation;
  const kinds = textDocument?.codeAction?.codeActionLiteralSupport?.codeActionKind.valueSet;
  return {
    configuration: workspace?.configuration === true,
    configurationRegistration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    fileWatchRegistration: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    workspaceFolders: workspace?.workspaceFolders === true,
    pushDiagnostics: published !== undefined,
    pullDiagnostics: pulled !== undefined,
    diagnosticRefresh: workspace?.diagnostics?.refreshSupport === true,
    inlayHintRefresh: workspace?.inlayHint?.refreshSupport === true,
    relatedInformation: (published?.relatedInformation ?? pulled?.relatedInformation) === true,
    diagnosticTags: new Set((published?.tagSupport ?? pulled?.tagSupport)?.valueSet),
    codeDescription: (published?.codeDescriptionSupport ?? pulled?.codeDescriptionSupport) === true,
    diagnosticData: (published?.dataSupport ?? pulled?.dataSupport) === true,
    documentChanges: workspace?.workspaceEdit?.documentChanges === true,
    codeActionLiterals: kinds === undefined ? false : kinds.includes(CodeActionKind.QuickFix) || kinds.includes(""),
    preferredActions: textDocument?.codeAction?.isPreferredSupport === true,
    markdownHover: takesMarkdown(textDocument?.hover?.contentFormat),
    markdownCompletion: takesMarkdown(completionItem?.documentationFormat),
    deprecatedCompletion: completionItem?.deprecatedSupport === true,
    snippets: completionItem?.snippetSupport === true,
    markdownSignature: takesMarkdown(signature?.documentationFormat),
    parameterOffsets: signature?.parameterInformation?.labelOffsetSupport === true,
    noActiveParameter: signature?.noActiveParameterSupport === true,
    symbolTree: textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true,
    clusterStatus: wantsClusterStatus(experimental),
    definitionLinks: textDocument?.definition?.linkSupport === true,
    prepareRename: textDocument?.rename?.prepareSupport === true,
    foldingLimit: textDocument?.foldingRange?.rangeLimit,
  };
}

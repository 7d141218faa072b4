import {
  type CancellationToken,
  type Connection,
  type Hover,
  type InitializeResult,
  type Position,
  TextDocumentSyncKind,
  TextDocuments,
} from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { detectLanguage } from "../../documents/detect.ts";
import type { Message } from "../../rules/finding.ts";
import type { ClusterNews } from "../../services/cluster-hover.ts";
import { clusterPlaceAt } from "../../services/cluster-place.ts";
import { completionsAt } from "../../services/completion.ts";
import { documentSymbols } from "../../services/document-symbols.ts";
import { foldingRanges } from "../../services/folding.ts";
import { hoverAt } from "../../services/hover.ts";
import { inlayHints } from "../../services/inlay-hints.ts";
import { signatureHelpAt } from "../../services/signature-help.ts";
import { version } from "../version.ts";
import type { ClientFeatures } from "./client-features.ts";
import { codeActionsFor, fixAllKind } from "./code-actions.ts";
import { DiagnosticsChannel } from "./diagnostics.ts";
import type { FileAccess } from "./files.ts";
import { answerNavigation } from "./navigation.ts";
import {
  type DetectLanguageParams,
  type DetectLanguageResult,
  detectLanguageMethod,
  type ExplainClusterParams,
  type ExplainClusterResult,
  explainClusterMethod,
} from "./protocol.ts";
import { answerWhenSettled, modifiedSincePull } from "./requests.ts";
import { Session } from "./session.ts";
import {
  toCompletionItem,
  toDocumentSymbol,
  toFoldingRange,
  toHover,
  toInlayHint,
  toResolvedItem,
  toSignatureHelp,
  toSymbolInformation,
} from "./to-lsp.ts";
import { keyOf } from "./uris.ts";
import { throwIfCancelled } from "./waiting.ts";

function announce(features: ClientFeatures): InitializeResult {
  return {
    serverInfo: { name: "haconf", version },
    capabilities: {
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
      workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      completionProvider: { resolveProvider: true, triggerCharacters: [" ", "%", "[", "(", ",", "!", "$", "@", "."] },
      hoverProvider: true,
      signatureHelpProvider: { triggerCharacters: [" ", ",", "("] },
      inlayHintProvider: true,
      documentSymbolProvider: true,
      documentLinkProvider: {},
      foldingRangeProvider: true,
      definitionProvider: true,
      referencesProvider: true,
      documentHighlightProvider: true,
      workspaceSymbolProvider: true,
      renameProvider: features.prepareRename ? { prepareProvider: true } : true,
      codeActionProvider: { codeActionKinds: ["quickfix", fixAllKind] },
      ...(DiagnosticsChannel.isPulled(features)
        ? { diagnosticProvider: { identifier: "haconf", interFileDependencies: true, workspaceDiagnostics: true } }
        : {}),
    },
  };
}

/**
 * What is known of the word at a place.
 *
 * @param news what is known of clusters, where all files are read
 */
function hoverIn(session: Session, file: string, position: Position, news?: ClusterNews): Hover | null {
  const { workspace, features } = session;
  const lines = workspace.lineIndexOf(file);
  if (lines === undefined) return null;
  const offset = lines.offset(position);
  const say = (said: Message): string => session.sayOfFiles(said);
  const hover = hoverAt(workspace.sourceAt(file, offset), file, offset, say, news);
  return hover === undefined ? null : toHover(hover, lines, features);
}

/**
 * Answers a client's requests over a connection, from its first message on.
 *
 * @param connection a connection that does not listen yet
 * @param access how files are reached that are not open
 */
export function startServer(connection: Connection, access: FileAccess): void {
  const documents = new TextDocuments(TextDocument);
  let begun: Session | undefined;
  const session = (): Session => {
    if (begun === undefined) throw new Error("the client has sent no initialize request");
    return begun;
  };

  connection.onInitialize((params) => {
    begun = new Session(connection, access, params);
    return announce(begun.features);
  });
  connection.onInitialized(() => {
    session().start();
    // The library throws where the client doesn't speak of folders.
    if (!session().features.workspaceFolders) return;
    connection.workspace.onDidChangeWorkspaceFolders((event) => session().changeFolders(event));
  });
  connection.onShutdown(() => begun?.end());
  connection.onDidChangeConfiguration(({ settings }) => session().changeSettings(settings));
  connection.onDidChangeWatchedFiles((params) => session().changeFiles(params));
  documents.onDidChangeContent(({ document }) => session().changeDocument(document));
  documents.onDidClose(({ document }) => session().closeDocument(document));

  // What hangs on other files waits until they are read: half a cluster is no ground for a finding or its fix.
  connection.languages.diagnostics.on(({ textDocument: { uri }, previousResultId }, token) => {
    const pull = () => session().diagnostics.pull(keyOf(uri), previousResultId);
    return answerWhenSettled(session(), uri, token, pull, modifiedSincePull);
  });
  connection.languages.diagnostics.onWorkspace(async (params, token) => {
    await session().settled(token);
    return { items: session().diagnostics.pullAll(params, keyOf) };
  });
  connection.onCodeAction((params, token) => {
    const { uri } = params.textDocument;
    return answerWhenSettled(session(), uri, token, () => codeActionsFor(session(), keyOf(uri), params));
  });
  connection.onRequest(
    explainClusterMethod,
    async ({ uri }: ExplainClusterParams, token: CancellationToken): Promise<ExplainClusterResult> => {
      await session().settled(token);
      return session().clusters.explain(keyOf(uri));
    },
  );

  // What stands in the document alone is answered at once, by the text that the client has sent before its question.
  connection.onCompletion(({ textDocument, position }, token) => {
    throwIfCancelled(token);
    const { workspace } = session();
    const file = keyOf(textDocument.uri);
    const lines = workspace.lineIndexOf(file);
    if (lines === undefined) return null;
    const offset = lines.offset(position);
    const { items, isIncomplete } = completionsAt(workspace.sourceAt(file, offset), file, offset);
    return { isIncomplete, items: items.map((item) => toCompletionItem(item, lines, session())) };
  });
  connection.onCompletionResolve((item) => toResolvedItem(item, session().features));
  connection.onHover(({ textDocument: { uri }, position }, token) => {
    throwIfCancelled(token);
    const { workspace } = session();
    const file = keyOf(uri);
    const lines = workspace.lineIndexOf(file);
    if (lines === undefined) return null;
    const offset = lines.offset(position);
    const own = hoverIn(session(), file, position);
    const isOfCluster = clusterPlaceAt(workspace.sourceAt(file, offset), file, offset) !== undefined;
    // A keyword is explained at once: nobody waits for it until all files are read.
    if (!isOfCluster || (own !== null && !session().isScanned)) return own;
    return answerWhenSettled(session(), uri, token, () => hoverIn(session(), file, position, session()));
  });
  connection.onSignatureHelp(({ textDocument, position }, token) => {
    throwIfCancelled(token);
    const { workspace, features } = session();
    const file = keyOf(textDocument.uri);
    const lines = workspace.lineIndexOf(file);
    if (lines === undefined) return null;
    const offset = lines.offset(position);
    const source = workspace.sourceAt(file, offset);
    const help = signatureHelpAt(source, file, offset, (said) => session().say(said));
    return help === undefined ? null : toSignatureHelp(help, features);
  });
  connection.languages.inlayHint.on(({ textDocument, range }, token) => {
    throwIfCancelled(token);
    const { workspace } = session();
    const file = keyOf(textDocument.uri);
    const lines = workspace.lineIndexOf(file);
    if (lines === undefined || !workspace.settingsOf(file).hasInlayHints) return null;
    const start = lines.offset(range.start);
    const end = lines.offset(range.end);
    const sources = workspace.sourcesBetween(file, start, end);
    const hints = sources.flatMap((source) => inlayHints(source, file, start, end));
    return hints.map((hint) => toInlayHint(hint, lines, session()));
  });
  connection.onDocumentSymbol(({ textDocument: { uri } }, token) => {
    throwIfCancelled(token);
    const { workspace, features } = session();
    const lines = workspace.lineIndexOf(keyOf(uri));
    if (lines === undefined) return null;
    const symbols = documentSymbols(workspace, keyOf(uri));
    if (!features.symbolTree) return toSymbolInformation(symbols, uri, lines);
    return symbols.map((symbol) => toDocumentSymbol(symbol, lines));
  });
  connection.onFoldingRanges(({ textDocument }, token) => {
    throwIfCancelled(token);
    const { workspace, features } = session();
    const file = keyOf(textDocument.uri);
    const lines = workspace.lineIndexOf(file);
    if (lines === undefined) return null;
    const ranges = foldingRanges(workspace, file).flatMap((span) => toFoldingRange(span, lines) ?? []);
    return ranges.slice(0, features.foldingLimit);
  });
  answerNavigation(connection, session);
  connection.onRequest(detectLanguageMethod, ({ uri, text }: DetectLanguageParams): DetectLanguageResult => {
    const language = detectLanguage(keyOf(uri), text);
    const isOwn = language === "haproxy" || language === "keepalived" || language === "etcd";
    return { language: isOwn ? language : null };
  });

  documents.listen(connection);
  connection.listen();
}

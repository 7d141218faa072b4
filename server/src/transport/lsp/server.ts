import { type Connection, type InitializeResult, TextDocumentSyncKind, TextDocuments } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { detectLanguage } from "../../documents/detect.ts";
import { completionsAt } from "../../services/completion.ts";
import { documentSymbols } from "../../services/document-symbols.ts";
import { foldingRanges } from "../../services/folding.ts";
import { hoverAt } from "../../services/hover.ts";
import { version } from "../version.ts";
import type { ClientFeatures } from "./client-features.ts";
import { codeActionsFor, fixAllKind } from "./code-actions.ts";
import { DiagnosticsChannel } from "./diagnostics.ts";
import type { FileAccess } from "./files.ts";
import { answerNavigation } from "./navigation.ts";
import { type DetectLanguageParams, type DetectLanguageResult, detectLanguageMethod } from "./protocol.ts";
import { Session } from "./session.ts";
import { toCompletionItem, toDocumentSymbol, toFoldingRange, toHover, toSymbolInformation } from "./to-lsp.ts";
import { keyOf } from "./uris.ts";

function announce(features: ClientFeatures): InitializeResult {
  return {
    serverInfo: { name: "haconf", version },
    capabilities: {
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
      workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      completionProvider: { triggerCharacters: [" "] },
      hoverProvider: true,
      documentSymbolProvider: true,
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

  connection.languages.diagnostics.on(async ({ textDocument, previousResultId }) => {
    await session().settled();
    return session().diagnostics.pull(keyOf(textDocument.uri), previousResultId);
  });
  connection.languages.diagnostics.onWorkspace(async (params) => {
    await session().settled();
    return { items: session().diagnostics.pullAll(params, keyOf) };
  });
  connection.onCodeAction(async (params) => {
    await session().settled();
    return codeActionsFor(session(), keyOf(params.textDocument.uri), params);
  });
  connection.onCompletion(({ textDocument, position }) => {
    const { workspace, features } = session();
    const file = keyOf(textDocument.uri);
    const lines = workspace.lineIndexOf(file);
    if (lines === undefined) return null;
    const { items, isIncomplete } = completionsAt(workspace, file, lines.offset(position));
    return { isIncomplete, items: items.map((item) => toCompletionItem(item, lines, features)) };
  });
  connection.onHover(({ textDocument, position }) => {
    const { workspace, features } = session();
    const file = keyOf(textDocument.uri);
    const lines = workspace.lineIndexOf(file);
    const hover = lines === undefined ? undefined : hoverAt(workspace, file, lines.offset(position));
    return lines === undefined || hover === undefined ? null : toHover(hover, lines, features);
  });
  connection.onDocumentSymbol(({ textDocument: { uri } }) => {
    const { workspace, features } = session();
    const lines = workspace.lineIndexOf(keyOf(uri));
    if (lines === undefined) return null;
    const symbols = documentSymbols(workspace, keyOf(uri));
    if (!features.symbolTree) return toSymbolInformation(symbols, uri, lines);
    return symbols.map((symbol) => toDocumentSymbol(symbol, lines));
  });
  connection.onFoldingRanges(({ textDocument }) => {
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
    return { language: language === "haproxy" || language === "keepalived" ? language : null };
  });

  documents.listen(connection);
  connection.listen();
}

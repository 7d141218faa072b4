import {
  type CancellationToken,
  type Connection,
  type DocumentLink,
  LSPErrorCodes,
  type Position,
  ResponseError,
  type TextDocumentPositionParams,
} from "vscode-languageserver";
import { definitionAt } from "../../services/definition.ts";
import { highlightsAt } from "../../services/highlights.ts";
import { includeLinks } from "../../services/include-links.ts";
import { referencesAt } from "../../services/references.ts";
import type { RenameRefusal } from "../../services/renamable-thing.ts";
import { prepareRename, renameAt } from "../../services/rename.ts";
import { workspaceSymbols } from "../../services/workspace-symbols.ts";
import { answerWhenSettled } from "./requests.ts";
import type { Session } from "./session.ts";
import { toDefinition, toHighlight, toLocation, toRange, toWorkspaceEdit, toWorkspaceSymbol } from "./to-lsp.ts";
import { keyOf } from "./uris.ts";
import { throwIfCancelled } from "./waiting.ts";

/** Throws what the client shows, in its language, as the reason why nothing is renamed. */
function orRefuse<Result extends object>(result: Result | RenameRefusal, session: Session): Result {
  if ("refusal" in result) throw new ResponseError(LSPErrorCodes.RequestFailed, session.sayOfFiles(result.refusal));
  return result;
}

/**
 * Answers the requests that lead from place to place.
 *
 * @param connection a connection that does not listen yet
 * @param session gives the client's session, once it has begun
 */
export function answerNavigation(connection: Connection, session: () => Session): void {
  const offsetOf = (file: string, position: Position) => {
    const offset = session().workspace.lineIndexOf(file)?.offset(position);
    return offset === undefined ? undefined : { file, offset };
  };
  const sourceAt = (file: string, offset: number) => session().workspace.sourceAt(file, offset);
  /** Answers for a place when all files are read, which may hold what it leads to; null for a document that is not known. */
  const answerAt = <Result>(
    { textDocument: { uri }, position }: TextDocumentPositionParams,
    token: CancellationToken,
    answer: (file: string, offset: number) => Result,
  ): Promise<Result | null> =>
    answerWhenSettled(session(), uri, token, () => {
      const place = offsetOf(keyOf(uri), position);
      return place === undefined ? null : answer(place.file, place.offset);
    });

  connection.onDefinition((params, token) =>
    answerAt(params, token, (file, offset) => {
      const definition = definitionAt(sourceAt(file, offset), file, offset);
      return definition === undefined ? null : toDefinition(definition, session(), session().features);
    }),
  );
  connection.onReferences((params, token) =>
    answerAt(params, token, (file, offset) => {
      const { includeDeclaration } = params.context;
      const places = referencesAt(sourceAt(file, offset), file, offset, includeDeclaration);
      return places.map((one) => toLocation(one, session()));
    }),
  );
  connection.onDocumentLinks(({ textDocument: { uri } }, token) => {
    const links = (): DocumentLink[] => {
      const file = keyOf(uri);
      const lines = session().linesOf(file);
      return includeLinks(session().workspace, file).map((link) => ({
        range: toRange(lines, link),
        target: session().uriOf(link.target),
      }));
    };
    return answerWhenSettled(session(), uri, token, links);
  });
  connection.onDocumentHighlight(({ textDocument, position }, token) => {
    throwIfCancelled(token);
    // One file is enough for it, so it need not wait for the others.
    const place = offsetOf(keyOf(textDocument.uri), position);
    if (place === undefined) return null;
    const lines = session().linesOf(place.file);
    return highlightsAt(sourceAt(place.file, place.offset), place.file, place.offset).map((one) =>
      toHighlight(one, lines),
    );
  });
  connection.onWorkspaceSymbol(async ({ query }, token) => {
    await session().settled(token);
    return workspaceSymbols(session().workspace, query).map((one) => toWorkspaceSymbol(one, session()));
  });
  connection.onPrepareRename((params, token) =>
    answerAt(params, token, (file, offset) => {
      const offer = orRefuse(prepareRename(sourceAt(file, offset), file, offset), session());
      return { range: toRange(session().linesOf(file), offer.place), placeholder: offer.name };
    }),
  );
  connection.onRenameRequest((params, token) =>
    answerAt(params, token, (file, offset) => {
      const { edits } = orRefuse(renameAt(sourceAt(file, offset), file, offset, params.newName), session());
      return toWorkspaceEdit(edits, session(), session().features);
    }),
  );
}

import {
  type Connection,
  LSPErrorCodes,
  type Position,
  ResponseError,
  type TextDocumentPositionParams,
} from "vscode-languageserver";
import { definitionAt } from "../../services/definition.ts";
import { highlightsAt } from "../../services/highlights.ts";
import { referencesAt } from "../../services/references.ts";
import type { RenameRefusal } from "../../services/renamable.ts";
import { prepareRename, renameAt } from "../../services/rename.ts";
import { workspaceSymbols } from "../../services/workspace-symbols.ts";
import type { Session } from "./session.ts";
import { toDefinition, toHighlight, toLocation, toRange, toWorkspaceEdit, toWorkspaceSymbol } from "./to-lsp.ts";
import { keyOf } from "./uris.ts";

/** Throws what the client shows as the reason why nothing is renamed. */
function orRefuse<Result extends object>(result: Result | RenameRefusal): Result {
  if ("refusal" in result) throw new ResponseError(LSPErrorCodes.RequestFailed, result.refusal);
  return result;
}

/**
 * Answers the requests that lead from place to place.
 *
 * @param connection a connection that does not listen yet
 * @param session gives the client's session, once it has begun
 */
export function answerNavigation(connection: Connection, session: () => Session): void {
  /** The file and offset of a request, when all files are read; undefined for a document that is not known. */
  const placeOf = async ({ textDocument: { uri }, position }: TextDocumentPositionParams) => {
    await session().settled();
    return offsetOf(keyOf(uri), position);
  };
  const offsetOf = (file: string, position: Position) => {
    const offset = session().workspace.lineIndexOf(file)?.offset(position);
    return offset === undefined ? undefined : { file, offset };
  };

  connection.onDefinition(async (params) => {
    const place = await placeOf(params);
    if (place === undefined) return null;
    const definition = definitionAt(session().workspace, place.file, place.offset);
    return definition === undefined ? null : toDefinition(definition, session(), session().features);
  });
  connection.onReferences(async (params) => {
    const place = await placeOf(params);
    if (place === undefined) return null;
    const { includeDeclaration } = params.context;
    const places = referencesAt(session().workspace, place.file, place.offset, includeDeclaration);
    return places.map((one) => toLocation(one, session()));
  });
  connection.onDocumentHighlight(({ textDocument, position }) => {
    // One file is enough for it, so it need not wait for the others.
    const { workspace } = session();
    const place = offsetOf(keyOf(textDocument.uri), position);
    if (place === undefined) return null;
    const lines = session().linesOf(place.file);
    return highlightsAt(workspace, place.file, place.offset).map((one) => toHighlight(one, lines));
  });
  connection.onWorkspaceSymbol(async ({ query }) => {
    await session().settled();
    return workspaceSymbols(session().workspace, query).map((one) => toWorkspaceSymbol(one, session()));
  });
  connection.onPrepareRename(async (params) => {
    const place = await placeOf(params);
    if (place === undefined) return null;
    const offer = orRefuse(prepareRename(session().workspace, place.file, place.offset));
    return { range: toRange(session().linesOf(place.file), offer.place), placeholder: offer.name };
  });
  connection.onRenameRequest(async (params) => {
    const place = await placeOf(params);
    if (place === undefined) return null;
    const { edits } = orRefuse(renameAt(session().workspace, place.file, place.offset, params.newName));
    return toWorkspaceEdit(edits, session(), session().features);
  });
}

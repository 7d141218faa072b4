import {
  type CancellationToken,
  type DiagnosticServerCancellationData,
  LSPErrorCodes,
  ResponseError,
} from "vscode-languageserver";
import { keyOf } from "./uris.ts";

/** What waiting for an answer needs of a session. */
export interface Settling {
  /** Resolves when all that the client has told until now is worked in; throws where the request is cancelled before. */
  settled(token: CancellationToken): Promise<void>;
  /** The version of a file that is open in the client, else null. */
  versionOf(file: string): number | null;
}

/** The error of an answer whose question was about a text that has changed since. */
function modified(): ResponseError {
  return new ResponseError(LSPErrorCodes.ContentModified, "the document has changed");
}

/** The same for a pull of findings, whose client may ask again at once. */
export function modifiedSincePull(): ResponseError<DiagnosticServerCancellationData> {
  return new ResponseError(LSPErrorCodes.ServerCancelled, "the document has changed", { retriggerRequest: true });
}

/**
 * Answers a question about a place in a document that hangs on other files too: when all of them are read, and only if the
 * document is still the one that the client spoke of. What is worked out itself takes no time in which anything could change.
 */
export async function answerWhenSettled<T>(
  session: Settling,
  uri: string,
  token: CancellationToken,
  answer: () => T,
  error: () => ResponseError<unknown> = modified,
): Promise<T> {
  const file = keyOf(uri);
  const version = session.versionOf(file);
  await session.settled(token);
  if (session.versionOf(file) !== version) throw error();
  return answer();
}

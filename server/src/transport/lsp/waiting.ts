import { type CancellationToken, LSPErrorCodes, ResponseError } from "vscode-languageserver";

/** What a promise comes to; undefined as soon as the signal says that nobody waits for it any more. */
export async function unlessGivenUp<T>(promise: Promise<T>, signal: AbortSignal): Promise<T | undefined> {
  if (signal.aborted) return undefined;
  let giveUp: () => void = () => undefined;
  const givenUp = new Promise<undefined>((resolve) => {
    giveUp = () => resolve(undefined);
    signal.addEventListener("abort", giveUp);
  });
  try {
    return await Promise.race([promise, givenUp]);
  } finally {
    signal.removeEventListener("abort", giveUp);
  }
}

/** Throws the answer to a request that the client has taken back. */
export function throwIfCancelled(token: CancellationToken): void {
  if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, "cancelled by the client");
}

/** What a promise comes to; throws as soon as the client takes the request back that waits for it. */
export async function unlessCancelled<T>(promise: Promise<T>, token: CancellationToken): Promise<T> {
  throwIfCancelled(token);
  let stop: () => void = () => undefined;
  const taken = new Promise<void>((resolve) => {
    stop = resolve;
  });
  const listener = token.onCancellationRequested(stop);
  try {
    const result = await Promise.race([promise, taken]);
    throwIfCancelled(token);
    return result as T;
  } finally {
    listener.dispose();
  }
}

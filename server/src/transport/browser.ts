import { BrowserMessageReader, BrowserMessageWriter, createConnection } from "vscode-languageserver/browser";
import { clientFiles } from "./lsp/files.ts";
import { startServer } from "./lsp/server.ts";
import { reportFault } from "./lsp/session.ts";

declare const self: DedicatedWorkerGlobalScope;

// A worker has no file system; the client reads for it.
const connection = createConnection(new BrowserMessageReader(self), new BrowserMessageWriter(self));
self.addEventListener("error", (event) => reportFault(connection, event.error ?? event.message));
self.addEventListener("unhandledrejection", (event) => reportFault(connection, event.reason));
startServer(connection, clientFiles(connection));

import { type ExtensionContext, Uri, workspace } from "vscode";
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  LanguageClient,
  type LanguageClientOptions,
  type MessageTransports,
} from "vscode-languageclient/browser";
import { activateExtension } from "../common/extension.ts";
import type { HostedClient, ServerController } from "../common/server-controller.ts";

/** A client whose errors go to the output channel only; the controller tells the user, once and in their language. */
class QuietLanguageClient extends LanguageClient {
  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }
}

let controller: ServerController | undefined;

/** Entry for the web worker extension host: the server is a worker of its own. */
export async function activate(context: ExtensionContext): Promise<void> {
  const script = Uri.joinPath(context.extensionUri, "dist/server.worker.js");
  controller = await activateExtension(context, { createClient: (options) => createClient(script, options) });
}

export async function deactivate(): Promise<void> {
  await controller?.stop();
}

function createClient(script: Uri, options: LanguageClientOptions): HostedClient {
  let worker: Worker | undefined;
  let objectUrl: string | undefined;
  const end = (): void => {
    worker?.terminate();
    if (objectUrl !== undefined) URL.revokeObjectURL(objectUrl);
    worker = undefined;
    objectUrl = undefined;
  };
  const start = async (): Promise<MessageTransports> => {
    end();
    // A worker must not come from another origin or from a scheme like vscode-remote:, so its text is read through the
    // editor and started from an address of this host.
    const source = await workspace.fs.readFile(script);
    objectUrl = URL.createObjectURL(new Blob([new Uint8Array(source)], { type: "text/javascript" }));
    worker = new Worker(objectUrl, { name: "haconf" });
    // The editor's worker host replaces the class Worker by a function, so the client would not know a worker as one.
    return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
  };
  return { client: new QuietLanguageClient("haconf", "haconf", start, options), dispose: end };
}

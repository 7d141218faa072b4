import type { ExtensionContext } from "vscode";
import {
  LanguageClient,
  type LanguageClientOptions,
  type ServerOptions,
  TransportKind,
} from "vscode-languageclient/node";
import { activateExtension } from "../common/extension.ts";
import type { HostedClient, ServerController } from "../common/server-controller.ts";

/** A client whose errors go to the output channel only; the controller tells the user, once and in their language. */
class QuietLanguageClient extends LanguageClient {
  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }
}

let controller: ServerController | undefined;

/** Entry for the Node extension host: the server is a child process, reached over Node's IPC. */
export async function activate(context: ExtensionContext): Promise<void> {
  const module = context.asAbsolutePath("dist/haconf.cjs");
  const run = { module, args: ["lsp"], transport: TransportKind.ipc };
  const serverOptions: ServerOptions = {
    run,
    debug: { ...run, options: { execArgv: ["--nolazy", "--inspect=6009"] } },
  };
  controller = await activateExtension(context, {
    createClient(options: LanguageClientOptions): HostedClient {
      // The language client ends the process of a client that it stops, so nothing is left to free.
      return { client: new QuietLanguageClient("haconf", "haconf", serverOptions, options), dispose: () => undefined };
    },
  });
}

export async function deactivate(): Promise<void> {
  await controller?.stop();
}

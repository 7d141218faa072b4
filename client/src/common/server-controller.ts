import { type LogOutputChannel, l10n, window, workspace } from "vscode";
import {
  type BaseLanguageClient,
  CloseAction,
  type CloseHandlerResult,
  ErrorAction,
  type ErrorHandler,
  type LanguageClientOptions,
  RevealOutputChannelOn,
  State,
  type StaticFeature,
} from "vscode-languageclient";
import { registerCompanionDocuments } from "./companion-documents.ts";
import { registerFileAccess } from "./file-access.ts";
import { isInSkippedFolder, languageSelector } from "./file-patterns.ts";
import { experimentalCapabilities, type HaconfSettings } from "./protocol.ts";
import type { ServerStatus } from "./status.ts";
import { TraceChannel } from "./trace-channel.ts";

/** What a host (Node or web worker) knows how to do: make a client that has its way of reaching the server. */
export interface ServerHost {
  createClient(options: LanguageClientOptions): HostedClient;
}

export interface HostedClient {
  client: BaseLanguageClient;
  /** Frees what the host holds for this client, after the client has stopped. */
  dispose(): void;
}

/** What hears messages that LSP does not have. */
export interface ServerListener {
  /** @param client a client that has not been started */
  listenTo(client: BaseLanguageClient): void;
}

/** How many times within `crashPeriod` milliseconds a server that ended by itself is started again. */
const restartsAfterCrash = 4;
const crashPeriod = 3 * 60 * 1000;

interface RunningServer {
  hosted: HostedClient;
  traceChannel: TraceChannel;
  /** Whether the start went well. It never rejects. */
  started: Promise<boolean>;
}

/** Starts, watches and ends the language server; at most one runs at a time. */
export class ServerController {
  readonly #host: ServerHost;
  readonly #output: LogOutputChannel;
  readonly #status: ServerStatus;
  readonly #listeners: readonly ServerListener[];
  #running: RunningServer | undefined;

  /** @param listeners what hears the server's messages, from each client anew */
  constructor(host: ServerHost, output: LogOutputChannel, status: ServerStatus, listeners: readonly ServerListener[]) {
    this.#host = host;
    this.#output = output;
    this.#status = status;
    this.#listeners = listeners;
  }

  /** Gives the client of a server that runs, started now if need be; `undefined` if it can't be started. */
  async ensureStarted(): Promise<BaseLanguageClient | undefined> {
    this.#running ??= this.#launch();
    const { hosted, started } = this.#running;
    return (await started) && hosted.client.isRunning() ? hosted.client : undefined;
  }

  async restart(): Promise<void> {
    await this.stop();
    await this.ensureStarted();
  }

  async stop(): Promise<void> {
    const running = this.#running;
    this.#running = undefined;
    if (running === undefined) return;
    await running.started;
    try {
      const { client } = running.hosted;
      if (client.needsStop()) {
        // A client that is just being started again after a crash can't be stopped before it has started.
        await client.start();
        await client.dispose();
      }
    } catch (error) {
      // A server that does not answer is ended by the host below; it must not keep a new one from starting.
      this.#output.error(`The language server did not stop in time: ${String(error)}`);
    } finally {
      running.hosted.dispose();
      running.traceChannel.dispose();
      this.#status.show(State.Stopped);
    }
  }

  #launch(): RunningServer {
    const traceChannel = new TraceChannel(this.#output);
    let hasRun = false;
    const hosted = this.#host.createClient({
      documentSelector: languageSelector,
      diagnosticCollectionName: "haconf",
      outputChannel: this.#output,
      traceOutputChannel: traceChannel,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      // What is watched, and which settings, the server says.
      middleware: {
        workspace: {
          didChangeWatchedFile: async (event, next) => {
            if (!isInSkippedFolder(event.uri)) await next(event);
          },
        },
      },
      initializationOptions: readSettings,
      initializationFailedHandler: () => false,
      errorHandler: this.#createErrorHandler(() => hasRun),
    });
    const { client } = hosted;
    registerFileAccess(client, this.#output);
    client.registerFeature(announceExperiments);
    for (const listener of this.#listeners) listener.listenTo(client);
    client.onDidChangeState(({ newState }) => {
      this.#status.show(newState);
      if (newState !== State.Running) return;
      hasRun = true;
      // The features are set up only after the state has changed; `start` gives the promise that waits for them.
      client.start().then(
        () => registerCompanionDocuments(client),
        (error: unknown) => this.#output.error(`The language server was not set up: ${String(error)}`),
      );
    });
    const started = client.start().then(
      () => true,
      (error: unknown) => {
        this.#output.error(`The language server did not start: ${String(error)}`);
        this.#tell(l10n.t("haconf: The language server did not start."));
        return false;
      },
    );
    return { hosted, traceChannel, started };
  }

  #createErrorHandler(hasRun: () => boolean): ErrorHandler {
    const ends: number[] = [];
    return {
      error: () => ({ action: ErrorAction.Continue, handled: true }),
      closed: (): CloseHandlerResult => {
        // A failed start is told by the start itself.
        if (!hasRun()) return { action: CloseAction.DoNotRestart, handled: true };
        ends.push(Date.now());
        const recent = ends.slice(-restartsAfterCrash - 1);
        const oldest = recent[0] ?? 0;
        if (recent.length <= restartsAfterCrash || Date.now() - oldest > crashPeriod) {
          return { action: CloseAction.Restart, handled: true };
        }
        this.#tell(l10n.t("haconf: The language server stopped several times and is not started again."));
        return { action: CloseAction.DoNotRestart, handled: true };
      },
    };
  }

  #tell(message: string): void {
    const showOutput = l10n.t("Show Output");
    const restart = l10n.t("Restart");
    window.showErrorMessage(message, showOutput, restart).then(
      async (choice) => {
        if (choice === showOutput) this.#output.show();
        if (choice === restart) await this.restart();
      },
      (error: unknown) => this.#output.error(String(error)),
    );
  }
}

/** Says what this client knows beyond LSP. */
const announceExperiments: StaticFeature = {
  fillClientCapabilities(capabilities) {
    capabilities.experimental = experimentalCapabilities;
  },
  initialize: () => undefined,
  getState: () => ({ kind: "static" }),
  clear: () => undefined,
};

/** The settings as plain data: what the editor hands out is a proxy, which can't be posted to a worker. */
function readSettings(): HaconfSettings | undefined {
  const settings = workspace.getConfiguration().get<HaconfSettings>("haconf");
  return settings === undefined ? undefined : (JSON.parse(JSON.stringify(settings)) as HaconfSettings);
}

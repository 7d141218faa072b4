import {
  type Disposable,
  type Event,
  EventEmitter,
  LogLevel,
  type LogOutputChannel,
  type ViewColumn,
  workspace,
} from "vscode";

/**
 * The output channel as the trace of messages sees it. The language client traces only into a channel of log level
 * "Trace"; this one has that level exactly while the setting `haconf.trace.server` asks for a trace, and writes it at
 * level "Info", so that the setting alone decides.
 */
export class TraceChannel implements LogOutputChannel {
  readonly name: string;
  readonly onDidChangeLogLevel: Event<LogLevel>;
  readonly #output: LogOutputChannel;
  readonly #levelChanged = new EventEmitter<LogLevel>();
  readonly #subscription: Disposable;

  constructor(output: LogOutputChannel) {
    this.#output = output;
    this.name = output.name;
    this.onDidChangeLogLevel = this.#levelChanged.event;
    this.#subscription = workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration("haconf.trace.server")) this.#levelChanged.fire(this.logLevel);
    });
  }

  get logLevel(): LogLevel {
    const setting = workspace.getConfiguration("haconf").get<string>("trace.server", "off");
    return setting === "off" ? LogLevel.Off : LogLevel.Trace;
  }

  trace(message: string, ...args: unknown[]): void {
    this.#output.info(message, ...args);
  }

  debug(message: string, ...args: unknown[]): void {
    this.#output.debug(message, ...args);
  }

  info(message: string, ...args: unknown[]): void {
    this.#output.info(message, ...args);
  }

  warn(message: string, ...args: unknown[]): void {
    this.#output.warn(message, ...args);
  }

  error(error: string | Error, ...args: unknown[]): void {
    this.#output.error(error, ...args);
  }

  append(value: string): void {
    this.#output.append(value);
  }

  appendLine(value: string): void {
    this.#output.appendLine(value);
  }

  replace(value: string): void {
    this.#output.replace(value);
  }

  clear(): void {
    this.#output.clear();
  }

  show(columnOrPreserveFocus?: ViewColumn | boolean, preserveFocus?: boolean): void {
    const keepsFocus = typeof columnOrPreserveFocus === "boolean" ? columnOrPreserveFocus : preserveFocus;
    this.#output.show(keepsFocus);
  }

  hide(): void {
    this.#output.hide();
  }

  /** Ends the trace; the output channel itself belongs to the extension and stays. */
  dispose(): void {
    this.#subscription.dispose();
    this.#levelChanged.dispose();
  }
}

import type { Connection } from "vscode-languageserver";

/** Milliseconds after which a scan is worth telling about, and between two reports. */
const patience = 300;

/** What is said of a scan, in the client's language. */
export interface ScanWords {
  readonly begin: string;
  /** How far it is. */
  count(read: number, total: number): string;
}

/** Tells the client how far a scan is, once it takes long. Whatever was begun is ended. */
export class ScanProgress {
  readonly #connection: Connection;
  readonly #words: ScanWords;
  readonly #timer: ReturnType<typeof setTimeout>;
  #read = 0;
  #total = 0;
  #isEnded = false;
  #end: () => void = () => undefined;

  /** @param fail told of a client that refuses */
  constructor(connection: Connection, words: ScanWords, fail: (error: unknown) => void) {
    this.#connection = connection;
    this.#words = words;
    this.#timer = setTimeout(() => {
      this.#show().catch(fail);
    }, patience);
  }

  update(read: number, total: number): void {
    this.#read = read;
    this.#total = total;
  }

  async #show(): Promise<void> {
    const reporter = await this.#connection.window.createWorkDoneProgress();
    // Also where the scan has ended while the client was asked: what the client made for it is freed by an end alone.
    reporter.begin("haconf", 0, this.#words.begin);
    if (this.#isEnded) return reporter.done();
    const ticker = setInterval(() => {
      if (this.#total === 0) return;
      reporter.report((100 * this.#read) / this.#total, this.#words.count(this.#read, this.#total));
    }, patience);
    this.#end = () => {
      clearInterval(ticker);
      reporter.done();
    };
  }

  end(): void {
    this.#isEnded = true;
    clearTimeout(this.#timer);
    this.#end();
  }
}

import { clock, isErrorTerminal, printError } from "./console.ts";

/** Milliseconds of work before anything is shown, and between two changes of what is shown. */
const patience = 500;
const interval = 100;

/** A line on standard error that says how far the work is; only at a terminal, and only when it takes its time. */
export class Progress {
  readonly #started = clock();
  readonly #isWanted: boolean;
  #shownAt = 0;
  #isTerminal: boolean | undefined;

  constructor(isWanted: boolean) {
    this.#isWanted = isWanted;
  }

  /** Says what is being done; cheap enough to be called for every file. */
  report(what: string, done: number, total?: number): void {
    if (!this.#isWanted) return;
    const now = clock();
    if (now - this.#started < patience || now - this.#shownAt < interval) return;
    this.#isTerminal ??= isErrorTerminal();
    if (!this.#isTerminal) return;
    this.#shownAt = now;
    printError(`\r\u001b[K${what} ${done}${total === undefined ? "" : ` of ${total}`}`);
  }

  /** Takes the line away. */
  end(): void {
    if (this.#shownAt > 0) printError("\r\u001b[K");
    this.#shownAt = 0;
  }
}

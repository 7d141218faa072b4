/** Work that waits for files or settings, done piece after piece in the order in which it was put in. */
export class WorkQueue {
  readonly #fail: (error: unknown) => void;
  #last: Promise<void>;
  #begin: () => void = () => undefined;
  #isClosed = false;
  #unfinished = 0;

  /** @param fail told of a piece that failed; it does not hold up what comes after it */
  constructor(fail: (error: unknown) => void) {
    this.#fail = fail;
    this.#last = new Promise((resolve) => {
      this.#begin = resolve;
    });
  }

  /** Begins to work; what was put in until then has waited. */
  begin(): void {
    this.#begin();
  }

  /** Leaves out what has not begun. */
  close(): void {
    this.#isClosed = true;
    this.#begin();
  }

  /** Whether nothing waits or goes on. */
  get isIdle(): boolean {
    return this.#unfinished === 0;
  }

  add(work: () => Promise<void>): void {
    this.#unfinished++;
    this.#last = this.#last
      .then(() => (this.#isClosed ? undefined : work()))
      .catch(this.#fail)
      .then(() => {
        this.#unfinished--;
      });
  }

  /** Resolves when all that has been put in until now is done. */
  async done(): Promise<void> {
    await this.#last;
  }
}

/** What a workspace keeps of files that are nothing by themselves. */
export class KeptTexts {
  readonly #fragments = new Map<string, string>();
  readonly #otherNames = new Set<string>();
  readonly #fillers = new Set<string>();
  #haveChanged = true;

  /** The texts of files that may be a part that a keepalived.conf includes. */
  get fragments(): ReadonlyMap<string, string> {
    return this.#fragments;
  }

  /** The names of all other files that the workspace does not read. */
  get otherNames(): ReadonlySet<string> {
    return this.#otherNames;
  }

  /** Whether any file, of whatever kind, fills in templates. */
  get hasFiller(): boolean {
    return this.#fillers.size > 0;
  }

  /** Says of the set of files that it changed. */
  markChanged(): void {
    this.#haveChanged = true;
  }

  /** Whether files came or went since this was asked last. */
  takeChange(): boolean {
    const haveChanged = this.#haveChanged;
    this.#haveChanged = false;
    return haveChanged;
  }

  /** @param text undefined where the file is none, or none any more */
  setFragment(file: string, text: string | undefined): void {
    if (text === undefined) {
      if (this.#fragments.delete(file)) this.#haveChanged = true;
      return;
    }
    if (!this.#fragments.has(file)) this.#haveChanged = true;
    this.#fragments.set(file, text);
  }

  /** Takes in whether there is a file of the name that is not read; returns whether that is news. */
  setOtherName(file: string, isThere: boolean): boolean {
    if (this.#otherNames.has(file) === isThere) return false;
    if (isThere) this.#otherNames.add(file);
    else this.#otherNames.delete(file);
    this.#haveChanged = true;
    return true;
  }

  /** Takes in whether a file fills in templates; returns whether `hasFiller` is another than before. */
  setFiller(file: string, isFiller: boolean): boolean {
    const before = this.hasFiller;
    if (isFiller) this.#fillers.add(file);
    else this.#fillers.delete(file);
    return this.hasFiller !== before;
  }
}

import type { CompletionProposal } from "./completion.ts";

type More = Omit<Partial<CompletionProposal>, "kind" | "label">;

/** A name without the parenthesis that its arguments stand in. */
function bareName(name: string): string {
  return name.endsWith("(") ? name.slice(0, -1) : name;
}

/** Behind those that are often written come the others by the alphabet, those that undo something, and what is out of use. */
function placeInOrder(label: string, rank: number | undefined, isDeprecated: boolean): string {
  if (isDeprecated) return `~${label}`;
  if (rank !== undefined) return `0${String(rank).padStart(3, "0")}`;
  return `${label.startsWith("no-") ? 7 : 5}${label}`;
}

/** Collects proposals for one place, each label once. */
export class Proposals {
  readonly #items: CompletionProposal[] = [];
  readonly #labels = new Set<string>();
  readonly #replace: { readonly start: number; readonly end: number };
  #ranks: ReadonlyMap<string, number> = new Map();

  constructor(replace: { readonly start: number; readonly end: number }) {
    this.#replace = replace;
  }

  /** Says which of the names that follow are the best, in their order; the others come behind them. */
  orderBy(names: readonly string[]): void {
    this.#ranks = new Map(names.map((name, rank) => [bareName(name), rank]));
  }

  add(kind: CompletionProposal["kind"], label: string, more: More = {}): void {
    if (label === "" || this.#labels.has(label)) return;
    this.#labels.add(label);
    const sortText = placeInOrder(label, this.#ranks.get(bareName(label)), more.isDeprecated === true);
    this.#items.push({ label, kind, insertText: label, replace: this.#replace, sortText, ...more });
  }

  addAll(kind: CompletionProposal["kind"], labels: Iterable<string>, more: More = {}): void {
    for (const label of labels) this.add(kind, label, more);
  }

  /** What was collected, the best first. */
  sorted(): readonly CompletionProposal[] {
    return this.#items.toSorted((one, other) =>
      one.sortText < other.sortText ? -1 : Number(one.sortText > other.sortText),
    );
  }
}

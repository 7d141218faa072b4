import type { CompletionProposal } from "./completion.ts";

/** Collects proposals for one place, each label once. */
export class Proposals {
  readonly items: CompletionProposal[] = [];
  readonly #labels = new Set<string>();
  readonly #replace: { readonly start: number; readonly end: number };

  constructor(replace: { readonly start: number; readonly end: number }) {
    this.#replace = replace;
  }

  add(
    kind: CompletionProposal["kind"],
    label: string,
    more: Omit<Partial<CompletionProposal>, "kind" | "label" | "replace"> = {},
  ): void {
    if (label === "" || this.#labels.has(label)) return;
    this.#labels.add(label);
    this.items.push({ label, kind, insertText: label, replace: this.#replace, ...more });
  }

  addAll(kind: CompletionProposal["kind"], labels: Iterable<string>, detail?: string): void {
    for (const label of labels) this.add(kind, label, detail === undefined ? {} : { detail });
  }
}

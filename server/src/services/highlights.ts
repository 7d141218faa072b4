import { spanOf } from "../syntax/tree.ts";
import { addressAt, placesOfAddressIn } from "./addresses.ts";
import { nameAt } from "./names.ts";
import type { NavigationSource } from "./source.ts";

/** A place that names the same as another; offsets of the file. */
export interface Highlight {
  readonly start: number;
  readonly end: number;
  /** `write` gives the name or address, `read` uses it. */
  readonly kind: "read" | "write";
}

/** The places of a file that name the same as a place of it does, sorted; empty where nothing is named. */
export function highlightsAt(source: NavigationSource, file: string, offset: number): readonly Highlight[] {
  const named = nameAt(source, file, offset);
  if (named !== undefined) {
    const { index, fileOf } = named.unit;
    const { declarations, references } = index.thingOf(named.use);
    return [...declarations, ...references]
      .filter((use) => fileOf(use) === file)
      .map((use): Highlight => ({ ...spanOf(use.at), kind: use.isDeclaration ? "write" : "read" }))
      .sort((a, b) => a.start - b.start || a.end - b.end);
  }
  const here = addressAt(source, file, offset);
  if (here === undefined) return [];
  return placesOfAddressIn(source, file, here.address).map(({ start, end, isDeclaration }) => ({
    start,
    end,
    kind: isDeclaration ? "write" : "read",
  }));
}

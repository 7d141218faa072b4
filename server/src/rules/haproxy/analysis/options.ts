import type { AnalysedStatement } from "./section.ts";

/** The index of an option's first occurrence among the fixed words of a statement; undefined where it has none. */
export function optionAt({ fixed, values }: AnalysedStatement, option: string): number | undefined {
  for (const at of fixed) if (values[at] === option) return at;
  return undefined;
}

export function hasOption(statement: AnalysedStatement, option: string): boolean {
  return optionAt(statement, option) !== undefined;
}

import type { KeepalivedStatement, KeepalivedTree } from "../syntax/keepalived/tree.ts";

/** The names that blocks of a kind declare, in the order of the file. */
export function declaredBlocks(tree: KeepalivedTree, keywords: readonly string[]): string[] {
  const names: string[] = [];
  for (const { statements } of tree.sections) {
    for (const { words } of statements) {
      const name = words[1]?.value;
      if (name !== undefined && keywords.includes(words[0]?.value ?? "")) names.push(name);
    }
  }
  return names;
}

/** The network interfaces that a file names behind `interface` and `dev`, or as trackers. */
export function namedInterfaces(tree: KeepalivedTree): string[] {
  const names = new Set<string>();
  const visit = (statements: readonly KeepalivedStatement[], isTracker: boolean): void => {
    for (const { words, block } of statements) {
      if (isTracker && words[0] !== undefined) names.add(words[0].value);
      words.forEach(({ value }, at) => {
        const next = words[at + 1]?.value;
        if (next !== undefined && ((at === 0 && value === "interface") || (at > 0 && value === "dev"))) names.add(next);
      });
      if (block !== undefined) visit(block.statements, words[0]?.value === "track_interface");
    }
  };
  for (const { statements } of tree.sections) visit(statements, false);
  return [...names];
}

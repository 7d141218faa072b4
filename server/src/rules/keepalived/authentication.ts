import type { BlockView, Setting } from "./file-view.ts";

/** The line that gives an instance's authentication its type: one that keepalived knows, or that is filled in later. */
export function typeLineOf(block: BlockView): Setting | undefined {
  return block.blocks
    .filter(({ keyword }) => keyword === "authentication")
    .flatMap(({ lines }) => lines)
    .findLast(({ keyword, words, statement }) => {
      const isFilledIn = statement.words.length > 1 && words[1] === undefined;
      return keyword === "auth_type" && (isFilledIn || words[1] === "PASS" || words[1] === "AH");
    });
}

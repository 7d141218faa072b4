import { describe, expect, test } from "vitest";
import { isPlaceholder } from "../../server/src/model/value.ts";
import { hoverAt } from "../../server/src/services/hover.ts";
import { signatureHelpAt } from "../../server/src/services/signature-help.ts";
import { defaultSettings } from "../../server/src/workspace/types.ts";
import { Workspace } from "../../server/src/workspace/workspace.ts";
import { allWords } from "./sweep.ts";
import { collectedTexts, ownTexts, type SweepText } from "./sweep-texts.ts";

// Every word of a config that its program takes is explained: hover says something of it, and signature help has a place for it.

const file = "file";

function lineAt(text: string, at: number): string {
  const end = text.indexOf("\n", at);
  return text.slice(text.lastIndexOf("\n", at - 1) + 1, end < 0 ? text.length : end).trim();
}

interface Tally {
  words: number;
  readonly unexplained: string[];
  readonly placeless: string[];
}

function explained(texts: readonly SweepText[]): Tally {
  const tally: Tally = { words: 0, unexplained: [], placeless: [] };
  for (const { name, language, text } of texts) {
    const workspace = new Workspace({ ...defaultSettings, isClusterEnabled: false });
    workspace.setFile(file, text, language);
    const tree = workspace.treeOf(file);
    if (tree === undefined) continue;
    for (const { start, value, isKeyword } of allWords(tree)) {
      if (isPlaceholder(value)) continue;
      tally.words++;
      const shown = `${name}: ${value} of ${lineAt(text, start)}`;
      if (hoverAt(workspace, file, start + 1) === undefined) tally.unexplained.push(shown);
      if (isKeyword) continue;
      const help = signatureHelpAt(workspace, file, start + 1);
      const signature = help?.signatures[help.active];
      // At the name of a fetch its own signature is shown, in which the name is no parameter.
      const isItself = signature?.label.startsWith(value.replace(/[(,].*/, "")) === true;
      if (signature?.active === undefined && !isItself) tally.placeless.push(shown);
    }
  }
  return tally;
}

describe("every word of configs that their programs take", () => {
  test("is explained in ours", () => {
    const { words, unexplained, placeless } = explained(ownTexts());
    expect(unexplained).toEqual([]);
    expect(placeless).toEqual([]);
    expect(words).toBeGreaterThan(3_000);
  });

  const collected = collectedTexts();

  test.skipIf(collected.length === 0)("is explained in real ones", { timeout: 120_000 }, () => {
    const { words, unexplained, placeless } = explained(collected);
    console.log(`of ${words} words ${unexplained.length} have no hover, ${placeless.length} no place in a signature`);
    expect(unexplained.slice(0, 50)).toEqual([]);
    // Words that are too many on their line have no place.
    expect(placeless.length).toBeLessThan(words / 1_000);
  });
});

import { describe, expect, test } from "vitest";
import { type Completions, completionsAt } from "../../server/src/services/completion.ts";
import { defaultSettings } from "../../server/src/workspace/types.ts";
import { Workspace } from "../../server/src/workspace/workspace.ts";
import { type FixedWord, fixedWords } from "./sweep.ts";
import { collectedTexts, generatedTexts, ownTexts, type SweepText } from "./sweep-texts.ts";

// Every word of a config that its program takes is taken out, and completion is asked what may stand there: the word must be among
// it. And what is offered is written there, and the rules are asked: none may call it a fault of the word itself.

const file = "file";

function workspaceOf(language: SweepText["language"], text: string, haproxyVersion = "auto"): Workspace {
  const workspace = new Workspace({ ...defaultSettings, haproxyVersion, isClusterEnabled: false });
  workspace.setFile(file, text, language);
  return workspace;
}

/** What is offered where a word is taken out; with `isLast`, all behind it is taken out as well. */
function offeredFor({ language, text }: SweepText, word: FixedWord, isLast: boolean): Completions["items"] {
  const end = isLast ? endOfLine(text, word.start) : word.end;
  return completionsAt(workspaceOf(language, text.slice(0, word.start) + text.slice(end)), file, word.start).items;
}

function endOfLine(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end;
}

function startOfLine(text: string, at: number): number {
  return text.lastIndexOf("\n", at - 1) + 1;
}

function wordsOf({ language, text }: SweepText): readonly FixedWord[] {
  const tree = workspaceOf(language, text).treeOf(file);
  return tree === undefined ? [] : fixedWords(tree);
}

/** A word that stands on its line a second time need not be offered again. */
function isRepeated(text: string, word: FixedWord): boolean {
  const line = text.slice(startOfLine(text, word.start), endOfLine(text, word.start));
  return line.split(/\s+/).filter((one) => one === word.label).length > 1;
}

function missingIn(texts: readonly SweepText[]): { tried: number; missing: string[] } {
  const missing: string[] = [];
  let tried = 0;
  for (const one of texts) {
    for (const word of wordsOf(one)) {
      if (isRepeated(one.text, word)) continue;
      tried++;
      if (offeredFor(one, word, false).some(({ label }) => label === word.label)) continue;
      const line = one.text.slice(startOfLine(one.text, word.start), endOfLine(one.text, word.start));
      missing.push(`${one.name}: ${word.kind} ${word.label} of ${line.trim()}`);
    }
  }
  return { tried, missing };
}

/** What is only said because the line is not complete yet. */
const unfinished = /missing-argument|missing-opening-brace|server-setup|tls-setup|stick-type-mismatch|bad-condition/;
const unfinishedSaid = /is not closed|by itself|lacks|needs (?:its|external-check)/;

/** What the rules say of the words of a text, but for what is known. */
function faultsOf(workspace: Workspace, known: ReadonlySet<string>): string[] {
  return workspace
    .findingsOf(file)
    .filter(
      ({ severity, code, message }) => severity === "error" && !unfinished.test(code) && !unfinishedSaid.test(message),
    )
    .map(({ code, message }) => `${code}: ${message}`)
    .filter((said) => !known.has(said));
}

/** Longer texts take long to be judged again and again. */
const longestTried = 4_000;

/** Of a long list, such as all fetches, not every one is tried in every place. */
const longList = 60;

function toTry(items: Completions["items"], round: number): Completions["items"] {
  const step = Math.ceil(items.length / longList);
  // A prefix, a section or a directive begins more than a word.
  return items.filter(
    ({ kind, label }, index) =>
      index % step === round % step && kind !== "section" && !/^(?:no|default|include[rmwba]?|\..*)$/.test(label),
  );
}

/** Tries what is offered in each different place. */
function illegalIn(texts: readonly SweepText[], version: string): { tried: number; illegal: string[] } {
  const illegal: string[] = [];
  const seen = new Set<string>();
  let tried = 0;
  for (const one of texts) {
    const { language, text } = one;
    const workspace = workspaceOf(language, text, version);
    for (const word of wordsOf(one)) {
      const lead = text.slice(startOfLine(text, word.start), word.start).trim();
      const line = text.slice(startOfLine(text, word.start), endOfLine(text, word.start));
      const key = `${language} ${word.kind} ${lead.replace(/\d+/g, "0")}`;
      if (seen.has(key) || (language === "keepalived" && /[{}]/.test(line))) continue;
      seen.add(key);
      const cut = text.slice(0, word.start) + text.slice(endOfLine(text, word.start));
      workspace.setFile(file, cut, language);
      const known = new Set(faultsOf(workspace, new Set()));
      for (const { label, insertText, replace } of toTry(completionsAt(workspace, file, word.start).items, seen.size)) {
        tried++;
        workspace.setFile(file, cut.slice(0, replace.start) + insertText + cut.slice(replace.end), language);
        const [fault] = faultsOf(workspace, known);
        // Behind an opening parenthesis more is to come.
        if (fault !== undefined && !insertText.endsWith("(")) illegal.push(`${lead} ‸${label}: ${fault}`);
      }
    }
  }
  return { tried, illegal };
}

const collected = collectedTexts();
const seed = Number(process.env["HACONF_SEED"] ?? 2026);

describe("completion in configs that their programs take", () => {
  test("offers every fixed word of ours", () => {
    const { tried, missing } = missingIn(ownTexts());
    expect(missing).toEqual([]);
    expect(tried).toBeGreaterThan(2_000);
  });

  test("offers every fixed word of configs that are written from the schema", { timeout: 120_000 }, () => {
    const { tried, missing } = missingIn(generatedTexts(seed, 2_000));
    expect([...new Set(missing)].slice(0, 60)).toEqual([]);
    expect(tried).toBeGreaterThan(2_000);
  });

  test.skipIf(collected.length === 0)("offers every fixed word of real ones", { timeout: 120_000 }, () => {
    const { tried, missing } = missingIn(collected);
    console.log(`completion offers ${tried - missing.length} of ${tried} fixed words of real configs`);
    expect(missing).toEqual([]);
    expect(tried).toBeGreaterThan(5_000);
  });

  test.each(["auto", "2.6"])(
    "offers nothing that the rules refuse, with haproxy %s",
    { timeout: 120_000 },
    (version) => {
      const short = collected.filter(({ text }) => text.length < longestTried);
      const { tried, illegal } = illegalIn([...ownTexts(), ...short], version);
      console.log(`${tried} proposals were written, with haproxy ${version}`);
      expect(illegal.slice(0, 40)).toEqual([]);
      expect(tried).toBeGreaterThan(5_000);
    },
  );
});

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { rules } from "../../server/src/rules/registry.ts";
import { allHaproxyVersions } from "../../server/src/schema/haproxy/versions.ts";
import { Reached } from "../oracle/haproxy-expressions.ts";
import { generateStatements } from "../oracle/haproxy-statements.ts";
import { Dice, rightText } from "../oracle/keepalived-texts.ts";
import { openWorkspace } from "../support/fixture.ts";
import { sharedPath } from "../support/shared.ts";
import type { Language } from "./cursor.ts";

/** A config that its program takes. */
export interface SweepText {
  readonly name: string;
  readonly language: Language;
  readonly text: string;
}

const examples = join(import.meta.dirname, "../../examples");

/** The configs of the examples that are shown to people, and those of the good examples of all rules. */
export function ownTexts(): readonly SweepText[] {
  const shown = readdirSync(examples, { recursive: true, encoding: "utf8" })
    .filter((path) => /\.(?:cfg|conf)$/.test(path))
    .map((path) => [path, readFileSync(join(examples, path), "utf8")] as const);
  const found: SweepText[] = [];
  for (const files of [new Map(shown), ...rules.map((rule) => rule.docs.example.good)]) {
    const workspace = openWorkspace(files);
    for (const name of workspace.fileNames()) {
      const language = workspace.languageOf(name);
      const text = workspace.textOf(name) ?? "";
      if (language === "haproxy" || language === "keepalived") found.push({ name, language, text });
    }
  }
  return found;
}

interface Label {
  readonly file: string;
  readonly tool: string;
  readonly verdict: string;
}

/** Longer texts take longer than they teach. */
const longestText = 20_000;

/** Real configs that the programs take, where they lie beside the project. */
export function collectedTexts(): readonly SweepText[] {
  const folder = sharedPath("corpus", "completion is not tried in real configs");
  if (folder === undefined) return [];
  const taken = new Set(["accept", "env", "no-listener", "note-only"]);
  const lines = readFileSync(join(folder, "labels.jsonl"), "utf8").trim().split("\n");
  return lines.flatMap((line): SweepText[] => {
    const { file, tool, verdict }: Label = JSON.parse(line);
    const text = taken.has(verdict) ? readFileSync(join(folder, file), "utf8") : "";
    if (text === "" || text.length > longestText) return [];
    return [{ name: file, language: tool.startsWith("haproxy") ? "haproxy" : "keepalived", text }];
  });
}

/** What a word is refused or not counted for, so that completion need not offer it. */
const wrong = /unexpected|conflicting|bad-|unknown|wrong|repeated|experimental|not-available|incompatible/;

/** Configs that are written from the schema, with words that no collection may have. */
export function generatedTexts(seed: number, count: number): readonly SweepText[] {
  const statements = generateStatements(seed, count, allHaproxyVersions, new Reached()).filter(
    ({ mutation }) => mutation === undefined,
  );
  const haproxy = statements.map(({ header, words, origin }): SweepText => {
    const line = words.map((word) => (/[\s#"'\\]/.test(word) ? `"${word}"` : word)).join(" ");
    return { name: origin, language: "haproxy", text: `${header}\n    ${line}\n` };
  });
  const dice = new Dice(seed);
  const keepalived = Array.from({ length: 30 }, (_, index): SweepText => {
    return { name: `text ${index}`, language: "keepalived", text: rightText(dice) };
  });
  const isRight = ({ language, text }: SweepText): boolean => {
    const workspace = openWorkspace(new Map());
    workspace.setFile("file", text, language);
    return !workspace.findingsOf("file").some(({ code }) => wrong.test(code));
  };
  return [...haproxy, ...keepalived].filter(isRight);
}

interface Recorded {
  readonly id: string;
  readonly config?: string;
  readonly exit?: Readonly<Record<string, number>>;
}

/** Small configs that the recorded keepalived takes, where they lie beside the project. */
export function recordedKeepalivedTexts(): readonly SweepText[] {
  const folder = sharedPath("facts/keepalived", "keepalived's recorded configs are not tried");
  if (folder === undefined) return [];
  const read = (name: string): string => readFileSync(join(folder, name), "utf8").trim();
  const checks = read("checks.jsonl")
    .split("\n")
    .filter((line) => line !== "")
    .map((line): Recorded => JSON.parse(line));
  const { lexical_tests: lexical }: { lexical_tests: readonly Recorded[] } = JSON.parse(read("keywords-2.2.7.json"));
  return [...checks, ...lexical].flatMap(({ id, config, exit }): SweepText[] =>
    config === undefined || exit?.["2.2.7"] !== 0 ? [] : [{ name: id, language: "keepalived", text: config }],
  );
}

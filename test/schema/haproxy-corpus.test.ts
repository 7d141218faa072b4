import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { HaproxyPlace, HaproxyVersionChoice } from "../../server/src/schema/haproxy/index.ts";
import {
  haproxyPlaceOf,
  haproxyVersionFor,
  lookupHaproxyStatement,
} from "../../server/src/schema/haproxy/index.ts";
import type { Label } from "./shared.ts";
import { isAccepted, readLines, sharedFolder } from "./shared.ts";

const corpus = sharedFolder("corpus", "no real haproxy.cfg is looked up in the schema");

interface VersionLabel {
  readonly id: string;
  readonly versions: Readonly<
    Record<string, { readonly exit: number; readonly text_alerts: readonly unknown[]; readonly env_alerts: number }>
  >;
}

/** The words of a line, crudely: quotes and escapes joined, comments cut. */
function crudeWords(line: string): string[] {
  const words: string[] = [];
  const pieces = line.matchAll(/(?:\\.|"(?:\\.|[^"\\])*"?|'[^']*'?|[^\s#"'\\])+|#.*/g);
  for (const [piece] of pieces) {
    if (piece.startsWith("#")) break;
    words.push(piece.replaceAll(/\\(.)|["']/g, "$1"));
  }
  return words;
}

interface Line {
  readonly number: number;
  readonly place: HaproxyPlace;
  readonly words: readonly string[];
}

function statementsOf(text: string): Line[] {
  const lines: Line[] = [];
  let place: HaproxyPlace | undefined;
  text.split("\n").forEach((line, at) => {
    const words = crudeWords(line);
    if (words.length === 0) return;
    const opened = haproxyPlaceOf(words);
    if (opened) place = opened;
    else if (place) lines.push({ number: at + 1, place, words });
  });
  return lines;
}

function judgingVersions(label: Label, byVersion: VersionLabel | undefined): HaproxyVersionChoice[] {
  const versions = new Set<HaproxyVersionChoice>();
  if (isAccepted(label)) versions.add("2.6").add("auto");
  for (const [name, { exit, text_alerts, env_alerts }] of Object.entries(byVersion?.versions ?? {})) {
    const version = haproxyVersionFor(name);
    const isTaken = text_alerts.length === 0 && (exit !== 1 || env_alerts > 0);
    if (version && isTaken) versions.add(version).add("auto");
  }
  return [...versions];
}

describe.runIf(corpus !== undefined)("real haproxy configurations", () => {
  test("no statement that a version takes is refused by that version or by auto", () => {
    const root = corpus ?? "";
    const byId = new Map(readLines<VersionLabel>(join(root, "labels-haproxy-versions.jsonl")).map((row) => [row.id, row]));
    const labels = readLines<Label>(join(root, "labels.jsonl")).filter(({ tool }) => tool.startsWith("haproxy"));
    const wrong: string[] = [];
    let looked = 0;
    for (const label of labels) {
      const versions = judgingVersions(label, byId.get(label.id));
      for (const { number, place, words } of statementsOf(readFileSync(join(root, label.file), "utf8"))) {
        for (const version of versions) {
          looked += 1;
          const { effect, prefixRefused, status } = lookupHaproxyStatement(place, words, version);
          if (effect === "refused" || prefixRefused) wrong.push(`${label.file}:${number} ${version} ${status} ${words[0]}`);
        }
      }
    }
    console.log(`schema: ${labels.length} real haproxy.cfg, ${looked} look-ups, ${wrong.length} wrongly refused`);
    expect(wrong).toEqual([]);
    expect(looked).toBeGreaterThan(1000);
  });
});

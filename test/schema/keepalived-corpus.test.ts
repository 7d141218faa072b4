import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { lookupKeepalivedKeyword } from "../../server/src/schema/keepalived/index.ts";
import { crudeKeepalivedStatements } from "./crude.ts";
import type { Label } from "./shared.ts";
import { isAccepted, readLines, sharedFolder } from "./shared.ts";

const corpus = sharedFolder("corpus", "no real keepalived.conf is looked up in the schema");

interface KeepalivedLabel extends Label {
  readonly messages: readonly { readonly line: number | null; readonly msg: string }[];
}

const fine = new Set(["known", "unsure"]);

describe.runIf(corpus !== undefined)("real keepalived configurations", () => {
  const root = corpus ?? "";
  const labels = corpus
    ? readLines<KeepalivedLabel>(join(root, "labels.jsonl")).filter(({ tool }) => tool.startsWith("keepalived"))
    : [];

  test("no keyword of an accepted file is unknown or misplaced", () => {
    const wrong: string[] = [];
    let looked = 0;
    for (const label of labels.filter(isAccepted)) {
      for (const { line, path, word } of crudeKeepalivedStatements(readFileSync(join(root, label.file), "utf8"))) {
        for (const version of ["auto", "2.2", "2.2.7"] as const) {
          looked += 1;
          const { status } = lookupKeepalivedKeyword(path, word, version);
          if (!fine.has(status)) wrong.push(`${label.file}:${line} ${version} ${status} ${[...path, word].join("/")}`);
        }
      }
    }
    console.log(`schema: ${labels.length} real keepalived.conf, ${looked} look-ups, ${wrong.length} wrongly refused`);
    expect(wrong).toEqual([]);
    expect(looked).toBeGreaterThan(1000);
  });

  test("what is called unknown in a refused file is what keepalived calls unknown on that line", () => {
    const wrong: string[] = [];
    let agreed = 0;
    for (const label of labels.filter((candidate) => !isAccepted(candidate))) {
      const unknownLines = new Set(
        label.messages.filter(({ msg }) => /unknown keyword/i.test(msg)).map(({ line }) => line),
      );
      for (const { line, path, word } of crudeKeepalivedStatements(readFileSync(join(root, label.file), "utf8"))) {
        const { status } = lookupKeepalivedKeyword(path, word, "2.2.7");
        if (fine.has(status)) continue;
        if (unknownLines.has(line)) agreed += 1;
        else wrong.push(`${label.file}:${line} ${status} ${[...path, word].join("/")}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(agreed).toBeGreaterThan(50);
  });
});

const facts = sharedFolder("facts/keepalived", "no recorded message of keepalived is compared");

interface Check {
  readonly id: string;
  readonly message_kind: string;
  readonly config: string;
}

describe.runIf(facts !== undefined)("recorded messages of keepalived", () => {
  test("a keyword is called unknown or misplaced exactly where keepalived calls it unknown", () => {
    const wrong: string[] = [];
    for (const { id, message_kind, config } of facts ? readLines<Check>(join(facts, "checks.jsonl")) : []) {
      // Where an opening brace is missing, the crude splitter does not see the block.
      if (message_kind === "missing_bob") continue;
      const unknown = crudeKeepalivedStatements(config).filter(({ path, word }) =>
        ["unknown", "misplaced"].includes(lookupKeepalivedKeyword(path, word, "2.2.7").status),
      );
      if ((message_kind === "unknown_keyword") !== unknown.length > 0)
        wrong.push(`${id}: ${unknown.map(({ word }) => word)}`);
    }
    expect(wrong).toEqual([]);
  });
});

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { HaproxyVersionChoice } from "../../server/src/schema/haproxy/index.ts";
import { haproxyVersionFor, lookupHaproxyStatement } from "../../server/src/schema/haproxy/index.ts";
import { crudeHaproxyStatements } from "./crude.ts";
import type { Label } from "./shared.ts";
import { isAccepted, readLines, sharedFolder } from "./shared.ts";

const corpus = sharedFolder("corpus", "no real haproxy.cfg is looked up in the schema");

interface VersionLabel {
  readonly id: string;
  readonly versions: Readonly<
    Record<string, { readonly exit: number; readonly text_alerts: readonly unknown[]; readonly env_alerts: number }>
  >;
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
    const byId = new Map(
      readLines<VersionLabel>(join(root, "labels-haproxy-versions.jsonl")).map((row) => [row.id, row]),
    );
    const labels = readLines<Label>(join(root, "labels.jsonl")).filter(({ tool }) => tool.startsWith("haproxy"));
    const wrong: string[] = [];
    let looked = 0;
    for (const label of labels) {
      const versions = judgingVersions(label, byId.get(label.id));
      for (const { number, place, words } of crudeHaproxyStatements(readFileSync(join(root, label.file), "utf8"))) {
        for (const version of versions) {
          looked += 1;
          const { effect, prefixRefused, status } = lookupHaproxyStatement(place, words, version);
          if (effect === "refused" || prefixRefused)
            wrong.push(`${label.file}:${number} ${version} ${status} ${words[0]}`);
        }
      }
    }
    console.log(`schema: ${labels.length} real haproxy.cfg, ${looked} look-ups, ${wrong.length} wrongly refused`);
    expect(wrong).toEqual([]);
    expect(looked).toBeGreaterThan(1000);
  });
});

const facts = sharedFolder("facts/haproxy", "no recorded message of haproxy is compared");

interface Check {
  readonly id: string;
  readonly config: string;
  readonly versions: Readonly<Record<string, string>>;
}

describe.runIf(facts !== undefined)("recorded messages of haproxy", () => {
  test("no statement of a configuration that a version takes is refused by that version", () => {
    const wrong: string[] = [];
    let looked = 0;
    for (const { id, config, versions } of facts ? readLines<Check>(join(facts, "checks.jsonl")) : []) {
      for (const [name, verdict] of Object.entries(versions)) {
        const version = haproxyVersionFor(name);
        if (!version || verdict.startsWith("error")) continue;
        for (const { number, place, words } of crudeHaproxyStatements(config)) {
          looked += 1;
          const { effect, prefixRefused, status } = lookupHaproxyStatement(place, words, version);
          if (effect === "refused" || prefixRefused)
            wrong.push(`${id}:${number} ${version} ${status} ${words.join(" ")}`);
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(looked).toBeGreaterThan(1000);
  });
});

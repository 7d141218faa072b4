import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { KeepalivedKeyword } from "../../server/src/schema/keepalived/index.ts";
import { keepalivedBlock, lookupKeepalivedKeyword } from "../../server/src/schema/keepalived/index.ts";

const version = /v(\d+\.\d+\.\d+)/.exec(spawnSync("keepalived", ["--version"], { encoding: "utf8" }).stderr ?? "")?.[1];
const isOracle = version === "2.2.7";
if (!isOracle)
  console.log(`skipped: no keepalived 2.2.7 on this machine (${version ?? "none"}), so nothing is compared with it`);

/** Every keyword of the judged release with its path, and the paths of all blocks that hold keywords. */
function walk(path: readonly string[]): { keywords: KeepalivedKeyword[]; blocks: (readonly string[])[] } {
  const keywords = [...(keepalivedBlock(path, "2.2.7")?.keywords ?? [])];
  const inner = keywords.filter(({ block }) => block === "keywords").map(({ name }) => walk([...path, name]));
  return {
    keywords: [...keywords, ...inner.flatMap((found) => found.keywords)],
    blocks: [path, ...inner.flatMap((found) => found.blocks)],
  };
}

const { keywords, blocks } = walk([]);
const names = [...new Set(keywords.map(({ name }) => name))];

const openings: Readonly<Record<string, string>> = {
  virtual_server: "virtual_server 10.0.0.1 80 {",
  real_server: "real_server 10.0.0.2 80 {",
};

/** Debian's build lacks these. */
const builtWithout = new Set(["global_defs/vrrp_ipsets"]);

/** The names that keepalived calls unknown in a block; it is asked again in halves where a fatal message stops it. */
function unknownIn(path: readonly string[], batch: readonly string[]): Set<string> {
  const lines = path.map((word) => openings[word] ?? `${word} x {`);
  const byLine = new Map<number, string>();
  for (const name of batch) {
    const opens = keepalivedBlock([...path, name], "2.2.7") !== undefined;
    byLine.set(lines.push(opens ? `${name} x {` : `${name} 1`), name);
    if (opens) lines.push("}");
  }
  lines.push(...path.map(() => "}"));
  const folder = mkdtempSync(join(tmpdir(), "haconf-keepalived-"));
  const file = join(folder, "keepalived.conf");
  writeFileSync(file, `${lines.join("\n")}\n`);
  const run = spawnSync("keepalived", ["-t", "-f", file], { encoding: "utf8" });
  rmSync(folder, { recursive: true });
  if (run.status === 2 && batch.length > 1) {
    const half = Math.ceil(batch.length / 2);
    return new Set([...unknownIn(path, batch.slice(0, half)), ...unknownIn(path, batch.slice(half))]);
  }
  const messages = run.stderr.matchAll(/Line (\d+)\) Unknown keyword/g);
  return new Set([...messages].flatMap(([, line]) => byLine.get(Number(line)) ?? []));
}

describe.runIf(isOracle)("names and blocks against the real keepalived 2.2.7", () => {
  test("every keyword in every block: ours and its verdict are the same", () => {
    const wrong: string[] = [];
    const absent: string[] = [];
    let compared = 0;
    for (const path of blocks) {
      const unknown = unknownIn(path, names);
      for (const name of names) {
        compared += 1;
        const { status } = lookupKeepalivedKeyword(path, name, "2.2.7");
        if ((status === "known") === !unknown.has(name)) continue;
        (status === "known" ? absent : wrong).push([...path, name].join("/"));
      }
    }
    console.log(`schema: ${compared} names in ${blocks.length} blocks compared with keepalived ${version}`);
    expect(wrong).toEqual([]);
    expect(absent.filter((name) => !builtWithout.has(name))).toEqual([]);
  }, 60_000);
});

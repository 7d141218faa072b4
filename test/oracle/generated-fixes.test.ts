import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import type { Workspace } from "../../server/src/workspace/workspace.ts";
import { faults } from "../cluster/faults.ts";
import { plan, shapes } from "../cluster/generated-cluster.ts";
import { write } from "../cluster/written-cluster.ts";
import { applyFix, openWorkspace } from "../support/fixture.ts";
import { KeepalivedJudge, whatIsMissing } from "./keepalived-judge.ts";

// What a fix leaves is to be taken by the programs themselves: a sample of each fault, and every fix that is offered for it.

const seed = Number(process.env["HACONF_SEED"] ?? 20_260_101);
const samples = Number(process.env["HACONF_GENERATED"] ?? 1);
const isHaproxyMissing = spawnSync("haproxy", ["-v"]).error !== undefined;
const missing = [...whatIsMissing(), ...(isHaproxyMissing ? ["haproxy"] : [])];
if (missing.length > 0) console.log(`skipped: to judge what fixes leave takes ${missing.join(", ")}`);

describe.runIf(missing.length === 0)("what fixes leave", () => {
  const folder = mkdtempSync(join(tmpdir(), "haconf-fixes-"));
  const judge = new KeepalivedJudge();
  /** Texts that were found good, which most faults share. */
  const good = new Set<string>();
  afterAll(() => {
    judge.close();
    rmSync(folder, { recursive: true });
    console.log(`${good.size} texts that fixes left are taken by haproxy and keepalived`);
  });

  /** What the program of a file says against its text; empty where it takes it. */
  function complaints(workspace: Workspace, file: string): string[] {
    const text = workspace.textOf(file) ?? "";
    if (good.has(text)) return [];
    const language = workspace.languageOf(file);
    let said: string[] = [];
    if (language === "haproxy") {
      const path = join(folder, "haproxy.cfg");
      writeFileSync(path, text);
      const run = spawnSync("haproxy", ["-c", "-f", path], { encoding: "utf8" });
      said = run.status === 0 ? [] : run.stderr.split("\n");
    } else if (language === "keepalived") {
      // A template is no config yet.
      said = file.endsWith(".j2") ? [] : judge.judge(text).errors.map((error) => error.text);
    } else return [];
    if (said.length === 0) good.add(text);
    return said;
  }

  test.each(Object.entries(faults))("%s", (_, fault) => {
    const possible = shapes.filter((shape) => fault.isPossible?.(shape) ?? true);
    const picks = fc.sample(fc.tuple(possible, fc.nat(), fc.nat()), { seed, numRuns: samples });
    for (const [shape, node, router] of picks) {
      const cluster = plan(shape);
      const spot = { node: node % shape.size, router: router % shape.routers };
      fault.inject?.(cluster, spot);
      const files = write(cluster);
      fault.alter?.(files, cluster, spot);
      const own = openWorkspace(files)
        .allFindings()
        .filter(({ code }) => code === fault.code);
      for (const fix of own.flatMap(({ fixes }) => fixes)) {
        const workspace = openWorkspace(files);
        applyFix(workspace, fix);
        for (const file of new Set(fix.edits.map((edit) => edit.file))) {
          expect({ fix: fix.title, file, said: complaints(workspace, file) }).toMatchObject({ said: [] });
        }
      }
    }
  });
});

import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

test("the committed schema is what the generator writes", () => {
  const run = spawnSync(process.execPath, [join(root, "scripts", "generate-schema.ts"), "--check"], {
    encoding: "utf8",
  });
  if (run.stdout.startsWith("skipped:")) console.log(run.stdout.trim());
  expect(run.stderr).toBe("");
  expect(run.status).toBe(0);
});

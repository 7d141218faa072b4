import { cpSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { runTests } from "@vscode/test-electron";
import { buildOrExit, buildSuites } from "./build.ts";
import { collect, printResult, readSuiteReport } from "./e2e-result.ts";

// The same suite as in the VS Code server, in a desktop VS Code that is fetched where it is not there yet.
await buildOrExit();
await buildSuites();
const scratch = mkdtempSync(join(tmpdir(), "haconf-electron-"));
const folder = join(scratch, "cluster");
cpSync("examples/broken-cluster", folder, { recursive: true });

const result = await collect("VS Code, desktop", async () => {
  const exit = await runTests({
    extensionDevelopmentPath: resolve("."),
    extensionTestsPath: resolve("dist/test/suite.cjs"),
    launchArgs: [
      folder,
      "--disable-extensions",
      "--disable-workspace-trust",
      `--user-data-dir=${join(scratch, "user-data")}`,
      // Chromium's sandbox refuses to work for root.
      ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
    ],
  }).then(
    () => undefined,
    (error: unknown) => error,
  );
  // A failed test makes the editor's exit a failure too; then the report says more than the exit does.
  const report = join(scratch, "report.json");
  const tests = existsSync(report) ? readSuiteReport(report, "node") : [];
  if (exit !== undefined && tests.every(({ error }) => error === undefined)) throw exit;
  return tests;
});
printResult(result);
rmSync(scratch, { recursive: true, force: true });
const failed = result.tests.filter(({ error }) => error !== undefined).length;
console.log(`${result.tests.length - failed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

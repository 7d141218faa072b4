import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { relative } from "node:path";
import { buildAll, printSizes } from "./build.ts";
import { perform, staticChecks } from "./check.ts";
import { runEditors } from "./e2e.ts";
import { run } from "./run.ts";

/** What the whole run comes to. Each check, build, test case and editor test counts as one. */
interface Tally {
  passed: number;
  failed: number;
  readonly skipped: string[];
}

/** The part of vitest's JSON report that is read here. */
interface VitestReport {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

const report = "artifacts/vitest.json";

function count(tally: Tally, passed: boolean): void {
  if (passed) tally.passed++;
  else tally.failed++;
}

function heading(text: string): void {
  console.log(`\n── ${text}`);
}

async function buildBundles(tally: Tally): Promise<boolean> {
  const sizes = await buildAll().catch((error: unknown) => {
    // The bundler has printed the errors themselves.
    console.log(`FAIL build: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  });
  count(tally, sizes !== undefined);
  if (sizes !== undefined) printSizes(sizes);
  return sizes !== undefined;
}

/** Runs the unit tests. A run that ends badly without a failed test in its report is a failure as well. */
function runUnitTests(tally: Tally): void {
  rmSync(report, { force: true });
  const outcome = run("vitest", ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`]);
  const failedBefore = tally.failed;
  const cases = existsSync(report) ? countVitest(tally) : 0;
  if (cases === 0 || (!outcome.succeeded && tally.failed === failedBefore)) {
    console.log(`FAIL vitest ended with ${outcome.status} and reported ${cases} tests`);
    tally.failed++;
  }
}

/** Adds the report's test cases to the tally and returns how many passed or failed. */
function countVitest(tally: Tally): number {
  const { testResults }: VitestReport = JSON.parse(readFileSync(report, "utf8"));
  let cases = 0;
  for (const file of testResults) {
    const failedBefore = tally.failed;
    for (const { fullName, status } of file.assertionResults) {
      if (status === "passed" || status === "failed") {
        count(tally, status === "passed");
        cases++;
      } else tally.skipped.push(`${relative("", file.name)}: ${fullName}`);
    }
    // A file that can't be loaded, or whose set-up fails, has failed without a failed test case.
    if (file.status === "failed" && tally.failed === failedBefore) tally.failed++;
  }
  return cases;
}

async function runEditorTests(tally: Tally): Promise<void> {
  const withCodeServer = process.env["CI"] === "true" || process.env["HACONF_E2E"] === "1";
  const { results, skipped } = await runEditors(withCodeServer);
  for (const { tests } of results) for (const { error } of tests) count(tally, error === undefined);
  tally.skipped.push(...skipped);
}

const tally: Tally = { passed: 0, failed: 0, skipped: [] };
mkdirSync("artifacts", { recursive: true });
if (process.env["CI"] === "true") {
  heading("system packages");
  count(tally, run("bash", ["scripts/install-system-packages.sh"]).succeeded);
}
heading("check");
for (const { name, result, reason } of staticChecks.map(perform)) {
  if (result === "skipped") tally.skipped.push(`${name}: ${reason}`);
  else count(tally, result === "passed");
}
heading("build");
const built = await buildBundles(tally);
if (built) {
  heading("package");
  count(tally, run("vsce", ["package", "--no-dependencies", "--out", "artifacts/haconf.vsix"]).succeeded);
}
heading("unit tests");
runUnitTests(tally);
heading("editors");
if (built) await runEditorTests(tally);
else tally.skipped.push("the editors: there are no bundles");

console.log("");
if (tally.skipped.length > 0) console.log(`skipped: ${tally.skipped.length}`);
for (const reason of tally.skipped) console.log(`  ${reason}`);
console.log(`${tally.passed} passed, ${tally.failed} failed`);
process.exitCode = tally.failed > 0 ? 1 : 0;

import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describeWorkbenchVisit } from "../test/e2e/workbench.ts";
import { buildOrExit, buildSuites } from "./build.ts";
import { type CodeServer, installCodeServer } from "./e2e-code-server.ts";
import { runNeovim } from "./e2e-neovim.ts";
import {
  collect,
  type EditorResult,
  type EditorTest,
  type ExtensionHost,
  printResult,
  readSuiteReport,
} from "./e2e-result.ts";
import { type Workbench, withWorkbench } from "./e2e-workbench.ts";
import { findOnPath } from "./run.ts";

/** The cluster that every suite opens, and the file of the node that differs from its peers. */
const example = "examples/broken-cluster";
const oddFile = "dev6/keepalived.conf";
const code = "cluster/virtual-router-id-mismatch";

/** How long a suite in an extension host may take, in milliseconds. */
const suiteLimit = 180_000;

const artifacts = resolve("artifacts");

/** What the editors showed, and why some of them were not asked. */
export interface EditorResults {
  readonly results: readonly EditorResult[];
  readonly skipped: readonly string[];
}

interface EditorRun {
  readonly name: string;
  /** Why it can't run here; undefined where it can. */
  readonly obstacle: string | undefined;
  /** Runs it on a copy of the example in a scratch folder. */
  readonly run: (folder: string, scratch: string) => Promise<readonly EditorTest[]>;
}

/**
 * Runs the editor suites whose names contain one of the words given (all without words), one after another, on the
 * bundles in dist/. `withCodeServer` allows the large download that the VS Code server is.
 */
export async function runEditors(withCodeServer: boolean, words: readonly string[] = []): Promise<EditorResults> {
  await buildSuites();
  mkdirSync(artifacts, { recursive: true });
  const results: EditorResult[] = [];
  const skipped: string[] = [];
  for (const { name, obstacle, run } of listEditors(withCodeServer)) {
    if (words.length > 0 && !words.some((word) => name.toLowerCase().includes(word.toLowerCase()))) continue;
    if (obstacle !== undefined) {
      skipped.push(`${name}: ${obstacle}`);
      continue;
    }
    const result = await onCopyOfExample(async (folder, scratch) => {
      const outcome = await collect(name, () => run(folder, scratch));
      if (outcome.tests.some(({ error }) => error !== undefined)) keepLogs(name, scratch);
      return outcome;
    });
    printResult(result);
    results.push(result);
  }
  return { results, skipped };
}

function listEditors(withCodeServer: boolean): EditorRun[] {
  const browser = findBrowser();
  const obstacle = findObstacle(withCodeServer, browser);
  const inBrowser = (
    name: string,
    run: (base: { codeServer: CodeServer; browser: string }, folder: string, scratch: string) => Promise<EditorTest[]>,
  ): EditorRun => ({
    name,
    obstacle,
    run: (folder, scratch) => run({ codeServer: installCodeServer(), browser: browser ?? "" }, folder, scratch),
  });
  return [
    inBrowser("VS Code, node extension host", (base, folder, scratch) =>
      runSuite({ ...base, folder, scratch, host: "node" }),
    ),
    inBrowser("VS Code, web extension host", (base, folder, scratch) =>
      runSuite({ ...base, folder, scratch, host: "web" }),
    ),
    inBrowser("VS Code, several folders", (base, folder, scratch) => {
      const file = openWithHealthy(folder, scratch);
      return runSuite({ ...base, folder: file, scratch, host: "node" });
    }),
    inBrowser("VS Code workbench, node extension host", (base, folder, scratch) =>
      visitWorkbench({ ...base, folder, scratch, host: "node" }),
    ),
    inBrowser("VS Code workbench, web extension host", (base, folder, scratch) =>
      visitWorkbench({ ...base, folder, scratch, host: "web" }),
    ),
    {
      name: "Neovim",
      obstacle: findOnPath("nvim") === undefined ? "nvim is not installed" : undefined,
      run: async (folder, scratch) =>
        runNeovim({
          command: [process.execPath, resolve("server/bin/haconf.cjs"), "lsp", "--stdio"],
          folder,
          file: join(folder, oddFile),
          code,
          scratch,
        }),
    },
  ];
}

function findBrowser(): string | undefined {
  return findOnPath("chromium") ?? findOnPath("chromium-browser") ?? findOnPath("google-chrome");
}

function findObstacle(withCodeServer: boolean, browser: string | undefined): string | undefined {
  if (!withCodeServer) return "runs where CI=true or HACONF_E2E=1 (it installs a large VS Code server)";
  if (process.platform !== "linux" || process.arch !== "x64") return "runs on linux-x64 only";
  if (browser === undefined) return "no Chromium is installed";
  return undefined;
}

/** Copies the editor's logs (the extension host's and haconf's own among them) to artifacts/, where a failure is read. */
function keepLogs(name: string, scratch: string): void {
  const logs = join(scratch, "data", "data", "logs");
  if (existsSync(logs)) cpSync(logs, join(artifacts, `logs ${name}`), { recursive: true });
}

/** A run may change the files it opens, so each has a copy of its own. */
async function onCopyOfExample<T>(use: (folder: string, scratch: string) => Promise<T>): Promise<T> {
  const scratch = mkdtempSync(join(tmpdir(), "haconf-e2e-"));
  try {
    const folder = join(scratch, "cluster");
    cpSync(example, folder, { recursive: true });
    return await use(folder, scratch);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Puts a healthy cluster beside the broken one; gives the file that names both as one workspace. */
function openWithHealthy(folder: string, scratch: string): string {
  const healthy = join(scratch, "healthy");
  cpSync("examples/healthy-cluster", healthy, { recursive: true });
  const file = join(scratch, "both.code-workspace");
  writeFileSync(file, JSON.stringify({ folders: [{ path: folder }, { path: healthy }] }));
  return file;
}

interface BrowserRun {
  readonly codeServer: CodeServer;
  readonly browser: string;
  readonly folder: string;
  readonly scratch: string;
}

/** Runs the Mocha suite in an extension host and returns its tests; rejects where the suite doesn't report. */
async function runSuite(options: BrowserRun & { readonly host: ExtensionHost }): Promise<EditorTest[]> {
  const suite = resolve("dist/test/suite.cjs");
  return withWorkbench({ ...options, extension: resolve("."), suite }, async ({ page, suiteExit, errors }) => {
    const exitCode = await Promise.race([suiteExit, sleep(suiteLimit, "timeout" as const, { ref: false })]);
    if (exitCode !== 0) await page.screenshot({ path: join(artifacts, `suite-${options.host}-failed.png`) });
    if (exitCode === "timeout") throw new Error(`the suite did not end within ${suiteLimit / 1000} seconds`);
    const report = join(options.scratch, "report.json");
    if (!existsSync(report)) throw new Error(`the suite left no report; the console has:\n${errors.join("\n")}`);
    const tests = readSuiteReport(report, options.host);
    if (exitCode !== 0 && tests.every(({ error }) => error === undefined)) {
      throw new Error(`the extension host ended with ${exitCode} although every test passed`);
    }
    return tests;
  });
}

/** Uses the workbench as a person would, step by step; the steps after a failed one are failures too. */
async function visitWorkbench(options: BrowserRun & { readonly host: ExtensionHost }): Promise<EditorTest[]> {
  const file = join(options.folder, oddFile);
  return withWorkbench({ ...options, extension: resolve("."), file }, (bench) => takeSteps(bench, options.host));
}

async function takeSteps({ page }: Workbench, host: ExtensionHost): Promise<EditorTest[]> {
  const screenshot = async (name: string): Promise<void> => {
    // What fades in is shown as it will be.
    await page.screenshot({ path: join(artifacts, `workbench-${host}-${name}.png`), animations: "disabled" });
  };
  const tests: EditorTest[] = [];
  let obstacle: string | undefined;
  for (const { title, perform } of describeWorkbenchVisit(page, screenshot)) {
    const start = performance.now();
    const error = obstacle ?? (await perform().then(() => undefined, String));
    const milliseconds = performance.now() - start;
    tests.push(error === undefined ? { title, milliseconds } : { title, milliseconds, error });
    if (error !== undefined && obstacle === undefined) {
      obstacle = `the step "${title}" failed`;
      await screenshot("failed");
    }
  }
  return tests;
}

if (import.meta.main) {
  const words = process.argv.slice(2);
  await buildOrExit();
  const { results, skipped } = await runEditors(true, words);
  for (const reason of skipped) console.log(`skipped: ${reason}`);
  const tests = results.flatMap((result) => result.tests);
  const failed = tests.filter(({ error }) => error !== undefined).length;
  console.log(`${tests.length - failed} passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
}

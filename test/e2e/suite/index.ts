import "mocha/mocha.js";
import { Uri, workspace } from "vscode";
import { describeChanges } from "./changes.ts";
import { describeCluster } from "./cluster.ts";
import { describeExplanation } from "./explanation.ts";
import { describeFeatures } from "./features.ts";
import { describeFolders } from "./folders.ts";
import { describeLanguages } from "./languages.ts";
import { describeTexts } from "./texts.ts";
import { workspaceFolder } from "./workspace.ts";

/** Which kind of extension host this is: a worker of the browser or a process of its own. */
const host = "WorkerGlobalScope" in globalThis ? "web" : "node";

interface ReportedTest {
  title: string;
  milliseconds: number;
  error?: string;
}

function describeOneFolder(): void {
  describeCluster();
  describeExplanation();
  describeChanges();
  describeFeatures();
  describeLanguages();
  describeTexts();
}

/**
 * What the extension host calls. Writes report.json beside the opened folder, through the editor's own file access, for
 * a web worker has no other; rejects where a test failed.
 */
export async function run(): Promise<void> {
  const tests: ReportedTest[] = [];
  const report = (test: MochaTest, error?: string): void => {
    const entry = { title: test.fullTitle(), milliseconds: test.duration ?? 0 };
    tests.push(error === undefined ? entry : { ...entry, error });
  };
  class Reporter {
    constructor(runner: MochaRunner) {
      runner.on("pass", (test) => report(test));
      runner.on("fail", (test, error) => report(test, error.stack ?? error.message));
      runner.on("pending", (test) => report(test, "this test has no body"));
    }
  }
  const mocha = new Mocha({ ui: "bdd", timeout: 60_000, reporter: Reporter });
  // Puts `describe` and its companions where the suites find them; Mocha itself does this only for files it loads.
  mocha.suite.emit("pre-require", globalThis, "", mocha);
  const isSeveralFolders = (workspace.workspaceFolders?.length ?? 0) > 1;
  if (isSeveralFolders) describeFolders();
  else describeOneFolder();
  const failures = await new Promise<number>((resolve) => mocha.run(resolve));

  const file = Uri.joinPath(workspaceFolder().uri, "..", "report.json");
  await workspace.fs.writeFile(file, new TextEncoder().encode(JSON.stringify({ host, tests })));
  if (failures > 0) throw new Error(`${failures} failed`);
}

import { readFileSync } from "node:fs";

/** One test of an editor suite. */
export interface EditorTest {
  readonly title: string;
  readonly milliseconds: number;
  /** Why it failed; absent where it passed. */
  readonly error?: string;
}

/** What one editor showed. A suite that could not run to its end has a failed test that says so. */
export interface EditorResult {
  readonly name: string;
  readonly tests: readonly EditorTest[];
}

/** The kinds of extension host in which a suite can run. */
export type ExtensionHost = "node" | "web";

/**
 * Reads what a suite wrote at its end. Throws where there is no such file, where no test is in it or where it comes from
 * the other kind of host, for a suite that did not run is a failure.
 */
export function readSuiteReport(path: string, host: ExtensionHost): EditorTest[] {
  const report: { host: ExtensionHost; tests: EditorTest[] } = JSON.parse(readFileSync(path, "utf8"));
  if (report.host !== host) throw new Error(`the suite ran in the ${report.host} extension host instead of ${host}`);
  if (report.tests.length === 0) throw new Error("the suite ran no test");
  return report.tests;
}

/** Runs a suite; what it throws becomes a failed test of its own. */
export async function collect(name: string, runSuite: () => Promise<readonly EditorTest[]>): Promise<EditorResult> {
  const start = performance.now();
  try {
    return { name, tests: await runSuite() };
  } catch (error) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { name, tests: [{ title: "runs to its end", milliseconds: performance.now() - start, error: text }] };
  }
}

export function printResult({ name, tests }: EditorResult): void {
  console.log(name);
  for (const { title, milliseconds, error } of tests) {
    console.log(`  ${error === undefined ? "ok  " : "FAIL"} ${title} (${Math.round(milliseconds)} ms)`);
    if (error !== undefined) console.log(error.replace(/^/gm, "       "));
  }
}

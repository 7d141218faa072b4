import { readdirSync } from "node:fs";
import { capture, type Outcome, run } from "./run.ts";

/** One thing that `npm run check` looks at: its name and how it is run. */
export interface Check {
  readonly name: string;
  readonly run: () => Outcome;
}

/** How a check went; `reason` says why one was skipped. */
export interface CheckResult {
  readonly name: string;
  readonly result: "passed" | "failed" | "skipped";
  readonly reason: string;
}

// The core, the client and the worker have libraries of their own: what exists in one of these worlds must not be
// taken for granted in another.
const projects = [
  ["tsconfig.core.json", "core"],
  ["tsconfig.json", "node"],
  ["tsconfig.worker.json", "worker"],
  ["client/tsconfig.json", "client"],
] as const;

/** Types, style, and whether generated files are what their generators write today. */
export const staticChecks: readonly Check[] = [
  ...projects.map(([file, name]) => ({ name: `types: ${name}`, run: () => run("tsc", ["--project", file]) })),
  { name: "biome", run: () => run("biome", ["check", "--error-on-warnings", "."]) },
  ...readdirSync("scripts")
    .filter((name) => /^generate-.*\.ts$/.test(name))
    .sort()
    .map((name) => ({
      name: `up to date: ${name}`,
      run: () => runGenerator(name),
    })),
];

/** A generator whose sources are not part of a clone says so in a line that begins with "skipped: ". */
function runGenerator(name: string): Outcome {
  const outcome = capture(process.execPath, [`scripts/${name}`, "--check"]);
  process.stdout.write(outcome.output);
  return outcome;
}

/** The layering is a test among the others; here it runs alone. */
const layering: Check = {
  name: "layering",
  run: () => run("vitest", ["run", "--reporter=dot", "test/architecture.test.ts"]),
};

/** Runs one check and says in a line how it went. */
export function perform({ name, run }: Check): CheckResult {
  const { succeeded, seconds, output } = run();
  const reason = /^skipped: (.*)$/m.exec(output)?.[1];
  const result = !succeeded ? "failed" : reason === undefined ? "passed" : "skipped";
  const label = { failed: "FAIL", passed: "ok  ", skipped: "skip" }[result];
  console.log(`${label} ${name} (${seconds.toFixed(1)} s)`);
  return { name, result, reason: reason ?? "" };
}

if (import.meta.main) {
  const failed = [...staticChecks, layering].map(perform).filter(({ result }) => result === "failed");
  if (failed.length > 0) console.log(`failed: ${failed.map(({ name }) => name).join(", ")}`);
  process.exitCode = failed.length > 0 ? 1 : 0;
}

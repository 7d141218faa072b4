import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

/** How a program ended, with what it wrote where that was asked for. */
export interface Outcome {
  readonly succeeded: boolean;
  /** The exit status, or a signal's name, or why the program could not be started. */
  readonly status: string;
  readonly output: string;
  readonly seconds: number;
}

/**
 * Runs a program to its end with this terminal as its own.
 *
 * Programs of node_modules/.bin are found by their bare names, for bootstrap.mjs puts that folder first on PATH.
 */
export function run(program: string, args: readonly string[], env: NodeJS.ProcessEnv = process.env): Outcome {
  return execute(program, args, env, "inherit");
}

/**
 * Like `run`, but keeps what the program writes (standard output, then standard error) instead of showing it, and ends
 * the program after two minutes.
 */
export function capture(program: string, args: readonly string[], env: NodeJS.ProcessEnv = process.env): Outcome {
  return execute(program, args, env, "pipe");
}

function execute(program: string, args: readonly string[], env: NodeJS.ProcessEnv, stdio: "inherit" | "pipe"): Outcome {
  const start = performance.now();
  const result = spawnSync(program, args, {
    env,
    stdio: stdio === "inherit" ? "inherit" : ["ignore", "pipe", "pipe"],
    ...(stdio === "pipe" ? { timeout: 120_000 } : {}),
    encoding: "utf8",
    maxBuffer: 1 << 28,
    // On Windows the programs of node_modules/.bin are scripts of its shell.
    shell: process.platform === "win32" && program !== process.execPath,
  });
  return {
    succeeded: result.error === undefined && result.status === 0,
    status: result.error?.message ?? String(result.status ?? result.signal),
    output: `${result.stdout ?? ""}${result.stderr ?? ""}`,
    seconds: (performance.now() - start) / 1000,
  };
}

/** The first file on PATH that is a program of this name; undefined where there is none. */
export function findOnPath(program: string): string | undefined {
  const endings = process.platform === "win32" ? [".exe", ".cmd", ".bat"] : [""];
  const folders = (process.env["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "");
  const candidates = folders.flatMap((folder) => endings.map((ending) => join(folder, program + ending)));
  return candidates.find((file) => existsSync(file));
}

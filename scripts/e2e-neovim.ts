import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { EditorTest } from "./e2e-result.ts";
import { capture } from "./run.ts";

/** What test/e2e/nvim.lua writes. */
interface NeovimReport {
  readonly found: boolean;
  readonly message?: string;
  readonly line?: string;
  readonly related?: readonly string[];
  readonly actions: readonly string[];
  readonly gone?: boolean;
  readonly line_after?: string;
  /** Whether the server lived until it was asked to end, and whether it then ended. */
  readonly alive: boolean;
  readonly stopped: boolean;
}

export interface NeovimOptions {
  /** The language server's command line. */
  readonly command: readonly string[];
  /** The cluster's folder, the file to open in it, and the finding to look for. */
  readonly folder: string;
  readonly file: string;
  readonly code: string;
  /** A folder for the report. */
  readonly scratch: string;
}

/** Lets Neovim see and fix a finding, and judges what it reports. Throws where Neovim reports nothing. */
export function runNeovim({ command, folder, file, code, scratch }: NeovimOptions): EditorTest[] {
  const reportFile = join(scratch, "report.json");
  const outcome = capture("nvim", ["--headless", "--clean", "-n", "-i", "NONE", "-c", "luafile test/e2e/nvim.lua"], {
    ...process.env,
    HACONF_COMMAND: JSON.stringify(command),
    HACONF_ROOT: folder,
    HACONF_FILE: file,
    HACONF_CODE: code,
    HACONF_REPORT: reportFile,
    XDG_STATE_HOME: scratch,
    XDG_CACHE_HOME: scratch,
  });
  if (!outcome.succeeded) throw new Error(`nvim ended with ${outcome.status}:\n${outcome.output}`);
  const report: NeovimReport = JSON.parse(readFileSync(reportFile, "utf8"));
  const milliseconds = outcome.seconds * 1000;
  const test = (title: string, passed: boolean): EditorTest =>
    passed ? { title, milliseconds } : { title, milliseconds, error: `${JSON.stringify(report)}\n${outcome.output}` };
  return [
    test("shows the finding at its line", report.found && report.line?.includes("virtual_router_id") === true),
    test("names another file", report.related?.some((uri) => !uri.endsWith(file)) === true),
    test("applies the fix, which ends the finding", report.gone === true && report.line_after !== report.line),
    test("the server ends with its client", report.alive && report.stopped),
  ];
}

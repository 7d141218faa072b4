import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { defaultSettings } from "../../server/src/workspace/types.ts";
import { Workspace } from "../../server/src/workspace/workspace.ts";

const checksFile = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "..", "shared/facts/haproxy/checks.jsonl");

/** A small configuration and what haproxy of several versions says of it. */
export interface Check {
  readonly id: string;
  readonly paraphrase: string;
  readonly config: string;
  /** Counted from 1; null where haproxy names none. */
  readonly line: number | null;
  readonly versions: Readonly<Record<string, string>>;
}

/** What hangs on the machine and not on the text: files, users and names that are not there. */
const aboutMachine = /(?:file does not exist|resolved|unresolvable|system group|system user)/;

const severities = ["error", "warning", "diag"] as const;
const ours = { error: "error", warning: "warning", diag: "information" } as const;

/** How the findings for one version compare. */
export interface CheckScore {
  readonly version: string;
  readonly severities: readonly {
    readonly severity: string;
    readonly found: readonly string[];
    readonly missed: readonly string[];
    readonly aboutMachine: readonly string[];
  }[];
  /** Errors of ours on what haproxy takes. */
  readonly falseErrors: readonly string[];
  /** Errors of ours on other lines than the one that haproxy names. */
  readonly otherLines: readonly string[];
  readonly surplusWarnings: readonly string[];
}

/** The checks beside the project; undefined where they are absent. */
export function readChecks(): Check[] | undefined {
  if (!existsSync(checksFile)) return undefined;
  const lines = readFileSync(checksFile, "utf8").split("\n");
  return lines.filter((line) => line !== "").map((line) => JSON.parse(line) as Check);
}

/** What haproxy of a version says; `auto` takes what any version takes. */
function verdictOf({ versions }: Check, version: string): string {
  const said = Object.entries(versions).map(([name, verdict]) => [name, verdict.replace(/ \(.*/, "")] as const);
  if (version !== "auto") return said.find(([name]) => name.startsWith(version))?.[1] ?? "unknown";
  const order = ["accepted", "notice", "diag", "warning", "error"];
  return order.find((one) => said.some(([, verdict]) => verdict === one)) ?? "unknown";
}

function findingsOf(config: string, haproxyVersion: string): { severity: string; line: number; text: string }[] {
  const workspace = new Workspace({ ...defaultSettings, haproxyVersion, isClusterEnabled: false });
  workspace.setFile("haproxy.cfg", config, "haproxy");
  return workspace.findingsOf("haproxy.cfg").map(({ severity, start, code, message }) => {
    const line = (workspace.lineIndexOf("haproxy.cfg")?.position(start).line ?? 0) + 1;
    return { severity, line, text: `${line} ${code} ${message}` };
  });
}

/** Compares the findings for one version with the verdicts. */
export function scoreChecks(checks: readonly Check[], version: string): CheckScore {
  const tally = severities.map((severity) => ({
    severity,
    found: [] as string[],
    missed: [] as string[],
    aboutMachine: [] as string[],
  }));
  const falseErrors: string[] = [];
  const otherLines: string[] = [];
  const surplusWarnings: string[] = [];
  for (const check of checks) {
    const verdict = verdictOf(check, version);
    const findings = findingsOf(check.config, version);
    const counted = tally.find(({ severity }) => severity === verdict);
    const isHere = (line: number): boolean => check.line === null || check.line === line;
    if (counted !== undefined) {
      const wanted = ours[counted.severity];
      const isFound = findings.some(({ severity, line }) => severity === wanted && isHere(line));
      const shown = `${check.id} (line ${check.line ?? "-"}): ${check.paraphrase}`;
      if (isFound) counted.found.push(check.id);
      else if (aboutMachine.test(check.paraphrase)) counted.aboutMachine.push(check.id);
      else counted.missed.push(shown);
    }
    for (const { severity, line, text } of findings) {
      if (severity === "error" && verdict !== "error") falseErrors.push(`${check.id}: ${text}`);
      else if (severity === "error" && !isHere(line)) otherLines.push(`${check.id}: ${text}`);
      else if (severity === "warning" && (verdict !== "warning" || !isHere(line))) {
        surplusWarnings.push(`${check.id}: ${text}`);
      }
    }
  }
  return { version, severities: tally, falseErrors, otherLines, surplusWarnings };
}

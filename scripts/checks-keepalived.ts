// Prints how the findings compare with the recorded messages of keepalived, class by class; the records lie beside the project.
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { defaultSettings, type PlacedFinding } from "../server/src/workspace/types.ts";
import { Workspace } from "../server/src/workspace/workspace.ts";
import { isWrittenOut, type LexicalCase, lexicalFiles } from "../test/support/keepalived-lexical.ts";

interface CheckedClass {
  readonly id: string;
  readonly severity: string;
  readonly config: string;
  readonly paraphrase: string;
  readonly verified: Readonly<Record<string, boolean>>;
}

/** What hangs on the machine and not on the text: its interfaces, files, users, tables, name service. */
const aboutMachine = new Set([
  "garp-group-if",
  "g-smtp-server",
  "include-dir",
  "includea-missing",
  "linkbeat-if-unknown",
  "script-missing-file",
  "script-user-unknown",
  "vrrp-interface-unknown",
  "vrrp-route-table",
  "vrrp-track-if-unknown",
  "vrrp-vip-dev",
]);

const folder = join(dirname(dirname(dirname(fileURLToPath(import.meta.url)))), "shared", "facts", "keepalived");

function findingsIn(files: ReadonlyMap<string, string>, version: string): readonly PlacedFinding[] {
  const workspace = new Workspace({ ...defaultSettings, keepalivedVersion: version });
  for (const [file, text] of files) workspace.setFile(file, text);
  return workspace.allFindings();
}

function findingsOf(config: string, version: string): readonly PlacedFinding[] {
  return findingsIn(new Map([["keepalived.conf", config]]), version);
}

function percent(part: number, whole: number): string {
  return `${part} of ${whole} (${whole === 0 ? "-" : ((part / whole) * 100).toFixed(1)} %)`;
}

/** Prints the scores of one version; `recorded` is its name in the records. */
function printScores(classes: readonly CheckedClass[], version: string, recorded: string | undefined): void {
  const judged = classes.filter(({ id }) => !aboutMachine.has(id));
  const isRecorded = ({ verified }: CheckedClass): boolean => recorded === undefined || verified[recorded] === true;
  const of = (...severities: readonly string[]): readonly CheckedClass[] =>
    judged.filter((one) => severities.includes(one.severity) && isRecorded(one));
  const has = (one: CheckedClass, ...severities: readonly string[]): boolean =>
    findingsOf(one.config, version).some(({ severity }) => severities.includes(severity));
  const errors = of("error", "fatal");
  const warnings = of("warning", "deprecated");
  const missedErrors = errors.filter((one) => !has(one, "error"));
  const missedWarnings = warnings.filter((one) => !has(one, "warning", "error"));
  const falseErrors = judged.filter((one) => !["error", "fatal"].includes(one.severity) && has(one, "error"));
  console.log(`keepalived ${version}:`);
  console.log(`  errors found: ${percent(errors.length - missedErrors.length, errors.length)}`);
  console.log(`  warnings found: ${percent(warnings.length - missedWarnings.length, warnings.length)}`);
  for (const one of missedErrors) console.log(`    missed error ${one.id}: ${one.paraphrase}`);
  for (const one of missedWarnings) console.log(`    missed warning ${one.id}: ${one.paraphrase}`);
  for (const one of falseErrors) {
    const codes = findingsOf(one.config, version).filter(({ severity }) => severity === "error");
    console.log(`    false error ${one.id} (${one.severity}): ${codes.map(({ code }) => code).join(", ")}`);
  }
}

function printLexical(): void {
  const { lexical_tests: tests } = JSON.parse(readFileSync(join(folder, "keywords-2.2.7.json"), "utf8")) as {
    lexical_tests: readonly LexicalCase[];
  };
  const written = tests.filter(isWrittenOut);
  const findings = new Map(written.map(({ id, config }) => [id, findingsIn(lexicalFiles(config), "2.2")]));
  const wrong = written.filter(({ id, exit }) => {
    const hasError = findings.get(id)?.some(({ severity }) => severity === "error");
    return (exit["2.2.7"] !== 0) !== hasError;
  });
  console.log(`lexical texts: ${percent(written.length - wrong.length, written.length)}`);
  for (const { id, exit } of wrong) {
    const codes = findings.get(id)?.map(({ severity, code }) => `${severity} ${code}`) ?? [];
    console.log(`    ${id}: exit ${exit["2.2.7"]}, found ${codes.join(", ") || "nothing"}`);
  }
}

if (existsSync(folder)) {
  const lines = readFileSync(join(folder, "checks.jsonl"), "utf8").split("\n");
  const classes = lines.filter((line) => line.trim() !== "").map((line) => JSON.parse(line) as CheckedClass);
  printScores(classes, "2.2", "2.2.7");
  printScores(classes, "2.4", "2.4.3");
  printScores(classes, "auto", undefined);
  printLexical();
} else console.log("skipped: no ../shared/facts, so nothing is compared with recorded messages");

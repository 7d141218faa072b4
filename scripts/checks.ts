// Prints how the findings compare with what haproxy itself says of the small configurations that lie beside the project.
import { type CheckScore, readChecks, scoreChecks } from "./corpus/checks.ts";

const showAll = process.argv.includes("--all");

function rate(found: number, total: number): string {
  return total === 0 ? "-" : `${found} of ${total} (${((found / total) * 100).toFixed(1)} %)`;
}

function print(score: CheckScore): void {
  console.log(`haproxy ${score.version}:`);
  for (const { severity, found, missed, aboutMachine } of score.severities) {
    const total = found.length + missed.length;
    console.log(`  ${severity}: ${rate(found.length, total)} found, ${aboutMachine.length} more about the machine`);
    for (const line of missed) console.log(`    missed ${line}`);
  }
  console.log(`  false errors: ${score.falseErrors.length}`);
  for (const line of score.falseErrors) console.log(`    ${line}`);
  console.log(`  errors at other lines: ${score.otherLines.length}`);
  for (const line of score.otherLines) console.log(`    ${line}`);
  console.log(`  warnings that haproxy does not give: ${score.surplusWarnings.length}`);
  if (showAll) for (const line of score.surplusWarnings) console.log(`    ${line}`);
}

const checks = readChecks();
if (checks === undefined) console.log("skipped: no ../shared/facts/haproxy/checks.jsonl, so nothing is compared");
else for (const version of ["2.6", "3.4", "auto"] as const) print(scoreChecks(checks, version));

// Runs configs with the real keepalived in network namespaces and compares who holds the VIP with what each case says, and what
// haconf says of the same configs. Arguments choose cases by name.
import { labCases } from "./lab/cases.ts";
import { judgeLabCase } from "./lab/judge.ts";
import { runLabCase, whatTheLabLacks } from "./lab/network.ts";

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => labCases.every((one) => one.name !== name));
if (unknown.length > 0) {
  console.error(`no such case: ${unknown.join(", ")}; there are ${labCases.map(({ name }) => name).join(", ")}`);
  process.exit(2);
}
const missing = whatTheLabLacks();
if (missing.length > 0) {
  console.error(`the lab needs ${missing.join(", ")}`);
  process.exit(2);
}

const list = (words: readonly string[] | undefined): string => words?.join(", ") || "nobody";

const outcomes = await Promise.all(
  labCases
    .filter(({ name }) => wanted.length === 0 || wanted.includes(name))
    .map(async (one) => ({ one, outcome: await runLabCase(one), findings: judgeLabCase(one) })),
);
let failed = 0;
for (const { one, outcome, findings } of outcomes) {
  const complaints = [
    [one.before, outcome.before, "held the VIP"] as const,
    [one.after, outcome.after, "held the VIP after the event"] as const,
    [one.findings, findings, "was found"] as const,
  ].flatMap(([expected, found, what]) =>
    list(expected) === list(found) ? [] : [`${list(found)} ${what}, not ${list(expected)}`],
  );
  if (complaints.length > 0) failed++;
  console.log(`${complaints.length === 0 ? "ok  " : "FAIL"} ${one.name}: ${one.title}`);
  for (const complaint of complaints) console.log(`     ${complaint}`);
}
console.log(`${outcomes.length - failed} of ${outcomes.length} cases as expected`);
process.exitCode = failed > 0 ? 1 : 0;

import { rules } from "../../rules/registry.ts";
import type { Rule } from "../../rules/rule.ts";
import { rulePageAddress } from "../rule-page.ts";
import { type CommandUsage, choiceOf, helpOf, parseArguments } from "./arguments.ts";
import { createPalette, wantsColor } from "./color.ts";
import { isOutputTerminal, print } from "./console.ts";
import { exampleFiles } from "./example.ts";
import { UsageError } from "./usage-error.ts";

export const catalogueFormats = ["text", "json"] as const;

const rulesUsage: CommandUsage = {
  name: "rules",
  operands: "",
  summary: "Lists the rules: code, severity, whether there is a fix, and what each finds.",
  flags: [{ name: "format", value: "FORMAT", help: `${catalogueFormats.join(", ")} (default: text)` }],
};

/** A rule as `--format json` shows it. */
export function ruleAsJson(rule: Rule): object {
  return {
    code: rule.code,
    severity: rule.severity,
    fix: rule.fix,
    since: rule.since,
    summary: rule.docs.summary,
    why: rule.docs.why,
    example: { bad: exampleFiles(rule.docs.example.bad), good: exampleFiles(rule.docs.example.good) },
    page: rulePageAddress(rule.code),
  };
}

/** `haconf rules`; see `check` for what goes in and out. */
export async function listRules(args: readonly string[]): Promise<number> {
  const parsed = parseArguments(rulesUsage, args);
  if (parsed.switches.has("help")) {
    print(helpOf(rulesUsage));
    return 0;
  }
  const [operand] = parsed.operands;
  if (operand !== undefined)
    throw new UsageError(`rules takes no "${operand}"; "haconf explain ${operand}" tells of one rule`);
  const sorted = [...rules].sort((a, b) => (a.code < b.code ? -1 : 1));
  if (choiceOf(parsed, "format", catalogueFormats) === "json") {
    print(`${JSON.stringify({ version: 1, rules: sorted.map(ruleAsJson) }, undefined, 2)}\n`);
    return 0;
  }
  const palette = createPalette(wantsColor(isOutputTerminal, process.env));
  const width = Math.max(...sorted.map((rule) => rule.code.length));
  const lines = sorted.map((rule) => {
    const severity = palette.severity[rule.severity](rule.severity.padEnd("information".length));
    const fix = rule.fix === "none" ? "      " : "fix   ";
    return `${palette.bold(rule.code.padEnd(width))}  ${severity}  ${palette.dim(fix)}${rule.docs.summary}\n`;
  });
  print(lines.join(""));
  return 0;
}

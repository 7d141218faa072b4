import type { Rule } from "../../rules/rule.ts";
import { rulePageAddress } from "../rule-page.ts";
import { type CommandUsage, choiceOf, helpOf, parseArguments } from "./arguments.ts";
import { createPalette, type Palette, wantsColor } from "./color.ts";
import { requireRule } from "./common-flags.ts";
import { isOutputTerminal, print } from "./console.ts";
import { joinExample } from "./example.ts";
import { catalogueFormats, ruleAsJson } from "./rules.ts";
import { UsageError } from "./usage-error.ts";

const explainUsage: CommandUsage = {
  name: "explain",
  operands: "CODE",
  summary: "Says what a rule finds, what happens in production if it stays so, and shows an example.",
  flags: [{ name: "format", value: "FORMAT", help: `${catalogueFormats.join(", ")} (default: text)` }],
};

const fixes: Readonly<Record<Rule["fix"], string>> = {
  none: "has no fix",
  safe: `is fixed by "haconf fix"`,
  unsafe: `is fixed by "haconf fix --unsafe"`,
};

/** Breaks a paragraph into lines of at most 100 characters. */
function wrap(paragraph: string): string {
  const lines: string[] = [];
  let line = "";
  for (const word of paragraph.split(/\s+/)) {
    if (line !== "" && line.length + 1 + word.length > 100) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line].join("\n");
}

/** The files of an example, each indented below its name. */
function showExample(example: string, palette: Palette): string {
  return joinExample(
    example,
    ({ file, text }) => `  ${palette.underline(file)}\n\n${text.trimEnd().replace(/^(?=.)/gm, "    ")}`,
  );
}

function explanationOf(rule: Rule, palette: Palette): string {
  const { docs } = rule;
  const parts = [
    `${palette.bold(rule.code)} (${palette.severity[rule.severity](rule.severity)}, ${fixes[rule.fix]}, since ${rule.since})`,
    wrap(docs.summary),
    ...docs.why
      .trim()
      .split(/\n\s*\n/)
      .map(wrap),
    `${palette.bold("Wrong:")}\n\n${showExample(docs.example.bad, palette)}`,
    `${palette.bold("Right:")}\n\n${showExample(docs.example.good, palette)}`,
    palette.dim(rulePageAddress(rule.code)),
  ];
  return `${parts.join("\n\n")}\n`;
}

/** `haconf explain CODE`; see `check` for what goes in and out. */
export async function explain(args: readonly string[]): Promise<number> {
  const parsed = parseArguments(explainUsage, args);
  if (parsed.switches.has("help")) {
    print(helpOf(explainUsage));
    return 0;
  }
  const format = choiceOf(parsed, "format", catalogueFormats);
  const [code, tooMany] = parsed.operands;
  if (code === undefined) throw new UsageError(`explain needs a rule code; "haconf rules" lists them`);
  if (tooMany !== undefined) throw new UsageError(`explain takes one rule code, "${tooMany}" is one too many`);
  const rule = await requireRule(code);
  print(
    format === "json"
      ? `${JSON.stringify({ version: 1, ...ruleAsJson(rule) }, undefined, 2)}\n`
      : explanationOf(rule, createPalette(wantsColor(isOutputTerminal, process.env))),
  );
  return 0;
}

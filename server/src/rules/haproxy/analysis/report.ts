import type { HaproxySection } from "../../../syntax/haproxy/tree.ts";
import type { Finding } from "../../finding.ts";
import type { FileContext, HaproxySectionRule } from "../../rule.ts";
import { findingAt, replacement } from "../wording.ts";
import type { Problem } from "./problem.ts";
import { analysedSection } from "./section.ts";

/** Nearly every section is without fault, so that all share this list. */
const nothing: readonly Finding[] = [];

/** What was wrong with the section asked about last: all rules ask about one before the next one comes. */
let last: { readonly context: FileContext; readonly problems: readonly Problem[] } | undefined;

function problemsOf(section: HaproxySection, context: FileContext): readonly Problem[] {
  if (last?.context !== context) last = { context, problems: analysedSection(section, context)?.problems ?? [] };
  return last.problems;
}

/** Whether anything is wrong with the arguments of a section. */
export function hasProblems(section: HaproxySection, context: FileContext): boolean {
  return problemsOf(section, context).length > 0;
}

/** The findings of a rule among what is wrong with the arguments of a section. */
export function reportProblems(
  rule: HaproxySectionRule,
  section: HaproxySection,
  context: FileContext,
): readonly Finding[] {
  const problems = problemsOf(section, context);
  if (problems.length === 0) return nothing;
  const own = problems.filter(({ code }) => code === rule.code);
  return own.map(({ place, said, severity, suggestion }) => {
    const fixes = suggestion === undefined ? [] : [replacement(section, context, place, suggestion, false)];
    return findingAt(rule, section, context, place, said, severity === undefined ? { fixes } : { severity, fixes });
  });
}

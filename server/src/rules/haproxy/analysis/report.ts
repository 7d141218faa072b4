import type { HaproxySection } from "../../../syntax/haproxy/tree.ts";
import type { Finding } from "../../finding.ts";
import type { FileContext, HaproxySectionRule } from "../../rule.ts";
import { findingAt, replacement } from "../wording.ts";
import { analysedSection } from "./section.ts";

/** Nearly every section is without fault, so that all share this list. */
const nothing: readonly Finding[] = [];

/** The findings of a rule among what is wrong with the arguments of a section. */
export function reportProblems(
  rule: HaproxySectionRule,
  section: HaproxySection,
  context: FileContext,
): readonly Finding[] {
  const problems = analysedSection(section, context)?.problems ?? [];
  if (problems.length === 0) return nothing;
  const own = problems.filter(({ code }) => code === rule.code);
  return own.map(({ place, said, severity, suggestion }) => {
    const fixes = suggestion === undefined ? [] : [replacement(section, context, place, suggestion, false)];
    return findingAt(rule, section, context, place, said, severity === undefined ? { fixes } : { severity, fixes });
  });
}

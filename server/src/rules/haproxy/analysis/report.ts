import type { HaproxySection } from "../../../syntax/haproxy/tree.ts";
import type { Finding } from "../../finding.ts";
import type { FileContext, HaproxySectionRule } from "../../rule.ts";
import { findingAt, replacement } from "../wording.ts";
import { analysedSection } from "./section.ts";

/** The findings of a rule among what is wrong with the arguments of a section. */
export function* reportProblems(
  rule: HaproxySectionRule,
  section: HaproxySection,
  context: FileContext,
): Iterable<Finding> {
  for (const problem of analysedSection(section, context)?.problems ?? []) {
    if (problem.code !== rule.code) continue;
    const { place, said, severity, suggestion } = problem;
    const fixes = suggestion === undefined ? [] : [replacement(section, context, place, suggestion, false)];
    yield findingAt(rule, section, context, place, said, severity === undefined ? { fixes } : { severity, fixes });
  }
}

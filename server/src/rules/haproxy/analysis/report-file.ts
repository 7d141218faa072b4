import type { FileFacts } from "../../../model/facts.ts";
import type { HaproxySection } from "../../../syntax/haproxy/tree.ts";
import { anchorOf } from "../../../syntax/tree.ts";
import { type Finding, message } from "../../finding.ts";
import type { FileContext, FileRule } from "../../rule.ts";
import { healthChecks } from "./checks.ts";
import { duplicates } from "./duplicates.ts";
import { exposure } from "./exposure.ts";
import { type FileCheck, fileProblems } from "./file-check.ts";
import { filters } from "./filters.ts";
import { counters, experiments, globalOrder } from "./globals.ts";
import { inheritance } from "./inheritance.ts";
import { leftovers } from "./leftovers.ts";
import { binds, targets } from "./listeners.ts";
import { modes } from "./modes.ts";
import { references } from "./references.ts";
import { servers } from "./servers.ts";
import { timing } from "./timing.ts";
import { tls } from "./tls.ts";
import { unused } from "./unused.ts";
import { versions } from "./versions.ts";
import { wholeness } from "./wholeness.ts";

const checks: readonly FileCheck[] = [
  duplicates,
  inheritance,
  references,
  modes,
  servers,
  wholeness,
  healthChecks,
  filters,
  tls,
  leftovers,
  experiments,
  counters,
  globalOrder,
  unused,
  binds,
  targets,
  timing,
  exposure,
  versions,
];

/** The findings of a rule among what is wrong with a file as a whole. */
export function* reportFileProblems(rule: FileRule, facts: FileFacts, context: FileContext): Iterable<Finding> {
  const { file, configuration } = context;
  const fileOf = (section: HaproxySection): string => configuration?.fileOf(section.origin) ?? file;
  for (const problem of fileProblems(facts, context, checks)) {
    if (problem.code !== rule.code) continue;
    const { section, place, said, related, suggestion } = problem;
    const severity = problem.severity ?? rule.severity;
    const at = anchorOf(section.origin, place);
    yield {
      code: rule.code,
      severity: problem.isDoubtful === true && severity === "error" ? "warning" : severity,
      file,
      at,
      message: said,
      related: related.map((one) => ({
        file: fileOf(one.section),
        at: anchorOf(one.section.origin, one.place),
        message: one.said,
      })),
      fixes:
        suggestion === undefined
          ? []
          : [
              {
                title: message("Replace with {text}", { text: suggestion }),
                isPreferred: true,
                isSafe: false,
                edits: [{ file, at, form: "in-place", newText: suggestion }],
              },
            ],
    };
  }
}

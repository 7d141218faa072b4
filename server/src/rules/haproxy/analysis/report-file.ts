import type { FileFacts } from "../../../model/facts.ts";
import type { HaproxySection } from "../../../syntax/haproxy/tree.ts";
import { anchorOf } from "../../../syntax/tree.ts";
import { type Finding, message } from "../../finding.ts";
import type { FileContext, FileRule } from "../../rule.ts";
import { checkDuplicates } from "./duplicates.ts";
import { checkExposure } from "./exposure.ts";
import { type FileCheck, fileProblems } from "./file.ts";
import { checkGlobals } from "./globals.ts";
import { checkInheritance } from "./inheritance.ts";
import { checkListeners } from "./listeners.ts";
import { checkModes } from "./modes.ts";
import { checkReferences } from "./references.ts";
import { checkServers } from "./servers.ts";
import { checkTiming } from "./timing.ts";
import { checkUnused } from "./unused.ts";
import { checkVersions } from "./versions.ts";
import { checkWholeness } from "./wholeness.ts";

const checks: readonly FileCheck[] = [
  checkDuplicates,
  checkInheritance,
  checkReferences,
  checkModes,
  checkServers,
  checkWholeness,
  checkGlobals,
  checkUnused,
  checkListeners,
  checkTiming,
  checkExposure,
  checkVersions,
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

import { lookupHaproxyStatement } from "../../../schema/haproxy/index.ts";
import { message } from "../../finding.ts";
import type { FileModel, FileSection } from "./file.ts";
import type { FileCheck } from "./file-check.ts";
import { counterOf } from "./section.ts";

const code = "haproxy/experimental-keyword";

/** Actions that haproxy takes only where experiments are allowed, in all versions that have them. */
export const experimentalActions: ReadonlySet<string> = new Set(["normalize-uri", "attach-srv"]);

function isExperimental(
  owner: FileSection,
  file: FileModel,
  values: readonly string[],
  action: string | undefined,
): boolean {
  if (action !== undefined) return experimentalActions.has(action);
  // Only \`global\` has such keywords, and asking of each line would take long.
  if (owner.kind !== "global") return false;
  const { statement } = lookupHaproxyStatement(owner.analysis.place, values, owner.analysis.scope.version);
  const bits = statement?.experimental ?? 0;
  return bits !== 0 && file.isAlways(bits | ~(statement?.known ?? 0));
}

/** Whether a section has a rule whose action is of some kind. */
function hasAction({ analysis }: FileSection, isOfKind: (action: string) => boolean): boolean {
  for (const action of analysis.actions) if (isOfKind(action)) return true;
  return false;
}

/** Looks for what needs a word in `global` that is not there. */
function checkExperiments(file: FileModel, concerned: readonly FileSection[]): void {
  let isAllowed = file.isOpen;
  for (const owner of concerned) {
    for (const { statement, values, name, action } of owner.analysis.statements) {
      if (name === "expose-experimental-directives") isAllowed = true;
      if (isAllowed || !isExperimental(owner, file, values, action)) continue;
      const said = message(
        "{name} is experimental, and haproxy does not start with it unless global has expose-experimental-directives above.",
        { name: action ?? name },
      );
      file.report(code, owner.section, statement, said);
    }
  }
}

/** The stick counters are three unless \`global\` says otherwise. */
function checkCounters(file: FileModel, concerned: readonly FileSection[]): void {
  const isSet = file.byKind
    .get("global")
    ?.some(
      ({ analysis, section }) =>
        analysis.isOpen || section.statements.some(({ words }) => words[0]?.value === "tune.stick-counters"),
    );
  if (file.isOpen || isSet === true) return;
  for (const { analysis, section } of concerned) {
    for (const { action = "", statement, values, isFaulty, isConditional } of analysis.statements) {
      const number = counterOf(action, values) ?? 0;
      const word = statement.words.find(({ value }) => value === action || value.startsWith(`${action}(`));
      if (number < 3 || word === undefined || isFaulty || isConditional) continue;
      const said = message("haproxy has stick counters 0 to 2 here, and does not start with {name}.", { name: action });
      file.report("haproxy/undefined-reference", section, word, said);
    }
  }
}

/** `global` is read from top to bottom like the rest, so that it mostly should come first. */
function checkOrder(file: FileModel): void {
  const first = file.sections.findIndex(({ kind }) => kind !== "global");
  for (const one of file.byKind.get("global") ?? []) {
    const { section } = one;
    if (first < 0 || file.sections.indexOf(one) < first || section.header === undefined) continue;
    const said = message("This global section stands below others, which haproxy has read without it.");
    file.report("haproxy/global-not-first", section, section.header, said);
  }
}

/** Looks for what hangs on a word of the `global` section above. */
export const experiments: FileCheck = {
  concerns: (owner) => owner.kind === "global" || hasAction(owner, (action) => experimentalActions.has(action)),
  checkFile: checkExperiments,
};

/** Looks for stick counters that there are only where the `global` section says so. */
export const counters: FileCheck = {
  concerns: (owner) => hasAction(owner, (action) => action.startsWith("track-sc") || action.startsWith("sc-")),
  checkFile: checkCounters,
};

/** Looks for `global` sections that come late. */
export const globalOrder: FileCheck = { checkFile: checkOrder };

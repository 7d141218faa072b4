import { lookupHaproxyStatement } from "../../../schema/haproxy/index.ts";
import { message } from "../../finding.ts";
import type { FileModel, FileSection } from "./file.ts";

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

function hasExperimental(actions: ReadonlySet<string>): boolean {
  for (const action of actions) if (experimentalActions.has(action)) return true;
  return false;
}

/** Looks for what needs a word in `global` that is not there. */
function checkExperiments(file: FileModel): void {
  let isAllowed = file.isOpen;
  for (const owner of file.sections) {
    const { actions } = owner.analysis;
    const mayBe = owner.kind === "global" || (actions.size > 0 && hasExperimental(actions));
    for (const { statement, values, name, action } of mayBe ? owner.analysis.statements : []) {
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
function checkCounters(file: FileModel): void {
  const isSet = file.sections.some(
    ({ kind, analysis }) =>
      kind === "global" &&
      (analysis.isOpen ||
        analysis.scope.section.statements.some(({ words }) => words[0]?.value === "tune.stick-counters")),
  );
  if (file.isOpen || isSet) return;
  for (const { analysis, section } of file.sections) {
    if (analysis.actions.size === 0) continue;
    for (const { action = "", statement, isFaulty, isConditional } of analysis.statements) {
      if (!action.startsWith("track-sc")) continue;
      const number = Number(/^track-sc(\d+)$/.exec(action)?.[1] ?? 0);
      const word = statement.words.find(({ value }) => value === action);
      if (number < 3 || word === undefined || isFaulty || isConditional) continue;
      const said = message("haproxy has stick counters 0 to 2 here, and does not start with {name}.", { name: action });
      file.report("haproxy/undefined-reference", section, word, said);
    }
  }
}

/** `global` is read from top to bottom like the rest, so that it mostly should come first. */
function checkOrder(file: FileModel): void {
  const first = file.sections.findIndex(({ kind }) => kind !== "global");
  if (first < 0) return;
  for (const { kind, section } of file.sections.slice(first)) {
    if (kind !== "global" || section.header === undefined) continue;
    const said = message("This global section stands below others, which haproxy has read without it.");
    file.report("haproxy/global-not-first", section, section.header, said);
  }
}

/** Looks at what hangs on the `global` section. */
export function checkGlobals(file: FileModel): void {
  checkExperiments(file);
  checkCounters(file);
  checkOrder(file);
}

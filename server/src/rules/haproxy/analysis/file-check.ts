import type { FileFacts } from "../../../model/facts.ts";
import type { BoundArgument } from "../../../schema/haproxy/signature.ts";
import type { HaproxySection } from "../../../syntax/haproxy/tree.ts";
import type { ConfigurationView, FileContext } from "../../rule.ts";
import { FileModel, type FileProblem, type FileSection, SectionView } from "./file.ts";
import type { AnalysedStatement } from "./section.ts";

/**
 * A look at a file as a whole. As much of it as can be hangs on one section with what it inherits alone: that is kept with the
 * section, so that an edit elsewhere in a long file costs nothing here.
 */
export interface FileCheck {
  /** Looks at one section with what it inherits, and at no other. */
  readonly checkSection?: (view: SectionView, owner: FileSection) => void;
  /** Whether `checkFile` has anything to look at in a section; hangs on the section and what it inherits alone. */
  readonly concerns?: (owner: FileSection) => boolean;
  /** Looks at what hangs on several sections; `concerned` are those that `concerns` is true of, in the file's order. */
  readonly checkFile?: (file: FileModel, concerned: readonly FileSection[]) => void;
}

/** Problems of a section, and the check that found them. */
interface OfCheck {
  readonly check: FileCheck;
  readonly problems: readonly FileProblem[];
}

/** What the checks found out about a section by itself. */
interface OwnResults {
  readonly isOpen: boolean;
  readonly mask: number;
  /** The checks that it concerns, by their index. */
  readonly concerning: readonly number[];
  readonly found: readonly OfCheck[];
}

const resultsOf = new WeakMap<FileSection, OwnResults>();

const nothing: readonly OfCheck[] = [];

function examine(owner: FileSection, { isOpen, mask }: SectionView, checks: readonly FileCheck[]): OwnResults {
  const concerning: number[] = [];
  let found: OfCheck[] | undefined;
  let view = new SectionView(mask, isOpen);
  checks.forEach((check, index) => {
    if (check.concerns?.(owner) === true) concerning.push(index);
    check.checkSection?.(view, owner);
    if (view.problems.length === 0) return;
    found ??= [];
    found.push({ check, problems: view.problems });
    view = new SectionView(mask, isOpen);
  });
  return { isOpen, mask, concerning, found: found ?? nothing };
}

/** Whether haproxy reads a file for a statement: a certificate, a list of patterns, a script, a page. */
function readsFile({ name, arguments: found, values }: AnalysedStatement): boolean {
  const isFile = ({ type, at }: BoundArgument): boolean => type === "file" && values[at] !== "/dev/null";
  return found.some(isFile) || name.startsWith("lua-load") || values.includes("-f");
}

/** Gives late problems the severity that they have beside lines that name other files, which may be missing. */
function withSeverities({ problems, sections }: FileModel): readonly FileProblem[] {
  if (!problems.some(({ isLate }) => isLate)) return problems;
  if (!sections.some(({ analysis }) => analysis.statements.some(readsFile))) return problems;
  return problems.map((problem) => (problem.isLate ? { ...problem, severity: "warning" } : problem));
}

function checkFile(file: FileModel, checks: readonly FileCheck[]): readonly FileProblem[] {
  const concerned: FileSection[][] = checks.map(() => []);
  const found: OfCheck[] = [];
  for (const owner of file.sections) {
    let results = resultsOf.get(owner);
    if (results === undefined || results.isOpen !== file.isOpen || results.mask !== file.mask) {
      results = examine(owner, file, checks);
      resultsOf.set(owner, results);
    }
    for (const index of results.concerning) concerned[index]?.push(owner);
    for (const one of results.found) found.push(one);
  }
  checks.forEach((check, index) => {
    check.checkFile?.(file, concerned[index] ?? []);
    for (const one of found) if (one.check === check) for (const problem of one.problems) file.take(problem);
  });
  return withSeverities(file);
}

interface Kept {
  readonly version: string;
  readonly problems: readonly FileProblem[];
}

const kept = new WeakMap<FileFacts | ConfigurationView, Kept>();

/** What is wrong with a file beyond its single sections, or with the configuration that it is a part of, found out once for all rules. */
export function fileProblems(
  facts: FileFacts,
  context: FileContext,
  checks: readonly FileCheck[],
): readonly FileProblem[] {
  if (facts.kind !== "haproxy") return [];
  const { configuration, haproxyVersion } = context;
  const whole = configuration ?? facts;
  let known = kept.get(whole);
  if (known?.version !== haproxyVersion) {
    known = { version: haproxyVersion, problems: checkFile(FileModel.of(facts.sections, context), checks) };
    kept.set(whole, known);
  }
  return configuration === undefined ? known.problems : problemsOfFile(known.problems, configuration, context.file);
}

/** The problems of a configuration that stand in one of its files. What only the folders show is no error behind the first of them. */
function problemsOfFile(
  problems: readonly FileProblem[],
  configuration: ConfigurationView,
  file: string,
): readonly FileProblem[] {
  const main = configuration.files[0]?.file;
  const isIn = ({ section }: { readonly section: HaproxySection }, name: string | undefined): boolean =>
    configuration.fileOf(section.origin) === name;
  const own = problems.filter((problem) => isIn(problem, file));
  if (configuration.isSure) return own;
  return own.map((problem) => {
    const isOfMain = file === main && problem.related.every((one) => isIn(one, main));
    return isOfMain ? problem : { ...problem, isDoubtful: true };
  });
}

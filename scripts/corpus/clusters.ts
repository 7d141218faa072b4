import { loadYamlReader } from "../../server/src/model/kubernetes/yaml-reader.ts";
import { rules } from "../../server/src/rules/registry.ts";
import type { PlacedFinding } from "../../server/src/workspace/types.ts";
import { Workspace } from "../../server/src/workspace/workspace.ts";
import { codesOf } from "./codes.ts";
import {
  type Corpus,
  type CorpusFile,
  type Expectation,
  type FileSet,
  folderOfRepository,
  pathInRepository,
} from "./read.ts";

const existing: ReadonlySet<string> = new Set(rules.map((rule) => rule.code));

/** Something that a set shows, and whether we say it. */
export interface JudgedExpectation extends Expectation {
  readonly isFound: boolean;
  /** Whether one of the rules that say it exists. */
  readonly hasRule: boolean;
}

/** What we say about a set, against what its reader says. */
export interface SetScore {
  readonly set: FileSet;
  readonly expectations: readonly JudgedExpectation[];
  /** Findings of cluster rules, warning or above. */
  readonly findings: readonly PlacedFinding[];
  /** Those of them that the reader neither expects nor tolerates. */
  readonly surplus: readonly PlacedFinding[];
}

/** Cluster findings of a whole repository that no set of it expects or tolerates. */
export interface RepositoryScore {
  readonly repository: string;
  readonly files: number;
  readonly clusters: number;
  readonly findings: number;
  readonly surplus: readonly PlacedFinding[];
}

async function workspaceOf(files: readonly CorpusFile[]): Promise<Workspace> {
  const workspace = new Workspace();
  workspace.setYamlReader(await loadYamlReader());
  for (const { file, text } of files) workspace.setFile(file, text);
  return workspace;
}

function isGrave({ severity }: PlacedFinding): boolean {
  return severity === "error" || severity === "warning";
}

function isClusterFinding({ code }: PlacedFinding): boolean {
  return code.startsWith("cluster/");
}

function takesPart(finding: PlacedFinding, files: readonly string[] | undefined): boolean {
  if (files === undefined) return true;
  return [finding.file, ...finding.related.map((related) => related.file)].some((file) =>
    files.some((end) => file === end || file.endsWith(`/${end}`)),
  );
}

/**
 * Ties findings to expectations: one that is expected several times needs as many findings, each about the files it names.
 */
function judge(set: FileSet, findings: readonly PlacedFinding[]): JudgedExpectation[] {
  const taken = new Set<PlacedFinding>();
  return set.expected.map((expectation) => {
    const codes: readonly string[] = codesOf(expectation.code);
    const found = findings.find(
      (finding) => !taken.has(finding) && codes.includes(finding.code) && takesPart(finding, expectation.files),
    );
    if (found !== undefined) taken.add(found);
    return { ...expectation, isFound: found !== undefined, hasRule: codes.some((code) => existing.has(code)) };
  });
}

/** The findings that no set expects or tolerates. */
function surplusOf(findings: readonly PlacedFinding[], sets: readonly FileSet[]): PlacedFinding[] {
  const known = sets.flatMap((set) => [...set.expected, ...set.optional]);
  return findings.filter(
    (finding) =>
      !known.some(({ code, files }) => {
        const codes: readonly string[] = codesOf(code);
        return codes.includes(finding.code) && takesPart(finding, files);
      }),
  );
}

/** Loads each set as a workspace of its own and compares. */
export async function scoreSets(corpus: Corpus): Promise<SetScore[]> {
  const scores: SetScore[] = [];
  for (const set of corpus.sets()) {
    const files = set.files
      .filter((file) => corpus.has(file))
      .map((file) => ({ file: pathInRepository(file), text: corpus.textOf(file) }));
    const all = (await workspaceOf(files)).allFindings();
    const findings = all.filter((finding) => isClusterFinding(finding) && isGrave(finding));
    scores.push({ set, expectations: judge(set, all), findings, surplus: surplusOf(findings, [set]) });
  }
  return scores;
}

/** Loads each repository's folder, as it is today, as one workspace. */
export async function scoreRepositories(corpus: Corpus): Promise<RepositoryScore[]> {
  const sets = corpus.sets();
  const scores: RepositoryScore[] = [];
  for (const repository of corpus.repositories()) {
    const files = corpus.filesOf(repository);
    const workspace = await workspaceOf(files);
    const findings = workspace.allFindings().filter((finding) => isClusterFinding(finding) && isGrave(finding));
    const ownSets = sets.filter((set) => folderOfRepository(set.repo) === repository);
    const surplus = surplusOf(findings, ownSets);
    const clusters = workspace.clusters().length;
    scores.push({ repository, files: files.length, clusters, findings: findings.length, surplus });
  }
  return scores;
}

/** Right and wrong answers added up. */
export interface Rates {
  readonly expected: number;
  readonly found: number;
  readonly surplus: number;
  /** Of what we say how much is right, and of what is there how much we say; NaN where there is nothing to divide by. */
  readonly precision: number;
  readonly recall: number;
}

/**
 * Precision and recall over sets.
 *
 * @param scores the sets that count
 * @param onlyExisting whether an expectation counts only if a rule for it exists
 */
export function ratesOf(scores: readonly SetScore[], onlyExisting: boolean): Rates {
  const expectations = scores
    .flatMap((score) => score.expectations)
    .filter((expectation) => !onlyExisting || expectation.hasRule);
  const found = expectations.filter((expectation) => expectation.isFound).length;
  const surplus = scores.reduce((sum, score) => sum + score.surplus.length, 0);
  return {
    expected: expectations.length,
    found,
    surplus,
    precision: found / (found + surplus),
    recall: found / expectations.length,
  };
}

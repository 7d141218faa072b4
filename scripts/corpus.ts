// Prints how the findings compare with the verdicts on real configurations that lie beside the project.
import { ratesOf, type SetScore, scoreRepositories, scoreSets } from "./corpus/clusters.ts";
import { Corpus } from "./corpus/read.ts";
import { type LocatedError, scoreTexts, scoreVersions, type TextScore, type VersionChoice } from "./corpus/texts.ts";

const mostListed = 40;
const showAll = process.argv.includes("--all");

function list(title: string, lines: readonly string[]): void {
  if (lines.length === 0) return;
  console.log(`  ${title}:`);
  const shown = showAll ? lines : lines.slice(0, mostListed);
  for (const line of shown) console.log(`    ${line}`);
  if (shown.length < lines.length) console.log(`    … ${lines.length - shown.length} more; --all lists them`);
}

function errorLine({ file, line, code, message }: LocatedError): string {
  return `${file}:${line} ${code} ${message}`;
}

function printTexts(score: TextScore): void {
  const { language, versions, accepted, falseErrors, refused, found, refusedAtLine, foundAtFirstLine } = score;
  console.log(
    `${language}, versions ${versions}: ${accepted} texts accepted, ${falseErrors.length} false errors; ` +
      `${refused} refused, ${found} found at any line, ${foundAtFirstLine} of ${refusedAtLine} at the first line named; ` +
      `${score.foundLines} of ${score.complaintLines} lines complained of, ${score.surplusErrors} errors at other lines`,
  );
  list("false errors", falseErrors.map(errorLine));
  if (versions === "pinned") {
    list(
      "refused, and nothing found",
      score.missed.map(({ file, first }) => `${file}: ${first}`),
    );
  }
}

function percent(rate: number): string {
  return Number.isNaN(rate) ? "-" : `${(rate * 100).toFixed(0)} %`;
}

function printRates(title: string, scores: readonly SetScore[], onlyExisting: boolean): void {
  const { expected, found, surplus, precision, recall } = ratesOf(scores, onlyExisting);
  console.log(
    `${title}: ${found} of ${expected} expected findings, ${surplus} surplus; ` +
      `precision ${percent(precision)}, recall ${percent(recall)}`,
  );
}

function printSets(scores: readonly SetScore[]): void {
  const labelled = scores.filter(({ set }) => set.labelled);
  const consistent = labelled.filter(({ set }) => set.expected.length === 0);
  console.log(`sets: ${scores.length}, ${labelled.length} of them labelled, ${consistent.length} of these consistent`);
  printRates("labelled sets, rules that exist", labelled, true);
  printRates("labelled sets, all rules", labelled, false);
  printRates("all sets, all rules", scores, false);
  list(
    "expected and missing though the rule exists",
    scores.flatMap(({ set, expectations }) =>
      expectations.flatMap(({ code, detail, isFound, hasRule }) =>
        !isFound && hasRule ? [`${set.set}: ${code}: ${detail}`] : [],
      ),
    ),
  );
  list(
    "expected, and no rule yet",
    scores.flatMap(({ set, expectations }) =>
      expectations.flatMap(({ code, hasRule }) => (hasRule ? [] : [`${set.set}: ${code}`])),
    ),
  );
  list(
    "surplus",
    scores.flatMap(({ set, surplus }) =>
      surplus.map(
        ({ file, code, severity, message }) =>
          `${set.set}${set.labelled ? "" : " (not labelled)"}: ${severity} ${code} ${file}: ${message}`,
      ),
    ),
  );
}

async function printAll(corpus: Corpus): Promise<void> {
  const choices: readonly VersionChoice[] = ["pinned", "auto"];
  for (const language of ["haproxy", "keepalived"] as const) {
    for (const choice of choices) printTexts(scoreTexts(corpus, language, choice));
  }
  const versions = scoreVersions(corpus);
  console.log(
    `haproxy texts that no version from 2.8 to 3.5 refuses: ${versions.accepted}, ${versions.falseErrors.length} false errors with auto`,
  );
  list("false errors", versions.falseErrors.map(errorLine));
  printSets(await scoreSets(corpus));
  const repositories = await scoreRepositories(corpus);
  const files = repositories.reduce((sum, score) => sum + score.files, 0);
  const clusters = repositories.reduce((sum, score) => sum + score.clusters, 0);
  const findings = repositories.reduce((sum, score) => sum + score.findings, 0);
  const surplus = repositories.flatMap((score) => score.surplus.map((finding) => ({ ...score, finding })));
  console.log(
    `whole repositories: ${repositories.length} with ${files} texts, ${clusters} clusters, ${findings} cluster findings ` +
      `of warning or above, ${surplus.length} of them not expected by any set`,
  );
  list(
    "not expected",
    surplus.map(({ repository, finding }) => {
      const { severity, code, file, message } = finding;
      return `${repository}: ${severity} ${code} ${file}: ${message}`;
    }),
  );
}

const corpus = Corpus.open();
if (corpus === undefined) console.log("skipped: no ../shared/corpus, so nothing real is judged");
else await printAll(corpus);

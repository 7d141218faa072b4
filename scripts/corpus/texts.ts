import { defaultSettings, type PlacedFinding, type Settings } from "../../server/src/workspace/types.ts";
import { Workspace } from "../../server/src/workspace/workspace.ts";
import { type Corpus, type Label, pathInRepository } from "./read.ts";

/** How the versions are chosen: `auto`, or those of the real programs that gave the verdicts. */
export type VersionChoice = "auto" | "pinned";

const versions: Readonly<Record<VersionChoice, Pick<Settings, "haproxyVersion" | "keepalivedVersion">>> = {
  auto: { haproxyVersion: "auto", keepalivedVersion: "auto" },
  pinned: { haproxyVersion: "2.6", keepalivedVersion: "2.2" },
};

/** An error of ours at a line, counted from 1. */
export interface LocatedError {
  readonly file: string;
  readonly line: number;
  readonly code: string;
  readonly message: string;
}

/** How our errors compare with the real programs' verdicts on single texts of one language. */
export interface TextScore {
  readonly language: "haproxy" | "keepalived";
  readonly versions: VersionChoice;
  /** Texts that the program takes, apart from what hangs on the machine. */
  readonly accepted: number;
  /** Errors on those: each is a false one. */
  readonly falseErrors: readonly LocatedError[];
  /** Texts that the program refuses for what they say. */
  readonly refused: number;
  /** Of those the texts with an error of ours at any line. */
  readonly found: number;
  /** Of the refused texts those for which the program names a line. */
  readonly refusedAtLine: number;
  /** Of those the texts with an error of ours at the first line that the program names. */
  readonly foundAtFirstLine: number;
  /** Lines of refused texts that the program complains of, and those of them with an error of ours. */
  readonly complaintLines: number;
  readonly foundLines: number;
  /** Errors of ours on refused texts at lines that the program judged and does not name. */
  readonly surplusErrors: number;
  /** The refused texts in which nothing is found, with the program's first message. */
  readonly missed: readonly { readonly file: string; readonly first: string }[];
}

function languageOf(label: Label): "haproxy" | "keepalived" {
  return label.tool.startsWith("haproxy") ? "haproxy" : "keepalived";
}

function errorsOf(
  corpus: Corpus,
  file: string,
  language: "haproxy" | "keepalived",
  choice: VersionChoice,
): LocatedError[] {
  const workspace = new Workspace({ ...defaultSettings, ...versions[choice], isClusterEnabled: false });
  const key = pathInRepository(file);
  workspace.setFile(key, corpus.textOf(file), language);
  const isError = ({ severity, code }: PlacedFinding): boolean => severity === "error" && !code.startsWith("cluster/");
  return workspace
    .findingsOf(key)
    .filter(isError)
    .map(({ start, code, message }) => {
      const line = (workspace.lineIndexOf(key)?.position(start).line ?? 0) + 1;
      return { file, line, code, message };
    });
}

/** haproxy reads no further after so many complaints, so that what stands below is not judged. */
const mostComplaints = 50;

/** The last line that the program judged. */
function lastJudgedLine(label: Label): number {
  const complaints = label.alerts ?? [];
  if (complaints.length < mostComplaints) return Number.POSITIVE_INFINITY;
  return Math.max(...complaints.map(({ line }) => line ?? 0));
}

/** The lines that the program complains of because of the text. */
function complaintLinesOf(label: Label): Set<number> {
  const complaints = [...(label.alerts ?? []), ...(label.messages ?? []).filter(({ level }) => level === "error")];
  return new Set(complaints.flatMap(({ env, line }) => (env || line === null ? [] : [line])));
}

/** Compares our errors with the verdicts on every labelled text of a language. */
export function scoreTexts(corpus: Corpus, language: "haproxy" | "keepalived", choice: VersionChoice): TextScore {
  const labels = corpus.labels().filter((label) => languageOf(label) === language);
  const falseErrors: LocatedError[] = [];
  const missed: { file: string; first: string }[] = [];
  const counts = { accepted: 0, refused: 0, found: 0, refusedAtLine: 0, foundAtFirstLine: 0 };
  const lines = { complaintLines: 0, foundLines: 0, surplusErrors: 0 };
  for (const label of labels) {
    const errors = errorsOf(corpus, label.file, language, choice);
    if (label.verdict !== "syntax-or-semantic") {
      counts.accepted++;
      falseErrors.push(...errors);
      continue;
    }
    counts.refused++;
    if (errors.length > 0) counts.found++;
    else missed.push({ file: label.file, first: label.first ?? "" });
    if (label.first_line !== null) {
      counts.refusedAtLine++;
      if (errors.some(({ line }) => line === label.first_line)) counts.foundAtFirstLine++;
    }
    const complained = complaintLinesOf(label);
    const found = new Set(errors.map(({ line }) => line));
    lines.complaintLines += complained.size;
    lines.foundLines += [...complained].filter((line) => found.has(line)).length;
    const lastLine = lastJudgedLine(label);
    lines.surplusErrors += errors.filter(({ line }) => line <= lastLine && !complained.has(line)).length;
  }
  return { language, versions: choice, ...counts, ...lines, falseErrors, missed };
}

/** What `auto` says about haproxy texts that no version from 2.8 on refuses for what they say. */
export function scoreVersions(corpus: Corpus): {
  readonly accepted: number;
  readonly falseErrors: readonly LocatedError[];
} {
  const accepted = corpus.versionLabels().filter((label) => label.refused_for_text_by.length === 0);
  return {
    accepted: accepted.length,
    falseErrors: accepted.flatMap(({ file }) => errorsOf(corpus, file, "haproxy", "auto")),
  };
}

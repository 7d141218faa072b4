import type { FileFacts } from "../../model/facts.ts";
import { closest } from "../../schema/suggest.ts";
import { type Finding, type Fix, message } from "../finding.ts";
import type { FileContext, FileRule } from "../rule.ts";

const states = ["new", "existing"] as const;

/** What a wrong word was probably meant to be. */
function meant(word: string): string | undefined {
  const lower = word.toLowerCase();
  if (/^exist/.test(lower)) return "existing";
  return closest(lower, states);
}

export const initialClusterState: FileRule = {
  code: "etcd/initial-cluster-state",
  scope: "file",
  reads: "etcd",
  severity: "error",
  fix: "safe",
  since: "0.1.0",
  docs: {
    summary: "The state of the initial cluster is neither `new` nor `existing`.",
    why: "etcd knows two words: `new` for members that make a cluster together, `existing` for one that joins. With any other (`exist` is seen most) it prints an error and does not start.",
    example: {
      bad: `//- etcd.conf
ETCD_NAME="etcd2"
ETCD_INITIAL_CLUSTER_STATE="exist"
`,
      good: `//- etcd.conf
ETCD_NAME="etcd2"
ETCD_INITIAL_CLUSTER_STATE="existing"
`,
    },
  },
  *check(facts: FileFacts, context: FileContext): Iterable<Finding> {
    if (facts.kind !== "etcd") return;
    for (const { state } of facts.members) {
      const word = state?.value;
      if (state === undefined || word === undefined || states.some((known) => known === word)) continue;
      const newText = meant(word);
      const isPlain = !state.isGenerated && state.at.end - state.at.start === word.length;
      const fixes: Fix[] =
        newText === undefined || !isPlain
          ? []
          : [
              {
                title: message("Write {word}", { word: newText }),
                isPreferred: true,
                isSafe: true,
                edits: [{ file: context.file, at: state.at, form: "in-place", newText }],
              },
            ];
      yield {
        code: this.code,
        severity: this.severity,
        file: context.file,
        at: state.at,
        message: message(
          "etcd does not know the state {word}: it is new for members that make a cluster together, or existing for one that joins. The member does not start.",
          { word },
        ),
        related: [],
        fixes,
      };
    }
  },
};

import type { FileFacts } from "../../model/facts.ts";
import { type Finding, message } from "../finding.ts";
import type { FileContext, FileRule } from "../rule.ts";

export const blankInList: FileRule = {
  code: "etcd/blank-in-list",
  scope: "file",
  reads: "etcd",
  severity: "error",
  fix: "safe",
  since: "0.1.0",
  docs: {
    summary: "A blank stands in the list of an initial cluster.",
    why: "etcd cuts the list at commas and equals signs and nowhere else, so that a blank behind a comma becomes the first character of a member's name. On that member etcd does not find itself in the list and does not start, and the others wait for a name that nobody has. In a command that is not quoted the list ends at the blank.",
    example: {
      bad: `//- etcd.conf
ETCD_NAME="etcd1"
ETCD_INITIAL_CLUSTER="etcd1=https://10.0.0.1:2380, etcd2=https://10.0.0.2:2380,etcd3=https://10.0.0.3:2380"
`,
      good: `//- etcd.conf
ETCD_NAME="etcd1"
ETCD_INITIAL_CLUSTER="etcd1=https://10.0.0.1:2380,etcd2=https://10.0.0.2:2380,etcd3=https://10.0.0.3:2380"
`,
    },
  },
  *check(facts: FileFacts, context: FileContext): Iterable<Finding> {
    if (facts.kind !== "etcd") return;
    for (const { kind, at, setting, replacement } of facts.slips) {
      if (kind !== "blank-in-list") continue;
      yield {
        code: this.code,
        severity: this.severity,
        file: context.file,
        at,
        message: message(
          "A blank stands in the list of {setting}, and etcd takes it for a part of the name beside it. That member does not find itself in the list and does not start.",
          { setting },
        ),
        related: [],
        fixes:
          replacement === undefined
            ? []
            : [
                {
                  title: message("Take the blanks out of the list"),
                  isPreferred: true,
                  isSafe: true,
                  edits: [{ file: context.file, at, form: "in-place", newText: replacement }],
                },
              ],
      };
    }
  },
};

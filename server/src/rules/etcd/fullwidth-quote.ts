import type { FileFacts } from "../../model/facts.ts";
import { type Finding, message } from "../finding.ts";
import type { FileContext, FileRule } from "../rule.ts";

export const fullwidthQuote: FileRule = {
  code: "etcd/fullwidth-quote",
  scope: "file",
  reads: "etcd",
  severity: "error",
  fix: "safe",
  since: "0.1.0",
  docs: {
    summary: "A value stands in full-width or typographic quotation marks.",
    why: 'Input methods and word processors put `＂ “ ”` where `"` is meant, and in a proportional font they look alike. Neither systemd nor a shell takes them for quotes: they become a part of the value, and etcd does not start because `＂https` is no scheme, or it starts with a name that no list has.',
    example: {
      bad: `//- etcd.conf
ETCD_NAME=etcd1
ETCD_LISTEN_PEER_URLS=＂https://10.0.0.1:2380＂
`,
      good: `//- etcd.conf
ETCD_NAME=etcd1
ETCD_LISTEN_PEER_URLS="https://10.0.0.1:2380"
`,
    },
  },
  *check(facts: FileFacts, context: FileContext): Iterable<Finding> {
    if (facts.kind !== "etcd") return;
    for (const { kind, at, setting, replacement } of facts.slips) {
      if (kind !== "foreign-quotes") continue;
      yield {
        code: this.code,
        severity: this.severity,
        file: context.file,
        at,
        message: message(
          "The marks around the value of {setting} are no quotes to any program, but a part of the value. etcd does not start with it, or takes another name than is meant.",
          { setting },
        ),
        related: [],
        fixes:
          replacement === undefined
            ? []
            : [
                {
                  title: message('Write plain quotes: "'),
                  isPreferred: true,
                  isSafe: true,
                  edits: [{ file: context.file, at, form: "in-place", newText: replacement }],
                },
              ],
      };
    }
  },
};

import { type Finding, message } from "../finding.ts";
import type { HaproxySectionRule } from "../rule.ts";
import { versionOf } from "./judged.ts";
import { findingAt } from "./wording.ts";

export const missingFinalNewline: HaproxySectionRule = {
  code: "haproxy/missing-final-newline",
  scope: "haproxy-section",
  severity: "warning",
  fix: "safe",
  since: "0.1.0",
  docs: {
    summary: "The last line does not end in a line end.",
    why: "haproxy takes a file that ends in the middle of a line for one that was cut off while it was copied, and refuses to start. The finding is an error where a version is set, since all versions that can be set refuse it.",
    example: {
      bad: `//- haproxy.cfg
defaults
    mode tcp
    timeout connect 5s
    timeout client 1h
    timeout server 1h

listen apiserver
    bind 10.0.0.100:8443
    server master1 10.0.0.11:6443 check`,
      good: `//- haproxy.cfg
defaults
    mode tcp
    timeout connect 5s
    timeout client 1h
    timeout server 1h

listen apiserver
    bind 10.0.0.100:8443
    server master1 10.0.0.11:6443 check
`,
    },
  },
  concerns: (_section, { isLastSection }) => isLastSection,
  *check(section, context): Iterable<Finding> {
    const text = context.sectionText;
    if (context.isPartial || text === "" || text.endsWith("\n")) return;
    const lineStart = text.lastIndexOf("\n") + 1;
    const firstCharacter = text.slice(lineStart).search(/\S/);
    const start = firstCharacter < 0 ? lineStart : lineStart + firstCharacter;
    const end = { start: text.length, end: text.length };
    yield findingAt(
      this,
      section,
      context,
      { start, end: text.length },
      message(
        "The file ends without a line end: haproxy takes it for cut off and does not start. Add one behind the last line.",
      ),
      {
        severity: versionOf(context) === "auto" ? "warning" : "error",
        fixes: [
          {
            title: message("Add the line end"),
            isPreferred: true,
            isSafe: true,
            edits: [
              {
                file: context.file,
                at: { origin: section.origin, ...end },
                form: "in-place",
                newText: text.includes("\r\n") ? "\r\n" : "\n",
              },
            ],
          },
        ],
      },
    );
  },
};

import { type Finding, message } from "../finding.ts";
import type { HaproxySectionRule } from "../rule.ts";
import { findingAt, hasFaultyText } from "./wording.ts";

export const unterminatedHaproxyQuote: HaproxySectionRule = {
  code: "haproxy/unterminated-quote",
  scope: "haproxy-section",
  severity: "error",
  fix: "none",
  since: "0.1.0",
  docs: {
    summary: "A quote is opened and not closed on its line.",
    why: "haproxy reads line by line: a quoted text ends on the line that it begins on, and there is no continuation. With an open quote haproxy refuses to start. An apostrophe in plain words opens a quote too; escape it as `\\'` or put the words into double quotes.",
    example: {
      bad: `//- haproxy.cfg
defaults
    mode http
    timeout connect 5s
    timeout client 30s
    timeout server 30s

frontend stats
    bind 127.0.0.1:8404
    stats enable
    stats realm "load balancer 1
`,
      good: `//- haproxy.cfg
defaults
    mode http
    timeout connect 5s
    timeout client 30s
    timeout server 30s

frontend stats
    bind 127.0.0.1:8404
    stats enable
    stats realm "load balancer 1"
`,
    },
  },
  concerns: hasFaultyText,
  *check(section, context): Iterable<Finding> {
    for (const problem of section.problems) {
      if (problem.kind !== "unterminated-quote") continue;
      const said = message(
        "This quote is not closed on its line, and haproxy does not start with it. Close it, or write \\{quote} where the sign itself is meant.",
        { quote: context.sectionText[problem.start] ?? "" },
      );
      yield findingAt(this, section, context, problem, said);
    }
  },
};

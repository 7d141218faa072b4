import { type Finding, message } from "../finding.ts";
import type { HaproxySectionRule } from "../rule.ts";
import { findingAt, hasFaultyText } from "./wording.ts";

export const badEscape: HaproxySectionRule = {
  code: "haproxy/bad-escape",
  scope: "haproxy-section",
  severity: "error",
  fix: "none",
  since: "0.1.0",
  docs: {
    summary: "`\\x` is not followed by two hexadecimal digits.",
    why: "A backslash with an x stands for the character whose code follows in two hexadecimal digits. Without them haproxy refuses to start. In a regular expression the backslash itself is meant more often than not: write it twice, or put the expression into single quotes, where nothing is interpreted.",
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
    http-request deny if { path_reg ^/\\xyz }
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
    http-request deny if { path_reg ^/\\x7e }
`,
    },
  },
  concerns: hasFaultyText,
  *check(section, context): Iterable<Finding> {
    for (const problem of section.problems) {
      if (problem.kind !== "bad-escape" && problem.kind !== "unterminated-escape") continue;
      const said = message(
        "\\x needs two hexadecimal digits behind it, and haproxy does not start without them. Write \\\\x where a backslash is meant.",
      );
      yield findingAt(this, section, context, problem, said);
    }
  },
};

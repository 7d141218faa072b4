import type { Finding } from "../finding.ts";
import type { HaproxySectionRule } from "../rule.ts";
import { reportProblems } from "./analysis/report.ts";

export const unexpectedArgument: HaproxySectionRule = {
  code: "haproxy/unexpected-argument",
  scope: "haproxy-section",
  severity: "error",
  fix: "unsafe",
  since: "0.1.0",
  docs: {
    summary: "A word stands where haproxy does not expect it.",
    why: "haproxy refuses to start where a line has more words than its keyword takes, or a word that is none of those that may follow. A misspelt option of a server or of a bind line is the usual cause.",
    example: {
      bad: `//- haproxy.cfg
defaults
    mode tcp
    timeout connect 5s
    timeout client 1h
    timeout server 1h

listen apiserver
    bind 10.0.0.100:8443
    server master1 10.0.0.11:6443 check intre 2s
`,
      good: `//- haproxy.cfg
defaults
    mode tcp
    timeout connect 5s
    timeout client 1h
    timeout server 1h

listen apiserver
    bind 10.0.0.100:8443
    server master1 10.0.0.11:6443 check inter 2s
`,
    },
  },
  check(section, context): Iterable<Finding> {
    return reportProblems(this, section, context);
  },
};

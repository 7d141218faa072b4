import type { Finding } from "../finding.ts";
import type { HaproxySectionRule } from "../rule.ts";
import { hasProblems, reportProblems } from "./analysis/report.ts";

export const missingArgument: HaproxySectionRule = {
  code: "haproxy/missing-argument",
  scope: "haproxy-section",
  severity: "error",
  fix: "none",
  since: "0.1.0",
  docs: {
    summary: "A keyword lacks an argument that it needs.",
    why: "haproxy refuses to start where a keyword stands without what it needs, also in the middle of a line: an option of a server without its value takes the next option for it, or finds the line's end.",
    example: {
      bad: `//- haproxy.cfg
defaults
    mode tcp
    timeout connect 5s
    timeout client 1h
    timeout server 1h

listen apiserver
    bind 10.0.0.100:8443
    server master1 10.0.0.11:6443 check inter
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
  concerns: hasProblems,
  check(section, context): Iterable<Finding> {
    return reportProblems(this, section, context);
  },
};

import type { Finding } from "../finding.ts";
import type { HaproxySectionRule } from "../rule.ts";
import { hasProblems, reportProblems } from "./analysis/report.ts";

export const badArgument: HaproxySectionRule = {
  code: "haproxy/bad-argument",
  scope: "haproxy-section",
  severity: "error",
  fix: "unsafe",
  since: "0.1.0",
  docs: {
    summary: "An argument is not of the kind that its keyword takes, or out of its range.",
    why: "haproxy reads every argument before it starts: a time with an unknown unit, a number that is too large or a word that is none of those allowed keeps it from starting. A running haproxy refuses the reload and goes on with the old configuration.",
    example: {
      bad: `//- haproxy.cfg
defaults
    mode http
    timeout connect 5s
    timeout client 30s
    timeout server 30s

frontend http
    bind 10.0.0.100:80
    http-request set-log-level silnt if { path /health }
    default_backend web

backend web
    server web1 10.0.0.21:80
`,
      good: `//- haproxy.cfg
defaults
    mode http
    timeout connect 5s
    timeout client 30s
    timeout server 30s

frontend http
    bind 10.0.0.100:80
    http-request set-log-level silent if { path /health }
    default_backend web

backend web
    server web1 10.0.0.21:80
`,
    },
  },
  concerns: hasProblems,
  check(section, context): Iterable<Finding> {
    return reportProblems(this, section, context);
  },
};

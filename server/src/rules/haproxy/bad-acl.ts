import type { Finding } from "../finding.ts";
import type { HaproxySectionRule } from "../rule.ts";
import { hasProblems, reportProblems } from "./analysis/report.ts";

export const badAcl: HaproxySectionRule = {
  code: "haproxy/bad-acl",
  scope: "haproxy-section",
  severity: "error",
  fix: "unsafe",
  since: "0.1.0",
  docs: {
    summary: "An ACL or a condition is not one that haproxy understands.",
    why: "An ACL is an expression, flags and patterns, in this order; between braces it needs a blank on both sides. haproxy refuses to start where a flag or a way of matching is unknown, where a pattern does not fit, or where a brace is not closed.",
    example: {
      bad: `//- haproxy.cfg
defaults
    mode http
    timeout connect 5s
    timeout client 30s
    timeout server 30s

frontend http
    bind 10.0.0.100:80
    http-request deny if { path -m bge /admin }
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
    http-request deny if { path -m beg /admin }
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

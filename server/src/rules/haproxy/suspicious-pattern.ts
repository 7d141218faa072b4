import type { Finding } from "../finding.ts";
import type { HaproxySectionRule } from "../rule.ts";
import { hasProblems, reportProblems } from "./analysis/report.ts";

export const suspiciousPattern: HaproxySectionRule = {
  code: "haproxy/suspicious-pattern",
  scope: "haproxy-section",
  severity: "warning",
  fix: "none",
  since: "0.1.0",
  docs: {
    summary: "An ACL compares with no pattern, or with one that is hardly meant as such.",
    why: "haproxy takes the line, but the ACL does not do what it seems to say: without a pattern it never matches, and a blank in front of a parenthesis makes an argument a pattern. A rule that should protect something may then never hold.",
    example: {
      bad: `//- haproxy.cfg
defaults
    mode http
    timeout connect 5s
    timeout client 30s
    timeout server 30s

frontend http
    bind 10.0.0.100:80
    acl has_token req.hdr(x-token)
    http-request deny unless has_token
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
    acl has_token req.hdr(x-token) -m found
    http-request deny unless has_token
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

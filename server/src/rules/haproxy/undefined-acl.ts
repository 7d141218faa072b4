import type { Finding } from "../finding.ts";
import type { HaproxySectionRule } from "../rule.ts";
import { hasProblems, reportProblems } from "./analysis/report.ts";

export const undefinedAcl: HaproxySectionRule = {
  code: "haproxy/undefined-acl",
  scope: "haproxy-section",
  severity: "error",
  fix: "unsafe",
  since: "0.1.0",
  docs: {
    summary: "A condition names an ACL that no line above declares.",
    why: "haproxy reads a section from top to bottom: an ACL must be declared in the same section, above its first use. Otherwise it refuses to start.",
    example: {
      bad: `//- haproxy.cfg
defaults
    mode http
    timeout connect 5s
    timeout client 30s
    timeout server 30s

frontend http
    bind 10.0.0.100:80
    acl is_admin path_beg /admin
    http-request deny if is_admim
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
    acl is_admin path_beg /admin
    http-request deny if is_admin
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

import type { Finding } from "../finding.ts";
import type { FileRule } from "../rule.ts";
import { reportFileProblems } from "./analysis/report-file.ts";

export const unusedAcl: FileRule = {
  code: "haproxy/unused-acl",
  scope: "file",
  reads: "haproxy",
  severity: "hint",
  fix: "none",
  since: "0.1.0",
  docs: {
    summary: "An ACL is declared, but no rule of its section asks for it.",
    why: "An ACL by itself keeps nobody out and leads nobody anywhere. One that is left over from a removed rule, or whose rule was never written, makes readers believe in a distinction that haproxy does not make.",
    example: {
      bad: `//- haproxy.cfg
defaults
    mode http
    timeout connect 5s
    timeout client 30s
    timeout server 30s

frontend http
    bind 10.0.0.100:80
    acl is_internal src 10.0.0.0/8
    default_backend web

backend web
    server web1 10.0.0.21:80 check
`,
      good: `//- haproxy.cfg
defaults
    mode http
    timeout connect 5s
    timeout client 30s
    timeout server 30s

frontend http
    bind 10.0.0.100:80
    acl is_internal src 10.0.0.0/8
    http-request deny unless is_internal
    default_backend web

backend web
    server web1 10.0.0.21:80 check
`,
    },
  },
  check(facts, context): Iterable<Finding> {
    return reportFileProblems(this, facts, context);
  },
};

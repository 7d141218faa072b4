import type { Finding } from "../finding.ts";
import type { FileRule } from "../rule.ts";
import { reportFileProblems } from "./analysis/report-file.ts";

export const httpRuleInTcpMode: FileRule = {
  code: "haproxy/http-rule-in-tcp-mode",
  scope: "file",
  reads: "haproxy",
  severity: "warning",
  fix: "none",
  since: "0.1.0",
  docs: {
    summary: "A rule or an option for HTTP stands in a proxy in mode tcp.",
    why: "In mode tcp haproxy passes bytes on and sees no requests, so that it ignores rules about them and only warns. A rule that should keep somebody out then keeps nobody out.",
    example: {
      bad: `//- haproxy.cfg
defaults
    mode tcp
    timeout connect 5s
    timeout client 1h
    timeout server 1h

frontend http
    bind 10.0.0.100:80
    http-request deny if { src 10.9.0.0/16 }
    default_backend web

backend web
    server web1 10.0.0.21:80 check
`,
      good: `//- haproxy.cfg
defaults
    mode tcp
    timeout connect 5s
    timeout client 1h
    timeout server 1h

frontend http
    bind 10.0.0.100:80
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

import type { Finding } from "../finding.ts";
import type { HaproxySectionRule } from "../rule.ts";
import { hasProblems, reportProblems } from "./analysis/report.ts";

export const suspiciousValue: HaproxySectionRule = {
  code: "haproxy/suspicious-value",
  scope: "haproxy-section",
  severity: "warning",
  fix: "none",
  since: "0.1.0",
  docs: {
    summary: "A value is allowed, but hardly does what is meant.",
    why: "haproxy takes the value: a cookie for a domain without a dot that browsers refuse, a time in milliseconds that is meant in seconds, a peer without an address. It only shows in production that it does nothing.",
    example: {
      bad: `//- haproxy.cfg
defaults
    mode http
    timeout connect 5s
    timeout client 30s
    timeout server 30s

frontend http
    bind 10.0.0.100:80
    default_backend web

backend web
    cookie SRV insert domain localhost
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
    default_backend web

backend web
    cookie SRV insert domain example.org
    server web1 10.0.0.21:80
`,
    },
  },
  concerns: hasProblems,
  check(section, context): Iterable<Finding> {
    return reportProblems(this, section, context);
  },
};

import type { Finding } from "../finding.ts";
import type { HaproxySectionRule } from "../rule.ts";
import { hasProblems, reportProblems } from "./analysis/report.ts";

export const ruleOrder: HaproxySectionRule = {
  code: "haproxy/rule-order",
  scope: "haproxy-section",
  severity: "warning",
  fix: "none",
  since: "0.1.0",
  docs: {
    summary: "A rule stands behind others that run later.",
    why: "haproxy runs rules kind by kind: those for connections first, then those for requests, redirects, and at last the choice of a backend. A rule that stands behind a later kind runs earlier than it looks, which is easily overlooked. Steps of a health check have an order, too: a connect step in the wrong place is an error.",
    example: {
      bad: `//- haproxy.cfg
defaults
    mode http
    timeout connect 5s
    timeout client 30s
    timeout server 30s

frontend http
    bind 10.0.0.100:80
    use_backend web if { path /a }
    http-request set-header X-Via haproxy
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
    http-request set-header X-Via haproxy
    use_backend web if { path /a }
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

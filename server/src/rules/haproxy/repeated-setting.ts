import type { Finding } from "../finding.ts";
import type { HaproxySectionRule } from "../rule.ts";
import { hasProblems, reportProblems } from "./analysis/report.ts";

export const repeatedSetting: HaproxySectionRule = {
  code: "haproxy/repeated-setting",
  scope: "haproxy-section",
  severity: "warning",
  fix: "none",
  since: "0.1.0",
  docs: {
    summary: "A timeout is set twice in one section.",
    why: "Only the last line counts. Whoever changes the first one changes nothing.",
    example: {
      bad: `//- haproxy.cfg
defaults
    mode http
    timeout connect 5s
    timeout client 30s
    timeout server 30s

frontend http
    bind 10.0.0.100:80
    timeout client 30s
    timeout client 1m
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
    timeout client 1m
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

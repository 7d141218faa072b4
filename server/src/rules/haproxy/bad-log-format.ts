import type { Finding } from "../finding.ts";
import type { HaproxySectionRule } from "../rule.ts";
import { hasProblems, reportProblems } from "./analysis/report.ts";

export const badLogFormat: HaproxySectionRule = {
  code: "haproxy/bad-log-format",
  scope: "haproxy-section",
  severity: "error",
  fix: "unsafe",
  since: "0.1.0",
  docs: {
    summary: "A format has a variable that haproxy does not know, or a percent sign that begins none.",
    why: "In log formats, and in the values of headers that rules set, a percent sign begins a variable. haproxy refuses to start where it does not know it; a percent sign that is meant as such is written twice.",
    example: {
      bad: `//- haproxy.cfg
defaults
    mode http
    timeout connect 5s
    timeout client 30s
    timeout server 30s

frontend http
    bind 10.0.0.100:80
    http-request set-header X-Host %cii
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
    http-request set-header X-Host %ci
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

import type { Finding } from "../finding.ts";
import type { HaproxySectionRule } from "../rule.ts";
import { hasProblems, reportProblems } from "./analysis/report.ts";

export const conflictingArguments: HaproxySectionRule = {
  code: "haproxy/conflicting-arguments",
  scope: "haproxy-section",
  severity: "error",
  fix: "none",
  since: "0.1.0",
  docs: {
    summary: "Two words of a line exclude each other.",
    why: "Some arguments are alternatives. haproxy can not do both and refuses to start.",
    example: {
      bad: `//- haproxy.cfg
defaults
    mode http
    timeout connect 5s
    timeout client 30s
    timeout server 30s

backend web
    cookie SRV insert prefix
    server web1 10.0.0.21:80 cookie web1

frontend http
    bind 10.0.0.100:80
    default_backend web
`,
      good: `//- haproxy.cfg
defaults
    mode http
    timeout connect 5s
    timeout client 30s
    timeout server 30s

backend web
    cookie SRV insert
    server web1 10.0.0.21:80 cookie web1

frontend http
    bind 10.0.0.100:80
    default_backend web
`,
    },
  },
  concerns: hasProblems,
  check(section, context): Iterable<Finding> {
    return reportProblems(this, section, context);
  },
};

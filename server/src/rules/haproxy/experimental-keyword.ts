import type { Finding } from "../finding.ts";
import type { FileRule } from "../rule.ts";
import { reportFileProblems } from "./analysis/report-file.ts";

export const experimentalKeyword: FileRule = {
  code: "haproxy/experimental-keyword",
  scope: "file",
  reads: "haproxy",
  severity: "error",
  fix: "none",
  since: "0.1.0",
  docs: {
    summary: "A keyword is experimental, and experiments are not allowed.",
    why: "Some features may still change, so haproxy takes them only where `expose-experimental-directives` stands in a `global` section above, and refuses to start otherwise.",
    example: {
      bad: `//- haproxy.cfg
defaults
    mode http
    timeout connect 5s
    timeout client 30s
    timeout server 30s

frontend http
    bind 10.0.0.100:80
    http-request normalize-uri path-merge-slashes
    default_backend web

backend web
    server web1 10.0.0.21:80 check
`,
      good: `//- haproxy.cfg
global
    expose-experimental-directives

defaults
    mode http
    timeout connect 5s
    timeout client 30s
    timeout server 30s

frontend http
    bind 10.0.0.100:80
    http-request normalize-uri path-merge-slashes
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

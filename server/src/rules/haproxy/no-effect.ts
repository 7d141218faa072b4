import type { Finding } from "../finding.ts";
import type { FileRule } from "../rule.ts";
import { reportFileProblems } from "./analysis/report-file.ts";

export const noEffect: FileRule = {
  code: "haproxy/no-effect",
  scope: "file",
  reads: "haproxy",
  severity: "warning",
  fix: "none",
  since: "0.1.0",
  docs: {
    summary: "Something is configured that has no effect.",
    why: "haproxy takes it and mostly warns, but nothing comes of it: a frontend that nobody can reach, steps of a check that nothing runs, mails that are never sent. Everybody believes in it until it is needed.",
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
    http-check expect status 200
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
    default_backend web

backend web
    option httpchk
    http-check expect status 200
    server web1 10.0.0.21:80 check
`,
    },
  },
  check(facts, context): Iterable<Finding> {
    return reportFileProblems(this, facts, context);
  },
};

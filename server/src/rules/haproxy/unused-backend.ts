import type { Finding } from "../finding.ts";
import type { FileRule } from "../rule.ts";
import { reportFileProblems } from "./analysis/report-file.ts";

export const unusedBackend: FileRule = {
  code: "haproxy/unused-backend",
  scope: "file",
  reads: "haproxy",
  severity: "hint",
  fix: "none",
  since: "0.1.0",
  docs: {
    summary: "No frontend leads to a backend.",
    why: "haproxy checks the servers of such a backend and sends them nothing. Mostly a `use_backend` line was forgotten, or the backend was left behind. Where a backend is chosen by a sample expression nothing is said.",
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
    server web1 10.0.0.21:80 check

backend api
    server api1 10.0.0.31:80 check
`,
      good: `//- haproxy.cfg
defaults
    mode http
    timeout connect 5s
    timeout client 30s
    timeout server 30s

frontend http
    bind 10.0.0.100:80
    use_backend api if { path_beg /api/ }
    default_backend web

backend web
    server web1 10.0.0.21:80 check

backend api
    server api1 10.0.0.31:80 check
`,
    },
  },
  check(facts, context): Iterable<Finding> {
    return reportFileProblems(this, facts, context);
  },
};

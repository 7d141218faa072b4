import type { Finding } from "../finding.ts";
import type { FileRule } from "../rule.ts";
import { reportFileProblems } from "./analysis/report-file.ts";

export const stickTypeMismatch: FileRule = {
  code: "haproxy/stick-type-mismatch",
  scope: "file",
  reads: "haproxy",
  severity: "error",
  fix: "none",
  since: "0.1.0",
  docs: {
    summary: "What is looked up in a stick table does not fit into its keys.",
    why: "A stick table has keys of one type. haproxy refuses to start where a rule looks up something that can not be turned into that type, such as a method in a table of addresses.",
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
    stick-table type ip size 100k expire 30m
    stick on method
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
    stick-table type ip size 100k expire 30m
    stick on src
    server web1 10.0.0.21:80 check
`,
    },
  },
  check(facts, context): Iterable<Finding> {
    return reportFileProblems(this, facts, context);
  },
};

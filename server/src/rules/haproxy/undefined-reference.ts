import type { Finding } from "../finding.ts";
import type { FileRule } from "../rule.ts";
import { reportFileProblems } from "./analysis/report-file.ts";

export const undefinedReference: FileRule = {
  code: "haproxy/undefined-reference",
  scope: "file",
  reads: "haproxy",
  severity: "error",
  fix: "unsafe",
  since: "0.1.0",
  docs: {
    summary: "A name is used that nothing in the file has.",
    why: "haproxy looks up every backend, server, stick table, userlist or other section that a line names, and refuses to start where one is missing. A running haproxy refuses the reload and goes on with the old configuration.",
    example: {
      bad: `//- haproxy.cfg
defaults
    mode tcp
    timeout connect 5s
    timeout client 1h
    timeout server 1h

frontend apiserver
    bind 10.0.0.100:8443
    default_backend master

backend masters
    server master1 10.0.0.11:6443 check
`,
      good: `//- haproxy.cfg
defaults
    mode tcp
    timeout connect 5s
    timeout client 1h
    timeout server 1h

frontend apiserver
    bind 10.0.0.100:8443
    default_backend masters

backend masters
    server master1 10.0.0.11:6443 check
`,
    },
  },
  check(facts, context): Iterable<Finding> {
    return reportFileProblems(this, facts, context);
  },
};

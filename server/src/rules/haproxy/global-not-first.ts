import type { Finding } from "../finding.ts";
import type { FileRule } from "../rule.ts";
import { reportFileProblems } from "./analysis/report-file.ts";

export const globalNotFirst: FileRule = {
  code: "haproxy/global-not-first",
  scope: "file",
  reads: "haproxy",
  severity: "information",
  fix: "none",
  since: "0.1.0",
  docs: {
    summary: "A `global` section stands below other sections.",
    why: "haproxy reads a file from top to bottom. What `global` sets for all, such as paths and experimental keywords, does not hold for the sections above it.",
    example: {
      bad: `//- haproxy.cfg
defaults
    mode tcp
    timeout connect 5s
    timeout client 1h
    timeout server 1h

listen apiserver
    bind 10.0.0.100:8443
    server master1 10.0.0.11:6443 check
    server master2 10.0.0.12:6443 check

global
    maxconn 2000
`,
      good: `//- haproxy.cfg
defaults
    mode tcp
    timeout connect 5s
    timeout client 1h
    timeout server 1h

listen apiserver
    bind 10.0.0.100:8443
    server master1 10.0.0.11:6443 check
    server master2 10.0.0.12:6443 check
`,
    },
  },
  check(facts, context): Iterable<Finding> {
    return reportFileProblems(this, facts, context);
  },
};

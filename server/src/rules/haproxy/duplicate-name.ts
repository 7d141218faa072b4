import type { Finding } from "../finding.ts";
import type { FileRule } from "../rule.ts";
import { reportFileProblems } from "./analysis/report-file.ts";

export const duplicateName: FileRule = {
  code: "haproxy/duplicate-name",
  scope: "file",
  reads: "haproxy",
  severity: "error",
  fix: "none",
  since: "0.1.0",
  docs: {
    summary: "A name or a number is given twice where it must be unique.",
    why: "Two proxies, servers or sections with one name can not be told apart, and haproxy refuses to start. A list of users or a user that is declared again is ignored, which is reported as a warning: a password changed there never counts.",
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
    server master1 10.0.0.12:6443 check
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

import type { Finding } from "../finding.ts";
import type { FileRule } from "../rule.ts";
import { reportFileProblems } from "./analysis/report-file.ts";

export const serverSetup: FileRule = {
  code: "haproxy/server-setup",
  scope: "file",
  reads: "haproxy",
  severity: "error",
  fix: "none",
  since: "0.1.0",
  docs: {
    summary: "A server lacks what one of its options needs.",
    why: "A server that is checked needs a port, one that is reached with TLS needs a way to verify it, and one that follows another needs that one to be checked. haproxy refuses to start otherwise.",
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
    server master2 10.0.0.12 check
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

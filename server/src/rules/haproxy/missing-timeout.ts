import type { Finding } from "../finding.ts";
import type { FileRule } from "../rule.ts";
import { reportFileProblems } from "./analysis/report-file.ts";

export const missingTimeout: FileRule = {
  code: "haproxy/missing-timeout",
  scope: "file",
  reads: "haproxy",
  severity: "warning",
  fix: "none",
  since: "0.1.0",
  docs: {
    summary: "A proxy lacks a timeout without which connections hang for ever.",
    why: "Without `timeout client`, `timeout connect` and `timeout server` a connection whose other side has vanished is never given up. It keeps its place until haproxy has reached its limit of connections and takes no new ones.",
    example: {
      bad: `//- haproxy.cfg
defaults
    mode tcp
    timeout connect 5s
    timeout server 1h

listen apiserver
    bind 10.0.0.100:8443
    server master1 10.0.0.11:6443 check
    server master2 10.0.0.12:6443 check
`,
      good: `//- haproxy.cfg
defaults
    mode tcp
    timeout connect 5s
    timeout server 1h

listen apiserver
    timeout client 1h
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

import type { Finding } from "../finding.ts";
import type { FileRule } from "../rule.ts";
import { reportFileProblems } from "./analysis/report-file.ts";

export const checkIntervalSlow: FileRule = {
  code: "haproxy/check-interval-slow",
  scope: "file",
  reads: "haproxy",
  severity: "information",
  fix: "none",
  since: "0.1.0",
  docs: {
    summary: "A dead server is left only after more than half a minute.",
    why: "A server is taken out after `fall` failed checks in a row, which are `inter` apart (`fastinter` once the first has failed). Until then it keeps getting its share of the traffic. Nothing is said of servers that are observed or have an agent, and of a server that stands alone.",
    example: {
      bad: `//- haproxy.cfg
defaults
    mode tcp
    timeout connect 5s
    timeout client 1h
    timeout server 1h

listen apiserver
    bind 10.0.0.100:8443
    default-server inter 30s fall 3
    server master1 10.0.0.11:6443 check
    server master2 10.0.0.12:6443 check
`,
      good: `//- haproxy.cfg
defaults
    mode tcp
    timeout connect 5s
    timeout client 1h
    timeout server 1h

listen apiserver
    bind 10.0.0.100:8443
    default-server inter 3s fall 3
    server master1 10.0.0.11:6443 check
    server master2 10.0.0.12:6443 check
`,
    },
  },
  check(facts, context): Iterable<Finding> {
    return reportFileProblems(this, facts, context);
  },
};

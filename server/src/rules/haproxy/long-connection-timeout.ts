import type { Finding } from "../finding.ts";
import type { FileRule } from "../rule.ts";
import { reportFileProblems } from "./analysis/report-file.ts";

export const longConnectionTimeout: FileRule = {
  code: "haproxy/long-connection-timeout",
  scope: "file",
  reads: "haproxy",
  severity: "information",
  fix: "none",
  since: "0.1.0",
  docs: {
    summary: "Silent connections to the apiservers are cut within the hour.",
    why: "`kubectl logs -f`, `kubectl exec`, port forwarding and the watches of controllers hold connections open on which nothing may be said for long. `timeout client` and `timeout server` cut them, and people see `unexpected EOF` or an error of the stream. `timeout tunnel` takes the place of both once data has flowed.",
    example: {
      bad: `//- haproxy.cfg
defaults
    mode tcp
    timeout connect 5s
    timeout client 50s
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
    timeout client 50s
    timeout server 1h

listen apiserver
    bind 10.0.0.100:8443
    timeout tunnel 1h
    server master1 10.0.0.11:6443 check
    server master2 10.0.0.12:6443 check
`,
    },
  },
  check(facts, context): Iterable<Finding> {
    return reportFileProblems(this, facts, context);
  },
};

import type { Finding } from "../finding.ts";
import type { FileRule } from "../rule.ts";
import { reportFileProblems } from "./analysis/report-file.ts";

export const conflictingSettings: FileRule = {
  code: "haproxy/conflicting-settings",
  scope: "file",
  reads: "haproxy",
  severity: "error",
  fix: "none",
  since: "0.1.0",
  docs: {
    summary: "Two settings of a proxy exclude each other.",
    why: "haproxy can not follow both and refuses to start.",
    example: {
      bad: `//- haproxy.cfg
defaults
    mode http
    timeout connect 5s
    timeout client 30s
    timeout server 30s

listen stats
    bind 127.0.0.1:8404
    stats enable
    stats auth admin:secret
    stats http-request deny unless { src 10.0.0.0/8 }
`,
      good: `//- haproxy.cfg
defaults
    mode http
    timeout connect 5s
    timeout client 30s
    timeout server 30s

listen stats
    bind 127.0.0.1:8404
    stats enable
    stats auth admin:secret
`,
    },
  },
  check(facts, context): Iterable<Finding> {
    return reportFileProblems(this, facts, context);
  },
};

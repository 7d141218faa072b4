import type { Finding } from "../finding.ts";
import type { FileRule } from "../rule.ts";
import { reportFileProblems } from "./analysis/report-file.ts";

export const statsWithoutAuth: FileRule = {
  code: "haproxy/stats-without-auth",
  scope: "file",
  reads: "haproxy",
  severity: "warning",
  fix: "none",
  since: "0.1.0",
  docs: {
    summary: "The statistics page is open to everybody who reaches its port.",
    why: "The page lists all servers with their addresses and states; with `stats admin if TRUE` whoever opens it can take them out of service. The finding is a warning then, and information where the page can only be read. A page on 127.0.0.1, behind `stats auth` or behind a rule that refuses others is not meant.",
    example: {
      bad: `//- haproxy.cfg
defaults
    mode http
    timeout connect 5s
    timeout client 30s
    timeout server 30s

listen stats
    bind 10.0.0.100:9000
    stats enable
    stats admin if TRUE
`,
      good: `//- haproxy.cfg
defaults
    mode http
    timeout connect 5s
    timeout client 30s
    timeout server 30s

listen stats
    bind 127.0.0.1:9000
    stats enable
    stats admin if TRUE
`,
    },
  },
  check(facts, context): Iterable<Finding> {
    return reportFileProblems(this, facts, context);
  },
};

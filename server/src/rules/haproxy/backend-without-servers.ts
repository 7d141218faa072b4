import type { Finding } from "../finding.ts";
import type { FileRule } from "../rule.ts";
import { reportFileProblems } from "./analysis/report-file.ts";

export const backendWithoutServers: FileRule = {
  code: "haproxy/backend-without-servers",
  scope: "file",
  reads: "haproxy",
  severity: "warning",
  fix: "none",
  since: "0.1.0",
  docs: {
    summary: "Traffic is sent to a section that has no server.",
    why: "haproxy takes a backend without servers and answers every request with a 503, or closes the connection at once in mode tcp. A backend that answers by itself (`http-request return`, `redirect`), has an error page of its own or only keeps a stick table is not meant.",
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
    balance roundrobin
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
    balance roundrobin
    server web1 10.0.0.21:80 check
`,
    },
  },
  check(facts, context): Iterable<Finding> {
    return reportFileProblems(this, facts, context);
  },
};

import type { Finding } from "../finding.ts";
import type { FileRule } from "../rule.ts";
import { reportFileProblems } from "./analysis/report-file.ts";

export const incompatibleMode: FileRule = {
  code: "haproxy/incompatible-mode",
  scope: "file",
  reads: "haproxy",
  severity: "error",
  fix: "none",
  since: "0.1.0",
  docs: {
    summary: "Something does not fit into the mode of its proxy, or two proxies are of modes that do not fit.",
    why: "A frontend in mode http can not lead to a backend in mode tcp, and some words need HTTP. haproxy refuses to start; what newer versions take and leave empty is reported with less weight.",
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
    mode tcp
    server web1 10.0.0.21:80 check
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
    server web1 10.0.0.21:80 check
`,
    },
  },
  check(facts, context): Iterable<Finding> {
    return reportFileProblems(this, facts, context);
  },
};

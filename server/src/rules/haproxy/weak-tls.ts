import type { Finding } from "../finding.ts";
import type { FileRule } from "../rule.ts";
import { reportFileProblems } from "./analysis/report-file.ts";

export const weakTls: FileRule = {
  code: "haproxy/weak-tls",
  scope: "file",
  reads: "haproxy",
  severity: "warning",
  fix: "unsafe",
  since: "0.1.0",
  docs: {
    summary: "TLS is allowed in a form that no longer protects.",
    why: "SSLv3, TLSv1.0 and TLSv1.1 have known weaknesses; browsers have dropped them and auditors reject them. On lines for servers the finding is information, since the other side may be able to do no better. So is `verify none` where traffic goes to a server by TLS: it is encrypted, but nobody knows who answers. Health checks alone are not meant.",
    example: {
      bad: `//- haproxy.cfg
global
    ssl-default-bind-options ssl-min-ver TLSv1.0

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
      good: `//- haproxy.cfg
global
    ssl-default-bind-options ssl-min-ver TLSv1.2

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

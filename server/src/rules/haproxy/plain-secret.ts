import type { Finding } from "../finding.ts";
import type { FileRule } from "../rule.ts";
import { reportFileProblems } from "./analysis/report-file.ts";

export const plainSecret: FileRule = {
  code: "haproxy/plain-secret",
  scope: "file",
  reads: "haproxy",
  severity: "hint",
  fix: "none",
  since: "0.1.0",
  docs: {
    summary: "A password of a userlist is written in plain text.",
    why: "haproxy.cfg is copied to other machines, into backups and into repositories, and so is the password. `password` takes a hash instead, as `mkpasswd -m sha-256` makes it; more rounds cost haproxy more time at every request.",
    example: {
      bad: `//- haproxy.cfg
defaults
    mode http
    timeout connect 5s
    timeout client 30s
    timeout server 30s

userlist admins
    user admin insecure-password swordfish

frontend http
    bind 10.0.0.100:80
    http-request auth unless { http_auth(admins) }
    default_backend web

backend web
    server web1 10.0.0.21:80 check
`,
      good: `//- haproxy.cfg
defaults
    mode http
    timeout connect 5s
    timeout client 30s
    timeout server 30s

userlist admins
    user admin password $5$WsZx9Lk2$0J0y0Fq8XJmC4mXr3rB7V0dH3l1kS0w9xq2uTnP5y6A

frontend http
    bind 10.0.0.100:80
    http-request auth unless { http_auth(admins) }
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

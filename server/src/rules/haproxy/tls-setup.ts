import type { Finding } from "../finding.ts";
import type { FileRule } from "../rule.ts";
import { reportFileProblems } from "./analysis/report-file.ts";

export const tlsSetup: FileRule = {
  code: "haproxy/tls-setup",
  scope: "file",
  reads: "haproxy",
  severity: "error",
  fix: "none",
  since: "0.1.0",
  docs: {
    summary: "A line asks for TLS but has no certificate to show, or no version of TLS to speak.",
    why: "A bind line with ssl needs a certificate with its key, and at least one version of TLS must be left between its limits. haproxy refuses to start otherwise; with strict-sni it starts without a certificate, and every connection fails.",
    example: {
      bad: `//- haproxy.cfg
defaults
    mode http
    timeout connect 5s
    timeout client 30s
    timeout server 30s

frontend web
    bind 10.0.0.100:80
    default_backend app

backend app
    server app1 10.0.0.21:443 ssl verify none ssl-min-ver TLSv1.3 ssl-max-ver TLSv1.2
`,
      good: `//- haproxy.cfg
defaults
    mode http
    timeout connect 5s
    timeout client 30s
    timeout server 30s

frontend web
    bind 10.0.0.100:80
    default_backend app

backend app
    server app1 10.0.0.21:443 ssl verify none ssl-min-ver TLSv1.2 ssl-max-ver TLSv1.3
`,
    },
  },
  check(facts, context): Iterable<Finding> {
    return reportFileProblems(this, facts, context);
  },
};

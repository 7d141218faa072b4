import type { Finding } from "../finding.ts";
import type { FileRule } from "../rule.ts";
import { reportFileProblems } from "./analysis/report-file.ts";

export const badInheritance: FileRule = {
  code: "haproxy/bad-inheritance",
  scope: "file",
  reads: "haproxy",
  severity: "error",
  fix: "unsafe",
  since: "0.1.0",
  docs: {
    summary: "A section inherits from one that is not there, or that it must not inherit.",
    why: "A section inherits a `defaults` section by its name only if that stands above. Where it has rules, it is for one side alone: frontends or backends. haproxy refuses to start otherwise.",
    example: {
      bad: `//- haproxy.cfg
defaults tcp-defaults
    mode tcp
    timeout connect 5s
    timeout client 1h
    timeout server 1h

listen apiserver from tcp_defaults
    bind 10.0.0.100:8443
    server master1 10.0.0.11:6443 check
    server master2 10.0.0.12:6443 check
`,
      good: `//- haproxy.cfg
defaults tcp-defaults
    mode tcp
    timeout connect 5s
    timeout client 1h
    timeout server 1h

listen apiserver from tcp-defaults
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

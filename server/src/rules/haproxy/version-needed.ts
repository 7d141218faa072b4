import type { Finding } from "../finding.ts";
import type { FileRule } from "../rule.ts";
import { reportFileProblems } from "./analysis/report-file.ts";

export const versionNeeded: FileRule = {
  code: "haproxy/version-needed",
  scope: "file",
  reads: "haproxy",
  severity: "information",
  fix: "none",
  since: "0.1.0",
  docs: {
    summary: "Older supported versions do not start with a keyword.",
    why: "Without a version haconf takes what any supported haproxy takes. Nodes often run the version of their distribution, so a keyword of a newer one keeps haproxy from starting on some of them, mostly seen at a failover. It is said once for each name, and not where a version is set: by the setting, the manifest, or a comment `# haconf haproxy-version 3.0` in the file. Where two names have no version in common it is a warning.",
    example: {
      bad: `//- haproxy.cfg
defaults
    mode tcp
    timeout connect 5s
    timeout client 1h
    timeout server 1h

listen apiserver
    bind 10.0.0.100:8443
    guid apiserver
    server master1 10.0.0.11:6443 check
`,
      good: `//- haproxy.cfg
# haconf haproxy-version 3.0
defaults
    mode tcp
    timeout connect 5s
    timeout client 1h
    timeout server 1h

listen apiserver
    bind 10.0.0.100:8443
    guid apiserver
    server master1 10.0.0.11:6443 check
`,
    },
  },
  check(facts, context): Iterable<Finding> {
    return reportFileProblems(this, facts, context);
  },
};

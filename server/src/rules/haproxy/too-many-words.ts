import { type Finding, message } from "../finding.ts";
import type { HaproxySectionRule } from "../rule.ts";
import { findingAt, hasFaultyText } from "./wording.ts";

const words = (first: number, last: number): string =>
  Array.from({ length: last - first + 1 }, (_, index) => `10.0.${first + index}.0/24`).join(" ");

export const tooManyWords: HaproxySectionRule = {
  code: "haproxy/too-many-words",
  scope: "haproxy-section",
  severity: "error",
  fix: "none",
  since: "0.1.0",
  docs: {
    summary: "A line has more than 64 words.",
    why: "haproxy takes 64 words on a line and refuses to start with more. Long lists of addresses or names belong on several `acl` lines of one name, which are joined, or in a file that `-f` names.",
    example: {
      bad: `//- haproxy.cfg
defaults
    mode tcp
    timeout connect 5s
    timeout client 1h
    timeout server 1h

listen apiserver
    bind 10.0.0.100:8443
    acl office src ${words(1, 70)}
    tcp-request connection reject if !office
    server master1 10.0.0.11:6443 check
`,
      good: `//- haproxy.cfg
defaults
    mode tcp
    timeout connect 5s
    timeout client 1h
    timeout server 1h

listen apiserver
    bind 10.0.0.100:8443
    acl office src ${words(1, 40)}
    acl office src ${words(41, 70)}
    tcp-request connection reject if !office
    server master1 10.0.0.11:6443 check
`,
    },
  },
  concerns: hasFaultyText,
  *check(section, context): Iterable<Finding> {
    for (const problem of section.problems) {
      if (problem.kind !== "too-many-words") continue;
      const said = message(
        "haproxy takes 64 words on a line and does not start with more. Split the line, or move the list into a file.",
      );
      yield findingAt(this, section, context, problem, said);
    }
  },
};

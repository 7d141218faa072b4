import { type Finding, message, type Severity } from "../finding.ts";
import type { HaproxySectionRule } from "../rule.ts";
import { conditionsBehind, mayHaveDirectives } from "./conditions.ts";
import { findingAt } from "./wording.ts";

/** What haproxy does with the directives that print their text. */
const severities: Readonly<Record<string, Severity>> = {
  ".alert": "error",
  ".warning": "warning",
  ".diag": "information",
};

export const printedMessage: HaproxySectionRule = {
  code: "haproxy/printed-message",
  scope: "haproxy-section",
  severity: "warning",
  fix: "none",
  since: "0.1.0",
  docs: {
    summary: "A line makes haproxy print a message of its own at every start.",
    why: "`.warning` prints its text as a warning, `.diag` only where haproxy is asked for diagnostics, and `.alert` keeps haproxy from starting. Outside of a condition that happens always. It is reported as what haproxy makes of it.",
    example: {
      bad: `//- haproxy.cfg
.warning "the certificates are renewed by hand"
defaults
    mode tcp
    timeout connect 5s
    timeout client 1h
    timeout server 1h

listen apiserver
    bind 10.0.0.100:8443
    server master1 10.0.0.11:6443 check
`,
      good: `//- haproxy.cfg
# The certificates are renewed by hand.
defaults
    mode tcp
    timeout connect 5s
    timeout client 1h
    timeout server 1h

listen apiserver
    bind 10.0.0.100:8443
    server master1 10.0.0.11:6443 check
`,
    },
  },
  concerns: mayHaveDirectives,
  *check(section, context): Iterable<Finding> {
    let open = context.openConditions;
    for (const { words, start, end } of section.statements) {
      const keyword = words[0]?.value ?? "";
      if (!keyword.startsWith(".")) continue;
      open = conditionsBehind(keyword, open);
      const severity = severities[keyword];
      // Without its one word it prints nothing, and with more it is a fault that another rule reports.
      if (severity === undefined || open > 0 || words.length !== 2) continue;
      const said =
        severity === "error"
          ? message("haproxy prints this text and does not start.")
          : message("haproxy prints this text at every start.");
      yield findingAt(this, section, context, { start, end }, said, { severity });
    }
  },
};

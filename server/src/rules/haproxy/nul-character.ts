import { type Finding, message } from "../finding.ts";
import type { HaproxySectionRule } from "../rule.ts";
import { findingAt } from "./wording.ts";

export const haproxyNulCharacter: HaproxySectionRule = {
  code: "haproxy/nul-character",
  scope: "haproxy-section",
  severity: "error",
  fix: "none",
  since: "0.1.0",
  docs: {
    summary: "A line holds a NUL character.",
    why: "haproxy refuses a file with a NUL in it, even in a comment. Such a file was mostly saved as UTF-16, or damaged on a full disk; the character is invisible in many editors.",
    example: {
      bad: `//- haproxy.cfg
defaults
    mode tcp
    timeout connect 5s # seconds\0
    timeout client 1h
    timeout server 1h

listen apiserver
    bind 10.0.0.100:8443
    server master1 10.0.0.11:6443 check
`,
      good: `//- haproxy.cfg
defaults
    mode tcp
    timeout connect 5s # seconds
    timeout client 1h
    timeout server 1h

listen apiserver
    bind 10.0.0.100:8443
    server master1 10.0.0.11:6443 check
`,
    },
  },
  concerns: (_section, { sectionText }) => sectionText.includes("\0"),
  *check(section, context): Iterable<Finding> {
    const text = context.sectionText;
    for (let at = text.indexOf("\0"); at >= 0; ) {
      const said = message(
        "This line holds a NUL character, and haproxy does not start with it. Save the file as UTF-8 and remove the character.",
      );
      yield findingAt(this, section, context, { start: at, end: at + 1 }, said);
      // haproxy complains once a line.
      const lineEnd = text.indexOf("\n", at);
      at = lineEnd < 0 ? -1 : text.indexOf("\0", lineEnd);
    }
  },
};

import { type Finding, message } from "../finding.ts";
import type { HaproxySectionRule } from "../rule.ts";
import { hasJudged, judgedSection, nameOf } from "./judged.ts";
import { findingAt } from "./wording.ts";

export const prefixNotAllowed: HaproxySectionRule = {
  code: "haproxy/prefix-not-allowed",
  scope: "haproxy-section",
  severity: "error",
  fix: "none",
  since: "0.1.0",
  docs: {
    summary: "`no` or `default` stands before a keyword that takes no such prefix.",
    why: "Only options, `log` and a few keywords of the global section can be taken back with `no` or set back with `default`. Before any other keyword haproxy refuses to start, so a line that was meant to switch something off takes the whole load balancer down.",
    example: {
      bad: `//- haproxy.cfg
defaults
    mode tcp
    timeout connect 5s
    timeout client 1h
    timeout server 1h

listen apiservers
    bind 10.0.0.100:8443
    no option redispatch
    server master1 10.0.0.11:6443 check
    no server master2 10.0.0.12:6443 check
`,
      good: `//- haproxy.cfg
defaults
    mode tcp
    timeout connect 5s
    timeout client 1h
    timeout server 1h

listen apiservers
    bind 10.0.0.100:8443
    no option redispatch
    server master1 10.0.0.11:6443 check
    server master2 10.0.0.12:6443 check disabled
`,
    },
  },
  concerns: hasJudged,
  *check(section, context): Iterable<Finding> {
    for (const one of judgedSection(section, context)?.statements ?? []) {
      const { statement, lookup } = one;
      const prefix = statement.words[0];
      if (!lookup.prefixRefused || prefix === undefined) continue;
      // A word that is unknown or in the wrong place anyway is reported for that alone.
      if (lookup.status !== "known" && lookup.status !== "unsure") continue;
      const said = message(
        "{name} takes no prefix {prefix}: haproxy does not start with this line. Remove the line or its prefix.",
        {
          prefix: prefix.value,
          name: nameOf(one),
        },
      );
      yield findingAt(this, section, context, prefix, said);
    }
  },
};

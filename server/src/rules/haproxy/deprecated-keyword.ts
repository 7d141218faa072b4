import { type Finding, message } from "../finding.ts";
import type { HaproxySectionRule } from "../rule.ts";
import { hasJudged, judgedSection, nameOf } from "./judged.ts";
import { findingAt, stretch } from "./wording.ts";

export const deprecatedKeyword: HaproxySectionRule = {
  code: "haproxy/deprecated-keyword",
  scope: "haproxy-section",
  severity: "warning",
  fix: "none",
  since: "0.1.0",
  docs: {
    summary: "A keyword still works, but haproxy warns that it will go.",
    why: "haproxy takes such a keyword and says at every start that a later version will not. What stands there today keeps haproxy from starting after an upgrade. It is reported only where the version is known, or where every version that takes the keyword says so.",
    example: {
      bad: `//- haproxy.cfg
global
    tune.ssl.capture-cipherlist-size 800

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
global
    tune.ssl.capture-buffer-size 800

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
  concerns: hasJudged,
  *check(section, context): Iterable<Finding> {
    for (const one of judgedSection(section, context)?.statements ?? []) {
      const { lookup, statement, onlyIn } = one;
      const isTaken = lookup.deprecated && lookup.status === "known" && lookup.effect === "works";
      // Of what newer versions no longer have another rule speaks.
      if (!isTaken || lookup.action !== undefined || onlyIn !== undefined) continue;
      const said = message("{name} is deprecated: haproxy still takes it and warns that a later version will not.", {
        name: nameOf(one),
      });
      yield findingAt(this, section, context, stretch(statement.words, lookup.nameStart, lookup.nameEnd), said);
    }
  },
};

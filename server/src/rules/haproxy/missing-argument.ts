import { type Finding, message } from "../finding.ts";
import type { HaproxySectionRule } from "../rule.ts";
import { hasProblems, reportProblems } from "./analysis/report.ts";
import { hasJudged, judgedSection, nameOf } from "./judged.ts";
import { findingAt, stretch } from "./wording.ts";

/** More words than these help nobody choose. */
const mostShown = 12;

export const missingArgument: HaproxySectionRule = {
  code: "haproxy/missing-argument",
  scope: "haproxy-section",
  severity: "error",
  fix: "none",
  since: "0.1.0",
  docs: {
    summary: "A keyword lacks an argument that it needs.",
    why: "haproxy refuses to start where a keyword stands without what it needs, also in the middle of a line: an option of a server without its value takes the next option for it, or finds the line's end.",
    example: {
      bad: `//- haproxy.cfg
defaults
    mode tcp
    timeout connect 5s
    timeout client 1h
    timeout server 1h

listen apiserver
    bind 10.0.0.100:8443
    server master1 10.0.0.11:6443 check inter
`,
      good: `//- haproxy.cfg
defaults
    mode tcp
    timeout connect 5s
    timeout client 1h
    timeout server 1h

listen apiserver
    bind 10.0.0.100:8443
    server master1 10.0.0.11:6443 check inter 2s
`,
    },
  },
  concerns: (section, context) => hasProblems(section, context) || hasJudged(section, context),
  *check(section, context): Iterable<Finding> {
    yield* reportProblems(this, section, context);
    for (const one of judgedSection(section, context)?.statements ?? []) {
      const { status, nameStart, nameEnd, candidates } = one.lookup;
      if (status !== "incomplete") continue;
      const known = candidates.slice(0, mostShown).join(", ");
      const said = message("{keyword} lacks a word, and haproxy does not start without it: {known}.", {
        keyword: nameOf(one),
        known: candidates.length > mostShown ? `${known}, …` : known,
      });
      yield findingAt(this, section, context, stretch(one.statement.words, nameStart, nameEnd), said);
    }
  },
};

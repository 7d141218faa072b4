import type { HaproxyLookup, HaproxyPlace } from "../../schema/haproxy/index.ts";
import { type Finding, type Message, message } from "../finding.ts";
import type { HaproxySectionRule } from "../rule.ts";
import { hasProblems, reportProblems } from "./analysis/report.ts";
import { hasJudged, judgedSection, nameOf } from "./judged.ts";
import { findingAt, placeList, placeName, stretch } from "./wording.ts";

function say(lookup: HaproxyLookup, place: HaproxyPlace, name: string): Message {
  const { places } = lookup;
  const needsName = place === "defaults" && places.includes("defaults-named");
  const others = places.filter((one) => placeName(one) !== placeName(place));
  const args = { name, section: placeName(place), places: placeList(others) };
  if (lookup.effect === "ignored") {
    return others.length === 0
      ? message("haproxy ignores {name} in a {section} section.", args)
      : message("haproxy ignores {name} in a {section} section. Move it to a {places} section.", args);
  }
  if (needsName) {
    return message(
      "haproxy allows {name} only in a defaults section that has a name, and does not start with this one. Give the section a name, or move the line to a {places} section.",
      args,
    );
  }
  return others.length === 0
    ? message("haproxy does not allow {name} in a {section} section and does not start with it.", args)
    : message(
        "haproxy does not allow {name} in a {section} section and does not start with it. Move it to a {places} section.",
        args,
      );
}

export const wrongSection: HaproxySectionRule = {
  code: "haproxy/wrong-section",
  scope: "haproxy-section",
  severity: "error",
  fix: "none",
  since: "0.1.0",
  docs: {
    summary: "A keyword stands in a section where haproxy refuses or ignores it.",
    why: "Some keywords belong to the side that clients see, others to the side of the servers. In the wrong section haproxy either refuses to start, or it warns and drops the line: then a timeout, a health check or a rule that everybody believes in is not there. What is only ignored is reported as a warning.",
    example: {
      bad: `//- haproxy.cfg
defaults
    mode tcp
    timeout connect 5s
    timeout client 1h
    timeout server 1h

frontend apiserver
    bind 10.0.0.100:8443
    default_backend masters
    server master1 10.0.0.11:6443 check

backend masters
    server master2 10.0.0.12:6443 check
`,
      good: `//- haproxy.cfg
defaults
    mode tcp
    timeout connect 5s
    timeout client 1h
    timeout server 1h

frontend apiserver
    bind 10.0.0.100:8443
    default_backend masters

backend masters
    server master1 10.0.0.11:6443 check
    server master2 10.0.0.12:6443 check
`,
    },
  },
  concerns: (section, context) => hasJudged(section, context) || hasProblems(section, context),
  *check(section, context): Iterable<Finding> {
    const judged = judgedSection(section, context);
    if (judged === undefined) return;
    for (const one of judged.statements) {
      const { statement, lookup } = one;
      if (lookup.status !== "misplaced") continue;
      const severity = lookup.effect === "ignored" ? "warning" : this.severity;
      const place = stretch(statement.words, lookup.nameStart, lookup.nameEnd);
      yield findingAt(this, section, context, place, say(lookup, judged.place, nameOf(one)), { severity });
    }
    yield* reportProblems(this, section, context);
  },
};

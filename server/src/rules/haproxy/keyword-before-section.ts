import { haproxySectionKinds } from "../../schema/haproxy/index.ts";
import { closest } from "../../schema/suggest.ts";
import { type Finding, message } from "../finding.ts";
import { invisibleFixes, mendLine, sayInvisible } from "../invisible.ts";
import type { HaproxySectionRule } from "../rule.ts";
import { isUnknownWord } from "../unknown-word.ts";
import { conditionsBehind, directives } from "./conditions.ts";
import { isSectionWord, versionOf } from "./judged.ts";
import { findingAt, replacement } from "./wording.ts";

export const keywordBeforeSection: HaproxySectionRule = {
  code: "haproxy/keyword-before-section",
  scope: "haproxy-section",
  severity: "error",
  fix: "unsafe",
  since: "0.1.0",
  docs: {
    summary: "A line stands in front of the first section.",
    why: "Every line of a haproxy configuration belongs to a section such as `global`, `defaults` or `frontend`. A line in front of the first one, often the rest of a copied command or a misspelt section word, keeps haproxy from starting.",
    example: {
      bad: `//- haproxy.cfg
golbal

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
  concerns: ({ header }) => header === undefined,
  *check(section, context): Iterable<Finding> {
    // A template or a fence may begin in the middle of a section.
    if (context.isPartial) return;
    let open = context.openConditions;
    for (const { words } of section.statements) {
      const word = words[0];
      if (word === undefined) continue;
      open = conditionsBehind(word.value, open);
      if (open > 0 || directives.has(word.value) || isUnknownWord(word.value)) continue;
      const values = words.map(({ value }) => value);
      const isKnown = ([first]: readonly string[]): boolean =>
        first === undefined || directives.has(first) || isSectionWord(first, versionOf(context));
      const mended = mendLine(values, 0, isKnown);
      if (mended !== undefined) {
        const { file, sectionText: text } = context;
        const fixes = invisibleFixes({ file, origin: section.origin, text }, word, mended);
        yield findingAt(this, section, context, word, sayInvisible("refused", values, 0, mended), { fixes });
        // What follows are the lines of the section that begins here.
        if (isSectionWord(mended.words[0], versionOf(context))) return;
        continue;
      }
      const suggestion = closest(word.value, haproxySectionKinds(versionOf(context)));
      const args = { word: word.value, suggestion: suggestion ?? "" };
      const said =
        suggestion === undefined
          ? message(
              "{word} stands in front of the first section, and haproxy does not start with it. Put a section line such as global or defaults above it.",
              args,
            )
          : message(
              "{word} is no section of haproxy and stands in front of the first one, so that haproxy does not start. Did you mean {suggestion}?",
              args,
            );
      const fixes = suggestion === undefined ? [] : [replacement(section, context, word, suggestion, false)];
      yield findingAt(this, section, context, word, said, { fixes });
    }
  },
};

import {
  type HaproxyPlace,
  type HaproxyVersionChoice,
  haproxySectionKinds,
  lookupHaproxyStatement,
} from "../../schema/haproxy/index.ts";
import { closest } from "../../schema/suggest.ts";
import type { HaproxySection } from "../../syntax/haproxy/tree.ts";
import { type Finding, message } from "../finding.ts";
import { invisibleFixes, mendLine, sayInvisible } from "../invisible.ts";
import type { FileContext, HaproxySectionRule } from "../rule.ts";
import { suggest } from "../suggestion.ts";
import { directives } from "./conditions.ts";
import { hasJudged, isGone, isKnownLine, type JudgedStatement, judgedSection, nameOf, versionsText } from "./judged.ts";
import { findingAt, placeName, replacement, stretch } from "./wording.ts";

/** The word that is most likely meant, if the line would be known with it. */
function suggestionFor(
  place: HaproxyPlace,
  { statement, lookup }: JudgedStatement,
  at: number,
  version: HaproxyVersionChoice,
): string | undefined {
  const words = statement.words.map((word) => word.value);
  const sections = at === 0 ? haproxySectionKinds(version) : [];
  const suggestion = suggest(words[at] ?? "", [...lookup.candidates, ...sections]);
  if (suggestion === undefined || sections.some((section) => section === suggestion.keyword)) return suggestion?.text;
  const mended = lookupHaproxyStatement(place, words.with(at, suggestion.keyword), version);
  return mended.effect === "refused" ? undefined : suggestion.text;
}

function* unknownWords(
  rule: HaproxySectionRule,
  section: HaproxySection,
  context: FileContext,
  found: { readonly place: HaproxyPlace; readonly version: HaproxyVersionChoice; readonly judged: JudgedStatement },
): Iterable<Finding> {
  const { place, version, judged } = found;
  const { statement, lookup } = judged;
  const at = lookup.unknownWord ?? 0;
  const word = statement.words[at];
  if (word === undefined) return;
  const words = statement.words.map(({ value }) => value);
  const mended = mendLine(words, at, (line) => isKnownLine(place, line, version));
  if (mended !== undefined) {
    const { file, sectionText: text } = context;
    const fixes = invisibleFixes({ file, origin: section.origin, text }, word, mended);
    yield findingAt(rule, section, context, word, sayInvisible("refused", words, at, mended), { fixes });
    return;
  }
  const suggestion = suggestionFor(place, judged, at, version);
  const parent = statement.words
    .slice(lookup.nameStart, at)
    .map(({ value }) => value)
    .join(" ");
  const args = { word: word.value, section: placeName(place), parent, suggestion: suggestion ?? "" };
  const isFirst = at === lookup.nameStart;
  let said = isFirst
    ? message("haproxy knows no keyword {word} in a {section} section and does not start with it.", args)
    : message("haproxy knows no {word} behind {parent} and does not start with it.", args);
  if (suggestion !== undefined) {
    said = isFirst
      ? message(
          "haproxy knows no keyword {word} in a {section} section and does not start with it. Did you mean {suggestion}?",
          args,
        )
      : message("haproxy knows no {word} behind {parent} and does not start with it. Did you mean {suggestion}?", args);
  }
  const fixes = suggestion === undefined ? [] : [replacement(section, context, word, suggestion, false)];
  yield findingAt(rule, section, context, word, said, { fixes });
}

export const unknownHaproxyKeyword: HaproxySectionRule = {
  code: "haproxy/unknown-keyword",
  scope: "haproxy-section",
  severity: "error",
  fix: "unsafe",
  since: "0.1.0",
  docs: {
    summary: "A line begins with a word that haproxy does not know in this section.",
    why: "haproxy checks its whole configuration before it starts, and one unknown word is enough to keep it from starting. A running haproxy refuses the reload and goes on with the old configuration, so the mistake often shows only when the machine reboots or a failover starts haproxy on the other node. A blank that is none, such as the full-width one of a Chinese input method, becomes part of the word and makes it unknown.",
    example: {
      bad: `//- haproxy.cfg
defaults
    mode tcp
    timeout connect 5s
    timeout client 1h
    timeout sever 1h

listen apiserver
    bind 10.0.0.100:8443
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
    server master1 10.0.0.11:6443 check
`,
    },
  },
  concerns: hasJudged,
  *check(section, context): Iterable<Finding> {
    const judged = judgedSection(section, context);
    if (judged === undefined) return;
    const { place, version, statements, unknownDirectives, foreignSection } = judged;
    const header = section.header?.words[0];
    if (foreignSection !== undefined && header !== undefined && !isGone(foreignSection, version)) {
      const said = message(
        "haproxy {version} has no {word} sections and does not start with this one: such sections exist in {versions}.",
        { version, word: header.value, versions: versionsText(foreignSection) },
      );
      yield findingAt(this, section, context, header, said);
    }
    for (const statement of unknownDirectives) {
      const word = statement.words[0];
      if (word === undefined) continue;
      const suggestion = closest(word.value, directives);
      const args = { word: word.value, suggestion: suggestion ?? "" };
      const said =
        suggestion === undefined
          ? message("haproxy knows no directive {word} and does not start with it.", args)
          : message("haproxy knows no directive {word} and does not start with it. Did you mean {suggestion}?", args);
      const fixes = suggestion === undefined ? [] : [replacement(section, context, word, suggestion, false)];
      yield findingAt(this, section, context, word, said, { fixes });
    }
    for (const one of statements) {
      const { statement, lookup } = one;
      if (lookup.status === "unknown") {
        yield* unknownWords(this, section, context, { place, version, judged: one });
      } else if (lookup.status === "other-version") {
        const name = stretch(statement.words, lookup.nameStart, lookup.nameEnd);
        const said = message(
          "haproxy {version} does not know {name} here and does not start with it: it came with {since}.",
          { version, name: nameOf(one), since: lookup.versions[0] ?? "" },
        );
        yield findingAt(this, section, context, name, said);
      }
    }
  },
};

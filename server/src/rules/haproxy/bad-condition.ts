import type { HaproxySection } from "../../syntax/haproxy/tree.ts";
import type { Word } from "../../syntax/tree.ts";
import { type Finding, type Message, message } from "../finding.ts";
import type { FileContext, HaproxySectionRule } from "../rule.ts";
import { versionOf } from "./judged.ts";
import { findingAt } from "./wording.ts";

/** Which of the lines of an open `.if` have been seen; those of an `.if` of an earlier section aren't known. */
type Open = "if" | "else" | "unknown";

/** haproxy nests conditions so deep at most. */
const deepest = 99;

import { mayHaveDirectives } from "./conditions.ts";

export const badCondition: HaproxySectionRule = {
  code: "haproxy/bad-condition",
  scope: "haproxy-section",
  severity: "error",
  fix: "none",
  since: "0.1.0",
  docs: {
    summary: "The lines `.if`, `.elif`, `.else` and `.endif` do not fit together.",
    why: "haproxy refuses a configuration whose conditional blocks are not closed, or that goes on with one that was never opened. What stands behind such a line may be read or skipped against all intention.",
    example: {
      bad: `//- haproxy.cfg
defaults
    mode tcp
    timeout connect 5s
    timeout client 1h
    timeout server 1h

listen apiserver
    bind 10.0.0.100:8443
    server master1 10.0.0.11:6443 check
.if feature(OPENSSL)
    server master2 10.0.0.12:6443 check
.endif
.endif
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
.if feature(OPENSSL)
    server master2 10.0.0.12:6443 check
.endif
`,
    },
  },
  concerns: mayHaveDirectives,
  *check(section, context): Iterable<Finding> {
    const open: Open[] = Array.from({ length: context.openConditions }, () => "unknown");
    for (const { words } of section.statements) {
      const word = words[0];
      if (word === undefined || !word.value.startsWith(".")) continue;
      const said = follow(open, word.value);
      if (said !== undefined) yield findingAt(this, section, context, word, said);
      // A message between .if and .endif may never be read.
      const isRead = wordsAllowed[word.value] === 1 || open.length === 0;
      const surplus = isRead ? words[wordsAllowed[word.value] ?? words.length] : undefined;
      const last = words[words.length - 1];
      if (surplus !== undefined && last !== undefined) {
        yield* surplusWords(this, section, context, { word, start: surplus.start, end: last.end });
      }
    }
    if (open.length > 0 && context.isLastSection && !context.isPartial) yield* unclosed(this, section, context);
  },
};

/** Takes one directive into account; returns what is wrong with its place. */
function follow(open: Open[], keyword: string): Message | undefined {
  if (keyword === ".if") {
    open.push("if");
    if (open.length !== deepest + 1) return undefined;
    return message("haproxy nests conditions {limit} deep at most and does not start with more.", { limit: deepest });
  }
  if (keyword !== ".elif" && keyword !== ".else" && keyword !== ".endif") return undefined;
  const last = open[open.length - 1];
  if (last === undefined) {
    return message("No .if is open where this {word} stands, and haproxy does not start with it.", { word: keyword });
  }
  if (keyword === ".endif") {
    open.pop();
    return undefined;
  }
  if (last === "else") {
    return message("The .else above is the last part of its .if: haproxy does not start with {word} behind it.", {
      word: keyword,
    });
  }
  if (keyword === ".else") open[open.length - 1] = "else";
  return undefined;
}

/** How many words a directive's line may have; `.if` and `.elif` take any number. */
const wordsAllowed: Readonly<Record<string, number>> = {
  ".else": 1,
  ".endif": 1,
  ".diag": 2,
  ".notice": 2,
  ".warning": 2,
  ".alert": 2,
};

/** haproxy 2.4 takes surplus words in silence, newer ones do not start with them. */
function* surplusWords(
  rule: HaproxySectionRule,
  section: HaproxySection,
  context: FileContext,
  place: { readonly word: Word; readonly start: number; readonly end: number },
): Iterable<Finding> {
  const version = versionOf(context);
  if (version === "2.4") return;
  const severity = version === "auto" ? "warning" : rule.severity;
  const said =
    wordsAllowed[place.word.value] === 1
      ? message("{word} takes no further words, and haproxy does not start with them from 2.6 on.", {
          word: place.word.value,
        })
      : message("{word} takes one word, and haproxy does not start with more from 2.6 on. Put the text into quotes.", {
          word: place.word.value,
        });
  yield findingAt(rule, section, context, place, said, { severity });
}

/** haproxy complains of a missing `.endif` on the last line of the file. */
function* unclosed(rule: HaproxySectionRule, section: HaproxySection, context: FileContext): Iterable<Finding> {
  const last = section.statements[section.statements.length - 1] ?? section.header;
  const said = message("An .if is still open at the end of the file, and haproxy does not start with it. Add .endif.");
  if (last !== undefined) yield findingAt(rule, section, context, last, said);
}

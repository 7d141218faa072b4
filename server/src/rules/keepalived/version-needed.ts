import { type KeepalivedVersionChoice, keepalivedRelease } from "../../schema/keepalived/index.ts";
import {
  bracesAnywhere,
  derivedBroadcast,
  type KeepalivedNovelty,
  newerBuiltIns,
  newerDirectives,
  newerOptions,
  noUnicastVmac,
  optionsWithValue,
  sequencesAsEntries,
} from "../../schema/keepalived/releases.ts";
import type { KeepalivedSection, KeepalivedStatement } from "../../syntax/keepalived/tree.ts";
import type { Word } from "../../syntax/tree.ts";
import type { Span } from "../../text/span.ts";
import { type Finding, type Message, message, type Severity } from "../finding.ts";
import type { FileContext, KeepalivedSectionRule } from "../rule.ts";
import { findingAt, type KnownStatement, knownStatementsOf, versionOf } from "./judged.ts";

interface Newer {
  readonly place: Span;
  readonly said: Message;
  readonly severity: Severity;
}

function isBefore(version: KeepalivedVersionChoice, since: KeepalivedVersionChoice): boolean {
  return keepalivedRelease(version) < keepalivedRelease(since);
}

const builtInUse = new RegExp(String.raw`^[^#!\n]*\$\{?(${Object.keys(newerBuiltIns).join("|")})\b`, "gm");

/** What is worked out before keywords are read: once for each kind, for who writes one definition writes more. */
function* newerLines(text: string, version: KeepalivedVersionChoice): Iterable<Newer> {
  const seen = new Set<string>();
  const directive = /^[ \t]*(@\^|\$(?=[A-Za-z_]\w*=)|~(?:SEQx?|LST)(?=\()|include[rmwba](?=[ \t]))/gm;
  for (const match of text.matchAll(directive)) {
    const [whole, word = ""] = match;
    const since = newerDirectives[word];
    if (since === undefined || seen.has(word) || !isBefore(version, since)) continue;
    seen.add(word);
    const end = match.index + whole.length;
    yield { place: { start: end - word.length, end }, said: sayDirective(word, version, since), severity: "error" };
  }
  // Where definitions are unknown, it was said of them already.
  if (isBefore(version, "1.4.0")) return;
  for (const match of text.matchAll(builtInUse)) {
    const [whole, name = ""] = match;
    const since = newerBuiltIns[name];
    if (since === undefined || seen.has(name) || !isBefore(version, since)) continue;
    seen.add(name);
    const end = match.index + whole.length;
    const said = message(
      "keepalived {version} does not know {word} yet, so that it stays text: it came with {since}.",
      {
        version,
        word: `$${name}`,
        since,
      },
    );
    yield { place: { start: end - name.length, end }, said, severity: "error" };
  }
}

/** Sequences among entries, where releases that know sequences took them for entries at first. */
function* newerSequences(
  { statement, keyword }: KnownStatement,
  text: string,
  version: KeepalivedVersionChoice,
): Iterable<Newer> {
  const known = newerDirectives["~SEQ"];
  if (known === undefined || isBefore(version, known) || !isBefore(version, sequencesAsEntries)) return;
  if (keyword?.block !== "values" || statement.words[0]?.generated === true) return;
  // All entries that a sequence makes stand where it does.
  const starts = new Set(statement.block?.statements.map(({ words }) => words[0]?.start ?? 0));
  for (const start of starts) {
    if (!text.startsWith("~SEQ(", start)) continue;
    const said = sayDirective("~SEQ", version, sequencesAsEntries);
    yield { place: { start, end: start + "~SEQ".length }, said, severity: "error" };
  }
}

function sayDirective(word: string, version: KeepalivedVersionChoice, since: KeepalivedVersionChoice): Message {
  if (word === "$") {
    return message(
      "keepalived {version} knows no definitions yet: it skips the line, and every use of the name stays text. They came with {since}.",
      { version, since },
    );
  }
  if (word === "@^") {
    return message(
      "keepalived {version} does not know `@^` yet and skips the line on every host: it came with {since}.",
      { version, since },
    );
  }
  return message("keepalived {version} does not know {word} here yet and goes on without it: it came with {since}.", {
    version,
    word,
    since,
  });
}

/** Whether nothing but blanks and a comment stands in a line behind an offset. */
function endsLine(text: string, at: number): boolean {
  return /^[ \t\r]*(?:[#!].*)?(?:\n|$)/.test(text.slice(at, at + 400));
}

function beginsLine(text: string, at: number): boolean {
  return text.slice(text.lastIndexOf("\n", at - 1) + 1, at).trim() === "";
}

/** A brace of a block that a release without `bracesAnywhere` does not see as one; undefined where there is none. */
function hiddenBrace({ words, block }: KeepalivedStatement, text: string): Span | undefined {
  const isMade = words.some(({ generated }) => generated === true);
  if (block === undefined || isMade || text[block.open] !== "{") return undefined;
  const isGlued = block.open > 0 && !/\s/.test(text[block.open - 1] ?? "");
  if (isGlued || !endsLine(text, block.open + 1)) return { start: block.open, end: block.open + 1 };
  const { close } = block;
  if (close === undefined || text[close] !== "}") return undefined;
  return beginsLine(text, close) && endsLine(text, close + 1) ? undefined : { start: close, end: close + 1 };
}

/** The first such brace: behind it the old release reads all blocks otherwise than they look. */
function firstHiddenBrace(statements: readonly KeepalivedStatement[], text: string): Span | undefined {
  for (const statement of statements) {
    const found = hiddenBrace(statement, text) ?? firstHiddenBrace(statement.block?.statements ?? [], text);
    if (found !== undefined) return found;
  }
  return undefined;
}

function* newerBraces(section: KeepalivedSection, text: string, version: KeepalivedVersionChoice): Iterable<Newer> {
  if (!isBefore(version, bracesAnywhere) || section.holes.length > 0) return;
  const place = firstHiddenBrace(section.statements, text);
  if (place === undefined) return;
  const said = message(
    "keepalived {version} sees an opening brace only at the end of a line behind a blank, and a closing one only alone in a line: what follows is lost. Give each brace its place; any way of writing came with {since}.",
    { version, since: bracesAnywhere },
  );
  yield { place, said, severity: "error" };
}

function* newerWords(words: readonly Word[], syntax: string, version: KeepalivedVersionChoice): Iterable<Newer> {
  const options = Object.hasOwn(newerOptions, syntax) ? newerOptions[syntax] : undefined;
  if (options === undefined) return;
  for (let at = 0; at < words.length; at++) {
    const word = words[at];
    if (word === undefined) return;
    const { value } = word;
    const isSign =
      syntax === "ipaddress" && /^(?:brd|broadcast)$/.test(value) && /^[+-]$/.test(words[at + 1]?.value ?? "");
    const known = isSign ? derivedBroadcast : Object.hasOwn(options, value) ? options[value] : undefined;
    if (known !== undefined && isBefore(version, known.since)) yield sayOption(word, known, version);
    if (optionsWithValue.has(value)) at++;
  }
}

function sayOption(word: Word, { since, outcome }: KeepalivedNovelty, version: KeepalivedVersionChoice): Newer {
  const args = { version, word: word.value, since };
  if (outcome === "dropped") {
    const said = message(
      "keepalived {version} does not know {word} here yet and drops the whole entry: it came with {since}.",
      args,
    );
    return { place: word, said, severity: "error" };
  }
  const said = message(
    "keepalived {version} does not know {word} here yet and goes on without it: it came with {since}.",
    args,
  );
  return { place: word, said, severity: "warning" };
}

/** A block of values whose brace stands in a line of its own, which is an entry to a release without `bracesAnywhere`. */
function* braceBelow(
  { statement, keyword }: KnownStatement,
  text: string,
  version: KeepalivedVersionChoice,
): Iterable<Newer> {
  const { words, block } = statement;
  const last = words.at(-1);
  if (keyword?.block !== "values" || block === undefined || last === undefined || last.generated === true) return;
  if (text[block.open] !== "{" || !text.slice(last.end, block.open).includes("\n")) return;
  const said = message(
    "keepalived {version} takes the brace for an entry of {keyword}, because it stands in a line of its own. Write it behind the keyword; {since} was the first release that takes both.",
    { version, keyword: keyword.name, since: bracesAnywhere },
  );
  yield { place: { start: block.open, end: block.open + 1 }, said, severity: "error" };
}

/** A virtual MAC beside unicast peers, which one series refuses and the others take. */
function* unicastVmac({ statements }: KeepalivedSection, version: KeepalivedVersionChoice): Iterable<Newer> {
  const [first, since] = noUnicastVmac;
  if (isBefore(version, first) || !isBefore(version, since)) return;
  for (const { words, block } of statements) {
    if (words[0]?.value !== "vrrp_instance") continue;
    const lines = block?.statements ?? [];
    const named = (name: RegExp): KeepalivedStatement | undefined =>
      lines.find((line) => name.test(line.words[0]?.value ?? ""));
    const peers = named(/^unicast_peer$/)?.block?.statements ?? [];
    const keyword = named(/^use_(?:vmac|ipvlan)$/)?.words[0];
    if (keyword === undefined || peers.length === 0) continue;
    const said = message(
      "keepalived {version} takes no {keyword} beside unicast peers and goes on without it: {since} was the first release that takes both.",
      { version, keyword: keyword.value, since },
    );
    yield { place: keyword, said, severity: "error" };
  }
}

function* newerIn(section: KeepalivedSection, context: FileContext): Iterable<Newer> {
  const version = versionOf(context);
  if (version === "auto") return;
  const { sectionText: text } = context;
  yield* newerLines(text, version);
  yield* newerBraces(section, text, version);
  yield* unicastVmac(section, version);
  for (const one of knownStatementsOf(section, context)) {
    yield* newerSequences(one, text, version);
    if (one.entrySyntax !== undefined) yield* newerWords(one.statement.words, one.entrySyntax, version);
    else if (isBefore(version, bracesAnywhere)) yield* braceBelow(one, text, version);
  }
}

export const keepalivedVersionNeeded: KeepalivedSectionRule = {
  code: "keepalived/version-needed",
  scope: "keepalived-section",
  severity: "error",
  fix: "none",
  since: "0.1.0",
  docs: {
    summary: "The keepalived that is judged by is too old for what a line uses.",
    why: "Distributions bring keepalived in very different ages: CentOS 7 has 1.3.5, which knows no definitions and no braces in the middle of a line. Such a release starts all the same and reads something else than what is written, at worst without an instance. The rule speaks where a version is set: by the setting, the manifest, or a comment `# haconf keepalived-version 2.0` in the file. Keywords that are too new are found by `keepalived/unknown-keyword` and `keepalived/unknown-block`.",
    example: {
      bad: `//- keepalived.conf
# haconf keepalived-version 1.3
vrrp_instance VI_1 {
    state MASTER
    interface eth0
    virtual_router_id 51
    priority 100
    virtual_ipaddress { 10.0.0.100/24 }
}
`,
      good: `//- keepalived.conf
# haconf keepalived-version 1.3
vrrp_instance VI_1 {
    state MASTER
    interface eth0
    virtual_router_id 51
    priority 100
    virtual_ipaddress {
        10.0.0.100/24
    }
}
`,
    },
  },
  *check(section, context): Iterable<Finding> {
    for (const { place, said, severity } of newerIn(section, context)) {
      yield findingAt(this, section, context, place, said, { severity });
    }
  },
};

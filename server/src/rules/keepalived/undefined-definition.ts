import { keepalivedLines } from "../../schema/keepalived/arguments.ts";
import { hasBuiltIn, keepalivedBuiltIn } from "../../schema/keepalived/built-ins.ts";
import { closest } from "../../schema/suggest.ts";
import type { KeepalivedSection } from "../../syntax/keepalived/tree.ts";
import { anchorOf, type Word } from "../../syntax/tree.ts";
import { type Finding, type Fix, type Message, message } from "../finding.ts";
import type { FileContext, KeepalivedSectionRule } from "../rule.ts";
import { findingAt, type KnownStatement, knownStatementsOf, versionOf } from "./judged.ts";
import { lineFaultsOf, referenceOwnerOf, undefinedName } from "./line-faults.ts";

/**
 * Why keepalived left a reference in its place: a definition stands above, but what follows the name hides it (`unbraced`); the
 * definition stands further below; or there is none.
 */
type Miss = "unbraced" | "below" | "nowhere";

function missOf(section: KeepalivedSection, name: string, word: Word): Miss {
  const own = section.definitions.filter((one) => one.name === name);
  if (own.some(({ end }) => end <= word.start)) return "unbraced";
  return own.length > 0 ? "below" : "nowhere";
}

function say(miss: Miss, name: string): Message {
  const args = { name: `$${name}`, braced: `\${${name}}` };
  switch (miss) {
    case "unbraced":
      return message(
        "keepalived replaces {name} only where a blank or the line's end follows, and takes this for text: write {braced}.",
        args,
      );
    case "below":
      return message(
        "{name} is defined further below, and keepalived reads from top to bottom: here it is the mere text. Move the definition above.",
        args,
      );
    case "nowhere":
      return message(
        "{name} is defined nowhere, so keepalived takes it for the mere text: define it above, or, where a program fills it in, give the file a name of templates (.tmpl).",
        args,
      );
  }
}

/** Puts the name in braces where it is defined, or the one in its place that was meant. */
function fixesOf(
  section: KeepalivedSection,
  context: FileContext,
  word: Word,
  name: string,
  miss: Miss,
): readonly Fix[] {
  const source = context.sectionText.slice(word.start, word.end);
  const at = source.indexOf(`$${name}`);
  if (word.generated === true || at < 0) return [];
  const meant = miss === "nowhere" ? closest(name, definedAbove(section, word)) : undefined;
  if (miss !== "unbraced" && meant === undefined) return [];
  const start = word.start + at;
  const newText = miss === "unbraced" ? `\${${name}}` : `$${meant}`;
  const place = anchorOf(section.origin, { start, end: start + name.length + 1 });
  return [
    {
      title: message("Replace with {text}", { text: newText }),
      isPreferred: true,
      isSafe: false,
      edits: [{ file: context.file, at: place, form: "in-place", newText }],
    },
  ];
}

function definedAbove({ definitions }: KeepalivedSection, word: Word): string[] {
  return definitions.filter(({ end }) => end <= word.start).map(({ name }) => name);
}

/** The words of a line that are names of interfaces: none has such a sign in its name, and keepalived does not start without one. */
function* interfacesOf({ statement, path, keyword }: KnownStatement, context: FileContext): Iterable<Word> {
  if (keyword === undefined) return;
  const [line] = keepalivedLines([...path, keyword.name].join("/"), versionOf(context));
  const word = statement.words[1];
  if (word !== undefined && line?.args[0]?.type === "interface") yield word;
}

const builtInUse = /\$\{(_[A-Z]+)\b[^}]*\}/g;

/** Definitions that keepalived brings along, but not yet in the version that is judged by. */
function* newerBuiltIns(
  rule: KeepalivedSectionRule,
  section: KeepalivedSection,
  context: FileContext,
): Iterable<Finding> {
  const version = versionOf(context);
  if (version === "auto" || !context.sectionText.includes("${_")) return;
  for (const { statement } of knownStatementsOf(section, context)) {
    for (const word of statement.words) {
      for (const [whole, name = ""] of word.value.matchAll(builtInUse)) {
        const builtIn = keepalivedBuiltIn(name);
        if (builtIn === undefined || hasBuiltIn(version, builtIn)) continue;
        const said = message(
          "keepalived {version} does not know {name} yet, which came with {since}: it takes the braces for a block, and the line is lost.",
          { version, name: whole, since: builtIn.since },
        );
        yield findingAt(rule, section, context, word, said);
      }
    }
  }
}

export const undefinedDefinition: KeepalivedSectionRule = {
  code: "keepalived/undefined-definition",
  scope: "keepalived-section",
  severity: "error",
  fix: "unsafe",
  since: "0.1.0",
  docs: {
    summary: "A `$NAME` has no definition that keepalived sees where it stands.",
    why: "keepalived replaces `$NAME` by what a line `$NAME=value` above it says, with braces around the name anywhere and without them only where a blank or the line's end follows. What it finds no definition for stays as it is written: `priority $PRIO` is no number and is skipped, so that the instance starts with the default, and `$NET.100` is no address.\n\nWhere a program such as envsubst fills in the names before keepalived reads the file, nothing is wrong. haconf says nothing of files named as templates (`keepalived.conf.tmpl`), of files with other placeholders, or where a script beside them fills in templates.",
    example: {
      bad: `//- keepalived.conf
$NET=10.0.0
vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 100
    virtual_ipaddress {
        $NET.100/24
    }
}
`,
      good: `//- keepalived.conf
$NET=10.0.0
vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 100
    virtual_ipaddress {
        \${NET}.100/24
    }
}
`,
    },
  },
  *check(section, context): Iterable<Finding> {
    if (!context.sectionText.includes("$")) return;
    for (const { word, detail } of lineFaultsOf(section, context)) {
      if (detail.kind !== "undefined") continue;
      const miss = missOf(section, detail.name, word);
      const fixes = fixesOf(section, context, word, detail.name, miss);
      yield findingAt(this, section, context, word, say(miss, detail.name), { fixes });
    }
    const owner = referenceOwnerOf(section, context);
    for (const known of knownStatementsOf(section, context)) {
      for (const word of interfacesOf(known, context)) {
        const name = undefinedName(word.value, owner);
        if (name === undefined) continue;
        const miss = missOf(section, name, word);
        const fixes = fixesOf(section, context, word, name, miss);
        yield findingAt(this, section, context, word, say(miss, name), { severity: "warning", fixes });
      }
    }
    yield* newerBuiltIns(this, section, context);
  },
};

import { type HaproxyVersion, haproxyVersions } from "../../schema/haproxy/index.ts";
import type { HaproxySection } from "../../syntax/haproxy/tree.ts";
import { anchorOf } from "../../syntax/tree.ts";
import { type Finding, type Fix, type Message, message } from "../finding.ts";
import type { FileContext, HaproxySectionRule } from "../rule.ts";
import { hasJudged, isGone, type JudgedStatement, judgedSection, nameOf, versionsText } from "./judged.ts";
import { removedFacts, todaysForm } from "./todays-form.ts";
import { findingAt, replacement, stretch } from "./wording.ts";

/** What does a removed keyword's work today, in a word; undefined where nothing does. */
function successorOf(name: string): string | undefined {
  const { renamed, alike, successor } = removedFacts(name);
  return renamed ?? alike ?? successor;
}

function sayRefused(one: JudgedStatement, name: string): Message {
  const { versions } = one.lookup;
  const { since } = removedFacts(name);
  const successor = successorOf(name);
  const args = { name, successor: successor ?? "", versions: versionsText(versions), since: since ?? "" };
  if (successor !== undefined && since !== undefined) {
    return message("haproxy {since} took {name} away and does not start with it. Write {successor} instead.", args);
  }
  if (successor !== undefined) {
    return message("haproxy took {name} away and does not start with it. Write {successor} instead.", args);
  }
  if (since !== undefined) {
    return message("haproxy {since} took {name} away and does not start with it. Remove the line.", args);
  }
  return versions.length === 0
    ? message("haproxy took {name} away in an old version and does not start with it. Remove the line.", args)
    : message(
        "haproxy took {name} away and does not start with it: it works in {versions} only. Remove the line.",
        args,
      );
}

function sayOnlyIn(name: string, versions: string | Message): Message {
  const successor = successorOf(name);
  const args = { name, versions, successor: successor ?? "" };
  if (successor === undefined && removedFacts(name).isSuperfluous === true) {
    return message(
      "{name} works in haproxy {versions} only; newer versions do not start with it. Remove the line.",
      args,
    );
  }
  return successor === undefined
    ? message("{name} works in haproxy {versions} only; newer versions do not start with it.", args)
    : message(
        "{name} works in haproxy {versions} only; newer versions do not start with it. Write {successor} instead.",
        args,
      );
}

/** How the line is written today, as a fix. */
function fixOf(one: JudgedStatement, name: string, section: HaproxySection, context: FileContext): Fix[] {
  const form = todaysForm(one, name);
  if (form === undefined) return [];
  const { words } = one.statement;
  const { text, isSafe, end } = form;
  if (text !== undefined) {
    return [replacement(section, context, stretch(words, one.lookup.nameStart, end), text, isSafe)];
  }
  const at = anchorOf(section.origin, stretch(words, 0, end));
  return [
    {
      title: message("Remove the line"),
      isPreferred: true,
      isSafe,
      edits: [{ file: context.file, at, form: "remove-line", newText: "" }],
    },
  ];
}

/** Only the oldest supported version takes it: hardly anybody runs that one by intent. */
function severityOf(versions: readonly HaproxyVersion[]): "warning" | "information" {
  return versions.at(-1) === haproxyVersions[0] ? "warning" : "information";
}

export const removedKeyword: HaproxySectionRule = {
  code: "haproxy/removed-keyword",
  scope: "haproxy-section",
  severity: "error",
  fix: "safe",
  since: "0.1.0",
  docs: {
    summary: "A keyword that haproxy knew once and refuses today.",
    why: "Configurations outlive the haproxy that they were written for. The keywords of old versions are refused at the start, so the load balancer stays down after the upgrade of the system, or after a failover to a node that was upgraded first. Where some supported version still takes the keyword and no version is set, the finding is information only, or a warning where only the oldest one does.",
    example: {
      bad: `//- haproxy.cfg
defaults
    mode tcp
    timeout connect 5s
    clitimeout 3600000
    timeout server 1h

listen apiserver
    bind 10.0.0.100:8443
    server master1 10.0.0.11:6443 check
`,
      good: `//- haproxy.cfg
defaults
    mode tcp
    timeout connect 5s
    timeout client 3600000
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
    const { version, foreignSection, dyingSection, statements } = judged;
    const header = section.header?.words[0];
    if (foreignSection !== undefined && header !== undefined && isGone(foreignSection, version)) {
      const said = message(
        "haproxy {version} took {word} sections away and does not start with this one: such sections exist in {versions} only.",
        { version, word: header.value, versions: versionsText(foreignSection) },
      );
      yield findingAt(this, section, context, header, said);
    }
    if (dyingSection !== undefined && header !== undefined) {
      const said = message(
        "{word} sections exist in haproxy {versions} only; newer versions do not start with this one.",
        { word: header.value, versions: versionsText(dyingSection) },
      );
      yield findingAt(this, section, context, header, said, { severity: "information" });
      return;
    }
    for (const one of statements) {
      const { statement, lookup, onlyIn } = one;
      const name = nameOf(one);
      const place = stretch(statement.words, lookup.nameStart, lookup.nameEnd);
      const fixes = fixOf(one, name, section, context);
      if (lookup.status === "removed") {
        yield findingAt(this, section, context, place, sayRefused(one, name), { fixes });
      } else if (onlyIn !== undefined) {
        const said = sayOnlyIn(name, versionsText(onlyIn));
        yield findingAt(this, section, context, place, said, { severity: severityOf(onlyIn), fixes });
      }
    }
  },
};

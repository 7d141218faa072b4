import { keepalivedRelease } from "../../schema/keepalived/index.ts";
import type { KeepalivedSection } from "../../syntax/keepalived/tree.ts";
import { anchorOf, type Word } from "../../syntax/tree.ts";
import { type Finding, type Fix, message } from "../finding.ts";
import type { FileContext, KeepalivedSectionRule } from "../rule.ts";
import { findingAt, knownStatementsOf, versionOf } from "./judged.ts";

/** The first release whose VRRP process reads what the first process wrote down, without the backslashes that it has read. */
const firstReadTwice = keepalivedRelease("2.2.0");

/** A backslash keeps a sign from beginning a comment only where a line is read the first time. */
function* escapedSign(
  rule: KeepalivedSectionRule,
  section: KeepalivedSection,
  context: FileContext,
  word: Word,
): Iterable<Finding> {
  const version = versionOf(context);
  const raw = context.sectionText.slice(word.start, word.end);
  const at = raw.search(/\\[#!]/);
  if (at < 0 || raw.startsWith('"') || (version !== "auto" && keepalivedRelease(version) < firstReadTwice)) return;
  const said = message(
    "The backslash does not protect {sign}: keepalived's VRRP process reads only the {length} characters before it. Put the password in double quotes, on all nodes at once.",
    { sign: raw.charAt(at + 1), length: at },
  );
  yield findingAt(rule, section, context, word, said);
}

export const authPassComment: KeepalivedSectionRule = {
  code: "keepalived/auth-pass-comment",
  scope: "keepalived-section",
  severity: "warning",
  fix: "safe",
  since: "0.1.0",
  docs: {
    summary: "A `#` or `!` in the password begins a comment.",
    why: "Comments begin anywhere in a line. Of `auth_pass P@##D321!` keepalived reads `P@`, in silence: the secret is shorter than it looks, and it is another one than on a node where the password is quoted. Writing only what counts changes nothing on the wire; quotes do, so they go with all nodes at once. A backslash does not help: the VRRP process reads the line after another process has taken it away.",
    example: {
      bad: `//- keepalived.conf
vrrp_instance VI_1 {
    state MASTER
    interface eth0
    virtual_router_id 51
    priority 100
    authentication {
        auth_type PASS
        auth_pass k8s#vip
    }
    virtual_ipaddress {
        10.0.0.100/24
    }
}
`,
      good: `//- keepalived.conf
vrrp_instance VI_1 {
    state MASTER
    interface eth0
    virtual_router_id 51
    priority 100
    authentication {
        auth_type PASS
        auth_pass "k8s#vip"
    }
    virtual_ipaddress {
        10.0.0.100/24
    }
}
`,
    },
  },
  *check(section, context): Iterable<Finding> {
    for (const { statement, keyword } of knownStatementsOf(section, context)) {
      const word = statement.words[1];
      if (keyword?.name !== "auth_pass" || word === undefined || word.generated === true) continue;
      yield* escapedSign(this, section, context, word);
      const comment = section.comments.find(({ start }) => start === word.end);
      if (comment === undefined || context.sectionText[word.end - 1] === '"') continue;
      const written = context.sectionText.slice(word.start, comment.end).trimEnd();
      const end = word.start + (/^\S+/.exec(written)?.[0].length ?? 0);
      const said = message(
        "{sign} begins a comment here: keepalived reads only the {length} characters before it. Put the password in double quotes, on all nodes at once.",
        {
          sign: context.sectionText.charAt(comment.start),
          length: word.value.length,
        },
      );
      // What stands behind a blank may be a comment that was meant as one; other words would be words of the line.
      const isComment = /^\s*(?:[#!]|$)/.test(context.sectionText.slice(end, comment.end));
      const cut = anchorOf(section.origin, { start: word.end, end: isComment ? end : comment.end });
      const title = message("Write only what keepalived reads");
      const edits = [{ file: context.file, at: cut, form: "in-place", newText: "" }] as const;
      const fixes: readonly Fix[] = [{ title, isPreferred: true, isSafe: true, edits }];
      yield findingAt(this, section, context, { start: word.start, end }, said, { fixes });
    }
  },
};

import { type Finding, message } from "../finding.ts";
import { sayInvisible } from "../invisible.ts";
import type { KeepalivedSectionRule } from "../rule.ts";
import { blockName, findingAt, judgementsOf, otherVersionMessage, suggestionFixes, versionOf } from "./judged.ts";

export const unknownKeepalivedKeyword: KeepalivedSectionRule = {
  code: "keepalived/unknown-keyword",
  scope: "keepalived-section",
  severity: "error",
  fix: "unsafe",
  since: "0.1.0",
  docs: {
    summary: "A line begins with a word that keepalived does not know in this block.",
    why: "keepalived writes a line to its log, skips what it does not know and starts all the same. So a misspelt `priority` or `nopreempt` goes unnoticed until the node fails over to the wrong side, with a value that nobody chose. Keywords are case-sensitive, and a blank that is none, such as the full-width one of a Chinese input method, becomes part of the word.",
    example: {
      bad: `//- keepalived.conf
vrrp_instance VI_1 {
    state MASTER
    interface eth0
    virtual_router_id 51
    prioritty 100
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
    virtual_ipaddress {
        10.0.0.100/24
    }
}
`,
    },
  },
  *check(section, context): Iterable<Finding> {
    for (const one of judgementsOf(section, context)) {
      const word = one.statement.words[0];
      if (one.kind !== "unknown" || one.statement.block !== undefined || word === undefined) continue;
      const args = {
        word: word.value === "" ? '""' : word.value,
        block: blockName(one.path),
        suggestion: one.suggestion ?? "",
      };
      let said = message(
        "keepalived knows no keyword {word} in {block}: it skips the line and goes on without it.",
        args,
      );
      if (one.mended !== undefined) {
        const words = one.statement.words.map(({ value }) => value);
        said = sayInvisible("skipped", words, 0, one.mended);
      } else if (one.suggestion !== undefined) {
        said = message(
          "keepalived knows no keyword {word} in {block}: it skips the line and goes on without it. Did you mean {suggestion}?",
          args,
        );
      } else if (one.otherVersion !== undefined) {
        said = otherVersionMessage(word.value, one.otherVersion, versionOf(context));
      }
      const fixes = suggestionFixes(section, context, one);
      yield findingAt(this, section, context, word, said, { fixes });
    }
  },
};

import { type Finding, message } from "../finding.ts";
import { sayInvisible } from "../invisible.ts";
import type { KeepalivedSectionRule } from "../rule.ts";
import { blockName, findingAt, judgementsOf, suggestionFixes, versionOf } from "./judged.ts";

export const unknownBlock: KeepalivedSectionRule = {
  code: "keepalived/unknown-block",
  scope: "keepalived-section",
  severity: "error",
  fix: "unsafe",
  since: "0.1.0",
  docs: {
    summary: "A block begins with a word that keepalived does not know here.",
    why: "keepalived does not skip the block of a keyword that it does not know. It ignores the word and its opening brace, reads the lines in the block around, and takes the closing brace for the end of that block: everything behind it stands one level further out than it looks, and the rest of an instance is lost.",
    example: {
      bad: `//- keepalived.conf
vrrp_instance VI_1 {
    state MASTER
    interface eth0
    virtual_router_id 51
    priority 100
    virtual_ipadress {
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
      if (one.kind !== "unknown" || one.statement.block === undefined || word === undefined) continue;
      const args = { word: word.value, block: blockName(one.path), suggestion: one.suggestion ?? "" };
      let said = message(
        "keepalived knows no block {word} in {block}: it ignores the opening brace, and the closing one ends the block around. Remove the block, braces and all.",
        args,
      );
      if (one.mended !== undefined) {
        const words = one.statement.words.map(({ value }) => value);
        said = sayInvisible("lost-block", words, 0, one.mended);
      } else if (one.suggestion !== undefined) {
        said = message(
          "keepalived knows no block {word} in {block}: it ignores the opening brace, and the closing one ends the block around. Did you mean {suggestion}?",
          args,
        );
      } else if (one.otherVersion !== undefined) {
        const { since } = one.otherVersion;
        said = message(
          "keepalived {version} does not know the block {word} in {block} yet: it ignores the opening brace, and the closing one ends the block around. It came with {since}.",
          { ...args, version: versionOf(context), since },
        );
      }
      const fixes = suggestionFixes(section, context, one);
      yield findingAt(this, section, context, word, said, { fixes });
    }
  },
};

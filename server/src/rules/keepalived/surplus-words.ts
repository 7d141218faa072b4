import { lookupKeepalivedKeyword } from "../../schema/keepalived/index.ts";
import type { KeepalivedSection, KeepalivedStatement } from "../../syntax/keepalived/tree.ts";
import { anchorOf, type Word } from "../../syntax/tree.ts";
import { type Finding, type Fix, message } from "../finding.ts";
import type { FileContext, KeepalivedSectionRule } from "../rule.ts";
import { isFlag } from "./flags.ts";
import { findingAt, versionOf } from "./judged.ts";
import { lineFaultsOf } from "./line-faults.ts";

function lastWord({ words, start, end }: KeepalivedStatement): { readonly start: number; readonly end: number } {
  return words[words.length - 1] ?? { start, end };
}

/** Gives the keyword in mid-line a line of its own. */
function splitFixes(
  section: KeepalivedSection,
  { file, sectionText }: FileContext,
  statement: KeepalivedStatement,
  from: Word,
): readonly Fix[] {
  if (statement.block !== undefined || statement.words.some(({ generated }) => generated === true)) return [];
  const before = statement.words[statement.words.indexOf(from) - 1];
  if (before === undefined) return [];
  const { end } = lastWord(statement);
  const surplus = anchorOf(section.origin, { start: before.end, end });
  return [
    {
      title: message("Give {word} a line of its own", { word: from.value }),
      isPreferred: true,
      isSafe: false,
      edits: [
        { file, at: surplus, form: "in-place", newText: "" },
        { file, at: surplus, form: "line-below", newText: sectionText.slice(from.start, end) },
      ],
    },
  ];
}

export const surplusWords: KeepalivedSectionRule = {
  code: "keepalived/surplus-words",
  scope: "keepalived-section",
  severity: "warning",
  fix: "unsafe",
  since: "0.1.0",
  docs: {
    summary: "Words stand behind the last one that keepalived reads.",
    why: "keepalived reads as many words of a line as the keyword has arguments and passes over the rest in silence. `priority 100 advert_int 5` sets the priority, and the interval stays at one second.",
    example: {
      bad: `//- keepalived.conf
vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 100 advert_int 5
    virtual_ipaddress {
        10.0.0.100/24
    }
}
`,
      good: `//- keepalived.conf
vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 100
    advert_int 5
    virtual_ipaddress {
        10.0.0.100/24
    }
}
`,
    },
  },
  *check(section, context): Iterable<Finding> {
    for (const { statement, path, keyword, isEntry, word, severity, detail } of lineFaultsOf(section, context)) {
      if (detail.kind !== "surplus" || (detail.isSilent && isFlag(path, keyword, isEntry, context))) continue;
      const isKeyword = !isEntry && lookupKeepalivedKeyword(path, word.value, versionOf(context)).status === "known";
      let said = message("keepalived passes over what stands behind the value of {keyword}.", { keyword });
      if (!detail.isSilent && statement.block !== undefined)
        said = message("{keyword} takes one name: keepalived complains and skips the whole block.", { keyword });
      else if (!detail.isSilent)
        said = message("{keyword} takes no more words: keepalived complains and goes on without the line.", {
          keyword,
        });
      else if (isKeyword)
        said = message("keepalived passes over {word} here: a keyword works only at the beginning of its line.", {
          word: word.value,
        });
      const fixes = isKeyword ? splitFixes(section, context, statement, word) : [];
      yield findingAt(this, section, context, { start: word.start, end: lastWord(statement).end }, said, {
        severity,
        fixes,
      });
    }
  },
};

import { anchorOf } from "../../syntax/tree.ts";
import { type Finding, message } from "../finding.ts";
import type { KeepalivedSectionRule } from "../rule.ts";
import { findingAt, knownStatementsOf } from "./judged.ts";
import { foreignQuotes, isRefusedAsWritten } from "./line-faults.ts";

export const smartQuote: KeepalivedSectionRule = {
  code: "keepalived/smart-quote",
  scope: "keepalived-section",
  severity: "warning",
  fix: "safe",
  since: "0.1.0",
  docs: {
    summary: "A typographic quotation mark stands in the place of a plain one.",
    why: "Word processors, web pages and Chinese input methods write “ ” or ＂. To keepalived they are letters like any other: they become part of the value, and blanks between them part words.",
    example: {
      bad: `//- keepalived.conf
global_defs {
    script_user root
    enable_script_security
}
vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 100
    notify_master “/etc/keepalived/notify.sh master”
    virtual_ipaddress {
        10.0.0.100/24
    }
}
`,
      good: `//- keepalived.conf
global_defs {
    script_user root
    enable_script_security
}
vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 100
    notify_master "/etc/keepalived/notify.sh master"
    virtual_ipaddress {
        10.0.0.100/24
    }
}
`,
    },
  },
  *check(section, context): Iterable<Finding> {
    for (const one of knownStatementsOf(section, context)) {
      const { statement } = one;
      const faulty = statement.words.filter(({ value, generated }) => foreignQuotes.test(value) && generated !== true);
      const [first] = faulty;
      const last = faulty[faulty.length - 1];
      if (first === undefined || last === undefined) continue;
      const text = context.sectionText.slice(first.start, last.end);
      const plain = text.replace(new RegExp(foreignQuotes.source, "gu"), '"');
      const isPaired = plain.split('"').length % 2 === 1;
      const said = message(
        "This is no quotation mark to keepalived but a letter: it becomes part of the value. Write a plain one.",
      );
      const at = anchorOf(section.origin, { start: first.start, end: last.end });
      const title = message("Write plain quotation marks");
      const edits = [{ file: context.file, at, form: "in-place", newText: plain }] as const;
      const fixes = isPaired ? [{ title, isPreferred: true, isSafe: true, edits }] : [];
      yield findingAt(this, section, context, { start: first.start, end: last.end }, said, {
        severity: isRefusedAsWritten(one, context) ? "error" : "warning",
        fixes,
      });
    }
  },
};

import { type Finding, type Message, message } from "../finding.ts";
import type { KeepalivedSectionRule } from "../rule.ts";
import { findingAt, knownStatementsOf } from "./judged.ts";

/** What it comes to that nothing stands in a block, by its path. */
const consequences: Readonly<Record<string, () => Message>> = {
  "global_defs/notification_email": () =>
    message("notification_email names nobody: keepalived complains, and its mails about failures go nowhere."),
  "garp_group/interfaces": () =>
    message("interfaces names no interface: keepalived complains, and the delays of this garp_group hold for none."),
  "vrrp_sync_group/group": () =>
    message("group names no instance: keepalived complains, and the sync group holds nothing together."),
};

export const emptyBlock: KeepalivedSectionRule = {
  code: "keepalived/empty-block",
  scope: "keepalived-section",
  severity: "warning",
  fix: "none",
  since: "0.1.0",
  docs: {
    summary: "A block that has to name something names nothing.",
    why: "keepalived complains of an empty list of mail addresses, interfaces or instances and goes on. Nobody is told of a failure, or instances that belong together move one by one.",
    example: {
      bad: `//- keepalived.conf
global_defs {
    notification_email {
    }
    smtp_server 10.0.0.25
}
`,
      good: `//- keepalived.conf
global_defs {
    notification_email {
        admin@example.org
    }
    smtp_server 10.0.0.25
}
`,
    },
  },
  *check(section, context): Iterable<Finding> {
    for (const { statement, path, keyword } of knownStatementsOf(section, context)) {
      const { block, words } = statement;
      const [head] = words;
      if (keyword === undefined || head === undefined || block === undefined || block.statements.length > 0) continue;
      const said = consequences[[...path, keyword.name].join("/")]?.();
      const { open, close } = block;
      const isFilledIn = section.holes.some(({ start }) => start > open && start < (close ?? section.length));
      if (said !== undefined && !isFilledIn) yield findingAt(this, section, context, head, said);
    }
  },
};

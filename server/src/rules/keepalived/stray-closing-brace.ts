import { anchorOf } from "../../syntax/tree.ts";
import { type Finding, message } from "../finding.ts";
import type { KeepalivedSectionRule } from "../rule.ts";
import { findingAt, isFilledIn } from "./judged.ts";

export const strayClosingBrace: KeepalivedSectionRule = {
  code: "keepalived/stray-closing-brace",
  scope: "keepalived-section",
  severity: "error",
  fix: "unsafe",
  since: "0.1.0",
  docs: {
    summary: "A closing brace closes nothing.",
    why: "One closing brace too many mostly means that an opening one is missing above, or that a block ended sooner than it looks: then keepalived read some lines outside of their block and skipped them.",
    example: {
      bad: `//- keepalived.conf
vrrp_instance VI_1 {
    state MASTER
    interface eth0
    virtual_router_id 51
    priority 100
    virtual_ipaddress {
        10.0.0.100/24
    }
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
    if (isFilledIn(section)) return;
    for (const { kind, start, end } of section.problems) {
      if (kind !== "stray-closing-brace") continue;
      const at = anchorOf(section.origin, { start, end });
      yield findingAt(
        this,
        section,
        context,
        { start, end },
        message(
          "This brace closes no block, so an opening one is missing above or this one is too many. keepalived may have skipped the lines in front of it.",
        ),
        {
          fixes: [
            {
              title: message("Remove the brace"),
              isPreferred: section.statements.length === 0,
              isSafe: false,
              edits: [{ file: context.file, at, form: "remove-line", newText: "" }],
            },
          ],
        },
      );
    }
  },
};

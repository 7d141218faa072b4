import { type Finding, message } from "../finding.ts";
import type { KeepalivedSectionRule } from "../rule.ts";
import { findingAt } from "./judged.ts";

export const badSequence: KeepalivedSectionRule = {
  code: "keepalived/bad-sequence",
  scope: "keepalived-section",
  severity: "error",
  fix: "none",
  since: "0.1.0",
  docs: {
    summary: "A `~SEQ` or `~LST` line can't be read.",
    why: "keepalived makes one line for each value of a sequence or a list. Where it can't read the head in parentheses, or the step leads away from the end, it makes none: the addresses or instances that the line stands for are missing.",
    example: {
      bad: `//- keepalived.conf
vrrp_instance VI_1 {
    state MASTER
    interface eth0
    virtual_router_id 51
    priority 100
    virtual_ipaddress {
        10.0.0.100/24
        ~SEQ(X, 1, -1, 5) 10.0.0.\${X}/24
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
        ~SEQ(X, 1, 1, 5) 10.0.0.\${X}/24
    }
}
`,
    },
  },
  *check(section, context): Iterable<Finding> {
    for (const { kind, start, end } of section.problems) {
      if (kind !== "bad-sequence") continue;
      const said = message(
        "keepalived can't read this sequence and makes no line of it. Write ~SEQ(name, first, step, last) or ~LST(name, value, ...), with a step that leads to the end.",
      );
      yield findingAt(this, section, context, { start, end }, said);
    }
  },
};

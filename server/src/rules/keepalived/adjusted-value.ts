import { type Finding, message } from "../finding.ts";
import type { KeepalivedSectionRule } from "../rule.ts";
import { findingAt } from "./judged.ts";
import { lineFaultsOf } from "./line-faults.ts";
import { numberFixes } from "./number-fixes.ts";
import { isTrackerWeight } from "./numbers.ts";

export const adjustedValue: KeepalivedSectionRule = {
  code: "keepalived/adjusted-value",
  scope: "keepalived-section",
  severity: "warning",
  fix: "safe",
  since: "0.1.0",
  docs: {
    summary: "keepalived uses another number than the one that is written.",
    why: "Some numbers are taken although they make no sense, and keepalived replaces them: 0 repeats become 1, an interval of 0 seconds becomes one second. What runs is not what the file says.",
    example: {
      bad: `//- keepalived.conf
vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 100
    garp_master_repeat 0
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
    garp_master_repeat 1
    virtual_ipaddress {
        10.0.0.100/24
    }
}
`,
    },
  },
  *check(section, context): Iterable<Finding> {
    for (const { path, keyword, option, isEntry, word, detail } of lineFaultsOf(section, context)) {
      if (detail.kind !== "adjusted" || isTrackerWeight(path, isEntry)) continue;
      const to = detail.unit === undefined ? detail.to : `${detail.to}${detail.unit}`;
      const said = message("keepalived does not use {value} for {keyword}, but {to}.", {
        keyword: option ?? keyword,
        value: word.value,
        to,
      });
      const fixes = to === Number(word.value) ? [] : numberFixes(section, context, word, to);
      yield findingAt(this, section, context, word, said, { fixes });
    }
  },
};

import type { Finding } from "../finding.ts";
import type { KeepalivedSectionRule } from "../rule.ts";
import { findingAt } from "./judged.ts";
import { lineFaultsOf } from "./line-faults.ts";
import { isTrackerWeight, sayNumber } from "./numbers.ts";

export const invalidNumber: KeepalivedSectionRule = {
  code: "keepalived/invalid-number",
  scope: "keepalived-section",
  severity: "error",
  fix: "none",
  since: "0.1.0",
  docs: {
    summary: "A value is no number, or one out of range.",
    why: "keepalived complains of a number that it cannot use and goes on as if the line were not there: an instance without `priority` starts with the default, and without `virtual_router_id` keepalived does not start. Numbers are decimal digits; only some of them may have a point.",
    example: {
      bad: `//- keepalived.conf
vrrp_instance VI_1 {
    state MASTER
    interface eth0
    virtual_router_id 51
    priority 300
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
    priority 200
    virtual_ipaddress {
        10.0.0.100/24
    }
}
`,
    },
  },
  *check(section, context): Iterable<Finding> {
    for (const { path, keyword, option, isEntry, word, detail } of lineFaultsOf(section, context)) {
      if (detail.kind !== "number" || isTrackerWeight(path, isEntry)) continue;
      yield findingAt(this, section, context, word, sayNumber(detail, option ?? keyword, word.value));
    }
  },
};

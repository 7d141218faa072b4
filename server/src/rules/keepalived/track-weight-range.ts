import { type Finding, message } from "../finding.ts";
import type { KeepalivedSectionRule } from "../rule.ts";
import { findingAt } from "./judged.ts";
import { lineFaultsOf } from "./line-faults.ts";
import { numberFixes } from "./number-fixes.ts";
import { isTrackerWeight, sayNumber } from "./numbers.ts";

export const trackWeightRange: KeepalivedSectionRule = {
  code: "keepalived/track-weight-range",
  scope: "keepalived-section",
  severity: "warning",
  fix: "safe",
  since: "0.1.0",
  docs: {
    summary: "The weight of something tracked is outside of what keepalived uses.",
    why: "A priority has room for 253 steps. A weight of 254 is taken as 253; one beyond is refused, and the weight of the definition holds instead, or none: a failure then takes the instance down altogether, or does not count as much as it looks.",
    example: {
      bad: `//- keepalived.conf
vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 100
    virtual_ipaddress {
        10.0.0.100/24
    }
    track_interface {
        eth1 weight 254
    }
}
`,
      good: `//- keepalived.conf
vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 100
    virtual_ipaddress {
        10.0.0.100/24
    }
    track_interface {
        eth1 weight 253
    }
}
`,
    },
  },
  *check(section, context): Iterable<Finding> {
    for (const { path, keyword, isEntry, word, severity, detail } of lineFaultsOf(section, context)) {
      if (!isTrackerWeight(path, isEntry)) continue;
      if (detail.kind === "number") {
        yield findingAt(this, section, context, word, sayNumber(detail, keyword, word.value), { severity });
      } else if (detail.kind === "adjusted") {
        const said = message("keepalived does not use the weight {value} in {keyword}, but {to}.", {
          keyword,
          value: word.value,
          to: detail.to,
        });
        yield findingAt(this, section, context, word, said, { fixes: numberFixes(section, context, word, detail.to) });
      }
    }
  },
};

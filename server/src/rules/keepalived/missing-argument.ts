import { type Finding, message } from "../finding.ts";
import type { KeepalivedSectionRule } from "../rule.ts";
import { findingAt } from "./judged.ts";
import { lineFaultsOf } from "./line-faults.ts";

export const missingKeepalivedArgument: KeepalivedSectionRule = {
  code: "keepalived/missing-argument",
  scope: "keepalived-section",
  severity: "error",
  fix: "none",
  since: "0.1.0",
  docs: {
    summary: "A keyword stands alone although it needs a value.",
    why: "Behind most keywords a value must follow. Where it is missing keepalived either leaves the line out, or, for the greater part of them, gives up reading and does not start at all.",
    example: {
      bad: `//- keepalived.conf
vrrp_instance VI_1 {
    state 
    interface eth0
    virtual_router_id 51
    priority 100
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
    virtual_ipaddress {
        10.0.0.100/24
    }
}
`,
    },
  },
  *check(section, context): Iterable<Finding> {
    for (const { keyword, word, severity, detail } of lineFaultsOf(section, context)) {
      if (detail.kind !== "missing") continue;
      const said = detail.stops
        ? message("{keyword} lacks a value, and keepalived does not start: it reads no further than this line.", {
            keyword,
          })
        : message("{keyword} lacks a value: keepalived complains and goes on without the line.", { keyword });
      yield findingAt(this, section, context, word, said, { severity });
    }
  },
};

import { type Finding, message } from "../finding.ts";
import type { KeepalivedSectionRule } from "../rule.ts";
import { findingAt } from "./judged.ts";
import { lineFaultsOf } from "./line-faults.ts";

export const valueTooLong: KeepalivedSectionRule = {
  code: "keepalived/value-too-long",
  scope: "keepalived-section",
  severity: "error",
  fix: "none",
  since: "0.1.0",
  docs: {
    summary: "A name is longer than keepalived or the kernel takes.",
    why: "Interfaces, labels and process names have 15 bytes at most. A longer interface name or label is refused, and its line is lost; a longer process name is cut.",
    example: {
      bad: `//- keepalived.conf
vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 100
    virtual_ipaddress {
        10.0.0.100/24 label eth0:apiserver-vip
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
        10.0.0.100/24 label eth0:api
    }
}
`,
    },
  },
  *check(section, context): Iterable<Finding> {
    for (const { keyword, word, severity, detail } of lineFaultsOf(section, context)) {
      if (detail.kind !== "too-long") continue;
      const args = { keyword, max: detail.max };
      const said = detail.isCut
        ? message("keepalived cuts the value of {keyword} to {max} bytes.", args)
        : message(
            "A name in {keyword} has more than {max} bytes: keepalived complains and goes on without the line.",
            args,
          );
      yield findingAt(this, section, context, word, said, { severity });
    }
  },
};

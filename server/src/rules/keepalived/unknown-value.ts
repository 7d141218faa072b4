import { type Finding, message } from "../finding.ts";
import type { KeepalivedSectionRule } from "../rule.ts";
import { choiceFixes } from "./choice-fixes.ts";
import { findingAt } from "./judged.ts";
import { lineFaultsOf } from "./line-faults.ts";

export const unknownValue: KeepalivedSectionRule = {
  code: "keepalived/unknown-value",
  scope: "keepalived-section",
  severity: "error",
  fix: "unsafe",
  since: "0.1.0",
  docs: {
    summary: "A value is none of the words that the keyword takes.",
    why: "keepalived knows a fixed set of words for these values, in this very spelling; most of them are case-sensitive. It complains of any other word and goes on with the default.",
    example: {
      bad: `//- keepalived.conf
vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 100
    authentication {
        auth_type pass
        auth_pass secret
    }
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
    authentication {
        auth_type PASS
        auth_pass secret
    }
    virtual_ipaddress {
        10.0.0.100/24
    }
}
`,
    },
  },
  *check(section, context): Iterable<Finding> {
    for (const { keyword, option, word, severity, detail } of lineFaultsOf(section, context)) {
      if (detail.kind !== "choice" || keyword === "state") continue;
      const { values } = detail;
      const args = { keyword: option ?? keyword, value: word.value, values: values.join(", ") };
      const said =
        severity === "error"
          ? message(
              "{keyword} does not know {value}: keepalived complains and goes on without it. It takes {values}.",
              args,
            )
          : message(
              "{keyword} knows no {value} of its own: unless the machine defines it, keepalived ignores it. Usual are {values}.",
              args,
            );
      yield findingAt(this, section, context, word, said, {
        severity,
        fixes: choiceFixes(section, context, word, values),
      });
    }
  },
};

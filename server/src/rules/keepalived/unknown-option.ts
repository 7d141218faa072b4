import { type Finding, message } from "../finding.ts";
import type { KeepalivedSectionRule } from "../rule.ts";
import { findingAt } from "./judged.ts";
import { lineFaultsOf } from "./line-faults.ts";

export const unknownOption: KeepalivedSectionRule = {
  code: "keepalived/unknown-option",
  scope: "keepalived-section",
  severity: "error",
  fix: "none",
  since: "0.1.0",
  docs: {
    summary: "A word in an entry is no option that keepalived knows there.",
    why: "The lines of `virtual_ipaddress`, `virtual_routes`, `virtual_rules`, `unicast_peer` and of the tracking blocks have options of their own. Behind an address keepalived passes over a word that it does not know; in the other blocks it drops the whole entry: the route is not set, the script is not tracked.",
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
        eth1 wieght 10
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
        eth1 weight 10
    }
}
`,
    },
  },
  *check(section, context): Iterable<Finding> {
    for (const { keyword, word, severity, detail } of lineFaultsOf(section, context)) {
      if (detail.kind !== "option") continue;
      const args = { keyword, word: word.value };
      let said = message("{keyword} knows no option {word}: keepalived complains and goes on without it.", args);
      if (detail.isFatal)
        said = message("{keyword} knows no option {word}: keepalived complains and drops the whole entry.", args);
      yield findingAt(this, section, context, word, said, { severity });
    }
  },
};

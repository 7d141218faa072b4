import { type Finding, message } from "../finding.ts";
import type { KeepalivedSectionRule } from "../rule.ts";
import { findingAt, judgementsOf } from "./judged.ts";

export const missingOpeningBrace: KeepalivedSectionRule = {
  code: "keepalived/missing-opening-brace",
  scope: "keepalived-section",
  severity: "error",
  fix: "none",
  since: "0.1.0",
  docs: {
    summary: "A keyword that opens a block has no opening brace behind it.",
    why: "keepalived expects a brace behind the keyword of a block, on its line or on the next. Without it the lines of the block are read where they do not belong, or the block's closing brace ends the block around it: an address, a password or a whole instance is lost, and keepalived starts all the same.",
    example: {
      bad: `//- keepalived.conf
vrrp_instance VI_1 {
    state MASTER
    interface eth0
    virtual_router_id 51
    priority 100
    authentication
        auth_type PASS
        auth_pass k8s-vip
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
    priority 100
    authentication {
        auth_type PASS
        auth_pass k8s-vip
    }
    virtual_ipaddress {
        10.0.0.100/24
    }
}
`,
    },
  },
  *check(section, context): Iterable<Finding> {
    for (const one of judgementsOf(section, context)) {
      const { statement } = one;
      const word = statement.words[0];
      if (one.kind !== "missing-block" || word === undefined) continue;
      const args = { word: word.value };
      // keepalived names the line where it misses the brace, which is the one behind the keyword.
      const place = one.next?.words[0] ?? word;
      const said =
        one.next === undefined
          ? message(
              "{word} opens a block, and its opening brace is missing. keepalived loses the lines of the block.",
              args,
            )
          : message(
              "{word} above opens a block, and its opening brace is missing in front of this. keepalived loses the lines of the block.",
              args,
            );
      yield findingAt(this, section, context, place, said, { severity: one.isSilent ? "warning" : this.severity });
    }
  },
};

import { type Finding, message } from "../finding.ts";
import type { KeepalivedSectionRule } from "../rule.ts";
import { findingAt } from "./judged.ts";
import { lineFaultsOf } from "./line-faults.ts";

export const invalidAddress: KeepalivedSectionRule = {
  code: "keepalived/invalid-address",
  scope: "keepalived-section",
  severity: "error",
  fix: "none",
  since: "0.1.0",
  docs: {
    summary: "An address is none, or of the wrong kind.",
    why: "keepalived reads addresses, not names, and it does not start the service that the address was for: a virtual address that it cannot read is never taken by any node, a peer is never spoken to, a real server gets no traffic. Only the line is lost; the rest of the file works on.",
    example: {
      bad: `//- keepalived.conf
vrrp_instance VI_1 {
    state MASTER
    interface eth0
    virtual_router_id 51
    priority 100
    virtual_ipaddress {
        10.0.0.100/24
        10.0.0.300/24
    }
    virtual_ipaddress_excluded {
        10.0.0.101/24
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
    for (const { keyword, word, detail } of lineFaultsOf(section, context)) {
      if (detail.kind === "family") {
        yield findingAt(
          this,
          section,
          context,
          word,
          message(
            "{value} is of the other address family than the rest of the line: keepalived complains and drops it.",
            { value: word.value },
          ),
        );
      }
      if (detail.kind !== "address") continue;
      const { family, isMulticast } = detail;
      const args = { keyword, value: word.value };
      let said = message(
        "{value} is no IP address: keepalived complains and goes on without this line of {keyword}.",
        args,
      );
      if (isMulticast)
        said = message("{value} is no multicast address: keepalived complains and goes on without {keyword}.", args);
      else if (family === 4)
        said = message(
          "{value} is no IPv4 address: keepalived complains and goes on without this line of {keyword}.",
          args,
        );
      else if (family === 6)
        said = message(
          "{value} is no IPv6 address: keepalived complains and goes on without this line of {keyword}.",
          args,
        );
      yield findingAt(this, section, context, word, said);
    }
  },
};

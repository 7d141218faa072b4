import { parseIpAddress } from "../../model/address.ts";
import { type Finding, message } from "../finding.ts";
import type { FileRule } from "../rule.ts";
import { fileFinding } from "./file-finding.ts";
import { entriesOf, placeOf } from "./file-view.ts";
import { instanceViewsOf } from "./instance-view.ts";

export const vipPrefixMissing: FileRule = {
  code: "keepalived/vip-prefix-missing",
  scope: "file",
  reads: "keepalived",
  severity: "information",
  fix: "none",
  since: "0.1.0",
  docs: {
    summary: "A virtual address has no prefix length.",
    why: "Without a prefix length an address is taken with /32, or /128 for IPv6. That works for most; but the node then has no route to the subnet by this address, and a service that looks for the interface of a subnet does not find it.",
    example: {
      bad: `//- keepalived.conf
vrrp_instance VI_1 {
    state MASTER
    interface eth0
    virtual_router_id 51
    priority 100
    virtual_ipaddress {
        10.0.0.100
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
  *check(facts, context): Iterable<Finding> {
    if (facts.kind !== "keepalived") return;
    for (const { block } of instanceViewsOf(facts)) {
      for (const line of entriesOf(block, "virtual_ipaddress")) {
        const address = parseIpAddress(line.words[0] ?? "");
        if (address === undefined || address.prefix !== undefined || line.words.includes("peer")) continue;
        const said = message("Without a prefix length keepalived takes the address with /{prefix}.", {
          prefix: address.family === 4 ? 32 : 128,
        });
        yield fileFinding(this, context, placeOf(line), said);
      }
    }
  },
};

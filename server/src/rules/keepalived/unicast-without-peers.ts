import { type Finding, message } from "../finding.ts";
import type { FileRule } from "../rule.ts";
import { fileFinding } from "./file-finding.ts";
import { lastLine, placeOf } from "./file-view.ts";
import { instanceViewsOf } from "./instance-view.ts";

const keywords = new Set([
  "unicast_peer",
  "unicast_src_ip",
  "unicast_ttl",
  "check_unicast_src",
  "old_unicast_checksum",
]);

export const unicastWithoutPeers: FileRule = {
  code: "keepalived/unicast-without-peers",
  scope: "file",
  reads: "keepalived",
  severity: "warning",
  fix: "none",
  since: "0.1.0",
  docs: {
    summary: "Unicast is asked for, but no peer is listed.",
    why: "An empty `unicast_peer`, or `unicast_src_ip` and the like without peers, leaves the instance with multicast. Where the network has none, which is why unicast was chosen, every node becomes master.",
    example: {
      bad: `//- keepalived.conf
vrrp_instance VI_1 {
    state MASTER
    interface eth0
    virtual_router_id 51
    priority 100
    unicast_src_ip 10.0.0.11
    unicast_peer {
    }
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
    unicast_src_ip 10.0.0.11
    unicast_peer {
        10.0.0.12
    }
    virtual_ipaddress {
        10.0.0.100/24
    }
}
`,
    },
  },
  *check(facts, context): Iterable<Finding> {
    if (facts.kind !== "keepalived") return;
    for (const { block, isUnicast } of instanceViewsOf(facts)) {
      if (
        isUnicast ||
        block.isOpen ||
        context.isPartial ||
        block.blocks.some((one) => one.keyword === "unicast_peer" && one.isOpen)
      )
        continue;
      const line = block.lines.find(({ keyword }) => keywords.has(keyword));
      const fault = lastLine(block, "unicast_fault_no_peer");
      if (fault !== undefined) {
        const said = message(
          "No valid peer is listed, and unicast_fault_no_peer keeps the instance in FAULT then: it never holds the addresses.",
        );
        yield fileFinding(this, context, placeOf(fault), said);
        continue;
      }
      if (line === undefined) continue;
      const said = message("{keyword} stands here, but no valid peer is listed: keepalived falls back on multicast.", {
        keyword: line.keyword,
      });
      yield fileFinding(this, context, placeOf(line), said);
    }
  },
};

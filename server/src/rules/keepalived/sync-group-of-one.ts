import { type Finding, message } from "../finding.ts";
import type { FileRule } from "../rule.ts";
import { fileFinding } from "./file-finding.ts";
import { blocksNamed, entriesOf, fileViewOf, headOf } from "./file-view.ts";

export const syncGroupOfOne: FileRule = {
  code: "keepalived/sync-group-of-one",
  scope: "file",
  reads: "keepalived",
  severity: "warning",
  fix: "none",
  since: "0.1.0",
  docs: {
    summary: "A sync group has one instance only.",
    why: "A `vrrp_sync_group` lets instances move together. With a single one there is nothing to move with, and keepalived says that this is hardly meant; but weights of its scripts do not count any more.",
    example: {
      bad: `//- keepalived.conf
vrrp_instance VI_1 {
    state MASTER
    interface eth0
    virtual_router_id 51
    priority 100
    virtual_ipaddress {
        10.0.0.100/24
    }
}
vrrp_sync_group G1 {
    group {
        VI_1
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
    for (const block of blocksNamed(fileViewOf(facts), "vrrp_sync_group")) {
      const members = entriesOf(block, "group").flatMap(({ words }) => words);
      const isOpen = block.isOpen || block.blocks.some((inner) => inner.isOpen);
      if (isOpen || members.length !== 1) continue;
      const said = message(
        "{name} has one instance only: keepalived says that this is hardly meant, and weights of the instance's own scripts do not count in a group.",
        { name: block.name ?? "" },
      );
      yield fileFinding(this, context, headOf(block), said);
    }
  },
};

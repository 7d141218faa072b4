import { type Finding, message } from "../finding.ts";
import type { FileRule } from "../rule.ts";
import { fileFinding } from "./file-finding.ts";
import { entriesOf, headOf, lastLine } from "./file-view.ts";
import { instanceViewsOf } from "./instance-view.ts";

export const noVirtualAddress: FileRule = {
  code: "keepalived/no-virtual-address",
  scope: "file",
  reads: "keepalived",
  severity: "warning",
  fix: "none",
  since: "0.1.0",
  docs: {
    summary: "An instance has no virtual address.",
    why: "VRRP moves addresses. An instance without one elects a master, and nothing follows; with VRRP version 3 or in strict mode keepalived does not start with it.",
    example: {
      bad: `//- keepalived.conf
vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 100
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
  *check(facts, context): Iterable<Finding> {
    if (facts.kind !== "keepalived") return;
    for (const { block, version, isStrict } of instanceViewsOf(facts)) {
      const isHeadless = block.statement.words.length < 2;
      if (block.isOpen || context.isPartial || isHeadless || entriesOf(block, "virtual_ipaddress").length > 0) continue;
      const isFatal = version === 3 || isStrict === true;
      if (lastLine(block, "no_virtual_ipaddress") !== undefined && isStrict !== true) continue;
      const said = isFatal
        ? message(
            "The instance has no virtual_ipaddress, and keepalived does not start with it in version 3 or strict mode.",
          )
        : message("The instance has no virtual_ipaddress: it elects a master, but no address follows.");
      yield fileFinding(this, context, headOf(block), said, { severity: isFatal ? "error" : "warning" });
    }
  },
};

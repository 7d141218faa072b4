import { type Finding, message } from "../finding.ts";
import type { FileRule } from "../rule.ts";
import { fileFinding } from "./file-finding.ts";
import { lastLine, lineOf } from "./file-view.ts";
import { instanceViewsOf } from "./instance-view.ts";

export const masterWithoutPriority: FileRule = {
  code: "keepalived/master-without-priority",
  scope: "file",
  reads: "keepalived",
  severity: "warning",
  fix: "none",
  since: "0.1.0",
  docs: {
    summary: "`state MASTER` without `priority` makes the node the owner of the address.",
    why: "Without `priority` an instance has 100, but with `state MASTER` it has 255: it owns the address, beats every other node whatever it is set to, and takes the address back at once. Tracked weights do not count for an owner.",
    example: {
      bad: `//- keepalived.conf
vrrp_instance VI_1 {
    state MASTER
    interface eth0
    virtual_router_id 51
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
    virtual_ipaddress {
        10.0.0.100/24
    }
}
`,
    },
  },
  *check(facts, context): Iterable<Finding> {
    if (facts.kind !== "keepalived") return;
    for (const { block, state } of instanceViewsOf(facts)) {
      if (state !== "MASTER" || block.isOpen || lastLine(block, "priority") !== undefined) continue;
      const line = lastLine(block, "state");
      if (line === undefined) continue;
      const said = message(
        "Without priority, state MASTER has priority 255: it beats every other node, and no tracked weight lowers it. Write a priority.",
      );
      yield fileFinding(this, context, lineOf(line), said);
    }
  },
};

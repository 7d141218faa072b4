import { type Finding, message } from "../finding.ts";
import type { FileRule } from "../rule.ts";
import { fileFinding } from "./file-finding.ts";
import { lastLine, placeOf } from "./file-view.ts";
import { instanceViewsOf } from "./instance-view.ts";

export const nopreemptWithMaster: FileRule = {
  code: "keepalived/nopreempt-with-master",
  scope: "file",
  reads: "keepalived",
  severity: "warning",
  fix: "none",
  since: "0.1.0",
  docs: {
    summary: "`nopreempt` does not work with `state MASTER` or priority 255.",
    why: "keepalived drops `nopreempt` of an instance that starts as MASTER or owns the address: after a repair the node takes the address back at once. For `nopreempt` to work every member has to be `state BACKUP`.",
    example: {
      bad: `//- keepalived.conf
vrrp_instance VI_1 {
    state MASTER
    interface eth0
    virtual_router_id 51
    priority 100
    nopreempt
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
    nopreempt
    virtual_ipaddress {
        10.0.0.100/24
    }
}
`,
    },
  },
  *check(facts, context): Iterable<Finding> {
    if (facts.kind !== "keepalived") return;
    for (const { block, state, priority } of instanceViewsOf(facts)) {
      const line = lastLine(block, "nopreempt", "preempt");
      if (line?.keyword !== "nopreempt" || (state !== "MASTER" && priority !== 255)) continue;
      const said =
        state === "MASTER"
          ? message(
              "nopreempt does not work with state MASTER, and keepalived drops it: the node takes the address back after a repair. Write state BACKUP on all nodes.",
            )
          : message("nopreempt does not work with priority 255, and keepalived drops it.");
      yield fileFinding(this, context, placeOf(line), said);
    }
  },
};

import { type Finding, message } from "../finding.ts";
import type { FileRule } from "../rule.ts";
import { fileFinding } from "./file-finding.ts";
import { lastLine, placeOf } from "./file-view.ts";
import { instanceViewsOf } from "./instance-view.ts";
import { removeLineFixes } from "./line-fixes.ts";

export const preemptDelayIgnored: FileRule = {
  code: "keepalived/preempt-delay-ignored",
  scope: "file",
  reads: "keepalived",
  severity: "warning",
  fix: "safe",
  since: "0.1.0",
  docs: {
    summary: "`preempt_delay` has no effect.",
    why: "keepalived drops `preempt_delay` of an instance that starts as MASTER, and of one with `nopreempt`, which never takes the address from another node.",
    example: {
      bad: `//- keepalived.conf
vrrp_instance VI_1 {
    state MASTER
    interface eth0
    virtual_router_id 51
    priority 100
    preempt_delay 30
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
    preempt_delay 30
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
      const line = lastLine(block, "preempt_delay");
      if (line?.words[1] === undefined || !(Number(line.words[1]) > 0)) continue;
      const isKept =
        lastLine(block, "nopreempt", "preempt")?.keyword === "nopreempt" && state !== "MASTER" && priority !== 255;
      // Without a state, the owner of the addresses starts as MASTER.
      const isMaster = state === "MASTER" || (state === "none" && priority === 255);
      if (!isMaster && !isKept) continue;
      const said = isMaster
        ? message("preempt_delay does not work with state MASTER, and keepalived drops it.")
        : message("preempt_delay does not work with nopreempt, and keepalived drops it.");
      yield fileFinding(this, context, placeOf(line), said, { fixes: removeLineFixes(context, line, true) });
    }
  },
};

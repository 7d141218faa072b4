import { type Finding, message } from "../finding.ts";
import type { FileRule } from "../rule.ts";
import { fileFinding } from "./file-finding.ts";
import { headOf, lastLine } from "./file-view.ts";
import { virtualServersOf } from "./virtual-servers.ts";

export const virtualServerDefaults: FileRule = {
  code: "keepalived/virtual-server-defaults",
  scope: "file",
  reads: "keepalived",
  severity: "warning",
  fix: "none",
  since: "0.1.0",
  docs: {
    summary: "A virtual server leaves the scheduler or the forwarding method to keepalived.",
    why: "Without `lb_algo` keepalived takes wlc, without `lb_kind` NAT, and complains of both. NAT needs the director to be the way back of the real servers, which is not so in every network: say what is meant.",
    example: {
      bad: `//- keepalived.conf
virtual_server 10.0.0.100 80 {
    lb_kind NAT
    protocol TCP
    real_server 10.0.0.11 80 {
        weight 1
    }
}
`,
      good: `//- keepalived.conf
virtual_server 10.0.0.100 80 {
    lb_algo rr
    lb_kind NAT
    protocol TCP
    real_server 10.0.0.11 80 {
        weight 1
    }
}
`,
    },
  },
  *check(facts, context): Iterable<Finding> {
    if (facts.kind !== "keepalived") return;
    for (const { block, method, realServers } of virtualServersOf(facts)) {
      if (realServers.length === 0) continue;
      if (lastLine(block, "lb_algo", "lvs_sched") === undefined) {
        yield fileFinding(
          this,
          context,
          headOf(block),
          message("The virtual server has no lb_algo: keepalived complains and takes wlc."),
        );
      }
      const isLeftOut = realServers.some(
        (real) => lastLine(real.block, "lvs_method") === undefined && !real.block.isOpen,
      );
      if (method === "none" && isLeftOut) {
        yield fileFinding(
          this,
          context,
          headOf(block),
          message("The virtual server has no lb_kind: keepalived complains and takes NAT."),
        );
      }
    }
  },
};

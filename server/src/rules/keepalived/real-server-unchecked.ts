import { type Finding, message } from "../finding.ts";
import type { FileRule } from "../rule.ts";
import { fileFinding } from "./file-finding.ts";
import { headOf } from "./file-view.ts";
import { type RealServerView, virtualServersOf } from "./virtual-servers.ts";

/** Whether nothing looks after a real server. */
function isUnchecked({ block, isDropped, isRepeated }: RealServerView): boolean {
  return !isDropped && !isRepeated && !block.isOpen && block.blocks.length === 0;
}

export const realServerUnchecked: FileRule = {
  code: "keepalived/real-server-unchecked",
  scope: "file",
  reads: "keepalived",
  severity: "information",
  fix: "none",
  since: "0.1.0",
  docs: {
    summary: "A real server has no health check.",
    why: "keepalived takes a real server out of the service when one of its checks fails. Without a check it counts as alive for ever, and its share of the connections fails while it is down.",
    example: {
      bad: `//- keepalived.conf
virtual_server 10.0.0.100 80 {
    delay_loop 5
    lb_algo rr
    lb_kind NAT
    protocol TCP
    real_server 10.0.0.11 80 {
        weight 1
    }
}
`,
      good: `//- keepalived.conf
virtual_server 10.0.0.100 80 {
    delay_loop 5
    lb_algo rr
    lb_kind NAT
    protocol TCP
    real_server 10.0.0.11 80 {
        weight 1
        TCP_CHECK {
        }
    }
}
`,
    },
  },
  *check(facts, context): Iterable<Finding> {
    if (facts.kind !== "keepalived") return;
    for (const { realServers } of virtualServersOf(facts)) {
      const [first, ...others] = realServers.filter(isUnchecked);
      if (first === undefined || first.address === undefined) continue;
      const said = message(
        "{address} has no health check: it counts as alive whatever becomes of it, and its connections fail while it is down.",
        { address: first.address },
      );
      const related = others.map(({ block }) => ({
        file: context.file,
        at: headOf(block),
        message: message("not checked either"),
      }));
      yield fileFinding(this, context, headOf(first.block), said, { related });
    }
  },
};

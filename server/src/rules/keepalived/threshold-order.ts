import { type Finding, message } from "../finding.ts";
import type { FileRule } from "../rule.ts";
import { fileFinding } from "./file-finding.ts";
import { type BlockView, lastLine, placeOf } from "./file-view.ts";
import { isWritten, numberIn } from "./virtual-server-reader.ts";
import { virtualServersOf } from "./virtual-servers.ts";

/** A threshold, 0 where none is set; undefined where it is filled in later. */
function thresholdOf(block: BlockView, keyword: string): number | undefined {
  return block.lines
    .filter((line) => line.keyword === keyword)
    .reduce<number | undefined>((before, line) => (isWritten(line) ? (numberIn(line, 0) ?? before) : undefined), 0);
}

export const thresholdOrder: FileRule = {
  code: "keepalived/threshold-order",
  scope: "file",
  reads: "keepalived",
  severity: "warning",
  fix: "none",
  since: "0.1.0",
  docs: {
    summary: "The lower threshold of a real server is above the upper one.",
    why: "A real server gets no new connections from `uthreshold` on, until it has fewer than `lthreshold`. keepalived takes any two numbers, but the kernel refuses a real server whose lower threshold is the greater one, and without `uthreshold` that is every `lthreshold`. It is never added to the service, and keepalived only logs that.",
    example: {
      bad: `//- keepalived.conf
virtual_server 10.0.0.100 80 {
    delay_loop 5
    lb_algo rr
    lb_kind NAT
    protocol TCP
    real_server 10.0.0.11 80 {
        uthreshold 100
        lthreshold 200
        TCP_CHECK {
        }
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
        uthreshold 200
        lthreshold 100
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
      for (const { block, isDropped } of realServers) {
        const line = lastLine(block, "lthreshold");
        if (line === undefined || block.isOpen || isDropped) continue;
        const lower = thresholdOf(block, "lthreshold");
        const upper = thresholdOf(block, "uthreshold");
        if (lower === undefined || upper === undefined || lower <= upper) continue;
        const said =
          upper === 0
            ? message(
                "There is no uthreshold to go with lthreshold {lower}: the kernel refuses the real server, and no connection comes to it.",
                { lower },
              )
            : message(
                "lthreshold {lower} is above uthreshold {upper}: the kernel refuses the real server, and no connection comes to it.",
                { lower, upper },
              );
        yield fileFinding(this, context, placeOf(line, 1), said);
      }
    }
  },
};

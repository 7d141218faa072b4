import { type Finding, message } from "../finding.ts";
import type { FileRule } from "../rule.ts";
import { fileFinding } from "./file-finding.ts";
import { lastLine, placeOf } from "./file-view.ts";
import { virtualServersOf } from "./virtual-servers.ts";

export const quorumUnreachable: FileRule = {
  code: "keepalived/quorum-unreachable",
  scope: "file",
  reads: "keepalived",
  severity: "warning",
  fix: "none",
  since: "0.1.0",
  docs: {
    summary: "The quorum of a virtual server does not go with its hysteresis or its weights.",
    why: "The virtual server is up while the weights of its live real servers reach the quorum, and hysteresis must be below it. keepalived lowers what does not fit, so the address is announced earlier or later than the file says.",
    example: {
      bad: `//- keepalived.conf
virtual_server 10.0.0.100 80 {
    lb_algo rr
    lb_kind NAT
    protocol TCP
    quorum 1
    hysteresis 5
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
    quorum 1
    real_server 10.0.0.11 80 {
        weight 1
    }
}
`,
    },
  },
  *check(facts, context): Iterable<Finding> {
    if (facts.kind !== "keepalived") return;
    for (const { block, realServers } of virtualServersOf(facts)) {
      const line = lastLine(block, "quorum");
      const hysteresis = lastLine(block, "hysteresis");
      const quorum = line === undefined ? 1 : Number(line.words[1] ?? Number.NaN);
      const weights = realServers.map((real) => {
        const own = lastLine(real.block, "weight") ?? lastLine(block, "weight");
        return real.block.isOpen ? Number.NaN : own === undefined ? 1 : Number(own.words[1] ?? Number.NaN);
      });
      const sum = weights.reduce((total, weight) => total + weight, 0);
      if (line !== undefined && realServers.length > 0 && quorum > sum) {
        yield fileFinding(
          this,
          context,
          placeOf(line),
          message(
            "The weights of all real servers are {sum}, so the quorum {quorum} is never reached: keepalived lowers it.",
            { sum, quorum },
          ),
        );
      }
      if (
        hysteresis !== undefined &&
        Number(hysteresis.words[1] ?? Number.NaN) >= Math.min(quorum, Number.isNaN(sum) ? quorum : sum)
      ) {
        yield fileFinding(
          this,
          context,
          placeOf(hysteresis),
          message("hysteresis must be below the quorum {quorum}: keepalived lowers it.", { quorum }),
        );
      }
    }
  },
};

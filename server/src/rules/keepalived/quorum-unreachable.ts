import { type Finding, message } from "../finding.ts";
import type { FileRule } from "../rule.ts";
import { fileFinding } from "./file-finding.ts";
import { type BlockView, headOf, lastLine, placeOf, type Setting } from "./file-view.ts";
import { isWritten, numberIn } from "./virtual-server-reader.ts";
import { keptServersOf, type VirtualServerView } from "./virtual-servers.ts";

/** What the real servers that keepalived keeps weigh together; undefined where one of the weights is filled in later. */
function totalWeight({ realServers }: VirtualServerView): number | undefined {
  const kept = realServers.filter(({ isDropped, isRepeated }) => !isDropped && !isRepeated);
  if (kept.length === 0) return undefined;
  // Of a server whose address is filled in later nobody can tell whether it is there twice, but it counts as one.
  return kept.reduce<number | undefined>(
    (sum, { weight }) => (sum === undefined || weight === undefined ? undefined : sum + weight),
    0,
  );
}

/** The quorum with its last line: one that keepalived refuses makes it 1. */
function quorumOf(block: BlockView): { readonly line: Setting | undefined; readonly quorum: number | undefined } {
  const line = lastLine(block, "quorum");
  if (line === undefined) return { line, quorum: 1 };
  return { line, quorum: isWritten(line) ? (numberIn(line, 1) ?? 1) : undefined };
}

/** The hysteresis with its line: the last one that keepalived takes. */
function hysteresisOf(block: BlockView): { readonly line: Setting | undefined; readonly value: number | undefined } {
  const line = block.lines.findLast(
    (one) => one.keyword === "hysteresis" && (!isWritten(one) || numberIn(one, 0) !== undefined),
  );
  return { line, value: line === undefined ? undefined : numberIn(line, 0) };
}

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
    for (const server of keptServersOf(facts)) {
      const { block } = server;
      const sum = totalWeight(server);
      const { line, quorum } = quorumOf(block);
      if (sum !== undefined && quorum !== undefined && quorum > sum) {
        const said =
          sum === 0
            ? message(
                "All real servers have weight 0, so no connection is forwarded to any of them: keepalived complains and gives up the quorum.",
              )
            : message(
                "The weights of all real servers are {sum}, so the quorum {quorum} is never reached: keepalived lowers it.",
                { sum, quorum },
              );
        yield fileFinding(this, context, line === undefined ? headOf(block) : placeOf(line), said);
      }
      const { line: hysteresis, value } = hysteresisOf(block);
      const limit = quorum === undefined ? undefined : Math.min(quorum, sum ?? quorum);
      if (hysteresis !== undefined && value !== undefined && limit !== undefined && value >= limit) {
        const said = message("hysteresis must be below the quorum {quorum}: keepalived lowers it.", { quorum: limit });
        yield fileFinding(this, context, placeOf(hysteresis), said);
      }
    }
  },
};

import { anchorOf } from "../../syntax/tree.ts";
import { type Finding, type Fix, message } from "../finding.ts";
import type { FileRule } from "../rule.ts";
import { fileFinding } from "./file-finding.ts";
import { headOf, lastLine } from "./file-view.ts";
import { keptServersOf } from "./virtual-servers.ts";

export const virtualServerProtocol: FileRule = {
  code: "keepalived/virtual-server-protocol",
  scope: "file",
  reads: "keepalived",
  severity: "warning",
  fix: "unsafe",
  since: "0.1.0",
  docs: {
    summary: "A virtual server without `protocol` forwards UDP.",
    why: "Without `protocol` a `virtual_server` is for UDP: TCP connections to the address are not forwarded at all. keepalived only remarks on it in its log.",
    example: {
      bad: `//- keepalived.conf
virtual_server 10.0.0.100 80 {
    lb_algo rr
    lb_kind NAT
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
    for (const { block, hasAddresses } of keptServersOf(facts)) {
      if (hasAddresses !== true || lastLine(block, "protocol") !== undefined) continue;
      const said = message(
        "Without protocol the virtual server forwards UDP only, and no TCP connection. Write protocol TCP if that is meant.",
      );
      const at = anchorOf(block.origin, {
        start: block.statement.block?.open ?? block.statement.start,
        end: (block.statement.block?.open ?? block.statement.start) + 1,
      });
      const fixes: readonly Fix[] = block.statement.words.some(({ generated }) => generated === true)
        ? []
        : [
            {
              title: message("Add protocol TCP"),
              isPreferred: true,
              isSafe: false,
              edits: [{ file: context.file, at, form: "line-inside", newText: "protocol TCP" }],
            },
          ];
      yield fileFinding(this, context, headOf(block), said, { fixes });
    }
  },
};

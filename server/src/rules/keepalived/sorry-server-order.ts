import { type Finding, message } from "../finding.ts";
import type { FileRule } from "../rule.ts";
import { fileFinding } from "./file-finding.ts";
import { placeOf } from "./file-view.ts";
import { virtualServersOf } from "./virtual-servers.ts";

export const sorryServerOrder: FileRule = {
  code: "keepalived/sorry-server-order",
  scope: "file",
  reads: "keepalived",
  severity: "error",
  fix: "none",
  since: "0.1.0",
  docs: {
    summary: "An option of the sorry server stands before the server.",
    why: "keepalived reads `sorry_server_inhibit` and `sorry_server_lvs_method` as said of the `sorry_server` above. Without one there it complains and ignores them.",
    example: {
      bad: `//- keepalived.conf
virtual_server 10.0.0.100 80 {
    lb_algo rr
    lb_kind NAT
    protocol TCP
    sorry_server_inhibit
    sorry_server 10.0.0.9 80
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
    sorry_server 10.0.0.9 80
    sorry_server_inhibit
    real_server 10.0.0.11 80 {
        weight 1
    }
}
`,
    },
  },
  *check(facts, context): Iterable<Finding> {
    if (facts.kind !== "keepalived") return;
    for (const { block } of virtualServersOf(facts)) {
      let hasServer = false;
      for (const line of block.lines) {
        if (line.keyword === "sorry_server") hasServer = true;
        if (hasServer || !/^sorry_server_(?:inhibit|lvs_method)$/.test(line.keyword)) continue;
        const said = message("No sorry_server stands above {keyword}: keepalived complains and ignores the line.", {
          keyword: line.keyword,
        });
        yield fileFinding(this, context, placeOf(line), said);
      }
    }
  },
};

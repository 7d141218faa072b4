import { type Finding, message } from "../finding.ts";
import type { FileContext, FileRule } from "../rule.ts";
import { fileFinding } from "./file-finding.ts";
import { headOf, lastLine, placeOf } from "./file-view.ts";
import { type VirtualServerView, virtualServersOf } from "./virtual-servers.ts";

/** An address without a port stands for all of them, which the kernel takes only where a client stays with a real server. */
function* withoutPort(
  rule: FileRule,
  context: FileContext,
  { block, kind, port, group, isPersistent }: VirtualServerView,
): Iterable<Finding> {
  if (isPersistent !== false) return;
  const entry = group?.lines.find(
    ({ statement, words: [first, written] }) =>
      first !== undefined && first !== "fwmark" && (statement.words.length === 1 || /^0+$/.test(written ?? "")),
  );
  if (entry === undefined && (kind !== "address" || port !== 0)) return;
  const said = message(
    "Without a port the virtual server is for every port, which works only with persistence: keepalived complains and sets persistence_timeout 360. Write the port, or persistence_timeout.",
  );
  yield fileFinding(rule, context, entry === undefined ? headOf(block) : placeOf(entry), said);
}

export const virtualServerDefaults: FileRule = {
  code: "keepalived/virtual-server-defaults",
  scope: "file",
  reads: "keepalived",
  severity: "warning",
  fix: "none",
  since: "0.1.0",
  docs: {
    summary: "A virtual server leaves the scheduler, the forwarding method or the port to keepalived.",
    why: "Without `lb_algo` keepalived takes wlc, without `lb_kind` NAT, and complains of both. NAT needs the director to be the way back of the real servers, which is not so in every network. A service without a port is for all ports of the address, and gets a persistence of six minutes. Say what is meant.",
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
    for (const server of virtualServersOf(facts)) {
      const { block, realServers } = server;
      if (realServers.length === 0) continue;
      if (lastLine(block, "lb_algo", "lvs_sched") === undefined) {
        yield fileFinding(
          this,
          context,
          headOf(block),
          message("The virtual server has no lb_algo: keepalived complains and takes wlc."),
        );
      }
      const isLeftOut = [...realServers, ...(server.sorryServer === undefined ? [] : [server.sorryServer])].some(
        ({ method }) => method === "none",
      );
      if (isLeftOut && lastLine(block, "lb_kind", "lvs_method") === undefined) {
        yield fileFinding(
          this,
          context,
          headOf(block),
          message("The virtual server has no lb_kind: keepalived complains and takes NAT."),
        );
      }
      yield* withoutPort(this, context, server);
    }
  },
};

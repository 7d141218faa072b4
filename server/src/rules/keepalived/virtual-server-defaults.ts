import { type Finding, message } from "../finding.ts";
import type { FileContext, FileRule } from "../rule.ts";
import { fileFinding } from "./file-finding.ts";
import { type BlockView, headOf, lastLine, placeOf } from "./file-view.ts";
import { keptServersOf, type VirtualServerView } from "./virtual-servers.ts";

/** An address without a port stands for all of them, which the kernel takes only where a client stays with a real server. */
function* withoutPort(
  rule: FileRule,
  context: FileContext,
  { block, kind, port, group, isPersistent }: VirtualServerView,
): Iterable<Finding> {
  if (kind === "fwmark" && /^0+$/.test(block.words[2] ?? "")) {
    const said = message(
      "0 is no firewall mark: keepalived complains and makes a service for all ports of no address.",
    );
    yield fileFinding(rule, context, placeOf(block, 2), said);
  }
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

/** Checks that keepalived makes itself again and again; of a file and a BFD session it hears. */
const repeatedChecks = new Set([
  "TCP_CHECK",
  "HTTP_GET",
  "SSL_GET",
  "SMTP_CHECK",
  "DNS_CHECK",
  "MISC_CHECK",
  "UDP_CHECK",
  "PING_CHECK",
]);

function* withoutInterval(
  rule: FileRule,
  context: FileContext,
  { block, realServers }: VirtualServerView,
): Iterable<Finding> {
  const hasInterval = (one: BlockView): boolean => one.isOpen || lastLine(one, "delay_loop") !== undefined;
  if (hasInterval(block)) return;
  const isLeftOut = realServers.some(
    (real) =>
      !hasInterval(real.block) &&
      real.block.blocks.some((checker) => repeatedChecks.has(checker.keyword) && !hasInterval(checker)),
  );
  if (!isLeftOut) return;
  const said = message(
    "Without delay_loop keepalived checks once in 60 seconds, so a dead real server gets connections for a minute and more.",
  );
  yield fileFinding(rule, context, headOf(block), said, { severity: "information" });
}

export const virtualServerDefaults: FileRule = {
  code: "keepalived/virtual-server-defaults",
  scope: "file",
  reads: "keepalived",
  severity: "warning",
  fix: "none",
  since: "0.1.0",
  docs: {
    summary:
      "A virtual server leaves the scheduler, the forwarding method, the port or the interval of the checks to keepalived.",
    why: "Without `lb_algo` keepalived takes wlc, without `lb_kind` NAT, and complains of both. NAT needs the director to be the way back of the real servers, which is not so in every network. A service without a port is for all ports of the address, and gets a persistence of six minutes. Checks run once a minute unless `delay_loop` says otherwise. Say what is meant.",
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
    for (const server of keptServersOf(facts)) {
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
      yield* withoutInterval(this, context, server);
    }
  },
};

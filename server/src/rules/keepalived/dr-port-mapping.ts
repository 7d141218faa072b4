import { type Finding, type Fix, message } from "../finding.ts";
import type { FileContext, FileRule } from "../rule.ts";
import { fileFinding } from "./file-finding.ts";
import { type BlockView, lastLine, placeOf, wordOf } from "./file-view.ts";
import { type VirtualServerView, virtualServersOf } from "./virtual-servers.ts";

/** How packets reach a real server: by its own line, else by the virtual server's. */
function methodOf(real: BlockView, server: VirtualServerView): string | undefined {
  const own = lastLine(real, "lvs_method");
  return own === undefined ? server.method : own.words[1];
}

/** Real servers whose port is not that of each address of the group. */
function* inGroup(
  rule: FileRule,
  context: FileContext,
  server: VirtualServerView,
  group: BlockView,
): Iterable<Finding> {
  const ports = group.lines.flatMap(({ words: [first, port] }) =>
    first !== undefined && first !== "fwmark" && port !== undefined && /^[1-9]\d*$/.test(port) ? [Number(port)] : [],
  );
  for (const { block, port } of server.realServers) {
    const method = methodOf(block, server);
    const other = ports.find((one) => one !== port);
    if ((method !== "DR" && method !== "TUN") || port === undefined || port === 0 || other === undefined) continue;
    const said = message(
      "{method} does not change the port: packets for port {used} of group {group} reach that port here, and not {port}.",
      { method, used: other, group: group.name ?? "", port },
    );
    yield fileFinding(rule, context, placeOf(block, 2), said);
  }
}

export const drPortMapping: FileRule = {
  code: "keepalived/dr-port-mapping",
  scope: "file",
  reads: "keepalived",
  severity: "error",
  fix: "unsafe",
  since: "0.1.0",
  docs: {
    summary: "Direct routing and tunnels can not change the port.",
    why: "With `lb_kind DR` or `TUN` packets reach the real server as they are, so its port is the virtual server's. keepalived complains of another one and uses the virtual server's, on which nothing may listen.",
    example: {
      bad: `//- keepalived.conf
virtual_server 10.0.0.100 80 {
    lb_algo rr
    lb_kind DR
    protocol TCP
    real_server 10.0.0.11 8080 {
        weight 1
    }
}
`,
      good: `//- keepalived.conf
virtual_server 10.0.0.100 80 {
    lb_algo rr
    lb_kind DR
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
      if (server.group !== undefined) yield* inGroup(this, context, server, server.group);
      if (server.kind !== "address" || server.port === undefined || server.port === 0) continue;
      for (const { block, port } of server.realServers) {
        const method = methodOf(block, server);
        if ((method !== "DR" && method !== "TUN") || port === undefined || port === 0 || port === server.port) continue;
        const said = message(
          "{method} does not change the port: keepalived complains and uses port {used} of the virtual server instead of {port}.",
          {
            method,
            port,
            used: server.port,
          },
        );
        const fixes: readonly Fix[] =
          wordOf(block, 2)?.generated === true
            ? []
            : [
                {
                  title: message("Write {to}, which keepalived uses", { to: server.port }),
                  isPreferred: true,
                  isSafe: false,
                  edits: [
                    { file: context.file, at: placeOf(block, 2), form: "in-place", newText: String(server.port) },
                  ],
                },
              ];
        yield fileFinding(this, context, placeOf(block, 2), said, { fixes });
      }
    }
  },
};

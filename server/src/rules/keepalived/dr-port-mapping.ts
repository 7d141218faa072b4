import { type Finding, type Fix, message } from "../finding.ts";
import type { FileContext, FileRule } from "../rule.ts";
import { fileFinding } from "./file-finding.ts";
import { type BlockView, placeOf, type Setting, wordOf } from "./file-view.ts";
import { keptServersOf, type LvsMethod, type VirtualServerView } from "./virtual-servers.ts";

/** Whether packets reach a server as they are, so that its port cannot be another one. */
function keepsPort(method: LvsMethod): method is "DR" | "TUN" {
  return method === "DR" || method === "TUN";
}

/** The ports of the addresses of a group, 0 where one is for all of them. */
function portsOf(group: BlockView): readonly number[] {
  return group.lines.flatMap(({ statement, words: [first, port] }) => {
    if (first === undefined || first === "fwmark") return [];
    if (statement.words.length === 1) return [0];
    return port !== undefined && /^\d+$/.test(port) ? [Number(port)] : [];
  });
}

/** Real servers whose port is not that of each address of the group. */
function* inGroup(
  rule: FileRule,
  context: FileContext,
  server: VirtualServerView,
  group: BlockView,
): Iterable<Finding> {
  const ports = portsOf(group);
  const sorry = server.sorryServer;
  const servers = [
    ...server.realServers.map(({ block, port, method }) => ({ line: block, port, method, severity: rule.severity })),
    ...(sorry === undefined ? [] : [{ ...sorry, severity: "warning" as const }]),
  ];
  for (const { line, port, method, severity } of servers) {
    const others = ports.filter((one) => one !== port);
    if (!keepsPort(method) || !port || others.length === 0) continue;
    const used = others.find((one) => one !== 0);
    const args = { method, group: group.name ?? "", port };
    const said =
      used === undefined
        ? message(
            "{method} does not change the port: packets for every port of group {group} reach that port here, and not {port}.",
            args,
          )
        : message(
            "{method} does not change the port: packets for port {used} of group {group} reach that port here, and not {port}.",
            { ...args, used },
          );
    yield fileFinding(rule, context, placeOf(line, 2), said, { severity });
  }
}

/** A firewall mark has no port, so that one behind a server's address means nothing where packets are not rewritten. */
function* behindMark(rule: FileRule, context: FileContext, server: VirtualServerView): Iterable<Finding> {
  const servers = [
    ...server.realServers.map(({ block, port, method }) => ({ line: block, port, method })),
    ...(server.sorryServer === undefined ? [] : [server.sorryServer]),
  ];
  for (const { line, port, method } of servers) {
    if (!keepsPort(method) || !port) continue;
    const said = message(
      "{method} does not change the port, and a firewall mark has none: keepalived complains and ignores port {port}.",
      { method, port },
    );
    yield fileFinding(rule, context, placeOf(line, 2), said, { severity: "warning" });
  }
}

/** The fix of a port that is not used: the one that is. */
function portFixes(context: FileContext, line: Setting, used: number): readonly Fix[] {
  if (wordOf(line, 2)?.generated === true || used === 0) return [];
  return [
    {
      title: message("Write {to}, which keepalived uses", { to: used }),
      isPreferred: true,
      isSafe: false,
      edits: [{ file: context.file, at: placeOf(line, 2), form: "in-place", newText: String(used) }],
    },
  ];
}

function* onAddress(rule: FileRule, context: FileContext, server: VirtualServerView, used: number): Iterable<Finding> {
  const sorry = server.sorryServer;
  const servers = [
    ...server.realServers.map(({ block, port, method }) => ({ line: block, port, method, severity: rule.severity })),
    ...(sorry === undefined ? [] : [{ ...sorry, severity: "warning" as const }]),
  ];
  for (const { line, port, method, severity } of servers) {
    if (!keepsPort(method) || !port || port === used) continue;
    const said =
      used === 0
        ? message("{method} does not change the port: keepalived complains, and takes every port instead of {port}.", {
            method,
            port,
          })
        : message(
            "{method} does not change the port: keepalived complains and uses port {used} of the virtual server instead of {port}.",
            { method, port, used },
          );
    yield fileFinding(rule, context, placeOf(line, 2), said, { severity, fixes: portFixes(context, line, used) });
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
    for (const server of keptServersOf(facts)) {
      if (server.group !== undefined) yield* inGroup(this, context, server, server.group);
      if (server.hasMarks === true) yield* behindMark(this, context, server);
      if (server.kind === "address" && server.port !== undefined) yield* onAddress(this, context, server, server.port);
    }
  },
};

import { parseIpAddress } from "../../model/address.ts";
import { isOlderProbe } from "../../schema/keepalived/arguments.ts";
import { type Finding, message } from "../finding.ts";
import type { FileContext, FileRule } from "../rule.ts";
import { fileFinding } from "./file-finding.ts";
import { entriesOf, placeOf, type Setting } from "./file-view.ts";
import { instanceViewsOf } from "./instance-view.ts";
import { versionOf } from "./judged.ts";
import { removeLineFixes } from "./line-fixes.ts";
import { virtualServersOf } from "./virtual-servers.ts";

function* repeated(
  rule: Pick<FileRule, "code" | "severity">,
  context: FileContext,
  lines: readonly Setting[],
  at: number,
): Iterable<Finding> {
  const seen = new Map<string, Setting>();
  for (const line of lines) {
    const address = parseIpAddress(line.words[at] ?? "");
    if (address === undefined) continue;
    // A real server is told by its port too, a virtual address by its device.
    const device = line.words.indexOf("dev");
    const key = `${address.text} ${at === 1 ? Number(line.words[2] ?? 0) : device < 0 ? "" : (line.words[device + 1] ?? "")}`;
    const before = seen.get(key);
    if (before === undefined) {
      seen.set(key, line);
      continue;
    }
    const said = message("{address} stands above already: keepalived counts it once.", { address: address.text });
    const related = [{ file: context.file, at: placeOf(before, at), message: message("the first one") }];
    yield fileFinding(rule, context, placeOf(line, at), said, {
      related,
      fixes: removeLineFixes(context, line, false),
    });
  }
}

export const duplicateAddress: FileRule = {
  code: "keepalived/duplicate-address",
  scope: "file",
  reads: "keepalived",
  severity: "warning",
  fix: "unsafe",
  since: "0.1.0",
  docs: {
    summary: "An address is listed twice.",
    why: "A virtual address that an instance lists twice, and a real server that a virtual server has twice, count once: keepalived drops the second one, with its options and its checks.",
    example: {
      bad: `//- keepalived.conf
vrrp_instance VI_1 {
    state MASTER
    interface eth0
    virtual_router_id 51
    priority 100
    virtual_ipaddress {
        10.0.0.100/24
        10.0.0.100/24
    }
}
`,
      good: `//- keepalived.conf
vrrp_instance VI_1 {
    state MASTER
    interface eth0
    virtual_router_id 51
    priority 100
    virtual_ipaddress {
        10.0.0.100/24
    }
}
`,
    },
  },
  *check(facts, context): Iterable<Finding> {
    if (facts.kind !== "keepalived") return;
    for (const { block } of instanceViewsOf(facts)) {
      yield* repeated(
        this,
        context,
        [...entriesOf(block, "virtual_ipaddress"), ...entriesOf(block, "virtual_ipaddress_excluded")],
        0,
      );
    }
    // The newer releases complain of a peer that is listed twice; the older ones send to it twice.
    const version = versionOf(context);
    const severity = version === "auto" || isOlderProbe(version) ? "warning" : "error";
    for (const { block } of instanceViewsOf(facts))
      yield* repeated({ ...this, severity }, context, entriesOf(block, "unicast_peer"), 0);
    for (const { realServers } of virtualServersOf(facts)) {
      const known = realServers.filter(({ address, port }) => address !== undefined && port !== undefined);
      yield* repeated(
        this,
        context,
        known.map(({ block }) => block),
        1,
      );
    }
  },
};

import type { KeepalivedFacts } from "../../model/keepalived/facts.ts";
import { familyOf, isAddress, withoutRange } from "../../schema/keepalived/addresses.ts";
import { type Finding, type Message, message } from "../finding.ts";
import type { FileContext, FileRule } from "../rule.ts";
import { fileFinding } from "./file-finding.ts";
import { blocksNamed, fileViewOf, placeOf } from "./file-view.ts";
import { instanceViewsOf } from "./instance-view.ts";
import { type FamilyClash, type VirtualServerView, virtualServersOf } from "./virtual-servers.ts";

function sayClash({ line, what, family }: FamilyClash): Message {
  const args = { word: line.words[1] ?? "", family: family === 6 ? "IPv6" : "IPv4" };
  switch (what) {
    case "real-server":
      return message(
        "The virtual server is {family}, and {word} is not: keepalived complains and drops the real server.",
        args,
      );
    case "sorry-server":
      return message(
        "The virtual server is {family}, and {word} is not: keepalived complains and drops the sorry server.",
        args,
      );
    case "line":
      return message(
        "The virtual server is {family} by its lines above: keepalived complains and ignores {word}.",
        args,
      );
  }
}

/** keepalived does not look at the family of a group's addresses, but the kernel takes no real server of another one. */
function* atOddsWithGroup(
  rule: FileRule,
  context: FileContext,
  { group, realServers, family }: VirtualServerView,
): Iterable<Finding> {
  const families = group?.lines.map(({ words: [address] }) =>
    address === undefined || address === "fwmark" || !isAddress(withoutRange(address)) ? undefined : familyOf(address),
  );
  const [only] = families ?? [];
  if (only === undefined || families?.some((one) => one !== only) === true || family === only) return;
  for (const { block, address, method, isDropped } of realServers) {
    if (address === undefined || method === undefined || method === "TUN" || isDropped || familyOf(address) === only)
      continue;
    const said = message(
      "All addresses of group {group} are {family}, and {word} is not: keepalived says nothing, and the kernel refuses the real server.",
      { group: group?.name ?? "", family: only === 6 ? "IPv6" : "IPv4", word: address },
    );
    yield fileFinding(rule, context, placeOf(block, 1), said, { severity: "warning" });
  }
}

/** A group may hold both families, and marks; but of a mark beside both it has to be said for which one it is. */
function* groupsWithoutFamily(rule: FileRule, facts: KeepalivedFacts, context: FileContext): Iterable<Finding> {
  for (const group of blocksNamed(fileViewOf(facts), "virtual_server_group")) {
    const has = (family: 4 | 6): boolean =>
      group.lines.some(({ words: [first, , third] }) =>
        first === "fwmark"
          ? third === (family === 6 ? "inet6" : "inet")
          : first !== undefined && isAddress(withoutRange(first)) && familyOf(first) === family,
      );
    const mark = group.lines.find(({ words, statement }) => words[0] === "fwmark" && statement.words.length === 2);
    if (group.isOpen || mark === undefined || !has(4) || !has(6)) continue;
    const said = message(
      "The group has IPv4, IPv6 and a firewall mark without family: keepalived complains and drops the whole group. Write inet or inet6 behind the mark.",
    );
    yield fileFinding(rule, context, placeOf(mark), said);
  }
}

export const mixedFamilies: FileRule = {
  code: "keepalived/mixed-families",
  scope: "file",
  reads: "keepalived",
  severity: "error",
  fix: "none",
  since: "0.1.0",
  docs: {
    summary: "IPv4 and IPv6 addresses are mixed where all must be of one family.",
    why: "An instance is of one address family, which its first address decides; keepalived drops the addresses of the other one. `virtual_ipaddress_excluded` may hold them. A real server is of the virtual server's family, unless it is reached by a tunnel.",
    example: {
      bad: `//- keepalived.conf
vrrp_instance VI_1 {
    state MASTER
    interface eth0
    virtual_router_id 51
    priority 100
    virtual_ipaddress {
        10.0.0.100/24
        fd00::100/64
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
    virtual_ipaddress_excluded {
        fd00::100/64
    }
}
`,
    },
  },
  *check(facts, context): Iterable<Finding> {
    if (facts.kind !== "keepalived") return;
    for (const { clashes, family, earlyVersion2 } of instanceViewsOf(facts)) {
      if (earlyVersion2 !== undefined) {
        const said = message(
          "VRRP version 2 is for IPv4 only, and the addresses below are of IPv6: other routers speak version 3 for them.",
        );
        yield fileFinding(this, context, placeOf(earlyVersion2, 1), said, { severity: "warning" });
      }
      for (const { line, at, isVersion } of clashes) {
        const args = { word: line.words[at] ?? "", family: family === 6 ? "IPv6" : "IPv4" };
        const said = isVersion
          ? message("VRRP version {word} does not go with the lines above: keepalived complains and ignores it.", args)
          : message("The instance is {family} by its lines above: keepalived complains of {word} and drops it.", args);
        yield fileFinding(this, context, placeOf(line, at), said);
      }
    }
    for (const server of virtualServersOf(facts)) {
      for (const clash of server.clashes) yield fileFinding(this, context, placeOf(clash.line, 1), sayClash(clash));
      yield* atOddsWithGroup(this, context, server);
    }
    yield* groupsWithoutFamily(this, facts, context);
  },
};

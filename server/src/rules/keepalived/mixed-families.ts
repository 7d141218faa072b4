import { familyOf, isAddress, withoutRange } from "../../schema/keepalived/addresses.ts";
import { type Finding, type Message, message } from "../finding.ts";
import type { FileRule } from "../rule.ts";
import { fileFinding } from "./file-finding.ts";
import { type BlockView, blocksNamed, fileViewOf, placeOf, type Setting } from "./file-view.ts";
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

/** A virtual server that is of another family than its group is ignored as a whole, of which keepalived speaks in its log only. */
function sayGroup({ group, family, wrongFamilies = [] }: VirtualServerView): Message {
  const args = { group: group?.name ?? "", family: family === 6 ? "IPv6" : "IPv4" };
  return wrongFamilies.length > 1
    ? message(
        "Group {group} has IPv4 and IPv6, and the virtual server is {family} by its lines: keepalived ignores the whole virtual server. Only servers behind tunnels may be for both.",
        args,
      )
    : message(
        "The virtual server is {family} by its lines, and group {group} is not: keepalived ignores the whole virtual server.",
        args,
      );
}

/** The mark of a group of both families that does not say for which one it is: keepalived drops such a group. */
function markWithoutFamily(group: BlockView): Setting | undefined {
  const has = (family: 4 | 6): boolean =>
    group.lines.some(({ words: [first, , third] }) =>
      first === "fwmark"
        ? third === (family === 6 ? "inet6" : "inet")
        : first !== undefined && isAddress(withoutRange(first)) && familyOf(first) === family,
    );
  if (group.isOpen || !has(4) || !has(6)) return undefined;
  return group.lines.find(({ words, statement }) => words[0] === "fwmark" && statement.words.length === 2);
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
      const isDropped = server.group !== undefined && markWithoutFamily(server.group) !== undefined;
      if (server.wrongFamilies !== undefined && !isDropped)
        yield fileFinding(this, context, placeOf(server.block, 2), sayGroup(server), { severity: "warning" });
    }
    for (const group of blocksNamed(fileViewOf(facts), "virtual_server_group")) {
      const mark = markWithoutFamily(group);
      if (mark === undefined) continue;
      const said = message(
        "The group has IPv4, IPv6 and a firewall mark without family: keepalived complains and drops the whole group. Write inet or inet6 behind the mark.",
      );
      yield fileFinding(this, context, placeOf(mark), said);
    }
  },
};

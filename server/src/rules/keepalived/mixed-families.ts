import { familyOf } from "../../schema/keepalived/addresses.ts";
import { type Finding, message } from "../finding.ts";
import type { FileRule } from "../rule.ts";
import { fileFinding } from "./file-finding.ts";
import { lastLine, placeOf } from "./file-view.ts";
import { instanceViewsOf } from "./instance-view.ts";
import { virtualServersOf } from "./virtual-servers.ts";

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
      for (const { block, address } of server.realServers) {
        if (server.address === undefined || address === undefined || familyOf(server.address) === familyOf(address))
          continue;
        if (server.method === undefined || server.method === "TUN" || lastLine(block, "lvs_method") !== undefined)
          continue;
        const said = message(
          "{address} is of another family than the virtual server: keepalived complains and drops the real server.",
          { address },
        );
        yield fileFinding(this, context, placeOf(block, 1), said);
      }
    }
  },
};

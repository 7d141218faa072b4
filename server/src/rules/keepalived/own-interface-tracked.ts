import { type Finding, message } from "../finding.ts";
import type { FileRule } from "../rule.ts";
import { fileFinding } from "./file-finding.ts";
import { entriesOf, lastLine, placeOf } from "./file-view.ts";
import { instanceViewsOf } from "./instance-view.ts";

export const ownInterfaceTracked: FileRule = {
  code: "keepalived/own-interface-tracked",
  scope: "file",
  reads: "keepalived",
  severity: "warning",
  fix: "none",
  since: "0.1.0",
  docs: {
    summary: "An instance tracks the interface that it runs on.",
    why: "An instance gives its addresses up when its own interface fails, whatever it tracks. keepalived ignores the line, and with it a weight that it has.",
    example: {
      bad: `//- keepalived.conf
vrrp_instance VI_1 {
    state MASTER
    interface eth0
    virtual_router_id 51
    priority 100
    virtual_ipaddress {
        10.0.0.100/24
    }
    track_interface {
        eth0
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
      const own = lastLine(block, "interface")?.words[1];
      if (own === undefined) continue;
      const isLeftOut = lastLine(block, "dont_track_primary") !== undefined;
      for (const line of entriesOf(block, "track_interface")) {
        if (line.words[0] !== own) continue;
        const said = isLeftOut
          ? message(
              "{name} is the instance's own interface, which dont_track_primary leaves out: keepalived ignores the line, and a failure of {name} changes nothing.",
              { name: own },
            )
          : message(
              "{name} is the instance's own interface, which counts in any case: keepalived ignores the line and its weight.",
              { name: own },
            );
        yield fileFinding(this, context, placeOf(line), said);
      }
    }
  },
};

import { type Finding, type Fix, message } from "../finding.ts";
import type { FileRule } from "../rule.ts";
import { fileFinding } from "./file-finding.ts";
import { lastLine, placeOf, wordOf } from "./file-view.ts";
import { instanceViewsOf } from "./instance-view.ts";

export const advertIntervalRounded: FileRule = {
  code: "keepalived/advert-interval-rounded",
  scope: "file",
  reads: "keepalived",
  severity: "warning",
  fix: "safe",
  since: "0.1.0",
  docs: {
    summary: "`advert_int` is not what goes over the wire.",
    why: "VRRP version 2 counts whole seconds: keepalived rounds a fraction to the nearest one, and at least to 1. Version 3 counts hundredths of a second, up to 40.95 s; more is cut to that. Nodes that round to different values no longer hear each other.",
    example: {
      bad: `//- keepalived.conf
vrrp_instance VI_1 {
    state MASTER
    interface eth0
    virtual_router_id 51
    priority 100
    advert_int 0.5
    virtual_ipaddress {
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
    advert_int 1
    virtual_ipaddress {
        10.0.0.100/24
    }
}
`,
    },
  },
  *check(facts, context): Iterable<Finding> {
    if (facts.kind !== "keepalived") return;
    for (const { block, version } of instanceViewsOf(facts)) {
      const line = lastLine(block, "advert_int");
      const seconds = Number(line?.words[1] ?? Number.NaN);
      if (line === undefined || !(seconds >= 0.01 && seconds <= 255)) continue;
      const used = version === 2 ? Math.max(1, Math.round(seconds)) : Math.min(40.95, Math.round(seconds * 100) / 100);
      // keepalived counts microseconds.
      if (version === undefined || Math.round(used * 1e6) === Math.round(seconds * 1e6)) continue;
      const word = wordOf(line, 1);
      const said =
        version === 2
          ? message("VRRP version 2 counts whole seconds: keepalived uses {used} s instead of {seconds}.", {
              used,
              seconds,
            })
          : message(
              "VRRP version 3 counts hundredths of a second up to 40.95 s: keepalived uses {used} s instead of {seconds}.",
              { used, seconds },
            );
      const fixes: readonly Fix[] =
        word === undefined || word.generated === true
          ? []
          : [
              {
                title: message("Write {to}, which keepalived uses", { to: used }),
                isPreferred: true,
                isSafe: true,
                edits: [{ file: context.file, at: placeOf(line, 1), form: "in-place", newText: String(used) }],
              },
            ];
      yield fileFinding(this, context, placeOf(line, 1), said, { fixes });
    }
  },
};

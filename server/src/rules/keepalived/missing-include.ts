import { type Finding, message } from "../finding.ts";
import type { KeepalivedSectionRule } from "../rule.ts";
import { findingAt } from "./judged.ts";

/** Whether a pattern surely leads to where its file lies: a path of the machine is only sought there. */
function isOwnPath(line: string, file: string): boolean {
  const pattern = /[ \t]+(.*)/.exec(line)?.[1] ?? "";
  return !pattern.startsWith("/") || (file.startsWith("/") && pattern.split("/")[1] === file.split("/")[1]);
}

export const missingInclude: KeepalivedSectionRule = {
  code: "keepalived/missing-include",
  scope: "keepalived-section",
  severity: "error",
  fix: "none",
  since: "0.1.0",
  docs: {
    summary: "An included file is not there, though others of its folder are.",
    why: "keepalived says that a file of an `include` is missing and goes on without what it holds: its instances, scripts and values are missing on that machine. With `includem`, `includew`, `includeb`, `includea` and `include_check` it does not start at all. A folder that the workspace does not hold is the machine's matter, and nothing is said of it.",
    example: {
      bad: `//- keepalived.conf
includem conf.d/vrrp-ext.conf
global_defs {
    router_id lb1
}
//- conf.d/vrrp-int.conf
vrrp_instance INT {
    state MASTER
    interface eth0
    virtual_router_id 51
    priority 100
    virtual_ipaddress {
        10.0.0.100/24
    }
}
`,
      good: `//- keepalived.conf
includem conf.d/vrrp-int.conf
global_defs {
    router_id lb1
}
//- conf.d/vrrp-int.conf
vrrp_instance INT {
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
  *check(section, context): Iterable<Finding> {
    for (const { kind, start, end } of section.problems) {
      const isRequired = kind === "missing-required-include";
      if (kind !== "missing-include" && !isRequired) continue;
      const said = isRequired
        ? message(
            "Not all files of this include are in the workspace, though others of the folder are: keepalived does not start without them.",
          )
        : message(
            "Not all files of this include are in the workspace, though others of the folder are: keepalived goes on without what they hold.",
          );
      const isSure = isOwnPath(context.sectionText.slice(start, end), context.file);
      const severity = !isRequired ? "information" : isSure ? "error" : "warning";
      yield findingAt(this, section, context, { start, end }, said, { severity });
    }
  },
};

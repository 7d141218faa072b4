import { type Finding, message } from "../finding.ts";
import type { FileRule } from "../rule.ts";
import { fileFinding } from "./file-finding.ts";
import { headOf, placeOf } from "./file-view.ts";
import { trackedUsesOf } from "./trackers.ts";

export const scriptAfterUse: FileRule = {
  code: "keepalived/script-after-use",
  scope: "file",
  reads: "keepalived",
  severity: "error",
  fix: "none",
  since: "0.1.0",
  docs: {
    summary: "A script is defined below the instance that tracks it.",
    why: "keepalived reads the file once from top to bottom. A `vrrp_script` that stands below the instance that tracks it is not known there yet: keepalived complains and does not track it.",
    example: {
      bad: `//- keepalived.conf
global_defs {
    script_user root
    enable_script_security
}
vrrp_instance VI_1 {
    state MASTER
    interface eth0
    virtual_router_id 51
    priority 100
    virtual_ipaddress {
        10.0.0.100/24
    }
    track_script {
        chk_haproxy
    }
}
vrrp_script chk_haproxy {
    script "/usr/bin/killall -0 haproxy"
}
`,
      good: `//- keepalived.conf
global_defs {
    script_user root
    enable_script_security
}
vrrp_script chk_haproxy {
    script "/usr/bin/killall -0 haproxy"
}
vrrp_instance VI_1 {
    state MASTER
    interface eth0
    virtual_router_id 51
    priority 100
    virtual_ipaddress {
        10.0.0.100/24
    }
    track_script {
        chk_haproxy
    }
}
`,
    },
  },
  *check(facts, context): Iterable<Finding> {
    if (facts.kind !== "keepalived") return;
    for (const use of trackedUsesOf(facts)) {
      if (use.kind !== "script" || !use.isAhead || use.definition === undefined) continue;
      const said = message(
        "vrrp_script {name} is defined below: keepalived does not know it here and does not track it. Move it above.",
        {
          name: use.name ?? "",
        },
      );
      const related = [{ file: context.file, at: headOf(use.definition), message: message("defined here") }];
      yield fileFinding(this, context, placeOf(use.line), said, { related });
    }
  },
};

import { type Finding, message } from "../finding.ts";
import type { KeepalivedSectionRule } from "../rule.ts";
import { findingAt } from "./judged.ts";

export const unterminatedKeepalivedQuote: KeepalivedSectionRule = {
  code: "keepalived/unterminated-quote",
  scope: "keepalived-section",
  severity: "error",
  fix: "none",
  since: "0.1.0",
  docs: {
    summary: "A double quote has no partner on its line.",
    why: "keepalived reads a quoted text up to the end of the line at most. With an open quote it drops the whole line: a script without its command is never run, and its tracker says that all is well.",
    example: {
      bad: `//- keepalived.conf
global_defs {
    enable_script_security
    script_user root
}

vrrp_script chk_apiserver {
    script "/usr/local/bin/check-apiserver
    interval 3
}

vrrp_instance VI_1 {
    state MASTER
    interface eth0
    virtual_router_id 51
    priority 100
    track_script {
        chk_apiserver
    }
    virtual_ipaddress {
        10.0.0.100/24
    }
}
`,
      good: `//- keepalived.conf
global_defs {
    enable_script_security
    script_user root
}

vrrp_script chk_apiserver {
    script "/usr/local/bin/check-apiserver"
    interval 3
}

vrrp_instance VI_1 {
    state MASTER
    interface eth0
    virtual_router_id 51
    priority 100
    track_script {
        chk_apiserver
    }
    virtual_ipaddress {
        10.0.0.100/24
    }
}
`,
    },
  },
  *check(section, context): Iterable<Finding> {
    for (const { kind, start, end } of section.problems) {
      if (kind !== "unterminated-quote") continue;
      const said = message("This quote is not closed on its line, and keepalived drops the line. Close the quote.");
      yield findingAt(this, section, context, { start, end }, said);
    }
  },
};

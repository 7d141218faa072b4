import { type Finding, message } from "../finding.ts";
import type { FileRule } from "../rule.ts";
import { fileFinding } from "./file-finding.ts";
import { blocksNamed, fileViewOf, globalLine, headOf, lastLine } from "./file-view.ts";

export const scriptSecurity: FileRule = {
  code: "keepalived/script-security",
  scope: "file",
  reads: "keepalived",
  severity: "warning",
  fix: "none",
  since: "0.1.0",
  docs: {
    summary: "Scripts run as root without `enable_script_security`.",
    why: "keepalived runs scripts as the user `keepalived_script` where there is one, else as root, and then complains. With `enable_script_security` it refuses to run as root what others may write to, which would give them the machine; with `script_user` it runs them as another user.",
    example: {
      bad: `//- keepalived.conf
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
    const view = fileViewOf(facts);
    if (view.isOpen || context.isPartial) return;
    if (globalLine(view, "enable_script_security", "script_user") !== undefined) return;
    const [first] = blocksNamed(view, "vrrp_script").filter(
      (block) => lastLine(block, "script") !== undefined && lastLine(block, "user") === undefined,
    );
    if (first === undefined) return;
    const said = message(
      "Scripts of this file run as root unless the machine has a user keepalived_script, and nothing keeps others from changing them. Set script_user and enable_script_security in global_defs.",
    );
    yield fileFinding(this, context, headOf(first), said);
  },
};

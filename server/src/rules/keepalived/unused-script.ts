import { type Finding, message } from "../finding.ts";
import type { FileRule } from "../rule.ts";
import { fileFinding } from "./file-finding.ts";
import { blocksNamed, fileViewOf, headOf } from "./file-view.ts";
import { trackedUsesOf } from "./trackers.ts";

export const unusedScript: FileRule = {
  code: "keepalived/unused-script",
  scope: "file",
  reads: "keepalived",
  severity: "hint",
  fix: "none",
  since: "0.1.0",
  docs: {
    summary: "A script is defined, but nothing tracks it.",
    why: "keepalived runs a `vrrp_script` only where an instance or a group tracks it. Without, it drops the block: the check that looks so reassuring never runs.",
    example: {
      bad: `//- keepalived.conf
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
    if (view.isOpen || context.isPartial || view.blocks.some(({ isOpen }) => isOpen)) return;
    const uses = trackedUsesOf(facts).filter(({ kind }) => kind === "script");
    if (uses.some(({ name }) => name === undefined)) return;
    const used = new Set(uses.map(({ name }) => name));
    for (const block of blocksNamed(view, "vrrp_script")) {
      if (block.name === undefined || used.has(block.name)) continue;
      const said = message(
        "Nothing tracks vrrp_script {name}, so it never runs. Name it in the track_script block of an instance.",
        { name: block.name },
      );
      yield fileFinding(this, context, headOf(block), said);
    }
  },
};

import { type Finding, message } from "../finding.ts";
import type { FileRule } from "../rule.ts";
import { typeLineOf } from "./authentication.ts";
import { fileFinding } from "./file-finding.ts";
import { lastLine, placeOf } from "./file-view.ts";
import { instanceViewsOf } from "./instance-view.ts";
import { removeLineFixes } from "./line-fixes.ts";

export const authIgnoredInV3: FileRule = {
  code: "keepalived/auth-ignored-in-v3",
  scope: "file",
  reads: "keepalived",
  severity: "warning",
  fix: "safe",
  since: "0.1.0",
  docs: {
    summary: "VRRP version 3 has no authentication.",
    why: "keepalived ignores `authentication` of an instance that speaks version 3, which every IPv6 instance does. The password is in the file, and protects nothing.",
    example: {
      bad: `//- keepalived.conf
vrrp_instance VI_1 {
    state MASTER
    interface eth0
    virtual_router_id 51
    priority 100
    version 3
    authentication {
        auth_type PASS
        auth_pass secret
    }
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
    version 3
    virtual_ipaddress {
        10.0.0.100/24
    }
}
`,
    },
  },
  *check(facts, context): Iterable<Finding> {
    if (facts.kind !== "keepalived") return;
    for (const { block, version, isStrict } of instanceViewsOf(facts)) {
      const line = lastLine(block, "authentication");
      if (version !== 3 || isStrict !== false || line === undefined || typeLineOf(block) === undefined) continue;
      const said = message(
        "VRRP version 3 has no authentication: keepalived ignores this block, and the password protects nothing.",
      );
      yield fileFinding(this, context, placeOf(line), said, { fixes: removeLineFixes(context, line, true) });
    }
  },
};

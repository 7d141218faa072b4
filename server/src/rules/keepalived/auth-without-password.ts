import { type Finding, message } from "../finding.ts";
import type { FileRule } from "../rule.ts";
import { typeLineOf } from "./authentication.ts";
import { fileFinding } from "./file-finding.ts";
import { lastLine, placeOf } from "./file-view.ts";
import { instanceViewsOf } from "./instance-view.ts";

export const authWithoutPassword: FileRule = {
  code: "keepalived/auth-without-password",
  scope: "file",
  reads: "keepalived",
  severity: "warning",
  fix: "none",
  since: "0.1.0",
  docs: {
    summary: "`auth_type` stands without `auth_pass`.",
    why: "keepalived ignores an authentication without a password: the node sends none, and nodes with one drop its advertisements.",
    example: {
      bad: `//- keepalived.conf
vrrp_instance VI_1 {
    state MASTER
    interface eth0
    virtual_router_id 51
    priority 100
    authentication {
        auth_type PASS
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
    authentication {
        auth_type PASS
        auth_pass secret
    }
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
      const inner = block.blocks.filter(({ keyword }) => keyword === "authentication");
      const type = typeLineOf(block);
      if (version !== 2 || isStrict !== false || type === undefined || inner.some(({ isOpen }) => isOpen)) continue;
      const password = inner.flatMap((one) => lastLine(one, "auth_pass") ?? []).at(-1);
      if (password !== undefined && password.words[1] !== "") continue;
      const said = message("auth_type stands without auth_pass: keepalived ignores it and sends no password.");
      yield fileFinding(this, context, placeOf(type), said);
    }
  },
};

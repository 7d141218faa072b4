import { type Finding, message } from "../finding.ts";
import type { FileRule } from "../rule.ts";
import { fileFinding } from "./file-finding.ts";
import { blocksNamed, fileViewOf, placeOf } from "./file-view.ts";
import { virtualServersOf } from "./virtual-servers.ts";

export const undefinedServerGroup: FileRule = {
  code: "keepalived/undefined-server-group",
  scope: "file",
  reads: "keepalived",
  severity: "warning",
  fix: "none",
  since: "0.1.0",
  docs: {
    summary: "A virtual server is for a group that is not defined.",
    why: "keepalived takes a `virtual_server group` of a name that no `virtual_server_group` has without a word. The service then has no address, and nothing is balanced.",
    example: {
      bad: `//- keepalived.conf
virtual_server_group WWW {
    10.0.0.100 80
}
virtual_server group WEB {
    lb_algo rr
    lb_kind NAT
    protocol TCP
    real_server 10.0.0.11 80 {
        TCP_CHECK {
        }
    }
}
`,
      good: `//- keepalived.conf
virtual_server_group WEB {
    10.0.0.100 80
}
virtual_server group WEB {
    lb_algo rr
    lb_kind NAT
    protocol TCP
    real_server 10.0.0.11 80 {
        TCP_CHECK {
        }
    }
}
`,
    },
  },
  *check(facts, context): Iterable<Finding> {
    if (facts.kind !== "keepalived") return;
    const view = fileViewOf(facts);
    const groups = blocksNamed(view, "virtual_server_group");
    // A template or an include may bring in what is missing.
    if (view.isOpen || (context.isPartial && groups.length === 0) || groups.some(({ name }) => name === undefined))
      return;
    for (const { block, kind } of virtualServersOf(facts)) {
      const name = block.words[2];
      if (kind !== "group" || name === undefined || groups.some((group) => group.name === name)) continue;
      const said = message(
        "No virtual_server_group is named {name}: keepalived says nothing of it, and the service has no address.",
        { name },
      );
      yield fileFinding(this, context, placeOf(block, 2), said);
    }
  },
};

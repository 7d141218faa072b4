import { type Finding, message } from "../finding.ts";
import type { FileRule } from "../rule.ts";
import { fileFinding } from "./file-finding.ts";
import { blocksNamed, entriesOf, fileViewOf, placeOf, type Setting } from "./file-view.ts";

export const undefinedInstance: FileRule = {
  code: "keepalived/undefined-instance",
  scope: "file",
  reads: "keepalived",
  severity: "error",
  fix: "none",
  since: "0.1.0",
  docs: {
    summary: "A group names an instance that is not defined.",
    why: "A `vrrp_sync_group` keeps instances together. keepalived complains of a name that no `vrrp_instance` has and goes on with the others: the instance that was meant fails over alone. In two groups an instance can not be.",
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
}
vrrp_instance VI_2 {
    state MASTER
    interface eth0
    virtual_router_id 52
    priority 100
    virtual_ipaddress {
        10.0.0.101/24
    }
}
vrrp_sync_group G1 {
    group {
        VI_1
        VI_3
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
vrrp_instance VI_2 {
    state MASTER
    interface eth0
    virtual_router_id 52
    priority 100
    virtual_ipaddress {
        10.0.0.101/24
    }
}
vrrp_sync_group G1 {
    group {
        VI_1
        VI_2
    }
}
`,
    },
  },
  *check(facts, context): Iterable<Finding> {
    if (facts.kind !== "keepalived") return;
    const view = fileViewOf(facts);
    if (view.isOpen || context.isPartial) return;
    const names = new Set(blocksNamed(view, "vrrp_instance").flatMap(({ name }) => name ?? []));
    const isUnknown = blocksNamed(view, "vrrp_instance").some(({ name }) => name === undefined);
    const grouped = new Map<string, Setting>();
    for (const group of blocksNamed(view, "vrrp_sync_group")) {
      for (const line of entriesOf(group, "group")) {
        for (const [at, name] of line.words.entries()) {
          if (name === undefined || /^include/.test(name)) continue;
          const before = grouped.get(name);
          if (before !== undefined) {
            const said = message("{name} is in two groups: keepalived complains and ignores the second one.", { name });
            yield fileFinding(this, context, placeOf(line, at), said);
          }
          grouped.set(name, line);
          if (names.has(name) || isUnknown) continue;
          const said = message(
            "No vrrp_instance is named {name}: keepalived complains, and the group goes on without it.",
            { name },
          );
          yield fileFinding(this, context, placeOf(line, at), said);
        }
      }
    }
  },
};

import { type Finding, message } from "../finding.ts";
import type { FileContext, FileRule } from "../rule.ts";
import { fileFinding } from "./file-finding.ts";
import { blocksNamed, entriesOf, type FileView, fileViewOf, headOf, lastLine, placeOf } from "./file-view.ts";
import { trackedUsesOf, weightOf } from "./trackers.ts";

/** keepalived complains of a weighted interface as well, and yet it counts. */
function* weightedInterfaces(
  rule: Pick<FileRule, "code" | "severity">,
  view: FileView,
  context: FileContext,
): Iterable<Finding> {
  for (const group of blocksNamed(view, "vrrp_sync_group")) {
    if (group.isOpen || lastLine(group, "sync_group_tracking_weight", "global_tracking") !== undefined) continue;
    const members = new Set(entriesOf(group, "group").flatMap(({ words }) => words));
    for (const instance of blocksNamed(view, "vrrp_instance")) {
      if (instance.name === undefined || !members.has(instance.name)) continue;
      const own = lastLine(instance, "interface")?.words[1];
      for (const line of entriesOf(instance, "track_interface")) {
        const [name, option, weight] = line.words;
        if (name === own || option !== "weight" || weight === undefined || !(Math.abs(Number(weight)) > 0)) continue;
        const said = message(
          "keepalived says that it ignores this weight, because the instance is in sync group {group}, and yet counts it. Say so with sync_group_tracking_weight in the group, or track the interface there.",
          { group: group.name ?? "" },
        );
        const related = [{ file: context.file, at: headOf(group), message: message("the group") }];
        yield fileFinding(rule, context, placeOf(line), said, { related });
      }
    }
  }
}

export const syncGroupIgnoresWeight: FileRule = {
  code: "keepalived/sync-group-ignores-weight",
  scope: "file",
  reads: "keepalived",
  severity: "warning",
  fix: "none",
  since: "0.1.0",
  docs: {
    summary: "A weighted script does not count in a sync group.",
    why: "The instances of a `vrrp_sync_group` move together, so keepalived ignores weighted scripts of a single one, even in a group of one. The failure leaves the address where it is. Track the script in the group, give it weight 0, or write `sync_group_tracking_weight` in the group.",
    example: {
      bad: `//- keepalived.conf
global_defs {
    script_user root
    enable_script_security
}
vrrp_script chk_haproxy {
    script "/usr/bin/killall -0 haproxy"
    weight -20
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
      good: `//- keepalived.conf
global_defs {
    script_user root
    enable_script_security
}
vrrp_script chk_haproxy {
    script "/usr/bin/killall -0 haproxy"
    weight -20
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
    sync_group_tracking_weight
}
`,
    },
  },
  *check(facts, context): Iterable<Finding> {
    if (facts.kind !== "keepalived") return;
    const view = fileViewOf(facts);
    const groups = blocksNamed(view, "vrrp_sync_group");
    for (const use of trackedUsesOf(facts)) {
      if (use.kind === "process" || use.user.keyword !== "vrrp_instance" || use.isAhead) continue;
      const weight = weightOf(use);
      const group = groups.find((one) => entriesOf(one, "group").some(({ words }) => words.includes(use.user.name)));
      if (weight === undefined || weight === 0 || group === undefined || group.isOpen || use.user.name === undefined)
        continue;
      if (lastLine(group, "sync_group_tracking_weight", "global_tracking") !== undefined) continue;
      const said = message(
        "keepalived ignores the weight, because the instance is in sync group {group}: the failure leaves the address where it is. Track it in the group, or use weight 0.",
        {
          group: group.name ?? "",
        },
      );
      const related = [{ file: context.file, at: headOf(group), message: message("the group") }];
      yield fileFinding(this, context, placeOf(use.line), said, { related });
    }
    yield* weightedInterfaces(this, view, context);
  },
};

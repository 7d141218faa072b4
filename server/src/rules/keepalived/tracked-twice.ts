import { type Finding, message } from "../finding.ts";
import type { FileRule } from "../rule.ts";
import { fileFinding } from "./file-finding.ts";
import { blocksNamed, entriesOf, fileViewOf, placeOf } from "./file-view.ts";

export const trackedTwice: FileRule = {
  code: "keepalived/tracked-twice",
  scope: "file",
  reads: "keepalived",
  severity: "warning",
  fix: "none",
  since: "0.1.0",
  docs: {
    summary: "An instance tracks an interface that its sync group tracks.",
    why: "What a `vrrp_sync_group` tracks counts for all of its instances. keepalived complains of an interface that one of them tracks as well, and counts it once.",
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
    track_interface {
        eth1
    }
}
vrrp_instance VI_2 {
    state MASTER
    interface eth2
    virtual_router_id 52
    priority 100
    virtual_ipaddress {
        10.0.1.100/24
    }
}
vrrp_sync_group G1 {
    group {
        VI_1
        VI_2
    }
    track_interface {
        eth1
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
    interface eth2
    virtual_router_id 52
    priority 100
    virtual_ipaddress {
        10.0.1.100/24
    }
}
vrrp_sync_group G1 {
    group {
        VI_1
        VI_2
    }
    track_interface {
        eth1
    }
}
`,
    },
  },
  *check(facts, context): Iterable<Finding> {
    if (facts.kind !== "keepalived") return;
    const view = fileViewOf(facts);
    for (const group of blocksNamed(view, "vrrp_sync_group")) {
      const members = new Set(entriesOf(group, "group").flatMap(({ words }) => words));
      for (const instance of blocksNamed(view, "vrrp_instance")) {
        if (instance.name === undefined || !members.has(instance.name)) continue;
        for (const line of entriesOf(instance, "track_interface")) {
          const [name] = line.words;
          const same = entriesOf(group, "track_interface").find(({ words: [other] }) => other === name);
          if (name === undefined || same === undefined) continue;
          const said = message(
            "The sync group {group} tracks {name} as well, for all of its instances: keepalived complains. Remove one of the two.",
            { group: group.name ?? "", name },
          );
          const related = [{ file: context.file, at: placeOf(same), message: message("tracked by the group") }];
          yield fileFinding(this, context, placeOf(line), said, { related });
        }
      }
    }
  },
};

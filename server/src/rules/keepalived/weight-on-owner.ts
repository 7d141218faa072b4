import type { KeepalivedFacts } from "../../model/keepalived/facts.ts";
import { type Finding, message } from "../finding.ts";
import type { FileRule } from "../rule.ts";
import { fileFinding } from "./file-finding.ts";
import { type BlockView, blocksNamed, entriesOf, fileViewOf, placeOf, type Setting } from "./file-view.ts";
import { instanceViewsOf } from "./instance-view.ts";
import { trackedUsesOf, weightOf } from "./trackers.ts";

/** Lines of an instance that track something with a weight. */
function weightedLines(facts: KeepalivedFacts, block: BlockView): readonly Setting[] {
  const interfaces = entriesOf(block, "track_interface").filter(({ words }) => {
    const weight = Number(words[words.indexOf("weight") + 1] ?? Number.NaN);
    return words.includes("weight") && weight !== 0 && !Number.isNaN(weight);
  });
  const named = trackedUsesOf(facts).filter((use) => {
    const weight = use.user === block && !use.isAhead ? weightOf(use) : undefined;
    return weight !== undefined && weight !== 0;
  });
  return [...interfaces, ...named.map(({ line }) => line)];
}

export const weightOnOwner: FileRule = {
  code: "keepalived/weight-on-owner",
  scope: "file",
  reads: "keepalived",
  severity: "warning",
  fix: "none",
  since: "0.1.0",
  docs: {
    summary: "A tracked weight does not count for the owner of the address.",
    why: "An instance with priority 255 owns its address, and its priority never changes: keepalived ignores weights of what it tracks. A failure that was to lower the priority leaves the address where it is. Give it less than 255, or weight 0, which takes the instance down.",
    example: {
      bad: `//- keepalived.conf
vrrp_instance VI_1 {
    state MASTER
    interface eth0
    virtual_router_id 51
    priority 255
    virtual_ipaddress {
        10.0.0.100/24
    }
    track_interface {
        eth1 weight -10
    }
}
`,
      good: `//- keepalived.conf
vrrp_instance VI_1 {
    state MASTER
    interface eth0
    virtual_router_id 51
    priority 254
    virtual_ipaddress {
        10.0.0.100/24
    }
    track_interface {
        eth1 weight -10
    }
}
`,
    },
  },
  *check(facts, context): Iterable<Finding> {
    if (facts.kind !== "keepalived") return;
    const instances = instanceViewsOf(facts);
    for (const group of blocksNamed(fileViewOf(facts), "vrrp_sync_group")) {
      const members = new Set(entriesOf(group, "group").flatMap(({ words }) => words));
      const owner = instances.find(({ block, priority }) => priority === 255 && members.has(block.name));
      if (owner === undefined || owner.block.name === undefined) continue;
      for (const line of weightedLines(facts, group)) {
        const said = message(
          "{name} of this group owns its address with priority 255: keepalived complains and takes the weight for 0, which takes all instances of the group down.",
          { name: owner.block.name },
        );
        yield fileFinding(this, context, placeOf(line), said);
      }
    }
    for (const { block, priority } of instances) {
      if (priority !== 255) continue;
      for (const line of weightedLines(facts, block)) {
        const said = message(
          "The weight does not count, because an instance with priority 255 owns the address: the failure leaves it where it is.",
        );
        yield fileFinding(this, context, placeOf(line), said);
      }
    }
  },
};

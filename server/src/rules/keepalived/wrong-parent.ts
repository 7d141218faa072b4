import { type Finding, message } from "../finding.ts";
import type { KeepalivedSectionRule } from "../rule.ts";
import { blockName, findingAt, judgementsOf, nearest } from "./judged.ts";

export const wrongParent: KeepalivedSectionRule = {
  code: "keepalived/wrong-parent",
  scope: "keepalived-section",
  severity: "error",
  fix: "none",
  since: "0.1.0",
  docs: {
    summary: "A keyword stands in a block that does not take it.",
    why: "keepalived knows each keyword only in its own block. Elsewhere it skips the line and goes on without it; where the keyword opens a block, its closing brace ends the block around, and what follows is lost too. A block that seems to stand in the wrong place is often the first one behind a missing closing brace.",
    example: {
      bad: `//- keepalived.conf
global_defs {
    router_id lb1
    priority 100
}

vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        10.0.0.100/24
    }
}
`,
      good: `//- keepalived.conf
global_defs {
    router_id lb1
}

vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 100
    virtual_ipaddress {
        10.0.0.100/24
    }
}
`,
    },
  },
  *check(section, context): Iterable<Finding> {
    for (const one of judgementsOf(section, context)) {
      const word = one.statement.words[0];
      if (one.kind !== "misplaced" || word === undefined) continue;
      const place = nearest(one.places, one.path) ?? [];
      const args = { word: word.value, block: blockName(one.path), place: blockName(place) };
      let said = message("keepalived takes no {word} in {block} and goes on without it. Move it to {place}.", args);
      if (one.statement.block !== undefined) {
        const isOutside = place.length < one.path.length;
        said = isOutside
          ? message(
              "keepalived takes no {word} in {block}, and its closing brace ends the block around. It belongs to {place}: a closing brace may be missing above.",
              args,
            )
          : message(
              "keepalived takes no {word} in {block}, and its closing brace ends the block around. Move it to {place}.",
              args,
            );
      }
      yield findingAt(this, section, context, word, said);
    }
  },
};

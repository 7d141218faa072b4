import { type Finding, message } from "../finding.ts";
import type { KeepalivedSectionRule } from "../rule.ts";
import { findingAt, isFilledIn, judgementsOf } from "./judged.ts";

export const strayOpeningBrace: KeepalivedSectionRule = {
  code: "keepalived/stray-opening-brace",
  scope: "keepalived-section",
  severity: "error",
  fix: "none",
  since: "0.1.0",
  docs: {
    summary: "An opening brace stands where no block begins.",
    why: "keepalived ignores a brace that follows no block's keyword, and then takes the closing brace for the end of the block around: what stands behind it is read one level further out, and skipped.",
    example: {
      bad: `//- keepalived.conf
vrrp_instance VI_1 {
    state MASTER
    interface eth0
    virtual_router_id 51
    priority 100 {
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
    virtual_ipaddress {
        10.0.0.100/24
    }
}
`,
    },
  },
  *check(section, context): Iterable<Finding> {
    for (const { kind, start, end } of section.problems) {
      if (kind !== "stray-opening-brace" || isFilledIn(section)) continue;
      const said = message(
        "No block's keyword stands before this brace: keepalived ignores it, and the closing one ends the block around. Remove both.",
      );
      yield findingAt(this, section, context, { start, end }, said);
    }
    for (const one of judgementsOf(section, context)) {
      if (one.kind !== "surplus-block") continue;
      const said = message(
        "{word} takes no block: keepalived ignores this brace, and the closing one ends the block around. Remove both.",
        { word: one.statement.words[0]?.value ?? "" },
      );
      yield findingAt(this, section, context, { start: one.open, end: one.open + 1 }, said);
    }
  },
};

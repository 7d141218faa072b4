import { keepalivedRelease } from "../../schema/keepalived/index.ts";
import { type Finding, message } from "../finding.ts";
import type { KeepalivedSectionRule } from "../rule.ts";
import { findingAt, versionOf } from "./judged.ts";

/** The first series that complains. */
const firstComplaint = keepalivedRelease("2.4.0");

export const keepalivedNulCharacter: KeepalivedSectionRule = {
  code: "keepalived/nul-character",
  scope: "keepalived-section",
  severity: "warning",
  fix: "none",
  since: "0.1.0",
  docs: {
    summary: "A line holds a NUL character.",
    why: "keepalived 2.2 cuts the line off at the character without a word, 2.4 drops the line. Such a file was mostly saved as UTF-16, or damaged on a full disk; the character is invisible in many editors.",
    example: {
      bad: `//- keepalived.conf
vrrp_instance VI_1 {
    state MASTER
    interface eth0
    virtual_router_id 51
    priority 100\0
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
    const version = versionOf(context);
    const isRefused = version !== "auto" && keepalivedRelease(version) >= firstComplaint;
    for (const { kind, start, end } of section.problems) {
      if (kind !== "nul-character") continue;
      const said = message(
        "This line holds a NUL character: keepalived 2.2 cuts it off here, 2.4 drops it. Save the file as UTF-8 and remove the character.",
      );
      yield findingAt(this, section, context, { start, end }, said, { severity: isRefused ? "error" : this.severity });
    }
  },
};
